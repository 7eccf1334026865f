"""Which plan a file belongs to: the one asked for or named, else one whose span holds the periods; else it is asked."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from data.reference.places import load_province
from intake.findings.finding import Finding
from intake.findings.first_sheet import is_findings_list
from intake.reading import Counts, Reading, SetAside
from intake.sheets.sheet import Workbook
from intake.statements.asking import ASKED
from intake.tables.line_kinds import is_note, is_title
from intake.words.characters import compact
from intake.words.finding_periods import find_periods
from metrics.definitions.catalogue import Catalogue
from metrics.plan import Plan, Target

if TYPE_CHECKING:
    from metrics.observation import Observation

OPEN = "plan-open"
#: What is so under any plan.
_OF_THE_FILE = (
    "macro-ignored",
    "hidden-cells",
    "covered-cells",
    "struck-out",
    "readers-disagree",
    "read-once",
    "format-unseen",
    "cells-without-value",
    "sheet-missing",
)
#: Rows from the top of a sheet in which its title stands.
_TITLE_ROWS = 6


def named_plans(workbook: Workbook, titles: Iterable[str], plans: Catalogue) -> tuple[Plan, ...]:
    """Return the plans that the titles name by their longest word: one, none, or several that they leave open."""
    lines = [*titles, *(sheet.name for sheet in workbook.sheets)]
    for sheet in workbook.sheets:
        if is_findings_list(sheet):
            continue
        filled = Counter(row for (row, _), cell in sheet.cells.items() if cell.text.strip())
        for (row, _), cell in sheet.cells.items():
            at_top = row <= _TITLE_ROWS and not is_note(cell.text)
            if cell.number is None and (at_top or (filled[row] == 1 and is_title(cell.text))):
                lines.append(cell.text)
    text = compact(" ".join(lines))
    # A title that names a province speaks of no plan of another.
    listed = [one for one in plans.plans if load_province(one.province).name in text] or plans.plans
    lengths = {one.id: max((len(title) for title in one.titles if compact(title) in text), default=0) for one in listed}
    longest = max(lengths.values())
    return tuple(one for one in listed if longest and lengths[one.id] == longest)


def is_long_over(reading: Reading, plan: Plan) -> bool:
    """Tell whether amounts of a file lie wholly behind the end of the plan that its titles seem to name."""
    return any(one.start is not None and one.start > plan.deadline for one in reading.observations)


def choose_reading(found: Sequence[Reading], plans: Catalogue, titles: Sequence[str]) -> Reading:
    """Return the reading that counts of those under each plan.

    Parameters
    ----------
    found
        The file read for every plan, in the order of the catalogue.
    titles
        Its name and what stands above its lists.

    Returns
    -------
    Reading
        That of the only plan whose span holds the periods, of the first of several with a note where it takes all
        that they take; where none holds them, those of several provinces do, or another plan has figures that this
        one lacks or asks about figures of this one, a reading without plan and figures that asks for one. Plans of
        another province than the one whose places the file names are none of these.
    """
    found = _of_province(found, plans)
    saying = [one for one in found if one.states_figures]
    if not saying:
        return found[0]
    fitting = [one for one in saying if one.plan and _fits(one, plans.plan(one.plan), titles)]
    if not fitting:
        return ask_plan(found)
    first = _cells(fitting[0])
    doubting = [one for one in found if one not in fitting and _asked_within(one, plans.plan(one.plan or "")) & first]
    if doubting:
        return ask_plan([*fitting, *doubting])
    if len(fitting) == 1:
        return fitting[0]
    several = len({plans.plan(one.plan or "").province for one in fitting}) > 1
    if several or any(_cells(one) - first for one in fitting[1:]):
        return ask_plan(fitting)
    note = Finding("plan-assumed", facts={"plan": fitting[0].plan or ""})
    return replace(fitting[0], findings=(*fitting[0].findings, note))


def _cells(reading: Reading) -> set[tuple[str | None, str | None]]:
    """Return where the figures stand that a reading takes."""
    said: list[Observation | Target] = [*reading.observations, *reading.targets]
    return {(one.origin.sheet, one.origin.cell) for one in said if one.origin and one.origin.cell}


def _asked_within(reading: Reading, plan: Plan) -> set[tuple[str | None, str | None]]:
    """Return where the figures stand that would count for a plan if words beside them changed nothing."""
    days = [date.fromisoformat(one.last) for one in reading.questions if one.last]
    if not any(plan.start < day <= plan.deadline for day in days):
        return set()
    return {(one.sheet, one.cell) for one in reading.set_aside if one.reason == ASKED}


def _of_province(found: Sequence[Reading], plans: Catalogue) -> Sequence[Reading]:
    """Return the readings under the plans of that province in which most of the file's places are known."""
    named: dict[str, int] = {}
    for one in found:
        province = plans.plan(one.plan or "").province
        places = {said.city for said in one.observations} | {said.city for said in one.targets}
        places |= {said.city for said in one.entities} | {part.observation.city for part in one.breakdown}
        named[province] = max(len(places - {province}), named.get(province, 0))
    most = max(named.values())
    return [one for one in found if named[plans.plan(one.plan or "").province] == most]


def ask_plan(found: Sequence[Reading]) -> Reading:
    """Return a reading that takes no figure, as it is open for which plan, and names those that could be."""
    saying = [one for one in found if one.states_figures]
    open_for = [one for one in found if one.states_figures or one.questions]
    most = max(saying, key=lambda one: len(one.observations) + len(one.targets) + len(one.entities))
    parts = (part.observation for part in most.breakdown)
    said: list[Observation | Target] = [*most.observations, *most.targets, *parts]
    origins = {(one.origin.sheet, one.origin.cell): one.origin for one in said if one.origin and one.origin.cell}
    known = {(one.sheet, one.cell) for one in most.set_aside}
    aside = [SetAside(one.sheet, one.cell, one.raw, OPEN) for at, one in origins.items() if at not in known]
    counts = most.counts
    asked = Finding(OPEN, facts={"plans": " ".join(one.plan or "" for one in open_for)})
    return Reading(
        most.file,
        most.sha256,
        most.format,
        None,
        findings=(asked, *(one for one in most.findings if one.slug in _OF_THE_FILE)),
        set_aside=(*most.set_aside, *aside),
        counts=Counts(counts.numeric, 0, counts.compared, counts.set_aside + counts.read),
    )


def _fits(reading: Reading, plan: Plan, titles: Sequence[str]) -> bool:
    """Tell whether a plan's span holds all that a file says under it."""
    if not (reading.observations or reading.targets):
        return _fits_list(reading, plan, titles)
    ends = [one.end for one in reading.observations] + [one.due for one in reading.targets]
    starts = [one.start for one in reading.observations if one.start]
    first = plan.start.replace(day=1)
    return all(plan.start < day <= plan.deadline for day in ends) and all(day >= first for day in starts)


def _fits_list(reading: Reading, plan: Plan, titles: Sequence[str]) -> bool:
    """Tell whether a list counts for a plan: an entry does, and neither an approval nor its title is of a later day."""
    days = [date.fromisoformat(one.approved) for one in reading.entities if one.approved]
    for text in titles:
        days += [one.period.end for one in find_periods(compact(text)) if one.period.year and not one.period.opening]
    listed = reading.register["by_city"].values() if reading.register else ()
    return any(listed) and all(day <= plan.deadline for day in days)
