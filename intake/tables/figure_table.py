"""One table of a sheet: its heads, its body, the lines above and below it."""

from dataclasses import dataclass

from intake.sheets.sheet import Sheet
from intake.tables.line_kinds import SheetLine


@dataclass(frozen=True, slots=True)
class FigureTable:
    """Rows and columns that belong together.

    `heads` are the header rows, `rows` the body rows, `number_rows` the rows that only count columns
    (甲 1 2 3), `repeated` heads printed again; `above` are title lines, `below` notes, `sections` lines inside the
    body.
    """

    sheet: Sheet
    columns: tuple[int, ...]
    heads: tuple[int, ...]
    rows: tuple[int, ...]
    above: tuple[SheetLine, ...] = ()
    below: tuple[SheetLine, ...] = ()
    sections: tuple[SheetLine, ...] = ()
    number_rows: tuple[int, ...] = ()
    repeated: tuple[int, ...] = ()
