"""Trainings that a roster handed in before already holds."""

from typing import TYPE_CHECKING

from data.queries.roster_changes import find_correction
from data.queries.rosters import Repeated, find_repeated
from intake.findings.finding import Finding
from intake.reading import Reading

if TYPE_CHECKING:
    from data.access import Access

SHOWN = 20


def find_known_rows(reading: Reading, access: "Access") -> tuple[Finding, ...]:
    """Tell the rows that repeat a training of another file; it counts once, there, if that file is accepted.

    Under another name it may be another person's: both count until checked.

    Accepted rosters that this one covers are told as what it corrects, with the difference in rows.
    """
    plan = reading.plan or ""
    correction = find_correction(access, plan, reading.sha256, reading.kept)
    if correction is not None:
        facts = {kind: f"{count:,}" for kind, count in correction.counts.items()}
        old = correction.replaced
        facts |= {"files": "、".join(one.file for one in old), "numbers": "、".join(one.number or "" for one in old)}
        return (Finding("roster-corrects", None, None, facts),)
    known = find_repeated(access, plan, reading.sha256, reading.kept, SHOWN)
    found = [_tell("row-known" if one.accepted else "row-waiting", one) for one in known.first]
    if known.count > len(known.first):
        found.append(Finding("row-known", None, None, {"more": f"{known.count - len(known.first):,}"}))
    found += [_tell("row-two-names", one) for one in known.first_otherwise]
    if known.named_otherwise > len(known.first_otherwise):
        more = f"{known.named_otherwise - len(known.first_otherwise):,}"
        found.append(Finding("row-two-names", None, None, {"more": more}))
    return tuple(found)


def _tell(slug: str, one: Repeated) -> Finding:
    facts = {"file": one.file, "sheet": one.sheet_there, "row": str(one.row_there)}
    return Finding(slug, one.sheet, f"A{one.row}", facts)
