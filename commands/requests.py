"""What the command line asks of the store: the same functions, run directly or by the app's local API.

A command is a generator `(access, arguments, lang)`: it yields ``{"step", "done", "total"}`` while it
works and ``{"result": …}`` at the end; arguments and results are plain JSON, contents in base64.
"""

import base64
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from commands.arguments import Asked, usual_plan
from commands.export import export_files
from commands.refused import Refused
from data.access import LOCAL_USER, Access
from data.reference.places import find_city, load_cities
from data.store import DEMO, Store
from metrics.definitions.catalogue import load_catalogue
from metrics.progress.judging import Progress
from wording.sentences import say

Command = Callable[[Access, Asked], Iterator[dict]]


def run_command(store: Store, name: str, arguments: Mapping, lang: str = "zh") -> Iterator[dict]:
    """Run one command on an open store, as the local user under the name given as actor."""
    actor = str(arguments.get("actor") or "").strip()
    user = replace(LOCAL_USER, name=actor) if actor else LOCAL_USER
    yield from COMMANDS[name](Access(store, user), Asked(arguments, lang))


def import_file(access: Access, asked: Asked) -> Iterator[dict]:
    """Check one file, hand it in and accept it; with findings that stop it, say them and store nothing."""
    from data.handins.handin import State
    from data.handins.submissions import accept, draft, submit
    from data.queries.roster_changes import changes_as_dicts, correction_of, find_correction, replaced_ids
    from intake.contract import reading_as_dict
    from intake.handin import check_file, handin_of

    content = base64.b64decode(asked.given["content"])
    reason = asked.text("reason")
    options = {**asked.reading_options(), "document_day": asked.day("document_day")}
    reading = check_file(content, asked.given["name"], access, **options)
    said = reading_as_dict(reading, asked.lang)
    levels = {finding["level"] for finding in said["findings"]}
    outcome = {"file": reading.file, "findings": said["findings"], "cells": said["cells"], "number": None}
    if "error" in levels or reading.plan is None:
        yield {"result": {**outcome, "outcome": "errors"}}
        return
    if not reading.states_figures:
        yield {"result": {**outcome, "outcome": "nothing"}}
        return
    corrects = any(finding["slug"] == "roster-corrects" for finding in said["findings"])
    if corrects and not isinstance(asked.given.get("replace"), bool):
        correction = find_correction(access, reading.plan, reading.sha256, reading.kept)
        yield {"result": {**outcome, "outcome": "replace-open", "changes": changes_as_dicts(correction)}}
        return
    if "warning" in levels and not reason:
        yield {"result": {**outcome, "outcome": "reason-needed"}}
        return
    found = draft(access, handin_of(reading, content, reason))
    known = found.known and found.status is State.ACCEPTED
    if not known:
        found = submit(access, found.id, reason)
        # What it replaces is looked up again, in case it was decided meanwhile.
        replaced = replaced_ids(correction_of(access, found.id)) if corrects and asked.given["replace"] else ()
        found = accept(access, found.id, reason, replaced)
    yield {"result": {**outcome, "outcome": "known" if known else "accepted", "number": found.number}}


def fill_with_demo(access: Access, asked: Asked) -> Iterator[dict]:
    """Fill an empty store with demo data through the real intake; what is already in is passed over."""
    from data.demo_or_real import settle_as_demo
    from data.handins.submissions import accept, draft, submit
    from data.personal.originals import fingerprint
    from data.queries.handins import list_submissions, names_known
    from demo.story import find_story
    from demo.workbooks import demo_workbooks, reason_of
    from intake.handin import check_file, handin_of

    settle_as_demo(access)
    plan, reason = find_story(load_catalogue().plans), say("manage.demo-reason", "zh")
    if plan is None:
        raise Refused(say("manage.no-demo", asked.lang))
    workbooks = list(demo_workbooks(plan, load_cities(plan.province)))
    taken = {one.sha256 for one in list_submissions(access, plan.id) if one.decided}
    for done, (name, content) in enumerate(workbooks):
        yield {"step": name, "done": done, "total": len(workbooks)}
        if taken & set(names_known(access, fingerprint(content))):
            continue
        words = reason_of(name) or reason
        reading = check_file(content, name, access, plan=plan.id)
        found = draft(access, handin_of(reading, content, words))
        accept(access, submit(access, found.id, words).id, words)
    yield {"result": {"files": len(workbooks), "already": len(taken), "nature": DEMO}}


def list_status(access: Access, asked: Asked) -> Iterator[dict]:
    """List where every figure of every place stands, province first."""
    from commands.terminal import status_cells
    from data.queries.overview import fetch_overview

    city, day, plan = asked.city("city"), asked.day("as_of"), asked.plan()
    lines: list[dict] = []
    # The sentences of the terminal are made here, from the figures themselves, by what the pages are made with.
    for one in (plan,) if plan else load_catalogue().plans:
        overview = fetch_overview(access, one.id, day)
        if overview.as_of is None:
            continue
        if plan is None and day is not None and not (overview.days and one.start <= day <= one.deadline):
            continue  # a plan that did not run on that day, or of which nothing is known, must be asked for
        province = [progress for progress, _ in (*overview.headline, *overview.supporting)]
        shown = [found for found in (*province, *overview.cells.values()) if city in (None, found.city)]
        lines += (_status_line(found) | {"told": status_cells(found, shown, asked.lang)} for found in shown)
    yield {"result": lines}


def _status_line(progress: Progress) -> dict:
    return {
        "plan": progress.plan.id,
        "metric": progress.metric.id,
        "city": progress.city,
        "as_of": progress.as_of.isoformat(),
        "actual": _number(progress.actual),
        "target": _number(progress.target.value if progress.target else None),
        "completion": _number(progress.completion),
        "schedule": _number(progress.share),
        "lead": _number(progress.lead),
        "status": progress.status.value,
        "at_least": progress.at_least or progress.provisional,
        "actual_day": progress.actual_day.isoformat() if progress.actual_day else None,
        "remarks": [remark.slug for remark in progress.remarks],
    }


def _number(value: Decimal | Fraction | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def make_template(access: Access, asked: Asked) -> Iterator[dict]:
    """Make the workbook that a city fills in, with its targets and last figures beside each line."""
    from intake.blank.prefill import prefill_template

    place = find_city(asked.city("city") or "")
    if place is None:
        raise Refused(say("manage.no-such-city", asked.lang, text=asked.text("city") or ""))
    plan = asked.plan() or usual_plan(load_catalogue().plans, (place.code,))
    name, content = prefill_template(access, plan, place, asked.day("as_of"))
    yield {"result": {"name": name, "content": base64.b64encode(content).decode()}}


def migrate_store(access: Access, asked: Asked) -> Iterator[dict]:
    """Bring the store to the present form; opening it has done so."""
    yield {"result": {"applied": [one.name for one in access.store.migrated], "home": str(access.store.settings.home)}}


COMMANDS: dict[str, Command] = {
    "import": import_file,
    "demo": fill_with_demo,
    "status": list_status,
    "template": make_template,
    "export": export_files,
    "migrate": migrate_store,
}
