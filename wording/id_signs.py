"""The signs in which ID numbers are written, and what people and programs put between their digits."""

import unicodedata
from collections.abc import Iterable

#: Behind these planes stand no digits.
_SIGNS_END = 0x20000
_CHINESE = ("〇零○◯", "一壹弌幺", "二贰貳弍", "三叁參弎", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
X_SIGNS = "XxＸｘ×ΧχХхⅩⅹ✕✖"


def _find_digits() -> dict[str, str]:
    """Return every sign of a number below 100 with the digits it stands for: ３, ⑧, ㉓, 三."""
    found = {sign: str(value) for value, several in enumerate(_CHINESE) for sign in several}
    for sign in filter(str.isnumeric, map(chr, range(_SIGNS_END))):
        if unicodedata.category(sign) in ("Nd", "No", "Nl"):
            value = unicodedata.numeric(sign, -1)
            if value in range(100):
                found[sign] = str(int(value))
    return {sign: digits for sign, digits in found.items() if sign not in X_SIGNS}


def _find_invisible() -> str:
    """Return the signs that are not seen between digits, or are put over them: widths, directions, accents, keycaps."""
    return "".join(
        sign for sign in map(chr, range(0x10000)) if unicodedata.category(sign) in ("Cf", "Mn", "Me")
    ) + "".join(map(chr, range(0xE0020, 0xE01F0)))


def _ranges(signs: Iterable[str]) -> str:
    """Return signs as they stand in a set of an expression, one after the other as a range."""
    parts: list[list[int]] = []
    for code in sorted(map(ord, signs)):
        if parts and parts[-1][1] + 1 == code:
            parts[-1][1] = code
        else:
            parts.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in parts)


_DIGITS = _find_digits()
_INVISIBLE = _find_invisible() + "\u115f\u1160\u3164\uffa0"
#: What each sign stands for: digits, or X.
SIGNS = _DIGITS | dict.fromkeys(X_SIGNS, "X")
# The class of decimal digits is quick to look up, and so is what lies below the higher planes.
DIGIT = rf"[\d{_ranges(sign for sign in _DIGITS if not sign.isdecimal() and ord(sign) < 0x10000)}🄀-🄌]"
#: Blanks, hyphens and dashes.
BLANKS = rf"\s\-\u2010-\u2015\u2212\ufe58\ufe63\uff0d{_ranges(_INVISIBLE)}"
_BETWEEN = rf"[{BLANKS}_.,'’·•・．，、。｡/／\\＼|｜:;：；（）()\[\]［］【】〔〕{{}}<>《》“”\"+＋#＃*＊~～〜〰＿=＝&—]"
#: Between two digits of one number; what is masked has more stars.
GAP = rf"(?:{_BETWEEN}{{0,8}}+|[{BLANKS}]{{9,60}}+)"
_UNSEEN = dict.fromkeys(map(ord, _INVISIBLE))


def visible(gap: str) -> str:
    """Return what is seen of a gap."""
    return gap.translate(_UNSEEN)
