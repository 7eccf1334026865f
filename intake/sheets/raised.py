"""Digits set high or low beside a number: marks of footnotes and units, never more digits of it."""

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raise_digits(text: str) -> str:
    """Return a text as it stands raised: a 1 behind 13 must not make 131 of it."""
    return text.translate(_RAISED)
