"""A place that stands twice in one table for the same figure: neither value is read."""

from collections import defaultdict

from intake.statements.judging import TableJudgement
from intake.tables.placing import Number
from intake.words.figures import CellState

_ROLES = ("actual", "target", "year-target", "rate")


def judge_duplicates(judgement: TableJudgement) -> None:
    """Set aside every number that states what another place of the table states too."""
    groups: dict[tuple, list[Number]] = defaultdict(list)
    for number in judgement.placed.numbers:
        placed = (
            number.city
            and not number.is_district
            and number.total_over is None
            and number.figure.state is not CellState.BLANK
        )
        if placed and number.role in _ROLES and number.outcome is None and (number.value is not None or number.place):
            groups[_key(number)].append(number)
    for key, group in groups.items():
        if len(group) > 1 and key[0] is not None:
            for number in group:
                at = number.row_label.at or number.column_label.at or judgement.head(number)
                judgement.tell("duplicate-city", at, city=number.city, metric=number.metric or "")
                number.set_aside("duplicate-city")


def _key(number: Number) -> tuple:
    if number.role == "actual":
        return number.metric, number.city, number.role, number.span
    return (
        number.metric,
        number.city,
        number.role,
        number.meaning.periods if number.role == "rate" else number.meaning.period,
    )
