"""From the columns of rosters to rows that are judged one by one: what counts, what does not, and why."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.reference.schemes import load_groups, load_levels, load_programmes
from intake.findings.finding import Finding
from intake.rosters.checks.date_missing import judge_missing_dates
from intake.rosters.checks.date_order import judge_date_order
from intake.rosters.checks.duplicate_row import judge_duplicate_rows
from intake.rosters.checks.id_number_invalid import judge_id_numbers
from intake.rosters.checks.id_number_lost_precision import judge_lost_numbers
from intake.rosters.checks.id_number_missing import judge_missing_numbers
from intake.rosters.checks.id_two_names import judge_names
from intake.rosters.checks.overlapping_classes import judge_overlaps
from intake.rosters.checks.roster_unfinished import judge_unfinished
from intake.rosters.checks.subsidised_too_often import judge_frequency
from intake.rosters.checks.subsidy_above_cap import judge_subsidies
from intake.rosters.checks.subsidy_unreadable import judge_unreadable_subsidies
from intake.rosters.checks.unknown_place import judge_places
from intake.rosters.checks.unknown_term import judge_terms
from intake.rosters.ids import read_ids
from intake.rosters.rows import NO_DAY, NO_MONEY, Coded, RosterRows, RowsJudged
from intake.rosters.source import RosterSheet
from intake.rosters.values import code_texts, empty_texts, read_days, read_money, read_terms
from intake.sheets.progress import READING, tell
from intake.sheets.xlsx.column_parts import join_texts
from intake.words.characters import compact
from wording.personal import hide_numbers

#: A row that one of these speaks of is not counted, by the first that does.
REJECTING: tuple[Callable[[RosterRows], RowsJudged], ...] = (
    judge_missing_numbers,
    judge_lost_numbers,
    judge_id_numbers,
    judge_missing_dates,
    judge_date_order,
    judge_places,
    judge_duplicate_rows,
)
TELLING: tuple[Callable[[RosterRows], RowsJudged], ...] = (
    judge_names,
    judge_overlaps,
    judge_unfinished,
    judge_unreadable_subsidies,
    judge_subsidies,
    judge_frequency,
    lambda rows: judge_terms(rows, "level"),
    lambda rows: judge_terms(rows, "group"),
    lambda rows: judge_terms(rows, "programme"),
)
#: Of each judgement so many rows are told one by one; how many more there are is told once.
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Roster:
    """All rosters of a hand-in, judged."""

    rows: RosterRows
    sheets: tuple[RosterSheet, ...]
    findings: tuple[Finding, ...]

    @property
    def counts(self) -> dict[str, int]:
        """What became of the rows: rows = kept + rejected + duplicates."""
        reasons = self.rows.reasons
        doubles = int((self.rows.reason == reasons.index("duplicate-row")).sum()) if "duplicate-row" in reasons else 0
        kept = int(self.rows.counted.sum())
        return {
            "rows": len(self.rows),
            "kept": kept,
            "rejected": len(self.rows) - kept - doubles,
            "duplicates": doubles,
        }


def judge_rosters(
    sheets: Sequence[RosterSheet], find_place: Callable[[str], str], cities: Sequence[str], key: bytes, province: str
) -> Roster:
    """Understand and judge all rows of the roster sheets of one file.

    Parameters
    ----------
    find_place
        Gives the code of the city that a text names, or of the city of that district; else nothing.
    cities
        By sheet: the city that title, names or reporter give for rows that name none; may be empty.
    key
        Of the hash of the ID numbers.
    province
        Whose places those are; its schemes say what may be subsidised.
    """
    tell("judge", READING)
    rows = _read_rows(sheets, find_place, cities, key, province)
    findings = [one for sheet in sheets for one in sheet.findings]
    tell("judge", 0.85, len(rows))
    for judge in REJECTING:
        judged = judge(rows)
        rows.reject(judged.slug, judged.rows)
        findings += _tell(judged, rows, sheets)
    for judge in TELLING:
        findings += _tell(judge(rows), rows, sheets)
    return Roster(rows, tuple(sheets), tuple(findings))


def _read_rows(
    sheets: Sequence[RosterSheet], find_place: Callable[[str], str], cities: Sequence[str], key: bytes, province: str
) -> RosterRows:
    filled = [_filled(sheet) for sheet in sheets]
    lengths = [len(places) for places in filled]
    raw = {
        role: _joined(role, sheets, filled)
        for role in dict.fromkeys(role for sheet in sheets for role in sheet.columns)
    }
    total = sum(lengths)
    known = any(sheet.numbers is not None for sheet in sheets)
    numbers = (
        np.concatenate([_numbers(sheet, places) for sheet, places in zip(sheets, filled, strict=True)])
        if known
        else None
    )
    sheet_of = np.repeat(np.arange(len(sheets), dtype=np.int32), lengths)

    def column(role: str) -> pa.Array:
        return raw.get(role, empty_texts(total))

    def texts(role: str) -> Coded:
        return code_texts(column(role), _plain)

    printed = np.concatenate([places + sheet.first_row for sheet, places in zip(sheets, filled, strict=True)])
    return RosterRows(
        sheets=tuple(sheet.name for sheet in sheets),
        province=province,
        sheet=sheet_of,
        row=printed.astype(np.int32),
        ids=read_ids(column("id_number").cast(pa.string()), numbers, key),
        raw=raw,
        name=code_texts(column("name"), _name),
        institution=texts("institution"),
        occupation=texts("occupation"),
        city=_read_places(column("city"), sheet_of, find_place, cities),
        level=read_terms(column("level"), load_levels()),
        group=read_terms(column("group"), load_groups()),
        programme=read_terms(column("programme"), load_programmes()),
        first_day=_days("first_day", raw, total),
        last_day=_days("last_day", raw, total),
        subsidy=_money(sheets, filled),
        reason=np.zeros(total, np.int8),
        twin=np.full(total, -1, np.int64),
    )


def _filled(sheet: RosterSheet) -> np.ndarray:
    """Return which rows hold a person: blank rows, sums and notes below the list are none."""
    person = sheet.columns["id_number"].is_valid().to_numpy(zero_copy_only=False)
    if "name" in sheet.columns:
        days = sheet.columns.get("last_day", sheet.columns.get("span"))
        named = sheet.columns["name"].is_valid().to_numpy(zero_copy_only=False)
        person = person | (named & days.is_valid().to_numpy(zero_copy_only=False))
    return np.flatnonzero(person & ~_is_head(sheet))


def _is_head(sheet: RosterSheet) -> np.ndarray:
    """By row: whether it is the head once more, as a list printed on several pages has it."""
    again = np.ones(len(sheet.columns["id_number"]), bool)
    for role in ("id_number", "name", "last_day"):
        if role in sheet.columns and (printed := sheet.heads.printed.get(role, "").strip()):
            same = pc.equal(sheet.columns[role].cast(pa.string()), printed)
            again &= pc.fill_null(same, False).to_numpy(zero_copy_only=False)
    return (
        again
        if any(sheet.heads.printed.get(role, "").strip() for role in ("id_number", "name"))
        else np.zeros(len(again), bool)
    )


def _joined(role: str, sheets: Sequence[RosterSheet], filled: Sequence[np.ndarray]) -> pa.Array:
    parts = []
    for sheet, places in zip(sheets, filled, strict=True):
        if role not in sheet.columns:
            parts.append(empty_texts(len(places)))
        else:
            values = sheet.columns[role]
            parts.append(values if len(places) == len(values) else values.take(pa.array(places)))
    return parts[0] if len(parts) == 1 else join_texts(parts)


def _numbers(sheet: RosterSheet, places: np.ndarray) -> np.ndarray:
    return np.zeros(len(places), bool) if sheet.numbers is None else sheet.numbers[places]


def _days(role: str, raw: dict[str, pa.Array], total: int) -> np.ndarray:
    days = read_days(raw[role], last=role == "last_day") if role in raw else np.full(total, NO_DAY, np.int32)
    if "span" in raw:
        days = np.where(days == NO_DAY, read_days(raw["span"], last=role == "last_day", spans=True), days)
    return days


def _money(sheets: Sequence[RosterSheet], filled: Sequence[np.ndarray]) -> np.ndarray:
    parts = [
        read_money(sheet.columns["subsidy"].take(pa.array(places)), _unit_text(sheet))
        if "subsidy" in sheet.columns
        else np.full(len(places), NO_MONEY, np.int64)
        for sheet, places in zip(sheets, filled, strict=True)
    ]
    return np.concatenate(parts)


def _unit_text(sheet: RosterSheet) -> str:
    """Return where the unit of the subsidies is said: in their head, else in a line above the list (单位：万元)."""
    head = sheet.heads.printed["subsidy"]
    return head if "元" in head else " ".join(text for text in sheet.titles if "单位" in text and "元" in text)


def _read_places(
    values: pa.Array, sheet_of: np.ndarray, find_place: Callable[[str], str], cities: Sequence[str]
) -> Coded:
    """Return the city of each row: the one it names, else the one of its sheet."""
    named = code_texts(values, lambda text: find_place(text) or f"?{hide_numbers(compact(text))[:40]}")
    order = {value: at for at, value in enumerate(dict.fromkeys([*named.values[:-1], *cities, ""]))}
    own = np.array([order[value] for value in named.values], np.int32)[named.codes]
    of_sheet = np.array([order[city] for city in cities], np.int32)[sheet_of]
    strange = np.array([not value or value.startswith("?") for value in order], bool)
    # 高新区 in a roster of one city is that city's.
    return Coded(np.where(strange[own] & ~strange[of_sheet], of_sheet, own), tuple(order))


def _plain(text: str) -> str:
    return hide_numbers(compact(text))[:100].replace(" ", "")


def _name(text: str) -> str:
    """Return a name in one writing: the sign between the parts of 阿依古丽·买买提 is written in many ways."""
    return re.sub(r"[・•‧∙⋅.]", "·", _plain(text))


def _tell(judged: RowsJudged, rows: RosterRows, sheets: Sequence[RosterSheet]) -> list[Finding]:
    findings = []
    for row in judged.rows[:SHOWN].tolist():
        sheet, place = sheets[rows.sheet[row]], int(rows.row[row])
        findings.append(Finding(judged.slug, sheet.name, sheet.heads.reference(judged.role, place), judged.facts(row)))
    if len(judged.rows) > SHOWN:
        findings.append(Finding(judged.slug, sheets[0].name, None, {"more": f"{len(judged.rows) - SHOWN:,}"}))
    return findings
