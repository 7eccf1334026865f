"""Lines inside a table that head the rows below them: a place (【哈尔滨市】), a metric, a group (一、培训)."""

from dataclasses import dataclass, field, replace

from intake.tables.headings import as_heading, names_quantity
from intake.tables.line_kinds import SheetLine, strip_section
from intake.words.characters import compact
from intake.words.labels import Label, PlaceMeaning, read_place
from intake.words.vocabulary import Meaning, Vocabulary


@dataclass(frozen=True, slots=True)
class Section:
    """What heads some rows: a place, and what else was said; `row` is the last line of it."""

    row: int = 0
    place: Label | None = None
    meaning: Meaning = field(default_factory=Meaning)

    def apply(self, label: Label) -> Label:
        """Return a row's label read below this section; the row's own words decide, the section's fill."""
        meaning = self.meaning
        if label.meaning.metrics:
            meaning = as_heading(meaning, label.meaning.metrics | {""})
        elif label.place is not None and not names_quantity(meaning):
            meaning = replace(meaning, rest="")
        label = replace(label, meaning=label.meaning.inside(meaning))
        if self.place is None or label.place not in (None, PlaceMeaning.TOTAL, PlaceMeaning.SUBTOTAL):
            return label
        place = self.place
        return Label(label.meaning, place.place, place.city, place.name, place.at, place.districts)


def read_sections(lines: tuple[SheetLine, ...], rows: tuple[int, ...], vocabulary: Vocabulary) -> dict[int, Section]:
    """Return the section that each row stands in.

    Sections of places hold sections of metrics or the other way round: the kind that comes first is the outer one,
    and a new one of it ends the inner. Among places a name that is no place is an unknown place, never the one before.
    """
    ordered = sorted(lines, key=lambda line: (line.row, line.column))
    places = {(line.row, line.column): place for line in ordered if (place := _place(line, vocabulary))}
    columns = {(line.column, _is_counted(line.text)) for line in ordered if _at(line) in places}
    outer_is_place = bool(ordered) and _at(ordered[0]) in places
    found: dict[int, Section] = {}
    section, waiting = Section(), list(ordered)
    for row in rows:
        while waiting and waiting[0].row < row:
            line = waiting.pop(0)
            place = places.get(_at(line))
            meaning = vocabulary.understand(line.text)
            if place is None and (line.column, _is_counted(line.text)) in columns and _says_nothing(meaning):
                name = compact(line.text)
                place = Label(Meaning(), PlaceMeaning.UNKNOWN, None, name, _at(line))
            if place is not None:
                section = Section(line.row, place, Meaning() if outer_is_place else section.meaning)
            else:
                section = Section(line.row, section.place if outer_is_place else None, meaning)
        found[row] = section
    return found


def _at(line: SheetLine) -> tuple[int, int]:
    return line.row, line.column


def _is_counted(text: str) -> bool:
    return strip_section(text) != compact(text)


def _place(line: SheetLine, vocabulary: Vocabulary) -> Label | None:
    place = read_place(strip_section(line.text), vocabulary, _at(line))
    return place if place and place.place is not PlaceMeaning.UNKNOWN else None


def _says_nothing(meaning: Meaning) -> bool:
    return not (meaning.metrics or meaning.periods or meaning.roles or meaning.bases or meaning.part or meaning.units)
