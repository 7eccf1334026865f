"""The writings of periods, the longest first, and what the parts of each come to."""

import calendar
import re
from collections.abc import Callable
from functools import lru_cache

from intake.words.numerals import count_of, year_of
from intake.words.periods import OPEN, Period

_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR4 = r"(?:19|20)\d\d"
_YEAR = rf"(?:{_YEAR4}|\d\d|[一二三四五六七八九〇零○]{{4}})年(?:度|份)?"
_TO = r"(?:-+|~|至|到)"
_CUT = (
    r"(?P<cut>(?:统计|数据)?截[至止](?:日期|时间|日)?(?:到|至|于|为|是)?:?|(?:更新|统计)(?:日期|时间)?(?:到|至)|至|到)?"
)
_BOTTOM = r"(?P<bottom>底|末|止|为止)?"
#: A time of day after a day changes nothing; midnight at its beginning does, and stays unread.
_HOUR = r"(?:(?<=[日号])\(?(?:24|2[0-3]|1\d|0?[1-9])(?:时|点|:00)(?:整|止)?\)?)?(?:为?止)?"
_CN_QUARTER = r"[一二三四1-4]"


Parts = dict[str, str | None]


def _cuts(parts: Parts) -> bool:
    return bool(parts.get("cut") or parts.get("bottom"))


def _several_years(parts: Parts) -> Period | None:
    year, last_year = year_of(parts["year"]), year_of(parts["year2"])
    first, last = count_of(parts.get("m1")) or 1, count_of(parts.get("m2")) or 12
    if not (year and last_year and 1 <= first <= 12 and 1 <= last <= 12) or last_year < year:
        return None
    if last_year == year:
        return Period(year, first, last, running=first == 1)
    return Period(year, first, last, last_year=last_year)


def is_day(year: int | None, month: int, day: int) -> bool:
    """Whether there is such a day; without a year that of a leap year counts."""
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year or 2020, month)[1]


def _stretch(parts: Parts) -> Period | None:
    """Read from a day to a day: whole months where it closes them, a running span from 1 January."""
    year = year_of(parts.get("year"))
    last_year = year_of(parts.get("year2")) or year
    first, since, day = count_of(parts["m1"]), count_of(parts["day"]), count_of(parts["day2"])
    last = count_of(parts.get("m2")) or first
    if not (is_day(year, first, since) and is_day(last_year, last, day)):
        return None
    if year and last_year and last_year - year != (first > last):
        return None  # longer than a year: no period of a report
    closes = day == calendar.monthrange(last_year or 2019, last)[1]
    if since == 1 and first <= last:
        return Period(last_year, first, last, day=None if closes else day, running=first == 1 and last > 1)
    follows = last == first % 12 + 1
    first_month = last if follows or first > last else first
    return Period(last_year, first_month, last, day=day, since=(first, since))


def _opening(parts: Parts) -> Period | None:
    year, month, day = year_of(parts.get("year")), count_of(parts.get("m1")), count_of(parts.get("day"))
    if parts.get("m1") and not 1 <= month <= 12:
        return None
    if day and not is_day(year, month, day):
        return None
    since = (month, day) if day > 1 else None
    return Period(year, month or 1, month or 12, since=since, opening=True)


def _day(parts: Parts) -> Period | None:
    year, month, day = year_of(parts.get("year")), count_of(parts["m1"]), count_of(parts["day"])
    return Period(year, month, month, day=day, cutoff=True) if is_day(year, month, day) else None


def _part_of_month(parts: Parts) -> Period | None:
    """Read 上旬, 中旬, 下旬, 上半月, 下半月; a cut-off at one is its last day."""
    year, month = year_of(parts.get("year")), count_of(parts.get("m1")) if parts.get("m1") else OPEN
    if month > 12:
        return None
    since, day = {
        "上旬": (1, 10),
        "中旬": (11, 20),
        "下旬": (21, None),
        "上半月": (1, 15),
        "下半月": (16, None),
    }[parts["part"] or ""]
    if parts.get("cut"):
        return Period(year, month, month, day=day, cutoff=True)
    return Period(year, month, month, day=day, since=(month, since) if since > 1 else None)


def _statistical(parts: Parts) -> Period | None:
    """Read 上月21日至本月20日: how months are counted, whichever they are."""
    since, day = count_of(parts["day"]), count_of(parts["day2"])
    return Period(None, OPEN, OPEN, day=day, since=(OPEN, since)) if since == day + 1 and day < 28 else None


def _to_day(parts: Parts) -> Period | None:
    year, first, last, day = (
        year_of(parts.get("year")),
        count_of(parts["m1"]),
        count_of(parts["m2"]),
        count_of(parts["day"]),
    )
    if not 1 <= first < last <= 12 or not is_day(year, last, day):
        return None
    return Period(year, first, last, day=day, running=first == 1)


def _range(parts: Parts) -> Period | None:
    first, last = count_of(parts["m1"]), count_of(parts["m2"])
    return Period(year_of(parts.get("year")), first, last, running=first == 1) if 1 <= first < last <= 12 else None


def _listed(parts: Parts) -> Period | None:
    found = _range(parts)
    return found if found and found.last == found.first + 1 else None


def _first_months(parts: Parts) -> Period | None:
    last = count_of(parts["m2"])
    return Period(year_of(parts.get("year")), 1, last, running=True) if 1 <= last <= 12 else None


def _first_quarters(parts: Parts) -> Period:
    return Period(year_of(parts.get("year")), 1, 3 * count_of(parts["q"]), running=True)


def _quarter(parts: Parts) -> Period:
    quarter = count_of(parts.get("q") or parts.get("q_"))
    return Period(year_of(parts.get("year")), 3 * quarter - 2, 3 * quarter, cutoff=_cuts(parts))


def _half(parts: Parts) -> Period:
    first = parts.get("half") != "下"
    running = first and bool(parts.get("report"))
    months = (1, 6) if first else (7, 12)
    return Period(year_of(parts.get("year")), *months, cutoff=_cuts(parts), running=running)


def _month(parts: Parts) -> Period | None:
    month = count_of(parts["m1"])
    return Period(year_of(parts.get("year")), month, month, cutoff=_cuts(parts)) if 1 <= month <= 12 else None


def _relative(parts: Parts) -> Period:
    return Period(None, OPEN, OPEN, cutoff=True, back=int(parts["relative"] == "上"))


def _whole(parts: Parts) -> Period | None:
    if parts.get("cut") in ("到", "至"):
        return None  # 到2020年 looks ahead to a target
    return Period(year_of(parts.get("year")), 1, 12, cutoff=_cuts(parts))


def _pattern(text: str) -> re.Pattern[str]:
    """Compile a pattern in which ``{Y}`` is a year, ``{M1}`` ``{M2}`` months, ``{D1}`` ``{D2}`` days."""
    parts = {
        "Y": rf"(?P<year>{_YEAR})",
        "Y4": rf"(?P<year>{_YEAR4})",
        "Y42": rf"(?P<year2>{_YEAR4})",
        "M1": rf"(?<!\d)(?P<m1>{_N})",
        "M2": rf"(?P<m2>{_N})",
        "D1": rf"(?P<day>{_N})",
        "D2": rf"(?P<day2>{_N})",
        "TO": _TO,
        "CUT": _CUT,
        "BOTTOM": _BOTTOM,
        "HOUR": _HOUR,
    }
    for name, part in parts.items():
        text = text.replace("{" + name + "}", part)
    return re.compile(text)


#: What a writing needs to match at all, told by characters: one of each group. ``Y4`` is the beginning of a year in
#: four digits, ``#`` any digit, ``N`` a digit or a Chinese numeral.
_NEEDS = {"Y4": ("19", "20"), "N": tuple("#一二三四五六七八九十")}

#: Longest reading first: what a pattern has taken, no later one reads.
WRITINGS: tuple[tuple[Callable[[Parts], Period | None], tuple[tuple[str, ...], ...], re.Pattern[str]], ...] = tuple(
    (read, tuple(_NEEDS.get(group) or tuple(group) for group in needs.split()), _pattern(pattern))
    for read, needs, pattern in (
        (_several_years, "Y4 年", r"{Y4}年?(?:度)?{TO}{Y42}年(?:度)?"),
        (_several_years, "Y4 年 月", r"{Y4}年{M1}月{TO}{Y42}年{M2}月{BOTTOM}"),
        (_stretch, "月 N", r"{CUT}{Y}?{M1}月{D1}[日号]?{TO}(?:{Y42}年)?{M2}月{D2}[日号]?{HOUR}"),
        (_stretch, "月 N", r"{CUT}{Y}?{M1}月{D1}[日号]?{TO}{D2}[日号]{HOUR}"),
        (
            _stretch,
            "# ./",
            r"(?<![\d.])(?:{Y4}[-./])?(?P<m1>\d{1,2})[./](?P<day>\d{1,2}){TO}"
            r"(?:{Y42}[-./])?(?P<m2>\d{1,2})[./](?P<day2>\d{1,2})(?![\d.%])",
        ),
        (
            _stretch,
            "# -",
            r"(?<!\d){Y4}-(?P<m1>\d{1,2})-(?P<day>\d{1,2}){TO}{Y42}-(?P<m2>\d{1,2})-(?P<day2>\d{1,2})(?!\d)",
        ),
        (_statistical, "月 N", r"(?:上|前|当|本|每)?个?月?{D1}[日号]?{TO}(?:本|次|当|下)个?月{D2}[日号]?"),
        (
            _stretch,
            "Y4",
            r"(?<!\d){Y4}(?P<m1>0[1-9]|1[0-2])(?P<day>[0-3]\d){TO}{Y42}(?P<m2>0[1-9]|1[0-2])(?P<day2>[0-3]\d)(?!\d)",
        ),
        (_opening, "年 来今起始", r"(?:自|从)?{Y}(?:{M1}月(?:份)?(?:{D1}[日号])?)?(?:以来|至今|起|开始|始)"),
        (
            _opening,
            "Y4 来今起始",
            r"(?:自|从)?{Y4}[-./](?P<m1>\d{1,2})(?:[-./](?P<day>\d{1,2}))?(?:以来|至今|起|开始|始)",
        ),
        (_opening, "月 来今起始", r"(?:自|从)?{M1}月(?:份)?(?:{D1}[日号])?(?:以来|至今|起|开始|始)"),
        (_opening, "自从 月", r"(?:自|从){Y}?{M1}月(?:份)?(?:{D1}[日号])?(?!(?!\d{4}年)[\d\-~至到起])"),
        (_to_day, "月 日号", r"{CUT}{Y}?{M1}月?(?:份)?{TO}{M2}月{D1}[日号]{HOUR}"),
        (
            _day,
            "年 月",
            r"{CUT}(?P<year>(?:19|20)\d\d年|[一二三四五六七八九〇零○]{4}年){M1}月"
            r"(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3}(?=[日号]))[日号]?{HOUR}(?!\d)",
        ),
        (
            _day,
            "Y4 -./",
            r"{CUT}(?<!\d){Y4}(?P<sep>[-./])(?P<m1>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)(?: ?00:00:00)?(?:为?止)?",
        ),
        (_day, "Y4", r"(?<!\d)(?P<year>20\d\d)(?P<m1>0[1-9]|1[0-2])(?P<day>[0-3]\d)(?!\d)"),
        (_day, "月 日号", r"{CUT}{M1}月{D1}[日号]{HOUR}"),
        (
            _day,
            "截更统 .",
            r"(?P<cut>截[至止](?:日期|时间|日)?(?:到|至|于|为|是)?:?|更新至|统计至)(?P<m1>\d{1,2})\.(?P<day>\d{1,2})(?![\d.%万个人家所])(?:为?止)?",
        ),
        (_part_of_month, "旬半", r"{CUT}{Y}?{M1}月(?:份)?(?P<part>[上中下]旬|[上下]半月)"),
        (_part_of_month, "旬半", r"(?P<part>[上中下]旬|[上下]半月)"),
        (_range, "月 -~至到", r"{CUT}{Y}?{M1}月?(?:份)?{TO}{M2}月(?:份)?{BOTTOM}"),
        (_listed, "月 、,和及与", r"{Y}?(?<!\d)(?P<m1>\d{1,2})月?[、,和及与](?P<m2>\d{1,2})月(?:份)?"),
        (_range, "Y4 ./", r"(?<!\d){Y4}[./](?P<m1>\d{1,2}){TO}(?P<m2>\d{1,2})(?!\d)"),
        (_first_months, "月 前头", r"{Y}?(?:前|头)(?P<m2>两|\d{1,2}|[一二三四五六七八九十]{1,3})个月(?:份)?"),
        (_first_quarters, "季", r"{Y}?(?:前|第?一至)(?P<q>[二三四2-4])个?季度?"),
        (_quarter, "Qq", r"{Y4}[年-]?[Qq](?P<q>[1-4])(?:季度?)?|(?<![A-Za-z])[Qq](?P<q_>[1-4])(?![0-9])"),
        (_quarter, "季", rf"{{CUT}}{{Y}}?第?(?P<q>{_CN_QUARTER})季(?:度(?:份)?)?{{BOTTOM}}(?!报)"),
        (_quarter, "季", r"{Y}?(?:第?(?P<q>[一1])季报)"),
        (_half, "半", r"{Y}?(?P<report>(?P<half>上)?半年(?:度?报|度))"),
        (_half, "半", r"{CUT}{Y}?(?P<half>上|下)半年{BOTTOM}"),
        (_relative, "月 上本当", r"(?:截[至止]到?|至|到)(?P<relative>[上本当])个?月(?:份)?(?:[底末]|为?止)?"),
        (_relative, "月 本当", r"(?P<relative>[本当])月[底末]"),
        (_month, "年 月", r"{CUT}{Y}{M1}月(?:份)?{BOTTOM}"),
        (_month, "Y4", r"(?<!\d){Y4}[./-](?P<m1>0?[1-9]|1[0-2])(?![\d./-])"),
        (_month, "Y4", r"(?<!\d)(?P<year>20\d\d)(?P<m1>0[1-9]|1[0-2])(?!\d)"),
        (_month, "月 N", r"{CUT}(?<!\d){M1}月(?:份)?{BOTTOM}"),
        (_whole, "年", r"{CUT}{Y}{BOTTOM}"),
        (_whole, "Y4", r"(?<![\d.])(?P<year>20[0-4]\d)(?![\d.年])"),
    )
)
_NEEDED = frozenset(one for _, needs, _ in WRITINGS for group in needs for one in group)
_DIGIT, _CENTURY = re.compile(r"\d"), re.compile("19|20")


def writings_for(plain: str) -> tuple[tuple[Callable[[Parts], Period | None], re.Pattern[str]], ...]:
    """Return the writings in which a text may name a period, by the characters that they need."""
    digits = ("#", *_CENTURY.findall(plain)) if _DIGIT.search(plain) else ()
    return _that_may_match(_NEEDED.intersection((*plain, *digits)))


@lru_cache(maxsize=1 << 12)
def _that_may_match(held: frozenset[str]) -> tuple[tuple[Callable[[Parts], Period | None], re.Pattern[str]], ...]:
    return tuple((read, pattern) for read, needs, pattern in WRITINGS if all(not held.isdisjoint(n) for n in needs))
