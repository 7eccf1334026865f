"""Labels that name a city less than whole: 哈尔滨市本级, 哈尔滨（市区）, 哈尔滨市（不含县）, 牡丹江市（不含绥芬河）."""

import re

from intake.words.characters import compact
from intake.words.vocabulary import Vocabulary

_OWN = (
    "市本级及直属", "市直属单位", "市直机关", "市直单位", "地区本级", "行署本级", "市本级", "市直属", "市辖区",
    "市城区", "地直", "市直", "市属", "市区", "本级", "直属",
)  # fmt: skip
_OFFICE = re.compile(r"(?:人力资源(?:和|与)?社会保障|人社)局$")
_NARROWED = re.compile(r"\((?:不含|不包括|不计|除|仅|只含)[^()]*\)")
_WIDENED = re.compile(r"\((?:包?含|包括|加)[^()]*\)")


def find_office(text: str, vocabulary: Vocabulary) -> str | None:
    """Return the city for which an office reports (七台河市人社局)."""
    plain = compact(text)
    return vocabulary.find_city(_OFFICE.sub("", plain)) if _OFFICE.search(plain) else None


def find_own_level(text: str, vocabulary: Vocabulary) -> str | None:
    """Return the city whose own level, without its counties, a label may mean; ``None`` where it names none."""
    plain = re.sub(r"[()\s]", "", compact(text))
    for ending in _OWN:
        if plain.endswith(ending) and plain != ending:
            return vocabulary.find_city(plain.removesuffix(ending))
    return None


def find_narrowed(text: str, vocabulary: Vocabulary) -> str | None:
    """Return the city of which a bracket takes something away that does not report on its own (不含县)."""
    plain = compact(text)
    if vocabulary.find_city(plain) or not _NARROWED.search(plain):
        return None
    return vocabulary.find_city(_NARROWED.sub("", plain))


def find_widened(text: str, vocabulary: Vocabulary) -> str | None:
    """Return the city to which a bracket adds others that may report on their own (含省属, 含林业集团)."""
    plain = compact(text)
    if vocabulary.find_city(plain) or not _WIDENED.search(plain):
        return None
    return vocabulary.find_city(_WIDENED.sub("", plain))


def find_with_own(text: str, vocabulary: Vocabulary) -> str | None:
    """Return the city of which a bracket says that its own counties are in it: all of it (黑河市（含五大连池）)."""
    city, added = find_widened(text, vocabulary), _WIDENED.search(compact(text))
    if city is None or added is None:
        return None
    names = re.split(r"[、,和及与]", re.sub(r"^\((?:包?含|包括|加)|\)$", "", added[0]))
    homes = [{place.city for place in vocabulary.find_districts(name)} for name in names]
    return city if all(city in home for home in homes) else None


def find_left_out(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the reporting places that a city's label leaves out (不含绥芬河)."""
    return tuple(city for match in _NARROWED.findall(compact(text)) for city in vocabulary.find_cities(match))
