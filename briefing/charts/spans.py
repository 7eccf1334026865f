"""Compose the charts of one bar a row: bullets against target, and the ranking by lead."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from briefing.amounts import (
    NOTHING,
    amount_text,
    completion_text,
    is_due,
    lead_text,
    status_text,
    title_name,
    unit_word,
)
from briefing.charts.chart import Bullet, BulletRow, Ranking, RankRow, Table, TableColumn
from briefing.charts.sources import percent_of, progress_sources, progress_table
from briefing.places import is_system, place_name
from briefing.schedules import schedule_text
from metrics.decimals import as_decimal
from metrics.progress.judging import Progress, Status
from wording.figures import day_text
from wording.sentences import say


def chart_metrics(progresses: Sequence[Progress], lang: str, demo: bool = False) -> Bullet:
    """Return the metrics of one place against their targets, in % of each target."""
    first = progresses[0]
    title = say("chart.title-bullet-city", lang, place=place_name(first.city, lang))
    asked = [one for one in progresses if one.status is not Status.NOT_APPLICABLE] or progresses
    labels = [(one.metric.id, one.metric.short.in_language(lang), one) for one in asked]
    return _bullet(labels, title, say("chart.metric", lang), None, lang, demo)


def chart_cities(progresses: Sequence[Progress], lang: str, demo: bool = False) -> Bullet:
    """Return the places of one metric against their targets, in % of each target."""
    first = progresses[0]
    title = say("chart.title-bullet-metric", lang, metric=title_name(first.metric, lang))
    asked = [one for one in progresses if one.status is not Status.NOT_APPLICABLE] or progresses
    labels = [(one.city, place_name(one.city, lang), one) for one in asked]
    return _bullet(labels, title, say("chart.city", lang), unit_word(first.metric.unit, lang), lang, demo)


def _bullet(
    labels: Sequence[tuple[str, str, Progress]], title: str, first: str, unit: str | None, lang: str, demo: bool
) -> Bullet:
    beside = [one for _, _, one in labels]
    band = _find_band(beside)
    rows = tuple(
        BulletRow(
            key,
            label,
            one.status,
            one.actual if band else _length(one),
            _due(one),
            amount_text(one, lang, beside),
            schedule_text(one, lang, beside),
            _aimed(one, bool(band)),
            "" if completion_text(one, lang) == NOTHING else completion_text(one, lang),
        )
        for key, label, one in labels
    )
    as_of = beside[0].as_of
    sentence = say("chart.semicolon", lang).join(_in_words(label, one, beside, lang) for _, label, one in labels)
    return Bullet(
        name=f"{title}_{as_of:%Y%m%d}",
        title=title,
        unit="%" if band else say("chart.share-of-target", lang),
        alternative=say("chart.alt-list", lang, title=title, day=day_text(as_of, lang), rows=sentence),
        table=progress_table([(label, one) for _, label, one in labels], first, lang, unit),
        sources=progress_sources(beside, lang),
        lang=lang,
        demo=demo,
        rows=rows,
        names=(
            say("chart.value" if band else "chart.completion", lang),
            say("chart.scheduled", lang),
            say("chart.floor" if band else "chart.target", lang),
        ),
        band=band,
    )


def _aimed(progress: Progress, banded: bool) -> bool:
    """Tell whether the row has a target to be marked; a ratio has one only where the axis shows its values."""
    aimed = progress.target is not None and progress.target.value != 0
    return aimed and (banded or progress.metric.kind.adds_up)


def _find_band(progresses: Sequence[Progress]) -> tuple[Decimal, Decimal | None] | None:
    """Return the band of a ratio where every row is of that one ratio: the chart then shows the values themselves."""
    targets = [one.target for one in progresses if one.target is not None]
    one_ratio = {one.metric.id for one in progresses} == {progresses[0].metric.id} and not progresses[
        0
    ].metric.kind.adds_up
    return (targets[-1].value, targets[-1].upper) if one_ratio and targets else None


def _in_words(label: str, progress: Progress, beside: Sequence[Progress], lang: str) -> str:
    """Say one row; what has no completion has none in words either."""
    amount, status = amount_text(progress, lang, beside), status_text(progress.status, lang)
    completion = completion_text(progress, lang)
    if completion == NOTHING:
        return say("chart.alt-row-short", lang, label=label, amount=amount, status=status)
    return say("chart.alt-row", lang, label=label, amount=amount, completion=completion, status=status)


def _due(progress: Progress) -> Decimal | None:
    """Return what is due in % of the target: of whole things the whole ones, as the status judges."""
    if progress.scheduled is None or progress.target is None or not progress.target.value or is_due(progress):
        return None
    return percent_of(Fraction(progress.scheduled) / Fraction(progress.target.value))


def _length(progress: Progress) -> Decimal | None:
    """Return the bar's length in % of the target; a ratio has no completion, and among others no bar."""
    return None if not progress.metric.kind.adds_up else percent_of(progress.completion)


def chart_ranking(
    progresses: Sequence[Progress], lang: str, demo: bool = False, ranks: Mapping[str, int] | None = None
) -> Ranking:
    """Return the leads of the cities of one metric in the order given, with their ranks; systems are left out.

    `ranks` are the places of those that may be ranked, by code. Who orders them is the reader
    (`briefing.places.order_places`); a paper keeps the official order.
    """
    ordered = [one for one in progresses if not is_system(one.city)]
    metric, as_of, limits = progresses[0].metric, progresses[0].as_of, progresses[0].plan.thresholds
    ranks = ranks or {}
    rows = tuple(
        RankRow(one.city, place_name(one.city, lang), one.status, as_decimal(one.lead), _rank_text(one, lang, ranks))
        for one in ordered
    )
    table = progress_table(
        [(place_name(one.city, lang), one) for one in ordered],
        say("chart.city", lang),
        lang,
        unit_word(metric.unit, lang),
    )
    title = say("chart.title-ranking", lang, metric=title_name(metric, lang))
    sentence = say("chart.semicolon", lang).join(f"{row.label} {row.text}" for row in rows)
    return Ranking(
        name=f"{title}_{as_of:%Y%m%d}",
        title=title,
        unit=say("unit.points", lang),
        alternative=say("chart.alt-list", lang, title=title, day=day_text(as_of, lang), rows=sentence),
        table=_with_ranks(table, [ranks.get(one.city) for one in ordered], lang),
        sources=progress_sources(ordered, lang),
        lang=lang,
        demo=demo,
        rows=rows,
        limits=(limits.slightly_behind, limits.on_schedule),
    )


def _with_ranks(table: Table, ranks: Sequence[int | None], lang: str) -> Table:
    """Return the table with a column of ranks after the places; nobody ranked, no column."""
    if not any(ranks):
        return table
    rows = zip(table.rows, ranks, strict=True)
    return Table(
        (table.columns[0], TableColumn(say("chart.rank", lang), "number"), *table.columns[1:]),
        tuple((row[0], None if rank is None else Decimal(rank), *row[1:]) for row, rank in rows),
    )


def _rank_text(progress: Progress, lang: str, ranks: Mapping[str, int]) -> str:
    if progress.lead is None:
        return status_text(progress.status, lang)
    text = lead_text(progress, lang).split(" ")[0]
    if progress.city in ranks:
        text = f"{text} {say('chart.rank-is', lang, place=ranks[progress.city])}"
    return text if progress.reported else f"{text} {say('chart.not-reported-now', lang)}"
