"""Printed totals are compared with the sum of what they total; they are never read as a city's figure."""

from collections import defaultdict
from decimal import Decimal

from intake.statements.hints import BESIDE, WITHIN
from intake.statements.judging import TableJudgement
from intake.statements.resolved import JudgedNumber
from intake.words.figures import CellState
from intake.words.labels import PlaceMeaning
from intake.words.totals import has_scope

_DOUBTED = (
    "duplicate-city",
    "unknown-city",
    "ambiguous-place",
    "merged-figure",
    "negative-value",
    "not-whole",
    "unit-suspect",
)
_UNREAD = (CellState.APPROXIMATE, CellState.ERROR, CellState.NO_VALUE, CellState.TEXT)


def judge_totals(judgement: TableJudgement) -> None:
    """Compare totals over places; those over periods are judged by `judge_period_totals`."""
    lines: dict[tuple, list[JudgedNumber]] = defaultdict(list)
    for number in judgement.numbers:
        if number.role in ("actual", "target", "year-target") and number.reason not in ("part", "column-number"):
            lines[_line(number, judgement.placed.cities_across)].append(number)
    for line in lines.values():
        _judge_line(line, judgement)


def _line(number: JudgedNumber, cities_across: bool) -> tuple:
    """Totals in rows total their column; totals in columns (cities across) total their row."""
    across = cities_across and number.column_label.place is not None
    return (
        (number.row, None) if across else (None, number.column),
        number.metric,
        number.role,
        number.meaning.periods,
        number.meaning.bases,
    )


def _judge_line(line: list[JudgedNumber], judgement: TableJudgement) -> None:
    since_subtotal: list[JudgedNumber] = []
    rows: list[JudgedNumber] = []
    subtotals: list[JudgedNumber] = []
    ordered = sorted(line, key=lambda n: (n.row, n.column))
    first = [
        n
        for n in ordered
        if n.total_over == "places"
        and n.place is PlaceMeaning.TOTAL
        and not any(m.row < n.row or m.column < n.column for m in ordered if m.total_over is None)
    ]
    for number in [n for n in ordered if n not in first] + first:
        if number.total_over == "districts":
            _compare_with_districts(number, ordered, judgement)
            continue
        if number.total_over != "places":
            if (
                number.place in (PlaceMeaning.CITY, PlaceMeaning.UNKNOWN)
                or number.reason == "ambiguous-place"
                or (number.is_district and judgement.placed.district_city)
            ):
                rows.append(number)
                since_subtotal.append(number)
            continue
        if number.figure.state is not CellState.NUMBER:
            if number.figure.state is CellState.NO_VALUE:
                judgement.tell("total-unverifiable", number.at, raw=number.cell.formula or "")
            continue
        if number.outcome is not None:
            continue
        if number.metric and not judgement.plan.metric(number.metric).kind.adds_up:
            number.set_aside("total")
            continue
        number.outcome = "compared"
        candidates = (
            [since_subtotal, _led_by(number, ordered), rows]
            if number.place is PlaceMeaning.SUBTOTAL
            else [rows, since_subtotal]
        )
        _compare(
            number,
            [c for c in candidates if c] + ([subtotals] if subtotals and number.place is PlaceMeaning.TOTAL else []),
            judgement,
        )
        if number.place is PlaceMeaning.SUBTOTAL:
            subtotals.append(number)
            since_subtotal = []


def _led_by(subtotal: JudgedNumber, ordered: list[JudgedNumber]) -> list[JudgedNumber]:
    """Return the rows that follow a subtotal printed above its group."""
    led: list[JudgedNumber] = []
    for number in ordered[ordered.index(subtotal) + 1 :]:
        if number.total_over == "places":
            break
        led.append(number)
    return led


def _compare_with_districts(total: JudgedNumber, line: list[JudgedNumber], judgement: TableJudgement) -> None:
    """The 合计 of a district table is the city's figure; the sum of its rows only checks it."""
    districts = [n for n in line if n.reason == "district"]
    if not districts or not total.open or abs(_sum(districts) - total.figure.number) <= _slack(total, districts):
        return
    if any(_is_unread(n) for n in line if n is not total):
        judgement.tell("total-unverifiable", total.at, raw=total.cell.text)
    else:
        judgement.tell("total-mismatch", total.at, printed=str(total.figure.value), sum=str(_sum(districts)))


def _compare(total: JudgedNumber, candidates: list[list[JudgedNumber]], judgement: TableJudgement) -> None:
    if not candidates:
        total.outcome, total.reason = "set_aside", "total"
        return
    printed = total.figure.number
    name = total.label.name
    if has_scope(name):
        left_out = judgement.vocabulary.find_cities(name)
        candidates = [*candidates, [n for n in candidates[0] if n.city not in left_out]]
    sums = [_sum(numbers) for numbers in candidates]
    for numbers, value in zip(candidates, sums, strict=True):
        counties = [n for n in numbers if n.city and judgement.vocabulary.cities[n.city].kind == "county"]
        slack = _slack(total, numbers)
        beside, within = (
            abs(printed - value) <= slack,
            bool(counties) and abs(printed - value + _sum(counties)) <= slack,
        )
        if beside or within:
            if beside != within:  # a rounded total may bear both out, and then proves neither
                _prove(counties, BESIDE if beside else WITHIN, judgement)
            return
    unread = [n for n in candidates[0] if _is_unread(n)]
    if unread or has_scope(name):
        judgement.tell(
            "total-unverifiable",
            total.at,
            raw=total.cell.text,
            sum=str(sums[0]),
            unread=str(len(unread)),
        )
    else:
        judgement.tell("total-mismatch", total.at, printed=str(printed), sum=str(sums[0]))


def _is_unread(number: JudgedNumber) -> bool:
    """Whether a row holds something that is no certain number: then nothing is known of the sum."""
    return number.figure.state in _UNREAD or number.reason in _DOUBTED


def _sum(numbers: list[JudgedNumber]) -> Decimal:
    return sum((n.figure.number for n in numbers if n.figure.state is CellState.NUMBER), Decimal(0))


def _prove(counties: list[JudgedNumber], counted: str, judgement: TableJudgement) -> None:
    """A total tells whether county-level cities stand within their cities or beside these."""
    for number in counties:
        if number.city and number.figure.state is CellState.NUMBER and number.figure.value:
            number.counted = BESIDE if number.counted == BESIDE else counted
            if counted == BESIDE:
                parent = judgement.vocabulary.cities[number.city].parent
                judgement.tell("county-apart", judgement.place_label(number), city=number.city, parent=parent)


def _slack(total: JudgedNumber, numbers: list[JudgedNumber]) -> Decimal:
    """Rounded parts may differ from a rounded total by half of the last digit each."""
    fractional = [n.figure.step for n in (*numbers, total) if n.figure.state is CellState.NUMBER and n.figure.step < 1]
    return sum(fractional, Decimal(0)) / 2 if fractional else Decimal(0)
