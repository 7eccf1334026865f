"""Who corrected a figure before it was handed in, and why: told wherever the figure's origin is."""

import json
from collections import defaultdict
from collections.abc import Collection

from data.access import LOCAL_USER
from data.cursor import Cursor
from data.handins.contents import parse_grounds
from metrics.observation import Correction, Strength

#: Of a place the reporter's own says nothing of the sheet's words.
_ANSWERED = ("metric", "period", "basis", "unit")

#: Submission, sheet and cell of a figure.
Place = tuple[str, str, str]


def read_corrections(cursor: Cursor, submissions: Collection[str]) -> dict[Place, tuple[Correction, ...]]:
    """Return what was corrected or answered of the figures of these hand-ins, by the place of the figure."""
    chosen = "submission IN (SELECT unnest(CAST(? AS VARCHAR[])))"
    found: dict[Place, list[Correction]] = defaultdict(list)
    cells = cursor.execute(
        "SELECT submission, sheet, cell, facts, actor FROM finding f JOIN submission s ON s.id = f.submission"
        f" WHERE slug = 'cell-corrected' AND {chosen}",
        [list(submissions)],
    ).fetchall()
    for submission, sheet, cell, facts, actor in cells:
        reason = str(json.loads(facts).get("reason_given") or "")
        found[submission, sheet, cell].append(Correction(("value",), _told(actor), reason))
    answered = cursor.execute(
        "SELECT submission, sheet, cell, grounds, actor FROM observation o JOIN submission s ON s.id = o.submission"
        f" WHERE grounds LIKE '%\"answered\"%' AND {chosen}",
        [list(submissions)],
    ).fetchall()
    reasons = _reasons(cursor, {row[0] for row in answered})
    for submission, sheet, cell, grounds, actor in answered:
        said = tuple(
            one.dimension
            for one in parse_grounds(grounds)
            if one.strength is Strength.ANSWERED and one.dimension in _ANSWERED
        )
        if said:
            found[submission, sheet, cell].append(Correction(said, _told(actor), reasons.get(submission, "")))
    return {place: tuple(said) for place, said in found.items()}


def _told(actor: str) -> str:
    return "" if actor == LOCAL_USER.name else actor


def _reasons(cursor: Cursor, submissions: Collection[str]) -> dict[str, str]:
    """Return the words with which hand-ins were submitted that overrule what their sheets say."""
    if not submissions:
        return {}
    rows = cursor.execute(
        "SELECT submission, reason FROM submission_event e WHERE status = 'submitted' AND reason IS NOT NULL"
        " AND submission IN (SELECT unnest(CAST(? AS VARCHAR[])))"
        " AND submission IN (SELECT submission FROM finding WHERE slug = 'answer-overrules')",
        [list(submissions)],
    ).fetchall()
    return dict(rows)
