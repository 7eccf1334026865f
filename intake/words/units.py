"""In which unit a number is printed, and what it is in the metric's base unit."""

import re
from dataclasses import dataclass
from decimal import Decimal

from intake.words import lexicon as words
from intake.words.figures import Figure
from metrics.plan import Metric

_BRACKETS = re.compile(r"\(([^()]*)\)")
_UNIT_LINE = re.compile(r"(?:(?:计量)?单位|(?<![a-z])units?):\s*([^)\s]*?)(?=(?:19|20)\d\d[年./\-]|[)\s]|$)")


@dataclass(frozen=True, slots=True)
class ValueStep:
    """A value and the worth of its last printed digit, in the base unit."""

    value: Decimal
    step: Decimal


@dataclass(frozen=True, slots=True)
class UnitProblem:
    """Why the unit is in doubt: the unit found where another is needed."""

    unit: str


def scale(
    metric: Metric, figure: Figure, label_units: tuple[str, ...], table_units: tuple[str, ...], decimals: int | None
) -> ValueStep | UnitProblem:
    """Return the figure in the metric's base unit.

    `label_units` stand in the row's or column's head, `table_units` in a line for the whole table;
    人 is never taken for 人次, nor a table's 人次 for a count of bases.
    """
    factor = _factor(metric, figure, label_units, table_units)
    if isinstance(factor, UnitProblem):
        return factor
    if figure.divided not in (1, factor * figure.magnitude):
        # 361100 shown as 36.11: only a unit of that size tells whether 36.11 or 361100 is meant.
        return UnitProblem("")
    printed = figure.number
    value = printed * factor
    step = figure.step * factor
    if metric.whole and value != value.to_integral_value() and factor > 1 and decimals is not None:
        value = printed.quantize(Decimal(1).scaleb(-decimals)) * factor
    return ValueStep(_plain(value), _plain(step))


def _factor(
    metric: Metric, figure: Figure, label_units: tuple[str, ...], table_units: tuple[str, ...]
) -> int | UnitProblem:
    base = words.UNITS.get(metric.unit, (metric.unit, 1))[0]
    printed = _matching(base, label_units)
    if isinstance(printed, UnitProblem):
        return printed
    if printed is None and label_units:
        return UnitProblem(label_units[0])
    if printed is None:
        printed = _matching(base, table_units)
        if isinstance(printed, UnitProblem):
            return printed
        others = [unit for unit in table_units if words.UNITS[unit][0] in ("人", "元", "次")]
        if printed is None and base == "人次" and others:
            return UnitProblem(table_units[0])
        if printed is None and not metric.kind.adds_up and not figure.unit and abs(figure.number) <= 1:
            return UnitProblem("")
    if figure.unit is not None and words.UNITS.get(figure.unit, ("", 1))[0] != base:
        return UnitProblem(figure.unit)
    if figure.magnitude > 1:
        return 1
    if figure.unit is not None and printed not in (None, 1):
        return UnitProblem(figure.unit) if label_units else 1
    return printed or 1


def _matching(base: str, units: tuple[str, ...]) -> int | UnitProblem | None:
    """Return the factor of the one unit that fits `base`; two that fit are in doubt."""
    factors = {
        words.UNITS[unit][1]
        for unit in units
        if words.UNITS[unit][0] in (base, "") or (base == "个" and words.UNITS[unit][0] == "个")
    }
    if len(factors) > 1:
        return UnitProblem("/".join(units))
    return factors.pop() if factors else None


def _plain(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def take_units(plain: str) -> tuple[str, tuple[str, ...]]:
    """Return a plain text without the units that it names on a line or in a bracket of their own, and these."""
    units: list[str] = []
    if "单位:" in plain or "unit" in plain:
        for line in _UNIT_LINE.finditer(plain):
            units.extend(_list_units(line[1]))
        plain = _UNIT_LINE.sub("", plain)
    return _BRACKETS.sub(lambda m: _take_bracket(m, units), plain), tuple(units)


def blank_units(plain: str, blank: str) -> str:
    """Return a plain text with one `blank` for each line and each bracket that names units."""
    plain = _UNIT_LINE.sub(blank, plain) if "单位:" in plain or "unit" in plain else plain
    return _BRACKETS.sub(lambda m: blank if _list_units(m[1].removeprefix("单位:")) else m[0], plain)


def _list_units(text: str) -> list[str]:
    return [unit for unit in re.split(r"[、,/;]", text) if unit in words.UNITS] or (
        [text] if text in words.UNITS else []
    )


def _take_bracket(match: re.Match[str], units: list[str]) -> str:
    """Take the units out of a bracket; whatever stands beside them says something too (截至6月底，个)."""
    inner = match[1].removeprefix("单位:")
    found = _list_units(inner)
    units.extend(found)
    if not found:
        return match[0]
    said = [] if inner in words.UNITS else [one for one in re.split(r"[、,/;]", inner) if one not in words.UNITS]
    return f"({','.join(said)})" if said else ""
