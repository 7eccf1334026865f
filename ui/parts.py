"""The parts that the read pages are made of, as HTML: they stand before any script has loaded."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from html import escape
from urllib.parse import urlencode

from briefing.amounts import NOTHING, amount_alone, amount_text, completion_text, is_due, remark_values, status_text
from briefing.charts.chart import CellValue, Chart, Source, Table
from briefing.charts.sources import progress_sources
from briefing.charts.times import chart_sparkline, published_day
from briefing.palette import SIGNS, Palette
from briefing.places import place_names
from briefing.schedules import leads_text, list_formulas, schedule_text
from briefing.screen.sparkline import sparkline_address
from data.reference.published import Published
from metrics.cumulation.series import Series
from metrics.plan import Metric, Plan
from metrics.progress.judging import Progress, Status
from metrics.progress.targets import AllocationGap
from wording.figures import MINUS, day_text, figure, number_text, percent, points
from wording.remarks import remark_text
from wording.sentences import say

# Gives the address, escaped, of a place's page at a metric; of the province that of the metric's page.
Link = Callable[[str, str | None], str]

_SHOWN_SOURCES = 40
_FIGURE = re.compile(
    r"[+−-]?\d[\d,.]*(?: ?(?:%|个?百分点|万?人次|万?[个项家人位市元期]|pp|sessions))?[，。；、）,;.)]*"
)


def title_part(title: str, subtitle: str) -> str:
    """Return the head of a page; on paper it stands at the foot of each sheet, too."""
    foot = escape(f"{title}　{subtitle}", quote=False).replace("\\", "").replace('"', "”")
    return (
        f'<style>@page{{@bottom-left{{content:"{foot}";font-size:8pt}}}}</style>'
        f'<div class="lj lj-head"><h1 class="lj-title">{escape(title)}</h1>'
        f'<div class="lj-sub">{escape(subtitle)}</div></div>'
    )


def demo_part(lang: str) -> str:
    """Return the line that stands on every page of a demo store."""
    return f'<div class="lj"><div class="lj-demo">{escape(say("ui.demo", lang))}</div></div>'


def heading_part(text: str) -> str:
    """Return a heading inside a page."""
    return f'<div class="lj"><h2 class="lj-h">{escape(text)}</h2></div>'


def lead_part(text: str) -> str:
    """Return a sentence that says where things stand; nothing when there is none."""
    return f'<div class="lj"><p class="lj-lead">{_keep_together(text)}</p></div>' if text else ""


def _keep_together(text: str) -> str:
    """Return a sentence, escaped, in which no line ends between a figure and its unit or sign."""
    return _FIGURE.sub(r'<span class="k">\g<0></span>', escape(text))


def remark_part(text: str) -> str:
    """Return a remark under such a sentence; nothing when there is none."""
    return f'<div class="lj lj-remark">{escape(text)}</div>' if text else ""


def tabs_part(name: str, options: Mapping[str, str], chosen: str, title: str) -> str:
    """Return a choice as links to this page: `options` are values with their words."""
    links = "".join(
        f'<a href="?{escape(urlencode({name: value}))}"'
        f"{' aria-current=true' if value == chosen else ''}>{escape(word)}</a>"
        for value, word in options.items()
    )
    return f'<nav class="lj-tabs" aria-label="{escape(title)}">{links}</nav>'


def strip_part(days: Sequence[str], chosen: str, lang: str) -> str:
    """Return the steps to the days before and after, latest first in `days`, and the button that copies the link."""
    place = days.index(chosen)
    steps = ""
    for sign, key, other in (("◀", "ui.day-before", place + 1), ("▶", "ui.day-after", place - 1)):
        word = escape(say(key, lang))
        if 0 <= other < len(days):
            address = escape(urlencode({"as_of": days[other]}))
            steps += f'<a href="?{address}" title="{word}" aria-label="{word}">{sign}</a>'
        else:
            steps += f'<span aria-hidden="true">{sign}</span>'
    copied, copy = escape(say("ui.copied", lang)), escape(say("ui.copy-link", lang))
    button = f'<button type="button" data-copied="{copied}">{copy}</button>'
    return f'<div class="lj lj-steps">{steps}{button}</div>'


def gap_part(gap: AllocationGap | None, metric: Metric, lang: str) -> str:
    """Return 未分解 or 超分解; nothing where all is allocated, or nothing."""
    if gap is None or gap.value == 0:
        return ""
    return f'<div class="lj lj-remark">{gap_text(gap, metric, lang)}</div>'


def gap_text(gap: AllocationGap, metric: Metric, lang: str) -> str:
    """Write how much of the province's target is 未分解 or 超分解, escaped."""
    slug = "unallocated" if gap.value > 0 else "over-allocated"
    return escape(remark_text(slug, {"value": abs(gap.value), "unit": metric.unit}, lang))


def status_part(status: Status, lang: str) -> str:
    """Return a status by sign, word and colour."""
    return f'<span class="lj-status {status}"><i>{SIGNS[status]}</i>{escape(status_text(status, lang))}</span>'


def scope_part(progress: Progress, lang: str) -> str:
    """Return the 口径 behind a word that shows it on hovering or focus: what counts, and the formulas of its 序时."""
    metric = progress.metric
    words = f"{metric.scope.in_language(lang)}（{metric.clause}）" if lang == "zh" else metric.scope.en
    if progress.share is not None:
        formulas = list_formulas(progress.plan, progress.year is not None, lang)
        words = f"{words}。{''.join(formulas)}" if lang == "zh" else f"{words}. {' '.join(formulas)}"
    return f'<span class="lj-scope" tabindex="0">{say("ui.scope", lang)}<span>{escape(words)}</span></span>'


def remarks_part(progress: Progress, lang: str) -> str:
    """Return the remarks on a figure, on one quiet line."""
    names, beside = place_names(lang), remark_values(progress)
    texts = [remark_text(one.slug, one.facts, lang, names, beside) for one in progress.remarks]
    return f'<div class="lj-remark">{escape(say("chart.semicolon", lang).join(texts))}</div>' if texts else ""


def card_part(progress: Progress, series: Series, lang: str, palette: Palette, spark: bool = True) -> str:
    """Return the card of one metric: figure, completion, lead, status, line, remarks, origins."""
    line = chart_sparkline(progress, series, lang)
    listed = "".join(f"<span><em>{escape(label)}</em>{escape(text)}</span>" for label, text in _facts(progress, lang))
    picture = f'<img class="lj-spark" src="{sparkline_address(line, palette)}" alt="{escape(line.alternative)}">'
    return (
        f'<div class="lj-card {progress.status}"><div class="lj-name"><span>'
        f"{escape(progress.metric.name.in_language(lang))} {scope_part(progress, lang)}</span>"
        f"{status_part(progress.status, lang)}</div>"
        f'{_figure(progress, lang)}<div class="lj-facts">{listed}</div>'
        f"{picture if spark and (line.actual or line.schedule) else ''}{remarks_part(progress, lang)}"
        f"{sources_part(progress_sources([progress], lang), lang)}</div>"
    )


def cards_part(pairs: Iterable[tuple[Progress, Series]], lang: str, palette: Palette, spark: bool = True) -> str:
    """Return cards side by side, below each other on a narrow page."""
    cards = "".join(card_part(progress, series, lang, palette, spark) for progress, series in pairs)
    return f'<div class="lj"><div class="lj-cards">{cards}</div></div>'


def overview_cards_part(pairs: Iterable[tuple[Progress, Series]], link: Link, lang: str) -> str:
    """Return the cards of the overview: figure, status and one line of facts; the page of the metric has the rest."""
    cards = "".join(_short_card(progress, link, lang) for progress, _ in pairs)
    return f'<div class="lj"><div class="lj-cards">{cards}</div></div>'


def _short_card(progress: Progress, link: Link, lang: str) -> str:
    name = escape(progress.metric.name.in_language(lang))
    address = link(progress.city, progress.metric.id)
    told = [one for one in _facts(progress, lang) if one[0] != say("chart.schedule", lang)]
    facts = "".join(f"<span><em>{escape(label)}</em>{escape(text)}</span>" for label, text in told)
    count = len(progress_sources([progress], lang))
    origin = f'<a href="{address}" target="_self">{say("ui.origin", lang, count=count)}</a>' if count else ""
    return (
        f'<div class="lj-card {progress.status}"><div class="lj-name"><div role="heading" aria-level="2">'
        f'<a href="{address}" target="_self">{name}</a></div>{status_part(progress.status, lang)}</div>'
        f'<div class="lj-line">{_figure(progress, lang)}<div class="lj-facts">{facts}</div></div>'
        f'<div class="lj-line lj-foot">{remarks_part(progress, lang)}{origin}</div></div>'
    )


def _facts(progress: Progress, lang: str) -> list[tuple[str, str]]:
    told = (
        ("chart.completion", completion_text(progress, lang)),
        ("chart.schedule", schedule_text(progress, lang)),
        ("chart.missed-by" if is_due(progress) else "chart.lead", leads_text(progress, lang)),
    )
    return [(say(key, lang), text) for key, text in told if text != NOTHING]


def _figure(progress: Progress, lang: str) -> str:
    actual, slash, target = amount_text(progress, lang).partition(" / ")
    if not progress.metric.kind.adds_up and progress.actual is not None:
        actual = amount_alone(progress, lang)
        target = amount_text(progress, lang).removeprefix(actual)
    return f'<div class="lj-figure"><b>{escape(actual)}</b>{slash}{escape(target)}</div>'


def fold_part(title: str) -> str:
    """Return what folds the container below it on a phone, where it is folded at first; elsewhere nothing is seen."""
    return f'<div class="lj lj-fold"><details><summary>{escape(title)}</summary></details></div>'


def bar_part(title: str, beside: str) -> str:
    """Return a heading with a choice beside it."""
    return f'<div class="lj-bar"><div class="lj-h" role="heading" aria-level="2">{escape(title)}</div>{beside}</div>'


def sources_part(sources: Sequence[Source], lang: str, opened: bool = False) -> str:
    """Return where figures come from, one click away unless `opened`: file, sheet, cell, and what the cell says."""
    if not sources:
        return ""
    lines = "".join(_source_line(one) for one in sources[:_SHOWN_SOURCES])
    more = len(sources) - _SHOWN_SOURCES
    rest = f'<p class="lj-muted">{say("ui.origin-more", lang, count=more)}</p>' if more > 0 else ""
    if opened:
        return f'<ul class="lj-origin">{lines}</ul>{rest}'
    head = say("ui.origin", lang, count=len(sources))
    return f'<details><summary>{head}</summary><ul class="lj-origin">{lines}</ul>{rest}</details>'


def _source_line(one: Source) -> str:
    """Write one origin: what it says, then file, sheet and cell, then the cell's own text and its corrections."""
    place = " › ".join(escape(part) for part in (one.file, one.sheet, one.cell) if part)
    note = f"<br><em>{escape(one.note)}</em>" if one.note else ""
    return f"<li>{escape(one.about)}<br><em>{place}</em>　<q>{escape(number_text(one.raw))}</q>{note}</li>"


def table_part(table: Table, lang: str, name: str, opened: bool = False, stacked: bool = False) -> str:
    """Return the table of a chart, folded under a word unless `opened`; `name` is what it is called when heard.

    `stacked` writes each row below its first cell where there is no room for columns, every cell with its head.
    """
    numeric = [column.kind in ("number", "percent", "points") for column in table.columns]
    head = "".join(
        f"<th{' class=n' if right else ''}>{escape(column.label)}</th>"
        for column, right in zip(table.columns, numeric, strict=True)
    )
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td{' class=n' if right else ''}{_label(column.label) if stacked and place else ''}>"
            f"{escape(cell_text(cell, column.kind, lang))}</td>"
            for place, (cell, column, right) in enumerate(zip(row, table.columns, numeric, strict=True))
        )
        + "</tr>"
        for row in table.rows
    )
    named = f'<table aria-label="{escape(name)}">'
    body = f'<div class="lj-table{" lj-stack" if stacked else ""}">{named}<tr>{head}</tr>{rows}</table></div>'
    if opened:
        return body
    return f"<details><summary>{say('ui.table', lang)}</summary>{body}</details>"


def _label(label: str) -> str:
    return f' data-label="{escape(label)}"'


def cell_text(cell: CellValue, kind: str, lang: str) -> str:
    """Write one cell of a chart's table: exact figures, a dash where there is none."""
    if cell is None:
        return "—"
    if isinstance(cell, date):
        return day_text(cell, lang)
    if not isinstance(cell, Decimal):
        return cell
    if kind == "percent":
        return percent(cell / 100, lang)
    if kind == "points":
        return points(cell, lang).split(" ")[0]
    return f"{cell:,f}".replace("-", MINUS)


def published_part(figures: Iterable[Published], lang: str) -> str:
    """Return a list of published figures, each with its source and day."""
    rows = "".join(
        f"<li>{escape(one.text.in_language(lang))} <em>{escape(_published_source(one, lang))}</em></li>"
        for one in figures
    )
    note = escape(say("ui.published-note", lang))
    return f'<div class="lj"><div class="lj-muted">{note}</div><ul class="lj-list">{rows}</ul></div>'


def _published_source(one: Published, lang: str) -> str:
    issued = day_text(one.issued, lang) if one.issued else say("ui.day-unknown", lang)
    return say("ui.published-source", lang, day=published_day(one, lang), source=one.source, issued=issued)


def targets_part(plan: Plan, lang: str) -> str:
    """Return the plan's metrics with the targets of the province, each with its clause."""
    rows = []
    for metric in plan.metrics:
        targets = [target for target in metric.targets if target.city == plan.province]
        # A yearly figure is the same every year: one line that ends with the last.
        for target in targets[-1:] if metric.kind.yearly and len({t.value for t in targets}) == 1 else targets:
            value = figure(target.value, metric.unit, lang)
            if not metric.kind.adds_up:
                value = f"≥ {value}"
            if metric.kind.yearly and len(targets) > 1:
                value = say("ui.a-year", lang, amount=value)
            rows.append(
                f"<tr><td class=b>{escape(metric.name.in_language(lang))}</td><td class=n>{escape(value)}</td>"
                f"<td class=b>{escape(day_text(target.due, lang))}</td>"
                f"<td class=b>{escape(target.clause or metric.clause)}</td></tr>"
            )
    keys = ("chart.metric", "chart.target", "ui.due", "ui.clause")
    head = "".join(f"<th{' class=n' if key == 'chart.target' else ''}>{escape(say(key, lang))}</th>" for key in keys)
    return f'<div class="lj lj-table"><table><tr>{head}</tr>{"".join(rows)}</table></div>'


def chart_notes_part(chart: Chart, drawn: bool = False) -> str:
    """Return what stands below a chart: its notes (a drawing has them in itself), its table, its sources."""
    notes = "" if drawn else "".join(f'<div class="lj-remark">{escape(note)}</div>' for note in chart.notes)
    table = table_part(chart.table, chart.lang, chart.title)
    return f'<div class="lj">{notes}{table}{sources_part(chart.sources, chart.lang)}</div>'
