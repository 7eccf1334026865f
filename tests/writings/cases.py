"""The written cases of `tests/cases/intake`: loading them, reading their tables, and what came out.

A case is a grid and what stands in it. An observation is one line, ``metric city basis period value @cell``: the
city by its short name or code, the period as ``2019-06``, ``2019Q2``, ``2019H1``, ``2019`` or ``first..last day``.
"""

import csv
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date

import yaml

from tests.support import reading_of, workbook_of
from tests.support.paths import CASES, ROOT

CITIES = ROOT / "data" / "reference" / "230000" / "cities.csv"
OPTIONS = {"plan", "city", "period"}
KEYS = OPTIONS | {
    "id", "name", "file", "today", "sheets", "expect", "encoding", "numbers_as_text", "dates_from_1904",
    "hidden_rows", "hidden_columns", "hidden_sheets", "ordinary",
}  # fmt: skip
EXPECTATIONS = {
    "observations", "targets", "may_target", "findings", "may_read", "may_find", "not_read", "compared", "plan",
}  # fmt: skip


@dataclass
class CaseVerdict:
    """What a case's file was read as: all problems in words; cells read, wrong readings, cells wanted and not read."""

    problems: list[str] = field(default_factory=list)
    read: int = 0
    wrong: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    needless: list[str] = field(default_factory=list)


def load_cases() -> list[dict]:
    """Return all cases; a misspelt key is an error of the case."""
    cases = []
    for path in sorted((CASES / "intake").glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            unknown = (case.keys() - KEYS) | (case["expect"].keys() - EXPECTATIONS)
            if unknown:
                raise ValueError(f"{path.name}: {case['id']}: unknown keys {sorted(unknown)}")
            cases.append(case)
    return cases


def load_not_yet() -> dict[str, str]:
    """Return the cases that are not read rightly yet, each with the reason; the list only shrinks."""
    return yaml.safe_load((CASES / "not_yet.yaml").read_text(encoding="utf-8")) or {}


def load_codes() -> dict[str, str]:
    """Return the code of each city and system by its short name."""
    with CITIES.open(encoding="utf-8", newline="") as rows:
        codes = {row["short"]: row["code"] for row in csv.DictReader(rows)}
    return codes | {code: code for code in codes.values()} | {"全省": "230000"}


CODES = load_codes()


def is_ordinary(case: dict) -> bool:
    """Whether nobody who keeps such tables would ask: so marked, or all of it is to be read without a finding."""
    expect = case["expect"]
    clear = not any(expect.get(key) for key in ("findings", "may_read", "may_find", "may_target"))
    return case.get("ordinary", clear and bool(expect.get("observations")))


def parse_period(text: str) -> tuple[date | None, date]:
    """Return the first and last day of ``2019-06``, ``2019Q2``, ``2019H1``, ``2019``, a day, or ``first..last``."""
    if ".." in text:
        first, last = text.split("..")
        return (date.fromisoformat(first) if first else None), date.fromisoformat(last)
    if len(text) == 10:
        return None, date.fromisoformat(text)
    year = int(text[:4])
    if len(text) == 4:
        first_month, last_month = 1, 12
    elif text[4] == "Q":
        first_month, last_month = 3 * int(text[5]) - 2, 3 * int(text[5])
    elif text[4] == "H":
        first_month, last_month = 6 * int(text[5]) - 5, 6 * int(text[5])
    else:
        first_month = last_month = int(text[5:])
    return date(year, first_month, 1), date(year, last_month, monthrange(year, last_month)[1])


def parse_place(text: str, sheets: list[str]) -> tuple[str, str]:
    """Return sheet and cell of ``@Sheet!B3``, or of ``@B3`` when there is one sheet."""
    sheet, _, cell = text.removeprefix("@").rpartition("!")
    if not sheet:
        (sheet,) = sheets
    return sheet, cell


def parse_observation(line: str, sheets: list[str]) -> reading_of.Row:
    """Return the comparable row of one written observation."""
    metric, city, basis, period, value, place = line.split()
    first, last = parse_period(period)
    if basis in {"standing", "since_start"}:
        first = None
    elif basis == "year_to_date" and ".." not in period:
        first = date(last.year, 1, 1)
    start = first.isoformat() if first else None
    return reading_of.as_statement(
        (metric, CODES[city], basis, start, last.isoformat(), reading_of.exact(value), *parse_place(place, sheets))
    )


def parse_target(line: str, sheets: list[str]) -> reading_of.Row:
    """Return the comparable row of one written target: ``metric city due value role @cell``."""
    metric, city, due, value, role, place = line.split()
    return metric, CODES[city], due, reading_of.exact(value), role, *parse_place(place, sheets)


def check_findings(findings: list[dict], expect: dict, sheets: list[str]) -> list[str]:
    """Return a line for each finding that is wanted and absent.

    A written finding is ``slug @cell``, ``slug|other @cell|cell``, or ``slug`` anywhere;
    ``key=value`` names one of its facts.
    """
    problems = []
    for line in expect.get("findings", ()):
        slugs, *rest = line.split()
        places = [word for word in rest if word.startswith("@")]
        facts = dict(word.split("=", 1) for word in rest if "=" in word)
        fitting = [f for f in findings if all(str(f["facts"].get(key)) == fact for key, fact in facts.items())]
        if not places:
            problems += reading_of.unfound(fitting, slugs, None, None)
            continue
        tries = [reading_of.unfound(fitting, slugs, *parse_place(place, sheets)) for place in places[0].split("|")]
        if all(tries):
            problems += [f"{tries[0][0]} {facts or ''}"]
    return problems


def find_needless(findings: list[dict], expect: dict) -> list[str]:
    """Return a line for each error or warning that the case does not name: it stops the reporter without cause."""
    named = set(expect.get("may_find", ()))
    for line in expect.get("findings", ()):
        named |= set(line.split()[0].split("|"))
    if not expect.get("observations") and not expect.get("targets"):
        named.add("nothing-read")  # said of every file that leaves nothing to hand in
    return [
        f"needless {f['level']}: {f['slug']} at {f['sheet']}!{f['cell']} {f['facts']}"
        for f in findings
        if f["level"] in {"error", "warning"} and f["slug"] not in named
    ]


def check_numbers(reading: dict, expect: dict, wanted: list[reading_of.Row], grids: dict) -> list[str]:
    """Return a line when fewer numbers are accounted for than the case names."""
    sheets = list(grids)
    problems = reading_of.unaccounted(reading)
    named = {row[-2:] for row in wanted} | {parse_place(cell, sheets) for cell in expect.get("not_read", ())}
    numbers = {place for place in named if place[1] in workbook_of.find_numbers(grids[place[0]])}
    if reading["cells"]["numeric"] < len(numbers):
        problems.append(f"{len(numbers)} numbers are named, accounted for are only {reading['cells']}")
    if reading["cells"]["compared"] < expect.get("compared", 0):
        problems.append(f"at least {expect['compared']} numbers are to be compared: {reading['cells']}")
    return problems


def judge_case(case: dict) -> CaseVerdict:
    """Read the table of a case and hold what comes out against what is written."""
    name = case.get("file", "报表.xlsx")
    written = case["sheets"] if isinstance(case["sheets"], dict) else {"Sheet1": case["sheets"]}
    grids = {sheet: workbook_of.parse_grid(grid) for sheet, grid in written.items()}
    content = workbook_of.build_file(name, grids, case)
    options = {key: str(case[key]) for key in OPTIONS & case.keys()}
    if "today" in case:
        options["today"] = case["today"]
    if not name.endswith(".xlsx"):
        grids = {"表1" if name.endswith(".xls") else "": next(iter(grids.values()))}
    sheets, expect = list(grids), case["expect"]

    reading = reading_of.read_as_dict(content, name, **options)

    observations = [parse_observation(line, sheets) for line in expect.get("observations", ())]
    targets = [parse_target(line, sheets) for line in expect.get("targets", ())]
    allowed = [parse_observation(line, sheets) for line in expect.get("may_read", ())]
    allowed_targets = [parse_target(line, sheets) for line in expect.get("may_target", ())]
    found = [reading_of.as_statement(row) for row in reading_of.observation_rows(reading)]
    found = [row for row in found if row not in allowed and (*row[:-1], "?") not in allowed]
    found_targets = [row for row in reading_of.target_rows(reading) if row not in allowed_targets]
    verdict = CaseVerdict(needless=find_needless(reading["findings"], expect))
    for read, wanted in ((found, observations), (found_targets, targets)):
        verdict.problems += reading_of.missing_and_extra(read, wanted)
        verdict.read += sum(row in wanted for row in read)
        verdict.wrong += [str(row) for row in read if row not in wanted]
        verdict.asked += [str(row) for row in wanted if row not in read]
    verdict.problems += check_findings(reading["findings"], expect, sheets)
    verdict.problems += verdict.needless
    verdict.problems += check_numbers(reading, expect, [*observations, *targets], grids)
    if not (reading["observations"] or reading["targets"] or reading["findings"]):
        verdict.problems.append("nothing was read and nothing is said about it")
    if "plan" in expect and reading["plan"] != expect["plan"]:
        verdict.problems.append(f"read for the plan {reading['plan']}, not {expect['plan']}")
    return verdict
