"""The rows of a register: each entry with what its row says, merged cells held, and the sections that it stands in."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from intake.sheets.sheet import Cell, Sheet
from intake.words.characters import compact
from intake.words.vocabulary import Vocabulary
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
    "master": "领办人 领衔人 主持人 大师姓名 领军人物 负责人 带头人",
}
#: Words that tell each of the states and levels of `metrics.plan`, the first that is found.
STATES = (
    ("revoked", ("撤销", "取消", "注销", "终止", "摘牌", "已撤")),
    ("building", ("在建", "筹建", "建设中", "拟建", "未验收", "待验收", "未挂牌")),
    ("opened", ("验收", "挂牌", "建成", "运行", "授牌", "投入使用")),
    ("approved", ("批准", "认定", "获批", "批复", "立项")),
)
LEVELS = (
    ("national", ("国家", "部级")),
    ("provincial", ("省",)),
    ("city", ("市", "地")),
    ("county", ("县", "区")),
    ("enterprise", ("企业", "行业")),
)
_ROLE_OF = {head: role for role, heads in HEADS.items() for head in heads.split()}
_HEAD_ROWS, _FAR = 20, 10_000_000
#: 一、 （二） 3. and 12 alone say where in a list something stands, （5个） how much of it there is.
_NUMBERING = re.compile(
    r"^(?:\(?(?:[一二三四五六七八九十]{1,3}|\d{1,3})\)?[、.)]?|\([一二三四五六七八九十\d]{1,3}\))(?=\D|$)"
)
_COUNT = re.compile(r"[(:]?共?(?:计)?\d+(?:个|家|户|项|处)\)?$|\(\d+\)$")
#: What a line of a section may say beside what it names.
_FILLER = re.compile(r"地区|推荐|申报|所属|辖区|单位|部分|名单|项目|建设|[级类:、\-的]")
_BATCH = re.compile(r"(?:(?:19|20)\d\d年度?)?第[一二三四五六七八九十\d]+批(?:次)?|(?:19|20)\d\d年度?")
_NOTE = re.compile(r"^\(?(?:备?注|说明|填报|填表|制表|审核|联系|以下空白|附件|备注)")


@dataclass(frozen=True, slots=True)
class RegisterHeads:
    """The head of a register: its row, and by role the column (counted from 1) and its head as printed."""

    row: int
    columns: Mapping[str, int]
    printed: Mapping[str, str]


@dataclass(slots=True)
class Section:
    """What a line between the entries says of those below it; `value` is empty where nobody understands it."""

    value: str
    text: str
    cell: str
    is_told: bool = False


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry: its row, its cells by role, the day of its approval where the cell is one, the sections around it."""

    row: int
    texts: Mapping[str, str]
    day: date | None
    sections: Mapping[str, Section]

    def text(self, role: str) -> str:
        """Return what its row says, else what its section says."""
        section = self.sections.get(role)
        return self.texts.get(role) or (section.value if section else "")


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
    rules = [metric.register for metric in plan.metrics if metric.register]
    titles = [sheet.name]
    for row, cells in _rows(sheet, -_FAR, _HEAD_ROWS):
        columns: dict[str, int] = {}
        printed: dict[str, str] = {}
        for column, cell in cells:
            plain = re.sub(r"[\s()、/*:]", "", compact(cell.text))
            role = _ROLE_OF.get(plain)
            if role is None or (role == "name" and "name" in columns):
                is_name = plain.endswith("名称") or any(names_entries(plain, rule) for rule in rules)
                role = "name" if is_name and "name" not in columns else None
            if role and role not in columns:
                columns[role], printed[role] = column, cell.text
        if "name" not in columns and "host" in columns and any(n in t for t in titles for r in rules for n in r.names):
            columns["name"], printed["name"] = columns.pop("host"), printed.pop("host")
        if "name" in columns and len(columns) > len(best.columns):
            best = RegisterHeads(row, columns, printed)
        titles += [cell.text for _, cell in cells]
    return best


def read_entry_rows(sheet: Sheet, heads: RegisterHeads, vocabulary: Vocabulary) -> Iterator[EntryRow]:
    """Yield the entries below the head in order, each with the sections that it stands in."""
    if "name" not in heads.columns:
        return
    held = _held_cells(sheet, heads)
    sections: dict[str, Section] = {}
    for row, cells in _rows(sheet, heads.row + 1, _FAR):
        texts = {role: cell.text.strip() for role, column in heads.columns.items() if (cell := held(row, column))}
        said = [(column, cell.text) for column, cell in cells if _says_something(cell.text)]
        name = texts.get("name", "")
        if len(said) == 1 and _enter_section(sections, _understand(said[0][1], vocabulary), *said[0], row, sheet):
            continue
        if vocabulary.is_total(name) or all(cell.text.strip() == heads.printed.get("name") for _, cell in cells[:1]):
            continue
        is_alone = len(said) == 1 and len(cells) == 1 and len(texts) < 2
        if is_alone and said[0][0] <= heads.columns["name"]:
            if not (_NOTE.match(compact(said[0][1])) or vocabulary.is_total(said[0][1])):
                _enter_section(sections, {"city": ""}, *said[0], row, sheet)
        elif name and (row, heads.columns["name"]) in sheet.cells:
            approved = held(row, heads.columns.get("approved", 0))
            yield EntryRow(row, texts, approved.day if approved else None, dict(sections))


def _rows(sheet: Sheet, first: int, last: int) -> Iterator[tuple[int, list[tuple[int, Cell]]]]:
    """Yield the filled cells of some rows in order, without those that hold only blanks."""
    found: dict[int, list[tuple[int, Cell]]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        if first <= row <= last and cell.text.strip():
            found.setdefault(row, []).append((column, cell))
    yield from found.items()


def _held_cells(sheet: Sheet, heads: RegisterHeads) -> Callable[[int, int], Cell | None]:
    """Return what gives the cell of a row and column, one merged over several rows for each of them."""
    first = {
        (row, left): (top, left)
        for top, left, bottom, _ in sheet.merges
        if top > heads.row and left in heads.columns.values()
        for row in range(top, bottom + 1)
    }

    def held(row: int, column: int) -> Cell | None:
        return sheet.cells.get(first.get((row, column), (row, column)))

    return held


def _says_something(text: str) -> bool:
    return _NUMBERING.sub("", _COUNT.sub("", compact(text))) != ""


def _understand(text: str, vocabulary: Vocabulary) -> dict[str, str]:
    """Return what a line between entries says of those below (一、哈尔滨市（5个）), nothing if a word is strange."""
    plain = rest = _COUNT.sub("", _NUMBERING.sub("", compact(text)))
    if code := vocabulary.find_city(plain):
        return {"city": code}
    found: dict[str, str] = {}
    if metric := vocabulary.plan.registered([plain]):
        found["metric"] = metric.id
        names = sorted((*metric.aliases, *(metric.register.names if metric.register else ())), key=len)
        rest = rest.replace(next(name for name in reversed(names) if name in plain), "")
    words = (
        ("level", "国家级|省级|市级|县级|区级|企业级|行业级"),
        ("state", "|".join(w for _, all in STATES for w in all)),
    )
    for kind, pattern in (*words, ("batch", _BATCH.pattern)):
        if match := re.search(pattern, rest):
            found[kind] = match[0]
            rest = rest.replace(match[0], "")
    rest = _FILLER.sub("", rest)
    if rest:
        code = vocabulary.find_city(rest)
        return found | {"city": code} if code else {}
    return found


def _enter_section(
    sections: dict[str, Section], said: Mapping[str, str], column: int, text: str, row: int, sheet: Sheet
) -> bool:
    """Enter the section that a line begins; it ends those of its own kinds and what was within them."""
    for kind in said:
        if kind in sections:
            kinds = list(sections)
            for inner in kinds[kinds.index(kind) :]:
                del sections[inner]
    for kind, value in said.items():
        sections[kind] = Section(value, text.strip(), sheet.reference(row, column))
    return bool(said)
