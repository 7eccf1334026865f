"""The template of one city with what the store knows of it: targets in force and the last figures."""

from datetime import date

from data.access import Access
from data.cities import City
from data.queries.statements import latest_accepted, latest_day, targets_in_force
from intake.template import write_template
from metrics.months import add_months, month_end
from metrics.plan import Plan
from metrics.targets import target_at


def prefill_template(access: Access, plan: Plan, city: City, period: date | None = None) -> tuple[str, bytes]:
    """Return file name and content of the template.

    Parameters
    ----------
    period
        Any day of the month to report; ``None`` for the one after the latest accepted, or the plan's first.
    """
    end = month_end(period or next_period(access, plan))
    in_force = [one for one in targets_in_force(access, plan, end) if one.city == city.code]
    targets, previous = {}, {}
    for metric in plan.metrics:
        if target := target_at([one for one in in_force if one.metric == metric.id], end):
            targets[metric.id] = target
        if last := latest_accepted(access, plan, metric.id, city.code):
            previous[metric.id] = (last.value, last.end)
    name = f"{city.name}{end.year}年{end.month}月报送表.xlsx"
    return name, write_template(plan, city, end, targets, previous)


def next_period(access: Access, plan: Plan) -> date:
    """Return the end of the month to report next: after the latest accepted, within the plan."""
    latest = latest_day(access, plan)
    following = month_end(plan.start) if latest is None else month_end(add_months(month_end(latest), 1))
    return min(following, month_end(plan.deadline))
