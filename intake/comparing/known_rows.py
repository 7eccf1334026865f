"""Trainings that a roster handed in before already holds."""

from typing import TYPE_CHECKING

from data.queries.roster_changes import find_correction
from data.queries.rosters import find_repeated
from intake.findings.finding import Finding
from intake.reading import Reading

if TYPE_CHECKING:
    from data.access import Access

SHOWN = 20


def find_known_rows(reading: Reading, access: "Access") -> tuple[Finding, ...]:
    """Tell the rows that repeat a training of another file; it counts once, there, if that file is accepted.

    Accepted rosters that this one covers are told as what it corrects, with the difference in rows.
    """
    plan = reading.plan or ""
    correction = find_correction(access, plan, reading.sha256, reading.kept)
    if correction is not None:
        facts = {kind: f"{count:,}" for kind, count in correction.counts.items()}
        old = correction.replaced
        facts |= {"files": "、".join(one.file for one in old), "numbers": "、".join(one.number or "" for one in old)}
        return (Finding("roster-corrects", None, None, facts),)
    count, first = find_repeated(access, plan, reading.sha256, reading.kept, SHOWN)
    found = [
        Finding(
            "row-known" if one.accepted else "row-waiting",
            one.sheet,
            f"A{one.row}",
            {"file": one.file, "sheet": one.sheet_there, "row": str(one.row_there)},
        )
        for one in first
    ]
    if count > len(first):
        found.append(Finding("row-known", None, None, {"more": f"{count - len(first):,}"}))
    return tuple(found)
