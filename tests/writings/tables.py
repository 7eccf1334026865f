"""A generated table: its grid and what each number of it says, and the parts that all layouts share."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Self

from xlsxwriter.utility import xl_rowcol_to_cell

from tests.support import workbook_of
from tests.support.layouts import CITIES
from tests.support.workbook_of import Grid
from tests.writings.columns import SESSIONS, Column, words
from tests.writings.reported import Reported, write_day
from tests.writings.spans import Span

Statement = tuple[str, str, Span, Decimal]
Target = tuple[str, str, date, Decimal]
SYSTEMS = ("HLJ-SZ", "HLJ-NK", "HLJ-SG")
TEN_THOUSAND = 10_000


@dataclass
class Table:
    """A table with a known answer.

    `says` holds for each cell the readings that are right (any one of them), `targets` likewise; what `may` and
    `may_targets` hold is read so or not at all; a number in none is to be compared, set aside or asked.
    `ordinary`: nobody who keeps such tables would ask. `kinds` tell what was drawn, `foreign` the strange word and
    where it stands.
    """

    grid: Grid
    says: dict[str, tuple[Statement, ...]] = field(default_factory=dict)
    targets: dict[str, Target] = field(default_factory=dict)
    may: dict[str, tuple[Statement, ...]] = field(default_factory=dict)
    may_targets: dict[str, Target] = field(default_factory=dict)
    ordinary: bool = True
    kinds: tuple[str, ...] = ()
    foreign: str = ""
    sheet: str = "Sheet1"
    #: Rows of the title and of the head, counted from 0; metrics and heads for what is mixed in later.
    title_row: int = 0
    heads: tuple[tuple[int, int], ...] = ()
    metrics: tuple[str, ...] = ()
    #: All sheets of a book of several: cells are then told as ``Sheet!B3``.
    sheets: dict[str, Grid] = field(default_factory=dict)
    #: So many rows behind the first, a title, are the head of a page's grid; cells count from the row behind them.
    head_rows: int = 0

    @classmethod
    def of_sheets(cls, sheets: dict[str, Grid], says: dict[str, tuple[Statement, ...]], kinds: tuple[str, ...]) -> Self:
        """Return a book of several sheets."""
        return cls(next(iter(sheets.values())), says, kinds=kinds, sheets=sheets)

    @property
    def text(self) -> str:
        told = self.sheets or {"": self.grid}
        return "\n".join(
            (f"## {name}\n" if name else "") + "\n".join(" | ".join(cell or "·" for cell in row) for row in grid)
            for name, grid in told.items()
        )

    def key(self, row: dict) -> str:
        """Return the cell of a statement as the answers name it."""
        return f"{row['sheet']}!{row['cell']}" if self.sheets else row["cell"]

    def build(self) -> tuple[str, bytes]:
        """Return the name and the bytes of a file that holds the table."""
        if not self.head_rows:
            return "报表.xlsx", workbook_of.build_file("报表.xlsx", self.sheets or {self.sheet: self.grid}, {})
        head, body = self.grid[1 : 1 + self.head_rows], self.grid[1 + self.head_rows :]
        parts = [workbook_of.build_table(part) for part in (head, body)]
        page = f"<html><body><h3>{self.grid[0][0]}</h3><div>{parts[0]}</div><div>{parts[1]}</div></body></html>"
        return "报表.xls", page.encode()


def reference(row: int, column: int) -> str:
    return xl_rowcol_to_cell(row, column)


def write_value(value: Decimal, unit: str) -> str:
    """Return a value in its unit as the cell's number."""
    if unit.startswith("万"):
        value /= TEN_THOUSAND
    return f"{value.normalize():f}"


def as_text(words: str) -> str:
    """Return a text that stays one where it looks like a number (2019.10)."""
    return f"'{words}" if workbook_of.NUMBER.fullmatch(words) else words


def name_place(random: Random, code: str) -> str:
    """Return one of the usual writings of a place."""
    full = CITIES[code]
    if code in SYSTEMS:
        return full
    short = full.removesuffix("市").removesuffix("地区")
    spaced = " ".join(full) if len(full) == 3 else full
    return random.choices([full, short, spaced, f"{full}人社局"], [14, 6, 2, 0.3])[0]


def draw_places(random: Random) -> list[str]:
    """Return some places in their official order."""
    chosen = set(random.sample(list(CITIES), random.randint(2, 6)))
    return [code for code in CITIES if code in chosen]


def draw_form(random: Random, reported: Reported) -> tuple[str, bool]:
    """Return the form word of a title, and whether it tells of progress."""
    forms = words()["forms"]
    if reported.form.endswith("!"):
        return random.choice(forms[reported.form[:-1]]), False
    if reported.form and random.random() < 0.35:
        return random.choice(forms[reported.form]), False
    if random.random() < 0.3:
        return random.choice(forms["progress"]), True
    return random.choice(forms["any"]), False


def write_title(random: Random, reported: Reported, subject: str, form: str, city: str = "") -> str:
    """Return a title with its period where offices put it."""
    organisation = city or random.choice(words()["organisations"])
    patterns = words()["titles"]
    if reported.after or not reported.title:
        patterns = [one for one in patterns if "（" not in one]
    if city:
        patterns = [one for one in patterns if "{org}" in one]
    text = random.choice(patterns).format(period=reported.title, org=organisation, subject=subject, form=form)
    return f"{text}（{reported.after}）" if reported.after else text


def write_lines(random: Random, reported: Reported, units: str, office: str = "") -> Grid:
    """Return the lines between title and head: the period's, who fills in and when, the units."""
    rows = [[as_text(reported.line)]] if reported.line else []
    if random.random() < 0.3:
        rows.append(_fill(random, random.choice(words()["lines"]), reported, office))
    if units:
        rows.append(random.choice([["", "", f"单位：{units}"], [f"单位：{units}"], ["", f"计量单位：{units}"]]))
    return rows


def write_footers(random: Random, reported: Reported, office: str = "") -> Grid:
    """Return lines below the table that say nothing of its figures."""
    monthly = reported.pace in {"month", "running", "cut-off", "year-cut-off", "statistical", "plan"}
    fitting = [one for one in words()["footers"] if monthly or not ("按月" in one or "每月" in one)]
    chosen = random.sample(fitting, random.choices([0, 1, 2], [5, 4, 1])[0])
    return [_fill(random, one, reported, office) for one in chosen]


def _fill(random: Random, line: str, reported: Reported, office: str) -> list[str]:
    filed = write_day(random, reported.last + timedelta(days=random.randint(2, 9)))
    office = office or random.choice(words()["offices"])
    return [part.strip() for part in line.format(office=office, filed=filed).split("|")]


def draw_units(random: Random, metrics: list[str]) -> tuple[dict[str, str], str]:
    """Return each metric's unit and where it is written: head, line, title or none."""
    units = {metric: random.choice(words()["metrics"][metric]["units"]) for metric in metrics}
    where = random.choice(["head", "head", "line", "title", "none"])
    if where == "none" and units.get(SESSIONS) == "万人次":
        units[SESSIONS] = "人次"
    if where == "title" and len(metrics) > 1:
        where = "line"
    return units, where


def is_plain(columns: list[Column], reported: Reported, *, progress: bool) -> bool:
    """Whether nobody would ask about any of the columns."""
    return reported.plain and all(one.plain and not (one.bare and progress) for one in columns)
