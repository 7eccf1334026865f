"""A kind of metric: what its figures are, and therefore what may be done with them."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Kind:
    """How the figures of a metric add up, over time and over places.

    Attributes
    ----------
    name
        As definition files write it, and as messages are keyed by it.
    adds_up
        Places add up to the whole, and a figure is a part of its target: there is a completion, a lead and a rank.
    level
        A figure is what stands at a day (期末数): it may fall, and only the day itself speaks of the day.
    cumulative
        Amounts of spans add up through the whole plan (累计): a later total bounds an earlier one.
    yearly
        Every year is counted anew, each against a target of its own.
    least_leap
        Step from one report to the next, in the base unit, from which a leap is worth a question; ``None``: never.
    """

    name: str
    adds_up: bool = True
    level: bool = False
    cumulative: bool = False
    yearly: bool = False
    least_leap: Decimal | None = None

    def __str__(self) -> str:
        return self.name
