"""The sheets of a workbook as parts, and the cells that are coloured in them."""

from collections.abc import Iterable, Mapping

from lxml import etree

from intake.marking.package import OFFICE, CannotMark, Package, named, take_out
from intake.marking.styles import Styles, drop_attribute, element
from intake.sheets.sheet import column_letters

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
Place = tuple[int, int]


class SheetList:
    """The workbook part: sheets by name, in order."""

    def __init__(self, package: Package) -> None:
        self.package = package
        targets = [name for _, name in package.related("", "officeDocument")]
        self.part = targets[0] if targets and targets[0] in package else "xl/workbook.xml"
        self.root = package.tree(self.part)
        if self.root.tag != named("workbook"):
            raise CannotMark("strict")
        sheets = self.root.find(named("sheets"))
        if sheets is None:
            raise CannotMark("markup")
        self._sheets = sheets
        self._parts = dict(package.related(self.part, "worksheet"))

    @property
    def names(self) -> list[str]:
        return [one.get("name", "") for one in self._sheets]

    def part_of(self, name: str) -> str | None:
        """Return the part of a worksheet; ``None`` for what is none (charts, dialogs)."""
        found = next((one for one in self._sheets if one.get("name") == name), None)
        return self._parts.get(found.get(f"{{{OFFICE}}}id", "")) if found is not None else None

    def remove(self, name: str) -> None:
        """Take a sheet out, with what only it used."""
        order = list(self._sheets)
        found = next(one for one in order if one.get("name") == name)
        relation, part = found.get(f"{{{OFFICE}}}id", ""), self.part_of(name)
        self._sheets.remove(found)
        self._renumber(order)
        self.package.unrelate(self.part, relation)
        if part is not None:
            folder, _, file = part.rpartition("/")
            for one in (part, f"{folder}/_rels/{file}.rels"):
                self.package.drop(one)

    def add_first(self, name: str, root: etree._Element) -> None:
        """Put a new sheet before all others and open the workbook on it."""
        order = list(self._sheets)
        part = self.package.free_name("xl/worksheets/findings{}.xml")
        self.package.put(part, root, _SHEET)
        own = self.package.relate(self.part, "worksheet", part)
        number = max((int(one.get("sheetId", "0")) for one in order), default=0) + 1
        facts = {"name": name, "sheetId": str(number), f"{{{OFFICE}}}id": own}
        self._sheets.insert(0, etree.Element(named("sheet"), facts))
        self._parts[own] = part
        self._renumber(order)
        for view in self.root.iter(named("workbookView")):
            drop_attribute(view, "firstSheet")
            drop_attribute(view, "activeTab")
        for sheet in self._parts.values():
            if sheet != part and sheet in self.package:
                # Two chosen sheets would be written to as one.
                for view in self.package.tree(sheet).iter(named("sheetView")):
                    drop_attribute(view, "tabSelected")

    def _renumber(self, before: list[etree._Element]) -> None:
        """Names that belong to one sheet point to it by its place."""
        now = {one: place for place, one in enumerate(self._sheets)}
        for one in list(self.root.iter(named("definedName"))):
            place = one.get("localSheetId", "")
            if not place.isdigit() or int(place) >= len(before):
                continue
            if before[int(place)] in now:
                one.set("localSheetId", str(now[before[int(place)]]))
            else:
                take_out(one)


def clear_cells(root: etree._Element, styles: Styles, kept: Mapping[str, str]) -> None:
    """Give every cell that has one of our looks the style that it had before."""
    for cell in root.iter(named("c")):
        style = cell.get("s", "")
        if style.isdigit() and styles.is_marked(int(style)):
            cell.set("s", str(styles.unmark(int(style), kept.get(cell.get("r", ""), ""))))


def colour_cells(root: etree._Element, styles: Styles, levels: Mapping[Place, str]) -> dict[str, str]:
    """Colour cells by level; return what must be kept to give them back their looks."""
    data = root.find(named("sheetData"))
    if data is None:
        raise CannotMark("markup")
    kept = {}
    rows = _index(data, {row for row, _ in levels})
    for (row, column), level in sorted(levels.items()):
        cell = _find_cell(rows[row], row, column, root)
        own, before = styles.mark(int(cell.get("s", "0")), level)
        cell.set("s", str(own))
        if before:
            kept[f"{column_letters(column)}{row}"] = before
    return kept


def _index(data: etree._Element, wanted: Iterable[int]) -> dict[int, etree._Element]:
    """Return the wanted rows; those that are not there are added in their place."""
    missing, number = set(wanted), 0
    found: dict[int, etree._Element] = {}
    for row in list(data):
        if row.tag != named("row"):
            continue
        number = int(row.get("r", number + 1))
        for between in sorted(one for one in missing if one < number):
            row.addprevious(found.setdefault(between, element("row", r=str(between))))
            missing.discard(between)
        if number in missing:
            found[number] = row
            missing.discard(number)
    for last in sorted(missing):
        found[last] = etree.SubElement(data, named("row"), r=str(last))
    return found


def _find_cell(row: etree._Element, number: int, column: int, root: etree._Element) -> etree._Element:
    at, after = 0, None
    for cell in row.iter(named("c")):
        letters = "".join(one for one in cell.get("r", "") if one.isalpha())
        at = _column(letters) if letters else at + 1
        if at == column:
            return cell
        if at > column:
            after = cell
            break
    drop_attribute(row, "spans")
    made = element("c", r=f"{column_letters(column)}{number}", s=_default_style(row, column, root))
    if after is not None:
        after.addprevious(made)
    else:
        row.append(made)
    return made


def _default_style(row: etree._Element, column: int, root: etree._Element) -> str:
    if row.get("customFormat") in ("1", "true"):
        return row.get("s", "0")
    for one in root.iter(named("col")):
        if int(one.get("min", "0")) <= column <= int(one.get("max", "0")):
            return one.get("style", "0")
    return "0"


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
