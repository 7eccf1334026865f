"""Compose the charts and tables of the breakdown page; its table of differences serves the registers too."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from briefing.amounts import unit_word
from briefing.charts.chart import Amounts, Bar, CellValue, Chart, PeriodBars, Source, Table, TableColumn
from briefing.charts.sources import column
from briefing.places import place_full_name, place_name
from data.queries.breakdown import BreakdownView, Part
from data.queries.reconciling import Difference
from data.reference.schemes import Term, load_groups, load_levels, load_programmes
from metrics.months import month_end
from wording.figures import day_text, figure, month_text, span_text
from wording.sentences import say

_TERMS = {"group": load_groups, "programme": load_programmes, "level": load_levels}


def scope_text(city: str, period: str, lang: str) -> str:
    """Return what a view is about: place and period."""
    return say("breakdown.scope", lang, place=place_full_name(city, lang), period=period_text(period, lang))


def period_text(period: str, lang: str) -> str:
    """Write ``all``, ``2019`` or ``2019-06``."""
    if period == "all":
        return say("breakdown.all", lang)
    if len(period) == 4:
        return span_text(date(int(period), 1, 1), date(int(period), 12, 31), lang)
    return month_text(date(int(period[:4]), int(period[5:]), 1), lang)


def term_text(kind: str, item: str, lang: str) -> str:
    """Return the name of a level, group or programme; what is empty is told from what the tables do not know."""
    if not item:
        return say("breakdown.unstated", lang)
    if item.startswith("?"):
        return say("breakdown.unknown", lang, text=item[1:])
    known: dict[str, Term] = {term.code: term for term in _TERMS[kind]()}
    return known[item].in_language(lang) if item in known else item


def chart_parts(view: BreakdownView, kind: str, lang: str, demo: bool = False) -> Amounts:
    """Return the trainings by ``group``, ``programme`` or ``level``, with the different people in the table."""
    parts: Sequence[Part] = {"group": view.groups, "programme": view.programmes, "level": view.levels}[kind]
    if kind == "level":
        # Levels have an order of their own.
        order = [term.code for term in load_levels()]
        parts = sorted(parts, key=lambda part: order.index(part.item) if part.item in order else len(order))
    return _amounts(view, kind, [(term_text(kind, part.item, lang), part) for part in parts], lang, demo)


def chart_names(view: BreakdownView, kind: str, lang: str, demo: bool = False) -> Amounts:
    """Return the trainings of the first occupations or institutions; the rest is one line of the table."""
    parts = view.occupations if kind == "occupation" else view.institutions
    named = [(part.item or say("breakdown.unstated", lang), part) for part in parts]
    return _amounts(view, kind, named, lang, demo, view.others[kind])


def _amounts(
    view: BreakdownView, kind: str, named: list[tuple[str, Part]], lang: str, demo: bool, others: int = 0
) -> Amounts:
    # 前20 is said only where there are more.
    first = "first-" if others else ""
    title = say(f"breakdown.title-{first}{kind}", lang, scope=scope_text(view.city, view.period, lang))
    counted = any(part.persons is not None for _, part in named)
    rows: list[tuple[CellValue, ...]] = []
    for label, part in named:
        persons = (_whole(part.persons),) if counted else ()
        rows.append((label, Decimal(part.sessions), _share(part.sessions, view.sessions), *persons))
    if others:
        rows.append((say("breakdown.others", lang), Decimal(others), _share(others, view.sessions)))
    columns = [
        TableColumn(say(f"breakdown.{kind}", lang)),
        column("breakdown.sessions", say("unit.sessions", lang), lang),
        TableColumn(say("breakdown.share", lang), "percent"),
    ]
    if counted:
        columns.append(column("breakdown.persons", say("unit.persons", lang), lang))
    return Amounts(
        name=title,
        title=title,
        unit=say("unit.sessions", lang),
        alternative=_in_words(title, [(label, part.sessions) for label, part in named], lang),
        table=Table(tuple(columns), tuple(rows)),
        sources=_sources(view),
        lang=lang,
        demo=demo,
        notes=(say("breakdown.rests-on", lang, files=len(view.files), count=view.sessions),),
        rows=tuple((label, Decimal(part.sessions)) for label, part in named),
        whole=Decimal(view.sessions),
        ranked=kind == "level",
    )


def chart_months(view: BreakdownView, lang: str, demo: bool = False) -> PeriodBars:
    """Return the trainings by the month in which they ended."""
    title = say("breakdown.title-month", lang, scope=scope_text(view.city, view.period, lang))
    bars = tuple(
        Bar(month_text(one.month, lang), one.month, month_end(one.month), Decimal(one.sessions), False)
        for one in view.months
    )
    columns = (
        TableColumn(say("breakdown.month", lang)),
        column("breakdown.sessions", say("unit.sessions", lang), lang),
        column("breakdown.persons", say("unit.persons", lang), lang),
    )
    rows = tuple((month_text(one.month, lang), Decimal(one.sessions), Decimal(one.persons)) for one in view.months)
    words = _in_words(title, [(month_text(one.month, lang), one.sessions) for one in view.months], lang)
    return PeriodBars(
        name=title,
        title=title,
        unit=say("unit.sessions", lang),
        alternative=words,
        table=Table(columns, rows),
        sources=_sources(view),
        lang=lang,
        demo=demo,
        bars=bars,
        required=None,
        names=(say("breakdown.sessions", lang), ""),
    )


def table_cross(view: BreakdownView, lang: str, demo: bool = False) -> Chart:
    """Return the trainings by group and programme, with sums on both sides."""
    title = say("breakdown.title-cross", lang, scope=scope_text(view.city, view.period, lang))
    programmes = [part.item for part in view.programmes]
    columns = [
        TableColumn(say("breakdown.group", lang)),
        *(TableColumn(term_text("programme", one, lang), "number") for one in programmes),
        TableColumn(say("breakdown.sum", lang), "number"),
    ]
    rows: list[tuple[CellValue, ...]] = []
    for group in view.groups:
        counts = [Decimal(view.cross.get((group.item, one), 0)) for one in programmes]
        rows.append((term_text("group", group.item, lang), *counts, Decimal(group.sessions)))
    sums = [Decimal(part.sessions) for part in view.programmes]
    rows.append((say("breakdown.sum", lang), *sums, Decimal(view.sessions)))
    return plain_table(title, columns, rows, say("unit.sessions", lang), lang, demo, _sources(view))


def table_differences(found: Sequence[Difference], title: str, lang: str, demo: bool = False) -> Chart:
    """Return each figure that list and report give differently: both numbers and both places."""
    unit = unit_word(found[0].metric.unit, lang) if found else ""
    listed = "breakdown.listed" if found and found[0].start else "register.counts"
    numbers = (listed, "breakdown.reported", "breakdown.difference")
    columns = [
        TableColumn(say("breakdown.city", lang)),
        TableColumn(say("breakdown.span", lang)),
        *(column(key, unit, lang) for key in numbers),
        TableColumn(say("breakdown.place", lang)),
    ]
    rows: list[tuple[CellValue, ...]] = []
    for one in found:
        span = span_text(one.start, one.end, lang) if one.start else day_text(one.end, lang)
        origin = one.source.origin
        place = " ".join(part for part in (origin.file, origin.sheet, origin.cell) if part)
        rows.append((place_name(one.city, lang), span, one.listed, one.reported, one.listed - one.reported, place))
    return plain_table(title, columns, rows, "", lang, demo)


def coverage_text(view: BreakdownView, lang: str) -> str:
    """Say which reporters the province's figures rest on; nothing when it is all of them, or one was chosen."""
    if view.city != view.plan.province or len(view.cities) >= len(view.plan.reporters):
        return ""
    names = say("chart.comma", lang).join(place_name(city, lang) for city in view.cities)
    return say("breakdown.coverage", lang, count=len(view.cities), all=len(view.plan.reporters), names=names)


def plain_table(
    title: str,
    columns: Sequence[TableColumn],
    rows: Sequence[tuple[CellValue, ...]],
    unit: str,
    lang: str,
    demo: bool,
    sources: tuple[Source, ...] = (),
) -> Chart:
    """Return a table that goes without a picture."""
    return Chart(
        name=title,
        title=title,
        unit=unit,
        alternative=title,
        table=Table(tuple(columns), tuple(rows)),
        sources=sources,
        lang=lang,
        demo=demo,
    )


def _sources(view: BreakdownView) -> tuple[Source, ...]:
    return tuple(Source("", None, one.file, "", "", f"{one.rows:,}") for one in view.files)


def _share(part: int, whole: int) -> Decimal | None:
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.1")) if whole else None


def _whole(count: int | None) -> Decimal | None:
    return None if count is None else Decimal(count)


def _in_words(title: str, parts: Sequence[tuple[str, int]], lang: str) -> str:
    told = parts[:12]
    beside = [count for _, count in told]
    listed = say("chart.semicolon", lang).join(
        f"{label} {figure(count, '人次', lang, beside=beside)}" for label, count in told
    )
    return say("breakdown.in-words", lang, title=title, parts=listed)
