"""Compose the charts of one bar a row: bullets against target, and the ranking by lead."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from briefing.amounts import (
    amount_text,
    as_decimal,
    completion_text,
    lead_text,
    schedule_text,
    status_text,
    title_name,
    unit_word,
)
from briefing.charts import Bullet, BulletRow, Ranking, RankRow
from briefing.places import is_system, place_name
from briefing.records import percent_of, progress_sources, progress_table
from metrics.plan import Kind
from metrics.progress import Progress, Status
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
    rows = tuple(
        BulletRow(
            key, label, one.status, _length(one), _due(one), amount_text(one, lang), schedule_text(one, lang), _aimed(one)
        )
        for key, label, one in labels
    )
    as_of = labels[0][2].as_of
    sentence = say("chart.semicolon", lang).join(
        say(
            "chart.alt-row",
            lang,
            label=label,
            amount=amount_text(one, lang),
            completion=completion_text(one, lang),
            status=status_text(one.status, lang),
        )
        for _, label, one in labels
    )
    return Bullet(
        name=f"{title}_{as_of:%Y%m%d}",
        title=title,
        unit=say("chart.share-of-target", lang),
        alternative=say("chart.alt-list", lang, title=title, day=day_text(as_of, lang), rows=sentence),
        table=progress_table([(label, one) for _, label, one in labels], first, lang, unit),
        sources=progress_sources([one for _, _, one in labels], lang),
        lang=lang,
        demo=demo,
        rows=rows,
        names=(say("chart.completion", lang), say("chart.scheduled", lang), say("chart.target", lang)),
    )


def _aimed(progress: Progress) -> bool:
    return progress.target is not None and progress.target.value != 0


def _due(progress: Progress) -> Decimal | None:
    """Return what is due in % of the target: of whole things the whole ones, as the status judges."""
    if progress.scheduled is None or progress.target is None or not progress.target.value:
        return None
    return percent_of(Fraction(progress.scheduled) / Fraction(progress.target.value))


def _length(progress: Progress) -> Decimal | None:
    """Return the bar's length in % of the target; a ratio has no completion, its bar is the rate over the floor."""
    if progress.completion is None and progress.metric.kind is Kind.RATIO:
        if progress.actual is None or progress.target is None or not progress.target.value:
            return None
        return (100 * progress.actual / progress.target.value).quantize(Decimal("0.01"))
    return percent_of(progress.completion)


def chart_ranking(progresses: Sequence[Progress], lang: str, demo: bool = False) -> Ranking:
    """Return the cities of one metric by lead, furthest ahead first; systems stand apart and are left out."""
    cities = [one for one in progresses if not is_system(one.city)]
    ordered = sorted(cities, key=lambda one: (one.lead is None, -(one.lead or 0), one.city))
    rows = tuple(
        RankRow(one.city, place_name(one.city, lang), one.status, as_decimal(one.lead), _rank_text(one, lang))
        for one in ordered
    )
    metric, as_of, limits = progresses[0].metric, progresses[0].as_of, progresses[0].plan.thresholds
    title = say("chart.title-ranking", lang, metric=title_name(metric, lang))
    sentence = say("chart.semicolon", lang).join(f"{row.label} {row.text}" for row in rows)
    return Ranking(
        name=f"{title}_{as_of:%Y%m%d}",
        title=title,
        unit=say("unit.points", lang),
        alternative=say("chart.alt-list", lang, title=title, day=day_text(as_of, lang), rows=sentence),
        table=progress_table(
            [(place_name(one.city, lang), one) for one in ordered],
            say("chart.city", lang),
            lang,
            unit_word(metric.unit, lang),
        ),
        sources=progress_sources(ordered, lang),
        lang=lang,
        demo=demo,
        rows=rows,
        limits=(limits.slightly_behind, limits.on_schedule),
    )


def _rank_text(progress: Progress, lang: str) -> str:
    if progress.lead is None:
        return status_text(progress.status, lang)
    text = lead_text(progress, lang).split(" ")[0]
    return text if progress.reported else f"{text} {say('chart.not-reported-now', lang)}"
