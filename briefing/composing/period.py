"""A brief of a span of days: what was gained in it, and beside the same span a year before."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from briefing.brief import Paragraph, Section
from briefing.composing.charts import chart_line
from briefing.composing.progress import end_sentence
from briefing.composing.reporting import call_place
from briefing.composing.sections import BriefContext, join_sentences
from briefing.places import place_name
from briefing.proving.quoting import FigureWriter
from data.queries.period import PeriodLine
from metrics.progress.status import Status
from wording.figures import span_text
from wording.sentences import say


def summarise_period(context: BriefContext, start: date, end: date) -> str:
    """Write what every place of the brief gained in a span, a sentence a place."""
    material, lang = context.material, context.lang
    context.writer.note_days(start, end)
    opening = say("brief.in-span", lang, span=span_text(start, end, lang))
    sentences: list[str] = []
    for view in material.cities:
        shown = {one.id for one in material.shown}
        lines = [one for one in material.period if one.city == view.city and one.metric.id in shown and _applies(one)]
        told = say("brief.semicolon", lang).join(_write_line(context.writer, one) for one in lines)
        text = say("brief.of-place", lang, place=call_place(view.city, lang), text=told or say("brief.nothing", lang))
        sentences.append(end_sentence(text if sentences else opening + text, lang))
    return join_sentences(context, *sentences)


def list_period_sections(context: BriefContext) -> Iterator[Section]:
    """Yield one section: metric by metric what each place gained, with the charts of the way there."""
    material, lang, scope = context.material, context.lang, context.material.scope
    lines = [context.line(view, metric) for view in material.cities for metric in material.shown]
    charts = [chart for line in lines for chart in chart_line(line, context.labeller, material.demo)]
    paragraphs = []
    if scope.kind in ("province", "metric") and context.told:
        for metric in material.shown:
            own = [one for one in material.period if one.metric.id == metric.id and _applies(one)]
            places = [one for one in own if one.city != material.plan.province]
            if places:
                paragraphs.append(
                    Paragraph(_write_places(context, metric.name.in_language(lang), places), about=metric.id)
                )
    yield Section(say("brief.heading-gains", lang), tuple(paragraphs), tuple(charts))


def _applies(line: PeriodLine) -> bool:
    return line.progress.status is not Status.NOT_APPLICABLE


def _write_line(writer: FigureWriter, line: PeriodLine) -> str:
    """Write what one metric gained, with 同比 where both are known whole, and where it stood at the end."""
    lang, metric = writer.lang, line.metric
    name, progress = metric.name.in_language(lang), line.progress
    if not metric.kind.adds_up:
        if progress.actual is None or progress.actual_day != progress.as_of:
            return say("brief.gain-unknown", lang, name=name)
        amount = writer.amount(progress.actual, metric, "actual", line.city)
        return say("brief.amount-share", lang, name=name, amount=amount)
    gain, before = line.gain, line.before
    if gain is None:
        return say("brief.gain-unknown", lang, name=name)
    if metric.kind.level:
        parts = [say("brief.gained-stock", lang, name=name, change=_write_change(writer, line, gain.value))]
        if before is not None:
            parts.append(say("brief.gained-before", lang, change=_write_change(writer, line, before.value)))
        return say("brief.comma", lang).join(parts)
    amount = writer.amount(gain.value, metric, "gain", line.city)
    amount = say("brief.least", lang, amount=amount) if gain.at_least else amount
    parts = [say("brief.gained", lang, name=name, amount=amount)]
    if before is not None and before.value and not (gain.at_least or before.at_least):
        growth = Fraction(gain.value) / Fraction(before.value) - 1
        if growth:
            change = writer.change(growth, "year_on_year", metric.id, line.city)
            parts.append(say("brief.year-on-year", lang, change=change))
        else:
            parts.append(say("brief.year-on-year-same", lang))
    return say("brief.comma", lang).join(parts)


def _write_change(writer: FigureWriter, line: PeriodLine, value: Decimal) -> str:
    return writer.rise(value, line.metric, "gain", line.city) if value else say("brief.unchanged", writer.lang)


def _write_places(context: BriefContext, name: str, lines: list[PeriodLine]) -> str:
    """Write every place's gain in official order, those without any together.

    Those whose figures do not tell it are named, never left out.
    """
    writer, lang = context.writer, context.lang
    known = [(one, one.gain) for one in lines if one.gain is not None]
    beside = [gain.value for _, gain in known]
    told, unchanged = [], []
    for one, gain in known:
        if one.metric.kind.level and not gain.value and not gain.at_least:
            unchanged.append(place_name(one.city, lang))
            continue
        if one.metric.kind.level:
            text = _write_change(writer, one, gain.value)
        else:
            text = writer.amount(gain.value, one.metric, "gain", one.city, beside)
        text = say("brief.least", lang, amount=text) if gain.at_least else text
        told.append(say("brief.place-gain", lang, place=place_name(one.city, lang), text=text))
    parts = [say("chart.comma", lang).join(told)] if told else []
    if unchanged:
        names = say("chart.comma", lang).join(unchanged)
        parts.append(say("brief.place-gain", lang, place=names, text=say("brief.unchanged", lang)))
    silent = [place_name(one.city, lang) for one in lines if one.gain is None and one.metric.kind.adds_up]
    if silent:
        parts.append(say("brief.gains-unknown", lang, names=say("chart.comma", lang).join(silent)))
    text = say("brief.semicolon", lang).join(parts) or say("brief.nothing", lang)
    return say("brief.about", lang, metric=name, text=end_sentence(text, lang))
