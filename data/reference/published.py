"""Figures that were published elsewhere: marks beside reported data, never part of a sum."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from data.moments import beijing_day, known_moment
from data.reference.places import REFERENCE
from data.reference.tables import read_optional
from metrics.plan import Plan, Text


@dataclass(frozen=True, slots=True)
class Published:
    """One published figure.

    Attributes
    ----------
    day
        The day that the figure speaks of: the last one of its month or year.
    printed
        That day as the source prints it: ``2023-12`` or ``2022``.
    value, unit
        In the unit given: 151.6 万人 stays 151.6.
    plan, metric
        Both set where the figure fits a metric of a plan, so that it can be a mark on its charts.
    issued
        Day of the publication; ``None`` where only the publisher is known.
    """

    day: date
    printed: str
    value: Decimal
    unit: str
    text: Text
    source: str
    issued: date | None
    plan: str | None
    metric: str | None


@cache
def load_published(province: str) -> tuple[Published, ...]:
    """Return every figure published of a province, earliest day first; none where it has no such table."""
    figures = [
        Published(
            day=date.fromisoformat(row["day"]),
            printed=row["printed"],
            value=Decimal(row["value"]),
            unit=row["unit"],
            text=Text(zh=row["text_zh"], en=row["text_en"]),
            source=row["source"],
            issued=date.fromisoformat(row["issued"]) if row["issued"] else None,
            plan=row["plan"] or None,
            metric=row["metric"] or None,
        )
        for row in read_optional(REFERENCE / province / "published.csv")
    ]
    return tuple(sorted(figures, key=lambda figure: figure.day))


def published_for(
    plan: Plan, metric: str, as_of: date | None = None, known_at: datetime | date | None = None
) -> tuple[Published, ...]:
    """Return the published figures that are marks on the charts of this metric.

    Parameters
    ----------
    as_of, known_at
        As for every other figure: none of a later day, none that was published later.
    """
    told = published_by(plan.province, as_of, known_at)
    return tuple(one for one in told if (one.plan, one.metric) == (plan.id, metric))


def published_by(
    province: str, as_of: date | None = None, known_at: datetime | date | None = None
) -> tuple[Published, ...]:
    """Return the published figures of a province that speak of no later day than `as_of` and were out by `known_at`.

    One whose day of publication is not known was not surely out by then: under a known-at it is left out.
    """
    moment = known_moment(known_at)
    known = None if moment is None else beijing_day(moment)
    return tuple(
        one
        for one in load_published(province)
        if (as_of is None or one.day <= as_of) and (known is None or (one.issued is not None and one.issued <= known))
    )
