"""What a file's name may say about its figures: all of it but the ending, and nothing where the program gave it."""

import re

#: The day in such a name is that of pasting (`upload.pasted-name` in both languages), and no period.
_PASTED = re.compile(r"(?:粘贴|pasted)-(?:\d{4}年\d{1,2}月\d{1,2}日|\d{1,2} [A-Z][a-z]+ \d{4})(?:-\d+)?\.(?:txt|html)")


def stem_of(file: str) -> str:
    """Return a file's name without its ending; empty for cells that were pasted."""
    return "" if _PASTED.fullmatch(file) else file.rsplit(".", 1)[0]
