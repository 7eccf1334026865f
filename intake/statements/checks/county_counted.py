"""County-level cities in rows of their own: within their city's figure or not, asked where no total proves it."""

from collections import defaultdict
from collections.abc import Iterable

from intake.statements.hints import BESIDE
from intake.statements.judging import TableJudgement
from intake.statements.resolved import ACTUAL, JudgedNumber, ResolvedFigure
from intake.words.parts_of_cities import find_left_out
from metrics.plan import Plan


def judge_counties(judgement: TableJudgement) -> None:
    """Settle how each county counts: as a total of the table proves, else as was answered, else within and said so."""
    stated = [n for n in judgement.numbers if isinstance(n, ResolvedFigure) and n.open and not n.total_over]
    open_rows: dict[str, list[ResolvedFigure]] = defaultdict(list)
    for number in stated:
        place = judgement.vocabulary.cities.get(number.city)
        if place is not None and place.kind == "county" and _matters(number, place.parent, stated, judgement.plan):
            open_rows[number.city].append(number)
    for city, numbers in open_rows.items():
        _take_from_labels(city, judgement)
        proven = {one.counted for one in judgement.numbers if one.city == city and one.role == ACTUAL} - {None}
        answered = judgement.counted.get(city)
        facts = {"city": city, "parent": judgement.vocabulary.cities[city].parent}
        if answered and proven - {answered}:
            _tell("county-contradicted", numbers, judgement, **facts)
        left = [one for one in numbers if one.counted is None]
        if len(proven) == 1:
            # One table counts in one way: its totals speak for the columns that have none.
            (counted,) = proven
        elif answered:
            counted = answered
            _tell("county-answered", left, judgement, **facts, counted=answered)
        else:
            counted = None
            _tell("county-within", left, judgement, **facts)
        for number in left:
            number.counted = counted


def _take_from_labels(county: str, judgement: TableJudgement) -> None:
    """A city's own label says that a county is left out of it (牡丹江市（不含绥芬河））."""
    placed, parent = judgement.placed, judgement.vocabulary.cities[county].parent
    labels = [*placed.labels.values(), *(column.label for column in placed.columns)]
    names = [label.name for label in labels if label.city == parent]
    if any(county in find_left_out(name, judgement.vocabulary) for name in names):
        for number in judgement.numbers:
            if number.city == county and number.counted is None:
                number.counted = BESIDE
                judgement.tell("county-apart", judgement.place_label(number), city=county, parent=parent)


def _matters(number: ResolvedFigure, parent: str, stated: Iterable[ResolvedFigure], plan: Plan) -> bool:
    """Tell whether the province's sum depends on it: an amount other than none, with the city's own beside it."""
    if not number.figure.value or not plan.metric(number.metric).kind.adds_up:
        return False
    beside = (one for one in stated if one.city == parent)
    return any((one.metric, one.span) == (number.metric, number.span) for one in beside)


def _tell(slug: str, numbers: Iterable[JudgedNumber], judgement: TableJudgement, **facts: str) -> None:
    for number in numbers:
        judgement.tell(slug, judgement.place_label(number), **facts)


def is_beside(number: JudgedNumber) -> bool:
    """Tell whether a number is to be added beside its city's."""
    return number.counted == BESIDE
