"""Which column of a roster holds what: told by its head, for ID numbers also by what stands below."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from intake.sheets.filling import Area
from intake.sheets.sheet import Cell, Sheet, column_letters
from intake.words.characters import compact
from intake.words.day_spans import find_days

#: Heads as they are written, without brackets and blanks; the first role that knows a head has it.
HEADS: dict[str, str] = {
    "id_number": (
        "身份证号 身份证号码 身份证 公民身份号码 公民身份证号 公民身份证号码 居民身份证号 居民身份证号码 "
        "证件号码 证件号 身份号码 身份证件号码 身份证件号 有效身份证件号码 学员身份证号 学员身份证号码 "
        "本人身份证号"
    ),
    "name": (
        "姓名 学员姓名 培训人员姓名 人员姓名 参训人员姓名 参训人员 学员 培训学员 培训人员 受训人员 受训人姓名 职工姓名"
    ),
    "institution": (
        "培训机构 培训机构名称 培训单位 培训单位名称 培训学校 承训机构 承训单位 承办机构 承办单位 办学机构 "
        "定点机构 定点培训机构 机构名称 培训院校 院校名称 实施机构 培训主体 办学单位 办班单位 授课单位 教学单位 "
        "培训学校名称 承训机构名称 承训单位名称 承办机构名称 承办单位名称 办学机构名称 办学单位名称"
    ),
    "occupation": (
        "职业工种 职业/工种 工种 职业 培训工种 培训职业 职业名称 工种名称 职业工种名称 培训职业工种 "
        "职业资格名称 培训专业 专业 专业名称 专业工种 鉴定工种 鉴定职业 取证工种 岗位工种 岗位"
    ),
    "level": (
        "技能等级 等级 培训等级 鉴定等级 职业等级 职业资格等级 证书等级 职业技能等级 技能级别 级别 培训层次 "
        "取得等级 等级证书"
    ),
    "group": (
        "人员类别 人员类型 重点群体 群体类别 群体类型 人员身份 身份类别 培训对象类别 培训对象 对象类别 "
        "人员性质 类别 群体 人员分类 身份类型 培训人员类别 培训群体"
    ),
    "programme": (
        "培训专项 专项 专项名称 培训专项名称 专项行动 补贴项目 培训项目 项目名称 培训项目名称 专项培训 "
        "项目类别 培训类别 培训类型 补贴类别 补贴类型"
    ),
    "first_day": (
        "开班日期 开班时间 开始日期 开始时间 培训开始日期 培训开始时间 开课日期 开课时间 起始日期 起始时间 "
        "开班日 培训起始日期 培训起始时间 开学日期 起 入学日期"
    ),
    "last_day": (
        "结业日期 结业时间 结束日期 结束时间 培训结束日期 培训结束时间 毕业日期 结业日 结训日期 终止日期 "
        "培训终止日期 培训终止时间 完成日期 止 结课日期 结课时间 截止日期"
    ),
    "span": "培训时间 培训日期 起止时间 起止日期 培训起止时间 培训起止日期 培训期间 培训周期 培训起止 开班起止时间",
    "subsidy": (
        "补贴金额 补贴 补贴资金 补贴标准 培训补贴 培训补贴金额 补贴额 补助金额 申请补贴金额 申请金额 拨付金额 "
        "补贴数额 金额 人均补贴 补贴元 拨付补贴 补贴资金金额 实际补贴金额 职业培训补贴"
    ),
    "city": (
        "市地 地市 市 市州 所在市 所在地 所在市地 所属市地 地区 行政区划 市区县 县市区 县区 区县 区县市 "
        "所属地区 所属地市 所属区县 所属县区 所在区县 所在县区 所在地区 培训地 培训地点所在市 地市名称 "
        "市地名称 填报单位 报送单位"
    ),
}
#: What a column says of how a training went: that of a yes or no, and that of words. It makes no list a roster.
OUTCOMES = {
    "finished": "是否结业 是否毕业 是否完成 是否完成培训 是否参训 是否参加培训 结业与否",
    "remark": "结业情况 结业状态 培训状态 学习状态 学员状态 完成情况 培训情况 备注",
}
NEEDED = ("id_number", "last_day")
#: Filled cells by row and column, in order.
Rows = Mapping[int, Mapping[int, Cell]]
HEAD_ROWS = 20
_ROLE_OF = {head: role for role, heads in reversed({**HEADS, **OUTCOMES}.items()) for head in heads.split()}
_CONTAINS = (
    ("id_number", "身份证"),
    ("subsidy", "补贴金额"),
    ("last_day", "结业"),
    ("first_day", "开班"),
    ("institution", "培训机构"),
)
#: 结业证编号, 是否结业 and the like hold no days.
_NO_DAY = re.compile(r"是否|与否|证|成绩|情况|人数|状态|结果|考核|单位|地点")
_ID = re.compile(r"[1-9]\d{16}[\dXx]")


@dataclass(frozen=True, slots=True)
class Heads:
    """The head of a roster: its last and first row, by role the column (counted from 1) and its head as printed."""

    row: int
    columns: Mapping[str, int]
    printed: Mapping[str, str]
    top: int = 0

    @property
    def missing(self) -> tuple[str, ...]:
        """Roles that a roster cannot be read without."""
        has = set(self.columns) | ({"last_day"} if "span" in self.columns else set())
        return tuple(role for role in NEEDED if role not in has)

    @property
    def names_people(self) -> bool:
        """Whether both the name and the ID number of people have a head of their own."""
        return bool(self.printed.get("id_number")) and "name" in self.columns

    def reference(self, role: str, row: int) -> str:
        """Return the cell of a role in a row; the row's first cell where the role has no column."""
        return f"{column_letters(self.columns.get(role, 1))}{row}"


def rows_of(sheet: Sheet, last: int | None = None) -> Rows:
    """Return the filled cells of a sheet by row and column, to a last row where one is given."""
    rows: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        if last is None or row <= last:
            rows.setdefault(row, {})[column] = cell
    return rows


def find_heads(sheet: Sheet) -> Heads | None:
    """Find the head among the first rows of a sheet: the row that names most columns, with the row below it."""
    rows = rows_of(sheet, HEAD_ROWS + 4)
    best: tuple[tuple[bool, int, bool], Heads] | None = None
    for row in range(1, HEAD_ROWS + 1):
        if (heads := read_heads(rows, sheet.merges, row)) is not None:
            # ID numbers below a line of labels do not make it the head: the one that names people is.
            # A title above a head of one row is no part of it.
            score = (heads.names_people, len(heads.columns), heads.top == heads.row)
            if best is None or score > best[0]:
                best = (score, heads)
    return best[1] if best and (best[0][1] >= 3 or best[1].names_people) else None


def read_heads(rows: Rows, merges: Sequence[Area], row: int) -> Heads | None:
    """Return the head that stands in a row, alone or with the row below it, if it is one of people."""
    best = None
    for last in (row, row + 1):
        heads = _read_heads(rows, merges, row, last)
        if heads is None or not {"id_number", "name"} & {*heads.columns}:
            continue
        if best is None or (heads.names_people, len(heads.columns)) > (best.names_people, len(best.columns)):
            best = heads
    return best


def role_of(text: str) -> str | None:
    """Return what a column with this head holds; a label with its value behind it is no head."""
    if re.search(r":\s*[^\s()]", re.sub(r"\([^()]*\)", "", compact(text))):
        return None
    plain = re.sub(r"[\s、*:]", "", compact(text))
    bare = re.sub(r"\([^()]*\)", "", plain)
    for form in (plain.replace("(", "").replace(")", ""), bare):
        if form in _ROLE_OF:
            return _ROLE_OF[form]
    found = next((role for role, part in _CONTAINS if part in bare and len(bare) <= 16), None)
    return None if found in ("first_day", "last_day") and _NO_DAY.search(bare) else found


def _read_heads(rows: Rows, merges: Sequence[Area], row: int, last: int) -> Heads | None:
    columns: dict[str, int] = {}
    printed: dict[str, str] = {}
    above = _spread(rows, merges, row)
    below = rows.get(last, {}) if last > row else {}
    if last > row and (any(map(_is_record, below.values())) or any(map(find_days, above.values()))):
        return None
    for column in sorted({*above, *below}):
        text = below[column].text if column in below else above.get(column, "")
        role = (
            role_of(above.get(column, "") + text) or role_of(text)
            if column in below and column in above
            else role_of(text)
        )
        if role and role not in columns:
            columns[role], printed[role] = column, text
    if "id_number" not in columns and (found := _find_ids(rows, last)):
        columns["id_number"], printed["id_number"] = found, ""
    return Heads(last, columns, printed, row) if columns else None


def _spread(rows: Rows, merges: Sequence[Area], row: int) -> dict[int, str]:
    """Return the texts of a row, a merged one over all its columns."""
    texts = {
        column: cell.text for column, cell in rows.get(row, {}).items() if cell.number is None and cell.day is None
    }
    for top, left, bottom, right in merges:
        if top <= row <= bottom and right - left < 6 and (first := rows.get(top, {}).get(left)):
            texts |= dict.fromkeys(range(left, right + 1), first.text)
    return texts


def _find_ids(rows: Rows, head: int) -> int | None:
    for row in range(head + 1, head + 4):
        for column, cell in rows.get(row, {}).items():
            if _ID.fullmatch(cell.text.strip()):
                return column
    return None


def _is_record(cell: Cell) -> bool:
    return cell.number is not None or cell.day is not None or bool(_ID.fullmatch(cell.text.strip()))
