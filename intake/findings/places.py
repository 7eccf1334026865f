"""The same said of several places is said once, with all of them."""

from collections.abc import Hashable, Iterable
from typing import TypeVar

from wording.sentences import say

SHOWN_CELLS, SHOWN_SHEETS = 6, 3
Place = tuple[str | None, str | None]
Said = TypeVar("Said", bound=Hashable)


def gather_alike(told: Iterable[tuple[Said, Place]]) -> dict[Said, list[Place]]:
    """Return the places of everything that is said, each said once, in the order in which it is said first."""
    places: dict[Said, list[Place]] = {}
    for said, place in told:
        places.setdefault(said, []).append(place)
    return places


def name_places(places: Iterable[Place], lang: str, sign: str = " ") -> list[str]:
    """Return a text for each sheet with its first cells (月报 A3、B4), then how many other sheets there are."""
    sheets: dict[str, list[str]] = {}
    for sheet, cell in places:
        cells = sheets.setdefault(sheet or "", [])
        if cell and cell not in cells:
            cells.append(cell)
    comma = say("upload.list-comma", lang)
    texts = []
    for sheet, cells in [*sheets.items()][:SHOWN_SHEETS]:
        shown = comma.join(cells[:SHOWN_CELLS])
        if len(cells) > SHOWN_CELLS:
            shown = say("upload.and-more-cells", lang, cells=shown, count=len(cells))
        texts.append(sign.join(filter(None, (sheet, shown))))
    if len(sheets) > SHOWN_SHEETS:
        texts.append(say("upload.and-more-sheets", lang, count=len(sheets)))
    return [text for text in texts if text]
