"""What fits: labels, steps and spans of a native chart from its size on the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from briefing.formats.native.markup import Look, text_width

_MM = 0.3528
_AXIS_MM = 16


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels of a category axis: texts, letter size, and how far they are turned."""

    texts: list[str]
    size: float
    turn: int | None


def crowded_labels(rows: Sequence[tuple[str, str, str]], look: Look) -> Labels:
    """Return the labels of (name, sign, amounts): all three where there is room, turned where there is none."""
    room = (look.width_mm - _AXIS_MM) / len(rows) - 1
    size = look.size
    if max(max(text_width(name, size), text_width(f"{sign} {text}", size)) for name, sign, text in rows) <= room:
        return Labels([f"{name}\n{sign} {text}" for name, sign, text in rows], size, None)
    # Office programs break a name that is too long over lines of their own; three still read well.
    if len(rows) <= 8:
        longest = max(text_width(name, 1) for name, _, _ in rows)
        few = next((one for one in (look.size, 10.5, 9) if one <= look.size and longest * one <= 2.6 * room), None)
        if few is not None:
            return Labels([f"{name}\n{sign}" for name, sign, _ in rows], few, None)
    while size > 8 and max(text_width(name, size) for name, _, _ in rows) > room:
        size -= 0.5
    if max(text_width(name, size) for name, _, _ in rows) <= room:
        return Labels([f"{name}\n{sign}" for name, sign, _ in rows], size, None)
    return Labels([f"{sign} {name}" for name, sign, _ in rows], max(8, min(look.size, 9)), 45)


def upright_labels(names: Sequence[str], look: Look) -> tuple[float, int, int]:
    """Return (size, turn, skip) of the labels of periods: set upright where they are many.

    Not every office program honours that labels be skipped, so they are skipped last.
    """
    room = (look.width_mm - _AXIS_MM) / max(len(names), 1)
    if max((text_width(name, look.size) for name in names), default=0) + 1 <= room:
        return look.size, 0, 1
    size = max(7.0, min(look.size, room / _MM / 1.15))
    return size, 90, max(1, ceil(size * _MM * 1.1 / room))


def month_step(days: int, look: Look) -> int:
    """Return how many months lie between two labels of an axis of days."""
    wanted = days / 30.4 / max(2, (look.width_mm - _AXIS_MM) / (text_width("2019年12月", look.size) + 4))
    return next((step for step in (1, 2, 3, 6, 12, 24, 36) if step >= wanted), 60)


def nice_span(values: Sequence[float], limits: Sequence[float]) -> tuple[float, float, float]:
    """Return (low, high, step) of an axis with room for labels beyond the longest bars."""
    low, high = min([0.0, *values]), max([0.0, *values])
    low, high = (low, high) if high - low >= 4 else (min(low, *limits, -2), max(high, 2))
    room = (high - low) * 0.18
    low, high = (low - room if low < 0 else low), (high + room if high > 0 else high)
    step = next(
        one * 10.0**power for power in range(-1, 6) for one in (1, 2, 5) if (high - low) / (one * 10.0**power) <= 8
    )
    return floor(low / step) * step, ceil(high / step) * step, step
