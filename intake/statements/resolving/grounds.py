"""What decided each dimension of a figure: the text, where it stands, and how strongly it says so."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from intake.findings.masks import mask_told
from intake.sheets.sheet import Cell
from intake.statements.hints import Hint
from intake.statements.resolved import TARGETS, JudgedNumber
from intake.tables.placed import PlacedTable
from intake.tables.surroundings import Context
from intake.words.labels import understand_cell
from intake.words.vocabulary import Meaning, Vocabulary
from metrics.observation import Ground, Strength

_LABELS = ("city", "metric", "period", "unit", "role")


@dataclass(frozen=True, slots=True)
class _Source:
    """A text that governs a number: what it means alone, where it stands and how near."""

    text: str
    meaning: Meaning
    sheet: str | None
    cell: str | None
    strength: Strength
    #: A line around the table: what it says governs nothing but what the table takes from it.
    is_around: bool = False

    def ground(self, dimension: str) -> Ground:
        return Ground(dimension, self.text, self.sheet, self.cell, self.strength)


def list_grounds(
    number: JudgedNumber, placed: PlacedTable, vocabulary: Vocabulary, hint: Hint | None
) -> tuple[Ground, ...]:
    """Return the ground of metric, place, period, basis, unit and role of a number that is stated.

    What stands in its own row or head is `stated`, what a group, a section, a title or a name says `inherited`, what
    the table's figures show `proved`; a default is `assumed`.
    """
    sources = list(_sources(number, placed, vocabulary))
    metric = _find(sources, "metric", lambda one: number.metric in one.metrics) or _only_metric(number, placed)
    governing = [one for one in sources if not one.is_around or _is_taken(one.meaning, placed.context)]
    period = (
        _find(governing, "period", lambda one: bool(one.periods))
        or _find(sources, "period", lambda one: bool(one.periods))
        or Ground("period", "", None, None, Strength.ANSWERED if placed.is_period_given else Strength.ASSUMED)
    )
    basis = _find(governing, "basis", lambda one: bool(one.bases or one.begins)) or _renamed(period, "basis")
    unit = _unit(number, placed, sources) or _renamed(metric, "unit")
    answered = {"metric": hint and hint.metric, "basis": hint and hint.span, "unit": hint and hint.unit}
    answered["period"] = hint and hint.month
    found = {
        "metric": metric,
        "place": _place(number, placed, sources, vocabulary),
        "period": period,
        "basis": basis,
        "unit": unit,
        "role": _role(number, sources, unit),
    }
    for dimension, answer in answered.items():
        settled = dimension in number.answered or (hint and hint.overrules)
        if answer and (settled or found[dimension].strength is not Strength.STATED):
            found[dimension] = Ground(dimension, str(answer), None, None, Strength.ANSWERED)
    found |= {one.dimension: one for one in number.proved}
    return tuple(replace(one, text=mask_told(one.text)) for one in found.values())


def _sources(number: JudgedNumber, placed: PlacedTable, vocabulary: Vocabulary) -> Iterator[_Source]:
    """Yield the texts that govern a number, the nearest first."""
    sheet, grid, table = placed.sheet, placed.grid, placed.table

    def source(cell: Cell, row: int, column: int, strength: Strength) -> _Source:
        return _Source(cell.text, understand_cell(cell, vocabulary), sheet.name, sheet.reference(row, column), strength)

    for column in placed.columns:
        if column.kind in _LABELS and (cell := grid.at(number.row, column.index)):
            yield source(cell, *grid.place(number.row, column.index), Strength.STATED)
    for depth, row in enumerate(reversed(table.heads)):
        if cell := grid.at(row, number.column):
            shared = depth > 0 and grid.place(row, number.column)[1] != number.column
            place = grid.place(row, number.column)
            yield source(cell, *place, Strength.INHERITED if shared else Strength.STATED)
    for line in (*reversed([one for one in table.sections if one.row < number.row]), *placed.context.lines):
        meaning = vocabulary.understand(line.text)
        at, is_around = sheet.reference(line.row, line.column), line in placed.context.lines
        yield _Source(line.text, meaning, sheet.name, at, Strength.INHERITED, is_around)
    yield _Source(sheet.name, vocabulary.understand(sheet.name), sheet.name, None, Strength.INHERITED)
    stem = placed.context.file
    yield _Source(stem, vocabulary.understand(stem), None, None, Strength.INHERITED)


def _find(sources: list[_Source], dimension: str, says: Callable[[Meaning], bool]) -> Ground | None:
    return next((one.ground(dimension) for one in sources if says(one.meaning)), None)


def _is_taken(line: Meaning, context: Context) -> bool:
    """Whether a table takes its time or its basis from a line around it: not from a phone number, nor a signature."""
    times = set(line.periods) & set(context.periods)
    return bool(times or line.bases & context.bases or set(line.begins) & set(context.begins))


def _role(number: JudgedNumber, sources: list[_Source], unit: Ground) -> Ground:
    """Return what tells what a number is for: its own words, a title of targets, a unit of shares; else a default."""
    words = number.meaning.roles
    told = _find([one for one in sources if not one.is_around], "role", lambda one: bool(one.roles & words))
    if told is None and number.role in TARGETS:
        told = _find(sources, "role", lambda one: bool(one.roles & {"target", "year-target"}))
    if told is None and "%" in number.meaning.units:
        told = _renamed(unit, "role")
    return told or Ground("role", "", None, None, Strength.ASSUMED)


def _renamed(ground: Ground, dimension: str) -> Ground:
    """What decides one dimension may decide another too: 人次 stands in 培训人次, a level's day in 截至6月底."""
    return Ground(dimension, ground.text, ground.sheet, ground.cell, ground.strength)


def _only_metric(number: JudgedNumber, placed: PlacedTable) -> Ground:
    """The only metric that the heads of the table name is meant under bare 目标 and 累计 too."""
    for column in placed.columns:
        if number.metric in column.label.meaning.metrics:
            at = placed.sheet.reference(placed.table.heads[-1], column.index) if placed.table.heads else None
            return Ground("metric", column.header, placed.sheet.name, at, Strength.INHERITED)
    return Ground("metric", "", None, None, Strength.ASSUMED)


def _place(number: JudgedNumber, placed: PlacedTable, sources: list[_Source], vocabulary: Vocabulary) -> Ground:
    label = number.label
    if label.place and label.at:
        return Ground("place", label.name, placed.sheet.name, placed.sheet.reference(*label.at), Strength.STATED)
    for one in sources:
        if number.city in vocabulary.find_cities(one.text) or number.city == vocabulary.find_city(one.text):
            return one.ground("place")
    return Ground("place", "", None, None, Strength.ANSWERED)


def _unit(number: JudgedNumber, placed: PlacedTable, sources: list[_Source]) -> Ground | None:
    if number.figure.unit:
        return Ground("unit", number.cell.text, placed.sheet.name, placed.reference(number), Strength.STATED)
    known = set(placed.context.units)
    own = [one for one in sources if not one.is_around or known.intersection(one.meaning.units)]
    return _find(own, "unit", lambda one: bool(one.units))
