"""The lines of the 版记: 抄送, and who printed the paper when."""

from briefing.brief import Brief
from wording.figures import day_text
from wording.sentences import say


def write_imprint(brief: Brief) -> tuple[tuple[str, str], ...]:
    """Return what stands on the left and the right of each line of the 版记; none where the office has written neither."""
    if brief.form == "text":
        return ()
    lang, head, lines = brief.lang, brief.head, []
    if head.copies:
        lines.append((say("office.copies", lang, names=head.copies.rstrip("。.")), ""))
    if head.printed or head.printer:
        day = say("office.printed", lang, day=day_text(head.printed, lang)) if head.printed else ""
        lines.append((head.printer, day))
    return tuple(lines)
