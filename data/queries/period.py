"""What was gained in a span of days, place by place, beside the same span a year before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.access import Access
from data.queries.city import fetch_city
from data.queries.statements import KnownAt
from metrics.cumulation.gains import Gain, find_gain, year_before
from metrics.plan import Metric
from metrics.progress.judging import Progress


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """One metric of one place over a span.

    Attributes
    ----------
    gain, before
        What was gained, and a year before; ``None`` where the figures do not tell it.
    progress
        Where the metric stands at the end of the span.
    """

    city: str
    metric: Metric
    gain: Gain | None
    before: Gain | None
    progress: Progress


def fetch_period(
    access: Access, plan_id: str, cities: Sequence[str], start: date, end: date, known_at: KnownAt = None
) -> tuple[PeriodLine, ...]:
    """Return a line for every place and metric, as known at a moment."""
    found = []
    for city in cities:
        view = fetch_city(access, plan_id, city, end, known_at)
        earlier = year_before(start, end, view.plan.month_ends)
        found += [
            PeriodLine(
                city,
                line.metric,
                find_gain(view.plan, line.series, start, end),
                # A year that began before the plan is known in part only: beside it every other has grown.
                find_gain(view.plan, line.series, *earlier) if earlier[0] >= view.plan.start else None,
                line.progress,
            )
            for line in view.lines
        ]
    return tuple(found)
