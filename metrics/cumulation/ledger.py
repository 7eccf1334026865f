"""The statements of one metric in one city, sorted by what they say, and the figures they give."""

from datetime import date
from decimal import Decimal

from metrics.cumulation.chain import Disagreement, Known, Stretch, half_digit
from metrics.cumulation.chain import resolve_totals as resolve_chain
from metrics.months import ONE_DAY, month_end, month_start, year_start
from metrics.observation import Basis, Observation
from metrics.plan import Metric, Plan


class Ledger:
    """The statements of one metric in one city, sorted by what they say."""

    def __init__(self, plan: Plan, metric: Metric, chosen: list[Observation]) -> None:
        self.metric = metric
        self.month_ends = plan.month_ends
        self.deadline = plan.deadline
        self.statements = chosen
        counts_from = metric.counts_from
        # a month that the plan's start cuts runs on into the next and is never missing
        whole_month = counts_from == month_start(counts_from, self.month_ends)
        self.base_day = counts_from - ONE_DAY if whole_month else month_end(counts_from, self.month_ends)
        stock = metric.kind.level
        self.unverified = stock and metric.baseline is None
        standing = any(o.basis is Basis.STANDING for o in chosen)
        self.from_zero = self.unverified and bool(chosen) and not standing
        self.own_increase = self.unverified and standing
        self.baseline = metric.baseline or Decimal(0)
        self.days = [o.end for o in chosen]

    def by_day(self) -> dict[date, tuple[Observation, ...]]:
        """Return the statements of each day at which one ends, in order."""
        found: dict[date, tuple[Observation, ...]] = {}
        for observation in self.statements:
            found[observation.end] = (*found.get(observation.end, ()), observation)
        return found

    def spans(self) -> list[Stretch]:
        """Return all amounts, given for a period or for the year to date."""
        found = []
        for o in self.statements:
            if o.basis is Basis.DURING and o.start is not None:
                found.append(Stretch(o.start - ONE_DAY, o.end, o.value, o, loose=True))
            elif o.basis is Basis.YEAR_TO_DATE:
                after = (o.start or year_start(o.end, self.month_ends)) - ONE_DAY
                found.append(Stretch(after, o.end, o.value, o, loose=False))
        return found

    def increases(self) -> dict[date, Decimal]:
        """Return 新增 since the plan's start where it cannot be turned into a standing figure."""
        if not self.own_increase:
            return {}
        return {o.end: o.value for o in self.statements if o.basis is Basis.SINCE_START}

    def _stated(self) -> dict[date, list[Known]]:
        stated: dict[date, list[Known]] = {}
        for o in self.statements:
            if o.basis is Basis.SINCE_START and not self.own_increase:
                value = self.baseline + o.value
            elif o.basis is Basis.STANDING:
                value = o.value
            else:
                continue
            known = Known(o.end, value, half_digit(o), sources=(o,), stated=True)
            stated.setdefault(o.end, []).append(known)
        return stated

    def resolve_totals(self) -> tuple[dict[date, Known], tuple[Disagreement, ...]]:
        """Find what stands, or has added up since the plan's start, at each day."""
        base = {}
        if not self.own_increase:
            base[self.base_day] = Known(self.base_day, self.baseline)
        return resolve_chain(
            self.days,
            self._stated(),
            [span for span in self.spans() if span.after >= self.base_day or self.own_increase],
            base,
            month_ends=self.month_ends,
            backward=True,
            adds_up=self.metric.kind.cumulative,
        )

    def resolve_years(self, totals: dict[date, Known]) -> tuple[dict[date, Known], tuple[Disagreement, ...]]:
        """Find 本年累计 at each day, each year from 0; where none is stated, from the totals."""
        by_opening: dict[date, list[Stretch]] = {}
        for span in self.spans():
            opening = year_start(span.day, self.month_ends) - ONE_DAY
            if span.after >= opening:
                by_opening.setdefault(opening, []).append(span)
        years: dict[date, Known] = {}
        disagreements: tuple[Disagreement, ...] = ()
        # one year at a time: 31 December closes a year and opens the next one at 0
        for opening, spans in by_opening.items():
            told, differing = self._resolve_year(opening, spans)
            years |= told
            disagreements += differing
        for day in set(self.days):
            before = totals.get(year_start(day, self.month_ends) - ONE_DAY)
            closing = totals.get(day)
            if closing is None or before is None or closing.at_least or before.at_least:
                continue
            if day not in years or years[day].at_least:
                years[day] = Known(
                    day,
                    closing.value - before.value,
                    before.tolerance + closing.tolerance,
                    sources=closing.sources,
                )
        return years, disagreements

    def _resolve_year(self, opening: date, spans: list[Stretch]) -> tuple[dict[date, Known], tuple[Disagreement, ...]]:
        stated = {
            span.day: [Known(span.day, span.value, half_digit(span.source), sources=(span.source,), stated=True)]
            for span in spans
            if span.source.basis is Basis.YEAR_TO_DATE
        }
        told, differing = resolve_chain(
            [span.day for span in spans],
            stated,
            [span for span in spans if span.source.basis is Basis.DURING],
            {opening: Known(opening, Decimal(0))},
            month_ends=self.month_ends,
        )
        del told[opening]
        return told, differing
