"""Rich text: runs that are struck out are no part of what is said, raised digits are marks of footnotes."""

from collections.abc import Iterable
from dataclasses import replace

from intake.sheets.raised import raise_digits
from intake.sheets.sheet import Cell

#: Text, whether raised or lowered, whether struck out.
Run = tuple[str, bool, bool]


class RunsText(str):
    """A text of runs that bring their own fonts: its cell's font says nothing of it; `struck` when all of it is."""

    struck = False


def join_runs(runs: Iterable[Run]) -> RunsText:
    """Return the text without its struck runs, or all of it where nothing else is left."""
    written = [(raise_digits(text) if raised else text, struck) for text, raised, struck in runs]
    every = "".join(text for text, _ in written)
    valid = "".join(text for text, struck in written if not struck)
    found = RunsText(valid if valid.strip() else every)
    found.struck = not valid.strip() and bool(every.strip())
    return found


def strike(cell: Cell | None, text: str, by_style: bool) -> Cell | None:
    """Return the cell marked as struck out where its text's own fonts, or else its style, strike it."""
    struck = text.struck if isinstance(text, RunsText) else by_style
    return replace(cell, struck=True) if cell is not None and struck else cell
