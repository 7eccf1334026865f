"""Native charts by themselves: marks, labels, axes, and the sources written beside them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from lxml import etree

from briefing.charts.chart import Bullet, BulletRow, Cumulative, Source
from briefing.formats.native.charts import draw_native
from briefing.formats.native.markup import Look
from briefing.formats.native.sizes import nice_span
from briefing.formats.native.text import SLIDE
from briefing.formats.pptx import deck as pptx
from briefing.formats.source_lines import group_sources, join_cells
from metrics.progress.lines import TimeValue
from metrics.progress.status import Status
from tests.support.brief_of import brief_of
from tests.support.office_of import A, C, parts_of

LOOK = Look(300, 110, 12, SLIDE)


def _labels(chart: object) -> dict[str, tuple[str, str]]:
    """Return (place, number format) of every label of a single point, by the point's number."""
    root = etree.fromstring(draw_native(chart, LOOK).xml)
    return {
        one.find(f"{C}idx").get("val"): (one.find(f"{C}dLblPos").get("val"), one.find(f"{C}numFmt").get("formatCode"))
        for one in root.iter(f"{C}dLbl")
    }


def _bullet(*rows: tuple[str, str | None]) -> Bullet:
    chart = next(one for one in brief_of().charts if isinstance(one, Bullet))
    made = tuple(
        BulletRow(str(i), f"市{i}", Status.BEHIND, Decimal(done), None if due is None else Decimal(due), "—")
        for i, (done, due) in enumerate(rows)
    )
    return replace(chart, rows=made)


def test_the_label_of_a_column_keeps_clear_of_its_marks() -> None:
    chart = _bullet(("97", "100"), ("2", "50"), ("60", "3"), ("96", "4"), ("80", "0"))
    places = [place for place, _ in _labels(chart).values()]
    # At the foot; above a low column; above where the schedule is at the foot; in the middle where both ends are taken.
    assert places == ["inBase", "outEnd", "outEnd", "ctr", "inBase"]


def test_a_completion_never_reads_as_a_limit_it_has_not_reached() -> None:
    formats = [written for _, written in _labels(_bullet(("99.97", "50"), ("100", "50"), ("0.02", "50"))).values()]
    assert formats == ['0.00"%"', '0.0"%"', '0.00"%"']


def test_the_last_total_is_labelled_away_from_the_schedule() -> None:
    chart = next(one for one in brief_of().charts if isinstance(one, Cumulative))
    schedule = (TimeValue(date(2020, 1, 1), Decimal(0)), TimeValue(date(2020, 12, 31), Decimal(100)))
    for value, side in ((20, "b"), (120, "t")):
        actual = (TimeValue(date(2020, 6, 30), Decimal(value)),)
        labels = _labels(replace(chart, actual=actual, schedule=schedule, published=(), scale=Decimal(1)))
        assert [place for place, _ in labels.values()] == [side]


def test_a_least_value_is_a_hollow_point() -> None:
    chart = next(one for one in brief_of().charts if isinstance(one, Cumulative))
    actual = tuple(replace(one, firm=place != 1) for place, one in enumerate(chart.actual))
    root = etree.fromstring(draw_native(replace(chart, actual=actual), LOOK).xml)
    points = list(root.iter(f"{C}dPt"))
    assert len(points) == 1 and points[0].find(f"{C}marker/{C}spPr/{A}solidFill/{A}srgbClr").get("val") == "FFFFFF"


def test_the_target_is_a_dash_without_a_line_on_the_same_axes() -> None:
    parts = parts_of(pptx.render(brief_of()), "ppt/charts/chart")
    xml = next(
        part for part in parts.values() if b"lineChart" in part and b"barChart" in part and b'val="dash"' in part
    )
    root = etree.fromstring(xml)
    space = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart", "a": A.strip("{}")}
    assert len(root.findall(".//c:valAx", space)) == 1
    for series in root.findall(".//c:lineChart/c:ser", space):
        assert series.find("c:marker/c:symbol", space).get("val") == "dash"
        assert series.find("c:spPr/a:ln/a:noFill", space) is not None


def test_cells_of_a_source_are_joined_and_none_is_lost() -> None:
    assert join_cells(["D6", "D7", "D8", "E6", "D10", "注1", "D6"]) == ("D6:D8", "D10", "E6", "注1")
    sources = [Source("", None, "月报.xlsx", "6月", cell, "") for cell in ("C3", "C4", "AA1")]
    (line,) = group_sources(sources)
    assert (line.cells, line.count) == (("C3:C4", "AA1"), 3)


def test_an_axis_leaves_room_beyond_the_longest_bar() -> None:
    low, high, step = nice_span([-25.0, 8.0], [-10.0, 0.0])
    assert low < -25 and high > 8 and low % step == 0 and high % step == 0
