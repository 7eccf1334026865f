"""What already stands, beside what a file says: the statements that a new one is judged against."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from metrics.observation import Basis, Observation, StatementKey


class History:
    """Statements of one plan in order of time: those of the store, overlaid by those of a file."""

    def __init__(self, in_force: Iterable[Observation], stated: Iterable[Observation]) -> None:
        self.in_force: dict[StatementKey, Observation] = {one.key: one for one in in_force}
        self.stated: tuple[Observation, ...] = tuple(stated)
        # A file may say one thing twice, as an amount and as that of the year to date: both are compared.
        again = {one.key for one in self.stated}
        merged = [*(one for key, one in self.in_force.items() if key not in again), *self.stated]
        self._lines: dict[tuple[str, str, Basis], list[Observation]] = {}
        for one in sorted(merged, key=lambda one: one.end):
            self._lines.setdefault((one.metric, one.city, one.basis), []).append(one)

    def before(self, observation: Observation) -> Observation | None:
        """Return the latest earlier statement of the same basis; within the year for year-to-date."""
        earlier = [one for one in self._line(observation) if one.end < observation.end]
        return earlier[-1] if earlier else None

    def all_of(self, metric: str, city: str) -> tuple[Observation, ...]:
        """Return every statement about one figure of one city, whatever its basis."""
        return tuple(one for basis in Basis for one in self._lines.get((metric, city, basis), ()))

    def monthly_rates(self, observation: Observation) -> Iterator[Decimal]:
        """Yield the amounts a month that earlier statements of the same basis imply."""
        earlier = [one for one in self._line(observation) if one.end < observation.end]
        for before, one in zip([None, *earlier], earlier, strict=False):
            rate = monthly_rate(one, before)
            if rate is not None:
                yield rate

    def _line(self, observation: Observation) -> list[Observation]:
        line = self._lines.get((observation.metric, observation.city, observation.basis), [])
        if observation.basis is Basis.YEAR_TO_DATE:
            return [one for one in line if one.end.year == observation.end.year]
        return line


def monthly_rate(observation: Observation, before: Observation | None) -> Decimal | None:
    """Return the amount a month that a statement implies, ``None`` when nothing earlier tells it."""
    if observation.basis is Basis.DURING and observation.start is not None:
        return observation.value / _months(observation.start, observation.end)
    if before is None:
        return None
    return (observation.value - before.value) / max(1, _months(before.end, observation.end) - 1)


def _months(start: date, end: date) -> int:
    return max(1, (end.year - start.year) * 12 + end.month - start.month + 1)
