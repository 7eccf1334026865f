"""Places by lead: who may be ranked at all, and at which place."""

from collections.abc import Iterable

from metrics.progress.schedule import is_small
from metrics.progress.status import Progress

LEAST_PLACES = 10


def rank_places(lines: Iterable[Progress]) -> tuple[tuple[int, Progress], ...]:
    """Rank by lead, the furthest ahead first; those level share a place: 1, 2, 2, 4. In given order among them.

    Only whole figures of the period are ranked, and only against targets of five or more: with a small one
    a single base is a leap. With fewer than ten such places nobody is ranked.
    """
    led = [one for one in lines if _may_be_ranked(one)]
    if len(led) < LEAST_PLACES:
        return ()
    ordered = sorted(led, key=lambda one: one.lead or 0, reverse=True)
    return tuple((1 + sum((other.lead or 0) > (one.lead or 0) for other in ordered), one) for one in ordered)


def _may_be_ranked(one: Progress) -> bool:
    told = one.lead is not None and one.reported and not one.provisional
    return told and one.target is not None and not is_small(one.metric, one.target)
