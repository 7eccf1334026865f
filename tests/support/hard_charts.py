"""Charts as wide, long, empty or odd as they may come, made by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from briefing.charts.chart import (
    Bar,
    Bullet,
    BulletRow,
    Chart,
    Cumulative,
    Mark,
    Matrix,
    MatrixCell,
    MatrixRow,
    PeriodBars,
    Ranking,
    RankRow,
    Source,
    Table,
    TableColumn,
)
from metrics.months import add_months
from metrics.progress.lines import TimeValue
from metrics.progress.status import Status

CITIES = (
    "哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 大兴安岭 绥芬河 抚远 省直 "
    "农垦总局 森工总局"
)
PLACES = CITIES.split()
LONG = [f"{place}市（含所属县（市、区）及开发区）" for place in PLACES]
DAY = date(2020, 8, 31)
SOURCE = Source("哈尔滨 · 培训基地", DAY, "=全省进度月报 & 汇总表（终稿）.xlsx", "8月", "D5", "+24")
ASIDE = {"alternative": "各地各项指标，截至2020年8月31日。", "sources": (SOURCE,), "lang": "zh"}


def bullet(labels: list[str] = PLACES, share: Decimal | None = Decimal(112), status: Status = Status.DONE) -> Bullet:
    """Return one row a place, each with the share of its target."""
    text = "123,456,789 / 110,229,276 人次" if share else "— / 110,229,276 人次"
    rows = tuple(BulletRow(label, label, status, share, Decimal("89.2"), text) for label in labels)
    return Bullet(
        name="各地完成情况",
        title="新时期产业工人队伍建设改革职业技能提升行动培训企业职工：各地完成情况",
        unit="占目标的百分比（%）",
        table=Table(
            (
                TableColumn("市（地）"),
                TableColumn("完成数（人次）", "number"),
                TableColumn("完成率", "percent"),
                TableColumn("序时进度", "percent"),
                TableColumn("状态"),
            ),
            tuple(
                (label, share and Decimal(123456789), share, Decimal("89.2"), "已完成" if share else "未报")
                for label in labels
            ),
        ),
        rows=rows,
        names=("完成率", "序时进度", "目标"),
        **ASIDE,
    )


def ranking(labels: list[str] = PLACES, told: bool = True) -> Ranking:
    """Return cities by lead, or none of them told."""
    rows = tuple(
        RankRow(
            label,
            label,
            Status.BEHIND if told else Status.NOT_REPORTED,
            Decimal(-5 * place) if told else None,
            f"−{5 * place}.0" if told else "未报",
        )
        for place, label in enumerate(labels, 1)
    )
    columns = (TableColumn("市（地）"), TableColumn("较序时", "points"), TableColumn("状态"))
    table = Table(columns, tuple((row.label, row.lead, "滞后" if told else "未报") for row in rows))
    return Ranking(
        name="较序时进度",
        title="培训：各市（地）较序时进度",
        unit="个百分点",
        table=table,
        rows=rows,
        limits=(Decimal(-10), Decimal(0)),
        **ASIDE,
    )


def matrix(labels: list[str] = PLACES, metrics: int = 8, status: Status = Status.SLIGHTLY_BEHIND) -> Matrix:
    """Return places by metrics, all of one status."""
    cell = MatrixCell(status, "略慢 −9.87" if status is Status.SLIGHTLY_BEHIND else "未报", "")
    names = tuple(f"高技能人才指标{number}" for number in range(1, metrics + 1))
    rows = tuple(MatrixRow(label, label, place >= 15, (cell,) * metrics) for place, label in enumerate(labels))
    columns = (TableColumn("市（地）"), *(TableColumn(name) for name in names))
    table = Table(columns, tuple((row.label, *(f"▽ {one.text}" for one in row.cells)) for row in rows))
    return Matrix(
        name="进度状态",
        title="各地各项指标进度状态",
        unit="",
        table=table,
        keys=names,
        labels=names,
        rows=rows,
        **ASIDE,
    )


def cumulative(points: int = 1) -> Cumulative:
    """Return a line of so many months, the last but one a least value."""
    days = [add_months(date(2018, 1, 1), number) for number in range(points)]
    actual = tuple(TimeValue(day, Decimal(90000 * number), number != points - 2) for number, day in enumerate(days, 1))
    schedule = (TimeValue(date(2017, 11, 30), Decimal(0)), TimeValue(date(2020, 12, 31), Decimal(3000000)))
    table = Table(
        (TableColumn("日期", "day"), TableColumn("累计完成", "number")), tuple((one.day, one.value) for one in actual)
    )
    return Cumulative(
        name="累计完成",
        title="全省培训技能人才：累计完成与序时进度",
        unit="万人次",
        scale=Decimal(10000),
        table=table,
        notes=("累计数缺2019年2月、2019年3月、2019年4月等共9个月，标为空心点的为至少数。",),
        actual=actual,
        schedule=schedule if points else (),
        stepped=False,
        target=Mark("目标", Decimal(3000000), date(2020, 12, 31)) if points else None,
        published=(Mark("公开数据（2020年1月）", Decimal(1900000), date(2020, 1, 31), "公报"),) if points else (),
        names=("累计完成", "序时进度"),
        **ASIDE,
    )


def periods(count: int = 60) -> PeriodBars:
    """Return bars of so many months, one of them negative, half of them derived."""
    days = [add_months(date(2016, 1, 1), number) for number in range(count)]
    bars = tuple(
        Bar(f"{day:%Y-%m}", day, day, Decimal(-20 if number == 7 else number % 11), bool(number % 2))
        for number, day in enumerate(days)
    )
    table = Table(
        (TableColumn("期间"), TableColumn("完成数", "number"), TableColumn("取数方式")),
        tuple((bar.label, bar.value, "填报数") for bar in bars),
    )
    return PeriodBars(
        name="分期完成",
        title="全省培训基地：分期完成情况",
        unit="个",
        table=table,
        bars=bars,
        required=Mark("今后月均需完成", Decimal("12.5")) if count else None,
        names=("填报数", "相邻累计数之差"),
        **ASIDE,
    )


def hard_charts() -> dict[str, Chart]:
    """Return all of them by what is hard about them."""
    return {
        "above": bullet(share=Decimal(1260)),
        "long": bullet(LONG),
        "silent": bullet(share=None, status=Status.NOT_REPORTED),
        "behind": ranking(LONG),
        "untold": ranking(told=False),
        "many": matrix(),
        "unreported": matrix(LONG, 3, Status.NOT_REPORTED),
        "one-point": cumulative(1),
        "months": cumulative(32),
        "no-line": cumulative(0),
        "bars": periods(),
        "no-bars": periods(0),
        "one-row": replace(bullet(["哈尔滨"]), demo=True),
    }
