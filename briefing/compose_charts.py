"""Choose the charts of a brief: the same values as on the screen."""

from collections.abc import Sequence

from briefing.charts import Chart, Matrix
from briefing.material import Material
from briefing.period_charts import chart_periods
from briefing.span_charts import chart_cities, chart_metrics, chart_ranking
from briefing.status_charts import chart_map, chart_matrix
from briefing.time_charts import chart_cumulative
from data.queries.city import CityView, MetricLine
from data.queries.metric import MetricView
from metrics.plan import Kind
from metrics.status import Progress, Status


def chart_place(view: CityView, lang: str, demo: bool) -> tuple[Chart, ...]:
    """Return the metrics of one place against their targets."""
    progresses = [line.progress for line in view.lines if line.progress.status is not Status.NOT_APPLICABLE]
    return (chart_metrics(progresses, lang, demo),) if progresses else ()


def chart_line(line: MetricLine, lang: str, demo: bool) -> tuple[Chart, ...]:
    """Return one metric of one place through time, as far as it has figures."""
    if not line.series.points:
        return ()
    charts: list[Chart] = [chart_cumulative(line.progress, line.series, lang, line.published, demo)]
    if any(one.end <= line.progress.as_of for one in line.series.amounts):
        required = line.catchup.required if line.catchup else None
        charts.append(chart_periods(line.progress, line.series, lang, required, demo))
    return tuple(charts)


def chart_all_places(view: MetricView, lang: str, demo: bool, cities: Sequence[str] = ()) -> tuple[Chart, ...]:
    """Return places of one metric against targets, by lead and on the map; only the chosen ones when given."""
    own = [one for one, _ in view.lines if _is_shown(one, cities)]
    if not own:
        return ()
    charts: list[Chart] = [chart_cities(own, lang, demo)]
    if view.metric.kind is not Kind.RATIO and any(one.lead is not None for one in own):
        charts.append(chart_ranking(own, lang, demo))
    if not cities:
        charts.append(chart_map({one.city: one for one in own}, lang, demo))
    return tuple(charts)


def _is_shown(progress: Progress, cities: Sequence[str]) -> bool:
    return progress.city in cities if cities else progress.status is not Status.NOT_APPLICABLE


def chart_statuses(material: Material, lang: str) -> Matrix | None:
    """Return the matrix of the scope's places; none for one city."""
    if material.scope.kind == "city":
        return None
    chosen = material.scope.cities
    cells = {key: one for key, one in material.overview.cells.items() if not chosen or key[0] in chosen}
    cities = tuple(dict.fromkeys(city for city, _ in cells))
    metrics = [one for one in (*material.shown, *material.beside) if any(_told(cells, city, one.id) for city in cities)]
    return chart_matrix(cells, metrics, cities, lang, material.demo) if cells and metrics else None


def _told(cells: dict, city: str, metric: str) -> bool:
    progress = cells.get((city, metric))
    return progress is not None and progress.status is not Status.NOT_APPLICABLE
