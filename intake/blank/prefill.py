"""The template of one city with what the store knows of it: targets in force and the last figures."""

from datetime import date

from data.access import Access
from data.queries.statements import latest_day, observations_in_force, targets_in_force
from data.reference.places import City
from intake.blank.template import write_template
from metrics.months import add_months, month_end
from metrics.observation import Basis, Observation
from metrics.plan import Plan
from metrics.progress.targets import target_at


def prefill_template(access: Access, plan: Plan, city: City, period: date | None = None) -> tuple[str, bytes]:
    """Return file name and content of the template.

    Parameters
    ----------
    period
        Any day of the month to report; ``None`` for the one after the latest accepted, or the last full month.
    """
    end = month_end(period or next_period(access, plan))
    in_force = [one for one in targets_in_force(access, plan, end) if one.city == city.code]
    targets, previous = {}, {}
    for metric in plan.metrics:
        if target := target_at([one for one in in_force if one.metric == metric.id], end):
            targets[metric.id] = target
    for one in _said_before(access, plan, city, end):
        previous[one.metric, one.basis] = (one.value, one.end)
    name = f"{city.name}{end.year}年{end.month}月报送表.xlsx"
    return name, write_template(plan, city, end, targets, previous)


def next_period(access: Access, plan: Plan, today: date | None = None) -> date:
    """Return the end of the month to report next, within the plan: after the latest accepted, else the last full."""
    latest = latest_day(access, plan)
    day = add_months(month_end(latest), 1) if latest else add_months(today or date.today(), -1)
    return max(month_end(plan.start), min(month_end(day), month_end(plan.deadline)))


def _said_before(access: Access, plan: Plan, city: City, end: date) -> list[Observation]:
    """Return what the city had accepted up to that month, earliest first; an amount only where it is a month's."""
    said = [one for one in observations_in_force(access, plan, city=city.code) if one.end <= end]
    monthly = [one for one in said if one.start is None or one.basis is not Basis.DURING or _is_month(one)]
    return sorted(monthly, key=lambda one: one.end)


def _is_month(one: Observation) -> bool:
    return one.start is not None and month_end(one.start) == month_end(one.end)
