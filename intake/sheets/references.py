"""Cell references: D6, B4:C9, and formulas moved from one cell to another."""

import re

from intake.sheets.sheet import column_letters

_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_SHIFTED = re.compile(r"(\"[^\"]*\"|'[^']*')|(?<![\w.$])(\$?)([A-Z]{1,3})(\$?)(\d{1,7})(?![\w.(])", re.IGNORECASE)


def parse_place(text: str) -> tuple[int, int] | None:
    """Return (row, column) of a reference such as D6; ``None`` for anything else."""
    match = _PLACE.fullmatch(text)
    if match is None:
        return None
    return int(match.group(2)), column_number(match.group(1))


def parse_area(text: str) -> tuple[int, int, int, int] | None:
    """Return (first row, first column, last row, last column) of B4:C9 or of one cell."""
    first, _, last = text.partition(":")
    start, stop = parse_place(first), parse_place(last or first)
    if start is None or stop is None:
        return None
    return (
        min(start[0], stop[0]),
        min(start[1], stop[1]),
        max(start[0], stop[0]),
        max(start[1], stop[1]),
    )


def column_number(letters: str) -> int:
    """Return the number of a column counted from 1: A is 1, AB is 28."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def shift_formula(formula: str, rows: int, columns: int) -> str:
    """Return a formula moved by some rows and columns; $ holds a reference fast."""

    def shift(match: re.Match[str]) -> str:
        if match.group(1):
            return match.group(1)
        column = column_number(match.group(3)) + (0 if match.group(2) else columns)
        row = int(match.group(5)) + (0 if match.group(4) else rows)
        return f"{match.group(2)}{column_letters(column)}{match.group(4)}{row}"

    return _SHIFTED.sub(shift, formula)
