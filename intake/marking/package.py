"""The parts of an Office Open XML file: a few are changed, all others go on byte for byte."""

import io
import zipfile
from posixpath import join, normpath, relpath
from typing import Any, cast

from lxml import etree

from intake.sheets.archive import open_checked

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
#: A tree takes six times the bytes of its part.
MAX_PART = 150_000_000
_MOMENT = (2020, 1, 1, 0, 0, 0)


def _nameless(space: str) -> dict[str, str]:
    """Return the declaration of a vocabulary without a prefix; lxml's types do not know of this one."""
    return cast("dict[str, str]", {None: space})


#: Declares the main vocabulary of a workbook for names without a prefix.
UNNAMED = _nameless(MAIN)


class CannotMark(Exception):
    """The workbook cannot be given back marked; `reason` is the key of a sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def named(local: str, space: str = MAIN) -> str:
    """Return the full name of an element."""
    return f"{{{space}}}{local}"


def take_out(one: etree._Element) -> None:
    """Take an element out of the one that holds it."""
    parent = one.getparent()
    if parent is not None:
        parent.remove(one)


def parse_part(content: bytes) -> etree._Element:
    """Return the tree of a part; nothing is fetched, no entity is expanded."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise CannotMark("markup") from error
    facts: Any = root.getroottree().docinfo  # its types leave `doctype` out
    if facts.doctype:
        raise CannotMark("markup")
    return root


class Package:
    """Parts by name, changed as trees."""

    def __init__(self, content: bytes) -> None:
        self._zip = open_checked(content)
        self._infos = {
            info.filename.replace("\\", "/").lstrip("/"): info for info in self._zip.infolist() if not info.is_dir()
        }
        self._lower = {name.lower(): name for name in self._infos}
        self._trees: dict[str, etree._Element] = {}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._lower

    def names(self) -> list[str]:
        """Return the names of all parts."""
        return list(self._lower.values())

    @property
    def largest(self) -> int:
        """The bytes of the largest part, unpacked."""
        return max((info.file_size for info in self._infos.values()), default=0)

    def tree(self, name: str) -> etree._Element:
        """Return a part's tree; what is changed in it is written."""
        own = self._lower.get(name.lower())
        if own is None:
            raise CannotMark("markup")
        if own not in self._trees:
            if self._infos[own].file_size > MAX_PART:
                raise CannotMark("large")
            self._trees[own] = parse_part(self._zip.read(self._infos[own]))
        return self._trees[own]

    def put(self, name: str, root: etree._Element, content_type: str) -> None:
        """Add a part, or put another in its place."""
        own = self._lower.setdefault(name.lower(), name)
        self._trees[own] = root
        types = self.tree("[Content_Types].xml")
        known = {one.get("PartName", "").lower() for one in types.iter(named("Override", TYPES))}
        if f"/{name.lower()}" not in known:
            etree.SubElement(types, named("Override", TYPES), PartName=f"/{name}", ContentType=content_type)

    def declare_ending(self, ending: str, content_type: str) -> None:
        """Say once what parts of an ending hold."""
        types = self.tree("[Content_Types].xml")
        if not any(one.get("Extension", "").lower() == ending for one in types.iter(named("Default", TYPES))):
            types.insert(0, etree.Element(named("Default", TYPES), Extension=ending, ContentType=content_type))

    def drop(self, name: str) -> None:
        """Leave a part out."""
        own = self._lower.pop(name.lower(), None)
        if own is not None:
            self._trees.pop(own, None)
            for one in list(self.tree("[Content_Types].xml")):
                if one.get("PartName", "").lower() == f"/{name.lower()}":
                    take_out(one)

    def free_name(self, pattern: str) -> str:
        """Return a part's name with the first number that no part has."""
        return next(name for number in range(1, 100_000) if (name := pattern.format(number)) not in self)

    def related(self, part: str, kind: str) -> list[tuple[str, str]]:
        """Return (id, part) of the relations of a kind that a part has."""
        path = _relations_of(part)
        if path not in self:
            return []
        return [
            (one.get("Id", ""), resolve(part, one.get("Target", "")))
            for one in self.tree(path).iter(named("Relationship", RELATIONS))
            if one.get("Type", "").rpartition("/")[2] == kind and one.get("TargetMode") != "External"
        ]

    def relate(self, part: str, kind: str, target: str) -> str:
        """Relate a part to another; return the relation's id."""
        path = _relations_of(part)
        if path not in self:
            self._lower[path.lower()] = path
            self._trees[path] = etree.Element(named("Relationships", RELATIONS), nsmap=_nameless(RELATIONS))
        root = self.tree(path)
        taken = {one.get("Id") for one in root}
        own = next(f"rIdMark{n}" for n in range(1, 100_000) if f"rIdMark{n}" not in taken)
        folder = part.rpartition("/")[0]
        facts = {"Id": own, "Type": f"{OFFICE}/{kind}", "Target": relpath(target, folder or ".")}
        etree.SubElement(root, named("Relationship", RELATIONS), facts)
        return own

    def unrelate(self, part: str, id: str) -> None:
        """Take a relation away."""
        for one in list(self.tree(_relations_of(part))):
            if one.get("Id") == id:
                take_out(one)

    def render(self) -> bytes:
        """Return the whole file."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
            order = sorted(self._lower.values(), key=lambda name: name != "[Content_Types].xml")
            for name in order:
                info = zipfile.ZipInfo(name, _MOMENT)
                info.compress_type = zipfile.ZIP_DEFLATED
                if name in self._trees:
                    tree = self._trees[name]
                    made.writestr(info, etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))
                    continue
                with self._zip.open(self._infos[name]) as old, made.open(info, "w") as new:
                    while chunk := old.read(1_048_576):
                        new.write(chunk)
        return stream.getvalue()


def resolve(part: str, target: str) -> str:
    """Return the part that a relation of `part` points to."""
    target = target.replace("\\", "/")
    return normpath(target.lstrip("/") if target.startswith("/") else join(part.rpartition("/")[0], target))


def _relations_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/")
