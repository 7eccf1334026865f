"""Sentences on all places of one metric: how many stand where, the first and last, their parts of the whole."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial

from briefing.amounts import status_text
from briefing.composing.progress import end_sentence
from briefing.places import official_place, place_name
from briefing.proving.quoting import FigureWriter
from data.queries.metric import MetricView
from data.reference.places import find_city
from metrics.progress.remarks import remark_gap
from metrics.progress.status import UNREPORTED, Progress, Status
from wording.remarks import remark_text
from wording.sentences import say

PLACES_NAMED = 3
_UNRANKED = (*UNREPORTED, Status.INCOMPLETE, Status.PENDING, Status.NO_TOTAL, Status.NO_TARGET)
_ALWAYS_NAMED = (Status.BEHIND, Status.OVERDUE, Status.NOT_REACHED_YET, Status.NOT_MET, *_UNRANKED)


def write_statuses(writer: FigureWriter, view: MetricView, systems: bool = True) -> str:
    """Write how many of the cities stand where, those in trouble by name; then the systems, apart."""
    sentences = []
    for kind in ("city", "system") if systems else ("city",):
        own = [one for one, _ in view.lines if _kind(one.city) == kind and one.status is not Status.NOT_APPLICABLE]
        if own:
            sentences.append(write_group(writer, own, kind))
    text = say("brief.semicolon", writer.lang).join(sentences)
    return end_sentence(text, writer.lang) if text else ""


def _kind(code: str) -> str:
    place = find_city(code)
    return place.kind if place else ""


def write_group(writer: FigureWriter, progresses: Sequence[Progress], kind: str) -> str:
    """Write how many of some places stand where; `kind` is ``city`` or ``system``."""
    lang, metric = writer.lang, progresses[0].metric.id
    whole = writer.count(len(progresses), "places", metric=metric)
    parts = []
    for status in Status:
        own = [one for one in progresses if one.status is status]
        word = status_text(status, lang).lower()
        if len(own) == len(progresses):
            return say(f"brief.all-{kind}", lang, count=whole, status=word)
        if own:
            count = writer.count(len(own), f"places.{status}", metric=metric)
            text = say("brief.status-count", lang, count=count, status=word)
            named = status in _ALWAYS_NAMED or len(own) <= PLACES_NAMED
            parts.append(text + (say("brief.brackets", lang, text=_list_names(own, lang)) if named else ""))
    return say(f"brief.among-{kind}", lang, count=whole, parts=say("brief.comma", lang).join(parts))


def _list_names(progresses: Sequence[Progress], lang: str) -> str:
    return say("chart.comma", lang).join(place_name(one.city, lang) for one in progresses)


def write_ranking(writer: FigureWriter, view: MetricView, leads: bool = True) -> str:
    """Write the first and last three of the cities by lead, ties listed; those without a lead are not ranked.

    Without `leads` they are only named, unless one of the leads is a least one.
    """
    lang, ranked = writer.lang, view.ranked
    if len(ranked) < 2:
        return ""
    bare = not leads and not any(one.at_least for one in ranked)
    name = partial(_list_names, lang=lang) if bare else partial(_list_leads, writer)
    if ranked[0].lead == ranked[-1].lead:
        text = say("brief.all-alike", lang, lead=_write_signed(writer, ranked[0]))
    else:
        # What stands among the first is never among the last too, and only who is behind is named there.
        first = _first_places(ranked)
        behind = [one for one in ranked[::-1] if one.lead is not None and one.lead < 0 and one not in first]
        # The last are told from the better to the worse: no paper begins with the worst.
        last = _first_places(behind)[::-1] if behind else ()
        parts = [_write_first(writer, view, first, name)]
        if last:
            parts.append(_write_places(writer, view, "brief.last", last, name))
        text = say("brief.semicolon", lang).join(parts)
    ranked_cities = {one.city for one in ranked}
    own = [one for one, _ in view.lines if _kind(one.city) == "city" and one.city not in ranked_cities]
    late = [one for one in own if one.late]
    missing = [one for one in own if not one.late and one.status in _UNRANKED]
    if late:
        text += say("brief.unranked-late", lang, names=_list_names(late, lang))
    if missing:
        text += say("brief.unranked", lang, names=_list_names(missing, lang))
    return end_sentence(text, lang)


def _write_first(writer: FigureWriter, view: MetricView, first: Sequence[Progress], name: Callable[..., str]) -> str:
    """Name the first three; where ties stretch them beyond three names, say how many are done, or level."""
    done = [one for one, _ in view.lines if _kind(one.city) == "city" and one.status is Status.DONE]
    if len(first) <= PLACES_NAMED:
        return _write_places(writer, view, "brief.first", first, name)
    if len(done) >= PLACES_NAMED and all(one.status is Status.DONE for one in first[:PLACES_NAMED]):
        return say(
            "brief.cities-done", writer.lang, count=writer.count(len(done), "places.done", metric=view.metric.id)
        )
    level = sum(one.lead == first[0].lead for one in first)
    if level <= PLACES_NAMED:
        ahead = [one for one in first if one.lead == first[0].lead]
        return say("brief.furthest", writer.lang, names=name(ahead))
    count = writer.count(level, "places.level", metric=view.metric.id)
    return say("brief.cities-level", writer.lang, count=count, lead=_write_signed(writer, first[0]))


def _write_places(
    writer: FigureWriter, view: MetricView, key: str, own: Sequence[Progress], name: Callable[..., str]
) -> str:
    """Write the first or the last three; of fewer their number, of more that ties are among them."""
    tied = say("brief.tied", writer.lang) if len(own) > PLACES_NAMED else ""
    number = min(len(own), PLACES_NAMED)
    count = writer.count(number, "places_named", "brief.count-places", view.metric.id)
    return say(key, writer.lang, count=count, tied=tied, names=name(own))


def _first_places(ranked: Sequence[Progress]) -> Sequence[Progress]:
    """Return the first three, with all who are level with the third."""
    limit = ranked[min(PLACES_NAMED, len(ranked)) - 1].lead
    end = max(place for place, one in enumerate(ranked) if one.lead == limit) + 1
    leads = [one.lead for one in ranked]
    return sorted(ranked[:end], key=lambda one: (leads.index(one.lead), official_place(one.city)))


def _list_leads(writer: FigureWriter, progresses: Sequence[Progress]) -> str:
    """List cities with their leads; those level with each other together, in official order."""
    groups: list[list[Progress]] = []
    for one in progresses:
        if groups and (groups[-1][0].lead, groups[-1][0].at_least) == (one.lead, one.at_least):
            groups[-1].append(one)
        else:
            groups.append([one])
    parts = []
    for group in groups:
        group.sort(key=lambda one: official_place(one.city))
        key = "brief.each" if len(group) > 1 else "brief.alone"
        lead = say(key, writer.lang, lead=_write_signed(writer, group[0], group[1:]))
        parts.append(_list_names(group, writer.lang) + say("brief.brackets", writer.lang, text=lead))
    return say("chart.comma", writer.lang).join(parts)


def _write_signed(writer: FigureWriter, progress: Progress, others: Sequence[Progress] = ()) -> str:
    """Write a lead for a list: 高3.2个百分点, 持平."""
    if progress.lead == 0 or progress.lead is None:
        text = say("brief.level-short", writer.lang)
    else:
        for one in (progress, *others):  # one text, borne by every place that is level
            text = writer.points(progress.lead, "lead", one.metric.id, one.city, short=True)
    return say("brief.by-least", writer.lang, lead=text) if progress.at_least else text


def find_place_in_ranking(view: MetricView, city: str) -> tuple[int, int, bool] | None:
    """Return place, number of ranked cities and whether another is level; ``None`` where it is not ranked."""
    ranks = view.ranks
    if city not in ranks:
        return None
    return ranks[city], len(ranks), list(ranks.values()).count(ranks[city]) > 1


def write_parts(writer: FigureWriter, view: MetricView) -> str:
    """Write what part of the whole the three largest hold; nothing where the whole is not known."""
    whole = _find_whole(view)
    if whole is None:
        return ""
    cities = [one for one, _ in view.lines if _kind(one.city) == "city"]
    own = [(one, held) for one in cities if (held := _find_held(one)) is not None]
    if len(own) <= PLACES_NAMED:
        return ""
    largest = sorted(own, key=lambda pair: -pair[1])[:PLACES_NAMED]
    total = sum((held for _, held in largest), Decimal(0))
    return say(
        "brief.parts-of-whole",
        writer.lang,
        names=_list_names([one for one, _ in largest], writer.lang),
        count=writer.count(PLACES_NAMED, "places_named", metric=view.metric.id),
        amount=writer.amount(total, view.metric, "largest", view.plan.province),
        share=writer.share(Fraction(total) / Fraction(whole), "share_of_province", view.metric.id),
    )


def _find_held(one: Progress) -> Decimal | None:
    """Return what a place surely holds of the whole; ``None`` for nothing, an older figure or a lower bound."""
    return one.actual if one.actual and one.reported and not one.at_least else None


def _find_whole(view: MetricView) -> Decimal | None:
    """Return the province's figure where parts of it can be told: a sum, and all of it of this period."""
    whole = view.province[0] if view.province else None
    if whole is None or not whole.actual or whole.at_least or not view.metric.kind.adds_up:
        return None
    return None if any(one.slug == "carried" for one in whole.remarks) else whole.actual


def write_part(writer: FigureWriter, view: MetricView, city: str) -> str:
    """Write what part of the whole one place holds, and its place among the cities; no full stop, perhaps nothing."""
    lang, metric = writer.lang, view.metric
    whole = _find_whole(view)
    held = next((_find_held(one) for one, _ in view.lines if one.city == city), None)
    parts = []
    if whole is not None and held is not None and _kind(city) != "county":
        share = Fraction(held) / Fraction(whole)
        parts.append(say("brief.part-of-whole", lang, share=writer.share(share, "share_of_province", metric.id, city)))
    ranked = find_place_in_ranking(view, city)
    if ranked and ranked[1] > 1:  # the only one of its kind is neither first nor last
        place, number, tied = ranked
        facts = {
            "number": writer.count(number, "ranked", metric=metric.id),
            "place": writer.count(place, "rank", "brief.count-places", metric.id),
        }
        parts.append(say("brief.rank-tied" if tied else "brief.rank", lang, **facts))
    return say("brief.comma", lang).join(parts)


def write_gap(writer: FigureWriter, view: MetricView, internal: bool = True) -> str:
    """Write 未分解 or 超分解 beside what was allocated; nothing where it adds up, 超分解 in internal papers only."""
    gap = view.gap
    remark = remark_gap(gap, view.metric.unit) if gap else None
    if gap is None or remark is None or (remark.slug == "over-allocated" and not internal):
        return ""
    beside = (gap.allocated, gap.value)
    allocated = writer.amount(gap.allocated, view.metric, "allocated", beside=beside)
    told = remark_text(remark.slug, remark.facts, writer.lang, beside=[abs(value) for value in beside])
    quoted = writer.quote(told, f"remark.{remark.slug}", view.metric)
    return say("brief.gap", writer.lang, amount=allocated, gap=quoted)
