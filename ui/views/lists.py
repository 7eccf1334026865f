"""Lists of the read pages as HTML: figures with origins, what changed, who has not reported."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from urllib.parse import urlencode

from briefing.amounts import NOTHING, amount_alone, amount_text, completion_text, target_alone
from briefing.charts.sources import progress_sources
from briefing.places import place_name
from briefing.schedules import leads_text, schedule_text
from data.handins.handin import Submission
from data.queries.overview import Change, Overview
from metrics.progress.judging import Progress
from ui.parts import Link, gap_text, heading_part, lead_part, remarks_part, sources_part, status_part
from wording.figures import day_text
from wording.sentences import say

_SHOWN, _NAMED = 12, 3
_FIGURES = ("actual", "completion", "schedule", "lead")


def figures_part(
    rows: Sequence[tuple[str, Progress]], first: str, lang: str, ranks: Mapping[str, int] | None = None
) -> str:
    """Return a table of progresses, with their places' ranks where some have one.

    The last column but one opens the cells that each figure came from.
    """
    beside = [one for _, one in rows]
    written = [_figure_texts(one, beside, lang) for one in beside]
    # A column in which no row has anything (of a ratio completion, schedule and lead) is left out.
    kept = [place for place in range(len(_FIGURES)) if not place or any(texts[place] != NOTHING for texts in written)]
    head = f"<th>{escape(first)}</th>" + (f"<th class=n>{escape(say('chart.rank', lang))}</th>" if ranks else "")
    head += "".join(f"<th class=n>{escape(say(f'chart.{_FIGURES[place]}', lang))}</th>" for place in kept)
    head += f"<th>{escape(say('chart.status', lang))}</th>"
    lines = "".join(
        _figure_row(label, one, [*_rank_cell(one, ranks), *(texts[place] for place in kept)], lang)
        for (label, one), texts in zip(rows, written, strict=True)
    )
    head += f"<th class=o>{say('ui.origin-head', lang)}</th><th>{say('chart.firm', lang)}</th>"
    return f'<div class="lj lj-table"><table><tr>{head}</tr>{lines}</table></div>'


def _rank_cell(one: Progress, ranks: Mapping[str, int] | None) -> tuple[str, ...]:
    return (str(ranks.get(one.city, NOTHING)),) if ranks else ()


def _figure_texts(one: Progress, beside: Sequence[Progress], lang: str) -> tuple[str, ...]:
    amount, schedule = amount_text(one, lang, beside), schedule_text(one, lang, beside)
    return amount, completion_text(one, lang), schedule, leads_text(one, lang, beside)


def _figure_row(label: str, one: Progress, cells: Sequence[str], lang: str) -> str:
    numbers = "".join(f"<td class=n>{escape(cell)}</td>" for cell in cells)
    return (
        f"<tr><td>{escape(label)}</td>{numbers}<td>{status_part(one.status, lang)}</td>"
        f"<td class=o>{sources_part(progress_sources([one], lang), lang)}</td>"
        f'<td class="w">{remarks_part(one, lang)}</td></tr>'
    )


def rank_part(overview: Overview, city: str, lang: str) -> str:
    """Return at which place a city stands in each metric that is ranked, and by how many places it moved."""
    told = []
    for metric, ranks in overview.ranks.items():
        if city in ranks:
            moved = overview.ranks_before.get(metric, {}).get(city, ranks[city]) - ranks[city]
            key = "city.rank" if not moved else "city.rank-better" if moved > 0 else "city.rank-worse"
            name = overview.plan.metric(metric).short.in_language(lang)
            told.append(say(key, lang, metric=name, rank=ranks[city], count=len(ranks), moved=abs(moved)))
    if not told:
        return ""
    return lead_part(say("city.ranks", lang, ranks=say("chart.semicolon", lang).join(told)))


def changes_part(overview: Overview, lang: str, link: Link, every: bool = False) -> str:
    """Return what is not as it was at the previous as-of day, turned statuses first; the rest when `every` is asked."""
    if overview.previous is None:
        return _quiet(say("overview.no-previous", lang))
    if not overview.changes:
        return _quiet(say("overview.no-changes", lang, day=day_text(overview.previous, lang)))
    shown = overview.changes if every else overview.changes[:_SHOWN]
    rest = len(overview.changes) - len(shown)
    # What stands in one table is written in one unit.
    beside = [one for change in overview.changes for one in (change.before, change.after)]
    lines = "".join(_change_line(change, overview, beside, lang, link) for change in shown)
    keys = ("chart.city", "chart.metric", "overview.before-after", "chart.target", "chart.status")
    head = "".join(f"<th{' class=n' if key in keys[2:4] else ''}>{escape(say(key, lang))}</th>" for key in keys)
    head = f"<tr>{head}</tr>"
    more = f'<a href="?changes=all">{say("overview.more-changes", lang, count=rest)}</a>' if rest else ""
    note = say("overview.changes-since", lang, day=day_text(overview.previous, lang), count=len(overview.changes))
    return f'<div class="lj"><div class="lj-muted">{escape(note)}</div>{_tabled(head + lines)}{more}</div>'


def _change_line(change: Change, overview: Overview, beside: Sequence[Progress], lang: str, link: Link) -> str:
    before, after = change.before, change.after
    status = status_part(after.status, lang)
    if change.turned:
        status = f"{status_part(before.status, lang)} → {status}"
    was, now = (amount_alone(one, lang, beside) for one in (before, after))
    name = overview.plan.metric(change.metric).short.in_language(lang)
    target = target_alone(after, lang, beside)
    return (
        f'<tr><td><a href="{link(change.city, change.metric)}">{escape(place_name(change.city, lang))}</a></td>'
        f"<td>{escape(name)}</td>"
        f"<td class=n>{escape(was)} → {escape(now)}</td><td class=n>{escape(target)}</td><td>{status}</td></tr>"
    )


def unreported_part(overview: Overview, lang: str, waiting: Sequence[Submission] = ()) -> str:
    """Return who has not reported for the as-of period, and whose hand-in waits to be accepted.

    Parameters
    ----------
    waiting
        The hand-ins that wait, each listed with a link to its receipt.
    """
    lines = [
        *_who(overview, overview.unreported, "overview.not-reported", lang),
        *_who(overview, overview.pending, "overview.pending", lang),
        *_who(overview, overview.incomparable, "overview.no-total", lang),
    ]
    lines += [_waiting_line(one, lang) for one in waiting]
    if not lines:
        return _quiet(say("overview.all-reported", lang))
    return f'<div class="lj">{_listed("".join(lines))}</div>'


def _waiting_line(one: Submission, lang: str) -> str:
    """Write a hand-in that waits: whose, until when, and a link to where it is decided."""
    names = say("chart.comma", lang).join(place_name(code, lang) for code in one.cities[:_NAMED])
    if len(one.cities) > _NAMED:
        names = say("brief.some-cities", lang, first=place_name(one.cities[0], lang), count=len(one.cities))
    span = say("chart.until", lang, day=day_text(one.last_end, lang)) if one.last_end else ""
    told = say("overview.waits", lang, names=names, span=span)
    return f"<li>{_receipt_link(one, lang)}　{escape(told)}　<em>{escape(one.file)}</em></li>"


def supporting_part(overview: Overview, lang: str) -> str:
    """Return the province's supporting figures, and what is 未分解 or 超分解 of each target."""
    own = [one for one, _ in (overview.supporting if overview.headline else ()) if one.actual is not None]
    rows = [(one.metric.name.in_language(lang), one) for one in own]
    gaps = ""
    for gap in overview.allocation_gaps:
        if gap.value:
            metric = overview.plan.metric(gap.target.metric)
            name = escape(metric.short.in_language(lang))
            gaps += f"<li>{name}　<em>{gap_text(gap, metric, lang)}</em></li>"
    told = ""
    if rows:
        told = heading_part(say("overview.supporting", lang)) + figures_part(rows, say("chart.metric", lang), lang)
    if gaps:
        told += heading_part(say("overview.gaps", lang)) + f'<div class="lj">{_listed(gaps)}</div>'
    return told


def _who(overview: Overview, found: dict[str, tuple[str, ...]], key: str, lang: str) -> list[str]:
    lines = []
    for city, metrics in found.items():
        names = say("chart.comma", lang).join(overview.plan.metric(one).short.in_language(lang) for one in metrics)
        link = city_link(city, overview.plan.id, overview.as_of, lang)
        lines.append(f"<li>{link}　<em>{escape(say(key, lang, metrics=names))}</em></li>")
    return lines


def handins_part(submissions: Sequence[Submission], lang: str) -> str:
    """Return the hand-ins that speak of a place, latest first."""
    if not submissions:
        return _quiet(say("city.no-handins", lang))
    lines = "".join(_handin_line(one, lang) for one in submissions)
    return f'<div class="lj">{_listed(lines)}</div>'


def _handin_line(one: Submission, lang: str) -> str:
    state = say(f"submission.state.{one.status}", lang)
    return f"<li>{_receipt_link(one, lang)}　{escape(one.file)}　<em>{escape(state)}</em></li>"


def _receipt_link(one: Submission, lang: str) -> str:
    query = escape(urlencode({"receipt": one.id, "lang": lang}))
    return f'<a href="upload?{query}" target="_self">{escape(one.number or "—")}</a>'


def city_link(city: str, plan: str, as_of: date | None, lang: str) -> str:
    """Return a link to the city's page that shows the same plan, day and language."""
    return f'<a href="{city_address(city, plan, as_of, lang)}" target="_self">{escape(place_name(city, lang))}</a>'


def city_address(city: str, plan: str, as_of: date | None, lang: str, metric: str | None = None) -> str:
    """Return the address, escaped, of the city's page at the same plan, day and language."""
    asked = {"city": city, "plan": plan, "as_of": as_of.isoformat() if as_of else "", "lang": lang}
    return escape(f"city?{urlencode(asked | ({'metric': metric} if metric else {}))}")


def _listed(lines: str) -> str:
    return f'<ul class="lj-list">{lines}</ul>'


def _tabled(rows: str) -> str:
    return f'<div class="lj-table"><table>{rows}</table></div>'


def _quiet(text: str) -> str:
    return f'<div class="lj lj-muted">{escape(text)}</div>'
