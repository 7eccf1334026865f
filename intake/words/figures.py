"""Numbers as offices write them: what a cell states, or why it states no exact number."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from intake.sheets.sheet import Cell
from intake.words.characters import REMEMBERED, simplify


class CellState(StrEnum):
    """What stands in a cell where a number is expected."""

    NUMBER = "number"
    BLANK = "blank"
    NOT_REPORTED = "not-reported"
    NOT_APPLICABLE = "not-applicable"
    APPROXIMATE = "approximate-value"
    ERROR = "error-cell"
    NO_VALUE = "formula-without-value"
    TEXT = "not-a-number"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as printed.

    `value` and `step` (worth of its last printed digit) are in the unit that the cell is in:
    `magnitude` (万 = 10000) is already applied, `unit` is the unit written behind the number. `divided` is what
    the number format divides by before printing: the value is the printed one, and its unit makes up for it.
    """

    state: CellState
    value: Decimal | None = None
    step: Decimal = Decimal(1)
    unit: str | None = None
    magnitude: int = 1
    divided: int = 1

    @property
    def number(self) -> Decimal:
        """The value, where the state is `State.NUMBER`."""
        assert self.value is not None
        return self.value


MAGNITUDES = {"": 1, "百": 100, "千": 1_000, "万": 10_000, "百万": 1_000_000, "亿": 100_000_000}
_UNITS = "人次|人|个|家|所|处|名|项|户|间|%"
_EXACT = re.compile(
    rf"([+-]?)(\d{{1,3}}(?:[, ]\d{{3}})+|\d+)(\.\d+)?(百万|[百千万亿]?)({_UNITS})?(?:整)?",
)
_APPROXIMATE = re.compile(
    r"约|大概|大致|近(?=\d)|将近|左右|上下|[余多](?!\w)|[余多](?=[人个家万千亿项名])|超过?(?=\d)|逾|不足|以上|以下|至少|不少于|±|[≈~><≥≤]"
)
_PRINTED = re.compile(rf"(百万|[百千万亿]?)({_UNITS}|元)?")
_MONEY = re.compile(r"[¥￥$€£]|RMB|CNY", re.IGNORECASE)
_NUMERAL = re.compile(r"[\d一二三四五六七八九十百千万亿两〇零]")
_NOT_REPORTED = {
    "-",
    "--",
    "---",
    "----",
    "/",
    "//",
    "\\",
    "无",
    "未报",
    "未报送",
    "未上报",
    "未填",
    "未填报",
    "缺报",
    "漏报",
    "待报",
    "尚未报送",
    "暂无",
    "暂未报",
    "暂未报送",
    "无数据",
    "暂无数据",
    "缺",
    "待定",
    "未统计",
    "…",
    "...",
    "......",
    "?",
    "*",
    "n.a.",
    "not reported",
}
_NOT_APPLICABLE = {"不适用", "n/a", "na", "不涉及", "不计", "x", "×", "不考核", "免报"}
_SILENT = _NOT_REPORTED | _NOT_APPLICABLE
_ERROR = re.compile(r"#[A-Z0-9/!?]+")
_AROUND_UNIT = re.compile(r"\s*([百千万亿人个家所处名项户间%])\s*")
_NO_FIGURE = Figure(CellState.TEXT)


def parse_figure(cell: Cell | None) -> Figure:
    """Return what `cell` states as a number; never a guess."""
    if cell is None:
        return Figure(CellState.BLANK)
    if cell.error:
        return Figure(CellState.ERROR)
    if cell.number is not None:
        return _numeric(cell, cell.number)
    if cell.day is not None:
        return Figure(CellState.TEXT)
    if cell.formula and not cell.text.strip():
        return Figure(CellState.NO_VALUE)
    return parse_text(cell.text)


@lru_cache(maxsize=REMEMBERED)
def parse_text(text: str) -> Figure:
    """Return what a typed text states as a number."""
    plain = simplify(text)
    if not plain:
        return Figure(CellState.BLANK)
    lowered = plain.lower().replace(" ", "")
    if lowered not in _SILENT and plain[0] != "#" and not _NUMERAL.search(plain):
        return _NO_FIGURE
    if any(unicodedata.category(character) == "No" for character in text):
        return Figure(CellState.TEXT)  # 13① and 13² are 13 with the mark of a footnote, not 131 and 132
    if lowered in _NOT_REPORTED:
        return Figure(CellState.NOT_REPORTED)
    if lowered in _NOT_APPLICABLE:
        return Figure(CellState.NOT_APPLICABLE)
    if _ERROR.fullmatch(plain):
        return Figure(CellState.ERROR)
    exact = _EXACT.fullmatch(_AROUND_UNIT.sub(r"\1", plain))
    if exact:
        return _exact(exact)
    if _NUMERAL.search(plain) and _APPROXIMATE.search(plain) and len(plain) <= 20:
        return Figure(CellState.APPROXIMATE)
    return Figure(CellState.TEXT)


def _numeric(cell: Cell, value: Decimal) -> Figure:
    # A number is finite: texts like NaN never become one.
    value = value / cell.scale
    decimals = max(0, -int(value.normalize().as_tuple().exponent))
    if cell.decimals is not None:
        decimals = min(decimals, cell.decimals) if decimals > cell.decimals else cell.decimals
    step = Decimal(1).scaleb(-decimals)
    if cell.percent:
        return Figure(CellState.NUMBER, value * 100, Decimal(1).scaleb(-(cell.decimals or 0)), "%")
    if not cell.before and not cell.behind:
        return Figure(CellState.NUMBER, value, step, divided=cell.scale)
    return _worded(cell, value, step)


def _worded(cell: Cell, value: Decimal, step: Decimal) -> Figure:
    """Return a number between the words that its number format prints: they are as good as typed ones."""
    around = simplify(cell.before), simplify(cell.behind)
    if _APPROXIMATE.search("3".join(around)):
        return Figure(CellState.APPROXIMATE)
    before, behind = (text.replace(" ", "") for text in around)
    printed = _PRINTED.fullmatch(behind)
    if _MONEY.fullmatch(before) and printed and not printed[2]:
        before, unit = "", "元"
    else:
        unit = printed[2] if printed else behind
    if before or not printed:
        return Figure(CellState.NUMBER, value, step, f"{before}{behind}", divided=cell.scale)
    factor = MAGNITUDES[printed[1]]
    return Figure(CellState.NUMBER, value * factor, step * factor, unit, factor, cell.scale)


def _exact(match: re.Match[str]) -> Figure:
    sign, whole, fraction, magnitude, unit = match.groups()
    digits = re.sub(r"[, ]", "", whole)
    factor = MAGNITUDES[magnitude]
    value = Decimal(f"{sign}{digits}{fraction or ''}") * factor
    step = Decimal(1).scaleb(-len((fraction or ".")[1:])) * factor
    return Figure(CellState.NUMBER, value, step, unit, factor)
