"""Which lists count, and for which plan, is the plan file's to say."""

import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from intake.read import read_file
from intake.reading import Reading
from metrics.definitions.catalogue import DEFINITIONS, Catalogue, load_catalogue
from tests.support.roster_of import make_rows, workbook_of

HEADS = ("序号", "{}名称", "所在市（地）", "依托单位", "级别", "批准时间", "建设状态")
NEW = "2024-2026-skilled-workforce"


def list_of(kind: str, *days: str, title: str = "名单", heads: tuple[str, ...] = HEADS) -> bytes:
    """Return a list with an entry for each day of approval, in Harbin and Daqing by turns."""
    book = Workbook()
    sheet = book.active
    sheet.append([title])
    sheet.append([head.format(kind) for head in heads])
    for place, day in enumerate(days):
        city = ("哈尔滨", "大庆")[place % 2]
        sheet.append([place + 1, f"{city}第{place}{kind}", f"{city}市", f"{city}第{place}厂", "省级", day, "验收挂牌"])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def read(content: bytes, plan: str | None = None, name: str = "名单.xlsx", plans: Catalogue | None = None) -> Reading:
    return read_file(content, name, plans or load_catalogue(), plan=plan)


def slugs(reading: Reading) -> list[str]:
    return [one.slug for one in reading.findings]


@pytest.mark.parametrize(
    ("kind", "metric"), [("高技能人才培训基地", "new_training_bases"), ("技能大师工作室", "new_master_studios")]
)
def test_a_list_for_the_plan_of_new_ones_counts_those_approved_since_it_began(kind: str, metric: str) -> None:
    reading = read(list_of(kind, "2024年5月", "2018年5月", "2025年3月", ""), NEW)
    assert reading.register == {"metric": metric, "rows": 4, "by_city": {"230100": 2}}
    (told,) = [one for one in reading.findings if one.slug == "register-recognised"]
    assert (told.facts["rows"], told.facts["counted"]) == ("4", "2")
    (undated,) = [one for one in reading.findings if one.slug == "register-undated"]
    assert undated.facts["count"] == "1"


def test_a_list_goes_to_the_plan_whose_span_holds_its_approvals() -> None:
    assert read(list_of("培训基地", "2018年5月", "2019年5月")).plan == "98113"
    assert read(list_of("培训基地", "2018年5月", "2024年5月")).plan == NEW
    assert read(list_of("培训基地", "")).plan == "98113"


@pytest.mark.parametrize("days", [("2022年5月", "2023年6月"), ("2018年5月", "2021年6月")])
def test_a_list_that_no_plan_holds_is_asked_for_and_not_counted(days: tuple[str, ...]) -> None:
    reading = read(list_of("培训基地", *days))
    assert reading.plan is None and reading.register is None and not reading.entities and "plan-open" in slugs(reading)


@pytest.mark.parametrize("plan", ["2025-2027-skills-action", "2019-2021-subsidised-training"])
def test_a_plan_without_such_a_metric_says_so_and_never_that_nothing_is_wrong(plan: str) -> None:
    reading = read(list_of("培训基地", "2025年5月", "2025年6月"), plan)
    assert reading.register is None and [(one.slug, one.facts["rows"]) for one in reading.findings] == [
        ("list-not-counted", "2")
    ]


def test_a_roster_for_a_plan_that_counts_none_says_so() -> None:
    assert "list-not-counted" in slugs(read(workbook_of(make_rows(3, year=2025)), NEW, "台账.xlsx"))


def test_a_new_kind_of_list_needs_a_line_in_the_plan_file_and_no_code(tmp_path: Path) -> None:
    text = (
        (DEFINITIONS / "2025-2027-skills-action.toml").read_text("utf-8")
        + """
[[metrics]]
id = "training_centres"
name = { zh = "公共实训中心", en = "Public training centres" }
short = { zh = "实训中心", en = "Centres" }
kind = "stock"
unit = "个"
every = "month"
clause = "主要目标"
source = "测试"
scope = { zh = "已挂牌的", en = "Those opened" }
register = { names = ["实训中心"], heads = ["中心"], states = ["opened"] }
aliases = ["公共实训中心"]
[[metrics.targets]]
value = 10
"""
    )
    (tmp_path / "mine.toml").write_text(text, "utf-8")
    plans = load_catalogue(tmp_path)
    for heads in (HEADS, ("序号", "中心", *HEADS[2:])):
        reading = read(list_of("实训中心", "2025年5月", "2025年6月", heads=heads), plans=plans)
        assert reading.register == {"metric": "training_centres", "rows": 2, "by_city": {"230100": 1, "230600": 1}}
        assert {one.metric for one in reading.entities} == {"training_centres"}


def test_an_empty_list_is_no_clean_hand_in() -> None:
    assert "no-table" in slugs(read(list_of("培训基地")))
