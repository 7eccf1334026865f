"""The table of a city's counties: amounts as bars of the city's figure, and whether they add up to it."""

from collections.abc import Sequence
from html import escape

from briefing.amounts import NOTHING
from data.queries.counties import CountyFigures
from wording.figures import Number, day_text, figure, span_text
from wording.sentences import say


def counties_part(names: Sequence[str], figures: Sequence[CountyFigures], lang: str) -> str:
    """Return the table, one row a county; who has not reported is named, and the sum is held against the city's own."""
    heads = "".join(
        f'<th scope="col">{escape(one.metric.short.in_language(lang))}<br><small>{_span(one, lang)}</small></th>'
        for one in figures
    )
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th>{"".join(_cell(one, name, lang) for one in figures)}</tr>'
        for name in names
    )
    totals = "".join(f"<td><span>{_total(one, lang)}</span></td>" for one in figures)
    checks = "".join(f"<td>{escape(_check(one, lang))}</td>" for one in figures)
    title = escape(say("city.counties", lang))
    first = f'<th scope="col">{escape(say("city.county", lang))}</th>'
    return (
        f'<div class="lj lj-table lj-counties" tabindex="0" role="region" aria-label="{title}">'
        f'<table aria-label="{title}"><thead><tr>{first}{heads}</tr></thead>'
        f"<tbody>{rows}</tbody><tfoot>"
        f'<tr><th scope="row">{escape(say("city.counties-total", lang))}</th>{totals}</tr>'
        f'<tr><th scope="row">{escape(say("city.counties-check", lang))}</th>{checks}</tr></tfoot></table></div>'
    )


def _span(one: CountyFigures, lang: str) -> str:
    first = next(iter(one.parts.values()))
    text = (
        span_text(first.start, first.end, lang) if first.start else say("ui.until", lang, day=day_text(first.end, lang))
    )
    return escape(text)


def _cell(one: CountyFigures, name: str, lang: str) -> str:
    found = one.parts.get(name)
    if found is None and name in one.otherwise:
        return f"<td>{escape(say('city.counties-otherwise', lang))}</td>"
    if found is None:
        return f'<td class="not_reported"><i>○</i> {escape(say("status.not_reported", lang))}</td>'
    whole = one.whole.value if one.whole is not None else one.total
    wide = min(round(float(found.value / whole) * 72), 72) if whole and one.metric.kind.adds_up else 0
    bar = f'<u style="--w:{max(wide, 1)}px"></u>' if found.value and one.metric.kind.adds_up else ""
    return f"<td><span>{_amount(one, found.value, lang)}</span>{bar}</td>"


def _total(one: CountyFigures, lang: str) -> str:
    return _amount(one, one.total, lang) if one.metric.kind.adds_up else NOTHING


def _amount(one: CountyFigures, value: Number, lang: str) -> str:
    beside = [found.value for found in one.parts.values()]
    return escape(figure(value, one.metric.unit, lang, beside=beside))


def _check(one: CountyFigures, lang: str) -> str:
    if one.gap is None:
        return NOTHING
    if one.gap == 0:
        return say("city.counties-equal", lang)
    key = "city.counties-less" if one.gap > 0 else "city.counties-more"
    return say(key, lang, amount=figure(abs(one.gap), one.metric.unit, lang))
