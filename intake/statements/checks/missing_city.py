"""A table of many cities in which some cities have no row."""

from intake.statements.judging import TableJudgement
from intake.words.labels import PlaceMeaning

#: From so many cities on a table means to list all of them.
MANY = 5


def judge_missing(judgement: TableJudgement) -> None:
    """Note the cities expected to report that a table of cities leaves out."""
    placed = judgement.placed
    labels = [*placed.labels.values(), *(column.label for column in placed.columns)]
    listed = {label.city for label in labels if label.place is PlaceMeaning.CITY}
    expected = [code for code in judgement.plan.reporters if judgement.vocabulary.cities[code].kind == "city"]
    missing = [code for code in expected if code not in listed]
    if len(listed & set(expected)) >= MANY and missing and placed.district_city is None:
        names = "、".join(judgement.vocabulary.cities[code].name for code in missing)
        judgement.tell("missing-city", None, cities=names, count=str(len(missing)))
