"""Hidden rows and columns are read like others, and said."""

from intake.findings.finding import Finding
from intake.sheets.sheet import Sheet


def find_hidden(sheet: Sheet) -> list[Finding]:
    """Return one note for a sheet in which filled cells are hidden."""
    rows = sorted({row for row, _ in sheet.cells} & sheet.hidden_rows)
    columns = sorted({column for _, column in sheet.cells} & sheet.hidden_columns)
    if not rows and not columns and not sheet.hidden:
        return []
    facts = {
        "rows": "、".join(map(str, rows[:20])),
        "columns": "、".join(sheet.reference(1, c)[:-1] for c in columns[:20]),
        "sheet": sheet.name,
    }
    return [Finding("hidden-cells", sheet.name, None, facts)]
