"""Parts of pages: figures stay with their units, tables have names."""

import re
from decimal import Decimal

import pytest

from briefing.charts.chart import Table, TableColumn
from ui.parts import lead_part, strip_part, table_part, tabs_part


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("完成率51.0%，差21,600人次。", ["51.0%，", "21,600人次。"]),
        ("3项主要指标中2项已完成", ["3项", "2项"]),
        ("落后序时3.0个百分点；+12.0 个百分点", ["3.0个百分点；", "+12.0 个百分点"]),
        ("1,750,000 sessions due, −3.0 pp", ["1,750,000 sessions", "−3.0 pp"]),
    ],
)
def test_no_line_ends_between_a_figure_and_its_unit(text: str, kept: list[str]) -> None:
    part = lead_part(text)
    assert re.findall(r'<span class="k">(.*?)</span>', part) == kept
    assert re.sub("<[^>]+>", "", part) == text


def test_a_sentence_of_a_page_is_text_and_never_markup() -> None:
    assert "&lt;b&gt;" in lead_part("<b>3项</b>")
    assert lead_part("") == ""


def test_a_table_has_a_name_and_stacked_cells_their_heads() -> None:
    table = Table((TableColumn("市（地）"), TableColumn("个", "number")), (("大庆", Decimal(3)),))
    assert 'aria-label="甲&quot;乙"' in table_part(table, "zh", '甲"乙')
    assert '<td class=n data-label="个">3</td>' in table_part(table, "zh", "甲", opened=True, stacked=True)
    assert "data-label" not in table_part(table, "zh", "甲")


def test_links_of_a_choice_say_which_one_stands_and_steps_end_at_the_ends() -> None:
    tabs = tabs_part("metric", {"a": "甲", "b&c": "乙"}, "b&c", "指标")
    assert tabs.count("aria-current") == 1
    assert 'href="?metric=b%26c" aria-current=true>乙' in tabs
    days = ["2019-06-30", "2019-05-31", "2019-04-30"]
    assert re.findall(r'href="\?as_of=([\d-]+)"', strip_part(days, days[0], "zh")) == ["2019-05-31"]
    assert re.findall(r'href="\?as_of=([\d-]+)"', strip_part(days, days[1], "zh")) == ["2019-04-30", "2019-06-30"]
    assert re.findall(r'href="\?as_of=([\d-]+)"', strip_part(days, days[2], "zh")) == ["2019-05-31"]
