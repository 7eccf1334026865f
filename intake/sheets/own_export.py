"""A workbook that this program exported itself, known again whatever program saved it since: it is no report."""

from intake.sheets.sheet import Sheet, Workbook
from wording.sentences import LANGUAGES, say

#: Stands in a hidden cell beside the sources of every exported workbook.
MARKER = "longjiang-progress/export/1"
_HEADS = ("about", "file", "sheet", "cell", "raw")


def is_own_export(workbook: Workbook) -> bool:
    """Tell whether one of the sheets is our own list of sources, by its mark or by its head."""
    return any(_is_own(sheet) for sheet in workbook.sheets)


def _is_own(sheet: Sheet) -> bool:
    first = {cell.text.strip() for (row, _), cell in sheet.cells.items() if row == 1}
    return MARKER in first or any(first >= {say(f"ui.origin-{name}", lang) for name in _HEADS} for lang in LANGUAGES)
