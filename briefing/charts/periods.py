"""Compose the bars of amounts by period."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from briefing.amounts import axis_unit, monthly_need, title_name, unit_word
from briefing.charts.chart import Bar, Mark, PeriodBars, Table, TableColumn
from briefing.charts.sources import column, series_sources
from briefing.places import place_name
from metrics.cumulation.amounts import PeriodAmount
from metrics.cumulation.series import Series
from metrics.decimals import as_decimal
from metrics.plan import Metric
from metrics.progress.judging import Progress
from wording.figures import figure, month_text, span_text
from wording.sentences import say


def chart_periods(
    progress: Progress, series: Series, lang: str, required: Fraction | None = None, demo: bool = False
) -> PeriodBars:
    """Return the amounts by period, beside what is required in each month from now on.

    `required` is left out where the periods are not months: a monthly line over quarters would lie.
    """
    metric, place = progress.metric, place_name(progress.city, lang)
    amounts, others = _part_amounts([amount for amount in series.amounts if amount.end <= progress.as_of])
    bars = tuple(Bar(_period_label(a.start, a.end, lang), a.start, a.end, a.value, a.derived) for a in amounts)
    needed = as_decimal(monthly_need(required, metric))
    monthly = all((bar.end - bar.start).days <= 31 for bar in bars)
    line = Mark(say("chart.required", lang), needed) if needed and needed > 0 and monthly and bars else None
    unit = axis_unit(metric, [bar.value for bar in bars] + ([line.value] if line else []), lang)
    word = unit_word(metric.unit, lang)
    title = say("chart.title-periods", lang, place=place, metric=title_name(metric, lang))
    columns = (
        TableColumn(say("chart.period", lang)),
        column("chart.amount", word, lang),
        TableColumn(say("chart.how-known", lang)),
    )
    expected = len(progress.plan.cities_of(metric, progress.as_of)) if progress.city == progress.plan.province else 1
    rows = tuple((span_text(a.start, a.end, lang), a.value, _how_known(a, expected, lang)) for a in amounts)
    return PeriodBars(
        name=f"{title}_{progress.as_of:%Y%m%d}",
        title=title,
        unit=unit.label,
        scale=unit.scale,
        alternative=_periods_in_words(bars, metric, title, lang),
        notes=_period_notes(bars, others, metric, lang),
        table=Table(columns, rows),
        sources=series_sources(series, metric, lang),
        lang=lang,
        demo=demo,
        bars=bars,
        required=line,
        names=(say("chart.given", lang), say("chart.derived", lang)),
    )


def _how_known(amount: PeriodAmount, expected: int, lang: str) -> str:
    """Say whether an amount was given or is a difference, and of how many places where some lack it."""
    text = say("chart.derived" if amount.derived else "chart.given", lang)
    if amount.cities >= expected:
        return text
    return say(
        "chart.with-note",
        lang,
        text=text,
        note=say("chart.places-in", lang, expected=expected, count=amount.cities),
    )


def _part_amounts(amounts: Sequence[PeriodAmount]) -> tuple[list[PeriodAmount], list[PeriodAmount]]:
    """Part the amounts that can stand side by side from those of fewer places over a period that overlaps them.

    When one place reports two months in one figure, the province has a bar for each month without it
    and this one besides: it would stand between them as if nearly nothing had been done.
    """
    kept: list[PeriodAmount] = []
    for amount in sorted(amounts, key=lambda one: (-one.cities, one.end - one.start)):
        if all(amount.end < one.start or one.end < amount.start for one in kept):
            kept.append(amount)
    return sorted(kept, key=lambda one: one.start), [one for one in amounts if one not in kept]


def _period_notes(bars: Sequence[Bar], others: Sequence[PeriodAmount], metric: Metric, lang: str) -> tuple[str, ...]:
    notes = [say("chart.derived-note", lang)] if 0 < sum(bar.derived for bar in bars) < len(bars) else []
    if others:
        told = say("chart.semicolon", lang).join(
            say(
                "chart.other-amount",
                lang,
                span=span_text(one.start, one.end, lang),
                count=one.cities,
                amount=figure(one.value, metric.unit, lang, beside=[other.value for other in others]),
            )
            for one in others
        )
        notes.append(say("chart.other-amounts", lang, amounts=told))
    return tuple(notes)


def _period_label(start: date, end: date, lang: str) -> str:
    """Return the name of a period; a statistical month from the 21st to the 20th is the month it ends in."""
    return month_text(end, lang) if (end - start).days <= 31 else span_text(start, end, lang)


def _periods_in_words(bars: Sequence[Bar], metric: Metric, title: str, lang: str) -> str:
    if not bars:
        return say("chart.alt-empty", lang, title=title)
    best, last = max(bars, key=lambda bar: bar.value), bars[-1]
    beside = (best.value, last.value)
    return say(
        "chart.alt-periods",
        lang,
        title=title,
        count=len(bars),
        best=span_text(best.start, best.end, lang),
        highest=figure(best.value, metric.unit, lang, beside=beside),
        last=span_text(last.start, last.end, lang),
        amount=figure(last.value, metric.unit, lang, beside=beside),
    )
