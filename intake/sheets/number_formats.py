"""Number formats of spreadsheets: what kind of value a cell shows, and how a date or time prints."""

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

# ECMA-376 part 1, 18.8.30; ids 27 to 36 and 50 to 58 as for zh-cn.
BUILTIN: dict[int, str] = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"¥"#,##0', 6: '"¥"#,##0',
    7: '"¥"#,##0.00', 8: '"¥"#,##0.00', 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 37: "#,##0", 38: "#,##0",
    39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: '"¥"#,##0', 43: "#,##0.00", 44: '"¥"#,##0.00',
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
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_CURRENCY = re.compile(r"\$([^-\]]*)")
_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
#: A sign beside a number that says nothing of what is counted.
_MERE_SIGNS = re.compile(r"[^\w%‰¥￥$€£]+|_")

_MARKS = ("y", "m", "d", "h", "s", "elapsed-h", "elapsed-m", "elapsed-s")

Condition = tuple[str, Decimal] | None


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A number format understood.

    `kind` is ``general``, ``number``, ``date`` (also with a time), ``time`` or ``text``; `pieces` are
    the (what, text) parts of a date or time, in printing order. `before` and `behind` are the words that it
    prints around a number (万人次, 约), `others` what it is for values under a condition.
    """

    kind: str
    decimals: int | None = None
    percent: bool = False
    scale: int = 1
    pieces: tuple[tuple[str, str], ...] = ()
    before: str = ""
    behind: str = ""
    others: tuple[tuple[Condition, "NumberFormat"], ...] = ()

    def of(self, number: Decimal) -> "NumberFormat":
        """Return the section of the format that prints this number."""
        for condition, section in self.others:
            if condition is None or _COMPARE[condition[0]](number, condition[1]):
                return section
        return self


GENERAL = NumberFormat("general")


@lru_cache(maxsize=4096)
def parse_format(code: str) -> NumberFormat:
    """Return what a format code says; one that says nothing is General."""
    sections = _split_sections(code[:1000])[:3]
    formats = [_parse_section(pieces) for pieces in sections]
    if len(formats) == 1 or formats[0].kind in ("date", "time", "text"):
        return formats[0]
    stated = [_condition_of(pieces) for pieces in sections]
    if not any(stated):
        zero = Decimal(0)
        usual: list[Condition] = [(">=", zero), None] if len(formats) == 2 else [(">", zero), ("<", zero), None]
        return replace(formats[0], others=tuple(zip(usual, formats, strict=True)))
    # Where the writer says no condition, the last section is for all the rest.
    chosen = [(one, shown) for one, shown in zip(stated, formats, strict=True) if one is not None]
    return replace(formats[-1], others=(*chosen, (None, formats[-1])))


def _parse_section(pieces: list[tuple[str, str]]) -> NumberFormat:
    whole = "".join(text for what, text in pieces if what in ("run", "other")).lower()
    if "general" in whole or "g/通用格式" in whole:
        return _general_format(pieces)
    letters = {text[0].lower() for what, text in pieces if what == "run"}
    if letters & set("ymdhsea") and not any(what == "exponent" for what, _ in pieces):
        return _date_format(pieces)
    plain = "".join(text for what, text in pieces if what in ("run", "other", "exponent"))
    if "@" in plain and not re.search("[0#?]", plain):
        return NumberFormat("text")
    if any(what == "elapsed" for what, _ in pieces):
        return _date_format(pieces)
    if not re.search("[0#?]", plain):
        return GENERAL
    return _figure_format(pieces, plain)


def _condition_of(pieces: list[tuple[str, str]]) -> Condition:
    for what, text in pieces:
        found = _CONDITION.match(text) if what == "condition" else None
        if found:
            return found.group(1), Decimal(found.group(2))
    return None


def _split_sections(code: str) -> list[list[tuple[str, str]]]:
    sections: list[list[tuple[str, str]]] = [[]]
    for match in _TOKEN.finditer(code):
        what = match.lastgroup or "padding"
        text = match.group()
        if what == "letter":
            what = "run"
        if what == "other" and text == ";":
            sections.append([])
        elif what in ("quoted", "escaped"):
            sections[-1].append(("literal", match.group(what)))
        elif what == "bracket":
            inside = match.group("bracket")
            currency = _CURRENCY.match(inside)
            if _ELAPSED.fullmatch(inside):
                sections[-1].append(("elapsed", inside.lower()))
            elif _CONDITION.match(inside):
                sections[-1].append(("condition", inside))
            elif currency and currency.group(1):
                sections[-1].append(("literal", currency.group(1)))
        elif what != "padding":
            sections[-1].append((what, text))
    return sections


def _general_format(pieces: list[tuple[str, str]]) -> NumberFormat:
    """General with words around it: ``G/通用格式"人"``."""
    at = next(i for i, (what, text) in enumerate(pieces) if what == "run" or text in "Gg")
    before = "".join(text for what, text in pieces[:at] if what == "literal")
    behind = "".join(text for what, text in pieces[at:] if what == "literal")
    return NumberFormat("general", before=printed_words(before), behind=printed_words(behind))


def printed_words(text: str) -> str:
    """Return the words that a format prints beside a number; mere signs are none."""
    return "" if _MERE_SIGNS.fullmatch(text) else text.strip()


def _figure_format(pieces: list[tuple[str, str]], plain: str) -> NumberFormat:
    shown = [i for i, (what, text) in enumerate(pieces) if what == "other" and text in "0#?"]
    before, behind = (
        printed_words("".join(text for what, text in part if what == "literal" or (what == "other" and text.isalpha())))
        for part in (pieces[: shown[0]], pieces[shown[-1] + 1 :])
    )
    percent = "%" in plain
    if any(what == "exponent" for what, _ in pieces) or "/" in plain:
        return NumberFormat("number", before=before, behind=behind)
    digits = "".join(
        text if what == "other" else "\0" if what == "literal" and text == "." else "" for what, text in pieces
    )
    _head, dot, tail = digits.partition("\0" if "\0" in digits else ".")
    decimals = sum(tail.count(sign) for sign in "0#?") if dot else 0
    scale = 10**decimals if dot == "\0" else 1
    trailing = re.search(r"[0#?](,+)[^0#?,]*$", digits)
    if trailing:
        scale *= 1000 ** len(trailing.group(1))
    return NumberFormat("number", decimals, percent, scale, before=before, behind=behind)


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
