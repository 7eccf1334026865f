"""Numerals of days, in digits or Chinese: 二〇一九年五月二十日."""

import re

_NUMERAL = re.compile(r"[〇○零一二三四五六七八九十]+(?=[年月日号])")
_DIGITS = {sign: str(number) for number, sign in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
#: What a sign counts; 两 before 个月.
_VALUES = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "○": 0}


def write_days_in_digits(text: str) -> str:
    """Return a text with the numerals of its years, months and days as digits: 二〇一九年五月 as 2019年5月."""
    return _NUMERAL.sub(lambda match: _arabic(match[0]), text)


def _arabic(numeral: str) -> str:
    """Return 二〇一九 as 2019 and 二十一 as 21."""
    if "十" not in numeral:
        return "".join(_DIGITS[sign] for sign in numeral)
    tens, _, ones = numeral.partition("十")
    return (_DIGITS.get(tens, tens) if tens else "1") + (_DIGITS.get(ones, ones) if ones else "0")


def year_of(text: str | None) -> int | None:
    """Return the year that a text of two or four digits names (19年, 二〇一九年); ``None`` of none."""
    if not text:
        return None
    text = re.sub(r"年.*", "", text)
    number = int(text) if text.isdigit() else int("".join(str(_VALUES[c]) for c in text))
    return 2000 + number if number < 100 else number


def count_of(text: str | None) -> int:
    """Return a number of a period, in digits or spelt (二十一); 0 where there is none."""
    if not text:
        return 0
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _VALUES[text] if len(text) == 1 else 0
    return 10 * (_VALUES.get(tens, 0) if tens else 1) + (_VALUES.get(ones, 0) if ones else 0)
