"""Names of bases and studios, without what is written differently from list to list."""

import re
import unicodedata
from functools import cache

from data.reference.places import load_cities


def plain_name(name: str) -> str:
    """Return a name without width, brackets and blanks, 黑龙江省 before it, and 市 behind a city's name."""
    folded = re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", name))
    return _cities().sub(r"\1", re.sub(r"^(黑龙江省|国家级|省级)+", "", folded))


@cache
def _cities() -> re.Pattern[str]:
    names = sorted({city.short.removesuffix("市") for city in load_cities()}, key=len, reverse=True)
    return re.compile(f"({'|'.join(map(re.escape, names))})市")
