"""A place, or a county, that stands twice in one table for the same figure: neither value is read."""

from collections import defaultdict

from intake.statements.judging import TableJudgement
from intake.statements.resolved import JudgedNumber
from intake.words.figures import CellState

_ROLES = ("actual", "target", "year-target", "rate")


def judge_duplicates(judgement: TableJudgement) -> None:
    """Set aside every number that states what another place of the table states too."""
    groups: dict[tuple, list[JudgedNumber]] = defaultdict(list)
    doubled: list[tuple[str, tuple[str, str], list[JudgedNumber]]] = []
    for number in judgement.numbers:
        placed = number.city and number.total_over is None and number.figure.state is not CellState.BLANK
        if placed and number.role in _ROLES and number.outcome is None and (number.value is not None or number.place):
            groups[_key(number)].append(number)
    for (metric, *_), group in groups.items():
        if len(group) > 1 and metric is not None:
            if _is_ratio_printed_twice(group, judgement):
                for number in group[1:]:
                    number.outcome = "compared"
                continue
            doubled.append((metric, _place(group[0]), group))
            for number in group:
                number.set_aside("duplicate-city")
    still_read = {_place(one) for one in judgement.numbers if one.outcome is None and one.value is not None}
    for metric, place, group in doubled:
        is_one_place = len({judgement.place_label(number) for number in group}) == 1
        # Of a place of which anything is read, only the doubled figures are told not to be.
        is_partly_read = place in still_read
        told = {"cells": "、".join(map(judgement.placed.reference, group))} if is_one_place or is_partly_read else {}
        for number in group:
            label = None if is_partly_read else judgement.place_label(number)
            at = label or (number.at if told else judgement.head(number))
            judgement.tell("duplicate-city", at, city=place[1] or place[0], metric=metric, **told)


def _is_ratio_printed_twice(group: list[JudgedNumber], judgement: TableJudgement) -> bool:
    """Whether 本期 and 累计 print the same share: a share does not add up, so that one says what the other does."""
    metric = group[0].metric
    if metric is None or judgement.plan.metric(metric).kind.adds_up or any(one.role != "actual" for one in group):
        return False
    return all(one.open and one.value is not None and one.value == group[0].value for one in group)


def _district(number: JudgedNumber) -> str:
    return number.label.name if number.is_district else ""


def _place(number: JudgedNumber) -> tuple[str, str]:
    return number.city or "", _district(number)


def _key(number: JudgedNumber) -> tuple:
    place = _place(number)
    if number.role == "actual":
        return number.metric, *place, number.role, number.span
    return (
        number.metric,
        *place,
        number.role,
        number.meaning.periods if number.role == "rate" else number.meaning.period,
    )
