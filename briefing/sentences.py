"""Sentences made from figures: where the province stands, and what is left to do."""

from collections import Counter
from collections.abc import Sequence

from briefing.amounts import amount_alone, amount_text, completion_text, monthly_need, status_text, target_alone
from briefing.places import is_system, place_name
from data.queries.overview import Overview
from metrics.catchup import CatchUp
from metrics.plan import Metric
from metrics.progress import Progress, Status
from wording.figures import day_text, figure, month_text, points
from wording.sentences import say

_TROUBLED = (Status.BEHIND, Status.OVERDUE)
_JUDGED = (Status.DONE, Status.ON_SCHEDULE, Status.SLIGHTLY_BEHIND, *_TROUBLED, Status.MET, Status.NOT_MET)
_NAMED = 5


def compose_standing(overview: Overview, lang: str = "zh") -> str:
    """Say in one sentence where the province stands on the headline metrics, and in a second which places lag.

    Empty where nothing was accepted.
    """
    if overview.as_of is None or not overview.headline:
        return ""
    progresses = [progress for progress, _ in overview.headline]
    counted = Counter(progress.status for progress in progresses)
    groups = say("chart.comma", lang).join(
        say("sentence.group", lang, count=counted[status], status=status_text(status, lang).lower())
        for status in Status
        if counted[status]
    )
    clauses = say("chart.semicolon", lang).join(_clause(progress, lang) for progress in progresses)
    standing = say(
        "sentence.standing",
        lang,
        day=day_text(overview.as_of, lang),
        count=len(progresses),
        groups=groups,
        clauses=clauses,
    )
    return _tight(standing + _lagging(overview, lang), lang)


def _tight(text: str, lang: str) -> str:
    """In a running Chinese sentence no space stands between a number and its unit."""
    return text.replace(" ", "") if lang == "zh" else text


def _clause(progress: Progress, lang: str) -> str:
    name = progress.metric.name.in_language(lang)
    amount = amount_text(progress, lang)
    if progress.actual is None:
        return say("sentence.clause-none", lang, name=name, status=status_text(progress.status, lang))
    if progress.completion is None or progress.lead is None:
        return say(
            "sentence.clause-unjudged", lang, name=name, amount=amount, status=status_text(progress.status, lang)
        )
    return say(
        "sentence.clause",
        lang,
        name=name,
        actual=amount_alone(progress, lang),
        target=target_alone(progress, lang),
        completion=completion_text(progress, lang),
        lead=lead_in_words(progress, lang),
    )


def lead_in_words(progress: Progress, lang: str) -> str:
    """Write the lead as officials say it: 超序时9.6个百分点, 落后序时3.0个百分点, 与序时持平."""
    if progress.lead is None:
        return status_text(progress.status, lang)
    if progress.lead == 0:
        return say("sentence.level", lang)
    key = "sentence.ahead" if progress.lead > 0 else "sentence.lagging"
    return say(key, lang, points=points(abs(progress.lead), lang).lstrip("+"))


def _lagging(overview: Overview, lang: str) -> str:
    """Name the cities that lag on most headline metrics; systems are named apart on the matrix only."""
    headline = {progress.metric.id for progress, _ in overview.headline}
    lagging = Counter(
        city
        for (city, metric), progress in overview.cells.items()
        if metric in headline and progress.status in _TROUBLED and not is_system(city)
    )
    if not lagging:
        return _none_lagging(overview, headline, lang)
    order = sorted(lagging, key=lambda city: (-lagging[city], city))
    key, shown = "sentence.lagging-cities", order
    if len(order) > _NAMED:
        # "most often" is said only of those that lag more than once
        often = [city for city in order[:_NAMED] if lagging[city] > 1]
        key, shown = ("sentence.lagging-more", often) if often else ("sentence.lagging-some", order[:_NAMED])
    named = say("chart.comma", lang).join(
        say("sentence.lagging-city", lang, city=place_name(city, lang), count=lagging[city]) for city in shown
    )
    return say(key, lang, cities=named, count=len(order))


def _none_lagging(overview: Overview, headline: set[str], lang: str) -> str:
    """Say that no city lags: of all only when each could be judged on all that it has to do."""
    cells: dict[str, list[Status]] = {}
    for (city, metric), one in overview.cells.items():
        counts = metric in headline and city in overview.plan.reporters and not is_system(city)
        if counts and one.status is not Status.NOT_APPLICABLE:
            cells.setdefault(city, []).append(one.status)
    heard = sum(any(one in _JUDGED for one in statuses) for statuses in cells.values())
    if cells and all(one in _JUDGED for statuses in cells.values() for one in statuses):
        return say("sentence.none-lagging", lang)
    if not heard:
        return say("sentence.none-judged", lang)
    return say("sentence.none-lagging-of", lang, count=heard, expected=len(cells))


def compose_catchup(catchup: CatchUp | None, metric: Metric, lang: str = "zh") -> str:
    """Say what the target still takes a month, beside the best month and the recent median; empty when done."""
    if catchup is None or catchup.remaining is None or catchup.remaining <= 0:
        return ""
    most = "-most" if catchup.at_most else ""
    remaining = figure(catchup.remaining, metric.unit, lang)
    if catchup.required is None:
        return _tight(say(f"sentence.catchup-over{most}", lang, remaining=remaining), lang)
    need = monthly_need(catchup.required, metric)
    if need is None:
        within = say(f"sentence.catchup-within{most}", lang, remaining=remaining, months=catchup.months_left)
        return _tight(within, lang)
    required = figure(need, metric.unit, lang)
    facts = {"remaining": remaining, "months": catchup.months_left, "required": required}
    parts = [say(f"sentence.catchup{most}", lang, **facts), *_past_pace(catchup, metric, lang)]
    if catchup.reachable is False:
        parts.append(say("sentence.unreachable", lang))
    elif catchup.finish_early is not None and catchup.finish_late is not None:
        early, late = month_text(catchup.finish_early, lang), month_text(catchup.finish_late, lang)
        key = "sentence.finish" if early == late else "sentence.finish-between"
        parts.append(say(key, lang, early=early, late=late))
    return _tight(" ".join(parts), lang)


def _past_pace(catchup: CatchUp, metric: Metric, lang: str) -> Sequence[str]:
    if not catchup.best or catchup.median6 is None:
        return ()
    best, median = (figure(one, metric.unit, lang) for one in (catchup.best, catchup.median6))
    return (say("sentence.past-pace", lang, best=best, median=median),)


def compose_ratio(progresses: Sequence[Progress], lang: str = "zh") -> str:
    """Say how many places meet a ratio: it is never summed over them."""
    counted = Counter(progress.status for progress in progresses if progress.status is not Status.NOT_APPLICABLE)
    groups = say("chart.comma", lang).join(
        say("sentence.places", lang, count=counted[status], status=status_text(status, lang).lower())
        for status in Status
        if counted[status]
    )
    return say("sentence.ratio", lang, groups=groups) if groups else ""
