"""The heads of a register: which column holds what, and where in a sheet another list begins."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from intake.sheets.sheet import Cell, Sheet
from intake.words.characters import compact
from metrics.plan import Plan
from metrics.register import Register as RegisterRule

HEADS: dict[str, str] = {
    "name": "项目名称 名称",
    "city": (
        "所在市地 所在市 市地 地市 市 所在地 所属市地 地区 所在地区 市州 所属地市 行政区划 所在市州 推荐市地 申报市地 "
        "所属地区 推荐地区 申报地区 市地名称 地市名称"
    ),
    "host": (
        "依托单位 建设单位 申报单位 承建单位 所在单位 项目单位 主办单位 设立单位 单位名称 承办单位 单位 项目单位名称 "
        "申报单位名称 依托单位名称 建设单位名称 承建单位名称 所在单位名称 项目承担单位 项目建设单位 企业 院校"
    ),
    "level": "级别 等级 层级 认定级别 批准级别 类别 项目级别 建设级别",
    "approved": (
        "批准时间 批准日期 认定时间 认定日期 批复时间 批复日期 设立时间 挂牌时间 授牌时间 批准年度 认定年度 "
        "建设年度 年度 获批时间 立项时间 立项年度 获批年度 评定时间"
    ),
    "batch": "批次 认定批次 批准批次 批准文号 文号",
    "state": "状态 建设状态 建设情况 当前状态 目前状态 验收情况 挂牌情况 进展 建设进展",
    "remark": "备注 说明",
    "kind": "项目类别 项目类型 项目种类 建设类别 建设项目 建设内容",
    "master": "领办人 领衔人 主持人 大师姓名 领军人物 负责人 带头人",
}
_ROLE_OF = {head: role for role, heads in HEADS.items() for head in heads.split()}
_HEAD_ROWS = 20
#: Behind the last row that a sheet may have.
FAR = 10_000_000


@dataclass(frozen=True, slots=True)
class RegisterHeads:
    """The head of a register: its row, and by role the column (counted from 1) and its head as printed."""

    row: int
    columns: Mapping[str, int]
    printed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ListPart:
    """One of the lists below each other in a sheet: its head, its last row, and the lines above its own head."""

    heads: RegisterHeads
    last: int
    titles: tuple[str, ...]


def names_entries(head: str, rule: RegisterRule) -> bool:
    """Tell whether a column's head, without spaces and signs, says that names of such entries stand below."""
    return head in (*rule.names, *rule.heads) or head.endswith(tuple(f"{name}名称" for name in rule.names))


def names_host(head: str) -> bool:
    """Tell whether a column's head says that offices, firms or schools stand below."""
    return _ROLE_OF.get(head) == "host"


def find_register_heads(sheet: Sheet, plan: Plan) -> RegisterHeads:
    """Find the head of a register among its first rows: the row with a column of names that names most columns.

    Where the title says what is listed, 单位名称 or 项目单位 is the column of names.
    """
    best = RegisterHeads(0, {}, {})
    titles = [sheet.name]
    for row, cells in filled_rows(sheet, -FAR, _HEAD_ROWS):
        heads = _read_heads(row, cells, plan, titles)
        if "name" in heads.columns and len(heads.columns) > len(best.columns):
            best = heads
        titles += [cell.text for _, cell in cells]
    return best


def split_lists(sheet: Sheet, plan: Plan) -> list[ListPart]:
    """Return the lists below each other in a sheet, each under a head of its own.

    A head printed again, as on the next page, begins none unless the line above it speaks of another metric.
    """
    heads = find_register_heads(sheet, plan)
    above = tuple(cell.text for (row, _), cell in sorted(sheet.cells.items()) if row < heads.row)
    parts: list[ListPart] = []
    lines: list[tuple[int, str]] = []
    for row, cells in filled_rows(sheet, heads.row + 1, FAR):
        own = [text for _, text in lines]
        found = _read_heads(row, cells, plan, own or [sheet.name, *above])
        if "name" in found.columns and 2 * len(found.columns) >= len(cells) >= 2 and len(found.columns) >= 2:
            metric, before = plan.registered(own), plan.registered([heads.printed.get("name", ""), *above])
            if found.printed != heads.printed or (metric and before and metric.id != before.id):
                parts.append(ListPart(heads, lines[0][0] - 1 if lines else row - 1, above))
                heads, above = found, tuple(own) or above
            lines = []
        elif len(cells) == 1:
            lines.append((row, cells[0][1].text))
        else:
            lines = []
    return [*parts, ListPart(heads, FAR, above)]


def role_in_list(text: str, rules: Sequence[RegisterRule], known: Sequence[str] = ()) -> str | None:
    """Return what a column of a register with this head holds; a second column of names is none of `known`."""
    plain = re.sub(r"[\s()、/*:]", "", compact(text))
    role = _ROLE_OF.get(plain)
    if role is not None and not (role == "name" and "name" in known):
        return role
    is_name = plain.endswith("名称") or any(names_entries(plain, rule) for rule in rules)
    return "name" if is_name and "name" not in known else None


def _read_heads(row: int, cells: Sequence[tuple[int, Cell]], plan: Plan, titles: Sequence[str]) -> RegisterHeads:
    rules = [metric.register for metric in plan.metrics if metric.register]
    columns: dict[str, int] = {}
    printed: dict[str, str] = {}
    for column, cell in cells:
        role = role_in_list(cell.text, rules, [*columns])
        if role and role not in columns:
            columns[role], printed[role] = column, cell.text
    if "name" not in columns and "host" in columns and any(n in t for t in titles for r in rules for n in r.names):
        columns["name"], printed["name"] = columns.pop("host"), printed.pop("host")
    return RegisterHeads(row, columns, printed)


def filled_rows(sheet: Sheet, first: int, last: int) -> Iterator[tuple[int, list[tuple[int, Cell]]]]:
    """Yield the filled cells of some rows in order, without those that hold only blanks."""
    found: dict[int, list[tuple[int, Cell]]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        if first <= row <= last and cell.text.strip():
            found.setdefault(row, []).append((column, cell))
    yield from found.items()
