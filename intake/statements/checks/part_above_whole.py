"""A part is never more than what it is a part of: 其中 figures, counties, women and men, who finished of who began."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice, pairwise

from intake.statements.hints import BESIDE
from intake.statements.judging import TableJudgement
from intake.statements.resolved import JudgedNumber
from intake.words.figures import CellState
from intake.words.labels import Label, PlaceMeaning

#: The numbers of each row and column, in order.
Lines = dict[tuple[str, int], list[JudgedNumber]]
#: What stands under such words is an amount of something else.
_OTHER = re.compile(r"资金|金额|经费|课时|学时|天数|班次|期数|比例|占比|率")
_SEX = re.compile(r"(?:人次|人数)?[男女](?:性|工|职工|学员|生|员工)?(?:人次|人数)?")
#: Steps of a training, and of an examination: nobody takes a later one who has not taken the earlier.
_STEPS = (
    (r"报名", r"开班|参训|参加培训|参培|入学", r"结业|毕业|完成培训", r"取证|取得|获证|获得|发证"),
    (r"(?:参加|报名|申请|参与)(?:技能)?(?:鉴定|考核|考试|评价|认定)|参考", r"合格|通过|取证|取得|获证|获得|发证"),
)
_NO_STEP = re.compile(r"[不未]|班(?:数|级|次)|开班[数个(]")
#: A whole stands so near in front of its parts.
_NEAR = 60


def judge_parts(judgement: TableJudgement) -> None:
    """Tell each part that is more than its whole, as far as both are printed in one unit."""
    numbers = [one for one in judgement.numbers if one.figure.state is CellState.NUMBER]
    lines: Lines = {}
    for number in sorted(numbers, key=lambda one: one.at):
        lines.setdefault(("row", number.row), []).append(number)
        lines.setdefault(("column", number.column), []).append(number)
    of_cities = {(_kind(one), one.city): one for one in reversed(numbers) if _is_of_city(one)}
    for number in numbers:
        city = _city_around(number, judgement)
        whole = of_cities.get((_kind(number), city)) if city else _whole_before(number, lines)
        if whole is not None and _exceeds(number, whole, judgement):
            _tell(number, whole, judgement)
    for (axis, _), line in lines.items():
        for earlier, later in _steps(line, axis):
            if _exceeds(later, earlier, judgement):
                _tell(later, earlier, judgement)


def _kind(number: JudgedNumber) -> tuple:
    line = number.row if number.column_label.place else number.column
    return line, number.metric, number.role, number.meaning.periods, number.meaning.bases


def _is_of_city(number: JudgedNumber) -> bool:
    whole = number.total_over == "districts" or number.place is PlaceMeaning.CITY
    return whole and number.city is not None and not number.is_district


def _city_around(number: JudgedNumber, judgement: TableJudgement) -> str | None:
    """Return the city that a district, or a county which counts within it as far as is known, is a part of."""
    if number.is_district:
        homes = {judgement.vocabulary.city_of_district(code) for code in number.label.districts if code != "own"}
        return judgement.placed.district_city or (homes.pop() if len(homes) == 1 else None)
    place = judgement.vocabulary.cities.get(number.city or "")
    if place is None or place.kind != "county" or number.counted == BESIDE or number.place is not PlaceMeaning.CITY:
        return None
    return place.parent


def _whole_before(number: JudgedNumber, lines: Lines) -> JudgedNumber | None:
    """Return the largest figure in front of a part that it may be a part of; ``None`` for what is no part."""
    if _is_part(number, number.column_label):
        label, line = number.column_label, lines["row", number.row]
    elif _is_part(number, number.row_label) and number.row_label.place is None:
        label, line = number.row_label, lines["column", number.column]
    else:
        return None
    if _OTHER.search(f"{label.meaning.text} {number.header}"):
        return None
    at = bisect_left(line, number.at, key=lambda one: one.at)
    before = [*islice(reversed(line[:at]), _NEAR)]
    run = _run(number, [one for one in before if one.metric == number.metric]) or _run(number, before)
    return max(run, key=lambda one: one.figure.number, default=None)


def _is_part(number: JudgedNumber, label: Label) -> bool:
    if number.reason == "part":
        return label.meaning.part
    return number.reason == "unknown-metric" and _SEX.fullmatch(label.meaning.rest or label.meaning.text) is not None


def _run(number: JudgedNumber, before: list[JudgedNumber]) -> list[JudgedNumber]:
    """Return the nearest figures in front of a part, up to other parts; behind 本月, 累计 a 其中 may be of either.

    Where one of them says the same period and basis as the part it is of that one.
    """
    found: list[JudgedNumber] = []
    for one in before:
        is_whole = one.role == "actual" and one.metric and one.reason not in ("part", "unknown-metric")
        if is_whole and _place(one) == _place(number) and (not found or one.metric == found[0].metric):
            found.append(one)
        elif found or (is_whole and _place(one) != _place(number)):
            break
    said = number.meaning.periods, number.meaning.bases
    return [one for one in found if (one.meaning.periods, one.meaning.bases) == said] or found


def _place(number: JudgedNumber) -> str:
    return number.row_label.name or number.column_label.name


def _steps(line: list[JudgedNumber], axis: str) -> Iterator[tuple[JudgedNumber, JudgedNumber]]:
    """Yield the figures of one place and period for two steps of which the second follows the first."""
    for family in _STEPS:
        found: dict[tuple, dict[int, list[JudgedNumber]]] = {}
        for number in line:
            step = _step_of(number, axis, family) if number.role == "actual" else None
            if step is not None:
                key = _place(number), number.meaning.periods, number.meaning.bases
                found.setdefault(key, {}).setdefault(step, []).append(number)
        for steps in found.values():
            yield from pairwise(same[0] for _, same in sorted(steps.items()) if len(same) == 1)


def _step_of(number: JudgedNumber, axis: str, family: tuple[str, ...]) -> int | None:
    text = number.header if axis == "row" else number.row_label.meaning.text
    if _OTHER.search(text) or _NO_STEP.search(text):
        return None
    return next((at for at, words in reversed([*enumerate(family)]) if re.search(words, text)), None)


def _exceeds(part: JudgedNumber, whole: JudgedNumber, judgement: TableJudgement) -> bool:
    """Whether a part is more than its whole beyond rounding; other units are not compared."""
    one, other = part.figure, whole.figure
    units = {number.meaning.units or judgement.placed.context.units for number in (part, whole)}
    if len(units - {()}) > 1 or len({one.unit, other.unit} - {None}) > 1:
        return False
    slack = sum((figure.step for figure in (one, other) if figure.step < 1), Decimal(0)) / 2
    return one.number > other.number + slack


def _tell(part: JudgedNumber, whole: JudgedNumber, judgement: TableJudgement) -> None:
    judgement.tell(
        "part-above-whole",
        part.at,
        part=_name(part, whole),
        raw=part.cell.text,
        whole=_name(whole, part),
        printed=whole.cell.text,
        cells=judgement.placed.reference(whole),
    )


def _name(number: JudgedNumber, beside: JudgedNumber) -> str:
    """Return what tells one of two numbers from the other: its head or its row's label."""
    if number.row == beside.row:
        return number.header
    return number.row_label.name or number.row_label.meaning.text or number.header
