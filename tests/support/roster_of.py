"""Rosters made up from known figures: rows by the hundred or the million, workbook or text."""

import io
import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import xlsxwriter

HEADS = (
    "序号",
    "姓名",
    "身份证号",
    "培训机构",
    "职业(工种)",
    "技能等级",
    "人员类别",
    "培训专项",
    "开班日期",
    "结业日期",
    "补贴金额(元)",
)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
SURNAMES, GIVEN = (
    "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗",
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国红梅志新",
)
TRADES = (
    "电工",
    "焊工",
    "钳工",
    "采油工",
    "车工",
    "汽车维修工",
    "养老护理员",
    "家政服务员",
    "中式烹调师",
    "育婴员",
    "保育员",
    "叉车司机",
    "起重机操作工",
    "农机驾驶员",
    "电子商务师",
    "计算机程序设计员",
    "美容师",
    "锅炉操作工",
    "矿井通风工",
    "客房服务员",
    "砌筑工",
    "架子工",
    "管道工",
    "制冷工",
    "服装制作工",
)
LEVELS = (("初级工", 1000), ("中级工", 1500), ("高级工", 2000), ("技师", 2500), ("高级技师", 3000))
GROUPS = ("企业职工", "农村转移就业劳动者", "城镇登记失业人员", "贫困家庭子女", "退役军人", "残疾人")
PROGRAMMES = ("化解过剩产能企业职工职业技能培训", "其他")
EPOCH = date(1899, 12, 30)


def make_id(chance: random.Random, region: str = "230602") -> str:
    """Return an ID number with a right check digit."""
    born = date(1960, 1, 1) + timedelta(chance.randrange(14_500))
    return with_check(f"{region}{born:%Y%m%d}{chance.randrange(1000):03d}")


def with_check(digits: str) -> str:
    """Return 17 digits with the check digit of GB 11643."""
    return digits + "10X98765432"[sum(int(one) * weight for one, weight in zip(digits, WEIGHTS, strict=True)) % 11]


def make_rows(count: int, seed: int = 1, year: int = 2019, again: float = 0.25) -> Iterator[tuple]:
    """Yield rows in the order of `HEADS`; a share `again` of them are people who have a row already."""
    chance = random.Random(seed)
    people: list[tuple[str, str]] = []
    schools = [
        f"{place}{kind}"
        for place in ("大庆", "让胡路", "铁人", "萨尔图", "龙凤")
        for kind in ("职业学院", "技师学院", "技工学校", "培训中心")
    ]
    for number in range(1, count + 1):
        if people and chance.random() < again:
            person = people[chance.randrange(len(people))]
        else:
            name = chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.choice((1, 2, 2))))
            person = (name, make_id(chance))
            people.append(person)
        level, money = chance.choices(LEVELS, (40, 30, 20, 7, 3))[0]
        last = date(year, 1, 1) + timedelta(chance.randrange(20, 364))
        first = last - timedelta(chance.randrange(5, 20))
        yield (
            number,
            *person,
            chance.choice(schools),
            chance.choice(TRADES),
            level,
            chance.choice(GROUPS),
            chance.choice(PROGRAMMES),
            first,
            last,
            money,
        )


def write_workbook(
    target: Path | io.BytesIO,
    rows: Iterator[tuple],
    title: str = "大庆市2019年职业技能培训实名制台账",
    heads: tuple[str, ...] = HEADS,
) -> None:
    """Write a roster workbook; texts in place, so that a million rows need no memory."""
    book = xlsxwriter.Workbook(
        target if isinstance(target, io.BytesIO) else str(target),
        {"constant_memory": not isinstance(target, io.BytesIO), "in_memory": isinstance(target, io.BytesIO)},
    )
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("台账")
    sheet.write_row(0, 0, [title])
    sheet.write_row(1, 0, heads)
    for at, row in enumerate(rows, 2):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_number(at, column, (value - EPOCH).days, day)
            elif isinstance(value, str):
                sheet.write_string(at, column, value)
            elif value is not None:
                sheet.write_number(at, column, value)
    book.close()


def workbook_of(rows: Iterator[tuple], **options: object) -> bytes:
    """Return a roster workbook as bytes."""
    target = io.BytesIO()
    write_workbook(target, rows, **options)  # type: ignore[arg-type]
    return target.getvalue()


def text_of(rows: Iterator[tuple], heads: tuple[str, ...] = HEADS) -> str:
    """Return the same roster as comma-separated text."""
    lines = [",".join(heads), *(",".join("" if value is None else str(value) for value in row) for row in rows)]
    return "\r\n".join([*lines, ""])


#: Rows of cells; a merge is (first row, first column, last row, last column), counted from 1.
Merge = tuple[int, int, int, int]


def workbook_with(rows: list[tuple], merges: tuple[Merge, ...] = (), name: str = "名单") -> bytes:
    """Return a workbook of one sheet."""
    return workbook_of_sheets({name: (rows, merges)})


def workbook_of_sheets(sheets: dict[str, tuple[list[tuple], tuple[Merge, ...]]]) -> bytes:
    """Return a workbook of several sheets, each with its rows and merges."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.set_properties({"created": datetime(2019, 7, 1)})  # the same rows are the same bytes
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, (rows, merges) in sheets.items():
        sheet = book.add_worksheet(name)
        for top, left, bottom, right in merges:
            sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, "")
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(at, column, value, day)
                elif isinstance(value, str) and value:
                    sheet.write_string(at, column, value)
                elif isinstance(value, int):
                    sheet.write_number(at, column, value)
    book.close()
    return target.getvalue()


def page_with(rows: list[tuple], merges: tuple[Merge, ...] = ()) -> bytes:
    """Return the same as a page that calls itself .xls."""
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in merges}
    covered = {
        (row, column)
        for top, left, bottom, right in merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - set(spans)
    lines = []
    for at, row in enumerate(rows, 1):
        cells = []
        for column, value in enumerate(row, 1):
            if (at, column) not in covered:
                down, across = spans.get((at, column), (1, 1))
                cells.append(f'<td rowspan="{down}" colspan="{across}">{value}</td>')
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<html><meta charset='utf-8'><table>{''.join(lines)}</table></html>".encode()
