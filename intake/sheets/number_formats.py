"""Number formats of spreadsheets: what kind of value a cell shows, and how a date or time prints."""

import re
from dataclasses import dataclass
from functools import lru_cache

# ECMA-376 part 1, 18.8.30; ids 27 to 36 and 50 to 58 as for zh-cn.
BUILTIN: dict[int, str] = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"¥"#,##0', 6: '"¥"#,##0',
    7: '"¥"#,##0.00', 8: '"¥"#,##0.00', 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 37: "#,##0", 38: "#,##0",
    39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: 'h"时"mm"分"', 35: 'h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"', 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"',
    54: 'm"月"d"日"', 55: 'h"时"mm"分"', 56: 'h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip

# Quoted text, escaped character, padding, [condition or elapsed time], AM/PM, runs of one letter.
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|[_*].|\[(?P<bracket>[^\]]*)\]|(?P<ampm>AM/PM|A/P|上午/下午)'
    r"|(?P<exponent>E[+-])|(?P<run>(?P<letter>[ymdhseabg])(?P=letter)*)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+)")

_MARKS = ("y", "m", "d", "h", "s", "elapsed-h", "elapsed-m", "elapsed-s")


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A number format understood.

    `kind` is ``general``, ``number``, ``date`` (also with a time), ``time`` or ``text``; `pieces` are
    the (what, text) parts of a date or time, in printing order.
    """

    kind: str
    decimals: int | None = None
    percent: bool = False
    scale: int = 1
    pieces: tuple[tuple[str, str], ...] = ()


GENERAL = NumberFormat("general")


@lru_cache(maxsize=4096)
def parse_format(code: str) -> NumberFormat:
    """Return what the first section of a format code says; a code that says nothing is General."""
    pieces = _split_first_section(code[:1000])
    letters = {text[0].lower() for what, text in pieces if what == "run"}
    if letters & set("ymdhsea") and not any(what == "exponent" for what, _ in pieces):
        plain = "".join(text for what, text in pieces if what in ("run", "other")).lower()
        if "general" in plain or "g/通用格式" in plain:
            return GENERAL
        return _date_format(pieces)
    plain = "".join(text for what, text in pieces if what in ("run", "other", "exponent"))
    if "@" in plain and not re.search("[0#?]", plain):
        return NumberFormat("text")
    if any(what == "elapsed" for what, _ in pieces):
        return _date_format(pieces)
    if not re.search("[0#?]", plain):
        return GENERAL
    return _figure_format(pieces, plain)


def _split_first_section(code: str) -> list[tuple[str, str]]:
    pieces: list[tuple[str, str]] = []
    for match in _TOKEN.finditer(code):
        what = match.lastgroup or "padding"
        text = match.group()
        if what == "letter":
            what = "run"
        if what == "other" and text == ";":
            break
        if what in ("quoted", "escaped"):
            pieces.append(("literal", match.group(what)))
        elif what == "bracket":
            inside = match.group("bracket")
            if _ELAPSED.fullmatch(inside):
                pieces.append(("elapsed", inside.lower()))
            elif _CONDITION.match(inside):
                pieces.append(("condition", inside))
        elif what != "padding":
            pieces.append((what, text))
    return pieces


def _figure_format(pieces: list[tuple[str, str]], plain: str) -> NumberFormat:
    if any(what == "condition" for what, _ in pieces):
        # Which section prints depends on the value: say nothing rather than something wrong.
        return NumberFormat("number", None, "%" in plain)
    if any(what == "exponent" for what, _ in pieces) or "/" in plain:
        return NumberFormat("number")
    digits = "".join(
        text if what == "other" else "\0" if what == "literal" and text == "." else "" for what, text in pieces
    )
    _head, dot, tail = digits.partition("\0" if "\0" in digits else ".")
    decimals = sum(tail.count(sign) for sign in "0#?") if dot else 0
    scale = 10**decimals if dot == "\0" else 1
    trailing = re.search(r"[0#?](,+)[^0#?,]*$", digits)
    if trailing:
        scale *= 1000 ** len(trailing.group(1))
    return NumberFormat("number", decimals, "%" in plain, scale)


def _date_format(pieces: list[tuple[str, str]]) -> NumberFormat:
    """Tell months from minutes: an m beside hours or seconds is minutes."""
    kinds = [_date_kind(what, text) for what, text in pieces]
    marks = [(i, kind[-1]) for i, kind in enumerate(kinds) if kind in _MARKS]
    for place, (i, _) in enumerate(marks):
        before = marks[place - 1][1] if place else ""
        after = marks[place + 1][1] if place + 1 < len(marks) else ""
        if kinds[i] == "m" and (before == "h" or after == "s"):
            kinds[i] = "minute"
    kind = "date" if any(k in ("y", "m", "d", "weekday") for k in kinds) else "time"
    named = tuple((k, text) for k, (_, text) in zip(kinds, pieces, strict=True) if k)
    return NumberFormat(kind, pieces=named)


def _date_kind(what: str, text: str) -> str:
    if what == "run":
        letter = text[0].lower()
        if letter == "a" or (letter == "d" and len(text) > 2):
            return "weekday"
        return {"y": "y", "e": "y", "m": "m", "d": "d", "h": "h", "s": "s"}.get(letter, "")
    if what == "elapsed":
        return {"h": "elapsed-h", "m": "elapsed-m", "s": "elapsed-s"}[text[0]]
    return "literal" if what in ("literal", "other") else ""
