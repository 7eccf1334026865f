"""The template asks for what is due, protects what is given, and reads back like any other sheet."""

import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from data.access import Access
from data.reference.places import find_city
from data.settings import load_settings
from data.store import open_store
from intake.blank.prefill import next_period, prefill_template
from intake.blank.template import HEADER, list_rows, write_template
from metrics.definitions.catalogue import load_catalogue
from metrics.observation import Basis
from metrics.plan import Role, Target
from tests.support.store_of import a_handin, asked, said, take_in

HARBIN = "230100"
PLAN = load_catalogue().plan("98113")
JUNE = date(2019, 6, 1)


def template(period: date = JUNE, **given: dict) -> bytes:
    city = find_city(HARBIN)
    assert city is not None
    return write_template(PLAN, city, period, **given)


def filled(content: bytes, *values: object) -> bytes:
    """Fill the value column from the top, as a reporter does."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.active
    for row, value in enumerate(values, start=4):
        sheet.cell(row, HEADER.index("数值") + 1, value)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_plan_city_and_period_stand_in_the_title_lines() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(template())).active
    title, line = sheet["A1"].value, sheet["A2"].value
    assert PLAN.short.zh in title and "哈尔滨市" in title and "2019年6月" in title
    assert "填报单位：哈尔滨市" in line and "2019年6月30日" in line


def test_only_figures_and_their_remarks_can_be_written() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(template())).active
    rows = len(list_rows(PLAN, date(2019, 6, 30)))
    free = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert sheet.protection.sheet
    assert free == {f"{column}{row}" for column in "DG" for row in range(4, 4 + rows)}
    lists = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert len(lists) == rows and "撤销或合并" in lists[0].formula1


def test_targets_and_last_figures_stand_beside_for_reference() -> None:
    target = Target("98113", "training_bases", HARBIN, Decimal(25), PLAN.start, PLAN.deadline, Role.ALLOCATION)
    given = {
        "targets": {"training_bases": target},
        "previous": {("training_bases", Basis.STANDING): (Decimal(13), date(2019, 5, 31))},
    }
    sheet = openpyxl.load_workbook(io.BytesIO(template(**given))).active
    assert sheet["H4"].value == "目标 25 个；上次报送 13 个（2019年5月）"


def test_quarterly_and_yearly_figures_are_asked_for_when_they_close() -> None:
    asked = {end: {row.metric.id for row in list_rows(PLAN, end)} for end in (date(2019, 5, 31), date(2019, 12, 31))}
    assert {"training_bases", "master_studios", "training_sessions"} <= asked[date(2019, 5, 31)]
    of_cities = {metric.id for metric in PLAN.metrics if PLAN.province not in metric.reporters}
    assert asked[date(2019, 12, 31)] == of_cities


def test_an_empty_template_says_not_reported_and_no_zero() -> None:
    read = pytest.importorskip("intake.read")
    reading = read.read_file(template(), "模板.xlsx", load_catalogue())
    assert reading.observations == () and reading.plan == "98113"
    assert {finding.slug for finding in reading.findings} <= {"not-reported", "nothing-read"}


def test_a_filled_template_is_read_without_a_question() -> None:
    read = pytest.importorskip("intake.read")
    content = filled(template(), 13, 15, 30120, 361100)
    reading = read.read_file(content, "模板.xlsx", load_catalogue())
    assert [finding.slug for finding in reading.findings if finding.level != "note"] == []
    found = {(one.metric, one.basis, one.start, one.end, int(one.value)) for one in reading.observations}
    end = date(2019, 6, 30)
    assert {
        ("training_bases", Basis.STANDING, None, end, 13),
        ("master_studios", Basis.STANDING, None, end, 15),
        ("training_sessions", Basis.DURING, date(2019, 6, 1), end, 30120),
        ("training_sessions", Basis.SINCE_START, None, end, 361100),
    } <= found
    assert {one.city for one in reading.observations} == {HARBIN}


def test_every_row_of_the_december_template_reads_back() -> None:
    read = pytest.importorskip("intake.read")
    period = date(2019, 12, 1)
    rows = list_rows(PLAN, date(2019, 12, 31))
    rates = {"training_fund_rate": 1.8, "frontline_fund_rate": 61.5}
    values = [rates.get(row.metric.id, 2) for row in rows]
    reading = read.read_file(filled(template(period), *values), "模板.xlsx", load_catalogue())
    assert len(reading.observations) == len(rows)
    assert {one.end for one in reading.observations} == {date(2019, 12, 31)}


@pytest.fixture
def access(own_home: Path) -> Access:
    return Access(open_store(load_settings()))


def test_the_first_template_is_of_the_last_full_month_within_the_plan(access: Access) -> None:
    assert next_period(access, PLAN, date(2019, 7, 5)) == date(2019, 6, 30)
    assert next_period(access, PLAN, date(2026, 7, 5)) == date(2020, 12, 31)
    assert next_period(access, PLAN, date(2017, 12, 5)) == date(2017, 11, 30)


def test_the_last_report_is_never_later_than_the_template_and_of_the_same_kind(access: Access) -> None:
    sums = {"metric": "training_sessions", "basis": Basis.SINCE_START}
    may = {"metric": "training_sessions", "basis": Basis.DURING, "start": date(2019, 5, 1)}
    said_may = (
        said(12, date(2019, 5, 31)),
        said(200_000, date(2019, 5, 31), **sums),
        said(4_000, date(2019, 5, 31), **may),
    )
    said_june = said(13), said(361_100, **sums)
    take_in(access, a_handin(*said_may, *said_june, targets=(asked(25), asked(780_000, metric="training_sessions"))))
    city = find_city(HARBIN)
    assert city is not None
    sheet = openpyxl.load_workbook(io.BytesIO(prefill_template(access, PLAN, city, date(2019, 5, 31))[1])).active
    beside = {(sheet.cell(row, 3).value, sheet.cell(row, 6).value): sheet.cell(row, 8).value for row in range(4, 8)}
    assert beside["高技能人才培训基地", "月末现有数"] == "目标 25 个；上次报送 12 个（2019年5月）"
    assert beside["培训技能人才", "本月完成数"] == "上次报送 4,000 人次（2019年5月）"
    assert beside["培训技能人才", "自计划启动以来累计数"] == "目标 780,000 人次；上次报送 200,000 人次（2019年5月）"
