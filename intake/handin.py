"""From a file to a hand-in: read it in a limited child, judge it against what stands, make it ready to store."""

from dataclasses import asdict, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from data.moments import BEIJING
from intake.child.exchange import Watch
from intake.child.running import read_in_child
from intake.comparing.accepted import History
from intake.comparing.carried_value import find_carried
from intake.comparing.increase_not_convertible import find_unconvertible
from intake.comparing.part_above_whole import find_parts_above
from intake.comparing.parts_of_figures import judge_parts_of_figures
from intake.comparing.statements_disagree import find_contradictions, find_disagreements
from intake.comparing.target_differs import find_differing_targets
from intake.comparing.value_falls_back import find_fallen_values
from intake.comparing.value_leaps import find_leaps
from intake.findings.finding import Finding
from intake.reading import Reading
from metrics.definitions.catalogue import load_catalogue

if TYPE_CHECKING:  # checking a file without a store must not load the database
    from data.access import Access
    from data.handins.handin import HandIn
    from metrics.observation import Observation
    from metrics.plan import Target


def check_file(content: bytes, name: str, access: "Access | None" = None, **options: Any) -> Reading:
    """Read a file in a child process and judge what it says against the store.

    Parameters
    ----------
    access
        The store as the user may see it; without it only what stands in the file is judged, and
        amounts are compared within the file alone.
    options
        `plan`, `city`, `period`, `today` (by default Beijing's), `hints`: as for `read_file`, with what the
        store remembers for such heads; `watch`: as for `read_in_child`; `document_day`, a day or its text, of the
        document that the targets were shared out by.
    """
    if access is not None:
        from data.handins.hints import hints_for

        options["hints"] = [*hints_for(access), *(options.get("hints") or ())]
        options["key"] = _key_of(access)
    day = options.pop("document_day", None)
    reading = read_in_child(content, name, **{"today": datetime.now(BEIJING).date(), **options})
    reading = settle_document_day(reading, date.fromisoformat(day) if isinstance(day, str) else day)
    watch = options.get("watch")
    if isinstance(watch, Watch) and watch.on_progress is not None:
        watch.on_progress("compare", 0.95, 0)
    return judge_again(reading, access)


def settle_document_day(reading: Reading, given: date | None) -> Reading:
    """Return the reading of an allocation with the day of its document that whoever hands it in names."""
    if given is None or reading.plan is None:
        return reading
    if not reading.allocates:
        told = Finding("document-day-unused", None, None, {"day": given.isoformat()})
        return replace(reading, findings=(*reading.findings, told))
    findings = tuple(one for one in reading.findings if one.slug != "document-day-open")
    if reading.document_day not in (None, given):
        facts = {"stated": str(reading.document_day), "given": given.isoformat()}
        findings = (*findings, Finding("document-day-differs", None, None, facts))
    return replace(reading, document_days=(given,), findings=findings)


def judge_again(reading: Reading, access: "Access | None") -> Reading:
    """Return the reading with what the store says about it now, in place of what it said before.

    The file is not read again: a roster of a million rows is compared anew within a second or two.
    """
    own = reading.findings[: len(reading.findings) - reading.judged]
    if reading.plan is None or not reading.states_figures:
        return reading
    known = {(one.slug, one.sheet, one.cell) for one in own if one.cell}
    new = tuple(one for one in judge_against_store(reading, access) if (one.slug, one.sheet, one.cell) not in known)
    return replace(reading, findings=own + new, judged=len(new))


def judge_against_store(reading: Reading, access: "Access | None") -> tuple[Finding, ...]:
    """Return what is doubtful about a reading beside the accepted statements and the allocations in force."""
    if reading.plan is None:
        return ()
    plan = load_catalogue().plan(reading.plan)
    in_force: tuple[Observation, ...] = ()
    targets: list[Target] = []
    parts: tuple[tuple[str, Observation], ...] = ()
    if access is not None:
        from data.queries.statements import breakdown_in_force, observations_in_force, targets_in_force

        said = (*reading.observations, *(one.observation for one in reading.carried))
        concerned = {(one.metric, one.city) for one in said}
        if reading.register:
            concerned |= {(reading.register["metric"], city) for city in reading.register["by_city"]}
        in_force = tuple(one for one in observations_in_force(access, plan) if (one.metric, one.city) in concerned)
        parts = breakdown_in_force(access, plan, {one.observation.city for one in reading.breakdown})
        for day in {target.due for target in reading.targets}:
            targets += targets_in_force(access, plan, day)
    lists: tuple[Finding, ...] = ()
    if reading.roster or reading.register:
        from intake.comparing.lists_differ import find_differing_lists

        lists = find_differing_lists(reading, plan, in_force)
    if access is not None and reading.kept:
        from intake.comparing.known_rows import find_known_rows

        lists += find_known_rows(reading, access)
    history = History(in_force, tuple(one for one in reading.observations if one.origin.cell))
    told: dict[tuple[str | None, str | None], Finding] = {}
    # A figure that is corrected also falls, leaps or contradicts others: one cell, one finding, the plainest first.
    for one in (
        *find_disagreements(history),
        *find_unconvertible(history, plan),
        *find_fallen_values(history),
        *find_leaps(history, plan.metrics),
        *find_contradictions(history, plan),
        *find_parts_above(history, plan),
        *judge_parts_of_figures(parts, reading.breakdown),
        *find_carried(reading.carried, history, plan),
    ):
        told.setdefault((one.sheet, one.cell), one)
    return (*find_differing_targets(reading.targets, targets), *told.values(), *lists)


def _key_of(access: "Access") -> bytes | None:
    from data.errors import KeyLost
    from data.handins.rosters import store_key

    try:
        return store_key(access.store).of_numbers
    except KeyLost:
        # A summary sheet needs no key; a roster is refused when it is handed in.
        return None


def handin_of(reading: Reading, content: bytes, reason: str | None = None) -> "HandIn":
    """Return what the store takes in: the reading's statements with the file that they were read from."""
    from data.handins.handin import HandIn

    if reading.plan is None:
        raise ValueError(f"{reading.file} belongs to no plan")
    findings = tuple({**asdict(one), "level": one.level.value} for one in reading.findings)
    return HandIn(
        plan=reading.plan,
        file=reading.file,
        content=content,
        observations=tuple(one for one in reading.observations if one.origin.cell),
        # The sums of a roster come from no single cell: they are compared and never stand.
        sums=tuple(one for one in reading.observations if not one.origin.cell),
        targets=reading.targets,
        breakdown=reading.breakdown,
        findings=findings,
        document=reading.document,
        document_day=reading.document_day,
        reason=reason,
        counts=asdict(reading.counts),
        kept=reading.kept,
        rejected=reading.rejected,
        entities=reading.entities,
    )
