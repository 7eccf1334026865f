"""Exact numbers as decimals of a length that any screen or cell takes."""

from decimal import Decimal
from fractions import Fraction
from typing import overload

Number = Fraction | Decimal | int


@overload
def as_decimal(value: Number) -> Decimal: ...
@overload
def as_decimal(value: None) -> None: ...
def as_decimal(value: Number | None) -> Decimal | None:
    """Return an exact share or amount as a decimal of ten places, enough for any screen or cell."""
    if value is None or isinstance(value, Decimal):
        return value
    value = Fraction(value)
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("1e-10")).normalize() + 0
