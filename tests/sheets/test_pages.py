"""Pages: the text outside a table is the text above and below it, in its order; each table has its own."""

import pytest

from intake.sheets.sheet import Sheet
from intake.sheets.workbook import read_workbook
from tests.support.reading_of import read_as_dict

HEAD = "<tr><th>市（地）<th>培训人次</tr>"
TABLE = f"<table>{HEAD}<tr><td>哈尔滨市<td>500</tr></table>"
CITY_TABLE = "<table><tr><th>指标<th>单位<th>本月</tr><tr><td>培训技能人才<td>人次<td>4694</tr></table>"


def page(body: str, head: str = "") -> bytes:
    return f'<html><head><meta charset="gb2312">{head}</head><body>{body}</body></html>'.encode("gb18030")


def said(body: str, name: str = "报表.xls") -> list[tuple[str, str, str | None, str, int, str, str]]:
    names = ("metric", "city", "start", "end", "value", "sheet", "cell")
    return [tuple(one[name] for name in names) for one in read_as_dict(page(body), name)["observations"]]


def texts(sheet: Sheet) -> dict[str, str]:
    return {sheet.reference(*place): cell.text for place, cell in sorted(sheet.cells.items())}


JUNE = ("training_sessions", "230100", "2019-06-01", "2019-06-30", 500, "表1", "B2")


@pytest.mark.parametrize(
    "before",
    [
        "<p>2019年6月各市职业技能培训情况</p>{}",
        "<h1>2019年6月各市职业技能培训情况</h1>{}",
        "<div>2019年6月<b>各市职业技能</b>培训情况</div>{}",
        "2019年6月各市职业技能培训情况{}",
        "<center><font size=5>2019年6月</font><br>各市职业技能培训情况</center><hr>{}",
        "<p>各市职业技能培训情况<p>2019年6月{}",
        "<div><span>各市职业技能培训情况</span><span>（2019年6月）</span></div><form>{}</form>",
        "<table><tr><td colspan=3>2019年6月各市职业技能培训情况</td></tr></table>{}",
        "<table><tr><td>2019年6月各市职业技能培训情况</td></tr><tr><td>{}</td></tr></table>",
    ],
)
def test_a_title_before_the_table_is_its_title_however_it_is_written(before: str) -> None:
    (found,) = said(before.format(TABLE))
    assert found[:5] == JUNE[:5] and found[6] == "B2"


def test_a_caption_or_a_text_beside_the_cells_is_the_title() -> None:
    caption = TABLE.replace("<table>", "<table><caption>2019年6月各市职业技能培训情况</caption>")
    beside = TABLE.replace("<table>", "<table>2019年6月各市职业技能培训情况<tr></tr>")
    assert [one[:5] for body in (caption, beside) for one in said(body)] == [JUNE[:5]] * 2


def test_the_place_and_the_month_stand_in_lines_before_the_table_and_the_reporter_behind_it() -> None:
    body = f"<p>鸡西市培训技能人才进展情况表</p><p>2019年6月</p>{CITY_TABLE}<p>填报单位：鸡西市人社局　2019年7月3日</p>"
    assert said(body) == [("training_sessions", "230300", "2019-06-01", "2019-06-30", 4694, "表1", "C2")]


def test_a_line_of_the_unit_before_the_table_holds_for_it() -> None:
    body = f"<p>2019年6月各市职业技能培训情况</p><p align=right>单位：万人次</p>{TABLE.replace('500', '3.5')}"
    assert [(one[1], one[4]) for one in said(body)] == [("230100", 35000)]


def test_each_of_several_tables_has_the_lines_before_it() -> None:
    head = "<table><tr><th>市（地）<th>建成数（个）<tr><td>哈尔滨市<td>"
    titles = "高技能人才培训基地（截至2020年6月）", "技能大师工作室（截至2020年6月）"
    body = f"<h2>{titles[0]}</h2>{head}27</table><p>注：以验收挂牌为准</p><h2>{titles[1]}</h2>{head}29</table>"
    assert [(one[0], one[4], one[5], one[6]) for one in said(body)] == [
        ("training_bases", 27, "表1", "B2"),
        ("master_studios", 29, "表2", "B2"),
    ]
    first, second = read_workbook(page(body)).sheets
    assert texts(first)["↓1"] == "注：以验收挂牌为准"
    cells = {"A1": "市（地）", "B1": "建成数（个）", "A2": "哈尔滨市", "B2": "29"}
    assert (texts(second), second.before) == ({"↑1": titles[1], **cells}, titles[:1])


def test_the_top_of_the_page_speaks_of_its_later_tables_too() -> None:
    other = TABLE.replace("哈尔滨", "鸡西")
    body = f"<h1>2019年6月全省高技能人才工作统计</h1><p>一、培训</p>{TABLE}<p>二、培训</p>{other}"
    assert [(one[1], one[3], one[5]) for one in said(body)] == [
        ("230100", "2019-06-30", "表1"),
        ("230300", "2019-06-30", "表2"),
    ]


def test_what_a_reader_does_not_see_or_that_does_not_count_is_no_text() -> None:
    body = (
        "<div style='display:none'>2018年</div><p hidden>2017年<p>2019年6月各市职业技能培训情况</p><s>2016年</s>"
        "<select><option>2015年<option>2014年</select><button>2013年</button><script>2012年</script>"
        f"<p style='text-decoration: line-through'>2011年</p>{TABLE}"
    )
    (sheet,) = read_workbook(page(body, "<title>2010年</title><xml><x:Name>2009年</x:Name></xml>")).sheets
    assert [text for place, text in texts(sheet).items() if "↑" in place] == ["2019年6月各市职业技能培训情况"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("125<sup>1</sup>", "125¹"),
        ("125<sub>2</sub>", "125²"),
        ("<s>12</s>15", "15"),
        ("<del>12</del><ins>15</ins>", "15"),
        ("<span style='text-decoration:line-through'>12</span>15", "15"),
        ("15<span style='display:none'>3</span>", "15"),
        ("15<span style='display:none'>3", "15"),
    ],
)
def test_raised_struck_out_and_hidden_digits_are_no_digits_of_the_number(cell: str, text: str) -> None:
    (sheet,) = read_workbook(page(f"<table><tr><td>{cell}<td>7</table>")).sheets
    assert texts(sheet) == {"A1": text, "B1": "7"}


def test_a_table_within_what_is_hidden_is_a_hidden_sheet_and_its_numbers_are_accounted_for() -> None:
    reading = read_as_dict(page(f"<p>2019年6月</p>{TABLE}<div style='display:none'>{TABLE}</div>"), "x.xls")
    assert [(one["sheet"], one["reason"]) for one in reading["set_aside"]] == [("表2", "hidden-sheet")]


def test_parts_of_a_line_with_much_room_between_them_stand_side_by_side() -> None:
    gap = "&nbsp;" * 8
    (sheet,) = read_workbook(page(f"<p>填报单位：鸡西市人社局{gap}2019年7月3日</p><p>报{gap}表</p>{TABLE}")).sheets
    assert (sheet.cells[-1, 1].text, sheet.cells[-1, 2].text) == ("填报单位：鸡西市人社局", "2019年7月3日")
    assert sheet.cells[0, 1].text.replace("\xa0", "") == "报表"


def test_a_roster_in_a_page_has_its_titles_from_the_lines_before_it() -> None:
    body = "<p>哈尔滨市职业技能培训实名制台账</p><table><tr><td>姓名<td>身份证号<td>培训工种<td>结业日期</tr>"
    body += "<tr><td>张三<td>230102199001011234<td>焊工<td>2019-06-20</tr></table>"
    reading = read_as_dict(page(body), "台账.xls")
    assert reading["roster"]["rows"] == 1
    assert "unknown-city" not in [one["slug"] for one in reading["findings"]]


def test_a_cell_that_is_struck_out_is_told_and_one_that_is_hidden_is_not_there() -> None:
    (sheet,) = read_workbook(page("<table><tr><td>甲<td><s>12</s><td><p hidden>9</table>")).sheets
    assert (texts(sheet), [one.cell.text for one in sheet.lost]) == ({"A1": "甲"}, ["12"])


def test_a_page_without_a_table_is_told_as_such() -> None:
    (finding,) = read_as_dict(page("<p>会话已过期，请重新登录</p>"), "月报.xls")["findings"]
    assert finding["facts"] == {"reason": "page-without-table"} and "重新下载" in finding["message"]


def test_the_ground_of_a_figure_names_the_line_that_decided_it() -> None:
    head = "<table><tr><th>市（地）<th>建成数（个）<tr><td>哈尔滨市<td>"
    body = f"<p>高技能人才培训基地（截至2020年6月）</p>{head}27</table><p>技能大师工作室</p>{head}29</table>"
    grounds = [
        {one["dimension"]: (one["sheet"], one["cell"]) for one in found["grounds"]}
        for found in read_as_dict(page(body), "x.xls")["observations"]
    ]
    assert [one["metric"] for one in grounds] == [("表1", "↑1"), ("表2", "↑1")]
    assert [one["period"] for one in grounds] == [("表1", "↑1"), ("表2", "⇈1")]


HEAD_APART = "<table><tr><th>市（地）<th>培训人次</tr></table>"
BODY_APART = "<table><tr><td>哈尔滨市<td>500</tr><tr><td>大庆市<td>300</tr></table>"
TITLE = "<p>2019年6月“98113”计划职业技能培训情况</p>"


@pytest.mark.parametrize(
    "grid",
    [
        TITLE + HEAD_APART + BODY_APART,
        f"{TITLE}<div class=head>{HEAD_APART}</div><div class=body>{BODY_APART}</div>",
        f"{TITLE}<table><tr><td>{HEAD_APART}</tr><tr><td>{BODY_APART}</tr></table>",
    ],
)
def test_a_grid_whose_head_and_rows_are_two_tables_is_one(grid: str) -> None:
    assert [one[1:2] + one[4:5] + one[6:] for one in said(grid)] == [("230100", 500, "B1"), ("230600", 300, "B2")]


def test_a_head_of_two_rows_in_a_table_of_its_own_keeps_its_merges() -> None:
    head = "<table><tr><th rowspan=2>市（地）<th colspan=2>培训人次</tr><tr><th>本月<th>本年累计</tr></table>"
    body = "<table><tr><td>哈尔滨市<td>500<td>2500</tr></table>"
    assert [one[2:5] for one in said(TITLE + head + body)] == [
        ("2019-06-01", "2019-06-30", 500),
        ("2019-01-01", "2019-06-30", 2500),
    ]


@pytest.mark.parametrize(
    "before",
    [
        "<table><tr><td>填报单位：省人社厅<td>2019年6月</tr></table>",
        "<table><tr><th>市（地）<th>培训人次</tr></table><p>大师工作室</p>",
    ],
)
def test_what_is_no_head_of_the_next_table_is_not_joined_to_it(before: str) -> None:
    assert "B1" not in [one[6] for one in said(TITLE + before + TABLE)]
