"""Periods in every common Chinese writing, and the days they cover."""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from intake.sheets.sheet import Cell
from intake.words.characters import compact

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "○": 0}


@dataclass(frozen=True, slots=True)
class Period:
    """A span of whole months, or a cut-off.

    Attributes
    ----------
    year
        ``None`` when the text leaves it to its surroundings.
    first, last
        Months 1..12.
    day
        Day of the month of a cut-off that names one.
    cutoff
        Only the end is stated (截至, 底, a bare date): nothing is said of the beginning.
    running
        Written as 1—6月: an amount since January.
    dated
        Read from a date that closes a month: the month of an amount, the day of a level.
    since
        First day, where the text prints one within a month (21日至次月20日).
    last_year
        End year where the span crosses a year (2018—2020年).
    """

    year: int | None
    first: int
    last: int
    day: int | None = None
    cutoff: bool = False
    running: bool = False
    last_year: int | None = None
    dated: bool = False
    since: date | None = None

    @property
    def end(self) -> date:
        year = self.last_year or self._known_year
        return date(year, self.last, self.day or calendar.monthrange(year, self.last)[1])

    @property
    def start(self) -> date:
        return self.since or date(self._known_year, self.first, 1)

    @property
    def _known_year(self) -> int:
        # A period has days only once its surroundings gave it a year.
        if self.year is None:
            raise TypeError("a period without a year has no days")
        return self.year

    def in_statistical_months(self, month_ends: int | None) -> "tuple[date, date]":
        """Return first and last day, months ending on day `month_ends` where a plan says so."""
        if month_ends is None or self.day is not None:
            return self.start, self.end
        before = self.start - timedelta(days=1)
        return before.replace(day=month_ends) + timedelta(days=1), self.end.replace(day=month_ends)

    @property
    def one_year(self) -> bool:
        return self.last_year is None

    def within(self, year: int) -> "Period":
        return self if self.year is not None else replace(self, year=year)


_YEAR = r"(?:(?P<year>(?:19|20)\d\d|\d\d|[一二三四五六七八九〇零○]{4})年(?:度|份)?)"
_DASH = r"(?:-|~|至|到)"
_CUT = r"(?P<cut>截至|截止到?|截止至|截止于|至|到)?"
_BOTTOM = r"(?P<bottom>底|末|止|为止|下旬)?"
_CN_QUARTER = r"[一二三四1-4]"
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})"

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("years", r"(?P<year>(?:19|20)\d\d)年?(?:度)?" + _DASH + r"(?P<year2>(?:19|20)\d\d)年(?:度)?"),
        (
            "span",
            r"(?P<year>(?:19|20)\d\d)年(?P<m1>\d{1,2})月"
            + _DASH
            + r"(?P<year2>(?:19|20)\d\d)年(?P<m2>\d{1,2})月"
            + _BOTTOM,
        ),
        (
            "stretch",
            _YEAR
            + r"?(?P<m1>\d{1,2})月(?P<day>\d{1,2})日?"
            + _DASH
            + r"(?:(?P<year2>(?:19|20)\d\d)年)?(?P<m2>\d{1,2})月(?P<day2>\d{1,2})日?",
        ),
        ("day", _CUT + r"(?P<year>(?:19|20)\d\d)年(?P<m1>\d{1,2})月(?P<day>\d{1,2})(?:日|号)?(?!\d)"),
        (
            "day",
            _CUT
            + r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sep>[-./])(?P<m1>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)"
            + r"(?: ?00:00:00)?",
        ),
        ("day8", r"(?<!\d)(?P<year>20\d\d)(?P<m1>0[1-9]|1[0-2])(?P<day>[0-3]\d)(?!\d)"),
        ("day", _CUT + r"(?P<m1>\d{1,2})月(?P<day>\d{1,2})(?:日|号)"),
        (
            "range",
            _CUT
            + _YEAR
            + r"?(?P<m1>"
            + _NUMBER
            + r")月?(?:份)?"
            + _DASH
            + r"(?P<m2>"
            + _NUMBER
            + r")月(?:份)?"
            + _BOTTOM,
        ),
        ("listed", _YEAR + r"?(?<!\d)(?P<m1>\d{1,2})月?[、,和及与](?P<m2>\d{1,2})月(?:份)?"),
        ("range", r"(?P<year>(?:19|20)\d\d)[./](?P<m1>\d{1,2})" + _DASH + r"(?P<m2>\d{1,2})(?!\d)"),
        ("quarters", _YEAR + r"?(?:前|第?一至)(?P<q>[二三四2-4])个?季度?"),
        ("quarter", _CUT + _YEAR + r"?第?(?P<q>" + _CN_QUARTER + r")季度?(?:份)?" + _BOTTOM),
        ("quarter", r"(?P<year>(?:19|20)\d\d)[年-]?[Qq](?P<q>[1-4])|(?<![A-Za-z])[Qq](?P<q_>[1-4])(?![0-9])"),
        ("half", _CUT + _YEAR + r"?(?P<half>上|下)半年" + _BOTTOM),
        ("month", _CUT + _YEAR + r"(?P<m1>" + _NUMBER + r")月(?:份)?" + _BOTTOM),
        ("month", r"(?<!\d)(?P<year>(?:19|20)\d\d)[./-](?P<m1>0?[1-9]|1[0-2])(?![\d./-])"),
        ("month", r"(?<!\d)(?P<year>20\d\d)(?P<m1>0[1-9]|1[0-2])(?!\d)"),
        ("month", _CUT + r"(?<!\d)(?P<m1>" + _NUMBER + r")月(?:份)?" + _BOTTOM),
        ("year", _CUT + _YEAR + _BOTTOM),
        ("year", r"(?<![\d.])(?P<year>20[0-4]\d)(?![\d.年])"),
    )
)
#: No title or note is longer; what is costs time without end.
_LONGEST = 4000
_DOCUMENT_NUMBER = re.compile(r"\(?(?:19|20)\d\d\)第?[\d×x]+号")
_ENGLISH = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_ENGLISH_MONTH = re.compile(r"(?i)(?<![a-z])(" + "|".join(_ENGLISH) + r")[a-z]*\.?,?[ -]?((?:19|20)\d\d)?(?![a-z])")


@dataclass(frozen=True, slots=True)
class FoundPeriod:
    """A period and the place in the text where it stands."""

    period: Period
    start: int
    stop: int


def cross(one: Period, other: Period) -> Period | None:
    """Return the period that a year and a month of it (of two heads, or of row and column) name together."""
    for year, month in ((one, other), (other, one)):
        is_year = bool(year.year) and (year.first, year.last) == (1, 12) and not year.cutoff and year.one_year
        if month.year is None and is_year:
            return replace(month, year=year.year)
    return one if one == other else None


def find_periods(text: str) -> tuple[FoundPeriod, ...]:
    """Return the periods that `text` names in any writing, in order, longest reading first; none of an endless text."""
    if len(text) > _LONGEST:
        return ()
    plain = _DOCUMENT_NUMBER.sub(lambda m: " " * len(m[0]), compact(text))
    taken: list[FoundPeriod] = []
    for match in _ENGLISH_MONTH.finditer(plain):
        if not any(match.start() < f.stop and f.start < match.end() for f in taken):
            month = _ENGLISH[match[1][:3].lower()]
            year = int(match[2]) if match[2] else None
            taken.append(FoundPeriod(Period(year, month, month), match.start(), match.end()))
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            if any(match.start() < f.stop and f.start < match.end() for f in taken):
                continue
            if kind == "year" and match.groupdict().get("cut") in ("到", "至"):
                continue  # 到2020年 looks ahead to a target
            period = _period(kind, match)
            if period is not None:
                taken.append(FoundPeriod(period, match.start(), match.end()))
    return tuple(sorted(taken, key=lambda f: f.start))


def find_only_period(text: str) -> Period | None:
    """Return the one period that `text` names; ``None`` when it names none or several."""
    found = {f.period for f in find_periods(text)}
    return found.pop() if len(found) == 1 else None


def period_of_day(day: date) -> Period:
    """Return the month of a date used as a header: 2019-06-01 heads June, 2019-06-30 closes it."""
    last = calendar.monthrange(day.year, day.month)[1]
    if day.day in (1, last):
        return Period(day.year, day.month, day.month, dated=day.day != 1)
    return Period(day.year, day.month, day.month, day=day.day, cutoff=True)


def serial_day(cell: Cell) -> date | None:
    """Return the first or last day of a month that a bare number heads as a spreadsheet's serial date."""
    if cell.number is None or cell.number != cell.number.to_integral_value() or not 40_000 < cell.number < 52_000:
        return None
    day = date(1899, 12, 30) + timedelta(days=int(cell.number))
    return day if day.day == 1 or (day + timedelta(days=1)).day == 1 else None


def _period(kind: str, match: re.Match[str]) -> Period | None:
    parts = match.groupdict()
    year = _year(parts.get("year"))
    cutoff = bool(parts.get("cut") or parts.get("bottom"))
    if kind in ("years", "span"):
        first, last = int(parts.get("m1") or 1), int(parts.get("m2") or 12)
        return _several_years(int(parts["year"]), int(parts["year2"]), first, last)
    if kind == "stretch":
        return _statistical_month(year, parts)
    if kind in ("day", "day8"):
        month, day = int(parts["m1"]), int(parts["day"])
        if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year or 2020, month)[1]:
            return None
        return Period(year, month, month, day=day, cutoff=True)
    if kind == "range":
        first, last = _count(parts["m1"]), _count(parts["m2"])
        if not (1 <= first < last <= 12):
            return None
        return Period(year, first, last, running=first == 1)
    if kind == "listed":
        first, last = int(parts["m1"]), int(parts["m2"])
        return Period(year, first, last, running=first == 1) if 1 <= first <= 11 and last == first + 1 else None
    if kind == "quarters":
        return Period(year, 1, 3 * _count(parts["q"]), running=True)
    if kind == "quarter":
        quarter = _count(parts["q"] or parts.get("q_") or "")
        return Period(year, 3 * quarter - 2, 3 * quarter, cutoff=cutoff)
    if kind == "half":
        return Period(year, *((1, 6) if parts["half"] == "上" else (7, 12)), cutoff=cutoff)
    if kind == "month":
        month = _count(parts["m1"])
        return Period(year, month, month, cutoff=cutoff) if 1 <= month <= 12 else None
    return Period(year, 1, 12, cutoff=cutoff)


def _several_years(year: int, last_year: int, first: int, last: int) -> Period | None:
    if not (1 <= first <= 12 and 1 <= last <= 12) or last_year < year:
        return None
    if last_year == year:
        return Period(year, first, last, running=first == 1)
    return Period(year, first, last, last_year=last_year)


def _statistical_month(year: int | None, parts: dict[str, Any]) -> Period | None:
    first, last, last_year = int(parts["m1"]), int(parts["m2"]), _year(parts["year2"]) or year
    follows = last == first % 12 + 1
    if follows and (parts["day"], parts["day2"]) == ("21", "20"):
        first_year = year if last >= first or not year or not last_year else last_year - 1
        since = date(first_year, first, 21) if first_year else None
        return Period(last_year, last, last, day=20, since=since)
    if parts["day"] == "1" and 1 <= first <= last <= 12 and int(parts["day2"]) >= 28 and last_year == year:
        return Period(year, first, last, running=first == 1 and last > 1)
    return None


def _year(text: str | None) -> int | None:
    if not text:
        return None
    number = int(text) if text.isdigit() else int("".join(str(_DIGITS[c]) for c in text))
    return 2000 + number if number < 100 else number


def _count(text: str) -> int:
    if text.isdigit():
        return int(text)
    if text.startswith("十"):
        return 10 + (_DIGITS[text[1]] if len(text) > 1 else 0)
    if text.endswith("十"):
        return 10 * _DIGITS[text[0]]
    return _DIGITS[text[-1]] if len(text) == 1 else 0
