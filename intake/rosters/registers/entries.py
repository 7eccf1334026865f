"""The rows of a register: each entry with what its row says, merged cells held, and the sections that it stands in."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from intake.rosters.registers.heads import ListPart, RegisterHeads, filled_rows
from intake.rosters.registers.states import STATE_WORDS
from intake.sheets.sheet import Cell, Sheet
from intake.words.characters import compact
from intake.words.vocabulary import Vocabulary

#: Words that tell each of the levels of `metrics.plan`, the first that is found.
LEVELS = (
    ("national", ("国家", "部级")),
    ("provincial", ("省",)),
    ("city", ("市", "地")),
    ("county", ("县", "区")),
    ("enterprise", ("企业", "行业")),
)
#: 一、 （二） 3. and 12 alone say where in a list something stands, （5个） how much of it there is.
_NUMBERING = re.compile(
    r"^(?:\(?(?:[一二三四五六七八九十]{1,3}|\d{1,3})\)?[、.)]?|\([一二三四五六七八九十\d]{1,3}\))(?=\D|$)"
)
_COUNT = re.compile(r"[(:]?共?(?:计)?\d+(?:个|家|户|项|处)\)?$|\(\d+\)$")
#: What a line of a section may say beside what it names.
_FILLER = re.compile(r"地区|推荐|申报|所属|辖区|单位|部分|名单|项目|建设|[级类:、\-的]")
_BATCH = re.compile(r"(?:(?:19|20)\d\d年度?)?第[一二三四五六七八九十\d]+批(?:次)?|(?:19|20)\d\d年度?")
_A_COUNT = re.compile(r"共?\d+(?:个|家|户|项|处)?")
_END = re.compile(r"(?:工作室|基地|学院|学校|公司|中心)$")
_NOTE = re.compile(r"^\(?(?:备?注|说明|填报|填表|制表|审核|联系|以下空白|附件|备注)")


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


def read_entry_rows(sheet: Sheet, part: ListPart, vocabulary: Vocabulary) -> Iterator[EntryRow]:
    """Yield the entries of a list in order, each with the sections that it stands in; sums and heads are none."""
    heads = part.heads
    if "name" not in heads.columns:
        return
    held = _held_cells(sheet, heads)
    sections: dict[str, Section] = {}
    for row, cells in filled_rows(sheet, heads.row + 1, part.last):
        texts = {role: cell.text.strip() for role, column in heads.columns.items() if (cell := held(row, column))}
        said = [(column, cell.text) for column, cell in cells if _says_something(cell.text)]
        name = texts.get("name", "")
        if len(said) == 1 and _enter_section(sections, _understand(said[0][1], vocabulary), *said[0], row, sheet):
            continue
        if _is_sum(cells, name, vocabulary) or compact(name) == compact(heads.printed["name"]):
            continue
        is_alone = len(said) == 1 and len(cells) == 1 and len(texts) < 2
        if is_alone and said[0][0] <= heads.columns["name"]:
            if not (_NOTE.match(compact(said[0][1])) or vocabulary.is_total(said[0][1])):
                _enter_section(sections, {"city": ""}, *said[0], row, sheet)
        elif name and (row, heads.columns["name"]) in sheet.cells:
            approved = held(row, heads.columns.get("approved", 0))
            for one in _names_in(name):
                yield EntryRow(row, {**texts, "name": one}, approved.day if approved else None, dict(sections))


def _is_sum(cells: Sequence[tuple[int, Cell]], name: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a row counts others, or is signed below: 小计 before a number, 填报人."""
    first = compact(cells[0][1].text)
    counts = any(vocabulary.is_total(text) or vocabulary.is_subtotal(text) for text in (first, name) if text)
    return counts or _A_COUNT.fullmatch(compact(name)) is not None or (":" in first and _NOTE.match(first) is not None)


def find_whole_city(text: str, vocabulary: Vocabulary) -> str:
    """Return the city that a text is the name of, or the only one with a county of that name."""
    if code := vocabulary.find_city(text):
        return code
    homes = {district.city for district in vocabulary.find_districts(text)}
    return homes.pop() if len(homes) == 1 else ""


def _names_in(text: str) -> list[str]:
    """Return the names in a cell: several in lines of their own end in one word, a name that is only long does not."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    ends = {match[0] if (match := _END.search(compact(line))) else "" for line in lines}
    return lines if len(lines) > 1 and len(ends) == 1 and "" not in ends else [text]


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
    if code := find_whole_city(plain, vocabulary):
        return {"city": code}
    found: dict[str, str] = {}
    if metric := vocabulary.plan.registered([plain]):
        found["metric"] = metric.id
        names = sorted((*metric.aliases, *(metric.register.names if metric.register else ())), key=len)
        rest = rest.replace(next(name for name in reversed(names) if name in plain), "")
    words = (
        ("level", "国家级|省级|市级|县级|区级|企业级|行业级"),
        ("state", STATE_WORDS.pattern),
    )
    for kind, pattern in (*words, ("batch", _BATCH.pattern)):
        if match := re.search(pattern, rest):
            found[kind] = match[0]
            rest = rest.replace(match[0], "")
    rest = _FILLER.sub("", rest)
    if rest:
        code = find_whole_city(rest, vocabulary)
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
