"""How a progress reads in a few characters, and the unit of an axis."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil

from metrics.plan import Kind, Metric
from metrics.progress import Progress, Status
from wording.figures import COUNTED_IN_TEN_THOUSANDS, ENGLISH_UNITS, figure, percent, points
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


def monthly_need(required: Fraction | None, metric: Metric) -> Fraction | int | None:
    """Return what each month from now on takes, as every page, chart and brief says it.

    Whole things are done whole: rounded up, so that what is needed is never understated. ``None`` where
    less than one of them a month is left: then there is only "all of it within the months left".
    """
    if required is None or not metric.whole:
        return required
    return ceil(required) if required >= 1 else None


def unit_word(unit: str, lang: str) -> str:
    """Return the unit as a word that can stand alone (English counts bases as ``number``)."""
    if lang == "zh":
        return unit
    return ENGLISH_UNITS.get(unit, unit) or say("chart.count", lang)


def title_name(metric: Metric, lang: str) -> str:
    """Return the name that fits into a chart's title on a narrow page."""
    return metric.name.zh if lang == "zh" and len(metric.name.zh) <= 10 else metric.short.in_language(lang)


def as_decimal(value: Fraction | Decimal | int | None) -> Decimal | None:
    """Return an exact share or amount as a decimal of ten places, enough for any screen or cell."""
    if value is None or isinstance(value, Decimal):
        return value
    value = Fraction(value)
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("1e-10")).normalize() + 0


def amount_alone(progress: Progress, lang: str) -> str:
    """Write what was achieved, with its unit; at-least sums say so."""
    if progress.actual is None:
        return NOTHING
    actual = figure(progress.actual, progress.metric.unit, lang)
    return say("chart.at-least", lang, amount=actual) if progress.at_least else actual


def target_alone(progress: Progress, lang: str) -> str:
    """Write the target with its unit; of a ratio it is a least value."""
    if progress.target is None:
        return NOTHING
    target = figure(progress.target.value, progress.metric.unit, lang)
    return f"≥ {target}" if progress.metric.kind is Kind.RATIO else target


def amount_text(progress: Progress, lang: str) -> str:
    """Write actual over target: ``61 / 100 个``."""
    actual = amount_alone(progress, lang)
    if progress.target is None:
        return actual
    target = target_alone(progress, lang)
    unit = target.rpartition(" ")[2] if " " in target.removeprefix("≥ ") else ""
    return f"{actual.removesuffix(f' {unit}') if unit else actual} / {target}"


def completion_text(progress: Progress, lang: str) -> str:
    """Write the completion in %, or a dash."""
    return NOTHING if progress.completion is None else percent(progress.completion, lang)


def schedule_text(progress: Progress, lang: str) -> str:
    """Write the schedule in % with the amount due by it, which the lead is measured from, or a dash."""
    if progress.share is None:
        return NOTHING
    share = percent(progress.share, lang)
    if progress.scheduled is None:
        return share
    amount = figure(progress.scheduled, progress.metric.unit, lang)
    return say("chart.schedule-due", lang, share=share, amount=amount)


def lead_text(progress: Progress, lang: str) -> str:
    """Write the lead in 百分点 with its sign, or a dash."""
    return NOTHING if progress.lead is None else points(progress.lead, lang)


def status_text(status: Status, lang: str) -> str:
    """Return the word of a status."""
    return say(f"status.{status}", lang)


def short_text(progress: Progress, lang: str) -> str:
    """Write what tells most in little room: the lead where there is one, else the status."""
    word = status_text(progress.status, lang)
    if progress.status in (Status.MET, Status.NOT_MET) and progress.actual is not None:
        return f"{word} {figure(progress.actual, progress.metric.unit, lang)}"
    if progress.lead is None:
        return word
    lead = points(progress.lead, lang).split(" ")[0]
    # English words are long: what a narrow cell cuts off is then the word, not the figure.
    return f"{lead} {word}" if lang == "en" else f"{word} {lead}"
