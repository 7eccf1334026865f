"""Names, and what stands in the place of a figure or an ID number, as far as they may be shown."""

import re

from wording.personal import hide_numbers, mask

#: No figure of ours has so many digits; behind a point it may.
_LONG = re.compile(r"(?<![\d.])\d{15,}[Xx]?")


def mask_name(name: str) -> str:
    """Return the first character and, of three and more, the last: 张*明."""
    return name[:1] + "*" * max(len(name) - 2, 1) + (name[-1] if len(name) > 2 else "")


def mask_told(text: str) -> str:
    """Return what is told of a cell: ID numbers hidden, and what has as many digits though it is none."""
    return _LONG.sub(lambda found: mask(found.group()), hide_numbers(text)) if len(text) >= 14 else text
