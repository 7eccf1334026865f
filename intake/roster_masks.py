"""Names and ID numbers, as far as they may be shown."""

import re

_DIGITS = 15
_LONG = re.compile(r"\d(?:[ \u3000]?\d){13,16}[ \u3000]?[\dXx]")


def mask_name(name: str) -> str:
    """Return the first character and, of three and more, the last: 张*明."""
    return name[:1] + "*" * max(len(name) - 2, 1) + (name[-1] if len(name) > 2 else "")


def mask_id(text: str) -> str:
    """Return an ID number with only its first and last four characters; of shorter texts the first two."""
    return text[:4] + "*" * (len(text) - 8) + text[-4:] if len(text) > 11 else text[:2] + "*" * max(len(text) - 2, 0)


def mask_figure(text: str) -> str:
    """Return what stands in a cell of a number; one of as many digits as an ID number has is masked, wherever it stands."""
    return mask_id(text) if sum(sign.isdigit() for sign in text) >= _DIGITS else text


def mask_within(text: str) -> str:
    """Return a sentence's fact with every run of so many digits masked."""
    return _LONG.sub(lambda found: mask_id(found.group()), text)
