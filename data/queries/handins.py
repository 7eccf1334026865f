"""Hand-ins for the pages: the list, one of them, and the file behind it."""

from data.access import Access
from data.errors import UnknownSubmission
from data.handin import State, Submission
from data.originals import read_original
from data.records import read_submissions
from data.standing import read_book
from data.submissions import judge_standing, mark_superseded, read_submission


def find_submission(access: Access, id: str) -> Submission:
    """Return one submission; raise `UnknownSubmission` when there is none that the user may see."""
    access.require("read")
    with access.store.cursor() as cursor:
        found = judge_standing(cursor, read_submission(cursor, id))
    if not _visible(access, found):
        raise UnknownSubmission(id=id)
    return found


def list_submissions(access: Access, plan: str | None = None) -> tuple[Submission, ...]:
    """Return what the user may see, latest change first: a reviewer all, others their own and what was accepted."""
    access.require("read")

    def read() -> tuple[Submission, ...]:
        with access.store.cursor() as cursor:
            found = read_submissions(cursor, plan=plan)
            standing = {one: read_book(cursor, one).standing for one in {each.plan for each in found}}
        return tuple(mark_superseded(one, standing[one.plan]) for one in found)

    return tuple(one for one in access.store.remember(("submissions", plan), read) if _visible(access, one))


def original_of(access: Access, id: str) -> tuple[str, bytes]:
    """Return name and content of the file behind a submission, verified.

    Raises
    ------
    OriginalDamaged
        When the kept file is missing or changed.
    """
    found = find_submission(access, id)
    return found.file, read_original(access.store.settings.originals, found.sha256)


def _visible(access: Access, found: Submission) -> bool:
    decided = found.status in (State.ACCEPTED, State.SUPERSEDED)
    return decided or access.may("review") or found.actor == access.user.name
