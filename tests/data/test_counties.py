"""Counties as cities report them: one name for one district, 未报 only of those of whom no such figure was accepted."""

from datetime import UTC, date, datetime

import pytest

from data.access import Access
from data.queries.city import fetch_city
from data.queries.counties import CountyFigures, order_names
from data.queries.statements import read_plan
from intake.read import read_file
from intake.reading import Breakdown, Reading
from metrics.observation import Basis
from tests.support.reading_of import plans
from tests.support.store_of import JIXI, MUDANJIANG, PLAN, SUIFENHE, a_handin, a_store, said, take_in
from tests.support.workbook_of import build_xlsx, parse_grid

JUNE = date(2019, 6, 30)


@pytest.fixture
def access() -> Access:
    yield from a_store(datetime(2019, 7, 1, tzinfo=UTC))


def part(value: int, name: str, city: str = JIXI, **others: object) -> Breakdown:
    return Breakdown(said(value, JUNE, city=city, **others), name)


def bases_of(access: Access, city: str = JIXI) -> CountyFigures:
    return next(one for one in fetch_city(access, PLAN, city).counties if one.metric.id == "training_bases")


def test_a_district_is_one_however_files_write_it_and_the_later_file_speaks(access: Access) -> None:
    take_in(access, a_handin(said(8, city=JIXI), breakdown=(part(1, "虎林"), part(2, "鸡冠"))))
    take_in(access, a_handin(said(9, city=JIXI), breakdown=(part(4, "虎林市"), part(3, "市本级"))))
    found = bases_of(access)
    assert {name: int(one.value) for name, one in found.parts.items()} == {"鸡冠区": 2, "虎林市": 4, "市本级": 3}
    assert found.gap == 0
    names = order_names(read_plan(PLAN), JIXI, [found])
    assert names[0] == "鸡冠区" and len(names) == len(set(names))


def test_a_county_that_reports_as_a_city_does_is_not_told_unreported(access: Access) -> None:
    parts = (part(1, "宁安市", MUDANJIANG), part(2, "海林市", MUDANJIANG))
    take_in(access, a_handin(said(5, city=MUDANJIANG), said(2, city=SUIFENHE), breakdown=parts))
    found = bases_of(access, MUDANJIANG)
    assert {name: int(one.value) for name, one in found.parts.items()} == {"宁安市": 1, "海林市": 2, "绥芬河市": 2}
    assert found.gap == 0


def test_a_county_that_reported_for_another_span_is_not_told_unreported(access: Access) -> None:
    other = part(2, "鸡冠区", basis=Basis.DURING, start=date(2019, 6, 1))
    take_in(access, a_handin(said(8, city=JIXI), breakdown=(part(1, "虎林市"), other)))
    found = bases_of(access)
    assert set(found.parts) == {"虎林市"} and found.otherwise == {"鸡冠区"}


def read(*rows: str, title: str = "鸡西市2019年5月职业技能培训人次") -> Reading:
    grid = "\n".join((title, "县（市、区） | 本年累计培训人次", *rows))
    return read_file(build_xlsx({"Sheet1": parse_grid(grid)}, {}), "表.xlsx", plans(), plan=PLAN)


@pytest.mark.parametrize("kind", ["", "区"])
def test_a_district_without_its_kind_is_read_in_the_table_of_its_city(kind: str) -> None:
    reading = read(f"鸡冠{kind} | 600", f"恒山{kind} | 300", "虎林 | 100")
    assert [(one.part, int(one.observation.value)) for one in reading.breakdown] == [
        ("鸡冠区", 600),
        ("恒山区", 300),
        ("虎林市", 100),
    ]


def test_districts_that_all_lack_their_kind_are_read_under_the_title_of_their_city() -> None:
    reading = read("龙凤 | 600", "红岗 | 300", title="大庆市2019年5月职业技能培训人次")
    assert [one.part for one in reading.breakdown] == ["龙凤区", "红岗区"]
    assert not reading.observations


def test_a_row_among_districts_that_names_none_is_told() -> None:
    reading = read("鸡冠区 | 600", "高新区 | 300", "虎林市 | 100")
    assert [one.cell for one in reading.findings if one.slug == "unknown-district"] == ["A4"]
    assert [one.part for one in reading.breakdown] == ["鸡冠区", "虎林市"]
