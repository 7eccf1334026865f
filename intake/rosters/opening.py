"""Rosters and registers taken out of a workbook: small ones cell by cell, large ones by columns."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from intake.findings.finding import Finding
from intake.rosters.columns import HEAD_ROWS, NEEDED, find_heads
from intake.rosters.recognising import recognise_records
from intake.rosters.registers.heads import role_in_list
from intake.rosters.side_by_side import part_columns, part_people
from intake.sheets.archive import largest_part
from intake.sheets.sheet import Sheet, Unreadable, Workbook
from metrics.register import Register

if TYPE_CHECKING:
    from intake.rosters.source import RosterSheet

#: Bytes of text, and of a part of a workbook unpacked, from which a roster is read by columns.
LARGE_TEXT, LARGE_PART = 4_000_000, 12_000_000


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
    rosters: list[RosterSheet] = []
    registers: list[Sheet] = []
    rest: list[Sheet] = []
    findings: list[Finding] = []
    for sheet in workbook.sheets:
        kind = None if sheet.hidden else recognise_records(sheet, rules)
        if kind == "register":
            registers += _part_registers(sheet, rules)
        elif kind == "roster" and (taken := _take_rosters(sheet, findings)):
            rosters += taken
        else:
            rest.append(sheet)
    return Records(tuple(rosters), tuple(registers), tuple(findings)), replace(workbook, sheets=tuple(rest))


def read_large(content: bytes, kind: str, rules: Collection[Register] = ()) -> tuple[Records, Workbook] | None:
    """Read a large file that holds rosters by columns; ``None`` for small files and those without.

    The cell-by-cell reader stops at four million cells, half of what one sheet of a roster may hold.
    """
    try:
        if kind == "csv" and len(content) > LARGE_TEXT:
            from intake.rosters.text import read_large_text

            sheet = read_large_text(content)
            return (Records((sheet,)), Workbook("csv", ())) if sheet else None
        if kind == "xlsx" and largest_part(content) > LARGE_PART:
            from intake.rosters.workbook import read_large_xlsx

            found = read_large_xlsx(content)
            if found is not None:
                records, rest = take_records(found[1], rules)
                return replace(records, rosters=(*found[0], *records.rosters)), rest
    except Unreadable as problem:
        # The careful reader tells what is broken from what is only unusual.
        if problem.facts.get("reason") != "broken-markup":
            raise
    return None


def _take_rosters(sheet: Sheet, findings: list[Finding]) -> list["RosterSheet"]:
    heads = find_heads(sheet)
    if heads is None:
        facts = {"sheet": sheet.name, "lacking": " ".join(NEEDED)}
        findings.append(Finding("roster-columns-missing", sheet.name, None, facts))
        return []
    # The reader of rows loads Arrow: a summary sheet does without.
    from intake.rosters.class_sheets import take_classes

    rosters: list[RosterSheet] = []
    parts = part_people(sheet, heads)
    for part in parts:
        own = heads if len(parts) == 1 else find_heads(part) or heads
        taken, missing = take_classes(part, own)
        rosters += taken
        findings += missing
    return rosters


def _part_registers(sheet: Sheet, rules: Collection[Register]) -> list[Sheet]:
    """Return the registers that stand side by side in a sheet."""
    rows = {row for row, _ in sheet.cells if row <= HEAD_ROWS}
    for row in sorted(rows):
        parts = part_columns(sheet, {row}, lambda text, known: role_in_list(text, [*rules], [*known]), ("name",))
        if len(parts) > 1 and all(len([1 for (at, _) in part.cells if at == row]) > 1 for part in parts):
            return parts
    return [sheet]
