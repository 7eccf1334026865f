"""A part written behind its whole in one cell: 12（3） under 建成数（其中国家级）, or 12（其中3）."""

import re

from intake.words.characters import compact
from intake.words.figures import CellState, parse_text

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?万?(?:人次|人|个|家|所|名|项)?"
_OF_WHICH = re.compile(r"\((?:其中|包?含|包括)[^()]*\)")
_SAID = re.compile(rf"({_NUMBER})[,;、]?\(?(?:其中|包?含|包括)[^\d()]*({_NUMBER})\)?")
_TOLD = re.compile(rf"({_NUMBER})\(({_NUMBER})\)")


def tells_part(head: str) -> bool:
    """Whether a head says that a part stands in brackets behind its figures (建成数（其中国家级）)."""
    return bool(_OF_WHICH.search(compact(head)))


def strip_part(head: str) -> str:
    """Return a head without the bracket that names the part."""
    return _OF_WHICH.sub("", compact(head))


def split_part(text: str, *, told: bool) -> tuple[str, str] | None:
    """Return whole and part of a cell that holds both; `told` whether the head says so of a mere bracket.

    ``None`` where the part is more than the whole: then the cell says something else.
    """
    match = _SAID.fullmatch(compact(text)) or (_TOLD.fullmatch(compact(text)) if told else None)
    if match is None:
        return None
    whole, part = parse_text(match[1]), parse_text(match[2])
    if whole.state is not CellState.NUMBER or part.state is not CellState.NUMBER or part.number > whole.number:
        return None
    return match[1], match[2]
