"""What is kept in memory: for one version of the store, or for as long as what it rests on stands."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from metrics.cumulation.series import Series
from metrics.observation import Observation

MOST_SERIES = 4096
MOST_ANSWERS = 64

Said = tuple[Observation, ...]
T = TypeVar("T")
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


class AnswersKept:
    """Answers to queries, each for one version of the store; the oldest are forgotten first."""

    def __init__(self, most: int = MOST_ANSWERS) -> None:
        self._lock, self._most = threading.Lock(), most
        self._answers: OrderedDict[tuple, object] = OrderedDict()

    def find_or_make(self, version: Callable[[], str], key: tuple, make: Callable[[], T]) -> T:
        """Return the answer made for this key at the present version, or make it."""
        full = (version(), *key)
        with self._lock:
            if full in self._answers:
                self._answers.move_to_end(full)
                return self._answers[full]  # type: ignore[return-value]
        made = make()
        with self._lock:
            # What was made while someone wrote may be of either version: it is not kept.
            if full[0] == version():
                self._answers[full] = made
                for old in [one for one in self._answers if one[0] != full[0]]:
                    del self._answers[old]
                while len(self._answers) > self._most:
                    self._answers.popitem(last=False)
        return made
