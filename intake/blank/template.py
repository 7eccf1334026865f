"""The workbook that a city fills in: one row a figure, everything but the figure written already.

It is a tidy list (期间、市（地）、指标、数值、单位) under title lines that name plan, city and period, so it is
read by what stands in it, like any other sheet; nothing is hidden in it.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

import xlsxwriter

from metrics.months import month_end
from metrics.observation import Basis
from metrics.plan import Metric, Plan, Target

HEADER = ("期间", "市（地）", "指标", "数值", "单位", "填报口径", "情况说明", "参考")
WIDTHS = (22, 14, 32, 16, 9, 26, 20, 46)
VALUE = HEADER.index("数值")
REMARKS = ("未报", "不适用", "撤销或合并", "核减", "更正上期数", "其他")
NOTES = (
    "一、只填黄色单元格，按所列单位填数字，不带单位，不写“约”“余”。没有发生填 0，没有统计上来的留空。",
    "二、数值比上期减少的，在“情况说明”一栏选择原因。",
    "三、填好后保存，在“报送”页面上传；上传后可逐格核对，确认后才算报送。",
)


class TemplateCity(Protocol):
    """The city a template is for."""

    @property
    def code(self) -> str: ...

    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Row:
    """One figure to fill in: the period as written, and how it counts."""

    period: str
    metric: Metric
    scope: str
    bases: tuple[Basis, ...]

    @property
    def is_amount(self) -> bool:
        """Whether the period's own amount is asked for: neither target nor cumulative stand beside it."""
        return self.bases == (Basis.DURING,)


def write_template(
    plan: Plan,
    city: TemplateCity,
    period: date,
    targets: Mapping[str, Target] | None = None,
    previous: Mapping[tuple[str, Basis], tuple[Decimal, date]] | None = None,
) -> bytes:
    """Return the template as xlsx.

    Parameters
    ----------
    period
        Any day of the month to report.
    targets
        Targets of the city by metric id; written beside the figure for reference.
    previous
        Last accepted figures by metric id and basis: value in the base unit, and its day.
    """
    end = month_end(period)
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(end.year, end.month, end.day), "title": f"{city.name}报送模板"})
        sheet = book.add_worksheet("报送")
        font = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
        title = book.add_format({**font, "font_size": 16, "bold": True, "align": "center"})
        line = book.add_format(font)
        header = book.add_format({**font, "bold": True, "align": "center", "border": 1, "bg_color": "#E7ECF2"})
        fixed = book.add_format({**font, "border": 1, "text_wrap": True})
        whole = book.add_format({**font, "border": 1, "bg_color": "#FFF6D6", "locked": False, "num_format": "0"})
        broken = book.add_format({**font, "border": 1, "bg_color": "#FFF6D6", "locked": False, "num_format": "0.0#"})
        choice = book.add_format({**font, "border": 1, "bg_color": "#FFF6D6", "locked": False, "text_wrap": True})
        sheet.merge_range(0, 0, 0, len(HEADER) - 1, f"{plan.short.zh} {city.name}{_month(end)}报送表", title)
        sheet.write_string(1, 0, f"填报单位：{city.name}　　截止日期：{_month(end)}{end.day}日", line)
        for column, (label, width) in enumerate(zip(HEADER, WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(2, column, label, header)
        rows = list_rows(plan, end)
        for index, row in enumerate(rows, start=3):
            metric = row.metric
            cells = (row.period, city.name, metric.name.zh, None, metric.unit, row.scope, None, "")
            for column, text in enumerate(cells):
                if text is not None:
                    sheet.write_string(index, column, text, fixed)
            said = [one for basis in row.bases if (one := (previous or {}).get((metric.id, basis)))]
            target = None if row.is_amount else (targets or {}).get(metric.id)
            known = _describe_known(metric, target, max(said, key=lambda one: one[1], default=None))
            sheet.write_string(index, HEADER.index("参考"), known, fixed)
            sheet.write_blank(index, VALUE, None, whole if metric.whole else broken)
            sheet.write_blank(index, HEADER.index("情况说明"), None, choice)
            sheet.data_validation(index, VALUE, index, VALUE, _number_rule(metric))
            rule = {"validate": "list", "source": list(REMARKS), "error_type": "information"}
            sheet.data_validation(index, HEADER.index("情况说明"), index, HEADER.index("情况说明"), rule)
        for index, note in enumerate(NOTES, start=4 + len(rows)):
            sheet.write_string(index, 0, note, line)
        sheet.write_string(5 + len(rows) + len(NOTES), 0, "填报人：　　　　　　审核人：　　　　　　联系电话：", line)
        sheet.freeze_panes(3, 0)
        sheet.set_selection(3, VALUE, 3, VALUE)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.protect("", {"format_columns": True, "format_rows": True})
    return buffer.getvalue()


def list_rows(plan: Plan, end: date) -> Sequence[Row]:
    """Return the figures asked of a city at the month end `end`: those of the month, quarter or year it closes."""
    month, until = _month(end), f"截至{_month(end)}底"
    year = f"{end.year}年度" if end.month == 12 else f"{end.year}年1—{end.month}月"
    if end.month == 1:
        year = month
    rows = []
    for metric in plan.metrics:
        if plan.province in metric.reporters or not _is_due(metric, end):
            continue
        if metric.kind.level:
            rows.append(Row(until, metric, "月末现有数", (Basis.STANDING,)))
        elif metric.kind.cumulative:
            rows.append(Row(month, metric, "本月完成数", (Basis.DURING,)))
            rows.append(Row(until, metric, "自计划启动以来累计数", (Basis.SINCE_START,)))
        elif metric.kind.yearly:
            rows.append(Row(year, metric, "本年累计数", (Basis.YEAR_TO_DATE,)))
        else:
            rows.append(Row(year, metric, "本年比例", tuple(Basis)))
    return rows


def _is_due(metric: Metric, end: date) -> bool:
    return end.month % {"month": 1, "quarter": 3, "year": 12}.get(metric.every, 1) == 0


def _number_rule(metric: Metric) -> dict:
    return {
        "validate": "integer" if metric.whole else "decimal",
        "criteria": ">=",
        "value": 0,
        "error_type": "warning",
        "error_title": "请核对",
        "error_message": f"请填写不小于 0 的{'整数' if metric.whole else '数字'}，单位：{metric.unit}。",
        "input_title": metric.short.zh[:32],
        "input_message": f"单位：{metric.unit}。没有统计上来请留空。",
    }


def _describe_known(metric: Metric, target: Target | None, previous: tuple[Decimal, date] | None) -> str:
    parts = []
    if target is not None:
        least = "不低于" if not metric.kind.adds_up else ""
        parts.append(f"目标{least} {target.value:,f} {metric.unit}")
    if previous is not None:
        value, day = previous
        parts.append(f"上次报送 {value:,f} {metric.unit}（{day.year}年{day.month}月）")
    return "；".join(parts)


def _month(day: date) -> str:
    return f"{day.year}年{day.month}月"
