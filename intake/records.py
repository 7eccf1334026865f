"""Rosters (one row a person and training) and registers (one row a base or studio) are told from tables of figures."""

from intake import words
from intake.characters import compact
from intake.sheet import Sheet

_ROSTER = frozenset(words.ROSTER_HEADS.split())
_REGISTER = frozenset(words.REGISTER_HEADS.split())
_NAMES = frozenset("基地名称 工作室名称 基地(工作室)名称 名称 培训基地名称 技能大师工作室名称 高技能人才培训基地名称".split())
_PERSONS = frozenset("姓名 学员姓名 身份证号 身份证号码 身份证 公民身份号码 证件号码".split())
#: Heads stand in the first rows of a sheet.
HEAD_ROWS = 12


def recognise_records(sheet: Sheet) -> str | None:
    """Return ``roster`` or ``register`` when a head row of the sheet names the columns of one."""
    rows: dict[int, set[str]] = {}
    for row in range(1, HEAD_ROWS + 1):
        rows[row] = set()
    for (row, _), cell in sheet.cells.items():
        if row <= HEAD_ROWS and cell.text:
            rows[row].add(compact(cell.text).split("(")[0])
    for heads in rows.values():
        if len(heads & _PERSONS) >= 1 and len(heads & _ROSTER) >= 3:
            return "roster"
        if heads & _NAMES and len(heads & _REGISTER) >= 2:
            return "register"
    return None
