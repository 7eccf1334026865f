"""A figure that a note tells to be an earlier one is held against the one that stands for that time."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from intake.comparing.accepted import History
from intake.findings.finding import Finding
from intake.reading import Carried
from metrics.cumulation.series import build_series
from metrics.observation import Basis
from metrics.plan import Plan


def find_carried(carried: Iterable[Carried], history: History, plan: Plan) -> Iterator[Finding]:
    """Yield ``carried-proved`` where it is that very figure, ``carried-differs`` where it is another."""
    for one in carried:
        said = one.observation
        stands = _standing(one, history, plan)
        if stands is None:
            continue
        value, day = stands
        same = abs(said.value - value) * 2 <= said.precision
        facts = {
            "city": said.city,
            "metric": said.metric,
            "value": str(said.value),
            "standing": str(value),
            "day": day.isoformat(),
        }
        yield Finding("carried-proved" if same else "carried-differs", said.origin.sheet, said.origin.cell, facts)


def _standing(one: Carried, history: History, plan: Plan) -> tuple[Decimal, date] | None:
    """Return what stands for the time that a note names, or the latest before where it names none, and its day."""
    said = one.observation
    if not one.is_dated:
        before = history.before(said)
        return (before.value, before.end) if before else None
    known = history.all_of(said.metric, said.city)
    if (same := next((other for other in known if other.key == said.key), None)) is not None:
        return same.value, same.end
    metric = plan.metric(said.metric)
    point = build_series(plan, metric, said.city, known, said.end).at(said.end)
    if point is None or said.basis is Basis.DURING or (metric.kind.level and said.basis is Basis.SINCE_START):
        return None
    of_year = said.basis is Basis.YEAR_TO_DATE
    value, at_least = (point.year_total, point.year_at_least) if of_year else (point.total, point.at_least)
    return None if value is None or at_least else (value, said.end)
