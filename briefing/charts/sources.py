"""The table and the sources that stand beside every chart."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from briefing.amounts import (
    due_amount,
    is_due,
    is_provisional,
    lead_text,
    missing_amount,
    status_text,
    unit_word,
)
from briefing.charts.chart import CellValue, Source, Table, TableColumn
from briefing.charts.target_origins import correction_note, target_source
from briefing.places import place_name
from metrics.cumulation.series import Series
from metrics.decimals import as_decimal
from metrics.observation import Observation
from metrics.plan import Metric
from metrics.progress.judging import Progress
from wording.figures import month_text, span_text
from wording.remarks import short_remarks
from wording.sentences import say

_OLDER = ("carried", "last-known", "older-total")


def progress_table(rows: Sequence[tuple[str, Progress]], first: str, lang: str, unit: str | None = None) -> Table:
    """Return one row a progress: actual, day, target, completion, schedule, amount due, lead, status.

    `unit` is the common unit of the amounts; without it each row names its own.
    """
    amount, target, due = (say(f"chart.{key}", lang) for key in ("actual", "target", "scheduled"))
    if unit is not None:
        amount, target, due = (_with_unit(one, unit, lang) for one in (amount, target, due))
    columns = [
        TableColumn(first),
        TableColumn(amount, "number"),
        TableColumn(say("chart.actual-day", lang), "day"),
        TableColumn(target, "number"),
        TableColumn(say("chart.completion", lang), "percent"),
        TableColumn(say("chart.schedule", lang), "percent"),
        TableColumn(due, "number"),
        TableColumn(say("chart.lead", lang), "points"),
        TableColumn(say("chart.status", lang)),
        TableColumn(say("chart.firm", lang)),
    ]
    if unit is None:
        columns.insert(1, TableColumn(say("chart.unit", lang)))
    cells = []
    for label, progress in rows:
        row: list[CellValue] = [
            label,
            progress.actual,
            progress.actual_day,
            progress.target.value if progress.target else None,
            None if not progress.metric.kind.adds_up else percent_of(progress.completion),
            None if is_due(progress) else percent_of(progress.share),
            as_decimal(due_amount(progress)),
            None if is_due(progress) else as_decimal(progress.lead),
            status_text(progress.status, lang),
            note_text(progress, lang),
        ]
        if unit is None:
            row.insert(1, unit_word(progress.metric.unit, lang))
        cells.append(tuple(row))
    return Table(tuple(columns), tuple(cells))


def note_text(progress: Progress, lang: str) -> str:
    """Say in a few words that a figure is a lower bound, or of an older day than the as-of period."""
    words = [say("chart.least-word", lang)] if is_provisional(progress) else []
    if missing_amount(progress) is not None:
        words.append(lead_text(progress, lang))
    older = [remark.slug for remark in progress.remarks if remark.slug in _OLDER]
    return say("chart.semicolon", lang).join([*words, short_remarks(older, lang)] if older else words)


def percent_of(share: Fraction | None) -> Decimal | None:
    """Return a share of one as a decimal in %, ``None`` as ``None``."""
    return None if share is None else as_decimal(share * 100)


def column(key: str, unit: str, lang: str, kind: str = "number") -> TableColumn:
    """Return a column whose heading carries its unit."""
    return TableColumn(_with_unit(say(key, lang), unit, lang), kind)


def _with_unit(label: str, unit: str, lang: str) -> str:
    return f"{label}（{unit}）" if lang == "zh" else f"{label} ({unit})"


def progress_sources(progresses: Iterable[Progress], lang: str) -> tuple[Source, ...]:
    """Return the cells that the figures of these progresses came from, then where their targets stand, each once."""
    judged = tuple(progresses)
    found = [source_of(observation, progress.metric, lang) for progress in judged for observation in progress.sources]
    targets = [target_source(one.target, one.metric, lang) for one in judged if one.target is not None]
    return tuple(dict.fromkeys([*found, *(one for one in targets if one is not None)]))


def series_sources(series: Series, metric: Metric, lang: str) -> tuple[Source, ...]:
    """Return the cells that the points and amounts of a series came from, each once, latest first."""
    parts = (*(one.sources for one in series.points), *(one.sources for one in series.amounts))
    observations = dict.fromkeys(one for sources in parts for one in sources)
    ordered = sorted(observations, key=lambda one: one.end, reverse=True)
    return tuple(dict.fromkeys(source_of(one, metric, lang) for one in ordered))


def source_of(observation: Observation, metric: Metric, lang: str) -> Source:
    """Return where one observation was read."""
    origin = observation.origin
    if observation.start is None:
        span = say("chart.until", lang, day=month_text(observation.end, lang))
    else:
        span = span_text(observation.start, observation.end, lang)
    about = f"{place_name(observation.city, lang)} · {metric.short.in_language(lang)} · {span}"
    note = correction_note(origin, lang)
    return Source(about, observation.end, origin.file, origin.sheet, origin.cell, origin.raw, note)
