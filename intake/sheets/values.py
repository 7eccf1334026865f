"""Numbers, dates and times as spreadsheet files store them, made into exact cells."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from intake.sheets.number_formats import GENERAL, NumberFormat
from intake.sheets.sheet import Cell

_STORED = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_EPOCH = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
_LAST_SERIAL = 2958465  # 9999-12-31 in the 1900 system
#: A number that its format prints so is a label: 6月 heads figures and is none.
_PARTS_OF_YEAR = frozenset(("年", "年度", "季度", "月", "月份", "日", "周", "旬"))
_WEEKDAYS = "一二三四五六日"


@lru_cache(maxsize=65536)
def exact_number(stored: str) -> Decimal | None:
    """Return the exact number that stands in the file, or ``None`` for what is no finite number.

    Spreadsheets compute in binary and show 15 significant digits: 36.110000000000004 is 36.11.
    """
    stored = stored.strip()
    if len(stored) > 400 or not _STORED.fullmatch(stored):
        return None
    binary = float(stored)
    if binary in (float("inf"), float("-inf")):
        return None
    if binary == 0:
        return Decimal(0)
    number = Decimal(stored)
    is_whole = stored.lstrip("+-").isdigit()
    if not is_whole and len(number.normalize().as_tuple().digits) > 15:
        number = Decimal(f"{binary:.15g}")
    # Plain digits: 1.2E3 is 1200 and 12.0 is 12.
    return Decimal(format(number.normalize(), "f"))


def number_cell(stored: str, shown: NumberFormat = GENERAL, date1904: bool = False, formula: str | None = None) -> Cell:
    """Return the cell of a stored number: a date or time where its format says so."""
    number = exact_number(stored)
    if number is None:
        return Cell(stored, formula=formula)
    if shown.kind in ("date", "time"):
        return _moment_cell(number, shown, date1904, formula)
    shown = shown.of(number)
    if shown.behind in _PARTS_OF_YEAR:
        return Cell(print_number(number, shown), formula=formula)
    return Cell(
        print_number(number, shown),
        number,
        formula=formula,
        decimals=shown.decimals,
        percent=shown.percent,
        scale=shown.scale,
        before=shown.before,
        behind=shown.behind,
    )


def print_number(number: Decimal, shown: NumberFormat) -> str:
    """Return a number in plain digits, between the words that its format prints, and in their unit."""
    if not shown.before and not shown.behind:
        return format(number, "f")
    return f"{shown.before}{number / shown.scale:f}{shown.behind}"


def text_cell(text: str, formula: str | None = None) -> Cell | None:
    """Return the cell of a text; ``None`` when nothing but blanks stands there."""
    return Cell(text, formula=formula) if text.strip() else None


def day_cell(day: datetime | date, formula: str | None = None, shown: NumberFormat = GENERAL) -> Cell:
    """Return the cell of a day, printed as its format says or as 2019-06-30."""
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
    pieces = shown.pieces or _ISO
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    if not shown.pieces and seconds:
        pieces += _ISO_TIME
    text = _print_moment(pieces, moment.year, moment.month, moment.day, seconds, moment.weekday())
    return Cell(text, day=moment.date(), formula=formula)


_ISO = (("y", "yyyy"), ("literal", "-"), ("m", "mm"), ("literal", "-"), ("d", "dd"))
_ISO_TIME = (
    ("literal", " "),
    ("h", "hh"),
    ("literal", ":"),
    ("minute", "mm"),
    ("literal", ":"),
    ("s", "ss"),
)


def _moment_cell(serial: Decimal, shown: NumberFormat, date1904: bool, formula: str | None) -> Cell:
    if not 0 <= serial <= _LAST_SERIAL:
        return Cell(format(serial, "f"), formula=formula)
    whole = int(serial)
    seconds = int(((serial - whole) * 86400).to_integral_value())
    if shown.kind == "time":
        return Cell(_print_moment(shown.pieces, 0, 0, 0, whole * 86400 + seconds, 0), formula=formula)
    if seconds == 86400:
        whole, seconds = whole + 1, 0
    if not date1904 and (whole == 0 or whole == 60):
        # The 1900 system has a day 0 and a 29 February 1900 that never were.
        month, day = (1, 0) if whole == 0 else (2, 29)
        return Cell(_print_moment(shown.pieces, 1900, month, day, seconds, 0), formula=formula)
    if not date1904 and whole < 60:
        whole += 1
    try:
        found = _EPOCH[date1904] + timedelta(days=whole)
    except OverflowError:
        return Cell(format(serial, "f"), formula=formula)
    text = _print_moment(shown.pieces, found.year, found.month, found.day, seconds, found.weekday())
    return Cell(text, day=found, formula=formula)


def _print_moment(
    pieces: tuple[tuple[str, str], ...], year: int, month: int, day: int, seconds: int, weekday: int
) -> str:
    clock = seconds % 86400
    values = {
        "m": month,
        "d": day,
        "h": clock // 3600,
        "minute": clock // 60 % 60,
        "s": clock % 60,
        "elapsed-h": seconds // 3600,
        "elapsed-m": seconds // 60,
        "elapsed-s": seconds,
    }
    parts = []
    for kind, text in pieces:
        if kind == "literal":
            parts.append(text)
        elif kind == "y":
            parts.append(f"{year % 100:02d}" if text.lower() in ("y", "yy") else f"{year:04d}")
        elif kind == "weekday":
            parts.append("星期" + _WEEKDAYS[weekday])
        else:
            parts.append(f"{values[kind]:02d}" if len(text) == 2 else str(values[kind]))
    return "".join(parts).strip()
