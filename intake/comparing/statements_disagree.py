"""The same statement was accepted before with another value, or other statements lead to another figure."""

from collections.abc import Iterator

from intake.comparing.accepted import History
from intake.findings.finding import Finding
from metrics.cumulation.series import build_series
from metrics.observation import Observation
from metrics.plan import Plan


def find_disagreements(history: History) -> Iterator[Finding]:
    """Yield ``statements-disagree`` beyond half of the last printed digit; after acceptance the later one stands."""
    for one in history.stated:
        other = history.in_force.get(one.key)
        if other is None or abs(one.value - other.value) * 2 <= max(one.precision, other.precision):
            continue
        facts = {
            "city": one.city,
            "metric": one.metric,
            "value": str(one.value),
            "standing": str(other.value),
            "file": other.origin.file,
            "place": f"{other.origin.sheet} {other.origin.cell}".strip(),
        }
        yield Finding("statements-disagree", one.origin.sheet, one.origin.cell, facts)


def find_contradictions(history: History, plan: Plan) -> Iterator[Finding]:
    """Yield ``statements-disagree`` where amounts and cumulative figures lead to different values of one day."""
    for metric, city in dict.fromkeys((one.metric, one.city) for one in history.stated):
        known = history.all_of(metric, city)
        series = build_series(plan, plan.metric(metric), city, known, max(one.end for one in known))
        for one in series.disagreements:
            ways = ((one.sources, one.stands), (one.against, one.differs))
            own = next(((sources, value) for sources, value in ways if _stated(sources, history)), None)
            if own is None:
                continue
            here = _stated(own[0], history)[-1]
            others, other_value = next(way for way in ways if way is not own and way[0] != own[0])
            there = next((source for source in reversed(others) if source is not here), others[-1])
            facts = {
                "city": city,
                "metric": metric,
                "implied": str(own[1]),
                "standing": str(other_value),
                "day": one.day.isoformat(),
                "file": there.origin.file,
                "place": f"{there.origin.sheet} {there.origin.cell}".strip(),
            }
            yield Finding("statements-disagree", here.origin.sheet, here.origin.cell, facts)


def _stated(sources: tuple[Observation, ...], history: History) -> list[Observation]:
    return [source for source in sources if source in history.stated]
