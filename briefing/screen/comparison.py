"""Places beside each other: every metric, and what each gained this year and the last."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from html import escape

from briefing.amounts import NOTHING, amount_text, completion_text, is_due, lead_text, status_text
from briefing.palette import SIGNS
from briefing.places import place_name
from data.queries.city import CityView
from data.queries.period import PeriodLine
from metrics.cumulation.gains import Gain
from metrics.plan import Metric
from metrics.progress.judging import Progress
from wording.figures import figure, percent
from wording.sentences import say


def figures_beside(views: Sequence[CityView], address: Callable[[str, str | None], str], lang: str) -> str:
    """Return a table, one row a metric, one column a place; each cell leads to the place at that metric."""
    heads = "".join(
        f'<th scope="col"><a href="{address(view.city, None)}">{escape(place_name(view.city, lang))}</a></th>'
        for view in views
    )
    rows = ""
    for row in zip(*(view.lines for view in views), strict=True):
        beside = [line.progress for line in row]
        cells = "".join(_cell(one, beside, address(one.city, one.metric.id), lang) for one in beside)
        rows += f'<tr><th scope="row">{escape(row[0].metric.name.in_language(lang))}</th>{cells}</tr>'
    return _framed(say("compare.figures", lang), f"<th>{escape(say('chart.metric', lang))}</th>{heads}", rows)


def _cell(one: Progress, beside: Sequence[Progress], address: str, lang: str) -> str:
    lead = lead_text(one, lang, beside)
    told = [] if one.metric.kind.adds_up is False else [completion_text(one, lang)]
    told += [] if lead == NOTHING else [lead if is_due(one) else say("chart.lead-is", lang, lead=lead)]
    facts = escape("　".join(text for text in told if text != NOTHING))
    status = f"<i>{SIGNS[one.status]}</i> {escape(status_text(one.status, lang))}"
    amount = escape(amount_text(one, lang, beside))
    return f'<td class="{one.status}"><a href="{address}"><b>{amount}</b><br>{status}　{facts}</a></td>'


def years_beside(lines: Sequence[PeriodLine], cities: Sequence[str], lang: str) -> str:
    """Return a table of what each place gained in a span and in the same span a year before, and the change."""
    keys = ("compare.this-year", "compare.last-year", "compare.change")
    heads = "".join(f'<th scope="colgroup" colspan="3">{escape(place_name(city, lang))}</th>' for city in cities)
    under = "".join(f"<th class=n>{escape(say(key, lang))}</th>" for key in keys) * len(cities)
    rows = ""
    for metric in dict.fromkeys(line.metric.id for line in lines):
        own = [line for line in lines if line.metric.id == metric]
        if all(line.gain is None and line.before is None for line in own):
            continue
        cells = "".join(_gains(line, lang) for line in own)
        rows += f'<tr><th scope="row">{escape(own[0].metric.name.in_language(lang))}</th>{cells}</tr>'
    if not rows:
        return f'<div class="lj lj-muted">{escape(say("compare.no-years", lang))}</div>'
    first = f'<th rowspan="2">{escape(say("chart.metric", lang))}</th>'
    return _framed(say("compare.years-name", lang), f"{first}{heads}</tr><tr>{under}", rows)


def _gains(line: PeriodLine, lang: str) -> str:
    beside = [one.value for one in (line.gain, line.before) if one is not None and one.value]
    texts = [_gain_text(one, line.metric, beside, lang) for one in (line.gain, line.before)]
    return "".join(f"<td class=n>{escape(text)}</td>" for text in (*texts, _change(line.gain, line.before, lang)))


def _gain_text(gain: Gain | None, metric: Metric, beside: Sequence, lang: str) -> str:
    if gain is None:
        return NOTHING
    amount = figure(gain.value, metric.unit, lang, beside=beside)
    return say("chart.at-least", lang, amount=amount) if gain.at_least else amount


def _change(now: Gain | None, before: Gain | None, lang: str) -> str:
    """Write the change in %; nothing where either is a lower bound, or there was nothing to grow from."""
    if now is None or before is None or now.at_least or before.at_least or before.value <= 0:
        return NOTHING
    change = Fraction(now.value - before.value) / Fraction(before.value)
    sign = "+" if change > 0 else ""
    return f"{sign}{percent(change, lang)}"


def _framed(title: str, head: str, rows: str) -> str:
    name = escape(title)
    return (
        f'<div class="lj lj-table lj-beside" tabindex="0" role="region" aria-label="{name}"><table aria-label="{name}">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
