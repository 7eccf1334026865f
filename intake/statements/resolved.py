"""A number while it is judged, and what it is when all of it is decided: a figure, with its grounds, or a target."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any, Self

from intake.statements.spans import Span
from intake.tables.placed import PlacedNumber
from intake.words.figures import CellState
from intake.words.units import ValueStep
from metrics.observation import Ground

#: The role of a figure itself, and those of what is set for it.
ACTUAL, TARGETS = "actual", ("target", "year-target")


@dataclass(slots=True, kw_only=True, eq=False)
class JudgedNumber(PlacedNumber):
    """A placed number that is judged: what nothing tells of it stays ``None``.

    `outcome` ends as ``read``, ``compared`` or ``set_aside`` with `reason`; ``None`` for blanks. `counted` of a
    county-level city is ``within`` its city's figure or ``beside`` it, ``None`` where nothing tells. `is_span_said`
    where the reporter has corrected its days: nothing beside it proves others; `proved` is what its table shows.
    `answered` names what an answer settled that its head left open (``metric``, ``basis``, ``unit``), `due` first and
    last day of the target that it said.
    """

    role: str = ACTUAL
    metric: str | None = None
    span: Span | None = None
    amount: ValueStep | None = None
    outcome: str | None = None
    reason: str | None = None
    counted: str | None = None
    proved: tuple[Ground, ...] = ()
    is_span_said: bool = False
    answered: tuple[str, ...] = ()
    due: tuple[date, date] | None = None

    @classmethod
    def of(cls, number: PlacedNumber, **decided: Any) -> Self:
        """Return a number with what was known of it before and what is `decided` of it now."""
        known = {one.name: getattr(number, one.name) for one in fields(number)}
        return cls(**known | decided)

    def __post_init__(self) -> None:
        if self.aside and self.outcome is None:
            self.set_aside(self.aside)

    def set_aside(self, reason: str) -> None:
        if self.outcome is None and self.figure.state in (CellState.NUMBER, CellState.APPROXIMATE):
            self.outcome, self.reason = "set_aside", reason

    @property
    def is_district(self) -> bool:
        """Whether it stands in a row below a city: kept as its breakdown, never as its figure."""
        return self.reason == "district"

    @property
    def open(self) -> bool:
        """Whether it is an exact number whose fate is not yet decided."""
        return self.outcome is None and self.figure.state is CellState.NUMBER and not self.is_district

    @property
    def is_metric_open(self) -> bool:
        """Whether its column's head leaves open what is counted; a row that says more is not the column's affair."""
        row = self.row_label.meaning
        return not (row.metrics or row.rest or row.part) and (
            self.metric is None or self.meaning.rest not in ("", "培训")
        )

    @property
    def value(self) -> Decimal | None:
        """The value in the base unit of its metric, where it has one."""
        return self.amount.value if self.amount else None


@dataclass(slots=True, kw_only=True, eq=False)
class ResolvedNumber(JudgedNumber):
    """A number whose metric, place and value are decided: of a figure (`ResolvedFigure`) or of a target."""

    metric: str
    city: str
    amount: ValueStep

    @property
    def value(self) -> Decimal:
        """The value in the base unit of its metric."""
        return self.amount.value

    @property
    def step(self) -> Decimal:
        """The worth of the last digit that is printed, in the base unit."""
        return self.amount.step


@dataclass(slots=True, kw_only=True, eq=False)
class ResolvedFigure(ResolvedNumber):
    """A figure of which all is decided, each of it with what decided it.

    `carried` are the days of which a note tells it to be, if not of its own.
    """

    span: Span
    grounds: tuple[Ground, ...]
    carried: Span | None = None
