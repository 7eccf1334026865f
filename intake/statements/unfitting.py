"""Titles that do not fit what stands below them: of targets over what was done, of one place over others."""

import re
from collections.abc import Iterable, Iterator, Sequence

from intake.tables.line_kinds import is_note
from intake.tables.lines import Unread
from intake.tables.placed import PlacedTable
from intake.tables.surroundings import Context
from intake.words.labels import Label, PlaceMeaning
from intake.words.vocabulary import Vocabulary

_TARGET_WORD = re.compile(r"目标|任务")


def find_unfitting(placed: PlacedTable, vocabulary: Vocabulary) -> Iterator[Unread]:
    """Yield the words of titles that the labels of their table contradict."""
    named = [*placed.labels.values(), *(column.label for column in placed.columns)]
    for unread in (_targets_unheaded(placed.context, named), _places_elsewhere(placed, named, vocabulary)):
        if unread is not None:
            yield unread


def _targets_unheaded(context: Context, named: Iterable[Label]) -> Unread | None:
    """Return a title that speaks of targets over figures that nothing tells to be such.

    Other heads name what was done, or the title a month, a week or a day: no target is due then.
    """
    meanings = [one.meaning for one in named]
    told = any(one.roles & {"target", "year-target"} for one in meanings)
    bare = any(one.metrics and not (one.roles or one.bases or one.part) for one in meanings) or not told
    done = any(one.bases or "actual" in one.roles for one in meanings)
    title = context.title_period
    ends = title is not None and (title.first == 1 or title.cutoff) and title.last == 12
    within_a_year = title is not None and title.one_year and not ends and not title.opening
    if not context.targets or context.allocation or not (bare and (done or within_a_year)):
        return None
    line = next((line for line in context.lines if _TARGET_WORD.search(line.text)), None)
    word = _TARGET_WORD.search(line.text) if line else None
    return Unread(word[0], line.text, line.row, line.column) if line and word else None


def _places_elsewhere(placed: PlacedTable, named: Sequence[Label], vocabulary: Vocabulary) -> Unread | None:
    """Return a title that names one place over the figures of others, none of which belongs to it."""
    if not placed.cities or placed.district_city or any(one.place is PlaceMeaning.DISTRICT for one in named):
        return None
    known = placed.cities | {vocabulary.cities[code].parent for code in placed.cities if code in vocabulary.cities}
    for line in placed.table.above:
        cities = () if is_note(line.text) else vocabulary.find_cities(line.text)
        if len(cities) == 1 and cities[0] not in known:
            return Unread(vocabulary.cities[cities[0]].short, line.text, line.row, line.column)
    return None
