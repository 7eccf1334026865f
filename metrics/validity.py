"""From when until when a reporter reports on its own."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Validity:
    """The days in which a reporter reports on its own, both included; ``None`` where open.

    Before and after them its figures stand in those of `counted_in`, so that nothing counts twice.
    """

    code: str
    first: date | None = None
    until: date | None = None
    counted_in: tuple[str, ...] = ()
    source: str = ""

    def holds(self, day: date) -> bool:
        """Tell whether the reporter reports on its own at that day."""
        return (self.first is None or self.first <= day) and (self.until is None or day <= self.until)
