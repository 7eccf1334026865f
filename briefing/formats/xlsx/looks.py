"""How the sheets of a workbook look, on the screen and on A4."""

from datetime import datetime, time
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from briefing.palette import LIGHT
from metrics.progress.status import Status

FONT = {"font_name": "微软雅黑", "font_size": 10}
_A4 = 9
_NUMBERS = {
    "number": "#,##0",
    "part": "#,##0.00",
    "percent": "0.0",
    "points": "+0.0;-0.0;0.0",
    "text": "@",
}


#: Days as every text writes them, by language; months likewise.
DAYS = {"zh": 'yyyy"年"m"月"d"日"', "en": "d mmmm yyyy"}


class Looks:
    """The formats of one workbook, each made once, in its language."""

    def __init__(self, book: Workbook, lang: str) -> None:
        self._book = book
        self._numbers = {**_NUMBERS, "day": DAYS[lang]}
        self._made: dict[tuple, Format] = {}

    def _make(self, **properties: Any) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({**FONT, "font_color": LIGHT.ink, **properties})
        return self._made[key]

    @property
    def title(self) -> Format:
        """The title of a sheet."""
        return self._make(bold=True, font_size=14)

    @property
    def heading(self) -> Format:
        """A heading within a sheet."""
        return self._make(bold=True, font_size=11, valign="top")

    @property
    def text(self) -> Format:
        """Running text."""
        return self._make(text_wrap=True, valign="top")

    @property
    def quiet(self) -> Format:
        """Notes."""
        return self._make(font_color=LIGHT.muted)

    @property
    def demo(self) -> Format:
        """The word for demo data."""
        return self._make(font_color=LIGHT.published, bold=True)

    @property
    def head(self) -> Format:
        """The heading of a column."""
        return self._make(
            bold=True, bottom=1, top=1, text_wrap=True, valign="vcenter", align="center", bg_color=LIGHT.shade
        )

    @property
    def link(self) -> Format:
        """A name that leads to its sheet."""
        return self._make(font_color=LIGHT.primary, underline=1)

    def cell(self, kind: str) -> Format:
        """A cell of the table; a missing figure is ``missing``."""
        edge = {"bottom": 1, "bottom_color": LIGHT.rule, "valign": "vcenter"}
        if kind == "missing":
            return self._make(**edge, align="right", font_color=LIGHT.muted, num_format="@")
        return self._make(**edge, num_format=self._numbers[kind])

    def status(self, status: Status) -> Format:
        """A cell in a pale shade of the status's colour, ink as always: it stays readable in grey."""
        colour = pale(LIGHT.statuses[status])
        return self._make(
            bottom=1, bottom_color=LIGHT.ground, bg_color=colour, num_format="@", valign="vcenter", indent=1
        )


def pale(colour: str) -> str:
    """Return the colour mixed with two parts of white."""
    return "#" + "".join(f"{(int(colour[i : i + 2], 16) + 2 * 255) // 3:02x}" for i in (1, 3, 5))


def set_paper(
    sheet: Worksheet, left: str, right: str, repeated: int | None = None, across: bool = True, pages: int = 0
) -> None:
    """Set a sheet to A4, one page wide, with running heads, page numbers and its table's head on each page.

    `pages` is how many pages high it may be, 0 as many as it needs.
    """
    sheet.hide_gridlines(2)
    if across:
        sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.6, right=0.6, top=0.9, bottom=0.75)
    sheet.fit_to_pages(1, pages)
    sheet.center_horizontally()
    sheet.set_header(f"&L&9{_literal(left)}&R&9{_literal(right)}")
    sheet.set_footer("&C&9— &P / &N —")
    if repeated is not None:
        sheet.repeat_rows(repeated)


def _literal(text: str) -> str:
    """An ampersand begins a code in running heads, and digits would join the letters' size before them."""
    return f" {text.replace('&', '&&')}"


def date_workbook(book: Workbook, title: str, day: Any) -> None:
    """Say whose the workbook is; its time is that of the data, so that the same data give the same bytes."""
    product = "龙江产改进度 Longjiang Progress"
    stamp = datetime.combine(day, time())
    book.set_properties({"title": title[:255], "author": product, "created": stamp})
