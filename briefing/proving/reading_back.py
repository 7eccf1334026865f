"""Read figures and days back out of a text, as a careful reader would: number, unit, direction, place in the text.

Days are read by the grammar that writes them (`wording.days`). Names are no figures: a plan's, a file's, 《…》, a
document's number.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from briefing.proving.numerals import (
    CHINESE_DIGITS,
    CHINESE_STEPS,
    ENGLISH_WORDS,
    HEDGE_OF,
    HEDGES_AFTER,
    count_chinese,
    count_english,
)
from wording.days import ToldDays, find_days

SAME_WIDTH = str.maketrans("０１２３４５６７８９．，％－＋：／～", "0123456789.,%−+:/~")
SCALES = {"": 1, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_TENS = {"": 1, "十": 10, "百": 100, "千": 1000}
SCALES |= {
    ten + large: worth * times for ten, worth in _TENS.items() for large, times in (("万", 10**4), ("亿", 10**8))
}
SCALES |= {"百": 100, "千": 1000}
UNITS = {
    "个百分点": "points", "百分点": "points",
    "percentage points": "points", "percentage point": "points", "pp": "points",
    "%": "%", "％": "%", "per cent": "%", "percent": "%",
    "人次": "人次", "sessions": "人次", "session": "人次", "人": "人", "people": "人",
    "个月": "months", "months": "months", "month": "months",
    "个": "个", "家": "家", "项": "项", "位": "位", "名": "位", "倍": "倍", "成": "tenths",
    "万元": "元", "亿元": "元", "元": "元", "yuan": "元", "年": "years", "日": "days", "天": "days", "days": "days",
    "次": "次", "场": "场", "期": "期", "批": "批", "条": "条", "件": "件",
    "份": "份", "户": "户", "台": "台", "套": "套", "所": "所", "times": "次", "bases": "个", "studios": "个",
}  # fmt: skip
UP = ("高", "增长", "增加", "上升", "提高", "快", "多", "up", "ahead of", "+")
DOWN = ("低", "下降", "减少", "降低", "慢", "回落", "落后", "少", "down", "behind", "−", "-")

DAY_UNITS = ("day", "month", "month-end", "year", "span", "bare-day", "bare-month", "bare-month-end", "bare-span")

_MASK = "□"
_ARTICLES = ("人", "项", "件", "批")
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_NUMERALS = "".join((*CHINESE_DIGITS, *CHINESE_STEPS))
_WORD = rf"(?:{'|'.join(ENGLISH_WORDS)})"
# March and May are words of their own, too: with a day or a year beside them a digit says so.
_MONTHS = "January|February|April|June|July|August|September|October|November|December"
_ANY = re.compile(rf"[0-9{_NUMERALS}半]|\b(?:{_WORD}|half|{_MONTHS})\b")
# A document's number, the title of a document, and the number before a paragraph.
_NAMES = re.compile(
    r"[〔［\[﹝【(（](?:19|20)\d\d[〕］\]﹞】)）]\s*(?:第\s*)?\d+\s*号|[〔﹝](?:19|20)\d\d[〕﹞]|《[^《》]*》|\d\d\*{4,}[\dXx]?"
)
_NUMBERING = re.compile(r"(?m)^\s*(?:[（(]\d{1,2}[)）]|\d{1,2}[.．、)）](?!\d))")


def _one_of(words: Iterable[str]) -> str:
    # An English word begins and ends with itself: “some” is not in “handsome”.
    return "|".join(
        rf"\b{re.escape(word)}\b" if word.isascii() and word[0].isalpha() else re.escape(word)
        for word in sorted(words, key=len, reverse=True)
    )


_UNIT = "|".join(
    rf"{re.escape(unit)}\b" if unit.isascii() and unit.isalpha() else re.escape(unit)
    for unit in sorted(UNITS, key=len, reverse=True)
)
# 至少, 最高 and their like are no directions.
_WORD_IN = f"(?:{'|'.join(sorted(map(re.escape, (*UP, *DOWN)), key=len, reverse=True))})"
_SIGN = rf"(?P<sign>(?<![至最不]){_WORD_IN}(?!(?<=[+−-]) ))"
_HEDGE_IN = _one_of(word for word in HEDGE_OF if word not in HEDGES_AFTER)
_HEDGE = rf"(?:(?P<hedge>{_HEDGE_IN}) ?)"
_SCALE_IN = "|".join(sorted((scale for scale in SCALES if scale and not scale.isascii()), key=len, reverse=True))
_SCALE = rf"(?:{_SCALE_IN}|thousand\b|million\b|billion\b)"
_TAIL = (
    rf"(?P<more>[多余])? ?(?P<scale>{_SCALE})?(?P<more2>[多余])? ?(?P<unit>{_UNIT})?"
    rf"(?: ?(?P<after>{_one_of(HEDGES_AFTER)}|ahead of|behind|above|below))?"
)
_NUMBER = re.compile(
    # A minus stands at its number: one with a space is the sign of a status (－ 无目标).
    rf"{_HEDGE}?{_SIGN}?(?P<gap> ?){_HEDGE.replace('hedge', 'hedge2')}?"
    rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?){_TAIL}"
)
_CHINESE = re.compile(
    rf"{_HEDGE}?{_SIGN}?{_HEDGE.replace('hedge', 'hedge2')}?(?P<percent>百分之)?"
    rf"(?P<number>[{_NUMERALS}]+(?:点[{''.join(CHINESE_DIGITS)}]+)?)(?P<more>[多余])?(?P<scale>[万亿])?(?P<more2>[多余])?"
    r"(?P<unit>个百分点|人次|个月|个|家|倍|成(?![立果效为员功长就都本熟])|次(?![性序数])|场|期(?!间)|户|元|名|位(?!于)"
    r"|人(?!次)|项|件|批)?(?P<after>左右|上下|以上|以下|以内)?"
)
_SHARE = re.compile(
    rf"{_HEDGE}?(?P<below>[{_NUMERALS}]+)分之(?P<above>[{_NUMERALS}]+)(?P<after>左右|以上|以下)?"
    r"|(?P<half>过半|超半数|半数以上|一半以上|近一半|近半|一半|半数)"
)
_ENGLISH_UNITS = "|".join(unit for unit in UNITS if unit.isascii() and len(unit) > 2)
_ENGLISH = re.compile(
    rf"(?i){_HEDGE}?(?P<number>\b{_WORD}(?:[ -](?:and )?{_WORD})*\b)(?: (?P<unit>{_ENGLISH_UNITS})\b)?"
)


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure or a day in a text.

    Attributes
    ----------
    value
        In the base unit, with the sign that number or direction word give. Of a day: 20190630;
        of a month 201906, or 6 where no year is named (``bare-month``), of a year 2019.
    ulp
        Worth of the last printed digit; 0 for days.
    unit
        ``%``, ``points``, ``个`` …, ``""``, or one of `DAY_UNITS`.
    start, begin
        Where the number stands in the text, and where `text` begins: 超过 and 高 belong to it.
    hedge
        What is said of it beside: a key of `numerals.HEDGES`, or nothing.
    days
        First and last of what a day, month or span names, a year that is not named as `NO_YEAR`.
    """

    text: str
    value: Fraction
    ulp: Fraction
    unit: str
    start: int
    begin: int = 0
    hedge: str = ""
    days: tuple[date, date] | None = None

    @property
    def printed(self) -> tuple[Fraction, Fraction, str]:
        """What is compared: 36.11万人次 and 361100人次 are two different statements."""
        return (self.value, self.ulp, self.unit)

    @property
    def step(self) -> Fraction:
        """Worth of its last digit that is not zero: what a rounded number is rounded to."""
        number = abs(self.value)
        step = self.ulp or Fraction(1)
        while number and (number / (step * 10)).denominator == 1:
            step *= 10
        return step


@lru_cache(maxsize=20_000)
def find_figures(text: str, names: tuple[str, ...] = ()) -> tuple[FoundFigure, ...]:
    """Return every figure and day of a text in order; `names` that contain digits are passed over."""
    plain = _plain(text)
    if not _ANY.search(plain):
        return ()
    for name in sorted(names, key=len, reverse=True):
        plain = plain.replace(_plain(name), _MASK * len(name))
    for pattern in (_NAMES, _NUMBERING):
        plain = pattern.sub(lambda match: _MASK * len(match[0]), plain)
    found = []
    for told in find_days(plain):
        found.append(_of_days(told))
        plain = plain[: told.begin] + _MASK * len(told.text) + plain[told.begin + len(told.text) :]
    for pattern, read in (
        (_SHARE, _read_share),
        (_NUMBER, _read_number),
        (_CHINESE, _read_chinese),
        (_ENGLISH, _read_english),
    ):
        for match in pattern.finditer(plain):
            one = read(match)
            if one is not None:
                found.append(one)
                # Same length, so that the places of those still to be found stay true.
                plain = plain[: match.start()] + _MASK * len(match[0]) + plain[match.end() :]
    return tuple(sorted(found, key=lambda one: one.start))


def _plain(text: str) -> str:
    """Write digits of any script and width as those of ASCII, each in its place."""
    if text.isascii():
        return text
    return _OTHER_DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), text.translate(SAME_WIDTH))


def days_of(found: FoundFigure) -> tuple[date, ...]:
    """Return days that make this statement true: the day itself, the last of the month or year, both ends of a span."""
    assert found.days is not None
    first, last = found.days
    return (first, last) if found.unit == "span" else (last,)


def _of_days(told: ToldDays) -> FoundFigure:
    unit, last = told.kind, told.last
    value = {
        "day": last.year * 10000 + last.month * 100 + last.day,
        "month": last.year * 100 + last.month,
        "month-end": last.year * 100 + last.month,
        "year": last.year,
        "span": int(f"{told.first:%Y%m%d}{last:%Y%m%d}"),
    }[unit]
    if told.bare:
        unit = f"bare-{unit}"
        value = {"bare-month": last.month, "bare-month-end": last.month}.get(unit, value)
    return FoundFigure(
        told.text, Fraction(value), Fraction(0), unit, told.begin, told.begin, "", (told.first, told.last)
    )


def _read_number(match: re.Match) -> FoundFigure:
    digits, scale = match["number"].replace(",", ""), SCALES[match["scale"] or ""]
    places = len(digits.partition(".")[2])
    return _made(match, Fraction(Decimal(digits)) * scale, Fraction(scale, 10**places), match["unit"])


def _made(match: re.Match, value: Fraction, ulp: Fraction, unit: str | None) -> FoundFigure:
    parts = match.groupdict()
    before, after = parts.get("sign") or "", parts.get("after") or ""
    unit = UNITS[unit.lower()] if unit else ""
    below = after in ("behind", "below") and unit in ("points", "%")  # “2 behind” are two places
    sign = -1 if before in DOWN or below else 1
    word = parts.get("hedge") or parts.get("hedge2") or (after if after in HEDGES_AFTER else "")
    hedge = "more" if parts.get("more") or parts.get("more2") else HEDGE_OF.get(word.lower(), "")
    if hedge == "near" and word == "近" and unit in ("months", "years", "days"):
        hedge = ""  # 近6个月 are the last six
    if unit == "tenths":
        value, unit = value * 10, "%"
    text = match[0].rstrip()
    if after and after not in HEDGES_AFTER and unit not in ("points", "%"):
        text = text.removesuffix(after).rstrip()
    begin = match.start() + len(text) - len(text.lstrip())
    return FoundFigure(text.strip(), sign * value, ulp, unit, match.start("number"), begin, hedge)


def _read_chinese(match: re.Match) -> FoundFigure | None:
    """Read 六十一个, 百分之四十八, 六成; a numeral without a unit is a word (一线, 二等) and no figure."""
    if not (match["unit"] or match["percent"] or match["scale"]):
        return None
    if (
        match["unit"] in _ARTICLES
        and match["number"] in "一二三四五六七八九两"
        and (match["unit"] == "人" or match["number"] == "一")
    ):
        return None  # 一批, 一项, 二人 are words
    value, places = count_chinese(match["number"]), len(match["number"].partition("点")[2])
    scale = SCALES[match["scale"] or ""]
    return _made(match, value * scale, Fraction(scale, 10**places), "%" if match["percent"] else match["unit"])


def _read_share(match: re.Match) -> FoundFigure | None:
    """Read 三分之二, 过半; 百分之… is a percentage."""
    if match["half"]:
        hedge = (
            "more"
            if match["half"][0] in "过超" or "以上" in match["half"]
            else "near"
            if match["half"][0] == "近"
            else ""
        )
        return FoundFigure(match[0], Fraction(50), Fraction(1), "%", match.start(), match.start(), hedge)
    below = count_chinese(match["below"])
    if match["below"] in ("百", "千", "万") or not below:
        return None
    value = Fraction(count_chinese(match["above"]) * 100, below)
    hedge = HEDGE_OF.get(match["hedge"] or match["after"] or "", "")
    return FoundFigure(match[0], value, Fraction(1), "%", match.start("below"), match.start(), hedge)


def _read_english(match: re.Match) -> FoundFigure | None:
    """Read eighty-four, three million sessions; a lone small number (“one of them”) is a word."""
    value = count_english(match["number"])
    if value < 10 and not match["unit"]:
        return None
    return _made(match, value, Fraction(1), match["unit"])
