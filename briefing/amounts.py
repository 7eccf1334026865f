"""How a progress reads in a few characters, and the unit of an axis."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import overload

from metrics.plan import Metric
from metrics.progress.judging import Progress, Status
from wording.figures import (
    COUNTED_IN_TEN_THOUSANDS,
    ENGLISH_UNITS,
    Number,
    day_text,
    figure,
    month_text,
    percent,
    points,
)
from wording.sentences import say

NOTHING = "—"


@dataclass(frozen=True, slots=True)
class AxisUnit:
    """What an axis counts in: values are divided by `scale`."""

    label: str
    scale: Decimal


def axis_unit(metric: Metric, values: Iterable[Decimal], lang: str) -> AxisUnit:
    """Return the unit in which the largest value is easy to read: 万人次 from ten thousand on."""
    largest = max((abs(value) for value in values), default=Decimal(0))
    if metric.unit in COUNTED_IN_TEN_THOUSANDS and largest >= 10_000:
        if lang == "zh":
            return AxisUnit(f"万{metric.unit}", Decimal(10_000))
        return AxisUnit(say("chart.thousand", lang, unit=ENGLISH_UNITS[metric.unit]), Decimal(1000))
    return AxisUnit(unit_word(metric.unit, lang), Decimal(1))


def monthly_need(required: Fraction | None, metric: Metric) -> Number | None:
    """Return what each month from now on takes, as every page, chart and brief says it.

    Whole things are done whole: rounded up, so that what is needed is never understated. ``None`` where
    less than one of them a month is left: then there is only "all of it within the months left".
    """
    if required is not None and metric.whole and required < 1:
        return None
    return whole_need(required, metric)


@overload
def whole_need(amount: Number, metric: Metric) -> Number: ...
@overload
def whole_need(amount: None, metric: Metric) -> None: ...
def whole_need(amount: Number | None, metric: Metric) -> Number | None:
    """Return an amount that is still needed: people and things are needed whole, so a part counts as one."""
    return ceil(amount) if amount is not None and metric.whole else amount


def unit_word(unit: str, lang: str) -> str:
    """Return the unit as a word that can stand alone (English counts bases as ``number``)."""
    if lang == "zh":
        return unit
    return ENGLISH_UNITS.get(unit, unit) or say("chart.count", lang)


def title_name(metric: Metric, lang: str) -> str:
    """Return the name that fits into a chart's title on a narrow page."""
    return metric.name.zh if lang == "zh" and len(metric.name.zh) <= 10 else metric.short.in_language(lang)


def due_amount(progress: Progress) -> Number | None:
    """Return what is due by the schedule, as every text and table says it: whole things are needed whole."""
    if progress.scheduled is None or is_due(progress):
        return None
    return whole_need(progress.scheduled, progress.metric)


def is_due(progress: Progress) -> bool:
    """Tell whether the due day has come: from then on nothing is told in 序时, only whether it is done."""
    return progress.target is not None and progress.as_of >= progress.target.due


def missing_amount(progress: Progress) -> Number | None:
    """Return by how much a target whose due day has come is missed; ``None`` where that cannot be told.

    Of a figure that stands at an earlier day, or is a lower bound, nobody knows what is missing; nor of a
    stock that is known only later.
    """
    target, actual = progress.target, progress.actual
    if progress.status is not Status.OVERDUE or target is None or actual is None or is_provisional(progress):
        return None
    missing = Fraction(target.value) - Fraction(actual)
    return whole_need(missing, progress.metric) if missing > 0 else None


def is_provisional(progress: Progress) -> bool:
    """Tell whether the value is a lower bound, or a sum that is not yet whole: 暂计, and 不低于 on its completion."""
    return progress.at_least or progress.provisional


def values_beside(progresses: Iterable[Progress], unit: str) -> tuple[Number, ...]:
    """Return all amounts of that unit that stand in the rows of these progresses."""
    values = (
        value
        for one in progresses
        if one.metric.unit == unit
        for value in (one.actual, one.target and one.target.value, due_amount(one), missing_amount(one))
    )
    return tuple(value for value in values if value)


def remark_values(progress: Progress) -> tuple[Number, ...]:
    """Return the amounts that stand with a figure and its remarks, so that all are written in one unit."""
    told = (one.facts.get("value") for one in progress.remarks)
    return (
        *values_beside((progress,), progress.metric.unit),
        *(one for one in told if isinstance(one, Decimal) and one),
    )


def amount_alone(progress: Progress, lang: str, beside: Iterable[Progress] = ()) -> str:
    """Write what was achieved, with its unit; a lower bound says 暂计.

    `beside` are the progresses of the same table or sentence: all of them are written in one unit.
    """
    if progress.actual is None:
        return NOTHING
    actual = write_amount(progress.actual, progress, lang, beside)
    return say("chart.at-least", lang, amount=actual) if is_provisional(progress) else actual


def write_amount(value: Number, progress: Progress, lang: str, beside: Iterable[Progress]) -> str:
    """Write an amount of a progress in the unit of its row, table or sentence."""
    unit = progress.metric.unit
    return figure(value, unit, lang, beside=values_beside((progress, *beside), unit))


def target_alone(progress: Progress, lang: str, beside: Iterable[Progress] = ()) -> str:
    """Write the target with its unit; of a ratio its band, or the least value, which is itself within."""
    if progress.target is None:
        return NOTHING
    target = write_amount(progress.target.value, progress, lang, beside)
    if progress.metric.kind.adds_up:
        return target
    if progress.target.upper is None:
        return f"≥ {target}"
    upper = figure(progress.target.upper, progress.metric.unit, lang)
    return say("chart.band", lang, low=target.removesuffix("%"), high=upper)


def amount_text(progress: Progress, lang: str, beside: Iterable[Progress] = ()) -> str:
    """Write actual over target: ``61 / 100 个``; of a ratio the value and its band; of an older value its day."""
    actual, older = amount_alone(progress, lang, beside), older_text(progress, lang)
    if progress.target is None:
        return actual + older
    target = target_alone(progress, lang, beside)
    if not progress.metric.kind.adds_up:
        day = carried_day(progress)
        if day is not None:
            return say("chart.value-day-and-band", lang, value=actual, day=_short_day(day, progress, lang), band=target)
        return say("chart.value-and-band", lang, value=actual, band=target)
    unit = target.rpartition(" ")[2] if " " in target else ""
    return f"{actual.removesuffix(f' {unit}') if unit else actual} / {target}{older}"


def completion_text(progress: Progress, lang: str) -> str:
    """Write the completion in %, or a dash; of a lower bound it is a least one, and a ratio has none."""
    if progress.completion is None or not progress.metric.kind.adds_up:
        return NOTHING
    share = percent(progress.completion, lang)
    return say("chart.no-less", lang, share=share) if is_provisional(progress) else share


def lead_text(progress: Progress, lang: str, beside: Iterable[Progress] = ()) -> str:
    """Write the lead in 百分点 with its sign; from the due day on by how much it is missed; or a dash."""
    if is_due(progress):
        missing = missing_amount(progress)
        if missing is None:
            return NOTHING
        return say("chart.short-by", lang, amount=write_amount(missing, progress, lang, beside))
    return NOTHING if progress.lead is None else points(progress.lead, lang)


def lead_fact(progress: Progress, lang: str) -> str:
    """Return the lead with the word for it, from the due day on what is missing; empty where there is neither."""
    text = lead_text(progress, lang)
    if text == NOTHING:
        return ""
    return text if is_due(progress) else say("chart.lead-is", lang, lead=text)


def status_text(status: Status, lang: str) -> str:
    """Return the word of a status."""
    return say(f"status.{status}", lang)


def short_text(progress: Progress, lang: str, beside: Iterable[Progress] = ()) -> str:
    """Write what tells most in little room: the lead where there is one, else the status; an older value its day."""
    word = status_text(progress.status, lang)
    if not progress.metric.kind.adds_up and progress.actual is not None:
        value = figure(progress.actual, progress.metric.unit, lang)
        return f"{word} {value}{older_text(progress, lang)}"
    missing = missing_amount(progress)
    if missing is not None:
        return f"{word} {say('chart.short-by', lang, amount=write_amount(missing, progress, lang, beside))}"
    if progress.status in (Status.NOT_DUE, Status.NO_MILESTONE) and progress.actual is not None:
        return f"{word} {amount_text(progress, lang, beside)}"
    if progress.lead is None or is_due(progress):
        return word
    lead = points(progress.lead, lang).split(" ")[0] + older_text(progress, lang)
    # English words are long: what a narrow cell cuts off is then the word, not the figure.
    return f"{lead} {word}" if lang == "en" else f"{word} {lead}"


def older_text(progress: Progress, lang: str) -> str:
    """Return the day of a value that is not of the as-of day, in brackets; nothing where it is."""
    day = carried_day(progress)
    return say("chart.of-day", lang, day=_short_day(day, progress, lang)) if day else ""


def carried_day(progress: Progress) -> date | None:
    """Return the day of a value that is not of the as-of day: it is shown wherever the value is."""
    if progress.actual is None or progress.actual_day is None or progress.actual_day >= progress.as_of:
        return None
    return progress.actual_day


def _short_day(day: date, progress: Progress, lang: str) -> str:
    """Write what is told once a year with its year, else with the month, or with a day within one."""
    if lang == "zh" and progress.metric.every == "year" and (day.month, day.day) == (12, 31):
        return say("span.year", lang, year=day.year)
    closes = (day + timedelta(days=1)).day == 1
    return month_text(day, lang) if closes else day_text(day, lang)
