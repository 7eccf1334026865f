"""How each column was understood, for the reporter to look over before handing in."""

from collections import defaultdict

from intake.figures import State
from intake.placing import Number, PlacedTable
from intake.reading import Column

SAMPLES = 3


def describe_columns(placed: PlacedTable) -> list[Column]:
    """Return one line for each column of figures and meaning (a column of many metrics gives several)."""
    groups: dict[tuple, list[Number]] = defaultdict(list)
    for number in placed.numbers:
        if number.figure.state is State.NUMBER and number.reason not in ("serial", "code", "column-number"):
            key = (number.column, number.role if number.role != "actual" or number.outcome != "set_aside" else number.reason, number.metric)
            groups[key].append(number)
    return [_describe(numbers, placed) for _, numbers in sorted(groups.items(), key=lambda item: item[0][0])]


def _describe(numbers: list[Number], placed: PlacedTable) -> Column:
    first, last = numbers[0], numbers[-1]
    spans = sorted({(n.span.start or n.span.end, n.span.end) for n in numbers if n.span})
    bases = {n.span.basis.value for n in numbers if n.span}
    period = None
    if spans:
        period = spans[-1][1].isoformat() if len(spans) == 1 else f"{spans[0][1].isoformat()}…{spans[-1][1].isoformat()}"
    outcome = {n.outcome for n in numbers}
    role = first.reason if outcome == {"set_aside"} and first.reason else first.role
    return Column(
        sheet=placed.sheet.name,
        cells=f"{placed.reference(first)}:{placed.reference(last)}" if first is not last else placed.reference(first),
        header=first.header or first.meaning.text,
        role=role,
        metric=first.metric,
        basis=bases.pop() if len(bases) == 1 else None,
        period=period,
        unit="、".join(first.meaning.units) or "、".join(placed.context.units) or None,
        samples=tuple(n.cell.text for n in numbers[:SAMPLES]),
        certain="read" in outcome or "compared" in outcome,
    )
