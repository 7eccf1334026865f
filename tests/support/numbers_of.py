"""Made-up ID numbers in every way of writing them."""

from datetime import date

from hypothesis import strategies

from tests.support.roster_of import with_check

THIN, NARROW, WIDE, NOTHING = "\u2009", "\u202f", "\u3000", "\u200b"
AREAS = ("230102", "230602", "231281", "110101", "440305", "650102", "810000")
GOOD = "230602198112128143"
SHORT = "230602811212814"


def full_width(text: str) -> str:
    """Return a text with its digits and letters in full width."""
    return "".join(chr(ord(sign) + 0xFEE0) if sign.isascii() and sign.isalnum() else sign for sign in text)


def spaced(number: str, between: str = " ") -> str:
    """Return a number as people group it."""
    return f"{number[:6]}{between}{number[6:14]}{between}{number[14:]}"


BORN = strategies.dates(date(1945, 1, 1), date(2008, 12, 31))
NUMBERS = strategies.builds(
    lambda area, born, serial: with_check(f"{area}{born:%Y%m%d}{serial:03d}"),
    strategies.sampled_from(AREAS),
    BORN,
    strategies.integers(0, 999),
)
SHORTS = strategies.builds(
    lambda area, born, serial: f"{area}{born:%y%m%d}{serial:03d}",
    strategies.sampled_from(AREAS), strategies.dates(date(1945, 1, 1), date(1999, 12, 31)), strategies.integers(0, 999),
)  # fmt: skip
WRITTEN = strategies.one_of(
    NUMBERS,
    NUMBERS.map(str.lower),
    NUMBERS.map(full_width),
    SHORTS,
    SHORTS.map(full_width),
    *(
        NUMBERS.map(lambda number, between=between: spaced(number, between))
        for between in (" ", "-", THIN, NARROW, WIDE, NOTHING, "\n", "—", "  ", ".")
    ),
    *(
        SHORTS.map(lambda number, between=between: f"{number[:6]}{between}{number[6:12]}{between}{number[12:]}")
        for between in (" ", "-", THIN)
    ),
    NUMBERS.map(" ".join),
)
