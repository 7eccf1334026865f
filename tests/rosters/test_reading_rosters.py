"""Rosters: every row is counted, or rejected with a reason; fast and careful reading agree."""

import io
import random
from dataclasses import replace
from datetime import date

import pyarrow as pa
import pytest
import xlsxwriter

from intake.read import read_file
from intake.reading import Reading
from intake.rosters import opening as records
from intake.rosters.ids import read_ids
from metrics.definitions.catalogue import load_catalogue
from tests.support.roster_of import HEADS, make_id, make_rows, text_of, with_check, workbook_of

PLANS = load_catalogue()
GOOD = with_check("23060219811212814")
OTHER = with_check("23060219720616889")


def row(**changed: object) -> tuple:
    """Return one row of a roster that nothing speaks against, with some cells changed."""
    cells = dict(
        zip(
            ("serial", "name", "id", "school", "trade", "level", "group", "programme", "first", "last", "money"),
            (
                1,
                "王小明",
                GOOD,
                "大庆技师学院",
                "电工",
                "中级工",
                "企业职工",
                "其他",
                date(2019, 3, 1),
                date(2019, 3, 15),
                1500,
            ),
            strict=True,
        )
    )
    return tuple((cells | changed).values())


def read(rows: list[tuple], **options: object) -> Reading:
    return read_file(workbook_of(iter(rows), **options), "大庆市台账.xlsx", PLANS, plan="98113")


def slugs(reading: Reading) -> set[str]:
    return {one.slug for one in reading.findings} - {"roster-recognised"}


def counts(reading: Reading) -> tuple[int, ...]:
    assert reading.roster is not None
    assert reading.roster["rows"] == sum(reading.roster[name] for name in ("kept", "rejected", "duplicates"))
    return tuple(reading.roster[name] for name in ("kept", "rejected", "duplicates"))


def table_of(content: bytes) -> pa.Table:
    return pa.ipc.open_stream(content).read_all()


def test_a_clean_row_counts_in_the_month_of_its_last_day() -> None:
    reading = read([row()])
    assert counts(reading) == (1, 0, 0) and slugs(reading) == set()
    assert [(one.city, one.start, one.end, one.value) for one in reading.observations] == [
        ("230600", date(2019, 3, 1), date(2019, 3, 31), 1)
    ]


@pytest.mark.parametrize(
    ("changed", "slug"),
    [
        ({"id": GOOD[:-1] + ("0" if GOOD[-1] != "0" else "1")}, "id-number-invalid"),
        ({"id": with_check("23060219811313814")}, "id-number-invalid"),
        ({"id": with_check("99060219811212814")}, "id-number-invalid"),
        ({"id": ""}, "id-number-missing"),
        ({"last": "05/03/2019"}, "date-missing"),
        ({"last": "1900-01-05"}, "date-missing"),
        ({"id": 230602198112128143}, "id-number-lost-precision"),
        ({"id": "2.30602E+17"}, "id-number-lost-precision"),
        ({"last": date(2019, 2, 1)}, "date-order"),
        ({"last": "以后补"}, "date-missing"),
        ({"last": "2019年13月1日"}, "date-missing"),
    ],
)
def test_a_row_that_cannot_count_is_rejected_and_listed(changed: dict, slug: str) -> None:
    reading = read([row(**changed), row(id=OTHER)])
    assert counts(reading) == (1, 1, 0) and slugs(reading) == {slug}
    listed = table_of(reading.rejected).to_pylist()
    assert [(one["reason"], one["row"]) for one in listed] == [(slug, 3)]


@pytest.mark.parametrize(
    ("changed", "slug"),
    [
        ({"money": 1501}, "subsidy-above-cap"),
        ({"money": "壹仟贰佰"}, "subsidy-unreadable"),
        ({"money": -1200}, "subsidy-unreadable"),
        ({"last": date(2029, 5, 24)}, "roster-after-deadline"),
        ({"level": "八级大工"}, "unknown-level"),
        ({"group": "外星人"}, "unknown-group"),
        ({"programme": "不知名专项"}, "unknown-programme"),
    ],
)
def test_a_doubtful_row_counts_and_is_told(changed: dict, slug: str) -> None:
    reading = read([row(**changed)])
    assert counts(reading) == (1, 0, 0) and slugs(reading) == {slug}


@pytest.mark.parametrize(
    "written",
    [
        "2019-03-15",
        "2019.3.15",
        "2019/3/15",
        "2019年3月15日",
        "20190315",
        43539,
        "2019-03-15 00:00:00",
        "２０１９年３月１５日",
        "15/03/2019",
        "03/15/2019",
        "15.3.2019",
    ],
)
def test_days_are_read_as_they_are_written(written: object) -> None:
    reading = read([row(last=written)])
    assert table_of(reading.kept)["last_day"].to_pylist() == [date(2019, 3, 15)]


def test_the_head_printed_again_is_no_person() -> None:
    heads = dict(
        zip(
            ("serial", "name", "id", "school", "trade", "level", "group", "programme", "first", "last", "money"),
            HEADS,
            strict=True,
        )
    )
    assert counts(read([row(), row(**heads), row(id=OTHER)])) == (2, 0, 0)


def test_the_first_of_two_equal_rows_counts() -> None:
    reading = read([row(), row(id=OTHER), row(serial=3, money=9), row(level="高级工")])
    assert counts(reading) == (3, 0, 1)
    (told,) = [one for one in reading.findings if one.slug == "duplicate-row"]
    assert (told.cell, told.facts["row"]) == ("C5", "3")
    assert table_of(reading.rejected)["twin"].to_pylist() == [3]


def test_one_id_number_with_two_names_is_asked_about_and_both_count() -> None:
    reading = read([row(), row(name="王大明", first=date(2019, 5, 1), last=date(2019, 5, 3))])
    assert counts(reading) == (2, 0, 0) and slugs(reading) == {"id-two-names"}


@pytest.mark.parametrize("names", [("王小明", "李四"), ("李四", "王小明")])
def test_two_people_on_one_id_number_on_the_same_day_both_count_until_checked(names: tuple[str, str]) -> None:
    reading = read([row(name=names[0]), row(id=OTHER, name="赵某"), row(name=names[1])])
    assert counts(reading) == (3, 0, 0)
    (told,) = [one for one in reading.findings if one.slug == "id-two-names"]
    assert (told.cell, told.facts["row"]) == ("B5", "3") and slugs(reading) == {"id-two-names"}


@pytest.mark.parametrize("name", ["王小明", " 王 小 明 ", ""])
def test_the_same_person_twice_on_one_day_is_a_double_however_the_name_is_written(name: str) -> None:
    reading = read([row(), row(id=OTHER, name="赵某"), row(name=name)])
    assert counts(reading) == (2, 0, 1) and slugs(reading) == {"duplicate-row"}


def test_of_two_people_on_one_id_number_each_is_still_counted_once() -> None:
    reading = read([row(name="李四"), row(), row(name="李四"), row()])
    assert counts(reading) == (2, 0, 2)
    assert [one.facts["row"] for one in reading.findings if one.slug == "duplicate-row"] == ["3", "4"]


def test_a_name_of_two_parts_is_one_name_whatever_stands_between_them() -> None:
    assert counts(read([row(name="阿依古丽·买买提"), row(name="阿依古丽．买买提")])) == (1, 0, 1)


def test_classes_at_the_same_time_are_told() -> None:
    apart, within = (date(2019, 4, 1), date(2019, 4, 3)), (date(2019, 3, 10), date(2019, 3, 11))
    rows = [row(), row(trade="焊工", first=apart[0], last=apart[1]), row(trade="钳工", first=within[0], last=within[1])]
    (told,) = [one for one in read(rows).findings if one.slug == "overlapping-classes"]
    assert told.cell == "I5"


def test_more_subsidised_trainings_than_the_scheme_allows_are_told() -> None:
    rows = [row(trade=f"工种{month}", first=date(2019, month, 1), last=date(2019, month, 9)) for month in (1, 2, 3, 4)]
    (told,) = [one for one in read(rows).findings if one.slug == "subsidised-too-often"]
    assert (told.cell, told.facts["count"], told.facts["limit"]) == ("K6", "4", "3")
    assert slugs(read(rows[:3])) == set()


def test_columns_are_found_by_meaning_in_any_order_and_under_other_heads() -> None:
    heads = ("结业时间", "公民身份号码", "工种", "学员姓名", "技能等级", "地市")
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    for name, city in (("一", "大庆"), ("二", "黑河市")):
        sheet = book.add_worksheet(name)
        sheet.write_row(3, 2, heads)
        sheet.write_row(
            4, 2, ("2019.3.15", GOOD.lower() if name == "二" else GOOD, "电工", "王小明", "四级/中级工", city)
        )
    book.close()
    reading = read_file(target.getvalue(), "台账.xlsx", PLANS, plan="98113")
    # The same person and training in the second sheet is a double, wherever it was held.
    assert counts(reading) == (1, 0, 1)
    assert [one.city for one in reading.observations] == ["230600"]


def test_a_roster_without_the_columns_it_needs_says_which() -> None:
    reading = read_file(
        text_of(iter([("王小明", "电工", "大庆技师学院", "女")]), ("姓名", "工种", "培训机构", "性别")).encode(),
        "台账.csv",
        PLANS,
        plan="98113",
    )
    (told,) = [one for one in reading.findings if one.slug == "roster-columns-missing"]
    assert told.facts["lacking"] == "id_number last_day"


def test_rows_before_the_plan_are_told_and_not_in_its_sums() -> None:
    reading = read([row(), row(id=OTHER, first=date(2016, 3, 1), last=date(2016, 3, 9))])
    assert counts(reading) == (2, 0, 0) and slugs(reading) == {"before-plan"}
    assert sum(one.value for one in reading.observations) == 1


def test_no_id_number_and_no_name_leaves_the_reading() -> None:
    rows = [row(name="欧阳某人"), row(id=OTHER[:-1] + "?"), row(name="欧阳某人", money=1)]
    reading = read(rows)
    told = (
        repr(replace(reading, kept=b"", rejected=b""))
        + str(table_of(reading.kept).to_pylist())
        + str(table_of(reading.rejected).to_pylist())
    )
    assert GOOD[4:14] not in told and OTHER[4:14] not in told and "欧阳某人" not in told
    assert GOOD.encode() not in reading.kept + reading.rejected


def test_the_hash_depends_on_the_key_and_on_nothing_else() -> None:
    texts = pa.array([GOOD, OTHER, f" {GOOD}", GOOD.lower()])
    one, same, other = (read_ids(texts, None, key) for key in (b"a" * 32, b"a" * 32, b"b" * 32))
    assert one.person.tolist() == [0, 1, 0, 0]
    assert one.hashes.tolist() == same.hashes.tolist() != other.hashes.tolist()


def test_every_right_number_passes_and_every_single_wrong_digit_is_found() -> None:
    chance = random.Random(7)
    right = [make_id(chance) for _ in range(500)]
    wrong = []
    for number in right:
        place = chance.randrange(17)
        wrong.append(number[:place] + str((int(number[place]) + chance.randrange(1, 10)) % 10) + number[place + 1 :])
    assert read_ids(pa.array(right), None, b"k").valid.all()
    assert not read_ids(pa.array(wrong), None, b"k").valid.any()


def messy(count: int) -> list[tuple]:
    """Rows with every kind of trouble mixed in."""
    chance, rows = random.Random(3), [list(one) for one in make_rows(count, again=0.4)]
    for at, one in enumerate(rows):
        trouble = chance.randrange(12)
        if trouble == 0:
            one[2] = int(one[2][:17] + "0")
        elif trouble == 1:
            one[2] = one[2][:-1] + "?"
        elif trouble == 2:
            one[8], one[9] = one[9], one[8]
        elif trouble == 3:
            one[9] = f"{one[9]:%Y年%m月%d日}"
        elif trouble == 4:
            one[10] = f"{one[10]:,}元"
        elif trouble == 5:
            rows[at] = list(rows[at // 2])
        elif trouble == 6:
            rows[at] = [None] * 11
        elif trouble == 7:
            one[10], one[5] = None, f" {one[5]} "
    return [tuple(one) for one in rows]


@pytest.mark.parametrize("rows", [list(make_rows(300)), messy(600)], ids=["clean", "messy"])
def test_reading_by_columns_says_what_reading_by_cells_says(rows: list[tuple], monkeypatch: pytest.MonkeyPatch) -> None:
    content = workbook_of(iter(rows))
    careful = read_file(content, "台账.xlsx", PLANS, plan="98113")
    monkeypatch.setattr(records, "LARGE_PART", 0)
    fast = read_file(content, "台账.xlsx", PLANS, plan="98113")
    assert fast.roster == careful.roster and fast.observations == careful.observations
    assert fast.findings == careful.findings
    assert table_of(fast.kept).to_pylist() == table_of(careful.kept).to_pylist()
    assert [(one["row"], one["reason"]) for one in table_of(fast.rejected).to_pylist()] == [
        (one["row"], one["reason"]) for one in table_of(careful.rejected).to_pylist()
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_large_text_is_read_by_columns_with_the_same_result(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content = text_of(make_rows(300)).encode(encoding)
    careful = read_file(content, "大庆台账.csv", PLANS, plan="98113")
    monkeypatch.setattr(records, "LARGE_TEXT", 0)
    fast = read_file(content, "大庆台账.csv", PLANS, plan="98113")
    assert counts(careful) == (300, 0, 0)
    assert fast == replace(careful, kept=fast.kept, rejected=fast.rejected)
    assert table_of(fast.kept).to_pylist() == table_of(careful.kept).to_pylist()


def test_a_roster_beside_a_summary_table_leaves_the_table_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    table, roster = book.add_worksheet("汇总"), book.add_worksheet("台账")
    table.write_row(0, 0, ["全省2019年6月培训人次"])
    table.write_row(1, 0, ["市地", "本期培训人次"])
    table.write_row(2, 0, ["大庆市", 120])
    roster.write_row(0, 0, HEADS)
    roster.write_row(1, 0, [str(cell) for cell in row()])
    book.close()
    found = []
    for limit in (records.LARGE_PART, 0):
        monkeypatch.setattr(records, "LARGE_PART", limit)
        reading = read_file(target.getvalue(), "x.xlsx", PLANS, plan="98113", city="230600")
        found.append([(one.city, one.end, one.value, one.origin.cell) for one in reading.observations])
        assert counts(reading) == (1, 0, 0)
    assert found[0] == found[1] and ("230600", date(2019, 6, 30), 120, "B3") in found[0]
