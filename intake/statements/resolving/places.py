"""Whose figure a number is: the city that its row, its column or the table names, or a part of one."""

from intake.statements.asking import LEFT, ask_place
from intake.statements.judging import TableJudgement
from intake.statements.resolved import JudgedNumber
from intake.tables.placed import PlacedTable
from intake.words.figures import CellState
from intake.words.labels import PlaceMeaning
from intake.words.parts_of_cities import find_left_out, find_narrowed, find_own_level, find_widened
from metrics.plan import Plan


def resolve_place(number: JudgedNumber, judgement: TableJudgement, own: str | None) -> None:
    """Give a number the place that its row, its column or the table names, or set it aside; `own` is the reporter's."""
    placed = judgement.placed
    if number.total_over == "places" and number.metric and _is_provincial(number.metric, judgement.plan):
        number.total_over, number.place, number.city = None, None, judgement.plan.province
        return
    if number.total_over in ("places", "mixed") and not placed.district_city:
        return
    if placed.district_city:
        _resolve_district(number, placed)
        _tell_foreign_district(number, judgement)
        _tell_unknown_district(number, judgement)
    elif _is_no_whole_city(number, judgement):
        _ask_place(number, judgement)
    elif number.place is PlaceMeaning.DISTRICT:
        number.set_aside("district")
    elif number.place is PlaceMeaning.UNKNOWN:
        if number.figure.state not in (CellState.BLANK, CellState.NOT_REPORTED):
            name, meant = number.label.name, judgement.vocabulary.suggest_city(number.label.name)
            judgement.tell("unknown-city", number.label.at, text=name, meant=meant or "")
        number.set_aside("unknown-city")
    elif number.place is not PlaceMeaning.CITY:
        _city_of_context(number, judgement, own)
    if own and number.city and number.city != own and number.outcome is None:
        judgement.tell(
            "outside-own-city",
            number.row_label.at or number.column_label.at or judgement.head(number),
            city=number.city,
        )
        number.set_aside("outside-own-city")


def _resolve_district(number: JudgedNumber, placed: PlacedTable) -> None:
    if number.total_over == "places":
        if number.place is PlaceMeaning.SUBTOTAL:
            return
        if number.heads_total and placed.context.lists_parts:
            number.total_over, number.place, number.city = "periods", None, placed.district_city
            return
        number.total_over, number.place = "districts", None
    elif number.place is PlaceMeaning.DISTRICT or (
        number.place in (PlaceMeaning.CITY, PlaceMeaning.UNKNOWN) and number.city != placed.district_city
    ):
        number.reason = "district"
        if number.heads_total and placed.context.lists_parts:
            number.total_over = "periods"
    number.city = placed.district_city


def _tell_foreign_district(number: JudgedNumber, judgement: TableJudgement) -> None:
    """A district of another city has no place among those of this one."""
    label, home = number.label, judgement.placed.district_city
    if (
        number.is_district
        and label.districts
        and not any(code == "own" or judgement.vocabulary.city_of_district(code) == home for code in label.districts)
    ):
        judgement.tell("outside-own-city", label.at, city=label.name)
        number.reason = None
        number.set_aside("outside-own-city")


def _tell_unknown_district(number: JudgedNumber, judgement: TableJudgement) -> None:
    """A row among a city's districts that names none of them has a figure of nobody known, and that is said."""
    if number.is_district and number.place is PlaceMeaning.UNKNOWN and number.figure.state is CellState.NUMBER:
        judgement.tell("unknown-district", number.label.at, text=number.label.name, city=number.city or "")


def _city_of_context(number: JudgedNumber, judgement: TableJudgement, own: str | None) -> None:
    context = judgement.placed.context
    if len(context.cities) == 1 and not context.district:
        number.city = context.cities[0]
    elif not context.cities and not context.district and own:
        number.city = own
    elif (
        number.metric and not context.cities and not context.district and _is_provincial(number.metric, judgement.plan)
    ):
        number.city = judgement.plan.province
    else:
        if number.figure.state is CellState.NUMBER:
            # Where nothing is named, that is said once, and no name of a sheet is taken for one of a city.
            text = context.district or number.row_label.name
            at = (number.row, judgement.placed.table.columns[0]) if text or judgement.placed.cities else None
            judgement.tell("unknown-city", at, text=text, meant="")
        number.set_aside("unknown-city")


def _is_provincial(metric: str, plan: Plan) -> bool:
    """The province alone reports it: a table that names no place speaks of the whole."""
    return plan.metric(metric).reporters == (plan.province,)


def _is_no_whole_city(number: JudgedNumber, judgement: TableJudgement) -> bool:
    """Whether the place of a number is a city's own level, the city with others, or without what is not listed."""
    name, vocabulary = number.label.name, judgement.vocabulary
    if number.place is PlaceMeaning.CITY:
        return bool(set(find_left_out(name, vocabulary)) - judgement.placed.cities)
    return any(find(name, vocabulary) for find in (find_own_level, find_narrowed, find_widened))


def _ask_place(number: JudgedNumber, judgement: TableJudgement) -> None:
    """Ask whether the whole city is meant; where it has a row of its own, only a part of it can be."""
    label, vocabulary = number.label, judgement.vocabulary
    city = find_own_level(label.name, vocabulary) or find_narrowed(label.name, vocabulary)
    if city in judgement.placed.cities:
        number.set_aside("district")
        return
    added = find_widened(label.name, vocabulary)
    left_out = "" if city or added else "、".join(find_left_out(label.name, vocabulary))
    meant = city or added or number.city or ""
    if number.figure.state not in (CellState.BLANK, CellState.NOT_REPORTED):
        facts = {"left_out": left_out} if left_out else {"added": "yes"} if added else {}
        ask_place(label, meant, judgement, **facts)
    if label.name in judgement.passed and meant:
        number.place, number.city = PlaceMeaning.CITY, meant
        return
    number.set_aside(LEFT if label.name in judgement.left else "ambiguous-place")
