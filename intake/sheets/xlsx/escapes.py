"""Control characters as workbooks write them: _x000D_."""

import re

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescape(text: str) -> str:
    """Undo the _x000D_ writing of control characters and of signs beyond the first 65,536."""
    if "_x" not in text:
        return text
    plain = _ESCAPE.sub(lambda m: chr(int(m.group(1), 16)), text)
    # Two halves are one sign; half of one is none.
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
