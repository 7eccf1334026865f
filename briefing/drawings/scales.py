"""Where values and days stand on an axis, and which of them are named."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10

from metrics.months import add_months, month_end, month_start
from wording.figures import MINUS


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale from values `low`..`high` to points `start`..`stop`."""

    low: float
    high: float
    start: float
    stop: float

    def place(self, value: float) -> float:
        """Return the point of a value."""
        return self.start + (self.stop - self.start) * (value - self.low) / ((self.high - self.low) or 1.0)


def list_ticks(low: float, high: float, about: int = 5, whole: bool = False) -> tuple[float, ...]:
    """Return round values that enclose `low`..`high`, about so many, steps of 1, 2 or 5 of a power of ten.

    `whole` values have no ticks between them.
    """
    span = (high - low) or abs(high) or 1.0
    raw = span / max(about, 1)
    power = 10.0 ** floor(log10(raw))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= raw * 0.999)
    step = max(step, 1.0) if whole else step
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return tuple(round(number * step, 10) + 0.0 for number in range(first, last + 1))


def write_tick(value: float, signed: bool = False) -> str:
    """Write the value of a tick: ``1,200``, ``0.5``, with its sign where it is a difference."""
    text = f"{abs(value):,.6f}".rstrip("0").rstrip(".")
    if value < 0:
        return f"{MINUS}{text}"
    return f"+{text}" if signed and value > 0 else text


@dataclass(frozen=True, slots=True)
class DayScale:
    """A scale of days."""

    first: date
    last: date
    start: float
    stop: float

    def place(self, day: date) -> float:
        """Return the point of a day."""
        return self.start + (self.stop - self.start) * (day - self.first).days / max((self.last - self.first).days, 1)

    def list_months(self, room: float) -> tuple[date, ...]:
        """Return the last days of months to be named, each with `room` points of its own.

        Figures stand at the ends of months: the one of 31 December stands over December, not over January.
        """
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        most = max(int((self.stop - self.start) / room), 1)
        step = next((size for size in (1, 2, 3, 6, 12, 24, 36, 60) if months / size <= most), 120)
        begin = month_start(self.first)
        # Steps within a year end with December, so do those of whole years.
        offset = (12 - begin.month) % step if step < 12 else 12 - begin.month
        days = (month_end(add_months(begin, offset + number * step)) for number in range(months // step + 2))
        return tuple(day for day in days if self.first <= day <= self.last)


def enclose(values: Iterable[float], *more: float) -> tuple[float, float]:
    """Return the least and the greatest of all."""
    everything = [*values, *more]
    return min(everything), max(everything)
