"""Chinese numerals of days: 二〇一九年五月二十日."""

import re

_NUMERAL = re.compile(r"[〇○零一二三四五六七八九十]+(?=[年月日号])")
_DIGITS = {sign: str(number) for number, sign in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}


def write_days_in_digits(text: str) -> str:
    """Return a text with the numerals of its years, months and days as digits: 二〇一九年五月 as 2019年5月."""
    return _NUMERAL.sub(lambda match: _arabic(match[0]), text)


def _arabic(numeral: str) -> str:
    """Return 二〇一九 as 2019 and 二十一 as 21."""
    if "十" not in numeral:
        return "".join(_DIGITS[sign] for sign in numeral)
    tens, _, ones = numeral.partition("十")
    return (_DIGITS.get(tens, tens) if tens else "1") + (_DIGITS.get(ones, ones) if ones else "0")
