"""What the lines around a table, the sheet's name and the file's name say about all its numbers."""

import re
from dataclasses import dataclass, replace

from intake.tables.finding_tables import FigureTable, SheetLine, is_note
from intake.words.characters import compact
from intake.words.periods import Period, find_periods
from intake.words.vocabulary import Meaning, Vocabulary
from wording.figures import write_document_number

_CUTOFF_LINE = re.compile(
    r"(?:截[至止](?:日期|时间)?|数据截止|统计截止|统计时间|统计期间?|报告期|数据时间|报送期|所属期|数据期)[:为]?"
)
_FILED_LINE = re.compile(r"(?:填报|填表|制表|报送|上报|报出|打印|编制|审核|印发)(?:时间|日期|日)[:为]?[^ ]*")
_DEFINITION = re.compile(r"([^,;。:、()为]{1,12}?)(?:数据?|一?栏|列)?(?:均|都)?(?:为|是|指|系|按)([^,;。]+)")
_DOCUMENT = re.compile(r"[一-鿿]{2,8}\((?:19|20)\d\d\)第?[\d×x]+号")
#: Both named together are all bases that the province has.
_LEVELS = ("国家级", "省级")
#: A note that what is not yet open is counted too.
_UNFINISHED = re.compile(r"(?<!不)(?:包含|含|包括)[^,，。;；]{0,6}(?:在建|拟建|筹建|申报|未验收)")
_BEGINNING = re.compile(r"((?:19|20)\d\d)年(?:以来|至今|起)")
_RECENT = re.compile(r"近[一二两三四五六\d]年")
_TARGETS = re.compile(r"^(?!.*(?:完成|进展|情况|进度|落实)).*(?:目标|任务)")
_ALLOCATION = re.compile(r"分解|下达|分配表|任务书|责任书|任务清单")


@dataclass(frozen=True, slots=True)
class Context:
    """What is said once for a whole table.

    Attributes
    ----------
    periods
        Every statement of a period with its strength, strongest first: title, sheet, cut-off line, file.
    definitions
        Meanings given by notes: word in a header → the bases it stands for (累计 → since_start).
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
        Only a year is named, and the form was filled in before that year ended.
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
    definitions: tuple[tuple[str, frozenset[str]], ...] = ()
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
        return (
            title is not None
            and title.year is not None
            and (title.first, title.last) == (1, 12)
            and not title.cutoff
            and title.one_year
        )

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


def read_context(table: FigureTable, file: str, vocabulary: Vocabulary, others: tuple[SheetLine, ...] = ()) -> Context:
    """Gather what is said about all numbers of `table`; `others` are lines of the same sheet further up."""
    titles = [line for line in table.above if not is_note(line.text)]
    notes = [line for line in (*table.above, *table.below) if is_note(line.text)]
    stem = file.rsplit(".", 1)[0]
    title = _merge([vocabulary.understand(line.text) for line in titles])
    inherited = _merge([vocabulary.understand(line.text) for line in others])
    sheet, name = (vocabulary.understand(text.replace("其中", "")) for text in (table.sheet.name, stem))
    layers = [title, inherited, sheet, name]
    title_periods = _periods([line.text for line in titles])
    sheet_periods = _periods([table.sheet.name])
    cut_periods = _periods([_cutoff_text(line.text) for line in (*table.above, *table.below)])
    inherited_periods = _periods([line.text for line in others])
    ordered = [
        *_single(title_periods),
        *_single(inherited_periods),
        *_single(sheet_periods),
        *_single(cut_periods),
        *_single(_periods([stem])),
    ]
    lines = [line.text for line in titles] + [line.text for line in others] + [table.sheet.name, stem]
    lines_around = [line.text for line in (*table.above, *table.below)]
    cities, district = _places(lines, notes, vocabulary)
    metric_layer = next((layer for layer in layers if layer.metrics), Meaning())
    everything = " ".join(lines)
    return Context(
        metrics=metric_layer.metrics,
        cities=cities,
        district=district,
        periods=_strongest(ordered, sheet_periods, title_periods, cut_periods),
        title_period=next(iter(_single(title_periods) or _single(inherited_periods) or _single(sheet_periods)), None),
        units=_units(titles, notes, vocabulary) or sheet.units or name.units,
        targets=bool(_TARGETS.search(" ".join(line.text for line in titles) or table.sheet.name)),
        unfinished=_unfinished(ordered, lines_around),
        bases=next((layer.bases for layer in (title, inherited, sheet, name) if layer.bases), frozenset()),
        definitions=tuple(pair for line in notes for pair in _definitions(line.text, vocabulary)),
        part=(any(layer.part for layer in layers) and not all(level in everything for level in _LEVELS))
        or any(_UNFINISHED.search(line.text) for line in notes),
        qualified=any(_is_qualified(line, vocabulary) for line in lines),
        allocation=bool(_ALLOCATION.search(everything)) and "完成" not in everything,
        document=next(
            (
                write_document_number(m[0])
                for line in (*table.above, *table.below)
                if (m := _DOCUMENT.search(compact(line.text)))
            ),
            None,
        ),
        clashes=_clash(title_periods, sheet_periods) or _begins_elsewhere(everything, ordered, vocabulary),
    )


def _merge(meanings: list[Meaning]) -> Meaning:
    merged = Meaning()
    for meaning in meanings:
        merged = Meaning(
            text=f"{merged.text} {meaning.text}",
            metrics=merged.metrics | meaning.metrics,
            roles=merged.roles | meaning.roles,
            bases=merged.bases | meaning.bases,
            part=merged.part or meaning.part,
            units=merged.units + meaning.units,
        )
    return merged


def _is_qualified(text: str, vocabulary: Vocabulary) -> bool:
    """Whether unknown words stand right before the metric of a title (新业态从业人员职业技能培训)."""
    plain = compact(text)
    for name in vocabulary.metric_names:
        at = plain.lower().find(name)
        if at >= 0:
            before = re.split(r"[\s,、。:()《》\"“”\-—–_+·/|]|的", plain[:at])[-1]
            return bool(before) and bool(vocabulary.understand(before).rest) and not vocabulary.find_cities(before)
    return False


def _periods(texts: list[str]) -> list[Period]:
    """Return the periods of some lines; days on which a form was filled in say nothing."""
    return [found.period for text in texts for found in find_periods(_FILED_LINE.sub("", compact(text)))]


def _cutoff_text(text: str) -> str:
    plain = compact(text)
    match = _CUTOFF_LINE.search(plain)
    return "截至" + plain[match.end() :] if match else ""


def _single(periods: list[Period]) -> list[Period]:
    """Of the periods of one line, the one that is meant: several of equal rank say nothing."""
    distinct = list(dict.fromkeys(periods))
    if len(distinct) == 2:
        year = [p for p in distinct if p.year and (p.first, p.last) == (1, 12) and not p.cutoff]
        month = [p for p in distinct if p not in year]
        if len(year) == 1 and len(month) == 1 and month[0].year in (None, year[0].year):
            if month[0].cutoff:
                return [Period(year[0].year, 1, month[0].last, running=month[0].last > 1)]
            return [replace(month[0], year=year[0].year)]
    return distinct if len(distinct) == 1 else []


def _strongest(
    ordered: list[Period], sheet: list[Period], title: list[Period], cut: list[Period]
) -> tuple[Period, ...]:
    """A title that names the year alone leaves the month to the sheet's name, or to the cut-off line."""
    single_title, single_sheet, single_cut = _single(title), _single(sheet), _single(cut)
    if (
        single_title
        and single_cut
        and _is_year(single_title[0])
        and single_cut[0].year in (None, single_title[0].year)
        and not _is_year(single_cut[0])
    ):
        return (Period(single_title[0].year, 1, single_cut[0].last, running=single_cut[0].last > 1), *ordered)
    if single_title and single_sheet:
        whole_year = (single_title[0].first, single_title[0].last) == (1, 12)
        narrower = (single_sheet[0].first, single_sheet[0].last) != (1, 12)
        if whole_year and narrower and single_sheet[0].year in (None, single_title[0].year):
            return (replace(single_sheet[0], year=single_title[0].year), *ordered)
    return tuple(ordered)


def _is_year(period: Period) -> bool:
    return (period.first, period.last) == (1, 12) and not period.cutoff and period.one_year


def _unfinished(ordered: list[Period], lines: list[str]) -> bool:
    if not ordered or not _is_year(ordered[0]) or ordered[0].year is None:
        return False
    filed = [
        found.period
        for text in lines
        for match in _FILED_LINE.finditer(compact(text))
        for found in find_periods(match[0])
    ]
    return any(period.year and period.day and period.end < ordered[0].end for period in filed)


def _clash(title: list[Period], sheet: list[Period]) -> bool:
    """Title and sheet name state different months of their own."""
    one, other = _single(title), _single(sheet)
    if not one or not other or (one[0].first, one[0].last) == (1, 12) or (other[0].first, other[0].last) == (1, 12):
        return False
    years_differ = None not in (one[0].year, other[0].year) and one[0].year != other[0].year
    return years_differ or one[0].last != other[0].last


def _begins_elsewhere(text: str, ordered: list[Period], vocabulary: Vocabulary) -> bool:
    """Whether the title counts from a day that begins neither its own year nor the plan (2018年以来, 近三年)."""
    plain = compact(text)
    own = {vocabulary.plan.start.year, *(period.year for period in ordered[:1])}
    return bool(_RECENT.search(plain)) or any(int(year) not in own for year in _BEGINNING.findall(plain))


def _places(lines: list[str], notes: list[SheetLine], vocabulary: Vocabulary) -> tuple[tuple[str, ...], str | None]:
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


def _units(titles: list[SheetLine], notes: list[SheetLine], vocabulary: Vocabulary) -> tuple[str, ...]:
    found = [unit for line in (*titles, *notes) for unit in vocabulary.understand(line.text).units]
    return tuple(dict.fromkeys(found))


def _definitions(text: str, vocabulary: Vocabulary) -> list[tuple[str, frozenset[str]]]:
    """Read 本期为当季数，累计为自计划启动以来数: which words of the heads stand for which basis."""
    plain = re.sub(r"^.*?(?:注|说明)\d*[:.]|^(?:注|说明|备注)\d*", "", compact(text))
    pairs = []
    for clause in re.split(r"[,;。]", plain):
        match = _DEFINITION.match(clause)
        if match:
            bases = vocabulary.understand(match[2]).bases - {"cumulative"}
            if bases:
                pairs.append((match[1].removesuffix("数"), bases))
    return pairs
