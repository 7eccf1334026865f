"""Titles that do not fit what stands below them: of targets over what was done, of one place over others."""

import re
from collections.abc import Iterable, Iterator, Sequence

from intake.tables.line_kinds import is_note
from intake.tables.lines import Unread
from intake.tables.placed import PlacedTable
from intake.tables.surroundings import Context
from intake.words.characters import compact
from intake.words.labels import Label, PlaceMeaning
from intake.words.vocabulary import Vocabulary

_TARGET_WORD = re.compile(r"目标|任务")
#: A plan's own name, in quotes or not, is no word of what is planned (“98113”计划, 龙江技能振兴计划).
_NAME_OF_PLAN = re.compile(
    r"[\"“「《][^\"”」》]+[\"”」》](?:[一-鿿]{0,10}?计划)?|98113计划|[一-鿿]{0,6}(?:振兴|行动|提升)计划"
)
#: What is only planned: a title that ends so, or that counts what is yet to be done (计划培训人次).
_PLANNED = re.compile(
    r"计划(?:任务)?(?:安排|一览|汇总|统计|明细|分配|下达|编制|申报)?(?:表|数|人数|人次|书|方案|指标|情况|情况表|总表)?$"
    r"|(?:计划|拟)(?:开展|举办|组织|完成|新增)?(?:培训|建设|新建|建成|认定)"
)
_DONE = re.compile(r"完成|进展|进度|落实|执行|实施情况|实际")
_BRACKETS = re.compile(r"\([^()]*\)")


def find_unfitting(placed: PlacedTable, vocabulary: Vocabulary) -> Iterator[Unread]:
    """Yield the words of titles that the labels of their table contradict."""
    named = [*placed.labels.values(), *(column.label for column in placed.columns)]
    titles = (_targets_unheaded(placed.context, named), _planned_unheaded(placed, named))
    for unread in (*titles, _places_elsewhere(placed, named, vocabulary)):
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


def _planned_unheaded(placed: PlacedTable, named: Iterable[Label]) -> Unread | None:
    """Return a title, or the name of a sheet, that speaks of what is planned over figures not told to be done."""
    meanings = [one.meaning for one in named]
    if placed.context.allocation or any("actual" in one.roles for one in meanings):
        return None
    for line in placed.table.above:
        if not is_note(line.text) and (word := find_planned(line.text)):
            return Unread(word, line.text, line.row, line.column)
    name = placed.sheet.name
    word = find_planned(name) or (_target_word_of(name) if not placed.context.targets else "")
    return Unread(word, name) if word else None


def find_planned(text: str) -> str:
    """Return the words of a title that say that its figures are only planned; empty where it says no such thing."""
    plain = _NAME_OF_PLAN.sub("", _BRACKETS.sub("", compact(text)))
    match = None if _DONE.search(plain.replace("计划完成", "计划")) else _PLANNED.search(plain)
    return match[0] if match else ""


def _target_word_of(name: str) -> str:
    match = None if _DONE.search(compact(name)) else _TARGET_WORD.search(compact(name))
    return match[0] if match else ""


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
