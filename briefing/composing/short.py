"""The shorter texts of a brief: what one page holds, and one paragraph."""

from collections.abc import Sequence

from briefing.brief import Paragraph, Section
from briefing.composing.messages import tell_places
from briefing.composing.movement import write_catchup, write_movement
from briefing.composing.places import write_statuses
from briefing.composing.progress import end_sentence, write_standing
from briefing.composing.reporting import call_place, write_reporting
from briefing.composing.sections import BriefContext, join_sentences, tell_part, tell_short_beside
from briefing.places import place_name
from data.queries.city import MetricLine
from metrics.plan import Metric
from metrics.progress.status import Status


def fill_page(context: BriefContext, sections: Sequence[Section]) -> list[Section]:
    """Return the sections with the text of one page: places metric by metric, then what remains and who is silent."""
    told = [(_tell_metric(context, metric, on_page=True), metric.id) for metric in context.material.shown]
    told.append((tell_short_beside(context), ""))
    paragraphs = tuple(Paragraph(text, about=about) for text, about in told if text)
    first, *others = sections or [Section("")]
    key = "brief.heading-metrics" if context.material.scope.kind == "city" else "brief.heading-places"
    filled = [Section(context.say(key), paragraphs, first.charts)]
    closing = join_sentences(context, _tell_ahead(context), _tell_reporting(context))
    filled.append(Section(context.say("brief.heading-ahead-reporting"), (Paragraph(closing),) if closing else ()))
    return [*filled, *(one for one in others if one.charts)]


def write_one_paragraph(context: BriefContext) -> str:
    """Write the paragraph that follows the summary where the brief has only one."""
    told = [_tell_metric(context, metric, on_page=False) for metric in context.material.shown]
    return join_sentences(context, *told, tell_short_beside(context), _tell_ahead(context), _tell_reporting(context))


def _tell_metric(context: BriefContext, metric: Metric, on_page: bool) -> str:
    material, writer, kind = context.material, context.writer, context.material.scope.kind
    whole, name = material.metrics[metric.id], metric.name.in_language(context.lang)
    if kind == "city":
        line = context.line(material.cities[0], metric)
        if line.progress.status is Status.NOT_APPLICABLE:
            return ""
        more = (write_movement(writer, line.progress, line.series), tell_part(context, metric, line.progress.city))
        if on_page:
            return join_sentences(
                context, write_standing(writer, line.progress, call_place(line.progress.city, context.lang)), *more
            )
        text = join_sentences(context, *more)
    elif kind == "cities":
        own = [context.line(view, metric).progress for view in material.cities]
        text = tell_places(writer, own)
        text = end_sentence(text, context.lang) if text else ""
    else:  # those behind are named there, and a page has no room for names twice
        text = write_statuses(writer, whole, systems=False)
    return context.say("brief.about", metric=name, text=text) if text else ""


def _tell_ahead(context: BriefContext) -> str:
    """Write what is left to do, each metric in short; of several places only what none of its months would reach."""
    material = context.material
    lines = [context.line(view, metric) for view in material.cities for metric in material.shown]
    several = material.scope.kind == "cities"
    if several and not context.manner.internal:
        return ""  # that a pace will not do is a forecast
    told = [_ahead(context, line, several) for line in lines if not several or _is_out_of_reach(line)]
    text = context.say("brief.semicolon").join(one for one in told if one)
    return end_sentence(text, context.lang) if text else ""


def _ahead(context: BriefContext, line: MetricLine, named: bool) -> str:
    text = write_catchup(context.writer, line.catchup, line.progress, short=True, internal=context.manner.internal)
    place = place_name(line.progress.city, context.lang) if named else ""
    name = line.metric.name.in_language(context.lang)
    return context.say("brief.ahead-short", place=place, metric=name, text=text).strip() if text else ""


def _is_out_of_reach(line: MetricLine) -> bool:
    return line.catchup is not None and line.catchup.reachable is False


def _tell_reporting(context: BriefContext) -> str:
    scope = context.material.scope
    return write_reporting(context.writer, context.material.overview, scope.cities, scope.chosen)
