"""The proof reads figures of the text, never names: of files, sheets, documents, wherever a line breaks in them."""

from dataclasses import replace
from datetime import date

import pytest

from briefing.brief import Brief
from briefing.charts.chart import Source
from briefing.formats import pdf
from briefing.formats.docx import notice as docx
from briefing.proving.proof import prove
from tests.support.brief_of import HARBIN, brief_of

NAMES = (
    "哈尔滨市2020年8月15日报送的职业技能培训进度情况统计表（第3次修改，完成97.3%）最终版.xlsx",
    "2020-08-15_培训305万人次_v2.1 (12个).xls",
    "关于报送2020年1—8月进度的函（哈人社函〔2020〕217号）附件1 下降6.7%.ods",
    "84个85家.csv",
    "黑龙江日报2018年1月15日第3版《98113计划实施三百天培训百万人次》",
    "report of the third quarter of 2021, 12,345 sessions, up 9.9%.xlsx",
    "１５日２５％报表.xlsx",
)
SHEETS = ("8月", "15日", "97.3%", "Sheet1", "2020年第三季度（增长12%）")


def _with_sources(brief: Brief) -> Brief:
    day = date(2020, 8, 31)
    sources = [
        Source(f"哈尔滨 · 培训基地 · {name[:4]}", day, name, sheet, "D6", "12") for name in NAMES for sheet in SHEETS
    ]
    return replace(brief, sources=(*brief.sources, *sources))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_names_with_figures_in_them_never_stop_a_file(lang: str) -> None:
    brief = _with_sources(brief_of(HARBIN, lang))
    for form in (pdf, docx):
        assert prove(form.text_of(form.render(brief)), brief) == ()


@pytest.mark.parametrize("name", NAMES)
def test_a_name_may_break_at_any_place(name: str) -> None:
    brief = _with_sources(brief_of(HARBIN))
    whole = "\n".join(brief.texts)
    for at in range(1, len(name)):
        assert prove(f"{whole}\n来源 {name[:at]}\n{name[at:]} 8月 D6（共1处）", brief) == (), name[:at]
        cut = f"{name[:at]}\n— 3 —\n演示数据\n{name[at:]}"
        assert prove(f"{whole}\n{cut}", brief) == (), name[:at]
    thirds = "\n".join(name[at : at + 3] for at in range(0, len(name), 3))
    assert prove(f"{whole}\n{thirds}", brief) == ()


def test_a_figure_beside_a_name_is_read_all_the_same() -> None:
    brief = _with_sources(brief_of(HARBIN))
    whole = "\n".join(brief.texts)
    for wrong in ("另有77.7%", "2021年9月", "413个", "9,87\n6,543人次"):
        found = prove(f"{whole}\n{NAMES[0]} {wrong}", brief)
        assert found and {one.slug for one in found} == {"unknown-figure"}, wrong


def test_a_figure_of_the_data_that_a_line_cuts_in_two_is_read_as_a_whole() -> None:
    brief = brief_of(HARBIN)
    whole = "\n".join(brief.texts)
    day = "2020年8月31日"
    for at in range(1, len(day)):
        assert prove(f"{whole}\n数据日期 {day[:at]}\n{day[at:]}", brief) == (), day[:at]
