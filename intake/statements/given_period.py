"""The period that the reporter gives besides: it holds where the sheet leaves its own open, never against it."""

from dataclasses import replace

from intake.findings.finding import Finding
from intake.tables.surroundings import Context
from intake.words.periods import Period


def apply_given(context: Context, given: Period) -> Context:
    """Return what the surroundings say, with the given period where they leave theirs open."""
    stated = context.period
    if stated and not _leaves_open(stated, given):
        return context
    return replace(context, periods=(given, *context.periods), title_period=context.title_period or given)


def find_contradicted(context: Context, given: Period, sheet: str) -> list[Finding]:
    """Return a finding where the surroundings state another period than the given one."""
    stated = context.period
    if stated is None or not stated.year or _leaves_open(stated, given):
        return []
    if (stated.end, stated.first) == (given.end, given.first):
        return []
    facts = {"stated": stated.end.isoformat(), "given": given.end.isoformat()}
    return [Finding("hint-contradicted", sheet, None, facts)]


def _leaves_open(stated: Period, given: Period) -> bool:
    """A year leaves its months open; a month without a year leaves the year open."""
    if stated.year is None:
        return stated.last == given.last
    return stated.year == given.year and (stated.first, stated.last) == (1, 12) and not stated.cutoff
