"""The days of a training as they are written: 2019.6.1—6.20, 2019年6月1日起至20日止, 二〇一九年六月."""

import re
from dataclasses import dataclass
from datetime import date

from intake.words.characters import compact
from intake.words.numerals import write_days_in_digits
from metrics.months import month_end

#: Trainings of other years are typing errors.
YEARS = range(2000, 2100)
#: No cell with days is longer, and no training whose end leaves out its year.
_LONGEST, _LONGEST_SPAN = 200, 200
_TIME = re.compile(r"T?(?<![\d:])\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?|(?<!\d)\d{1,2}[时点](?:\d{1,2}分|半|整)?")
_WEEKDAY = re.compile(r"\((?:周|星期|礼拜)[一二三四五六日天]\)")
_GAPS = re.compile(r"\s*([./\-~年月日号至到起止])\s*")
_FULL = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d|\d\d)年(?P<m>\d{1,2})[月.](?P<d>\d{1,2})(?![\d月])[日号]?"
    r"|(?<!\d)(?P<year_>(?:19|20)\d\d|\d\d)(?P<s>[./-])(?P<m_>\d{1,2})(?P=s)(?P<d_>\d{1,2})(?!\d)[日号]?"
    r"|(?<!\d)(?P<year__>(?:19|20)\d\d)(?P<m__>\d\d)(?P<d__>\d\d)(?!\d)"
)
_MONTHS = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d|\d\d)年(?P<m>\d{1,2})月?[-~至到](?P<to>\d{1,2})月份?(?!\d)"
    r"|(?<!\d)(?P<year_>(?:19|20)\d\d)[./](?P<m_>\d{1,2})[-~至到](?P<to_>\d{1,2})(?![\d./-])"
)
_MONTH = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d|\d\d)年(?P<m>\d{1,2})月份?(?!\d)"
    r"|(?<!\d)(?P<year_>(?:19|20)\d\d)[./-](?P<m_>\d{1,2})(?![\d.])(?![/-]\d)"
)
#: A day whose year stands before it or around the text.
_OF_YEAR = re.compile(r"(?<!\d)(?P<m>\d{1,2})月(?P<d>\d{1,2})(?!\d)[日号]?")
_BARE = re.compile(r"(?<![\d.])(?P<m>\d{1,2})\.(?P<d>\d{1,2})(?![\d.])")
#: What joins the end of a span to its beginning, whose month and year it may leave out.
_LINK = re.compile(r"(?:起|开始|开班)?,?(?:(?:至|到|-|~|─)+|[、和及])")
_LINKS = "起开,至到-~─、和及"
_END = re.compile(
    r"(?:(?P<m>\d{1,2})(?:月|[./-]))?(?P<d>\d{1,2})(?![\d月天周])(?![./-]\d)[日号]?|(?P<month>\d{1,2})月份?(?!\d)"
)
_BACKWARD = re.compile(r"(?<!\d)(\d{1,2})([./\-])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
#: Numbers beside days that are none: the number of the class, how long it took, how many it taught.
_LASTING = re.compile(r"(?<!\d)(\d+)(?:天|个?周|个月|个?课时|个?学时|个?小时|节课|(?<=共\d)日|(?<=共\d\d)日)")
_HARMLESS = re.compile(r"第\d+[期批次班]|\d+[期班人次]")
_OPEN = re.compile(r"起|至今|以来|开始|开班|开课")
_CLOSED = re.compile(r"止|结业|结束|毕业")


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day of a training.

    `is_open`: only its beginning is said (2019年6月1日起); `lasts`: how long it took stands beside a single day;
    `exact`: days are named, not months.
    """

    first: date
    last: date
    is_open: bool = False
    lasts: bool = False
    exact: bool = True

    @property
    def is_span(self) -> bool:
        """Whether both ends are known: a single day beside a length is one of them, and nobody says which."""
        return not (self.is_open or self.lasts)

    @property
    def is_month(self) -> bool:
        """Whether a single month is named."""
        return not self.exact and self.last == month_end(self.first)


def find_days(text: str, year: int | None = None) -> Days | None:
    """Return the days that a text states; ``None`` where it states none, or has digits that are not understood.

    Parameters
    ----------
    year
        Of days written without one (6月1日—6月20日), where the surroundings name it.
    """
    plain = _plain(text)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", plain):
        day = _make(int(plain[:4]), int(plain[5:7]), int(plain[8:]))
        return Days(day, day) if day else None
    if len(plain) > _LONGEST or "旬" in plain:
        return None
    if turned := list(_BACKWARD.finditer(plain)):
        days = [_turn(match) for match in turned]
        known = [day for day in days if day is not None]
        return Days(known[0], known[-1]) if len(known) == len(days) else None
    found, rest = _take_all(plain, year)
    rest = _HARMLESS.sub("", rest)
    if not found or re.search(r"\d", _LASTING.sub("", rest)):
        return None
    first, last = found[0][0], found[-1][1]
    exact = all(one == other for one, other in found)
    if len(found) > 2:
        first, last = min(one for one, _ in found), max(one for _, one in found)
    if len(found) > 1:
        return Days(first, last, exact=exact)
    lasts = any(int(match[1]) > 1 for match in _LASTING.finditer(rest))
    return Days(first, last, bool(_OPEN.search(rest)) and not _CLOSED.search(rest), lasts, exact)


def _plain(text: str) -> str:
    plain = write_days_in_digits(compact(text))
    plain = _WEEKDAY.sub("", _TIME.sub("", plain))
    return _GAPS.sub(r"\1", plain)


def _take_all(plain: str, year: int | None) -> tuple[list[tuple[date, date]], str]:
    """Return the days and months of a text in order, each as its first and last day, and what else stands there."""
    found: list[tuple[date, date]] = []
    rest, at = "", 0
    while at < len(plain):
        begins = plain[at].isdigit() or (found and plain[at] in _LINKS)
        taken = _take(plain, at, found[-1] if found else None, year) if begins else None
        if taken is None:
            rest, at = rest + plain[at], at + 1
        else:
            found.append(taken[0])
            at = taken[1]
    return found, rest


def _take(
    plain: str, at: int, before: tuple[date, date] | None, year: int | None
) -> tuple[tuple[date, date], int] | None:
    """Return what begins here, and where it ends; `before` is what was found last."""
    link = _LINK.match(plain, at) if before else None
    start = link.end() if link else at
    for pattern in (_FULL, _MONTHS, _MONTH):
        if (match := pattern.match(plain, start)) and (days := _named(match)):
            return days, match.end()
    if before and (match := _END.match(plain, start) if link else _OF_YEAR.match(plain, at)):
        days = _end_of(match, before)
        return (days, match.end()) if days else None
    if before is None and year and (match := _OF_YEAR.match(plain, at) or _BARE.match(plain, at)):
        day = _make(year, int(match["m"]), int(match["d"]))
        return ((day, day), match.end()) if day else None
    return None


def _named(match: re.Match[str]) -> tuple[date, date] | None:
    """Return first and last day of what names its year."""
    parts = {name.rstrip("_"): value for name, value in match.groupdict().items() if value is not None}
    year = int(parts["year"]) + (2000 if len(parts["year"]) == 2 else 0)
    if "d" in parts:
        day = _make(year, int(parts["m"]), int(parts["d"]))
        return (day, day) if day else None
    first, last = (_make(year, int(parts[name]), 1) for name in ("m", "to" if "to" in parts else "m"))
    return (first, month_end(last)) if first and last and first <= last else None


def _end_of(match: re.Match[str], before: tuple[date, date]) -> tuple[date, date] | None:
    """Return the day or month that closes a span; without a year it is the first one after the beginning."""
    parts, begin = match.groupdict(), before[0]
    month = int(parts.get("month") or parts["m"] or begin.month)
    for year in (begin.year, begin.year + 1):
        day = _make(year, month, 1 if parts.get("month") else int(parts["d"]))
        if day is not None and parts.get("month") and month_end(day) >= begin:
            return day, month_end(day)
        if day is not None and not parts.get("month") and 0 <= (day - begin).days <= _LONGEST_SPAN:
            return day, day
        if not (parts.get("month") or parts["m"]):
            return None  # 2019年6月20日至1日: not even of the next month for certain
    return None


def _turn(match: re.Match[str]) -> date | None:
    """Return the day of 15/03/2019 or 03/15/2019; of 05/03/2019 nobody can tell which is the month."""
    first, _, second, year = match.groups()
    day, month = (int(first), int(second)) if int(first) > 12 else (int(second), int(first))
    return None if day <= 12 and day != month else _make(int(year), month, day)


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None
