"""The body of an official paper (GB/T 9704-2012): title, 主送机关, text, list of annexes, 署名 and 成文日期."""

from collections.abc import Iterator

from briefing.brief import Brief, Section
from briefing.formats.docx.annexes import has_tables, list_annexes
from briefing.formats.docx.markup import imprint, paragraph
from briefing.formats.paper_lines import write_imprint, write_remark_lines
from wording.figures import day_text
from wording.sentences import say

_KEEP = "<w:keepNext/>"


def compose_body(brief: Brief) -> Iterator[str]:
    """Yield title, 主送机关, numbered text, list of annexes, 署名 and 成文日期."""
    lang = brief.lang
    if brief.head.number and brief.form != "text":
        centred = '<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>'
        yield paragraph("Body", brief.head.number, lang, centred)
        yield paragraph("Body", "", lang)
    yield paragraph("Title", brief.title, lang)
    yield paragraph("Body", "", lang)
    if brief.form == "text":
        yield from _compose_text(brief)
        return
    addressee = brief.addressee or say("office.no-addressee", lang)
    yield paragraph("Addressee", say("office.addressee", lang, name=addressee), lang)
    body = [paragraph("Body", text, lang) for text in (brief.opening, brief.summary) if text]
    for one in brief.sections:
        body += _compose_section(one, lang)
    if not has_tables(brief):
        body += [paragraph("Body", line, lang) for line in write_remark_lines(brief)]
    if brief.closing:
        body.append(paragraph("Body", brief.closing, lang))
    # 署名 never stands on a page of its own: the last paragraph stays with it.
    body[-1] = body[-1].replace('<w:pStyle w:val="Body"/>', f'<w:pStyle w:val="Body"/>{_KEEP}', 1)
    yield from body
    annexes = list_annexes(brief)
    if annexes:
        yield paragraph("Body", "", lang, _KEEP)
    for place, name in enumerate(annexes, 1):
        key = "office.annex-first" if place == 1 else "office.annex-next"
        # Later annexes stand below the first one's number, three characters further in.
        more = "" if place == 1 else '<w:ind w:firstLineChars="500" w:firstLine="1600"/>'
        yield paragraph("Body", say(key, lang, number=place, name=name), lang, _KEEP + more)
    yield paragraph("Body", "", lang, _KEEP)
    yield paragraph("Body", "", lang, _KEEP)
    yield paragraph("Signature", brief.signer or say("office.no-signer", lang), lang, _KEEP)
    yield paragraph("Signature", day_text(brief.issued, lang) if brief.issued else say("office.no-day", lang), lang)


def compose_imprint(brief: Brief) -> Iterator[str]:
    """Yield the 版记 at the foot of the last page: 抄送, 印发机关 and 印发日期, as far as they are known."""
    lines = write_imprint(brief)
    if lines:
        yield imprint(lines, brief.lang)


def _compose_text(brief: Brief) -> Iterator[str]:
    """Yield the text of a brief that others take over: neither addressed nor signed."""
    yield paragraph("Body", brief.summary, brief.lang)
    for one in brief.sections:
        yield from _compose_section(one, brief.lang)
    if not has_tables(brief):
        yield from (paragraph("Body", line, brief.lang) for line in write_remark_lines(brief))


def _compose_section(section: Section, lang: str) -> Iterator[str]:
    if not section.paragraphs:
        return
    if section.heading:
        yield paragraph("Heading1", f"{section.number}{section.heading}", lang)
    for one in section.paragraphs:
        yield paragraph(f"Heading{one.level}" if one.level else "Body", f"{one.number}{one.text}", lang)
