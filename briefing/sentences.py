"""Sentences made from figures: where the province stands, and what is left to do."""

from collections import Counter
from collections.abc import Sequence

from briefing.amounts import (
    NOTHING,
    amount_alone,
    amount_text,
    completion_text,
    is_due,
    missing_amount,
    monthly_need,
    older_text,
    status_text,
    target_alone,
    whole_need,
)
from briefing.places import is_system, place_name
from data.queries.overview import Overview
from metrics.plan import Metric
from metrics.progress.catchup import CatchUp
from metrics.progress.judging import Progress, Status
from wording.figures import Number, day_text, figure, month_text, points
from wording.sentences import say

_TROUBLED = (Status.BEHIND, Status.OVERDUE)
_FAULTS = (*_TROUBLED, Status.NOT_MET)
_JUDGED = (
    Status.DONE,
    Status.ON_SCHEDULE,
    Status.SLIGHTLY_BEHIND,
    *_TROUBLED,
    Status.MET,
    Status.ABOVE_BAND,
    Status.NOT_MET,
    Status.NOT_DUE,
    Status.NO_MILESTONE,
)
_NAMED = 5


def compose_standing(overview: Overview, lang: str = "zh") -> str:
    """Say where the province stands on the headline metrics, what else is in trouble, and which places lag.

    It knows all metrics: none is cleared by a sentence on some of them. Empty where nothing was accepted.
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
    return _tight(standing + _also_troubled(overview, lang) + _lagging(overview, lang), lang)


def compose_problems(overview: Overview, lang: str = "zh") -> str:
    """Say in one line what is in trouble: headline metrics by status, other metrics, places that lag, who is unheard.

    The figures stand right below it. Empty where nothing was accepted.
    """
    if overview.as_of is None:
        return ""
    progresses = [progress for progress, _ in overview.headline or overview.supporting]
    counted = Counter(progress.status for progress in progresses)
    groups = say("chart.comma", lang).join(
        say("sentence.group", lang, count=counted[status], status=status_text(status, lang).lower())
        for status in Status
        if counted[status]
    )
    key = "sentence.problems" if overview.headline else "sentence.problems-all"
    counts = say(key, lang, count=len(progresses), groups=groups)
    also = _also_troubled(overview, lang) if overview.headline else ""
    return _tight(counts + also + _lagging(overview, lang) + _unheard(overview, lang), lang)


def _unheard(overview: Overview, lang: str) -> str:
    """Name who has not reported all that is due; nothing where all have."""
    if not overview.unreported:
        return ""
    places = list(overview.unreported)
    names = say("chart.comma", lang).join(place_name(city, lang) for city in places[:_NAMED])
    key = "sentence.unheard-more" if len(places) > _NAMED else "sentence.unheard"
    return say(key, lang, count=len(places), names=names)


def _also_troubled(overview: Overview, lang: str) -> str:
    """Name the province's other metrics that are in trouble; nothing where there is none."""
    found = [one for one, _ in overview.supporting if one.status in _FAULTS]
    items = [
        say("sentence.also-item", lang, name=one.metric.name.in_language(lang), state=state_in_words(one, lang))
        for one in found
    ]
    return say("sentence.also", lang, items=say("chart.semicolon", lang).join(items)) if items else ""


def _tight(text: str, lang: str) -> str:
    """In a running Chinese sentence no space stands between a number and its unit."""
    return text.replace(" ", "") if lang == "zh" else text


def _clause(progress: Progress, lang: str) -> str:
    name = progress.metric.name.in_language(lang)
    if progress.actual is None:
        return say("sentence.clause-none", lang, name=name, status=status_text(progress.status, lang).lower())
    if completion_text(progress, lang) == NOTHING:
        amount, status = amount_text(progress, lang), status_text(progress.status, lang).lower()
        return say("sentence.clause-unjudged", lang, name=name, amount=amount, status=status)
    return say(
        "sentence.clause",
        lang,
        name=name,
        actual=amount_alone(progress, lang) + older_text(progress, lang),
        target=target_alone(progress, lang),
        completion=completion_text(progress, lang),
        lead=state_in_words(progress, lang),
    )


def state_in_words(progress: Progress, lang: str) -> str:
    """Write where a figure stands as officials say it: 超序时9.6个百分点, 落后序时3.0个百分点, 与序时持平.

    From the due day on nothing is told in 序时: 未完成，差3个.
    """
    if is_due(progress):
        missing = missing_amount(progress)
        if missing is None:
            return status_text(progress.status, lang).lower()
        return say("sentence.missed", lang, amount=figure(missing, progress.metric.unit, lang))
    if progress.lead is None:
        return status_text(progress.status, lang).lower()
    if progress.lead == 0:
        return say("sentence.level", lang)
    key = "sentence.ahead" if progress.lead > 0 else "sentence.lagging"
    return say(key, lang, points=points(abs(progress.lead), lang).lstrip("+"))


def _lagging(overview: Overview, lang: str) -> str:
    """Name the cities that lag, in official order; then the systems that do."""
    told = Counter(
        city
        for (city, _), progress in overview.cells.items()
        if progress.status in _TROUBLED and city in overview.plan.reporters
    )
    lagging = Counter({city: count for city, count in told.items() if not is_system(city)})
    systems = [city for city in told if is_system(city)]
    also = ""
    if systems:
        names = say("chart.comma", lang).join(place_name(city, lang) for city in systems)
        also = say(
            "sentence.lagging-systems",
            lang,
            how=_how_troubled(overview, systems, lang),
            count=len(systems),
            names=names,
        )
    if not lagging:
        return _none_lagging(overview, lang) + also
    order = sorted(lagging, key=lambda city: (-lagging[city], city))
    key, shown = "sentence.lagging-cities", order
    if len(order) > _NAMED:
        # "most often" is said only of those that lag more than once
        often = [city for city in order[:_NAMED] if lagging[city] > 1]
        key, shown = ("sentence.lagging-more", often) if often else ("sentence.lagging-some", order[:_NAMED])
    # Who is named may depend on how much lags; in which order never does.
    official = [city for city in overview.plan.reporters if city in shown]
    named = say("chart.comma", lang).join(
        say("sentence.lagging-city", lang, city=place_name(city, lang), count=lagging[city]) for city in official
    )
    return say(key, lang, how=_how_troubled(overview, order, lang), cities=named, count=len(order)) + also


def _how_troubled(overview: Overview, places: Sequence[str], lang: str) -> str:
    """Name what these places are: 滞后 is said of the schedule only, from the due day on they are 逾期未完成."""
    found = {one.status for (city, _), one in overview.cells.items() if city in places}
    words = [status_text(status, lang).lower() for status in _TROUBLED if status in found]
    return say("sentence.or", lang).join(words)


def _none_lagging(overview: Overview, lang: str) -> str:
    """Say that no city lags: of all only when each could be judged on all that it has to do."""
    cells: dict[str, list[Status]] = {}
    for (city, _), one in overview.cells.items():
        counts = city in overview.plan.reporters and not is_system(city)
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
    need = monthly_need(catchup.required, metric)
    beside = (catchup.remaining, need, catchup.best, catchup.median6)
    remaining = figure(whole_need(catchup.remaining, metric), metric.unit, lang, beside=beside)
    if catchup.required is None:
        return _tight(say(f"sentence.catchup-over{most}", lang, remaining=remaining), lang)
    if need is None:
        within = say(f"sentence.catchup-within{most}", lang, remaining=remaining, months=catchup.months_left)
        return _tight(within, lang)
    required = figure(need, metric.unit, lang, beside=beside)
    facts = {"remaining": remaining, "months": catchup.months_left, "required": required}
    parts = [say(f"sentence.catchup{most}", lang, **facts), *_past_pace(catchup, metric, beside, lang)]
    if catchup.reachable is False:
        parts.append(say("sentence.unreachable", lang))
    elif catchup.finish_early is not None and catchup.finish_late is not None:
        early, late = month_text(catchup.finish_early, lang), month_text(catchup.finish_late, lang)
        key = "sentence.finish" if early == late else "sentence.finish-between"
        parts.append(say(key, lang, early=early, late=late))
    return _tight(" ".join(parts), lang)


def _past_pace(catchup: CatchUp, metric: Metric, beside: Sequence[Number | None], lang: str) -> Sequence[str]:
    if not catchup.best or catchup.median6 is None:
        return ()
    best, median = (figure(one, metric.unit, lang, beside=beside) for one in (catchup.best, catchup.median6))
    return (say("sentence.past-pace", lang, best=best, median=median),)


def compose_ratio(progresses: Sequence[Progress], lang: str = "zh") -> str:
    """Say how many places meet a ratio: it is never summed over them."""
    counted: Counter[Status] = Counter(one.status for one in progresses if one.status is not Status.NOT_APPLICABLE)
    groups = say("chart.comma", lang).join(
        say("sentence.places", lang, count=counted[status], status=status_text(status, lang).lower())
        for status in Status
        if counted[status]
    )
    return say("sentence.ratio", lang, groups=groups) if groups else ""
