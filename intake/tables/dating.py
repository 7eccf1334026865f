"""Which period the lines around a table state, of all that they name, and whether that leaves its end open."""

import re
from collections.abc import Sequence

from intake.tables.figure_table import FigureTable
from intake.tables.layers import clash, join_periods, narrow
from intake.tables.line_kinds import SheetLine, is_counted
from intake.tables.lines import FILED, Lines, day_beside_unit, is_of_days, is_periodic
from intake.words.characters import compact
from intake.words.finding_periods import find_periods
from intake.words.periods import Period

_CUTOFF_LINE = re.compile(
    r"(?:截[至止](?:日期|时间)?|数据截[止至](?:日期|时间)?|统计截[止至](?:日期|时间)?|更新(?:至|时间|日期)|统计时间|统计期间?|报告期|数据时间|报送期"
    r"|所属期|数据期|统计至)[:为至]?"
)


def dated_titles(tables: Sequence[FigureTable]) -> tuple[SheetLine, ...]:
    """Return the counted titles (表一 …) of a sheet's tables that name a period, where they all name the same."""
    counted = [line for table in tables for line in table.above if is_counted(line.text)]
    dated = {line: join_periods(_found([line.text])) for line in counted}
    periods = {period for period in dated.values() if period}
    return tuple(line for line, period in dated.items() if period) if len(periods) == 1 else ()


def _found(texts: Sequence[str]) -> list[Period]:
    """Return the periods of some lines; days on which a form was filled in say nothing, nor do mere beginnings."""
    found = [one.period for text in texts for one in find_periods(FILED.sub("", compact(text)))]
    return [period for period in found if not period.opening]


def _cutoff_text(text: str) -> str:
    plain = compact(text)
    match = _CUTOFF_LINE.search(plain)
    return "截至" + plain[match.end() :] if match else ""


def state_periods(
    lines: Lines,
    above: tuple[SheetLine, ...],
    beside: tuple[SheetLine, ...],
    of_all: list[str],
    sheet: str,
    stem: str,
) -> tuple[tuple[Period, ...], Period | None, bool]:
    """Return the periods stated for the whole table, strongest first, that of the title, and whether lines clash.

    A cut-off line ends what the title states; the sheet's name, or the only period of the titles beside it, completes
    a mere year; a file's name is a last source.
    """
    titles = _found([*(line.text for line in lines.titles), *(day_beside_unit(line.text) for line in lines.notes)])
    cut = _found([_cutoff_text(text) for text in of_all])
    title, inherited = join_periods(titles), join_periods(_found([line.text for line in above]))
    named, cutoff = join_periods(_found([sheet])), join_periods(cut)
    clashes = bool(titles) and title is None
    both = join_periods([title, cutoff]) if title and cutoff else title or cutoff
    if title and cutoff and both is None:
        both, clashes = title, clashes or not inherited
    clashes = clashes or clash(both or inherited, named)
    first = narrow(both, named) if both else None
    other = join_periods(_found([line.text for line in beside]))
    if other and all(one is None or one.whole_year for one in (first, inherited)):
        first = join_periods([one for one in (first or inherited, other) if one]) or first
    ordered = [one for one in (first, inherited, named, cutoff, join_periods(_found([stem]))) if one]
    own = title or (cutoff if clash(cutoff, inherited) else None)
    return tuple(ordered), own or inherited or named, clashes


def is_left_open(periods: tuple[Period, ...], titles: list[str], around: list[str]) -> bool:
    """Whether what the titles state is longer than what the paper is about, so that it says no end."""
    return _precedes_end(periods, titles, around) or _is_of_days(periods, titles)


def _precedes_end(periods: tuple[Period, ...], titles: list[str], around: list[str]) -> bool:
    """Whether a mere year is stated by a paper that was filled in before that year ended, or is one of several."""
    if not periods or not periods[0].whole_year or periods[0].year is None:
        return False
    filed = [
        found.period for text in around for match in FILED.finditer(compact(text)) for found in find_periods(match[0])
    ]
    early = any(period.year and period.day and period.end < periods[0].end for period in filed)
    return early or any(is_periodic(text) for text in titles)


def _is_of_days(periods: tuple[Period, ...], titles: list[str]) -> bool:
    """Whether the titles are those of a paper about some days, and name months only."""
    return bool(periods) and periods[0].is_of_months and any(is_of_days(text) for text in titles)
