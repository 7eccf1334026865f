"""Choose the charts of a brief: the same values as on the screen."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing.charts.chart import Bullet, Chart, Cumulative, Matrix, PeriodBars, Ranking, StatusMap
from briefing.charts.periods import chart_periods
from briefing.charts.spans import chart_cities, chart_metrics, chart_ranking
from briefing.charts.statuses import chart_map, chart_matrix
from briefing.charts.times import chart_cumulative
from briefing.composing.material import Material
from briefing.composing.messages import entitle, tell_behind, tell_line, tell_metrics, tell_none_behind, tell_places
from briefing.places import is_system
from briefing.proving.quoting import FigureWriter
from data.queries.city import CityView, MetricLine
from data.queries.metric import MetricView
from metrics.progress.status import UNREPORTED, Progress, Status
from wording.sentences import say

#: No figure stands in a place of which that is said.
_SILENT = (*UNREPORTED, Status.PENDING, Status.NOT_DUE, Status.NO_TARGET, Status.NOT_APPLICABLE, Status.NO_TOTAL)


def keep_telling(charts: Sequence[Chart]) -> tuple[Chart, ...]:
    """Return the charts in which something stands; an empty one, or a map all grey, is left out."""
    return tuple(chart for chart in charts if _tells(chart))


def _tells(chart: Chart) -> bool:
    if isinstance(chart, Bullet):
        return any(row.completion is not None for row in chart.rows)
    if isinstance(chart, Cumulative):
        return bool(chart.actual)
    if isinstance(chart, PeriodBars):
        return any(bar.value for bar in chart.bars)
    if isinstance(chart, Ranking):
        return any(row.lead is not None for row in chart.rows)
    if isinstance(chart, StatusMap):
        return any(area.status not in _SILENT for area in chart.areas)
    if isinstance(chart, Matrix):
        return any(cell.status not in _SILENT for row in chart.rows for cell in row.cells)
    return True


def chart_place(view: CityView, writer: FigureWriter, demo: bool, metrics: Sequence[str] = ()) -> tuple[Chart, ...]:
    """Return the metrics of one place, the chosen ones when given, against targets; `writer` writes slides' titles."""
    told = [line.progress for line in list_lines(view, metrics)]
    progresses = [one for one in told if one.status is not Status.NOT_APPLICABLE]
    charts = keep_telling([chart_metrics(progresses, writer.lang, demo)]) if progresses else ()
    return entitle(charts, tell_metrics(writer, progresses)) if charts else ()


def list_lines(view: CityView, metrics: Sequence[str] = ()) -> tuple[MetricLine, ...]:
    """Return the lines of one place, the chosen ones when given."""
    return tuple(line for line in view.lines if not metrics or line.metric.id in metrics)


def chart_line(line: MetricLine, writer: FigureWriter, demo: bool) -> tuple[Chart, ...]:
    """Return one metric of one place through time, as far as it has figures."""
    if not line.series.points:
        return ()
    lang = writer.lang
    charts: list[Chart] = [chart_cumulative(line.progress, line.series, lang, line.published, demo)]
    if any(one.end <= line.progress.as_of for one in line.series.amounts):
        required = line.catchup.required if line.catchup else None
        charts.append(chart_periods(line.progress, line.series, lang, required, demo))
    charts = list(keep_telling(charts))
    return entitle(charts, tell_line(writer, line.progress), about=line.metric.id) if charts else ()


def chart_all_places(
    view: MetricView, writer: FigureWriter, demo: bool, cities: Sequence[str] = (), maps: bool = False
) -> tuple[Chart, ...]:
    """Return a metric's places, the chosen ones when given, against targets, by lead and, on request, on the map."""
    lang = writer.lang
    own = [one for one, _ in view.lines if _is_shown(one, cities)]
    if not own:
        return ()
    charts: list[Chart] = [chart_cities(own, lang, demo)]
    if view.metric.kind.adds_up and any(one.lead is not None for one in own):
        charts.append(chart_ranking(own, lang, demo, view.ranks))
    if maps and not cities:
        charts.append(chart_map({one.city: one for one in own}, lang, demo))
    charts = list(keep_telling(charts))
    if not charts:
        return ()
    name = view.metric.name.in_language(lang)
    counted = tell_places(writer, own if cities else [one for one in own if not is_system(one.city)] or own)
    first = say("brief.message-of", lang, metric=name, text=counted)
    behind = say("brief.message-of", lang, metric=name, text=tell_behind(writer, own))
    messages = (first, behind) if isinstance(charts[0], Bullet) else (behind,)
    return entitle(charts, *messages, about=view.metric.id)


def _is_shown(progress: Progress, cities: Sequence[str]) -> bool:
    return progress.city in cities if cities else progress.status is not Status.NOT_APPLICABLE


def chart_statuses(material: Material, writer: FigureWriter) -> Matrix | None:
    """Return the matrix of the scope's places; none for one city."""
    if material.scope.kind == "city":
        return None
    chosen = material.scope.cities
    cells = {key: one for key, one in material.overview.cells.items() if not chosen or key[0] in chosen}
    cities = tuple(dict.fromkeys(city for city, _ in cells))
    metrics = [one for one in (*material.shown, *material.beside) if any(_told(cells, city, one.id) for city in cities)]
    if not cells or not metrics:
        return None
    matrix = chart_matrix(cells, metrics, cities, writer.lang, material.demo)
    return replace(matrix, message=_tell_matrix(matrix, writer)) if _tells(matrix) else None


def _tell_matrix(matrix: Matrix, writer: FigureWriter) -> str:
    """Name the places that are behind on something."""
    lang = writer.lang
    troubled = (Status.BEHIND, Status.OVERDUE)
    behind = [row.label for row in matrix.rows if any(cell.status in troubled for cell in row.cells)]
    if not behind:
        return tell_none_behind(lang, [cell.status for row in matrix.rows for cell in row.cells])
    names = say("chart.comma", lang).join(behind[:6])
    if len(behind) <= 6:
        return say("brief.behind-somewhere", lang, names=names)
    count = writer.count(len(behind), "behind", "brief.count-of")
    return say("brief.behind-somewhere-more", lang, names=names, count=count)


def _told(cells: Mapping[tuple[str, str], Progress], city: str, metric: str) -> bool:
    progress = cells.get((city, metric))
    return progress is not None and progress.status is not Status.NOT_APPLICABLE
