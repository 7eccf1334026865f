"""Days and spans of days in a text: how they are written, and the one grammar that reads every form of them back.

The reader knows what the writers of this folder write, in both languages, and what people write beside it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from wording.sentences import say

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS, 1)}
_MONTH_NUMBERS |= {name[:3]: number for name, number in _MONTH_NUMBERS.items()} | {"Sept": 9}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_CHINESE = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0}
# Of a day without a year the year is this one: a leap year that nobody means.
NO_YEAR = 4


def day_text(day: date, lang: str = "zh") -> str:
    """Write a day: ``2019年6月30日``, ``30 June 2019``."""
    return say("day.full", lang, year=day.year, month=_month_name(day, lang), day=day.day)


def month_text(day: date, lang: str = "zh") -> str:
    """Write the month of a day: ``2019年6月``, ``June 2019``."""
    return say("day.month", lang, year=day.year, month=_month_name(day, lang))


def moment_text(moment: datetime, lang: str = "zh") -> str:
    """Write a moment by the clock that it carries: ``2019年6月30日 14:05``, ``30 June 2019, 14:05``."""
    return say("day.moment", lang, day=day_text(moment.date(), lang), time=f"{moment:%H:%M}")


def month_end_text(day: date, lang: str = "zh") -> str:
    """Write a day on which data end; the last of a calendar month as ``2019年6月底``, ``the end of June 2019``."""
    closes = (day + timedelta(days=1)).day == 1
    return say("brief.month-end", lang, month=month_text(day, lang)) if closes else day_text(day, lang)


def span_text(start: date, end: date, lang: str = "zh") -> str:
    """Write a span of days by its shortest name: a year, quarter, months, or days."""
    if start.day != 1 or (end + timedelta(days=1)).day != 1:
        return say("span.days", lang, start=day_text(start, lang), end=day_text(end, lang))
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if months == 1:
        return month_text(start, lang)
    if start.year != end.year:
        return say("span.days", lang, start=month_text(start, lang), end=month_text(end, lang))
    if months == 12:
        return say("span.year", lang, year=start.year)
    if months == 3 and start.month % 3 == 1:
        return say("span.quarter", lang, year=start.year, number=say(f"quarter.{start.month // 3 + 1}", lang))
    return say("span.months", lang, year=start.year, start=_month_name(start, lang), end=_month_name(end, lang))


def _month_name(day: date, lang: str) -> str:
    return say(f"month.{day.month}", lang)


@dataclass(frozen=True, slots=True)
class ToldDays:
    """Days that a text names.

    Attributes
    ----------
    kind
        ``day``, ``month``, ``month-end`` (its last day), ``year``, or ``span`` for all from `first` to `last`.
    first, last
        In the year `NO_YEAR` where the text names none.
    begin
        Where the words stand in the text.
    """

    kind: str
    first: date
    last: date
    text: str
    begin: int

    @property
    def bare(self) -> bool:
        """Tell whether no year is named."""
        return self.last.year == NO_YEAR


_DIGIT = "[〇零一二三四五六七八九]"
_FEW = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_JOIN = r" ?(?:—+|–|-|~|～|至|到|\bto\b|\buntil\b|\bthrough\b) ?"
_ENGLISH_MONTH = rf"(?:{'|'.join(sorted(_MONTH_NUMBERS, key=len, reverse=True))})"
_YEAR = r"(?<!\d)(?<!\d[.,])(?:19|20)\d\d"
# A number that carries a unit is no year: 2019人次, 2018.12万人次, 2,019.
_NO_UNIT = r"(?![\d%％]|[.,]\d| ?(?:[万亿千百个家项位名人次元倍成]|sessions|people|thousand|million|per|pp))"
_FORMS = (
    # 2018—2020年, 2018年至2020年
    rf"(?P<y>{_YEAR})年?{_JOIN}(?P<y2>{_YEAR})(?:年度?|{_NO_UNIT})(?![\d一二三四五六七八九十]+月)",
    # 2019-06-30, 2019.06, 2019/6/30, 2019-04/06, 2019-11/2020-01, 2019Q2
    rf"(?P<y>{_YEAR})(?P<mark>[-./])(?P<m>0?[1-9]|1[0-2])(?P=mark)(?P<d>0?[1-9]|[12]\d|3[01])(?![\d.])",
    rf"(?P<y>{_YEAR})-(?P<m>0[1-9]|1[0-2])/(?:(?P<y2>{_YEAR})-)?(?P<m2>0[1-9]|1[0-2])(?![\d])",
    rf"(?P<y>{_YEAR})[-./](?P<m>0?[1-9]|1[0-2]){_NO_UNIT}",
    rf"(?P<y>{_YEAR}) ?Q(?P<q>[1-4])|Q(?P<q2>[1-4]) (?P<y2>{_YEAR})",
    # 2019年, with what is named of it; or that alone
    rf"(?P<y>{_YEAR}|{_DIGIT}{{4}}|(?<!\d)\d\d(?=年{_FEW}月))年度?"
    rf"(?:第?(?P<q>[一二三四1-4])季度|(?P<half>[上下])半年|前(?P<until>{_FEW})个月|前(?P<quarters>[二三])季度|(?P<close>[底末终]))",
    rf"(?:(?P<y>{_YEAR}|{_DIGIT}{{4}}|(?<!\d)\d\d(?=年{_FEW}(?:月|[—–-]))) ?年度?)?"
    rf"(?<!\d)(?<!\d[.,])(?P<m>{_FEW})(?:月份?)?{_JOIN}(?P<m2>{_FEW})月(?:份)?(?![\d一二三四五六七八九十]+[日号])",
    rf"(?:(?P<y>{_YEAR}|{_DIGIT}{{4}}|(?<!\d)\d\d(?=年{_FEW}月)) ?年)?(?<!\d)(?<!\d[.,])(?P<m>{_FEW})月份?"
    rf"(?:(?P<d>{_FEW})[日号](?:{_JOIN}(?P<d2>{_FEW})[日号])?|(?P<close>[底末]))?",
    rf"(?P<y>{_YEAR}|{_DIGIT}{{4}})年度?",
    r"第?(?P<q>[一二三四1-4])季度|前(?P<quarters>[二三])季度|(?P<half>[上下])半年|前(?P<until>[\d一二三四五六七八九十]+)个月",
    # English
    rf"(?:\bthe )?\b(?P<q>first|second|third|fourth) quarter(?: of (?P<y>{_YEAR}))?",
    rf"(?:\bthe )?\b(?P<half>first|second) half of (?P<y>{_YEAR})|\bH(?P<half2>[12]) (?P<y2>{_YEAR})",
    rf"\b(?P<m>{_ENGLISH_MONTH}){_JOIN}(?P<m2>{_ENGLISH_MONTH}),? (?P<y>{_YEAR})",
    rf"(?:\bthe )?\b(?P<close>end)(?: of |-)(?P<m>{_ENGLISH_MONTH})\b(?:,? (?P<y>{_YEAR}))?",
    rf"(?:\bthe )?\b(?P<close>end)(?: of |-)(?:the year )?(?P<y>{_YEAR})",
    rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m>{_ENGLISH_MONTH})\b(?:,? (?P<y>{_YEAR}))?",
    rf"\b(?P<m>{_ENGLISH_MONTH}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<y>{_YEAR}))?",
    rf"\b(?P<m>{_ENGLISH_MONTH})\b,? (?P<y>{_YEAR})",
    rf"\b(?P<m>{'|'.join(name for name in MONTHS if name not in ('May', 'March'))})\b",
    rf"(?P<y>{_YEAR}){_NO_UNIT}",
)
_PATTERNS = tuple(re.compile(form) for form in _FORMS)
_BETWEEN = re.compile(rf"{_JOIN}\Z")
_MASK = "□"


def find_days(plain: str) -> tuple[ToldDays, ...]:
    """Return the days and spans that a text names, in order; its digits are those of ASCII."""
    found = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            told = _read(match)
            if told is not None:
                found.append(told)
                plain = plain[: match.start()] + _MASK * len(match[0]) + plain[match.end() :]
    return tuple(_join(sorted(found, key=lambda one: one.begin), plain))


def _join(found: list[ToldDays], plain: str) -> Iterator[ToldDays]:
    """Make one span of two ends: 2019年5月21日至6月20日, December 2017 to March 2018."""
    left = list(found)
    while left:
        one = left.pop(0)
        after = left[0] if left else None
        between = plain[one.begin + len(one.text) : after.begin] if after else ""
        if after is None or not _BETWEEN.fullmatch(between) or "span" in (one.kind, after.kind):
            yield one
            continue
        first, last = one.first, after.last
        if after.bare and not one.bare:
            last = _on(one.last.year, last.month, last.day) or last
        elif one.bare and not after.bare:
            first = _on(after.last.year, first.month, first.day) or first
        left.pop(0)
        yield ToldDays("span", first, last, one.text + between + after.text, one.begin)


def _read(match: re.Match) -> ToldDays | None:
    parts = {name: text for name, text in match.groupdict().items() if text is not None}
    year = _number(parts["y"]) if "y" in parts else NO_YEAR
    if "y" in parts and len(parts["y"]) == 2:
        year += 2000
    second = _number(parts["y2"]) if "y2" in parts else year
    if "y" not in parts and "y2" in parts:
        year = second
    close = "close" in parts
    if "q" in parts or "q2" in parts:
        quarter = _number(parts.get("q") or parts["q2"])
        return _of_months(match, "span", year, quarter * 3 - 2, quarter * 3)
    if "half" in parts or "half2" in parts:
        late = (parts.get("half") or parts["half2"]) in ("下", "second", "2")
        return _of_months(match, "span", year, 7 if late else 1, 12 if late else 6)
    if "until" in parts:
        return _of_months(match, "span", year, 1, _number(parts["until"]))
    if "quarters" in parts:
        return _of_months(match, "span", year, 1, 3 * _number(parts["quarters"]))
    if "m" not in parts:
        return _of_months(match, "month-end" if close else "year" if second == year else "span", year, 1, 12, second)
    month = _number(parts["m"])
    if "m2" in parts:
        return _of_months(match, "span", year, month, _number(parts["m2"]), second)
    if "d" not in parts:
        return _of_months(match, "month-end" if close else "month", year, month, month)
    first = _on(year, month, _number(parts["d"]))
    last = _on(year, month, _number(parts["d2"])) if "d2" in parts else first
    return (
        ToldDays("day" if first == last else "span", first, last, match[0], match.start()) if first and last else None
    )


def _of_months(
    match: re.Match, kind: str, year: int, first: int, last: int, until: int | None = None
) -> ToldDays | None:
    start, end = _on(year, first, 1), _on(until or year, last, 1)
    if start is None or end is None or end < start:
        return None
    end = date(end.year + end.month // 12, end.month % 12 + 1, 1) - timedelta(days=1)
    return ToldDays(kind, end if kind == "month-end" else start, end, match[0], match.start())


def _on(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _number(text: str) -> int:
    """Read 6, 06, 六, 十二, 二〇一九, June, second."""
    if text.isdecimal():
        return int(text)
    if text in _MONTH_NUMBERS or text in _ORDINALS:
        return _MONTH_NUMBERS.get(text) or _ORDINALS[text]
    if "十" in text:
        tens, _, ones = text.partition("十")
        return _CHINESE.get(tens, 1) * 10 + _CHINESE.get(ones, 0)
    return int("".join(str(_CHINESE[character]) for character in text))
