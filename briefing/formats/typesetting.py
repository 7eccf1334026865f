"""Set a template with typst: texts go in as data, never as markup; the same data gives the same bytes."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import is_dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst

from briefing.drawings.letters import MISSING, find_foreign, find_undrawable, load_fonts
from briefing.drawings.shapes import COLOURS, Drawing
from briefing.palette import LIGHT, resolve
from wording.sentences import say

_DRAWING = Path(__file__).parents[1] / "drawings" / "drawing.typ"
_PLACES = 2
# Kept for good (PDF/A) and readable aloud (PDF/UA).
_STANDARDS = ("a-2a", "ua-1")


def typeset(template: str, data: Mapping[str, Any], form: str, day: date, ppi: float = 144.0) -> bytes:
    """Return the set template as ``pdf``, ``png`` or ``svg``.

    Characters outside our fonts are looked up in those of the machine; what no font has becomes 〓.

    Parameters
    ----------
    template
        typst source; it finds `data` in ``data`` and draws with ``draw``.
    day
        What the file says of its time: the day of the data, not of the machine.
    """
    text = json.dumps(data, ensure_ascii=False, default=str)
    foreign = find_foreign([text])
    for character in find_undrawable(foreign) if foreign else ():
        text = text.replace(character, MISSING)
    source = f"{_drawer()}\n#let data = json(bytes(sys.inputs.data))\n{template}"
    known: dict[str, Any] = {
        "font_paths": load_fonts(bool(foreign)),
        "format": form,
        "ppi": ppi,
        "sys_inputs": {"data": text},
        "timestamp": datetime.combine(day, time(), UTC),
    }
    if form != "pdf":
        return typst.compile(source.encode(), **known)
    try:
        return typst.compile(source.encode(), **(known | {"pdf_standards": list(_STANDARDS)}))
    except typst.TypstError:
        # A text that the standards refuse (a character without a fixed meaning) is printed all the same.
        return typst.compile(source.encode(), **known)


def say_missing(texts: Iterable[str], lang: str) -> str | None:
    """Return the sentence on the characters that become 〓, ``None`` where there are none."""
    foreign = find_foreign(texts)
    missing = find_undrawable(foreign) if foreign else foreign
    if not missing:
        return None
    codes = say("chart.comma", lang).join(f"U+{ord(character):04X}" for character in sorted(missing))
    return say("print.missing-characters", lang, codes=codes, mark=MISSING)


def drawing_data(drawing: Drawing, lang: str) -> dict[str, Any]:
    """Return a drawing as plain data for the template, in the colours of paper."""
    parts = [
        {"kind": type(part).__name__, **{name: _set(name, getattr(part, name)) for name in type(part).__slots__}}
        for part in drawing.parts
    ]
    return {"width": drawing.width, "height": drawing.height, "lang": lang, "parts": parts}


def _set(name: str, value: Any) -> Any:
    return resolve(value, LIGHT) if name in COLOURS else _rounded(value)


def list_texts(value: object) -> Iterable[str]:
    """Yield every text in nested data."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for name in value.__dataclass_fields__:
            yield from list_texts(getattr(value, name))
    elif isinstance(value, tuple | list):
        for one in value:
            yield from list_texts(one)


@cache
def _drawer() -> str:
    return _DRAWING.read_text("utf-8")


def _rounded(value: Any) -> Any:
    """Two places of a point are finer than any printer, and the same on every machine."""
    if isinstance(value, float):
        return round(value, _PLACES) + 0.0
    if isinstance(value, tuple | list):
        return [_rounded(one) for one in value]
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    return value
