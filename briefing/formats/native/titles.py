"""The title of a chart and the statuses that its colours mean, the same on slides and in documents."""

from briefing.charts.chart import Bullet, Chart, Ranking, StatusMap
from metrics.progress.status import Status
from wording.sentences import say


def native_title(chart: Chart) -> str:
    """Return the title with its unit, and the word for demo data where it is."""
    unit = (f"（{chart.unit}）" if chart.lang == "zh" else f" ({chart.unit})") if chart.unit else ""
    mark = f"{say('office.demo', chart.lang)} · " if chart.demo else ""
    return f"{mark}{chart.title}{unit}"


def list_statuses(*charts: Chart) -> tuple[Status, ...]:
    """Return the statuses whose colours the charts show, in their order; none where colours mean no status."""
    found: set[Status] = set()
    for chart in charts:
        if isinstance(chart, Bullet | Ranking):
            found |= {row.status for row in chart.rows}
        elif isinstance(chart, StatusMap):
            found |= {area.status for area in chart.areas}
    return tuple(sorted(found, key=list(Status).index))
