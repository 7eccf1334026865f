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
from intake.rosters.lost_cells import find_lost_cells
from intake.rosters.registers.entries import LEVELS, EntryRow, find_whole_city, read_entry_rows
from intake.rosters.registers.heads import ListPart, RegisterHeads, split_lists
from intake.rosters.registers.states import find_remarked_state, find_state
from intake.sheets.sheet import Sheet
from intake.statements.checks.hidden_cells import find_hidden
from intake.words.characters import compact
from intake.words.finding_periods import find_periods
from intake.words.vocabulary import Vocabulary
from metrics.plan import Metric, Plan
from metrics.register import UNCLEAR


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


def read_registers(sheets: Sequence[Sheet], file: str, city: str | None, plan: Plan) -> ListedEntries:
    """Read lists of what a plan's metrics count; several lists unite, one name counts once."""
    vocabulary = Vocabulary(plan)
    findings: list[Finding] = []
    found: dict[tuple[str, str, str], Entry] = {}
    uncounted = 0
    for sheet in sheets:
        for entity in _read_sheet(sheet, file, city, vocabulary, findings):
            key = (entity.metric, plain_name(entity.name, plan.province), entity.city)
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
    parts = split_lists(sheet, vocabulary.plan)
    columns = {
        column: part.heads.printed[role] for part in reversed(parts) for role, column in part.heads.columns.items()
    }
    entries = {
        row
        for part in parts
        for row, column in sheet.cells
        if part.heads.row < row <= part.last and column == part.heads.columns.get("name")
    }
    findings += (*find_hidden(sheet), *find_lost_cells(sheet, columns, parts[0].heads.row, entries))
    for part in parts:
        yield from _read_part(part, sheet, file, given, vocabulary, findings)


def _read_part(
    part: ListPart, sheet: Sheet, file: str, given: str | None, vocabulary: Vocabulary, findings: list[Finding]
) -> Iterable[Entry]:
    heads, around = part.heads, (*part.titles, sheet.name, file)
    metric = _metric_of([heads.printed.get("name", ""), *around], vocabulary)
    in_title = next((codes[0] for text in around if len(codes := vocabulary.find_cities(text)) == 1), given or "")
    levels = set(re.findall(r"(国家|省|市)级", " ".join(part.titles)))
    level_of_title = _first(LEVELS, "".join(levels)) if len(levels) == 1 else ""
    for entry in read_entry_rows(sheet, part, vocabulary):
        code = _city_of(entry, in_title, sheet, heads, vocabulary, findings)
        if not code:
            continue
        said = entry.text("metric")
        own = vocabulary.plan.registered([entry.text("kind"), entry.text("level")])
        own = own or (vocabulary.plan.metric(said) if said else metric)
        own = own or vocabulary.plan.registered([entry.text("name")])
        yield Entry(
            metric=own.id if own else "",
            name=compact(entry.text("name")),
            city=_whole(code),
            host=compact(entry.text("host")),
            level=_first(LEVELS, entry.text("level")) or level_of_title,
            batch=compact(entry.text("batch")),
            approved=_day_of(entry.text("approved") or entry.text("batch"), entry.day),
            state=_state_of(entry, sheet, heads, findings),
            sheet=sheet.name,
            row=entry.row,
        )


def _city_of(
    entry: EntryRow,
    in_title: str,
    sheet: Sheet,
    heads: RegisterHeads,
    vocabulary: Vocabulary,
    findings: list[Finding],
) -> str:
    """Return the city of an entry: what its row says, else the section that it stands in, else the title."""
    text, section = entry.texts.get("city", ""), entry.sections.get("city")
    place = sheet.reference(entry.row, heads.columns.get("city", 1))
    code = find_whole_city(text, vocabulary) or next(iter(vocabulary.find_cities(text)), "")
    if code and section and section.value and _whole(section.value) != _whole(code):
        findings.append(Finding("line-differs", sheet.name, place, {"raw": text, "line": section.text}))
    if not code and not text:
        code = section.value if section else in_title
        if section and not code and not section.is_told:
            # Of which place the entries below are is asked once, at the line that ought to say it.
            section.is_told = True
            place, text = section.cell, section.text
        elif section and not code:
            return ""
    if not code:
        facts = {"text": text, "meant": vocabulary.suggest_city(text) or ""}
        findings.append(Finding("unknown-city", sheet.name, place, facts))
    return code


def _state_of(entry: EntryRow, sheet: Sheet, heads: RegisterHeads, findings: list[Finding]) -> str:
    """Return the state of an entry; what its words leave open is told and not counted."""
    said = entry.text("state")
    state = find_state(said) or find_remarked_state(entry.text("remark"))
    if state == UNCLEAR:
        role = "state" if find_state(said) else "remark"
        place = sheet.reference(entry.row, heads.columns.get(role, heads.columns["name"]))
        facts = {"text": compact(entry.text(role)), "name": compact(entry.text("name"))}
        findings.append(Finding("register-state-unclear", sheet.name, place, facts))
    return state


def _metric_of(texts: Sequence[str], vocabulary: Vocabulary) -> Metric | None:
    """Return the metric that a list is of: its words, else its name as tables call it."""
    plan = vocabulary.plan
    if found := plan.registered(texts):
        return found
    named = (vocabulary.understand(text).metric for text in texts)
    return next((plan.metric(id) for id in named if id and plan.metric(id).register), None)


def _first(table: Iterable[tuple[str, tuple[str, ...]]], text: str) -> str:
    return next((code for code, words in table if any(word in text for word in words)), "")


def _day_of(text: str, day: date | None) -> str:
    if day is not None:
        return day.isoformat()
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
