"""What a list holds and nobody sees as valid: cells struck out, or covered by a merge that shows something else."""

from collections.abc import Container, Mapping, Sequence

from intake.findings.finding import Finding
from intake.sheets.filling import Area
from intake.sheets.sheet import LostCell, Sheet, column_letters

#: So many rows are told one by one; the last tells how many more there are.
SHOWN = 20
_KINDS = ("covered-cells", "struck-out")


def find_lost_cells(
    sheet: Sheet,
    columns: Mapping[int, str],
    head: int,
    people: Container[int] | None = None,
    known: Mapping[str, Mapping[int, Sequence[int]]] | None = None,
) -> list[Finding]:
    """Tell what is lost of a list.

    Parameters
    ----------
    columns
        What is read of each row: by number the head of the column.
    head
        The row of the head.
    people
        The rows of entries, where they are known: a line between them speaks whatever its column.
    known
        The rows with their columns that are lost already, by why.
    """
    found: list[Finding] = []
    for why in _KINDS:
        rows = {row: [*lost] for row, lost in (known or {}).get(why, {}).items()}
        lines: list[LostCell] = []
        for one in sheet.lost:
            if one.why != why or not one.cell.text.strip() or _repeats(one, sheet):
                continue
            if one.row > head and one.column in columns:
                rows.setdefault(one.row, []).append(one.column)
            elif why == "struck-out" and (one.row <= head or (people is not None and one.row not in people)):
                lines.append(one)
        found += _tell_lines([one for one in lines if one.row not in rows], sheet)
        found += _tell_rows(why, rows, columns, sheet)
    return found


def _tell_lines(lines: Sequence[LostCell], sheet: Sheet) -> list[Finding]:
    """Tell the lines around the entries that are struck out."""
    return [
        Finding(
            one.why, sheet.name, sheet.reference(one.row, one.column), _more({"raw": one.cell.text}, at, len(lines))
        )
        for at, one in enumerate(lines[:SHOWN])
    ]


def _tell_rows(why: str, rows: Mapping[int, list[int]], columns: Mapping[int, str], sheet: Sheet) -> list[Finding]:
    """Tell the rows of which some columns are lost, a finding a row."""
    found = []
    for at, row in enumerate(sorted(rows)[:SHOWN]):
        lost = sorted(rows[row])
        heads = "、".join(columns[column].strip() or column_letters(column) for column in lost)
        facts = {"row": str(row), "heads": heads, "count": str(len(lost))}
        if why == "covered-cells":
            facts["merge"] = next(_name(area) for area in sheet.merges if _holds(area, row, lost[0]))
        found.append(Finding(why, sheet.name, f"{column_letters(lost[0])}{row}", _more(facts, at, len(rows))))
    return found


def _repeats(one: LostCell, sheet: Sheet) -> bool:
    """Whether a covered cell says what the merge shows: then nothing is lost."""
    area = next((area for area in sheet.merges if _holds(area, one.row, one.column)), None)
    shown = sheet.cells.get(area[:2]) if area and one.why == "covered-cells" else None
    return shown is not None and (shown.text, shown.day) == (one.cell.text, one.cell.day)


def _more(facts: dict[str, str], at: int, count: int) -> dict[str, str]:
    return facts | {"others": str(count - SHOWN)} if at == SHOWN - 1 and count > SHOWN else facts


def _holds(area: Area, row: int, column: int) -> bool:
    return area[0] <= row <= area[2] and area[1] <= column <= area[3]


def _name(area: Area) -> str:
    return f"{column_letters(area[1])}{area[0]}:{column_letters(area[3])}{area[2]}"
