"""Names of bases and studios, without what is written differently from list to list."""

import re
import unicodedata
from functools import cache

from data.reference.places import load_cities, load_province


def plain_name(name: str, province: str) -> str:
    """Return a name without width, brackets and blanks, its province before it, and 市 behind a city's name."""
    folded = re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", name))
    return _cities(province).sub(r"\1", _ranks(province).sub("", folded))


@cache
def _ranks(province: str) -> re.Pattern[str]:
    return re.compile(f"^({re.escape(load_province(province).name)}|国家级|省级)+")


@cache
def _cities(province: str) -> re.Pattern[str]:
    names = sorted({city.short.removesuffix("市") for city in load_cities(province)}, key=len, reverse=True)
    return re.compile(f"({'|'.join(map(re.escape, names))})市")
