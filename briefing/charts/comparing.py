"""Compose the chart of several places through time, in % of each one's target."""

from collections.abc import Sequence

from briefing.charts.chart import Completions, Table, TableColumn
from briefing.charts.sources import progress_sources
from briefing.places import place_name
from metrics.cumulation.series import Series
from metrics.progress.judging import Progress
from metrics.progress.lines import TimeValue, actual_line
from wording.figures import day_text, percent
from wording.sentences import say


def chart_completions(pairs: Sequence[tuple[Progress, Series]], lang: str, demo: bool = False) -> Completions:
    """Return the completion of each place at each day that has a total; places without a target have no line."""
    metric = pairs[0][0].metric
    lines = [(place_name(one.city, lang), _completion_line(one, series)) for one, series in pairs]
    title = say("compare.title", lang, metric=metric.name.in_language(lang))
    days = sorted({point.day for _, line in lines for point in line})
    at = [{point.day: point.value for point in line} for _, line in lines]
    columns = (TableColumn(say("chart.day", lang), "day"), *(TableColumn(label, "percent") for label, _ in lines))
    last = [f"{label} {_share_text(line[-1], lang)}" for label, line in lines if line]
    return Completions(
        name=f"{title}_{pairs[0][0].as_of:%Y%m%d}",
        title=title,
        unit=say("chart.of-target", lang),
        alternative=say(
            "chart.alt-list",
            lang,
            title=title,
            day=day_text(pairs[0][0].as_of, lang),
            rows=say("chart.semicolon", lang).join(last) or say("chart.none", lang),
        ),
        table=Table(columns, tuple((day, *(one.get(day) for one in at)) for day in days)),
        sources=progress_sources([one for one, _ in pairs], lang),
        lang=lang,
        demo=demo,
        lines=tuple(lines),
    )


def _completion_line(progress: Progress, series: Series) -> tuple[TimeValue, ...]:
    target = progress.target
    if target is None or not target.value:
        return ()
    return tuple(
        TimeValue(point.day, 100 * point.value / target.value, point.firm) for point in actual_line(progress, series)
    )


def _share_text(point: TimeValue, lang: str) -> str:
    """Write a completion; of a lower bound it is a least one."""
    share = percent(point.value / 100, lang)
    return share if point.firm else say("chart.no-less", lang, share=share)
