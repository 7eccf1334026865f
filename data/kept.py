"""What never changes once accepted, kept in memory from one version of the store to the next."""

from collections.abc import Callable
from datetime import date, datetime

from metrics.observation import Observation
from metrics.series import Series

MOST_SERIES = 4096

Said = tuple[Observation, ...]
SeriesKey = tuple[str, str, str, date]


class Kept:
    """Statements of accepted hand-ins, and series built from the very same statements.

    After a hand-in is accepted only its own rows are read and only its own lines built anew. Threads
    may fill it at once: for one key all of them put the same value there.
    """

    def __init__(self) -> None:
        self.statements: dict[tuple[str, datetime | None], Said] = {}
        self._series: dict[SeriesKey, tuple[Said, Series]] = {}

    def series(self, key: SeriesKey, said: Said, build: Callable[[], Series]) -> Series:
        """Return the series of a line, built again only when one of its statements is another one."""
        held = self._series.get(key)
        if held is not None and len(held[0]) == len(said) and all(map(_same, held[0], said)):
            return held[1]
        if len(self._series) >= MOST_SERIES:
            self._series.clear()
        built = build()
        self._series[key] = (said, built)
        return built


def _same(one: Observation, other: Observation) -> bool:
    return one is other
