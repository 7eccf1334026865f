"""Rosters (one row a person and training) and registers (one row a base or studio) are told from tables of figures."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from intake import words
from intake.characters import compact
from intake.findings import Finding
from intake.formats.archive import largest_part
from intake.register import names_entries
from intake.roster_columns import HEAD_ROWS, NEEDED, find_heads, role_of
from intake.sheet import Sheet, Unreadable, Workbook
from metrics.register import Register

if TYPE_CHECKING:
    from intake.roster_source import RosterSheet

_ROSTER = frozenset(words.ROSTER_HEADS.split())
_REGISTER = frozenset(words.REGISTER_HEADS.split())
_NAMES = frozenset("名称 基地(工作室)名称".split())
_PERSONS = frozenset("姓名 学员姓名 身份证号 身份证号码 身份证 公民身份号码 证件号码".split())
_TRAINING = frozenset({"institution", "occupation", "level", "group", "programme", "first_day", "last_day", "span"})
#: What is said of someone's training, and of no base or studio.
_TRAINED = frozenset({"group", "programme", "first_day", "last_day", "span", "subsidy"})
#: Bytes of text, and of a part of a workbook unpacked, from which a roster is read by columns.
LARGE_TEXT, LARGE_PART = 4_000_000, 12_000_000


def recognise_records(sheet: Sheet, rules: Collection[Register] = ()) -> str | None:
    """Return ``roster`` or ``register`` when a head row of the sheet names the columns of one.

    Parameters
    ----------
    rules
        How the plans tell their lists; without them no register is recognised.
    """
    rows: dict[int, set[str]] = {}
    for row in range(1, HEAD_ROWS + 1):
        rows[row] = set()
    for (row, _), cell in sheet.cells.items():
        if row <= HEAD_ROWS and cell.text:
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
    """Tell whether a head row is that of a list of bases or studios, whose masters may stand there with their ID numbers.

    `trained` counts the columns that only a training has: a roster may name the base where people were trained.
    """
    entries = {head for head in heads if any(names_entries(head, rule) for rule in rules)}
    beside = len(heads & _REGISTER - entries)
    if beside <= trained and trained:
        return False
    return bool(rules) and bool((any("名称" in head for head in entries) and beside) or ((entries or heads & _NAMES) and beside >= 2))


@dataclass(frozen=True, slots=True)
class Records:
    """What a workbook holds beside tables of figures: roster sheets with their columns, register sheets."""

    rosters: tuple["RosterSheet", ...] = ()
    registers: tuple[Sheet, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def titles(self) -> tuple[str, ...]:
        """What stands above the lists, and the names of their sheets."""
        above = [text for roster in self.rosters for text in (roster.name, *roster.titles)]
        for sheet in self.registers:
            above += [sheet.name, *(cell.text for (row, _), cell in sheet.cells.items() if row <= 2)]
        return tuple(above)


def take_records(workbook: Workbook, rules: Collection[Register] = ()) -> tuple[Records, Workbook]:
    """Take the rosters and registers out of a workbook; hidden sheets and what lacks a needed column stay."""
    rosters, registers, rest, findings = [], [], [], []
    for sheet in workbook.sheets:
        kind = None if sheet.hidden else recognise_records(sheet, rules)
        if kind == "register":
            registers.append(sheet)
        elif kind == "roster" and (taken := _take_roster(sheet, findings)):
            rosters.append(taken)
        else:
            rest.append(sheet)
    return Records(tuple(rosters), tuple(registers), tuple(findings)), replace(workbook, sheets=tuple(rest))


def read_large(content: bytes, kind: str, rules: Collection[Register] = ()) -> tuple[Records, Workbook] | None:
    """Read a large file that holds rosters by columns; ``None`` for small files and those without.

    The cell-by-cell reader stops at four million cells, half of what one sheet of a roster may hold.
    """
    try:
        if kind == "csv" and len(content) > LARGE_TEXT:
            from intake.roster_text import read_large_text

            sheet = read_large_text(content)
            return (Records((sheet,)), Workbook("csv", ())) if sheet else None
        if kind == "xlsx" and largest_part(content) > LARGE_PART:
            from intake.roster_workbook import read_large_xlsx

            found = read_large_xlsx(content)
            if found is not None:
                records, rest = take_records(found[1], rules)
                return replace(records, rosters=(*found[0], *records.rosters)), rest
    except Unreadable as problem:
        # The careful reader tells what is broken from what is only unusual.
        if problem.facts.get("reason") != "broken-markup":
            raise
    return None


def _take_roster(sheet: Sheet, findings: list[Finding]) -> "RosterSheet | None":
    heads = find_heads(sheet)
    missing = heads.missing if heads else NEEDED
    if heads is None or missing:
        findings.append(Finding("roster-columns-missing", sheet.name, None, {"sheet": sheet.name, "lacking": " ".join(missing)}))
        return None
    # The reader of rows loads Arrow: a summary sheet does without.
    from intake.roster_source import take_sheet

    return take_sheet(sheet, heads)
