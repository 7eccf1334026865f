"""Figures that agree with each other: every amount is the difference of two levels of one curve."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from tests.writings.spans import PLAN_START, Span

#: What stood before the plan, so that levels of stocks are no sums of increases.
_STOCKS = {"training_bases": (20, 90), "master_studios": (15, 70)}


class Figures:
    """The curve of each metric and place, the same whichever span is asked for."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._rates: dict[tuple[str, str], tuple[int, int]] = {}

    def value(self, metric: str, place: str, span: Span) -> Decimal:
        """Return what a span comes to: person-times in hundreds, stocks in ones."""
        level = self._level(metric, place, span.end)
        if span.start is None:
            return level
        return level - self._level(metric, place, span.start - timedelta(days=1))

    def _level(self, metric: str, place: str, day: date) -> Decimal:
        days = (day - PLAN_START).days
        low, high = _STOCKS.get(metric, (40, 320))
        if (metric, place) not in self._rates:
            self._rates[metric, place] = self._random.randint(low, high), self._random.randint(1, 9)
        rate, before = self._rates[metric, place]
        if metric in _STOCKS:
            return Decimal(before + rate * max(days, 0) // 1400)
        wave = days * rate + (days % 61) * rate // 20
        return Decimal(wave // 100 * 100)
