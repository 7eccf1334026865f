"""The first sheet of a brief's workbook: its text, what limits the figures, and where everything is."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from briefing.brief import Brief
from briefing.drawings.letters import wrap_text
from briefing.formats.paper_lines import write_remark_lines
from briefing.formats.xlsx.looks import Looks, set_paper
from wording.sentences import say

# Narrow enough for an upright page in programs that take digits for wider than Excel does.
_WIDTH = 74
# A unit of width in points of our letters, and the height of a line.
_POINTS, _LINE = 5.6, 16.5


def write_cover(sheet: Worksheet, looks: Looks, brief: Brief, names: Sequence[tuple[str, str]], right: str) -> None:
    """Write title, text, notes and clauses, and the list of sheets with links to them."""
    lang = brief.lang
    set_paper(sheet, say("office.demo", lang) if brief.demo else brief.title, right, across=False)
    sheet.set_column(0, 0, _WIDTH)
    sheet.write_string(0, 0, brief.title, looks.title)
    sheet.set_row(0, 26)
    row = 1
    for text, look in ((say("ui.demo", lang) if brief.demo else "", looks.demo), (right, looks.quiet)):
        if text:
            sheet.write_string(row, 0, text, look)
            row += 1
    row = _write_lines(sheet, looks, row + 1, "", tuple(text for text in (brief.opening, brief.summary) if text))
    for section in brief.sections:
        if section.paragraphs:
            sheet.write_string(row, 0, f"{section.number}{section.heading}", looks.heading)
            row += 1
            for one in section.paragraphs:
                look = looks.heading if one.level else looks.text
                row = _write_text(sheet, row, f"{one.number}{one.text}", look)
    row = _write_lines(sheet, looks, row, "", write_remark_lines(brief))
    row = _write_lines(sheet, looks, row + 1, say("office.notes", lang), brief.notes)
    row = _write_lines(sheet, looks, row + 1, say("office.clauses", lang), brief.clauses)
    sheet.write_string(row + 1, 0, say("print.contents", lang), looks.heading)
    for place, (title, name) in enumerate(names, row + 2):
        sheet.write_url(place, 0, f"internal:'{name}'!A1", looks.link, title)


def _write_lines(sheet: Worksheet, looks: Looks, row: int, heading: str, lines: Sequence[str]) -> int:
    if not lines:
        return row
    if heading:
        sheet.write_string(row, 0, heading, looks.heading)
        row += 1
    for line in lines:
        row = _write_text(sheet, row, line, looks.text)
    return row


def _write_text(sheet: Worksheet, row: int, text: str, look: object) -> int:
    """Write a wrapped text and give its row the height that it needs."""
    sheet.write_string(row, 0, text, look)
    sheet.set_row(row, _LINE * max(len(wrap_text(text, 10, _WIDTH * _POINTS)), 1))
    return row + 1
