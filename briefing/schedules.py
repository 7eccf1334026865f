"""How the schedule and the lead over it read: that of the year in force first, then that of the whole plan."""

from collections.abc import Iterable

from briefing.amounts import NOTHING, due_amount, is_due, lead_text, write_amount
from metrics.months import count_months
from metrics.plan import Plan
from metrics.progress.status import Progress
from wording.figures import day_text, percent, points
from wording.sentences import say


def schedule_text(progress: Progress, lang: str, beside: Iterable[Progress] = ()) -> str:
    """Write the schedule in % with the amount due by it, which the lead is measured from, or a dash.

    Where a target of the year is in force its own schedule comes first.
    """
    whole, year = _write_schedule(progress, lang, beside), progress.year
    if year is None or _write_schedule(year, lang, (progress,)) == NOTHING:
        return whole
    own = say("chart.of-year", lang, text=_write_schedule(year, lang, (progress, *beside)))
    return own if whole == NOTHING else say("chart.semicolon", lang).join((own, say("chart.of-plan", lang, text=whole)))


def _write_schedule(progress: Progress, lang: str, beside: Iterable[Progress]) -> str:
    if progress.share is None or is_due(progress):
        return NOTHING
    share, due = percent(progress.share, lang), due_amount(progress)
    if due is None:
        return share
    return say("chart.schedule-due", lang, share=share, amount=write_amount(due, progress, lang, beside))


def leads_text(progress: Progress, lang: str, beside: Iterable[Progress] = ()) -> str:
    """Write the lead over the year's schedule where there is one, then that over the plan's; or a dash."""
    whole, year = lead_text(progress, lang, beside), progress.year
    if year is None or year.lead is None or is_due(year):
        return whole
    own = say("chart.of-year", lang, text=points(year.lead, lang))
    return own if whole == NOTHING else say("chart.semicolon", lang).join((own, say("chart.of-plan", lang, text=whole)))


def list_formulas(plan: Plan, of_year: bool, lang: str) -> list[str]:
    """Say by which formula each schedule is worked out, that of the year first where figures are told by it."""
    first = plan.schedule_start or plan.start
    months = count_months(first, plan.deadline, plan.month_ends)
    facts = {"start": day_text(first, lang), "end": day_text(plan.deadline, lang), "months": months}
    own = [say("brief.note-schedule-year", lang)] if of_year else []
    return [*own, say(f"brief.note-schedule-{plan.schedule}", lang, **facts)]
