"""What was written on papers, remembered for the next: 主送机关, 署名, 文号, 抄送, 印发, and own paragraphs."""

import re
from dataclasses import fields, replace
from datetime import date
from typing import Any

from data.access import Access
from data.errors import GovernmentWithoutConsent
from data.letterhead import PARTS, Letterhead, OwnParagraph
from data.moments import aware_moment
from wording.figures import write_document_number
from wording.personal import hide_numbers

_GOVERNMENTS = re.compile("人民政府|行政公署|行署|政府")
_LONGEST = {"text": 4000, "line": 300}


_NAMES = tuple(one.name for one in fields(Letterhead))


def remember_letterhead(access: Access, plan: str, reader: str, as_of: date, head: Letterhead) -> Letterhead:
    """Remember how papers of a plan to a reader are headed; return it as it is kept.

    Parameters
    ----------
    reader
        `data.letterhead.ALL`, or the code of the place that a letter goes to.

    Raises
    ------
    NotPermitted
        When the user may not write papers.
    GovernmentWithoutConsent
        When it addresses a government without 经省政府同意.
    """
    access.require("write-papers")
    # Only the lines of text; the days and the consent stay as they are.
    given = {name: getattr(head, name) for name in _NAMES}
    lines: dict[str, Any] = {
        name: hide_numbers(text.strip())[: _LONGEST["line"]] for name, text in given.items() if isinstance(text, str)
    }
    lines |= {name: write_document_number(lines[name]) for name in ("number", "basis")}
    head = replace(head, **lines)
    if _GOVERNMENTS.search(head.addressee) and not head.consent:
        raise GovernmentWithoutConsent(addressee=head.addressee)
    marks = ", ".join("?" for _ in range(5 + len(_NAMES)))
    with access.store.write() as writing:
        values = [getattr(head, name) for name in _NAMES]
        writing.cursor.execute(
            f"INSERT INTO letterhead (moment, actor, plan, reader, as_of, {', '.join(_NAMES)}) VALUES ({marks})",
            [writing.moment, access.user.name, plan, reader, as_of, *values],
        )
    return head


def letterhead_for(access: Access, plan: str, reader: str, as_of: date) -> Letterhead:
    """Return how a paper is headed: as last remembered for its reader, else for others, without their addressee.

    文号, 成文日期 and 印发日期 come only from a paper of the same reader and as-of day: last month's would be false.
    """
    access.require("read")
    with access.store.cursor() as cursor:
        rows = cursor.execute(
            f"SELECT reader, as_of, {', '.join(_NAMES)} FROM letterhead WHERE plan = ? ORDER BY moment DESC", [plan]
        ).fetchall()
    own = next((row for row in rows if row[0] == reader), None)
    row = own or next(iter(rows), None)
    if row is None:
        return Letterhead()
    head = Letterhead(*row[2:])
    if own is None:
        head = replace(head, addressee="", copies="", consent=False)
    if own is None or row[1] != as_of:
        head = replace(head, number="", issued=None, printed=None)
    return head


def remember_paragraphs(access: Access, plan: str, scope: str, as_of: date, contents: dict[str, str]) -> None:
    """Keep the writer's own paragraphs by part; an emptied one is kept as empty.

    Raises
    ------
    NotPermitted
        When the user may not write papers.
    KeyError
        When there is no such part.
    """
    access.require("write-papers")
    known = {one.part: one.content for one in paragraphs_of(access, plan, scope)}
    if unknown := set(contents) - set(PARTS):
        raise KeyError(min(unknown))
    changed = {part: hide_numbers(text.strip())[: _LONGEST["text"]] for part, text in contents.items()}
    changed = {part: text for part, text in changed.items() if text != known.get(part, "")}
    if not changed:
        return
    with access.store.write() as writing:
        for part, text in changed.items():
            writing.cursor.execute(
                "INSERT INTO own_paragraph (moment, actor, plan, scope, part, as_of, content)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                [writing.moment, access.user.name, plan, scope, part, as_of, text],
            )


def paragraphs_of(access: Access, plan: str, scope: str) -> tuple[OwnParagraph, ...]:
    """Return the writer's own paragraphs that stand for papers of that scope, in the order of `PARTS`."""
    access.require("read")
    with access.store.cursor() as cursor:
        rows = cursor.execute(
            "SELECT part, content, as_of, actor, moment FROM own_paragraph"
            " WHERE plan = ? AND scope = ? ORDER BY moment",
            [plan, scope],
        ).fetchall()
    latest = {
        part: OwnParagraph(part, content, day, actor, aware_moment(moment))
        for part, content, day, actor, moment in rows
    }
    return tuple(latest[part] for part in PARTS if part in latest and latest[part].content)
