"""A total's name that counts other places than the table lists (全省合计（13个市地））."""

from intake.statements.judging import TableJudgement
from intake.words.labels import PlaceMeaning


def judge_total_counts(judgement: TableJudgement) -> None:
    """Warn where a total says how many places it adds up and the table lists another number of them."""
    placed = judgement.placed
    labels = [label for label in (*placed.labels.values(), *(column.label for column in placed.columns)) if label.place]
    cities = {label.city for label in labels if label.place is PlaceMeaning.CITY and label.city}
    others = {label.name for label in labels if label.place in (PlaceMeaning.UNKNOWN, PlaceMeaning.DISTRICT)}
    kinds = [judgement.vocabulary.cities[city].kind for city in cities]
    possible = {
        len(cities) + len(others), len(cities), len(others), kinds.count("city"), len(kinds) - kinds.count("county"),
        len(kinds) - kinds.count("system"),
    }  # fmt: skip
    for label in labels:
        told = judgement.vocabulary.places_in_total(label.name) if label.place is PlaceMeaning.TOTAL else None
        if told is not None and told not in possible:
            listed = str(len(cities) + len(others))
            judgement.tell("total-count-differs", label.at, text=label.name, told=str(told), count=listed)
