"""The 注 below a text or a table: what limits its figures, in numbered lines."""

from briefing.brief import Brief
from wording.sentences import say


def write_remark_lines(brief: Brief) -> tuple[str, ...]:
    """Return the lines of the 注: ``注：1.…``, ``2.…``; a single one has no number."""
    lang = brief.lang
    if len(brief.remarks) == 1:
        return (say("office.remark-only", lang, text=brief.remarks[0]),)
    return tuple(
        say("office.remark-first" if number == 1 else "office.remark-next", lang, number=number, text=text)
        for number, text in enumerate(brief.remarks, 1)
    )
