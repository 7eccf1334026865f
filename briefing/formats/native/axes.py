"""Axes of a native chart, with their children in the order of the schema."""

from briefing.formats.native.markup import CATEGORIES, VALUES, Look, text_body
from briefing.formats.native.text import NO_LINE, escape, line
from briefing.palette import LIGHT

#: The format of the months along an axis.
MONTHS = {"zh": 'yyyy"年"m"月"', "en": "mmmm yyyy"}


def category_axis(
    look: Look, size: float, *, place: str = "b", backwards: bool = False, skip: int = 1, turn: int | None = None
) -> str:
    """Return the axis of names; its labels stay at the low side, below any negative bar."""
    more = f'<c:tickLblSkip val="{skip}"/><c:tickMarkSkip val="{skip}"/>' if skip > 1 else '<c:tickLblSkip val="1"/>'
    return (
        f'<c:catAx><c:axId val="{CATEGORIES}"/>{_scaling(backwards=backwards)}<c:delete val="0"/>'
        f'<c:axPos val="{place}"/><c:numFmt formatCode="General" sourceLinked="0"/>{_ticks("low")}'
        f"<c:spPr>{line(LIGHT.muted, 0.75)}</c:spPr>{text_body(look, size, LIGHT.ink, turn=turn or 0)}"
        f'<c:crossAx val="{VALUES}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        f'<c:lblOffset val="100"/>{more}<c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def day_axis(look: Look, size: float, number_format: str, months: int) -> str:
    """Return an axis of true days with a label every so many months."""
    return (
        f'<c:dateAx><c:axId val="{CATEGORIES}"/>{_scaling()}<c:delete val="0"/><c:axPos val="b"/>'
        f'<c:numFmt formatCode="{escape(number_format)}" sourceLinked="0"/>{_ticks("low", "out")}'
        f"<c:spPr>{line(LIGHT.muted, 0.75)}</c:spPr>{text_body(look, size, LIGHT.muted, turn=0)}"
        f'<c:crossAx val="{VALUES}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblOffset val="100"/>'
        f'<c:baseTimeUnit val="days"/><c:majorUnit val="{months}"/><c:majorTimeUnit val="months"/></c:dateAx>'
    )


def value_axis(
    look: Look,
    size: float,
    number_format: str,
    *,
    place: str = "l",
    low: float | None = None,
    high: float | None = None,
    step: float | None = None,
    crosses: str = "autoZero",
) -> str:
    """Return the axis of values with its hairline grid."""
    unit = f'<c:majorUnit val="{step:.15g}"/>' if step else ""
    return (
        f'<c:valAx><c:axId val="{VALUES}"/>{_scaling(low, high)}<c:delete val="0"/><c:axPos val="{place}"/>'
        f"<c:majorGridlines><c:spPr>{line(LIGHT.rule, 0.5)}</c:spPr></c:majorGridlines>"
        f'<c:numFmt formatCode="{escape(number_format)}" sourceLinked="0"/>{_ticks("nextTo")}'
        f"<c:spPr>{NO_LINE}</c:spPr>{text_body(look, size, turn=0)}"
        f'<c:crossAx val="{CATEGORIES}"/><c:crosses val="{crosses}"/><c:crossBetween val="between"/>{unit}</c:valAx>'
    )


def _scaling(low: float | None = None, high: float | None = None, backwards: bool = False) -> str:
    orientation = "maxMin" if backwards else "minMax"
    most = "" if high is None else f'<c:max val="{high:.15g}"/>'
    least = "" if low is None else f'<c:min val="{low:.15g}"/>'
    return f'<c:scaling><c:orientation val="{orientation}"/>{most}{least}</c:scaling>'


def _ticks(labels: str, major: str = "none") -> str:
    return f'<c:majorTickMark val="{major}"/><c:minorTickMark val="none"/><c:tickLblPos val="{labels}"/>'
