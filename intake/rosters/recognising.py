"""Rosters (one row a person and training) and registers (one row a base or studio) are told from tables of figures."""

from collections.abc import Collection

from intake.rosters.columns import HEAD_ROWS, role_of
from intake.rosters.register import names_entries
from intake.sheets.sheet import Sheet
from intake.words import lexicon as words
from intake.words.characters import compact
from metrics.register import Register

_ROSTER = frozenset(words.ROSTER_HEADS.split())
_REGISTER = frozenset(words.REGISTER_HEADS.split())
_NAMES = frozenset(["名称", "基地(工作室)名称"])
_PERSONS = frozenset(["姓名", "学员姓名", "身份证号", "身份证号码", "身份证", "公民身份号码", "证件号码"])
_TRAINING = frozenset({"institution", "occupation", "level", "group", "programme", "first_day", "last_day", "span"})
#: What is said of someone's training, and of no base or studio.
_TRAINED = frozenset({"group", "programme", "first_day", "last_day", "span", "subsidy"})


def recognise_records(sheet: Sheet, rules: Collection[Register] = ()) -> str | None:
    """Return ``roster`` or ``register`` when a head row of the sheet names the columns of one.

    Parameters
    ----------
    rules
        How the plans tell their lists; without them no register is recognised.
    """
    rows: dict[int, set[str]] = {row: set() for row in range(1, HEAD_ROWS + 1)}
    for (row, _), cell in sheet.cells.items():
        if row in rows and cell.text:
            rows[row].add(compact(cell.text).split("(")[0])
    for heads in rows.values():
        roles = {role_of(head) for head in heads} - {None}
        if _lists_entries(heads, len(roles & _TRAINED), rules):
            return "register"
        if ("id_number" in roles and len(roles) >= 3) or ("name" in roles and len(roles & _TRAINING) >= 3):
            return "roster"
        if len(heads & _PERSONS) >= 1 and len(heads & _ROSTER) >= 3:
            return "roster"
    return None


def _lists_entries(heads: set[str], trained: int, rules: Collection[Register]) -> bool:
    """Tell whether a head row is that of a list of bases or studios; their masters may stand there with ID numbers.

    `trained` counts the columns that only a training has: a roster may name the base where people were trained.
    """
    entries = {head for head in heads if any(names_entries(head, rule) for rule in rules)}
    beside = len(heads & _REGISTER - entries)
    if beside <= trained and trained:
        return False
    return bool(rules) and bool(
        (any("名称" in head for head in entries) and beside) or ((entries or heads & _NAMES) and beside >= 2)
    )
