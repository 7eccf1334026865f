"""Compose the status matrix (city by metric) and the map of one metric."""

from collections.abc import Mapping, Sequence

from briefing.amounts import (
    NOTHING,
    amount_text,
    carried_day,
    completion_text,
    lead_fact,
    short_text,
    status_text,
    title_name,
)
from briefing.charts.chart import Area, Matrix, MatrixCell, MatrixRow, StatusMap, Table, TableColumn
from briefing.charts.sources import note_text, progress_sources, progress_table
from briefing.palette import SIGNS
from briefing.places import is_system, load_outlines, place_name
from metrics.plan import Metric
from metrics.progress.judging import Progress, Status
from wording.figures import day_text
from wording.sentences import say

Cells = Mapping[tuple[str, str], Progress]


def chart_matrix(
    cells: Cells, metrics: Sequence[Metric], cities: Sequence[str], lang: str, demo: bool = False
) -> Matrix:
    """Return the status of every metric in every place; what no place has to report has no column."""
    asked = [one for one in metrics if any(_applies(cells.get((city, one.id))) for city in cities)]
    metrics = asked or list(metrics)
    columns = {one.id: [cell for city in cities if (cell := cells.get((city, one.id)))] for one in metrics}
    rows = tuple(
        MatrixRow(
            city,
            place_name(city, lang),
            is_system(city),
            tuple(_cell(cells.get((city, one.id)), lang, columns[one.id]) for one in metrics),
        )
        for city in cities
    )
    labels = tuple(one.short.in_language(lang) for one in metrics)
    title, as_of = say("chart.title-matrix", lang), next(iter(cells.values())).as_of
    table = Table(
        (TableColumn(say("chart.city", lang)), *(TableColumn(label) for label in labels)),
        tuple(
            (
                row.label,
                *(
                    _noted(cell, cells.get((row.key, one.id)), lang)
                    for cell, one in zip(row.cells, metrics, strict=True)
                ),
            )
            for row in rows
        ),
    )
    behind = [row.label for row in rows if any(cell.status in (Status.BEHIND, Status.OVERDUE) for cell in row.cells)]
    names = say("chart.comma", lang).join(behind) or say("chart.none", lang)
    return Matrix(
        name=f"{title}_{as_of:%Y%m%d}",
        title=title,
        unit="",
        alternative=say("chart.alt-matrix", lang, title=title, day=day_text(as_of, lang), cities=names),
        table=table,
        sources=progress_sources(cells.values(), lang),
        lang=lang,
        demo=demo,
        keys=tuple(one.id for one in metrics),
        labels=labels,
        rows=rows,
    )


def _noted(cell: MatrixCell, progress: Progress | None, lang: str) -> str:
    """Write a cell of the table with what limits its figure."""
    text, note = f"{SIGNS[cell.status]} {cell.text}", note_text(progress, lang) if progress else ""
    return say("chart.with-note", lang, text=text, note=note) if note else text


def _applies(progress: Progress | None) -> bool:
    return progress is not None and progress.status is not Status.NOT_APPLICABLE


def _cell(progress: Progress | None, lang: str, column: Sequence[Progress]) -> MatrixCell:
    if progress is None:
        return MatrixCell(Status.NOT_APPLICABLE, status_text(Status.NOT_APPLICABLE, lang), "")
    return MatrixCell(progress.status, short_text(progress, lang, column), _detail(progress, lang))


def _detail(progress: Progress, lang: str) -> str:
    """Write the figures of one cell on a few lines, for hovering."""
    status = progress.status
    lines = [f"{SIGNS[status]} {status_text(status, lang)}", amount_text(progress, lang)]
    if completion_text(progress, lang) != NOTHING:
        lines.append(say("chart.completion-is", lang, share=completion_text(progress, lang)))
    lines.append(lead_fact(progress, lang))
    if (day := carried_day(progress)) is not None:
        lines.append(say("chart.value-of", lang, day=day_text(day, lang)))
    return "<br>".join(line for line in lines if line)


def chart_map(progresses: Mapping[str, Progress], lang: str, demo: bool = False) -> StatusMap:
    """Return the map of one metric by city code; a city without a progress is 不适用."""
    first = next(iter(progresses.values()))
    areas, outlines = [], load_outlines(first.plan.province)
    for code, (place, rings) in outlines.cities.items():
        one = progresses.get(code)
        status = one.status if one else Status.NOT_APPLICABLE
        areas.append(Area(code, place_name(code, lang), status, _detail(one, lang) if one else "", place, rings))
    title = say("chart.title-map", lang, metric=title_name(first.metric, lang))
    shown = [(area.label, progresses[area.key]) for area in areas if area.key in progresses]
    sentence = say("chart.semicolon", lang).join(f"{label} {status_text(one.status, lang)}" for label, one in shown)
    return StatusMap(
        name=f"{title}_{first.as_of:%Y%m%d}",
        title=title,
        unit="",
        alternative=say("chart.alt-list", lang, title=title, day=day_text(first.as_of, lang), rows=sentence),
        notes=(say("chart.map-note", lang),),
        table=progress_table(shown, say("chart.city", lang), lang),
        sources=progress_sources([one for _, one in shown], lang),
        lang=lang,
        demo=demo,
        areas=tuple(areas),
        narrowing=outlines.narrowing,
    )
