"""Compose the charts that run along time from a progress and its series."""

from collections.abc import Sequence
from datetime import date

from briefing.amounts import (
    NOTHING,
    axis_unit,
    completion_text,
    lead_fact,
    status_text,
    title_name,
    unit_word,
    whole_need,
)
from briefing.charts.chart import Cumulative, Event, Leads, Mark, Sparkline, Table, TableColumn
from briefing.charts.sources import column, series_sources
from briefing.places import place_name
from data.reference.published import Published
from metrics.cumulation.series import Series
from metrics.decimals import as_decimal
from metrics.plan import Plan
from metrics.progress.judging import Progress
from metrics.progress.lines import TimeValue, actual_line, lead_line, schedule_line
from metrics.progress.schedule import has_schedule, schedule_share, scheduled_amount
from wording.figures import day_text, figure, month_text, points, span_text
from wording.sentences import say


def chart_cumulative(
    progress: Progress, series: Series, lang: str, published: Sequence[Published] = (), demo: bool = False
) -> Cumulative:
    """Return the cumulative value of one place against the 序时 line of its target."""
    metric, place = progress.metric, place_name(progress.city, lang)
    actual = actual_line(progress, series)
    schedule = schedule_line(progress.plan, metric, progress.target)
    marks = tuple(
        Mark(say("chart.published", lang, day=published_day(one, lang)), one.value, one.day, one.source)
        for one in published
    )
    target = None
    if progress.target is not None:
        target = Mark(say("chart.target", lang), progress.target.value, progress.target.due)
    values = [point.value for point in (*actual, *schedule)] + [mark.value for mark in marks]
    unit = axis_unit(metric, values, lang)
    ratio = not metric.kind.adds_up
    title = say(
        "chart.title-values" if ratio else "chart.title-cumulative", lang, place=place, metric=title_name(metric, lang)
    )
    return Cumulative(
        name=f"{title}_{progress.as_of:%Y%m%d}",
        title=title,
        unit=unit.label,
        scale=unit.scale,
        alternative=_cumulative_in_words(progress, actual, title, lang),
        notes=_series_notes(series, lang),
        table=_cumulative_table(series, actual, progress, lang),
        sources=series_sources(series, metric, lang),
        lang=lang,
        demo=demo,
        actual=actual,
        schedule=schedule,
        stepped=metric.whole and metric.kind.level,
        target=target,
        published=marks,
        names=(say("chart.value" if ratio else "chart.cumulative", lang), say("chart.schedule-line", lang)),
        events=_events(progress.plan, lang),
    )


def chart_leads(progress: Progress, series: Series, lang: str, demo: bool = False) -> Leads:
    """Return the lead of one place over the schedule of its target, month by month."""
    metric, place, target = progress.metric, place_name(progress.city, lang), progress.target
    line = lead_line(progress, series)
    title = say("chart.title-leads", lang, place=place, metric=title_name(metric, lang))
    said = points(line[-1].value, lang) if line else ""
    alternative = say("chart.alt-empty", lang, title=title)
    if line:
        day, status = day_text(line[-1].day, lang), status_text(progress.status, lang)
        alternative = say("chart.alt-leads", lang, title=title, day=day, lead=said, status=status)
    return Leads(
        name=f"{title}_{progress.as_of:%Y%m%d}",
        title=title,
        unit=say("chart.points", lang),
        alternative=alternative,
        table=Table(
            (TableColumn(say("chart.day", lang), "day"), TableColumn(say("chart.lead", lang), "points")),
            tuple((one.day, one.value) for one in line),
        ),
        sources=series_sources(series, metric, lang),
        lang=lang,
        demo=demo,
        points=line,
        limits=(progress.plan.thresholds.slightly_behind, progress.plan.thresholds.on_schedule),
        span=(target.start, target.due) if target else None,
        said=said,
        events=_events(progress.plan, lang),
    )


def _events(plan: Plan, lang: str) -> tuple[Event, ...]:
    """Return the days of the plan: issued, what its file names, the deadline."""
    issued = [Event(say("chart.event-issued", lang), plan.day)] if plan.day else []
    named = [Event(one.name.in_language(lang), one.day) for one in plan.events]
    return (*issued, *named, Event(say("chart.event-deadline", lang), plan.deadline))


def published_day(one: Published, lang: str) -> str:
    """Write the day that a published figure speaks of as far as its source names it: a year or a month."""
    return span_text(date(one.day.year, 1, 1), one.day, lang) if len(one.printed) == 4 else month_text(one.day, lang)


def _cumulative_in_words(progress: Progress, actual: Sequence[TimeValue], title: str, lang: str) -> str:
    if not actual:
        return say("chart.alt-empty", lang, title=title)
    last, unit = actual[-1], progress.metric.unit
    facts = [
        say("chart.completion-is", lang, share=completion_text(progress, lang))
        if completion_text(progress, lang) != NOTHING
        else "",
        lead_fact(progress, lang),
        status_text(progress.status, lang),
    ]
    facts = [one for one in facts if one]
    return say(
        "chart.alt-cumulative",
        lang,
        title=title,
        day=day_text(last.day, lang),
        amount=figure(last.value, unit, lang)
        if last.firm
        else say("chart.at-least", lang, amount=figure(last.value, unit, lang)),
        facts="".join(say("chart.alt-fact", lang, fact=one) for one in facts),
    )


def _series_notes(series: Series, lang: str) -> tuple[str, ...]:
    notes = []
    if series.missing:
        months = say("chart.comma", lang).join(month_text(day, lang) for day in series.missing[:6])
        more = len(series.missing) > 6
        notes.append(
            say("chart.missing-more" if more else "chart.missing", lang, months=months, count=len(series.missing))
        )
    if series.baseline_unverified:
        notes.append(say("chart.baseline-unverified", lang))
    if series.disagreements:
        notes.append(say("chart.disagreements", lang, count=len(series.disagreements)))
    return tuple(notes)


def _cumulative_table(series: Series, actual: Sequence[TimeValue], progress: Progress, lang: str) -> Table:
    metric = series.metric
    unit = unit_word(metric.unit, lang)
    columns = (
        TableColumn(say("chart.day", lang), "day"),
        column("chart.cumulative", unit, lang),
        column("chart.scheduled", unit, lang),
        TableColumn(say("chart.firm", lang)),
    )
    rows = []
    for point in actual:
        due = None
        if progress.target is not None and has_schedule(progress.plan, metric, progress.target):
            share = schedule_share(progress.plan, metric, progress.target, point.day)
            due = as_decimal(whole_need(scheduled_amount(metric, progress.target, share), metric))
        rows.append((point.day, point.value, due, _point_note(series, point, lang)))
    return Table(columns, tuple(rows))


def _point_note(series: Series, point: TimeValue, lang: str) -> str:
    """Say what limits one total: a lower bound, or places at older figures."""
    here = series.at(point.day)
    notes = [] if point.firm else [say("chart.least", lang)]
    if here and here.carried:
        notes.append(say("chart.carried-places", lang, count=len(here.carried)))
    return say("chart.semicolon", lang).join(notes)


def chart_sparkline(progress: Progress, series: Series, lang: str) -> Sparkline:
    """Return the small line of a card."""
    actual = actual_line(progress, series)
    name = progress.metric.short.in_language(lang)
    return Sparkline(
        actual,
        schedule_line(progress.plan, progress.metric, progress.target),
        progress.target.value if progress.target else None,
        _cumulative_in_words(progress, actual, name, lang),
    )
