"""Every place of one metric in one table: what is done, what is left, and whether it can be done in time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from html import escape
from urllib.parse import urlencode

from briefing.amounts import (
    NOTHING,
    amount_text,
    completion_text,
    is_due,
    monthly_need,
    remark_values,
    status_text,
    whole_need,
)
from briefing.palette import SIGNS
from briefing.places import BY_LEAD, OFFICIAL, is_system, place_name, place_names
from briefing.schedules import leads_text, schedule_text
from metrics.cumulation.series import Series
from metrics.progress.catchup import CatchUp
from metrics.progress.judging import Progress
from metrics.progress.lines import lead_line
from wording.figures import Number, figure, month_text
from wording.remarks import remark_text
from wording.sentences import say

BY_REMAINING, BY_REQUIRED, BY_FINISH = "remaining", "required", "finish"
ORDERS = (OFFICIAL, BY_LEAD, BY_REMAINING, BY_REQUIRED, BY_FINISH)
_LATEST = date.max


@dataclass(frozen=True, slots=True)
class Behind:
    """Since which month a place has been behind its schedule, and for how many figures in a row."""

    since: date
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """One place with its pace; `catchup` is ``None`` without a target and for a ratio."""

    progress: Progress
    catchup: CatchUp | None
    behind: Behind | None


def order_word(order: str, lang: str) -> str:
    """Name an order of the rows."""
    return say(f"order.{order}" if order in (OFFICIAL, BY_LEAD) else f"forecast.{order}", lang)


def find_behind(progress: Progress, series: Series) -> Behind | None:
    """Return since when the lead has been below what counts as on schedule, up to the last figure; else ``None``.

    Nothing where the lead itself is unknown, nor from the due day on, when nothing is told in 序时.
    """
    if progress.lead is None or is_due(progress):
        return None
    limit, since, count = progress.plan.thresholds.on_schedule, None, 0
    for point in reversed(lead_line(progress, series)):
        if point.value >= limit:
            break
        since, count = point.day, count + 1
    return Behind(since, count) if since is not None else None


def order_rows(rows: Sequence[Row], order: str) -> list[Row]:
    """Return the rows in the order asked for, given in official order; systems and what is unknown come last."""

    def amount(value: Fraction | None) -> tuple[bool, Fraction]:
        return value is None, -(value or Fraction(0))

    keys = {
        BY_LEAD: lambda row: (is_system(row.progress.city), *amount(row.progress.lead)),
        BY_REMAINING: lambda row: amount(row.catchup.remaining if row.catchup else None),
        BY_REQUIRED: lambda row: amount(row.catchup.required if row.catchup else None),
        BY_FINISH: lambda row: _finish_day(row),
    }
    return sorted(rows, key=keys[order]) if order in keys else list(rows)


def _finish_day(row: Row) -> tuple[bool, int]:
    """Whose pace gets there last comes first; behind all others who is done or of whom nothing is known."""
    if row.catchup is None or not row.catchup.remaining:
        return True, 0
    return row.catchup.best is None, -(row.catchup.finish_late or _LATEST).toordinal()


def judge_pace(row: Row) -> str:
    """Return what past months say of the due day: a slug of ``forecast.*``; never more than they show."""
    pace, target = row.catchup, row.progress.target
    if pace is None or target is None or pace.remaining is None:
        return "unknown"
    if pace.remaining == 0:
        return "done"
    if not pace.months_left:
        return "over"
    if pace.best is None:
        return "unknown"
    if pace.reachable is False:
        return "out-of-reach"
    if pace.finish_late is not None and pace.finish_late <= target.due:
        return "in-time"
    if pace.finish_early is None:
        return "unknown"  # in most months nothing came: single months tell nothing of their sum
    return "perhaps" if pace.finish_early <= target.due else "late"


def forecast_part(
    whole: Row | None, rows: Sequence[Row], ranks: Mapping[str, int], origins: Mapping[str, str], order: str, lang: str
) -> str:
    """Return the table; a head orders the rows by it, a name opens the cells that the figure came from.

    Parameters
    ----------
    whole
        The province, which stands above all others; ``None`` for a ratio.
    origins
        By place, the origins of its figure as HTML.
    """
    shown = [*([whole] if whole else []), *order_rows(rows, order)]
    paced = any(row.catchup is not None for row in shown)
    common = _common_remarks([row.progress for row in shown], lang)
    heads = [("chart.city", OFFICIAL), ("chart.rank", BY_LEAD), ("chart.actual", ""), ("chart.completion", "")]
    heads += [("chart.schedule", "")] if paced else []
    heads += [("chart.lead", BY_LEAD), ("chart.status", "")]
    if paced:
        heads += [("forecast.remaining", BY_REMAINING), ("forecast.required", BY_REQUIRED), ("forecast.median", "")]
        heads += [("forecast.finish", BY_FINISH), ("forecast.in-time-head", "")]
    heads += [("forecast.behind", ""), ("chart.firm", "")]
    if not ranks:
        heads.remove(("chart.rank", BY_LEAD))
    head = "".join(_head(say(key, lang), by, order) for key, by in heads)
    beside = [row.progress for row in shown]
    # What stands in one table is written in one unit.
    amounts = [amount for row in shown for amount in _amounts(row) if amount]
    lines = "".join(
        _line(row, ranks, origins, beside, _pace(row, amounts, lang) if paced else "", common, lang) for row in shown
    )
    note = f'<div class="lj-remark">{escape(say("forecast.all", lang, remarks=common[1]))}</div>' if common[1] else ""
    title = escape(say("metric.figures", lang))
    return (
        f'<div class="lj">{note}<div class="lj-table lj-forecast" tabindex="0" role="region" aria-label="{title}">'
        f'<table aria-label="{title}"><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table></div></div>'
    )


def _head(word: str, by: str, order: str) -> str:
    if not by:
        return f'<th scope="col">{escape(word)}</th>'
    now = ' aria-sort="descending"' if by == order else ""
    return f'<th scope="col"{now}><a href="?{urlencode({"order": by})}">{escape(word)}</a></th>'


def _common_remarks(progresses: Sequence[Progress], lang: str) -> tuple[frozenset[str], str]:
    """Return the remarks that every reported figure has, and their words."""
    told = [{one.slug for one in progress.remarks} for progress in progresses if progress.actual is not None]
    slugs = frozenset(set.intersection(*told)) if len(told) > 1 else frozenset()
    first = next((one for one in progresses if one.actual is not None), None)
    plain = [one for one in (first.remarks if first else ()) if one.slug in slugs and not one.facts]
    words = say("chart.semicolon", lang).join(remark_text(one.slug, one.facts, lang) for one in plain)
    return frozenset(one.slug for one in plain), words


def _line(
    row: Row,
    ranks: Mapping[str, int],
    origins: Mapping[str, str],
    beside: Sequence[Progress],
    pace: str,
    common: tuple[frozenset[str], str],
    lang: str,
) -> str:
    one = row.progress
    name, origin = escape(place_name(one.city, lang)), origins.get(one.city, "")
    opened = f"<details class=lj-row><summary>{name}</summary>{origin}</details>" if origin else name
    cells = [str(ranks.get(one.city, NOTHING))] if ranks else []
    cells += [amount_text(one, lang, beside), completion_text(one, lang)]
    cells += [schedule_text(one, lang, beside)] if pace else []
    cells.append(leads_text(one, lang, beside))
    numbers = "".join(f"<td class=n>{escape(cell)}</td>" for cell in cells)
    status = f'<td class="{one.status}"><i>{SIGNS[one.status]}</i> {escape(status_text(one.status, lang))}</td>'
    since = (
        say("forecast.behind-since", lang, month=month_text(row.behind.since, lang), count=row.behind.count)
        if row.behind
        else ""
    )
    remarks = [two for two in one.remarks if two.slug not in common[0]]
    names, values = place_names(lang), remark_values(one)
    told = say("chart.semicolon", lang).join(remark_text(two.slug, two.facts, lang, names, values) for two in remarks)
    look = " class=w" if not is_system(one.city) and one.city == one.plan.province else ""
    return (
        f'<tr{look}><th scope="row">{opened}</th>{numbers}{status}{pace}<td>{escape(since)}</td>'
        f'<td class="w">{escape(told)}</td></tr>'
    )


def _amounts(row: Row) -> tuple[Number | None, Number | None, Number | None]:
    """What is left, what that takes a month, and what a month has lately brought."""
    pace, metric = row.catchup, row.progress.metric
    if pace is None or not pace.remaining:
        return None, None, None
    return whole_need(pace.remaining, metric), monthly_need(pace.required, metric), pace.median6


def _pace(row: Row, beside: Sequence[Number], lang: str) -> str:
    slug, pace, unit = judge_pace(row), row.catchup, row.progress.metric.unit
    texts = [NOTHING if one is None else figure(one, unit, lang, beside=beside) for one in _amounts(row)]
    finish = NOTHING
    if pace is not None and pace.remaining:
        early, late = (month_text(day, lang) if day else NOTHING for day in (pace.finish_early, pace.finish_late))
        finish = early if early == late else say("forecast.between", lang, early=early, late=late)
        if pace.finish_late is None and pace.finish_early is not None:
            finish = say("forecast.earliest", lang, month=early)
        if pace.at_most:
            texts[0] = say("forecast.at-most", lang, amount=texts[0])
    numbers = "".join(f"<td class=n>{escape(text)}</td>" for text in texts)
    return f'{numbers}<td>{escape(finish)}</td><td class="f-{slug}">{escape(say(f"forecast.{slug}", lang))}</td>'
