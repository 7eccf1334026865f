"""The command `export`: briefs in any formats, of the province, of cities or of a metric, made in a child process."""

import base64
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from briefing.brief import LENGTHS, Brief, Scope
from briefing.composing.composition import fetch_brief
from briefing.manner import ANNEXES, Manner
from briefing.rendering.batch import Batch, start_batch
from briefing.rendering.child import FORMATS, PICTURE_SIZES, Order
from commands.arguments import Asked, usual_plan
from commands.refused import Refused
from data.access import Access
from data.queries.statements import latest_day
from data.reference.places import find_city
from metrics.definitions.catalogue import load_catalogue
from metrics.plan import Plan
from wording.sentences import say

_BETWEEN_LOOKS = 0.3


def export_files(access: Access, asked: Asked) -> Iterator[dict]:
    """Make the briefs asked for; the result is one file, or one ZIP of all, and what could not be made."""
    lang, length = asked.lang, asked.text("length") or "page"
    plan = asked.plan() or usual_plan(load_catalogue().plans, asked.cities("city"))
    formats, scopes = _read_formats(asked), _read_scopes(asked, plan)
    latest = latest_day(access, plan.id, asked.day("known_at"))
    period = _read_period(asked, plan, latest)
    scopes = tuple(replace(one, period=period) for one in scopes)
    if length not in LENGTHS:
        raise Refused(say("manage.no-such-length", lang, text=length, known=", ".join(LENGTHS)))
    size = asked.text("size") or "a4"
    if size not in PICTURE_SIZES:
        raise Refused(say("manage.no-such-size", lang, text=size, known=", ".join(PICTURE_SIZES)))
    known_at = asked.day("known_at")
    as_of = (period[1] if period else asked.day("as_of")) or latest_day(access, plan.id, known_at)
    if as_of is None:
        raise Refused(say("manage.no-data", lang))
    archive = None
    if asked.given.get("all_cities"):
        archive = f"{say('brief.all-cities', lang, plan=plan.id, day=as_of.isoformat())}.zip"
    briefs = compose_briefs(access, scopes, as_of, known_at, lang, length, _read_manner(asked))
    yield from watch(start_batch(briefs, len(scopes), Order(formats, lang, archive, size)))


def compose_briefs(
    access: Access,
    scopes: tuple[Scope, ...],
    as_of: date,
    known_at: date | None,
    lang: str,
    length: str,
    manner: Manner = Manner(),
) -> Iterator[Brief]:
    """Compose one brief after the other, as they are taken."""
    for scope in scopes:
        brief = fetch_brief(access, scope, as_of, known_at, lang, length, manner)
        if brief is not None:
            yield brief


def watch(batch: Batch) -> Iterator[dict]:
    """Tell how far a printing is until it is over, then what it made; who stops listening stops it."""
    try:
        while not batch.wait(_BETWEEN_LOOKS):
            now = batch.progress
            yield {"step": now.step, "done": now.done, "total": now.total}
    finally:
        if not batch.progress.finished:
            batch.cancel()
    if batch.file is None and not batch.problems:
        raise Refused(say("manage.no-data", batch.order.lang))
    name, content = batch.file or (None, b"")
    yield {"result": {"name": name, "content": base64.b64encode(content).decode(), "problems": batch.problems}}


def _read_formats(asked: Asked) -> tuple[str, ...]:
    given = (asked.text("format") or "").replace("，", ",").replace("、", ",").lower()
    wanted = [one.strip().lstrip(".") for one in given.split(",") if one.strip()]
    for one in wanted:
        if one not in FORMATS:
            raise Refused(say("manage.no-such-format", asked.lang, text=one, known=", ".join(FORMATS)))
    return tuple(dict.fromkeys(wanted))


def _read_period(asked: Asked, plan: Plan, latest: date | None) -> tuple[date, date] | None:
    """Return the span asked for (``2019年``), as far as it is over; refuse what names none."""
    from intake.words.finding_periods import find_only_period

    text = asked.text("period")
    if text is None:
        return None
    found = find_only_period(f"{text}年" if text.isdigit() and len(text) == 4 else text)
    if found is None or found.year is None or found.cutoff:
        raise Refused(say("manage.no-such-period", asked.lang, text=text))
    start, end = found.in_statistical_months(plan.month_ends)
    start, end = max(start, plan.start), min(end, latest or end)
    if end < start or end < plan.start:
        raise Refused(say("manage.period-without-data", asked.lang, text=text))
    return start, end


def _read_manner(asked: Asked) -> Manner:
    """Return the annexes, maps and readers asked for; ``--annexes none`` is a paper without any."""
    annexes, given = None, asked.text("annexes")
    if given is not None:
        wanted = [one.strip().lower() for one in given.replace("，", ",").replace("、", ",").split(",") if one.strip()]
        known = (*ANNEXES, "all", "none")
        for one in wanted:
            if one not in known:
                raise Refused(say("manage.no-such-annex", asked.lang, text=one, known=", ".join(known)))
        annexes = ANNEXES if "all" in wanted else tuple(one for one in wanted if one != "none")
    return Manner(annexes, maps=bool(asked.given.get("maps")), internal=bool(asked.given.get("internal")))


def _read_scopes(asked: Asked, plan: Plan) -> tuple[Scope, ...]:
    if asked.given.get("all_cities"):
        return tuple(Scope("city", plan.id, (code,)) for code in plan.reporters if find_city(code))
    metrics, known = asked.texts("metric"), [one.id for one in plan.metrics]
    for metric in metrics:
        if metric not in known:
            raise Refused(say("manage.no-such-metric", asked.lang, text=metric, known=", ".join(known)))
    cities = asked.cities("city")
    if not cities or cities == (plan.province,):
        if len(metrics) == 1:
            return (Scope("metric", plan.id, metric=metrics[0]),)
        return (Scope("province", plan.id, metrics=metrics),)
    return (Scope("city" if len(cities) == 1 else "cities", plan.id, cities, metrics=metrics),)
