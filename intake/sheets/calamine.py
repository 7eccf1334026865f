"""What calamine sees in a workbook: values, without errors, formats or formulas. A witness beside our readers."""

import io
from datetime import date, datetime, time, timedelta

from intake.sheets.filling import Budget, FillingSheet
from intake.sheets.sheet import Cell, Unreadable, Workbook
from intake.sheets.values import day_cell, number_cell, text_cell

_LOSSES = ("error-cells", "formulas", "hidden-rows", "merges", "number-formats")


def read_by_calamine(content: bytes, kind: str) -> Workbook:
    """Read every worksheet; its errors become `Unreadable`, the losses are named."""
    import python_calamine

    try:
        opened = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        budget = Budget()
        sheets = []
        for index, about in enumerate(opened.sheets_metadata):
            if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            grid = _read_grid(opened.get_sheet_by_index(index), budget)
            hidden = about.visible != python_calamine.SheetVisibleEnum.Visible
            sheets.append(grid.finish(about.name, hidden))
    except python_calamine.PasswordError as error:
        raise Unreadable("password-protected") from error
    except (Unreadable, MemoryError):
        raise
    except BaseException as error:
        # A panic of the Rust reader is no Exception.
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        raise Unreadable("unreadable-file", reason="broken-container") from error
    if not sheets:
        raise Unreadable("unreadable-file", reason="no-sheets")
    return Workbook(kind, tuple(sheets), losses=_LOSSES)


def _read_grid(sheet: object, budget: Budget) -> FillingSheet:
    grid = FillingSheet(budget)
    # Its rows begin at row 1, their values at the first column that holds anything.
    _, left = sheet.start or (0, 0)  # type: ignore[attr-defined]
    for row, values in enumerate(sheet.iter_rows(), 1):  # type: ignore[attr-defined]
        for column, value in enumerate(values, left + 1):
            if value != "":
                grid.put(row, column, _make_cell(value))
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():  # type: ignore[attr-defined]
        grid.merge((top + 1, left + 1, bottom + 1, right + 1))
    return grid


def _make_cell(value: object) -> Cell | None:
    if isinstance(value, str):
        return text_cell(value)
    if isinstance(value, bool):
        return Cell("TRUE" if value else "FALSE")
    if isinstance(value, int | float):
        return number_cell(repr(value))
    if isinstance(value, datetime | date):
        return day_cell(value)
    if isinstance(value, time):
        return Cell(value.strftime("%H:%M:%S"))
    if isinstance(value, timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return Cell(f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}")
    return text_cell(str(value))
