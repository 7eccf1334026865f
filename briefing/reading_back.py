"""Read figures and days back out of a text, as a careful reader would: number, unit, direction, place in the text.

It knows nothing of how the text was written, so that it can be held against the data.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

SAME_WIDTH = str.maketrans("０１２３４５６７８９．，％－", "0123456789.,%−")
SCALES = {"": 1, "万": 10_000, "亿": 100_000_000, "thousand": 1000, "million": 1_000_000}
CHINESE_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
CHINESE_STEPS = {"十": 10, "百": 100, "千": 1000}
MONTHS = "January February March April May June July August September October November December".split()
UNITS = {
    "个百分点": "points", "百分点": "points", "percentage points": "points", "percentage point": "points", "pp": "points",
    "%": "%", "％": "%", "per cent": "%", "percent": "%",
    "人次": "人次", "sessions": "人次", "人": "人", "people": "人",
    "个月": "months", "months": "months", "month": "months",
    "个": "个", "家": "家", "项": "项", "位": "位", "名": "位", "倍": "倍", "成": "成",
    "元": "元", "月底": "bare-month", "月": "bare-month", "年": "years", "日": "days", "天": "days",
}  # fmt: skip
UP = ("高", "增长", "增加", "上升", "提高", "快", "超", "多", "up", "ahead of", "above", "+")
DOWN = ("低", "下降", "减少", "降低", "慢", "回落", "落后", "少", "down", "behind", "below", "−", "-")

DAY_UNITS = ("day", "month", "month-end", "year", "bare-month")

_MASK = "□"
_ANY = re.compile(f"[0-9{''.join(CHINESE_DIGITS)}{''.join(CHINESE_STEPS)}]")
_DAY = re.compile(
    r"(?P<y>\d{4})年(?:(?P<m>\d{1,2})(?:[—–-](?P<m2>\d{1,2}))?月(?:(?P<d>\d{1,2})日|(?P<e>底))?|第?[一二三四]季度|上半年|下半年)?"
)
_ENGLISH_DAY = re.compile(rf"(?:(?P<d>\d{{1,2}}) )?(?P<m>{'|'.join(MONTHS)}) (?P<y>\d{{4}})")
_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
# 至少, 最高 and their like are no directions.
_WORD_IN = f"(?:{'|'.join(sorted(map(re.escape, (*UP, *DOWN)), key=len, reverse=True))})"
_NUMBER = re.compile(
    # A minus stands at its number: one with a space is the sign of a status (－ 无目标).
    rf"(?P<sign>(?<![至最]){_WORD_IN}(?!(?<=[+−-]) ))?(?P<gap> ?)(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf" ?(?P<scale>[万亿]|thousand\b|million\b)?余? ?(?P<unit>{_UNIT})?(?: (?P<after>ahead of|behind|above|below))?"
)
_CHINESE = re.compile(
    rf"(?P<sign>(?<![至最]){_WORD_IN})?(?P<percent>百分之)?(?P<number>[零〇一二两三四五六七八九十百千]+(?:点[零〇一二三四五六七八九]+)?)"
    r"(?P<scale>[万亿])?(?P<unit>个百分点|人次|个月|月底|月|个|家|倍|成)?"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A figure or a day in a text.

    Attributes
    ----------
    value
        In the base unit, with the sign that number or direction word give. Of a day: 20190630;
        of a month 201906, or 6 where no year is named (``bare-month``), of a year 2019.
    ulp
        Worth of the last printed digit; 0 for days.
    unit
        ``%``, ``points``, ``个`` …, ``""``, or ``day``, ``month``, ``year``.
    """

    text: str
    value: Fraction
    ulp: Fraction
    unit: str
    start: int

    @property
    def printed(self) -> tuple[Fraction, Fraction, str]:
        """What is compared: 36.11万人次 and 361100人次 are two different statements."""
        return (self.value, self.ulp, self.unit)


@lru_cache(maxsize=20_000)
def find_figures(text: str, names: tuple[str, ...] = ()) -> tuple[Found, ...]:
    """Return every figure and day of a text in order; `names` that contain digits are passed over."""
    plain = text.translate(SAME_WIDTH)
    if not _ANY.search(plain):
        return ()
    for name in sorted(names, key=len, reverse=True):
        plain = plain.replace(name.translate(SAME_WIDTH), _MASK * len(name))
    found = []
    for pattern, read in (
        (_DAY, _read_day),
        (_ENGLISH_DAY, _read_day),
        (_NUMBER, _read_number),
        (_CHINESE, _read_chinese),
    ):
        for match in pattern.finditer(plain):
            one = read(match)
            if one is not None:
                found.append(one)
                # Same length, so that the places of those still to be found stay true.
                plain = plain[: match.start()] + _MASK * len(match[0]) + plain[match.end() :]
    return tuple(sorted(found, key=lambda one: one.start))


def days_of(found: Found) -> tuple[date, ...]:
    """Return a day that makes this statement true: the day itself, the last of the month or year."""
    number = int(found.value)
    if found.unit == "day":
        return (date(number // 10000, number // 100 % 100, number % 100),)
    year, month = (number, 12) if found.unit == "year" else divmod(number, 100)
    first_after = date(year + month // 12, month % 12 + 1, 1)
    return (first_after - timedelta(days=1),)


def _read_day(match: re.Match) -> Found:
    parts = match.groupdict()
    year, month, day = int(parts["y"]), parts.get("m"), parts.get("d")
    if month is None:
        return Found(match[0], Fraction(year), Fraction(0), "year", match.start())
    number = MONTHS.index(month) + 1 if month in MONTHS else int(parts.get("m2") or month)
    value = year * 100 + number
    if parts.get("e"):
        return Found(match[0], Fraction(value), Fraction(0), "month-end", match.start())
    if day is None:
        return Found(match[0], Fraction(value), Fraction(0), "month", match.start())
    return Found(match[0], Fraction(value * 100 + int(day)), Fraction(0), "day", match.start())


def _read_number(match: re.Match) -> Found:
    digits, scale = match["number"].replace(",", ""), SCALES[match["scale"] or ""]
    places = len(digits.partition(".")[2])
    sign = _sign_of(match["sign"] or "", match["after"] or "")
    unit = UNITS[match["unit"]] if match["unit"] else ""
    ulp = Fraction(scale, 10**places)
    return Found(match[0].strip(), sign * Fraction(Decimal(digits)) * scale, ulp, unit, match.start("number"))


def _sign_of(before: str, after: str) -> int:
    return -1 if before in DOWN or after in ("behind", "below") else 1


def _read_chinese(match: re.Match) -> Found | None:
    """Read 六十一个, 百分之四十八, 六成; a numeral without a unit is a word (一线, 二等) and no figure."""
    if not (match["unit"] or match["percent"] or match["scale"]):
        return None
    whole, _, tail = match["number"].partition("点")
    total = part = 0
    for character in whole:
        if character in CHINESE_STEPS:
            total, part = total + (part or 1) * CHINESE_STEPS[character], 0
        else:
            part = CHINESE_DIGITS[character]
    value = Fraction(total + part)
    for place, character in enumerate(tail, 1):
        value += Fraction(CHINESE_DIGITS[character], 10**place)
    scale = SCALES[match["scale"] or ""]
    unit = "%" if match["percent"] else UNITS.get(match["unit"] or "", "")
    sign = _sign_of(match["sign"] or "", "")
    return Found(match[0], sign * value * scale, Fraction(scale, 10 ** len(tail)), unit, match.start("number"))
