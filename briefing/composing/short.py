"""The shorter texts of a brief: what one page holds, and one paragraph."""

from collections.abc import Sequence

from briefing.brief import Paragraph, Section
from briefing.composing.messages import tell_places
from briefing.composing.movement import write_catchup, write_movement
from briefing.composing.places import write_statuses
from briefing.composing.progress import end_sentence, write_standing
from briefing.composing.reporting import call_place, write_reporting
from briefing.composing.sections import Desk, join_sentences, tell_part, tell_short_beside
from briefing.places import place_name
from data.queries.city import MetricLine
from metrics.plan import Metric
from metrics.progress.status import Status


def fill_page(desk: Desk, sections: Sequence[Section]) -> list[Section]:
    """Return the sections with the text of one page: places metric by metric, then what remains and who is silent."""
    told = [(_tell_metric(desk, metric, on_page=True), metric.id) for metric in desk.material.shown]
    told.append((tell_short_beside(desk), ""))
    paragraphs = tuple(Paragraph(text, about=about) for text, about in told if text)
    first, *others = sections or [Section("")]
    key = "brief.heading-metrics" if desk.material.scope.kind == "city" else "brief.heading-places"
    filled = [Section(desk.say(key), paragraphs, first.charts)]
    closing = join_sentences(desk, _tell_ahead(desk), _tell_reporting(desk))
    filled.append(Section(desk.say("brief.heading-ahead-reporting"), (Paragraph(closing),) if closing else ()))
    return [*filled, *(one for one in others if one.charts)]


def write_one_paragraph(desk: Desk) -> str:
    """Write the paragraph that follows the summary where the brief has only one."""
    told = [_tell_metric(desk, metric, on_page=False) for metric in desk.material.shown]
    return join_sentences(desk, *told, tell_short_beside(desk), _tell_ahead(desk), _tell_reporting(desk))


def _tell_metric(desk: Desk, metric: Metric, on_page: bool) -> str:
    material, pen, kind = desk.material, desk.pen, desk.material.scope.kind
    whole, name = material.metrics[metric.id], metric.name.in_language(desk.lang)
    if kind == "city":
        line = desk.line(material.cities[0], metric)
        if line.progress.status is Status.NOT_APPLICABLE:
            return ""
        more = (write_movement(pen, line.progress, line.series), tell_part(desk, metric, line.progress.city))
        if on_page:
            return join_sentences(
                desk, write_standing(pen, line.progress, call_place(line.progress.city, desk.lang)), *more
            )
        text = join_sentences(desk, *more)
    elif kind == "cities":
        own = [desk.line(view, metric).progress for view in material.cities]
        text = tell_places(pen, own)
        text = end_sentence(text, desk.lang) if text else ""
    else:  # those behind are named there, and a page has no room for names twice
        text = write_statuses(pen, whole, systems=False)
    return desk.say("brief.about", metric=name, text=text) if text else ""


def _tell_ahead(desk: Desk) -> str:
    """Write what is left to do, each metric in short; of several places only what none of its months would reach."""
    material = desk.material
    lines = [desk.line(view, metric) for view in material.cities for metric in material.shown]
    several = material.scope.kind == "cities"
    if several and not desk.manner.internal:
        return ""  # that a pace will not do is a forecast
    told = [_ahead(desk, line, several) for line in lines if not several or _is_out_of_reach(line)]
    text = desk.say("brief.semicolon").join(one for one in told if one)
    return end_sentence(text, desk.lang) if text else ""


def _ahead(desk: Desk, line: MetricLine, named: bool) -> str:
    text = write_catchup(desk.pen, line.catchup, line.progress, short=True, internal=desk.manner.internal)
    place = place_name(line.progress.city, desk.lang) if named else ""
    name = line.metric.name.in_language(desk.lang)
    return desk.say("brief.ahead-short", place=place, metric=name, text=text).strip() if text else ""


def _is_out_of_reach(line: MetricLine) -> bool:
    return line.catchup is not None and line.catchup.reachable is False


def _tell_reporting(desk: Desk) -> str:
    scope = desk.material.scope
    return write_reporting(desk.pen, desk.material.overview, scope.cities, scope.chosen)
