"""The days that a number covers, and the period that its label and its table's surroundings name."""

from dataclasses import dataclass, replace
from datetime import date

from intake.tables.surroundings import Context
from intake.words.periods import OPEN, Period
from intake.words.vocabulary import Meaning
from metrics.observation import Basis
from metrics.plan import Plan

AMBIGUOUS, UNKNOWN = "ambiguous-period", "unknown-period"


@dataclass(frozen=True, slots=True)
class Span:
    """A basis with its first and last day; `start` is ``None`` for `standing` and `since_start`."""

    basis: Basis
    start: date | None
    end: date

    @property
    def first(self) -> date:
        """The first day, where it is an amount of days that are known."""
        assert self.start is not None
        return self.start


def resolve_period(label: Meaning, context: Context) -> Period | None:
    """Return the period a label stands for, its year and month taken from the table's surroundings."""
    if len(set(label.periods)) > 1:
        return None
    period = label.period or context.period
    if period is None or (period.year is not None and period.last != OPEN):
        return period
    outer = context.period
    if period.last == OPEN:
        return period.anchored(outer) if outer is not period else None
    if outer is not None and not outer.one_year:
        return _within(outer, period)
    year = context.year or context.only_year
    return replace(period, year=year) if year else None


def _within(outer: Period, period: Period) -> Period | None:
    """Return a bare month's only place in a span over several years; ``None`` when it has two."""
    years = range(outer.year, outer.last_year + 1) if outer.year and outer.last_year else ()
    fitting = [
        one for year in years if outer.start <= (one := replace(period, year=year)).start and one.end <= outer.end
    ]
    return fitting[0] if len(fitting) == 1 else None


@dataclass(frozen=True, slots=True)
class Months:
    """How a plan or a table counts its months: calendar ones, or such as end on one day."""

    ends: int | None
    #: Where the plan's own months end: its year begins with them, that of a table with 1 January.
    of_plan: int | None = None

    def end_of(self, period: Period) -> date:
        """Return the last day of a period."""
        return period.in_statistical_months(self.ends)[1]

    def whole(self, period: Period) -> Span | str:
        """Return the span of an amount of exactly this period."""
        if not period.one_year:
            return AMBIGUOUS
        return Span(Basis.DURING, *period.in_statistical_months(self.ends))

    def year_to_date(self, period: Period) -> Span | str:
        """Return the span from the year's first day to the period's end."""
        if not period.one_year:
            return AMBIGUOUS
        year = Period(period.end.year, 1, 1)
        return Span(Basis.YEAR_TO_DATE, year.in_statistical_months(self.of_plan)[0], self.end_of(period))


def months_of(plan: Plan, context: Context) -> Months:
    """Return how the months of a table are counted: as it says itself, else as its plan does."""
    return Months(context.month_ends or plan.month_ends, plan.month_ends)


def month_of(period: Period) -> Period:
    """Return the last month of a period."""
    return replace(period, first=period.last, day=None, since=None, cutoff=False, running=False)
