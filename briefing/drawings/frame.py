"""What all drawings share: title with unit, word for demo data, legend, notes."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.charts.chart import Chart
from briefing.drawings.letters import measure_text, wrap_text
from briefing.drawings.shapes import Box, Dot, Drawing, DrawingSheet, Line, Part, Shape, Words
from briefing.palette import NAMES, SIGNS, on
from metrics.progress.judging import Status
from wording.sentences import say

TITLE, TEXT, SMALL = 10.5, 8.5, 7.5
INK, MUTED, RULE, GROUND = NAMES.ink, NAMES.muted, NAMES.rule, NAMES.ground
_SAMPLE, _GAP, _LEGEND_ROW, _NOTE_ROW = 16.0, 14.0, 13.0, SMALL * 1.45


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """An entry of the legend: a sample of `_add_sample` beside its label."""

    label: str
    sample: str
    colour: str
    sign: str = ""


def status_entries(statuses: Sequence[Status], lang: str) -> list[LegendEntry]:
    """Return the entries of the statuses that occur, in their fixed order."""
    present = sorted(set(statuses), key=list(Status).index)
    return [LegendEntry(say(f"status.{one}", lang), "sign", NAMES.statuses[one], SIGNS[one]) for one in present]


def open_sheet(chart: Chart, width: float, entries: Sequence[LegendEntry] = ()) -> DrawingSheet:
    """Return a sheet with title and legend on it."""
    sheet = DrawingSheet(width, y=TITLE + 2)
    room = width
    if chart.demo:
        room -= _add_demo(sheet, chart.lang) + 8
    unit = _unit_text(chart)
    lines = wrap_text(chart.title, TITLE * 1.04, room) or ("",)
    for line in lines:
        sheet.add(Words(0, sheet.y, line, TITLE, INK, bold=True))
        sheet.y += TITLE * 1.35
    sheet.y -= TITLE * 1.35
    after = measure_text(lines[-1], TITLE, bold=True)
    if after + measure_text(unit, TEXT) > room:
        sheet.y += TITLE * 1.2
        after = 0.0
    sheet.add(Words(after, sheet.y, unit, TEXT, MUTED))
    sheet.y += 8
    _add_legend(sheet, entries)
    return sheet


def _unit_text(chart: Chart) -> str:
    if not chart.unit or "（" in chart.unit or "(" in chart.unit:
        return f"  {chart.unit}"
    return f"（{chart.unit}）" if chart.lang == "zh" else f"  ({chart.unit})"


def close_sheet(sheet: DrawingSheet, chart: Chart) -> Drawing:
    """Write the notes below and return the drawing."""
    for line in _note_lines(chart, sheet.width):
        sheet.y += _NOTE_ROW
        sheet.add(Words(0, sheet.y, line, SMALL, MUTED))
    return Drawing(sheet.width, round(sheet.y + 3, 2), tuple(sheet.parts), chart.title, chart.alternative)


def notes_height(chart: Chart, width: float) -> float:
    """Return how much room the notes of a chart take."""
    return _NOTE_ROW * len(_note_lines(chart, width)) + 3


def _note_lines(chart: Chart, width: float) -> list[str]:
    return [line for note in chart.notes for line in wrap_text(note, SMALL, width)]


def add_sign(sheet: DrawingSheet, x: float, y: float, status: Status, size: float = 9.0, key: str = "") -> None:
    """Put the sign of a status in a square of its colour, its lower edge just under the baseline `y`."""
    colour = NAMES.statuses[status]
    _add_sign(sheet, x, y, SIGNS[status], colour, size, key)


def _add_sign(sheet: DrawingSheet, x: float, y: float, sign: str, colour: str, size: float, key: str = "") -> None:
    sheet.add(
        Box(x, y - size * 0.84, size, size, colour, key=key),
        Words(x + size / 2, y - size * 0.08, sign, size * 0.76, on(colour), anchor="middle", key=key),
    )


def _add_demo(sheet: DrawingSheet, lang: str) -> float:
    word = say("office.demo", lang)
    wide = measure_text(word, TEXT) + 10
    x = sheet.width - wide
    sheet.add(
        Box(x, sheet.y - TEXT - 2.5, wide - 0.5, TEXT + 6, GROUND, edge=NAMES.published),
        Words(x + wide / 2, sheet.y - 0.5, word, TEXT, NAMES.published, anchor="middle"),
    )
    return wide


def _add_legend(sheet: DrawingSheet, entries: Sequence[LegendEntry]) -> None:
    if not entries:
        return
    x, sheet.y = 0.0, sheet.y + 7
    for entry in entries:
        sample = 12.0 if entry.sample in ("sign", "tick", "mark") else _SAMPLE + 3
        wide = sample + measure_text(entry.label, TEXT)
        if x and x + wide > sheet.width:
            x, sheet.y = 0.0, sheet.y + _LEGEND_ROW
        _add_sample(sheet, x, sheet.y, entry)
        sheet.add(Words(x + sample, sheet.y, entry.label, TEXT, INK))
        x += wide + _GAP
    sheet.y += 8


def _add_sample(sheet: DrawingSheet, x: float, y: float, entry: LegendEntry) -> None:
    middle, colour = y - TEXT * 0.36, entry.colour
    ends = ((x, middle), (x + _SAMPLE, middle))
    if entry.sample == "sign":
        _add_sign(sheet, x, y, entry.sign, colour, 9.0)
        return
    parts: dict[str, tuple[Part, ...]] = {
        "line": (Line(ends, colour, 1.1),),
        "trend": (Line(ends, colour, 1.8), Dot(x + _SAMPLE / 2, middle, 2.0, colour)),
        "dash": (Line(ends, colour, 1.4, (4, 2.5)),),
        "dots": (Line(ends, colour, 1.4, (1.5, 2)),),
        "tick": (Line(((x + 4, middle - 5), (x + 4, middle + 5)), colour, 2.0),),
        "edge": (Line(((x + 4, middle - 5.5), (x + 4, middle + 5.5)), colour, 1.1),),
        "mark": (diamond(x + 4.5, middle, colour),),
        "box": (Box(x, middle - 3.5, _SAMPLE, 7, colour),),
        "hatch": (Box(x, middle - 3.5, _SAMPLE, 7, colour, hatched=True),),
    }
    sheet.add(*parts[entry.sample])


def diamond(x: float, y: float, colour: str, radius: float = 4.2) -> Shape:
    """Return the mark of a published figure."""
    corners = ((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y))
    return Shape(corners, GROUND, colour, 1.4)
