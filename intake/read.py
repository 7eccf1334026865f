"""From a file to a Reading: one pure function, the same for page, command line and tests."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date

from intake.findings.finding import Finding
from intake.findings.first_sheet import REASON, is_findings_list
from intake.hidden_numbers import hide_records, hide_workbook
from intake.plan_choice import ask_plan, choose_reading, is_long_over, named_plans
from intake.reading import Reading
from intake.rosters.list_reading import RecordReading, read_records
from intake.rosters.opening import read_large, take_records
from intake.rosters.recognising import recognise_records
from intake.sheets.progress import READING, tell
from intake.sheets.sheet import Sheet, Unreadable, Workbook
from intake.sheets.workbook import open_protected, read_workbook, recognise_format, telling_damage
from intake.statements.sheet_reading import read_sheet
from intake.statements.workbook_reading import WorkbookReading
from intake.words.characters import compact, stem_of
from intake.words.finding_periods import find_only_period
from intake.words.vocabulary import Vocabulary
from metrics.definitions.catalogue import Catalogue
from metrics.plan import Plan
from wording.personal import hide_numbers

#: Endings of plain texts.
TEXT_ENDINGS = ("csv", "tsv", "txt", "prn", "tab")


#: Behind this word alone a unit may tell the metric (培训，人次).
_ANY = "培训"


def read_file(
    content: bytes,
    name: str,
    plans: Catalogue,
    *,
    plan: str | None = None,
    city: str | None = None,
    period: str | None = None,
    hints: Iterable[dict] = (),
    today: date | None = None,
    key: bytes | None = None,
    kind: str | None = None,
) -> Reading:
    """Read a workbook of any supported format.

    Parameters
    ----------
    content, name
        The file's bytes and its name (a last source for what the sheet leaves open).
    plan, city, period
        What the sheet leaves open; where the sheet says otherwise, that is a finding.
    hints
        Earlier answers of the reporter for sheets with the same head.
    today
        Periods that end later are told as `future-period`; ``None`` tells none.
    key
        What ID numbers are hashed with; without one they can be compared within the file only.
    kind
        What `recognise_format` said of the content; ``None`` where it was not asked.

    Returns
    -------
    Reading
        Every number of it read, compared or set aside with a reason. Never raises for a bad file.
    """
    sha256, name = hashlib.sha256(content).hexdigest(), hide_numbers(name)
    try:
        rules = plans.registers
        content, kind = open_protected(content, kind or recognise_format(content))
        with telling_damage(content, kind):
            large = read_large(content, kind, rules)
        taken, tables = large or take_records(read_workbook(content, kind), rules)
        if kind in ("xlsx", "xlsb", "xls") and tables.sheets:
            tables = _read_twice(content, tables)
        taken, tables = hide_records(taken), hide_workbook(tables)
        tell("judge", READING)
        titles = (stem_of(name), *taken.titles)
        named = (plans.plan(plan),) if plan is not None else named_plans(tables, titles, plans)
        candidates = named if len(named) == 1 else plans.plans
        records = read_records(taken, name, sha256, city, candidates, key)
    except Unreadable as problem:
        return Reading(name, sha256, None, plan, findings=(Finding(problem.slug, facts=dict(problem.facts)),))
    options = (name, sha256, city, period, tuple(hints), today)
    others = [one for one in plans.plans if records.province in (None, one.province)]
    if not (hints or records or len(named) == 1):
        others = _that_may_state(others, tables, name)
    found = [_read(tables, one, records, *options) for one in (candidates if len(named) == 1 else others)]
    if plan is not None or (len(named) == 1 and not is_long_over(found[0], named[0])):
        return records.complete(found[0])
    found += [
        _read(tables, other, records, *options) for other in others if other.id not in [one.plan for one in found]
    ]
    chosen = ask_plan(found) if len(named) == 1 else choose_reading(found, plans, titles)
    return records.complete(chosen) if chosen.plan else chosen


def _that_may_state(plans: Sequence[Plan], workbook: Workbook, name: str) -> list[Plan]:
    """Return the plans of which a metric is named anywhere; the first of all where none is, to account for it all."""
    texts = (cell.text for sheet in workbook.sheets for cell in sheet.cells.values() if cell.number is None)
    whole = compact("\n".join((name, *(sheet.name for sheet in workbook.sheets), *texts))).lower()
    named = [one for one in plans if _ANY in whole or any(word in whole for word in Vocabulary(one).metric_names)]
    return named or list(plans[:1])


def _read_twice(content: bytes, tables: Workbook) -> Workbook:
    # Loaded for what has figures alone: a roster needs no second reader.
    from intake.sheets.second_reader import read_twice

    return read_twice(content, tables)


def _read(
    workbook: Workbook,
    plan: Plan,
    records: RecordReading,
    name: str,
    sha256: str,
    city: str | None,
    period: str | None,
    hints: tuple[dict, ...],
    today: date | None,
) -> Reading:
    vocabulary = Vocabulary(plan)
    reading = WorkbookReading(
        name, sha256, vocabulary, city, find_only_period(period) if period else None, today, hints
    )
    if workbook.has_macros:
        reading.findings.append(Finding("macro-ignored"))
    reading.findings += [Finding("read-once", name, None, {"sheet": name}) for name in workbook.once]
    if "number-formats" in workbook.losses:
        reading.findings.append(Finding("format-unseen", facts={"format": workbook.format}))
    reading.findings += [Finding("sheet-missing", name, None, {"sheet": name}) for name in workbook.missing]
    for sheet in workbook.sheets:
        _read_sheet(sheet, reading)
    if not reading.tables and not reading.records and not records:
        reading.findings.append(Finding("no-table", facts=_name_of_text(workbook.format, name)))
    return records.state(reading.close(workbook.format), plan)


def _read_sheet(sheet: Sheet, reading: WorkbookReading) -> None:
    records = recognise_records(sheet)
    if is_findings_list(sheet):
        reading.set_sheet_aside(sheet, REASON)
    elif sheet.hidden:
        reading.set_sheet_aside(sheet, "hidden-sheet")
    elif records:
        reading.set_records_aside(sheet, records)
    else:
        read_sheet(sheet, reading)


def _name_of_text(format: str, name: str) -> dict[str, str]:
    """Return the ending of a plain text that calls itself something else."""
    ending = name.rpartition(".")[2].lower()
    return {"named": ending} if format == "csv" and "." in name and ending not in TEXT_ENDINGS else {}
