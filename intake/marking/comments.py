"""Comments of a sheet: ours are added beside the reporter's own, and taken away again."""

from lxml import etree

from intake.marking.package import OFFICE, UNNAMED, CannotMark, Package, named, take_out
from intake.marking.styles import element

#: Every comment of ours begins with one of these, or continues the reporter's own with it.
SIGNS = {"zh": "【龙江产改进度】", "en": "[Longjiang Progress] "}
AUTHOR = "龙江产改进度"
MAX_TEXT = 2000
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_V, _O, _X = (
    "urn:schemas-microsoft-com:vml",
    "urn:schemas-microsoft-com:office:office",
    "urn:schemas-microsoft-com:office:excel",
)
# What stands before the drawing of comments in a sheet, in the order of the schema.
_BEFORE = frozenset(
    [
        "sheetPr",
        "dimension",
        "sheetViews",
        "sheetFormatPr",
        "cols",
        "sheetData",
        "sheetCalcPr",
        "sheetProtection",
        "protectedRanges",
        "scenarios",
        "autoFilter",
        "sortState",
        "dataConsolidate",
        "customSheetViews",
        "mergeCells",
        "phoneticPr",
        "conditionalFormatting",
        "dataValidations",
        "hyperlinks",
        "printOptions",
        "pageMargins",
        "pageSetup",
        "headerFooter",
        "rowBreaks",
        "colBreaks",
        "customProperties",
        "cellWatches",
        "ignoredErrors",
        "smartTags",
        "drawing",
    ]
)


def clear_comments(package: Package, part: str) -> None:
    """Take our comments away from a sheet; the reporter's own stay."""
    gone = set()
    for _, comments in package.related(part, "comments"):
        if comments not in package:
            continue
        for comment in list(package.tree(comments).iter(named("comment"))):
            if _cut(comment):
                gone.add(comment.get("ref"))
                take_out(comment)
    for _, drawing in package.related(part, "vmlDrawing") if gone else ():
        root = package.tree(drawing)
        for shape in list(root.iter(f"{{{_V}}}shape")):
            if _reference(shape) in gone:
                take_out(shape)


def add_comments(package: Package, part: str, texts: dict[tuple[int, int], str], lang: str) -> None:
    """Add a comment to each of these cells.

    Raises
    ------
    CannotMark
        ``threads`` when the sheet holds conversations, which Excel writes anew from elsewhere;
        ``drawing`` when its drawing cannot be read. Nothing was changed then.
    """
    if package.related(part, "threadedComment"):
        raise CannotMark("threads")
    shapes = _shapes(package, part)
    root = _comments(package, part)
    authors, listed = root.find(named("authors")), root.find(named("commentList"))
    if authors is None or listed is None:
        raise CannotMark("drawing")
    names = [one.text for one in authors]
    if AUTHOR not in names:
        etree.SubElement(authors, named("author")).text = AUTHOR
        names.append(AUTHOR)
    known = {one.get("ref"): one for one in listed}
    for number, ((row, column), text) in enumerate(sorted(texts.items()), 1):
        reference = f"{_letters(column)}{row}"
        said = SIGNS[lang] + text[:MAX_TEXT]
        own = known[reference].find(named("text")) if reference in known else None
        if own is not None:
            _run(own, "\n" + said)
            continue
        comment = etree.SubElement(
            listed, named("comment"), ref=reference, authorId=str(names.index(AUTHOR)), shapeId="0"
        )
        _run(etree.SubElement(comment, named("text")), said)
        shapes.append(_shape(number, row, column, len(said) + 20 * said.count("\n")))


def _run(text: etree._Element, said: str) -> None:
    run = etree.SubElement(text, named("r"))
    etree.SubElement(etree.SubElement(run, named("rPr")), named("sz"), val="10")
    part = etree.SubElement(run, named("t"))
    part.text = said
    part.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _cut(comment: etree._Element) -> bool:
    """Cut our words off a comment; tell whether nothing of it is left."""
    ours, left = False, ""
    for part in list(comment.iter(named("t"))):
        text = part.text or ""
        places = [text.find(sign.strip()) for sign in SIGNS.values() if sign.strip() in text]
        if ours:
            part.text = ""
        elif places:
            ours, part.text = True, text[: min(places)].rstrip("\n")
        left += part.text or ""
        run = part.getparent()
        if ours and not part.text and run is not None and run.tag == named("r"):
            take_out(run)
    return ours and not left.strip()


def _comments(package: Package, part: str) -> etree._Element:
    found = next((name for _, name in package.related(part, "comments") if name in package), None)
    if found is not None:
        return package.tree(found)
    name = package.free_name("xl/comments{}.xml")
    root = element("comments")
    etree.SubElement(root, named("authors"))
    etree.SubElement(root, named("commentList"))
    package.put(name, root, _TYPE)
    package.relate(part, "comments", name)
    return root


def _shapes(package: Package, part: str) -> etree._Element:
    """Return the drawing that holds the frames of a sheet's comments."""
    sheet = package.tree(part)
    pointer = sheet.find(named("legacyDrawing"))
    if pointer is not None:
        wanted = pointer.get(f"{{{OFFICE}}}id")
        name = next((target for id, target in package.related(part, "vmlDrawing") if id == wanted), None)
        if name is None or name not in package:
            raise CannotMark("drawing")
        try:
            return package.tree(name)
        except CannotMark:
            raise CannotMark("drawing") from None
    name = package.free_name("xl/drawings/vmlDrawingMark{}.vml")
    root = etree.Element("xml", nsmap={"v": _V, "o": _O, "x": _X})
    layout = etree.SubElement(root, f"{{{_O}}}shapelayout", {f"{{{_V}}}ext": "edit"})
    etree.SubElement(layout, f"{{{_O}}}idmap", {f"{{{_V}}}ext": "edit", "data": "1"})
    kind = etree.SubElement(
        root,
        f"{{{_V}}}shapetype",
        {"id": "_x0000_t202", "coordsize": "21600,21600", f"{{{_O}}}spt": "202", "path": "m,l,21600r21600,l21600,xe"},
    )
    etree.SubElement(kind, f"{{{_V}}}stroke", joinstyle="miter")
    etree.SubElement(kind, f"{{{_V}}}path", {"gradientshapeok": "t", f"{{{_O}}}connecttype": "rect"})
    package.put(name, root, _VML_TYPE)
    own = package.relate(part, "vmlDrawing", name)
    at = max(
        (i for i, one in enumerate(sheet) if isinstance(one.tag, str) and etree.QName(one).localname in _BEFORE),
        default=-1,
    )
    made = etree.Element(named("legacyDrawing"), {f"{{{OFFICE}}}id": own}, nsmap=UNNAMED | {"r": OFFICE})
    sheet.insert(at + 1, made)
    return root


def _shape(number: int, row: int, column: int, length: int) -> etree._Element:
    lines = min(4 + length // 16, 24)
    style = "position:absolute;margin-left:60pt;margin-top:2pt;width:240pt;height:80pt;z-index:1;visibility:hidden"
    shape = etree.Element(
        f"{{{_V}}}shape",
        {
            "id": f"_x0000_s{40000 + number}",
            "type": "#_x0000_t202",
            "style": style,
            "fillcolor": "#ffffe1",
            f"{{{_O}}}insetmode": "auto",
        },
        nsmap={"v": _V, "o": _O, "x": _X},
    )
    etree.SubElement(shape, f"{{{_V}}}fill", color2="#ffffe1")
    etree.SubElement(shape, f"{{{_V}}}path", {f"{{{_O}}}connecttype": "none"})
    box = etree.SubElement(shape, f"{{{_V}}}textbox", style="mso-direction-alt:auto")
    etree.SubElement(box, "div", style="text-align:left")
    data = etree.SubElement(shape, f"{{{_X}}}ClientData", ObjectType="Note")
    top = max(row - 2, 0)
    facts = {
        "MoveWithCells": None,
        "SizeWithCells": None,
        "Anchor": f"{column}, 12, {top}, 6, {column + 4}, 12, {top + lines}, 6",
        "AutoFill": "False",
        "Row": str(row - 1),
        "Column": str(column - 1),
    }
    for name, text in facts.items():
        etree.SubElement(data, f"{{{_X}}}{name}").text = text
    return shape


def _reference(shape: etree._Element) -> str | None:
    row, column = (shape.findtext(f"{{{_X}}}ClientData/{{{_X}}}{name}") or "" for name in ("Row", "Column"))
    if not row.isdigit() or not column.isdigit():
        return None
    return f"{_letters(int(column) + 1)}{int(row) + 1}"


def _letters(column: int) -> str:
    from intake.sheets.sheet import column_letters

    return column_letters(column)
