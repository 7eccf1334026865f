"""Hidden rows and columns are read like others, and said."""

from collections.abc import Collection

from intake.findings.finding import Finding
from intake.sheets.sheet import Sheet


def find_hidden(sheet: Sheet) -> list[Finding]:
    """Return one note for a sheet in which filled cells are hidden."""
    rows = {row for row, _ in sheet.cells} & sheet.hidden_rows
    return tell_hidden(sheet, rows, {column for _, column in sheet.cells} & sheet.hidden_columns)


def tell_hidden(sheet: Sheet, rows: Collection[int], columns: Collection[int]) -> list[Finding]:
    """Return one note for the filled rows and columns of a sheet that are hidden, if there are any."""
    if not rows and not columns and not sheet.hidden:
        return []
    facts = {
        "rows": "、".join(map(str, sorted(rows)[:20])),
        "columns": "、".join(sheet.reference(1, c)[:-1] for c in sorted(columns)[:20]),
        "sheet": sheet.name,
    }
    return [Finding("hidden-cells", sheet.name, None, facts)]
