"""Whether a printed figure is true of an exact value: as printed, or with what is said beside it (约, 超过, nearly)."""

from fractions import Fraction

from briefing.proving.reading_back import FoundFigure

# A rounding farther off than this is no rounding of that figure: 超过200万 of 305万 is true, and misleads.
_FAR = {"more": Fraction(1, 10), "least": Fraction(1, 10), "less": Fraction(1, 10), "most": Fraction(1, 10)}
_NEAR = Fraction(1, 20)


def agrees(found: FoundFigure, value: Fraction) -> bool:
    """Tell whether a printed figure is the exact value, rounded at its last digit."""
    return abs(found.value - value) <= found.ulp / 2


def is_true(found: FoundFigure, value: Fraction) -> bool:
    """Tell whether a figure is true of an exact value: 超过305万 of 305.12万, and not of 305万 or of 304.9万.

    Without a word beside it, it is the value rounded at its last digit; with one, it must stand on the side that the
    word names, and near by.
    """
    if not found.hedge:
        return agrees(found, value)
    if found.value * value < 0:
        return False
    said, exact = abs(found.value), abs(value)
    off = abs(said - exact)
    match found.hedge:
        case "more":
            return said < exact and off <= exact * _FAR["more"]
        case "less":
            return exact < said and off <= said * _FAR["less"]
        case "near":
            return exact < said and off < found.step and off <= said * _NEAR
        case "about":
            return agrees(found, value) or (off <= found.step / 2 and off <= said * _NEAR)
        case "least":
            return (said <= exact or off <= _printed(found)) and off <= max(exact * _FAR["least"], _printed(found))
        case _:
            return (exact <= said or off <= _printed(found)) and off <= max(said * _FAR["most"], _printed(found))


def _printed(found: FoundFigure) -> Fraction:
    """Return by how much a bound may be off by its printing alone: 263.28万 is rounded, 300万 is meant."""
    return found.ulp / 2 if "." in found.text or "点" in found.text else Fraction(0)
