"""The slides of a deck, one function each: what stands where."""

from collections.abc import Sequence

from briefing.brief import Brief
from briefing.charts.chart import Bullet, BulletRow, Chart, Matrix, StatusMap
from briefing.formats.native.charts import draw_native
from briefing.formats.native.markup import Look, text_width
from briefing.formats.native.shapes import CONTENT, PER_MM, POINT, Box, Run
from briefing.formats.native.text import SLIDE
from briefing.formats.native.titles import list_statuses
from briefing.formats.paper_lines import write_remark_lines
from briefing.formats.pptx.map import add_map
from briefing.formats.pptx.package import Deck, Slide
from briefing.formats.pptx.plan import SlideLine, SlidePlan, first_clause
from briefing.formats.pptx.tables import TableCell, add_matrix, add_table, head_row, split_matrix
from briefing.formats.source_lines import SourceLine, group_sources
from briefing.palette import LIGHT, SIGNS, contrast_ink
from metrics.progress.status import Status
from wording.figures import day_text
from wording.sentences import say

_KEY_HEIGHT = 230_000
_NOTE_SIZE = 9.5
_MOST_TEXT = 1_350_000


def add_cover(deck: Deck, brief: Brief) -> None:
    """Put the title slide: title, cut-off day of the data, who signs."""
    slide = deck.add_slide("cover", brief.title)
    lines = [say("office.as-of", brief.lang, day=day_text(brief.as_of, brief.lang))]
    if brief.signer and "【" not in brief.signer:
        lines.append(brief.signer)
    slide.fill_body(lines)
    deck.finish(slide, [brief.title, *lines])


def add_answer(deck: Deck, brief: Brief) -> None:
    """Put the answer: the sentence, and each metric's figure against its target."""
    slide = deck.add_slide("chart", brief.message or first_clause([brief.summary]) or say("office.answer", brief.lang))
    rows = _headline_rows(brief)
    box = CONTENT
    if brief.remarks:
        told = write_remark_lines(brief)
        box, foot = box.above(_text_height(told, _NOTE_SIZE, box.width), 60_000)
        slide.canvas.add_text(foot, [[Run(line, _NOTE_SIZE, LIGHT.muted)] for line in told], "remarks")
    if brief.length in ("sentence", "paragraph"):  # no cover says it
        head, box = box.below(_text_height([brief.title], 13, box.width), 40_000)
        slide.canvas.add_text(head, [[Run(brief.title, 13, LIGHT.muted, True)]], "title", anchor="ctr")
    size = next((one for one in (18, 16, 14) if _text_height([brief.summary], one, box.width) <= _MOST_TEXT), 12)
    strip, rest = box.below(_text_height([brief.summary], size, box.width) + 100_000, 120_000)
    slide.canvas.add_text(strip, [[Run(brief.summary, size)]], "summary", anchor="ctr")
    if rows:
        for place, row in enumerate(rows):
            across = min(len(rows), 3)
            lines = -(-len(rows) // across)
            tall = min(1_900_000, (rest.height - 160_000 * (lines - 1)) // lines)
            band = Box(rest.x, rest.y + (place // across) * (tall + 160_000), rest.width, tall)
            _add_card(slide, band.split(across)[place % across], row, brief.lang)
    else:
        first = next((one for one in brief.charts if not isinstance(one, Matrix | StatusMap)), None)
        if first is not None:
            _add_chart(deck, slide, rest, first)
    limits = () if "sources" in brief.annexes else brief.notes
    deck.finish(slide, _notes_of(brief, [brief.summary, *limits], [], list(brief.clauses)))


def _headline_rows(brief: Brief) -> Sequence[BulletRow]:
    """Return the metrics of the first chart that has them a row each, as the title counts; too many are left to it."""
    for chart in brief.charts:
        if isinstance(chart, Bullet) and chart.rows and not chart.rows[0].key.isdigit():
            return chart.rows if len(chart.rows) <= 6 else ()
    return ()


def _add_card(slide: Slide, box: Box, row: BulletRow, lang: str) -> None:
    colour = LIGHT.statuses[row.status]
    slide.canvas.add_bar(box, LIGHT.shade, row.label)
    slide.canvas.add_bar(Box(box.x, box.y, 60_000, box.height), colour, row.label)
    inner = Box(box.x + 180_000, box.y + 90_000, box.width - 300_000, box.height - 180_000)
    size = 14.0 if text_width(row.label, 14) * PER_MM < inner.width else 11.0
    # Letters of other machines are wider: a unit must not be torn in two.
    big = next((one for one in (26.0, 22.0, 20.0) if text_width(row.text, one) * PER_MM * 1.12 < inner.width), 16.0)
    slide.canvas.add_text(
        Box(inner.x, inner.y, inner.width, inner.height - 380_000),
        [[Run(row.label, size, LIGHT.muted)], [Run(row.text, big, LIGHT.primary, True)]],
        row.label,
        anchor="ctr",
        spacing=4,
    )
    foot = Box(inner.x, inner.y + inner.height - 340_000, inner.width, 340_000)
    word = f"{SIGNS[row.status]} {say(f'status.{row.status}', lang)}"
    wide = min(inner.width, round((text_width(word, 13) + 8) * PER_MM))
    plate, written = Box(foot.x, foot.y, wide, foot.height), [[Run(word, 13, contrast_ink(colour), True)]]
    slide.canvas.add_text(plate, written, row.label, fill=colour, align="ctr", anchor="ctr")
    if row.share:
        text, room = say("chart.completion-is", lang, share=row.share), inner.width - wide - 120_000
        text = text if text_width(text, 13) * PER_MM < room * 0.95 else row.share
        beside = Box(foot.x + wide + 120_000, foot.y, room, foot.height)
        slide.canvas.add_text(beside, [[Run(text, 13)]], row.label, anchor="ctr")


def add_planned(deck: Deck, brief: Brief, plan: SlidePlan) -> None:
    """Put a slide of charts with its text; text that leaves the charts too little room gets slides of its own."""
    box, texts = CONTENT, [line.text for line in plan.lines]
    if not plan.charts:
        add_text_slides(deck, brief, plan.title, plan.lines)
        return
    size = next((one for one in (14, 13, 12) if _text_height(texts, one, box.width) <= _MOST_TEXT), 0)
    if texts and not size:
        add_text_slides(deck, brief, first_clause(texts) or plan.title, plan.lines)
        texts = []
    slide = deck.add_slide("chart", plan.title)
    if texts:
        strip, box = box.below(_text_height(texts, size, box.width) + 20_000)
        slide.canvas.add_text(strip, [[Run(text, size)] for text in texts], "text", spacing=3)
    statuses = list_statuses(*plan.charts)
    if statuses:
        box, key = box.above(_KEY_HEIGHT)
        _add_key(slide, key, statuses, brief.lang)
    for place, chart in zip(box.split(len(plan.charts)), plan.charts, strict=True):
        _add_chart(deck, slide, place, chart)
    deck.finish(slide, _notes_of(brief, texts, plan.charts, []))


def _add_chart(deck: Deck, slide: Slide, box: Box, chart: Chart) -> None:
    """Put a chart with its own notes below it."""
    notes = "　".join(chart.notes)
    if notes:
        box, strip = box.above(_text_height([notes], _NOTE_SIZE, box.width), 20_000)
        slide.canvas.add_text(strip, [[Run(notes, _NOTE_SIZE, LIGHT.muted)]], "notes")
    if isinstance(chart, StatusMap):
        heading, box = box.below(320_000, 0)
        size = next((one for one in (14, 12, 10, 8) if text_width(chart.title, one) * PER_MM < box.width), 7)
        slide.canvas.add_text(heading, [[Run(chart.title, size, bold=True)]], chart.title, align="ctr", anchor="ctr")
        add_map(slide.canvas, box, chart, 10 if box.width > 5_000_000 else 9)
        return
    look = Look(box.width / PER_MM, box.height / PER_MM, 12, SLIDE)
    drawn = draw_native(chart, look)
    if drawn is None:
        slide.canvas.add_text(box, [[Run(chart.alternative, 14, LIGHT.muted)]], chart.title, align="ctr", anchor="ctr")
        return
    slide.canvas.add_chart(box, chart.title, chart.alternative, deck.add_chart(slide, drawn))


def _add_key(slide: Slide, box: Box, statuses: Sequence[Status], lang: str) -> None:
    """Say in word and sign what each colour means."""
    runs = []
    for status in statuses:
        runs.append(Run("■ ", 12, LIGHT.statuses[status]))
        runs.append(Run(f"{SIGNS[status]} {say(f'status.{status}', lang)}　　", 11, LIGHT.muted))
    slide.canvas.add_text(box, [runs], "key", align="ctr", anchor="ctr")


def add_text_slides(deck: Deck, brief: Brief, title: str, lines: Sequence[SlideLine], size: float = 16) -> None:
    """Put text, on as many slides as it needs; a head is never the last line of one."""
    page: list[SlideLine] = []
    done: list[list[SlideLine]] = []
    whole = [line.text for line in lines]
    fits = (one for one in (size, size - 1, size - 2) if _text_height(whole, one, CONTENT.width, 8) <= CONTENT.height)
    size = next(fits, size)

    def close() -> None:
        own = first_clause([one.text for one in page if not one.head]) if done else ""
        done.append(page)
        slide = deck.add_slide("chart", own or title)
        runs = [[Run(one.text, size, LIGHT.primary if one.head else LIGHT.ink, one.head)] for one in page]
        slide.canvas.add_text(CONTENT, runs, "text", spacing=8)
        deck.finish(slide, _notes_of(brief, [one.text for one in page], [], []))

    for place, line in enumerate(lines):
        together = [*page, line, *(lines[place + 1 : place + 2] if line.head else ())]
        if page and _text_height([one.text for one in together], size, CONTENT.width, 8) > CONTENT.height:
            close()
            page.clear()
        page.append(line)
    if page:
        close()


def add_matrices(deck: Deck, brief: Brief) -> None:
    """Put the status matrix, on several slides when it is long or wide."""
    matrix = brief.matrix
    if matrix is None or not matrix.rows:
        return
    for rows, columns in split_matrix(matrix):
        slide = deck.add_slide("chart", matrix.message or matrix.title)
        add_matrix(slide.canvas, CONTENT, matrix, rows, columns)
        deck.finish(slide, _notes_of(brief, [], [matrix], []))


def add_notes(deck: Deck, brief: Brief) -> None:
    """Put what limits the figures: 口径, 未报, and the clauses of the targets."""
    lines = [SlideLine(text) for text in brief.notes]
    if brief.clauses:
        lines += [SlideLine(say("office.clauses", brief.lang), True), *map(SlideLine, brief.clauses)]
    add_text_slides(deck, brief, say("office.notes", brief.lang), lines, 14)


def add_sources(deck: Deck, brief: Brief) -> None:
    """Put where the figures were read: one row a sheet; every cell stands in the speaker notes."""
    lines = group_sources(brief.sources)
    per = 14
    for start in range(0, len(lines), per):
        some = lines[start : start + per]
        slide = deck.add_slide("chart", say("office.sources", brief.lang))
        keys = ("office.file", "office.sheet", "office.cells")
        table = [head_row([say(key, brief.lang) for key in keys], ("l", "l", "l"))]
        for one in some:
            cells = _shorten(", ".join(one.cells), 70)
            count = say("office.cell-count", brief.lang, count=one.count)
            table.append([TableCell(one.file), TableCell(one.sheet), TableCell(f"{cells}{count}")])
        name = say("office.sources", brief.lang)
        add_table(slide.canvas, CONTENT, table, (4, 2, 5), name, "", size=11, height=330_000)
        deck.finish(slide, [_source_text(one) for one in some])


def _shorten(text: str, most: int) -> str:
    return text if len(text) <= most else text[: text.rfind(",", 0, most)] + " …"


def _source_text(one: SourceLine) -> str:
    place = f"{one.file} · {one.sheet}" if one.sheet else one.file
    return f"{place}: {', '.join(one.cells)}" if one.cells else place


def _notes_of(brief: Brief, texts: Sequence[str], charts: Sequence[Chart], clauses: Sequence[str]) -> list[str]:
    """Return the speaker notes: text, each chart in words, clauses, and every cell behind the charts."""
    lines = [*texts, *(chart.alternative for chart in charts), *clauses]
    if charts and brief.clauses:
        lines += [say("office.clauses", brief.lang), *brief.clauses]
    sources = group_sources(source for chart in charts for source in chart.sources)
    if sources:
        lines += [say("office.sources", brief.lang), *(_source_text(one) for one in sources)]
    return lines


def _text_height(texts: Sequence[str], size: float, width: int, spacing: float = 3) -> int:
    """Return about how high these paragraphs stand; a little more, so that nothing is cut off."""
    lines = sum(max(1, -(-round(text_width(text, size) * PER_MM * 1.03) // width)) for text in texts)
    return round((lines * size * 1.32 + max(0, len(texts) - 1) * spacing) * POINT)
