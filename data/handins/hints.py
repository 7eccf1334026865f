"""Answers that are remembered for sheets with the same head, with who gave them and when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from data.access import Access
from data.moments import aware_moment
from data.store import Writing

#: More answers than this are no memory but an attack; the oldest are no longer used.
MOST = 5000
_FIELDS = "plan, fingerprint, column_number, head, file, metric, span, unit, counted, passed, row_label"
_ANSWERS = ("metric", "span", "unit", "counted", "passed")


@dataclass(frozen=True, slots=True)
class Remembered:
    """An answer in force; `general` ones, given by someone who may review, serve everyone's sheets."""

    moment: datetime
    actor: str
    general: bool
    plan: str
    fingerprint: str
    column: int
    head: str
    file: str
    metric: str | None
    span: str | None
    unit: str | None
    counted: str | None
    passed: str | None = None
    row: str | None = None

    @property
    def key(self) -> tuple[str, str, int, str, str]:
        """What it is about; of words that change nothing also which."""
        return self.plan, self.fingerprint, self.column, self.row or "", self.passed or ""

    def as_hint(self) -> dict:
        """Return the answer as `intake.statements.hints.Hint` takes it."""
        own = {name: getattr(self, name) for name in ("plan", "fingerprint", "column", "head", *_ANSWERS)}
        return {**own, "row": self.row or ""}


def remember_hints(access: Access, hints: Iterable[Mapping], file: str) -> None:
    """Remember answers about one file; what was answered before for the same column and not now stays.

    Raises
    ------
    NotPermitted
        When the user may not hand in.
    """
    access.require("hand-in")
    known = {one.key: one for one in list_hints(access) if one.actor == access.user.name}
    with access.store.write() as writing:
        for one in hints:
            row, passed = one.get("row") or None, one.get("passed")
            old = known.get((one["plan"], one["fingerprint"], one["column"], row or "", passed or ""))
            said = {name: one.get(name) or (getattr(old, name) if old else None) for name in _ANSWERS}
            if any(said.values()):
                about = (one["plan"], one["fingerprint"], one["column"], str(one.get("head") or ""), file)
                _write(writing, access, False, (*about, *said.values(), row))


def remove_hint(access: Access, hint: Remembered) -> None:
    """Forget an answer.

    Raises
    ------
    NotPermitted
        When the user may not hand in, or it is another's and the user may not review.
    """
    access.require("hand-in" if hint.actor == access.user.name else "review")
    with access.store.write() as writing:
        row = (
            hint.plan,
            hint.fingerprint,
            hint.column,
            hint.head,
            hint.file,
            *(getattr(hint, name) for name in _ANSWERS),
            hint.row,
        )
        _write(writing, access, True, row, hint)


def _write(writing: Writing, access: Access, removed: bool, row: tuple, hint: Remembered | None = None) -> None:
    actor = hint.actor if hint else access.user.name
    general = hint.general if hint else access.may("review")
    writing.cursor.execute(
        f"INSERT INTO hint (moment, actor, general, removed, {_FIELDS}) VALUES ({', '.join('?' * 15)})",
        [writing.moment, actor, general, removed, *row],
    )


def list_hints(access: Access) -> tuple[Remembered, ...]:
    """Return the answers that serve this user's sheets, the latest first: their own, and general ones."""
    access.require("read")
    with access.store.cursor() as cursor:
        rows = cursor.execute(
            f"SELECT moment, actor, general, removed, {_FIELDS} FROM hint ORDER BY moment, column_number"
        ).fetchall()
    standing: dict[tuple, Remembered] = {}
    for moment, actor, general, removed, *fields in rows:
        one = Remembered(aware_moment(moment), actor, general, *fields)
        standing.pop((actor, one.key), None)
        if not removed and (general or actor == access.user.name):
            standing[actor, one.key] = one
    return tuple(reversed(list(standing.values())[-MOST:]))


def hints_for(access: Access) -> list[dict]:
    """Return what `read_file` takes as hints; a user's own answer goes before another's of the same column."""
    ranked = sorted(list_hints(access), key=lambda one: one.actor == access.user.name)
    chosen = {one.key: one for one in ranked}
    return [one.as_hint() for one in chosen.values()]
