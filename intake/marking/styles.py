"""The looks of marked cells: a style of its own for each look that a cell had, taken back without a trace."""

import copy
import json

from lxml import etree

from intake.marking.package import UNNAMED, CannotMark, named, parse_part

#: Pattern, its colour and the colour under it: apart by colour, and by pattern when printed in grey.
LOOKS = {
    "error": ("solid", "FFF08C8E", "FFF08C8E"),
    "warning": ("lightUp", "FFC98A02", "FFFFE7A3"),
    "note": ("gray0625", "FF2F6FA7", "FFDCEBF8"),
}
#: What LibreOffice makes of the patterns on saving.
_AVERAGES = {"FFF2D07B": "warning", "FFD2E4F3": "note"}
_ORDER = [
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "tableStyles",
    "colors",
    "extLst",
]
_LIGHT = 0.6


class Styles:
    """The style sheet of a workbook."""

    def __init__(self, root: etree._Element) -> None:
        if root.tag != named("styleSheet"):
            raise CannotMark("strict")
        self.root = root
        self._keys: dict[int, dict[bytes, int]] = {}
        self._fonts, self._fills, self._borders = (self._section(name) for name in ("fonts", "fills", "borders"))
        self._xfs = self._section("cellXfs")
        if not len(self._xfs):
            self._add(self._fonts, element("font"))
            self._add(self._fills, fill("none"))
            self._add(self._fills, fill("gray125"))
            self._add(self._borders, element("border"))
            self._add(self._xfs, element("xf", numFmtId="0", fontId="0", fillId="0", borderId="0"))
        self._ours = {index for index, one in enumerate(self._fills) if _look_of(one)}

    def is_marked(self, style: int) -> bool:
        """Tell whether a cell style has one of our looks."""
        return style < len(self._xfs) and int(self._xfs[style].get("fillId", "0")) in self._ours

    def mark(self, style: int, level: str) -> tuple[int, str]:
        """Return the style to give to a cell, and what `unmark` needs to know of the style that it had."""
        xf = copy.deepcopy(self._xfs[style if style < len(self._xfs) else 0])
        old_fill = self._fills[int(xf.get("fillId", "0"))]
        old_font = self._fonts[int(xf.get("fontId", "0"))]
        kept = {"fill": _text(old_fill) if xf.get("fillId", "0") != "0" else ""}
        xf.set("fillId", str(self._add(self._fills, fill(*LOOKS[level]))))
        xf.set("applyFill", "1")
        if _is_light(old_font):
            kept["font"] = _text(old_font)
            font = copy.deepcopy(old_font)
            for colour in font.findall(named("color")):
                colour.attrib.clear()
                colour.set("rgb", "FF000000")
            xf.set("fontId", str(self._add(self._fonts, font)))
            xf.set("applyFont", "1")
        self._ours = {index for index, one in enumerate(self._fills) if _look_of(one)}
        return self._add(self._xfs, xf), json.dumps(kept, ensure_ascii=False) if any(kept.values()) else ""

    def unmark(self, style: int, kept: str) -> int:
        """Return the style that a marked cell had before."""
        xf = copy.deepcopy(self._xfs[style])
        parts = _parse_kept(kept)
        xf.set("fillId", str(self._add(self._fills, parts["fill"])) if "fill" in parts else "0")
        if "fill" not in parts:
            drop_attribute(xf, "applyFill")
        if "font" in parts:
            xf.set("fontId", str(self._add(self._fonts, parts["font"])))
        return self._add(self._xfs, xf)

    def style(
        self,
        font: dict[str, str | None] | None = None,
        look: tuple[str, ...] | None = None,
        wrap: bool = True,
        line: bool = True,
    ) -> int:
        """Return a style for a cell of the list."""
        made = element("font")
        for name, value in (font or {"sz": "10"}).items():
            attribute = "rgb" if name == "color" else "val"
            etree.SubElement(made, named(name), {attribute: value} if value is not None else {})
        border = element("border")
        for side in ("left", "right", "top", "bottom") if line else ():
            etree.SubElement(etree.SubElement(border, named(side), style="thin"), named("color"), rgb="FFBFBFBF")
        parts = {
            "fontId": str(self._add(self._fonts, made)),
            "fillId": str(self._add(self._fills, fill(*look))) if look else "0",
            "borderId": str(self._add(self._borders, border)),
        }
        applied = dict.fromkeys(("applyFont", "applyFill", "applyBorder", "applyAlignment"), "1")
        xf = element("xf", numFmtId="0", xfId="0", **parts, **applied)
        etree.SubElement(xf, named("alignment"), {"vertical": "top"} | ({"wrapText": "1"} if wrap else {}))
        return self._add(self._xfs, xf)

    def _section(self, name: str) -> etree._Element:
        found = self.root.find(named(name))
        if found is None:
            found = element(name)
            later = set(_ORDER[_ORDER.index(name) + 1 :])
            at = next((i for i, one in enumerate(self.root) if etree.QName(one).localname in later), len(self.root))
            self.root.insert(at, found)
        return found

    def _add(self, parent: etree._Element, one: etree._Element) -> int:
        """Return the index of an equal child, or of this one added."""
        known = self._keys.setdefault(id(parent), {})
        if not known:
            known.update({_key(child): index for index, child in reversed(list(enumerate(parent)))})
        key = _key(one)
        if key not in known:
            known[key] = len(parent)
            parent.append(one)
            parent.set("count", str(len(parent)))
        return known[key]


def element(local: str, **attributes: str) -> etree._Element:
    """Return an element of a workbook's main vocabulary."""
    return etree.Element(named(local), attributes, nsmap=UNNAMED)


def drop_attribute(one: etree._Element, name: str) -> None:
    """Take an attribute away where it stands."""
    if name in one.attrib:
        del one.attrib[name]


def fill(pattern: str, colour: str | None = None, under: str | None = None) -> etree._Element:
    """Return a fill."""
    made = element("fill")
    inner = etree.SubElement(made, named("patternFill"), patternType=pattern)
    for name, value in (("fgColor", colour), ("bgColor", under)):
        if value is not None:
            etree.SubElement(inner, named(name), rgb=value)
    return made


def _look_of(one: etree._Element) -> str | None:
    inner = one.find(named("patternFill"))
    if inner is None:
        return None
    given = [inner.find(named(name)) for name in ("fgColor", "bgColor")]
    colours = [one.get("rgb", "") if one is not None else "" for one in given]
    # Excel may forget the colour under a solid one.
    for level, (pattern, colour, under) in LOOKS.items():
        is_under = pattern == "solid" or colours[1].upper() == under
        if inner.get("patternType") == pattern and colours[0].upper() == colour and is_under:
            return level
    return _AVERAGES.get(colours[0].upper()) if inner.get("patternType") == "solid" else None


def _is_light(font: etree._Element) -> bool:
    colour = font.find(named("color"))
    if colour is None:
        return False
    if colour.get("theme") == "0" or colour.get("indexed") in ("1", "9"):
        return True
    rgb = colour.get("rgb", "")[-6:]
    try:
        red, green, blue = (int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4))
    except ValueError:
        return False
    return 0.299 * red + 0.587 * green + 0.114 * blue > _LIGHT


def _key(one: etree._Element) -> bytes:
    return etree.tostring(one, method="c14n", exclusive=True).strip()


def _text(one: etree._Element) -> str:
    return _key(one).decode("utf-8")


def _parse_kept(kept: str) -> dict[str, etree._Element]:
    """Read what was kept of a style; the reporter may have changed it, so only what is meant there is taken."""
    try:
        texts = json.loads(kept) if kept else {}
        parts = {name: parse_part(str(texts[name]).encode("utf-8")) for name in ("fill", "font") if texts.get(name)}
    except (ValueError, TypeError, AttributeError, CannotMark):
        return {}
    return {name: part for name, part in parts.items() if part.tag == named(name) and len(_key(part)) < 2000}
