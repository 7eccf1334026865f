"""The leads of all cities as small pictures on one scale: who is behind, and whether it grows."""

from collections.abc import Callable, Sequence
from html import escape

from briefing.amounts import NOTHING, amount_text, is_due, lead_text, status_text
from briefing.palette import SIGNS
from briefing.places import is_system, place_name
from briefing.screen.svg import write_way
from metrics.cumulation.series import Series
from metrics.plan import Target
from metrics.progress.judging import Progress
from metrics.progress.lines import TimeValue, lead_line
from wording.sentences import say

_WIDE, _TALL, _LIMIT = 150, 44, 30


def multiples_part(lines: Sequence[tuple[Progress, Series]], address: Callable[[str], str], lang: str) -> str:
    """Return a small picture a place, each a link; all share the span of the targets and one scale of leads.

    Places without a schedule have no line, only their amount. Empty where no place has a line.
    """
    drawn = [(one, lead_line(one, series)) for one, series in lines]
    if not any(line for _, line in drawn):
        return ""
    reach = min(max(abs(float(point.value)) for _, line in drawn for point in line) or 1.0, _LIMIT)
    body = "".join(_picture(one, line, reach, address(one.city), lang) for one, line in drawn)
    note = escape(say("metric.multiples-note", lang, limit=round(reach)))
    return f'<div class="lj"><div class="lj-multiples">{body}</div><div class="lj-remark">{note}</div></div>'


def _picture(one: Progress, line: Sequence[TimeValue], reach: float, address: str, lang: str) -> str:
    lead = lead_text(one, lang)
    said = status_text(one.status, lang) if lead == NOTHING else lead if is_due(one) else lead.split(" ")[0]
    name, apart = escape(place_name(one.city, lang)), " lj-apart" if is_system(one.city) else ""
    drawn = _drawn(line, reach, one.target) if one.target is not None else ""
    return (
        f'<a class="{one.status}{apart}" href="{address}"><span>{name}</span>'
        f"<b><i>{SIGNS[one.status]}</i> {escape(said)}</b>{drawn}<em>{escape(amount_text(one, lang))}</em></a>"
    )


def _drawn(line: Sequence[TimeValue], reach: float, target: Target) -> str:
    if len(line) < 2:
        return "<svg></svg>"
    days = max((target.due - target.start).days, 1)

    def place(point: TimeValue) -> tuple[int, int]:
        lead = max(min(float(point.value), reach), -reach)
        return round(_WIDE * (point.day - target.start).days / days), round(_TALL / 2 * (1 - lead / reach))

    way = [place(point) for point in line]
    last = f'<circle cx="{way[-1][0]}" cy="{way[-1][1]}" r="2.5"/>'
    return f'<svg><path d="{write_way(way)}"/>{last}</svg>'
