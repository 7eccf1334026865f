"""Registers: lists of training bases and master studios, united, without doubles, counted by city."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from data.reference.entity_names import plain_name
from data.reference.places import find_city
from intake.findings.finding import Finding
from intake.reading import Entry, Reading
from intake.sheets.sheet import Sheet, column_letters
from intake.words.characters import compact
from intake.words.finding_periods import find_periods
from intake.words.vocabulary import Vocabulary
from metrics.plan import Metric, Plan
from metrics.register import Register as RegisterRule

HEADS: dict[str, str] = {
    "name": "项目名称 名称",
    "city": "所在市地 所在市 市地 地市 市 所在地 所属市地 地区 所在地区 市州 所属地市 行政区划 所在市州",
    "host": "依托单位 建设单位 申报单位 承建单位 所在单位 项目单位 主办单位 设立单位 单位名称 承办单位 单位",
    "level": "级别 等级 层级 认定级别 批准级别 类别",
    "approved": (
        "批准时间 批准日期 认定时间 认定日期 批复时间 批复日期 设立时间 挂牌时间 授牌时间 批准年度 认定年度 "
        "建设年度 年度"
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
_HEAD_ROWS = 12


@dataclass(frozen=True, slots=True)
class ListedEntries:
    """The entries of one file's lists under one plan, each once; `uncounted` rows are of no metric of it."""

    entities: tuple[Entry, ...]
    findings: tuple[Finding, ...]
    sheet: str
    uncounted: int = 0

    def state(self, reading: Reading, plan: Plan) -> Reading:
        """Return the reading with the counts that the plan's 口径 gives."""
        found, register = list(reading.findings), None
        by_metric = Counter(one.metric for one in self.entities)
        for id, rows in by_metric.most_common():
            metric = plan.metric(id)
            own = [one for one in self.entities if one.metric == id]
            counts = dict(Counter(one.city for one in own if counts_for(one, metric)))
            facts = {"metric": id, "rows": str(rows), "counted": str(sum(counts.values()))}
            found.append(Finding("register-recognised", self.sheet, None, facts))
            undated = sum(1 for one in own if not one.approved)
            if metric.register and metric.register.new_only and undated:
                since = {"count": f"{undated:,}", "day": metric.counts_from.isoformat(), "metric": id}
                found.append(Finding("register-undated", self.sheet, None, since))
            register = register or {"metric": id, "rows": rows, "by_city": counts}
        if self.uncounted:
            found.append(
                Finding("list-not-counted", self.sheet, None, {"plan": plan.id, "rows": f"{self.uncounted:,}"})
            )
        if not (self.entities or self.uncounted or self.findings or reading.observations or reading.targets):
            found.append(Finding("no-table"))
        return replace(reading, findings=(*found, *self.findings), register=register, entities=self.entities)


def counts_for(entity: Entry, metric: Metric) -> bool:
    """Tell whether the plan's 口径 counts an entry that was read."""
    return metric.counts_entry(
        entity.state, entity.level, date.fromisoformat(entity.approved) if entity.approved else None
    )


def names_entries(head: str, rule: RegisterRule) -> bool:
    """Tell whether a column's head, without spaces and signs, says that names of such entries stand below."""
    return head in (*rule.names, *rule.heads) or head.endswith(tuple(f"{name}名称" for name in rule.names))


def read_registers(sheets: Sequence[Sheet], file: str, city: str | None, plan: Plan) -> ListedEntries:
    """Read lists of what a plan's metrics count; several lists unite, one name counts once."""
    vocabulary = Vocabulary(plan)
    findings: list[Finding] = []
    found: dict[tuple[str, str], Entry] = {}
    uncounted = 0
    for sheet in sheets:
        for entity in _read_sheet(sheet, file, city, vocabulary, findings):
            key = (entity.metric, plain_name(entity.name, plan.province))
            if not entity.metric:
                uncounted += 1
            elif key in found:
                first = found[key]
                facts = {"text": entity.name, "sheet": first.sheet, "row": str(first.row)}
                findings.append(Finding("register-double", sheet.name, f"A{entity.row}", facts))
                found[key] = replace(first, state=entity.state or first.state, level=first.level or entity.level)
            else:
                found[key] = entity
    findings += _find_shared_hosts(found.values(), plan.province)
    return ListedEntries(tuple(found.values()), tuple(findings), sheets[0].name, uncounted)


def _read_sheet(
    sheet: Sheet, file: str, given: str | None, vocabulary: Vocabulary, findings: list[Finding]
) -> Iterable[Entry]:
    head, columns, printed = _find_heads(sheet, vocabulary.plan)
    titles = [cell.text for (row, _), cell in sorted(sheet.cells.items()) if row < head]
    metric = _metric_of([printed.get("name", ""), *titles, sheet.name, file], vocabulary)
    in_title = next(
        (
            code
            for text in (*titles, sheet.name, file)
            if len(codes := set(vocabulary.find_cities(text))) == 1
            for code in codes
        ),
        given or "",
    )
    level_of_title = (
        _first(LEVELS, "".join(re.findall(r"(国家|省|市)级", " ".join(titles))))
        if len(set(re.findall(r"(国家|省|市)级", " ".join(titles)))) == 1
        else ""
    )
    last = max((row for row, _ in sheet.cells), default=0)
    for row in range(head + 1, last + 1):
        texts = {
            role: sheet.cells[row, column].text.strip()
            for role, column in columns.items()
            if (row, column) in sheet.cells
        }
        name = texts.get("name", "")
        if not name or vocabulary.is_total(name) or len(texts) < 2:
            continue
        code = vocabulary.find_city(texts.get("city", "")) or next(
            iter(vocabulary.find_cities(texts.get("city", ""))), ""
        )
        code = code or (in_title if not texts.get("city") else "")
        if not code:
            cell = f"{column_letters(columns.get('city', 1))}{row}"
            findings.append(
                Finding(
                    "unknown-city",
                    sheet.name,
                    cell,
                    {"text": texts.get("city", ""), "meant": vocabulary.suggest_city(texts.get("city", "")) or ""},
                )
            )
            continue
        own = metric or vocabulary.plan.registered([name])
        level = _first(LEVELS, texts.get("level", "")) or level_of_title
        approved = _day_of(texts.get("approved", "") or texts.get("batch", ""), sheet, row, columns.get("approved"))
        yield Entry(
            metric=own.id if own else "",
            name=compact(name),
            city=_whole(code),
            host=compact(texts.get("host", "")),
            level=level,
            batch=compact(texts.get("batch", "")),
            approved=approved,
            state=_first(STATES, texts.get("state", "")),
            sheet=sheet.name,
            row=row,
        )


def _find_heads(sheet: Sheet, plan: Plan) -> tuple[int, dict[str, int], dict[str, str]]:
    best: tuple[int, dict[str, int], dict[str, str]] = (0, {}, {})
    rules = [metric.register for metric in plan.metrics if metric.register]
    for row in range(1, _HEAD_ROWS + 1):
        columns: dict[str, int] = {}
        printed: dict[str, str] = {}
        for column, text in sorted((c, cell.text) for (r, c), cell in sheet.cells.items() if r == row):
            plain = re.sub(r"[\s()、/*:]", "", compact(text))
            role = next((role for role, heads in HEADS.items() if plain in heads.split() and role not in columns), None)
            if (
                role is None
                and "name" not in columns
                and (plain.endswith("名称") or any(names_entries(plain, rule) for rule in rules))
            ):
                role = "name"
            if role:
                columns[role], printed[role] = column, text
        if "name" in columns and len(columns) > len(best[1]):
            best = (row, columns, printed)
    return best


def _metric_of(texts: Sequence[str], vocabulary: Vocabulary) -> Metric | None:
    """Return the metric that a list is of: its words, else its name as tables call it."""
    plan = vocabulary.plan
    if found := plan.registered(texts):
        return found
    named = (vocabulary.understand(text).metric for text in texts)
    return next((plan.metric(id) for id in named if id and plan.metric(id).register), None)


def _first(table: Iterable[tuple[str, tuple[str, ...]]], text: str) -> str:
    return next((code for code, words in table if any(word in text for word in words)), "")


def _day_of(text: str, sheet: Sheet, row: int, column: int | None) -> str:
    cell = sheet.cells.get((row, column)) if column else None
    if cell is not None and cell.day is not None:
        return cell.day.isoformat()
    periods = find_periods(compact(text))
    return periods[0].period.end.isoformat() if len(periods) == 1 and periods[0].period.year else ""


def _find_shared_hosts(entities: Iterable[Entry], province: str) -> list[Finding]:
    """Two of one host may be one under two names: the reporter is asked."""
    by_host: dict[tuple[str, str], list[Entry]] = {}
    for one in entities:
        if one.host:
            by_host.setdefault((one.metric, plain_name(one.host, province)), []).append(one)
    return [
        Finding(
            "register-same-host",
            same[1].sheet,
            f"A{same[1].row}",
            {"text": same[0].host, "names": "、".join(one.name for one in same), "count": str(len(same))},
        )
        for same in by_host.values()
        if len(same) > 1
    ]


def _whole(code: str) -> str:
    place = find_city(code)
    return place.parent if place is not None and place.kind == "county" else code
