"""What the lines around a table, the sheet's name and the file's name say about all its numbers."""

import re
from dataclasses import dataclass, replace

from intake.tables.dating import is_left_open, state_periods
from intake.tables.document_days import shares_out, without_document_days, without_draft_day
from intake.tables.figure_table import FigureTable
from intake.tables.line_kinds import SheetLine, is_counted, is_note
from intake.tables.lines import (
    Lines,
    Unread,
    clauses_of,
    part_lines,
    read_carried,
    read_definition,
    says_unreported,
    states_unit,
    statistical_month,
    unread_in_note,
    unread_in_sheet_name,
    unread_in_title,
    without_week,
)
from intake.words.characters import compact, stem_of
from intake.words.finding_periods import find_periods
from intake.words.periods import Period
from intake.words.vocabulary import Meaning, Vocabulary
from wording.figures import write_document_number

_DOCUMENT = re.compile(r"[一-鿿]{2,8}\((?:19|20)\d\d\)第?[\d×x]+号")
#: Both named together are all bases that the province has.
_LEVELS = ("国家级", "省级")
#: A note that what is not yet open is counted too.
_UNFINISHED = re.compile(r"(?<!不)(?:包含|含|包括)[^,，。;；]{0,6}(?:在建|拟建|筹建|申报|未验收)")
_RECENT = re.compile(r"近[一二两三四五六\d]年")
_TARGETS = re.compile(r"^(?!.*(?:完成|进展|情况|进度|落实)).*(?:目标|任务)")
#: What the title counts from is said, but not when that was.
RECENT = Period(None, 1, 12, opening=True)


@dataclass(frozen=True, slots=True)
class Context:
    """What is said once for a whole table.

    Attributes
    ----------
    periods
        Every statement of a period with its strength, strongest first: title, sheet, cut-off line, file.
    begins
        Since when the titles count (2018年以来).
    definitions
        Meanings given by notes: word in a header → what it stands for (累计 → since_start).
    month_ends
        The day on which months end, where a line says so (上月21日至本月20日: 20).
    carried
        Places whose figures a note tells to be those of another period, if it names that.
    lines, file
        The lines around the table, its titles first, and the file's name: what its figures inherit from.
    unread
        Words of titles and notes that nobody has understood.
    part, qualified
        The title names a part of the people or bases only; or words before its metric that are not
        understood: its metric must not be read as the whole.
    targets, allocation
        The table states targets only; it shares them out (分解表).
    lists_parts
        Heads or labels name months or quarters: a bare year of the title then says no end.
    only_year
        The one year that heads and labels of the table name: it completes a bare 6月 beside them.
    unfinished
        Only a year is named, and the form was filled in before that year ended, or comes more than once a year.
    """

    metrics: frozenset[str] = frozenset()
    cities: tuple[str, ...] = ()
    district: str | None = None
    periods: tuple[Period, ...] = ()
    title_period: Period | None = None
    units: tuple[str, ...] = ()
    targets: bool = False
    unfinished: bool = False
    bases: frozenset[str] = frozenset()
    begins: tuple[Period, ...] = ()
    definitions: tuple[tuple[str, Meaning], ...] = ()
    month_ends: int | None = None
    carried: tuple[tuple[str, Period | None], ...] = ()
    lines: tuple[SheetLine, ...] = ()
    file: str = ""
    unread: tuple[Unread, ...] = ()
    part: bool = False
    qualified: bool = False
    allocation: bool = False
    document: str | None = None
    clashes: bool = False
    only_year: int | None = None
    lists_parts: bool = False

    @property
    def names_year(self) -> bool:
        """Whether the title names a whole year, not a month or a cut-off of a longer span."""
        title = self.title_period
        return title is not None and title.year is not None and title.whole_year

    @property
    def year(self) -> int | None:
        return next((period.year for period in self.periods if period.year), None)

    @property
    def period(self) -> Period | None:
        """The period in force for numbers that name none; its year may come from another line."""
        first = self.periods[0] if self.periods else None
        if first is None or first.year is not None:
            return first
        year = self.year or self.only_year
        return replace(first, year=year) if year else first


def read_context(
    table: FigureTable,
    file: str,
    vocabulary: Vocabulary,
    others: tuple[SheetLine, ...] = (),
    dated: tuple[SheetLine, ...] = (),
) -> Context:
    """Gather what is said about all numbers of `table`.

    Parameters
    ----------
    others
        Lines of the same sheet further up.
    dated
        Counted titles of tables on the same sheet that name its only period: it is that of one without, too.
    """
    table = without_document_days(table)
    lines, stem = part_lines(table.above, table.below), without_draft_day(stem_of(file))
    others = tuple(replace(line, text=without_draft_day(line.text)) for line in others)
    sheet_name = without_draft_day(table.sheet.name)
    above = part_lines(others, ()).titles
    title = _merge([vocabulary.understand(line.text) for line in lines.titles])
    inherited = _merge([vocabulary.understand(line.text) for line in above])
    sheet, name = (vocabulary.understand(text.replace("其中", "")) for text in (sheet_name, stem))
    layers = [title, inherited, sheet, name]
    # A table with a title of its own counts as that says, whatever the one above it does.
    own = [title, sheet, name] if title.metrics or title.periods else layers
    said = [line.text for line in (*lines.titles, *above)] + [sheet_name, stem]
    dating = [line.text for line in (lines.titles if title.periods else (*lines.titles, *above))] + [sheet_name]
    around = [line.text for line in (*table.above, *table.below)]
    of_all = [
        text for text in around if not (is_note(text) and (vocabulary.find_cities(text) or says_unreported(text)))
    ]
    beside = dated if any(is_counted(line.text) for line in lines.titles) else ()
    periods, title_period, clashes = state_periods(lines, above, beside, of_all, sheet_name, stem)
    cities, district = _places(said, lines.notes, vocabulary)
    counted = _merge([vocabulary.understand(line.text) for line in lines.titles if is_counted(line.text)])
    metric_layer = next((layer for layer in (counted, *layers) if layer.metrics), Meaning())
    everything = " ".join(said)
    clauses = [clause for line in lines.notes for clause in clauses_of(line.text)]
    begins = next((layer.begins for layer in own if layer.begins), ())
    return Context(
        metrics=metric_layer.metrics,
        cities=cities,
        district=district,
        periods=periods,
        title_period=title_period,
        units=_units(lines, vocabulary) or sheet.units or name.units,
        targets=bool(_TARGETS.search(" ".join(line.text for line in lines.titles) or sheet_name)),
        unfinished=is_left_open(periods, dating, around),
        bases=next((layer.bases for layer in own if layer.bases), frozenset()),
        begins=(RECENT, *begins) if _RECENT.search(compact(everything)) else begins,
        definitions=tuple(pair for clause in clauses if (pair := read_definition(clause, vocabulary))),
        month_ends=next((day for text in (*said[:-1], *around) if (day := statistical_month(text))), None),
        carried=tuple(pair for line in lines.notes for pair in read_carried(line.text, vocabulary)),
        lines=tuple(dict.fromkeys((*lines.titles, *table.above, *table.below, *above, *beside))),
        file=stem,
        # Lines over heads without a row below them govern no number.
        unread=_unread(lines, above, sheet_name, vocabulary) if table.rows else (),
        part=(any(layer.part for layer in layers) and not all(level in everything for level in _LEVELS))
        or any(_UNFINISHED.search(line.text) for line in lines.notes),
        qualified=bool(table.rows) and any(_is_qualified(line, vocabulary) for line in said),
        allocation=shares_out(everything),
        document=next((write_document_number(m[0]) for text in around if (m := _DOCUMENT.search(compact(text)))), None),
        clashes=clashes,
    )


def _merge(meanings: list[Meaning]) -> Meaning:
    none: frozenset[str] = frozenset()
    return Meaning(
        text="".join(f" {one.text}" for one in meanings),
        metrics=none.union(*(one.metrics for one in meanings)),
        roles=none.union(*(one.roles for one in meanings)),
        bases=none.union(*(one.bases for one in meanings)),
        part=any(one.part for one in meanings),
        units=tuple(unit for one in meanings for unit in one.units),
        begins=tuple(period for one in meanings for period in one.begins),
        periods=tuple(period for one in meanings for period in one.periods),
    )


def _is_qualified(text: str, vocabulary: Vocabulary) -> bool:
    """Whether unknown words stand right before the metric of a title (新业态从业人员职业技能培训)."""
    plain = _without_periods(without_week(text))
    lowered = plain.lower()
    if not vocabulary.any_metric.search(lowered):
        return False
    for name in vocabulary.metric_names:
        at = lowered.find(name)
        if at >= 0:
            before = re.split(r"[\s,、。:()《》\"“”\-—–_+·/|]|的", plain[:at])[-1]
            return bool(before) and bool(vocabulary.understand(before).rest) and not vocabulary.find_cities(before)
    return False


def _without_periods(text: str) -> str:
    plain = compact(text)
    for one in reversed(find_periods(plain)):
        plain = f"{plain[: one.start]} {plain[one.stop :]}"
    return plain


def _unread(lines: Lines, above: tuple[SheetLine, ...], sheet: str, vocabulary: Vocabulary) -> tuple[Unread, ...]:
    found = [unread_in_title(line, vocabulary) for line in (*lines.titles, *above)]
    found += [one for line in lines.notes for one in unread_in_note(line, vocabulary)]
    found.append(unread_in_sheet_name(sheet, vocabulary))
    return tuple(one for one in found if one)


def _places(
    lines: list[str], notes: tuple[SheetLine, ...], vocabulary: Vocabulary
) -> tuple[tuple[str, ...], str | None]:
    for text in (*lines, *(line.text for line in notes if "填报" in line.text or "报送" in line.text)):
        cities = vocabulary.find_cities(text)
        if cities:
            return cities, _district_after(text, cities, vocabulary)
    return (), None


def _district_after(text: str, cities: tuple[str, ...], vocabulary: Vocabulary) -> str | None:
    plain = compact(text)
    return next(
        (name for city in cities for name in vocabulary.district_names(city) if name in plain and len(name) > 2), None
    )


def _units(lines: Lines, vocabulary: Vocabulary) -> tuple[str, ...]:
    said = [line.text for line in lines.titles]
    said += [clause for line in lines.notes for clause in clauses_of(line.text) if states_unit(clause)]
    found = [unit for text in said for unit in vocabulary.understand(text).units]
    return tuple(dict.fromkeys(found))
