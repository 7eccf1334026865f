"""Lines that every paper has below its text: the 注 that limits its figures, and the 版记."""

from briefing.brief import Brief
from wording.figures import day_text
from wording.sentences import say


def write_imprint(brief: Brief) -> tuple[tuple[str, str], ...]:
    """Return what stands on the left and the right of each line of the 版记; none where nothing of it is known."""
    if brief.form == "text":
        return ()
    lang, head, lines = brief.lang, brief.head, []
    if head.copies:
        lines.append((say("office.copies", lang, names=head.copies.rstrip("。.")), ""))
    if head.printed or head.printer:
        day = say("office.printed", lang, day=day_text(head.printed, lang)) if head.printed else ""
        lines.append((head.printer, day))
    return tuple(lines)


def write_remark_lines(brief: Brief) -> tuple[str, ...]:
    """Return the lines of the 注: ``注：1.…``, ``2.…``; a single one has no number."""
    lang = brief.lang
    if len(brief.remarks) == 1:
        return (say("office.remark-only", lang, text=brief.remarks[0]),)
    return tuple(
        say("office.remark-first" if number == 1 else "office.remark-next", lang, number=number, text=text)
        for number, text in enumerate(brief.remarks, 1)
    )
