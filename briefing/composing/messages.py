"""What each slide says in its title: one short statement of its charts, from the same figures as the text."""

from collections.abc import Sequence
from dataclasses import replace

from briefing.amounts import status_text
from briefing.charts.chart import Chart
from briefing.composing.places import write_group
from briefing.composing.progress import write_clause
from briefing.places import place_name
from briefing.proving.quoting import FigureWriter
from metrics.progress.status import UNREPORTED, Progress, Status
from wording.sentences import say

_NAMED_AT_MOST = 5
BEHIND = (Status.BEHIND, Status.OVERDUE, Status.NOT_MET)
UNKNOWN = (*UNREPORTED, Status.PENDING, Status.INCOMPLETE, Status.NOT_REACHED_YET, Status.NO_TOTAL)


def entitle(charts: Sequence[Chart], *messages: str, about: str = "") -> tuple[Chart, ...]:
    """Give charts the metric that they are `about` and their messages in order; the last one serves the rest, too."""
    return tuple(
        replace(chart, about=about, message=messages[min(place, len(messages) - 1)] if messages else chart.message)
        for place, chart in enumerate(charts)
    )


def tell_metrics(writer: FigureWriter, progresses: Sequence[Progress]) -> str:
    """Say how many metrics of one place stand where, those not done by name."""
    lang = writer.lang
    judged = [one for one in progresses if one.status is not Status.NOT_APPLICABLE]
    if not judged:
        return ""
    whole = writer.count(len(judged), "metrics", "brief.count-metrics")
    parts = []
    for status in Status:
        own = [one for one in judged if one.status is status]
        if not own:
            continue
        word = status_text(status, lang).lower()
        if len(own) == len(judged):
            return say("brief.all-metrics", lang, count=whole, status=word)
        count = writer.count(len(own), f"metrics.{status}", "brief.count-metrics")
        text = say("brief.status-count", lang, count=count, status=word)
        names = say("chart.comma", lang).join(one.metric.short.in_language(lang) for one in own)
        parts.append(text if status is Status.DONE else text + say("brief.brackets", lang, text=names))
    return say("brief.among-metrics", lang, count=whole, parts=say("brief.comma", lang).join(parts))


def tell_line(writer: FigureWriter, progress: Progress) -> str:
    """Say where one metric of one place stands."""
    return write_clause(writer, progress)


def tell_places(writer: FigureWriter, progresses: Sequence[Progress]) -> str:
    """Say how many of the places of one metric stand where."""
    judged = [one for one in progresses if one.status is not Status.NOT_APPLICABLE]
    return write_group(writer, judged, "city") if judged else ""


def tell_behind(writer: FigureWriter, progresses: Sequence[Progress]) -> str:
    """Name the places that are behind; or say that none is, as far as is known."""
    lang, behind = writer.lang, [one for one in progresses if one.status in BEHIND]
    if not behind:
        return tell_none_behind(lang, [one.status for one in progresses])
    names = say("chart.comma", lang).join(place_name(one.city, lang) for one in behind[:_NAMED_AT_MOST])
    if len(behind) > _NAMED_AT_MOST:
        count = writer.count(len(behind), "behind", "brief.count-of")
        return say("brief.behind-and-others", lang, names=names, count=count)
    return say("brief.behind-are", lang, names=names)


def tell_none_behind(lang: str, statuses: Sequence[Status]) -> str:
    """Say that no place is behind: of all only where each can be judged."""
    return say("brief.none-behind-known" if any(one in UNKNOWN for one in statuses) else "brief.none-behind", lang)
