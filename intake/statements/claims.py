"""What stands beside the figures of a place and says what they are, and whether they are so."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from intake.statements.resolved import TARGETS, ResolvedNumber
from intake.statements.spans import Span
from intake.tables.lines import Unread, carried_period, says_unreported
from intake.tables.placed import PlacedTable
from intake.tables.surroundings import Context
from intake.words import lexicon as words
from intake.words.labels import PlaceMeaning
from intake.words.periods import Period
from intake.words.remarks import read_bracket, read_claims
from intake.words.vocabulary import Meaning, Vocabulary
from metrics.observation import Basis

#: Columns beside the figures that tell when or by whom something is done say nothing of what the figures are.
_OTHER_COLUMN = re.compile(r"时限|期限|时间|日期|电话|联系|责任|负责|牵头|承办|部门")
_SILENT = frozenset({"actual", "remark", "contact", "serial", "code"})
#: Units of other things than our metrics count: 人 is no 人次.
_OTHER_UNITS = frozenset({"人", "次", "元", "%", "百分点", "位", "天", "学时"})
_LEVELS = (Basis.STANDING, Basis.SINCE_START)
_BASES: dict[str, tuple[Basis, ...]] = {
    "during": (Basis.DURING,),
    "year_to_date": (Basis.YEAR_TO_DATE,),
    "since_start": (Basis.SINCE_START,),
    "standing": (Basis.STANDING,),
    "total": _LEVELS,
    "cumulative": (Basis.YEAR_TO_DATE, *_LEVELS),
}


def find_claims(placed: PlacedTable, vocabulary: Vocabulary) -> tuple[Unread, ...]:
    """Return what remarks and the brackets behind cities' names say of the figures of their row or column."""
    found: dict[str, Unread] = {}
    for unread in (*_in_labels(placed, vocabulary), *_in_remarks(placed, vocabulary)):
        first = found.setdefault(unread.words, unread)
        found[unread.words] = replace(first, lines=first.lines | unread.lines)
    return tuple(found.values())


def _in_labels(placed: PlacedTable, vocabulary: Vocabulary) -> Iterator[Unread]:
    for number in placed.numbers:
        label = number.label
        if label.place is not PlaceMeaning.CITY or not label.city or not label.at or "(" not in label.name:
            continue
        if claim := read_bracket(label.name, label.city, vocabulary):
            line = frozenset({number.place_line})
            yield Unread(claim.words, label.name, *label.at, lines=line, says=claim.says)


def _in_remarks(placed: PlacedTable, vocabulary: Vocabulary) -> Iterator[Unread]:
    for column in placed.columns:
        beside = column.kind in ("remark", "text") and not _OTHER_COLUMN.search(column.header)
        for row in placed.table.rows:
            below = "remark" in placed.labels[row].meaning.roles
            cell = placed.grid.at(row, column.index) if beside or below else None
            if cell is None or cell.number is not None or cell.day is not None:
                continue
            if says_unreported(cell.text) or carried_period(cell.text):
                continue  # set aside as carried: what is printed again says nothing of the row's targets
            line = ("row", row) if beside else ("column", column.index)
            at = placed.grid.place(row, column.index)
            for claim in read_claims(cell.text, vocabulary):
                yield Unread(claim.words, cell.text, *at, lines=frozenset({line}), says=claim.says)


def fits(says: Meaning, number: ResolvedNumber, stated: Sequence[ResolvedNumber], context: Context) -> bool:
    """Whether what is said of the figures of a place is so: of one of those that stand there together."""
    there = [one for one in stated if one.place_line == number.place_line]
    if says.part or says.begins or not says.metrics <= {one.metric for one in there}:
        return False
    targets = bool(says.roles & set(TARGETS))
    if says.roles - _SILENT - set(TARGETS) or (targets and number.role not in TARGETS):
        return False
    units = {*number.meaning.units, *context.units}
    if any(unit not in units and not _is_plain(unit) for unit in says.units):
        return False
    spans = [one.span for one in there if one.span is not None]
    bases = all(any(_is_such(basis, span) for span in spans) for basis in says.bases)
    # Who reports has said which days they are, with the sheet before them.
    said = number.is_span_said or any("basis" in one.answered for one in there)
    return (bases or targets) and (said or all(any(_is_of(period, span) for span in spans) for period in says.periods))


def _is_such(basis: str, span: Span) -> bool:
    """Whether a figure counts so; an amount of a year to date is the amount of its days."""
    since_january = (
        span.basis is Basis.DURING and span.start is not None and (span.start.month, span.start.day) == (1, 1)
    )
    return span.basis in _BASES.get(basis, tuple(Basis)) or (basis in ("year_to_date", "cumulative") and since_january)


def _is_plain(unit: str) -> bool:
    base, size = words.UNITS.get(unit, ("", 0))
    return size == 1 and base not in _OTHER_UNITS


def _is_of(period: Period, span: Span) -> bool:
    """Whether a figure's days are those of a period that is named beside it."""
    anchored = period.anchored(Period(span.end.year, span.end.month, span.end.month))
    if anchored is None:
        return False
    dated = anchored.within(span.end.year)
    return dated.end == span.end and (dated.cutoff or span.start is None or dated.start == span.start)
