"""What was understood of a file, as HTML: findings, columns, accounting, and the figures it would change."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from html import escape

from briefing.amounts import amount_text, completion_text, lead_text
from briefing.places import place_name
from data.queries.handins import Compared, Preview
from intake.findings.finding import Finding, Level
from intake.findings.messages import describe_finding
from intake.findings.places import SHOWN_CELLS, gather_alike, name_places
from intake.reading import Reading, SetAside, UnderstoodColumn
from metrics.definitions.catalogue import load_catalogue
from metrics.plan import Plan
from metrics.progress.status import Progress, Status
from ui.parts import remarks_part, status_part
from wording.figures import day_text, figure, number_text
from wording.sentences import say

SHOWN_FINDINGS, SHOWN_LINES, SHOWN_COLUMNS = 10, 10, 8
SIGNS = {
    Level.ERROR: ("✕", Status.BEHIND),
    Level.WARNING: ("！", Status.SLIGHTLY_BEHIND),
    Level.NOTE: ("○", Status.PENDING),
}
FIGURE_ROLES = ("actual", "target", "year-target", "rate")


def count_levels(reading: Reading) -> dict[Level, int]:
    """Return how many lines of findings of each level there are, with those told only by their number."""
    plan = load_catalogue().plan(reading.plan) if reading.plan else None
    told = {(one.level, describe_finding(one, plan)): _weight(one) for one in reading.findings}
    return {level: sum(weight for (own, _), weight in told.items() if own is level) for level in Level}


def _weight(finding: Finding) -> int:
    return int(str(finding.facts["more"]).replace(",", "")) if "more" in finding.facts else 1


def findings_part(findings: Iterable[Finding], plan: Plan | None, lang: str) -> str:
    """Return the findings as a table, errors first: level, place, what is wrong and what to do."""
    order = list(Level)
    # The same sentence about several cells and sheets is one line.
    alike = gather_alike(
        ((one.slug, one.level, describe_finding(one, plan, lang)), (one.sheet, one.cell))
        for one in sorted(findings, key=lambda one: order.index(one.level))
    )
    rows = [
        (level_part(level, lang), "<br>".join(map(escape, name_places(places, lang))) or "—", escape(text))
        for (_, level, text), places in alike.items()
    ]
    opened = _share_out([slug for slug, _, _ in alike])
    head = [say(f"upload.finding-{name}", lang) for name in ("level", "place", "text")]
    shape = {"wide": 2, "titles": 3}
    folded = [row for at, row in enumerate(rows) if at not in opened]
    table = rows_part(head, [rows[at] for at in sorted(opened)], **shape)
    return table + _folded(head, folded, "upload.more-findings", lang, **shape)


def _share_out(kinds: Sequence[str]) -> set[int]:
    """Return the lines to show at once: of too many some of every kind, and each kind's last, which closes it."""
    seen: Counter[str] = Counter()
    ranked, last = [], {}
    for at, kind in enumerate(kinds):
        ranked.append((seen[kind], at))
        seen[kind] += 1
        last[kind] = at
    return {at for _, at in sorted(ranked)[:SHOWN_FINDINGS]} | set(last.values())


def level_part(level: Level, lang: str) -> str:
    """Return a level by sign, word and colour."""
    sign, tone = SIGNS[level]
    return f'<span class="lj-status {tone}"><i>{sign}</i>{escape(say(f"upload.level-{level}", lang))}</span>'


def verdict_part(levels: Mapping[Level, int], blocked: str, lang: str) -> str:
    """Return in short what was found, and why that stops a hand-in where it does."""
    found = "".join(f"<span>{level_part(level, lang)} {count:,}</span>" for level, count in levels.items() if count)
    found = found or f"<span>{escape(say('upload.several-nothing-found', lang))}</span>"
    note = f'<span class="lj-muted">{escape(blocked)}</span>' if blocked else ""
    return f'<div class="lj lj-verdict" role="status">{found}{note}</div>'


def columns_part(columns: Sequence[UnderstoodColumn], plan: Plan, lang: str) -> str:
    """Return how each column was understood, the first sheet open and the others folded."""
    head = [say(f"upload.column-{name}", lang) for name in ("cells", "header", "read-as", "period", "unit", "samples")]
    sheets = list(dict.fromkeys(column.sheet for column in columns))
    parts = []
    for sheet in sheets:
        rows = [_column_row(column, plan, lang) for column in columns if column.sheet == sheet]
        if sheet == sheets[0]:
            name = f'<p class="lj-muted">{escape(say("upload.sheet", lang, sheet=sheet))}</p>'
            shown = rows_part(head, rows[:SHOWN_COLUMNS], wide=1)
            more = _folded(head, rows[SHOWN_COLUMNS:], "upload.more-columns", lang, wide=1)
            parts.append((name if len(sheets) > 1 else "") + shown + more)
        else:
            title = escape(say("upload.sheet-columns", lang, sheet=sheet, count=len(rows)))
            parts.append(f"<details><summary>{title}</summary>{rows_part(head, rows, wide=1)}</details>")
    return f'<div class="lj">{"".join(parts)}</div>'


def _column_row(column: UnderstoodColumn, plan: Plan, lang: str) -> tuple[str, ...]:
    if column.certain or column.role in FIGURE_ROLES:
        words = [plan.metric(column.metric).short.in_language(lang)] if column.metric else []
        words.append(say(f"basis.{column.basis}", lang) if column.basis else say(f"upload.role-{column.role}", lang))
        read_as = escape(say("upload.joined", lang, first=words[0], second=words[-1]) if len(words) > 1 else words[0])
    else:
        reason = say(f"reason.{column.role}", lang)
        read_as = f'<span class="lj-muted">{escape(say("upload.not-read", lang, reason=reason))}</span>'
    samples = escape("　".join(map(number_text, column.samples)))
    return (
        escape(column.cells),
        escape(column.header),
        read_as,
        _period_text(column.period, lang),
        escape(column.unit or "—"),
        samples,
    )


def _period_text(period: str | None, lang: str) -> str:
    if period is None:
        return "—"
    days = list(dict.fromkeys(date.fromisoformat(day) for day in period.split("…")))
    return "—".join(day_text(day, lang) for day in days)


def accounting_part(reading: Reading, lang: str) -> str:
    """Return the accounting of every number, and why some were set aside."""
    counts = reading.counts
    facts = {
        "numeric": f"{counts.numeric:,}",
        "read": f"{counts.read:,}",
        "compared": f"{counts.compared:,}",
        "aside": f"{counts.set_aside:,}",
    }
    sentence = f"<p>{escape(say('upload.accounting', lang, **facts))}</p>"
    reasons: dict[str, list[SetAside]] = {}
    for one in reading.set_aside:
        reasons.setdefault(one.reason, []).append(one)
    if not reasons:
        return f'<div class="lj">{sentence}</div>'
    rows = [
        (escape(say(f"reason.{reason}", lang)), str(len(cells)), escape(_cells_text(cells, lang)))
        for reason, cells in sorted(reasons.items(), key=lambda item: -len(item[1]))
    ]
    head = [say(f"upload.aside-{name}", lang) for name in ("reason", "count", "cells")]
    table, title = rows_part(head, rows, right=1, wide=2), escape(say("upload.aside-title", lang))
    return f'<div class="lj">{sentence}<details><summary>{title}</summary>{table}</details></div>'


def _cells_text(cells: Sequence[SetAside], lang: str) -> str:
    """Write places as ranges down a column (月报 A5:A20), the first few of them."""
    runs: list[list[str]] = []
    sheets = list(dict.fromkeys(one.sheet for one in cells))
    places = {(one.sheet, one.cell) for one in cells}
    for sheet, cell in sorted(places, key=lambda place: (sheets.index(place[0]), *_by_column(place[1]))):
        letters, row = _split_cell(cell)
        if runs and runs[-1][0] == sheet and _split_cell(runs[-1][-1]) == (letters, row - 1):
            runs[-1].append(cell)
        else:
            runs.append([sheet, cell])
    texts = [place_text(run[0], run[1] if len(run) == 2 else f"{run[1]}:{run[-1]}") for run in runs]
    shown = say("upload.list-comma", lang).join(texts[:SHOWN_CELLS])
    return say("upload.and-more", lang, cells=shown) if len(texts) > SHOWN_CELLS else shown


def _by_column(cell: str) -> tuple[int, str, int]:
    letters, row = _split_cell(cell)
    return len(letters), letters, row


def _split_cell(cell: str) -> tuple[str, int]:
    letters = cell.rstrip("0123456789")
    return letters, int(cell[len(letters) :] or 0)


def preview_part(preview: Preview, lang: str) -> str:
    """Return the figures that acceptance would change, today's beside them, the province first."""
    changed = [one for one in (*preview.province, *preview.lines) if one.changed]
    seen = len(preview.province) + len(preview.lines)
    judged = sum(one.is_judged_anew for one in changed)
    counts = {"changed": len(changed) - judged, "same": seen - len(changed)}
    note = say("upload.preview-note", lang, day=day_text(preview.as_of, lang), **counts)
    if judged:
        counts = {"judged": judged, **counts}
        note = say("upload.preview-judged", lang, day=day_text(preview.as_of, lang), **counts)
    names = ("metric", "city", "before", "after", "completion", "lead", "status")
    head = [say(f"upload.preview-{name}", lang) for name in names]
    rows = [_compared_row(one, lang) for one in changed]
    # The remarks of a status are sentences: they break where the page ends.
    shape = {"wide": len(head) - 1}
    body = rows_part(head, rows[:SHOWN_LINES], **shape) if rows else ""
    body += _folded(head, rows[SHOWN_LINES:], "upload.more-figures", lang, **shape)
    return f'<div class="lj"><p class="lj-muted">{escape(note)}</p>{body}</div>'


def previews_part(look: Callable[[date | None], Preview], last_end: date | None, lang: str) -> str:
    """Judge at the file's own last day; what changes at a later as-of day stands below."""
    own, latest = look(last_end), look(None)
    later = latest.as_of > own.as_of and any(one.changed for one in (*latest.lines, *latest.province))
    return preview_part(own, lang) + (preview_part(latest, lang) if later else "")


def _compared_row(one: Compared, lang: str) -> tuple[str, ...]:
    texts = (
        one.metric.short.in_language(lang),
        place_name(one.city, lang),
        _amount_text(one.before, (one.after,), lang),
        _amount_text(one.after, (one.before,), lang),
        completion_text(one.after, lang),
        lead_text(one.after, lang),
    )
    known = {remark.slug for remark in one.before.remarks}
    new = replace(one.after, remarks=tuple(remark for remark in one.after.remarks if remark.slug not in known))
    cells = [escape(text) for text in texts]
    for place in (2, 3):  # amounts beside targets may take two lines
        cells[place] = f'<span class="lj-wrap">{cells[place]}</span>'
    status = status_part(one.after.status, lang)
    if one.is_judged_anew:
        status = f"{status_part(one.before.status, lang)} → {status}"
    return (*cells, status + remarks_part(new, lang))


def _amount_text(progress: Progress, beside: Sequence[Progress], lang: str) -> str:
    """Write actual over target; where only 本年累计 is known, that alone."""
    if progress.actual is None and progress.year_total is not None:
        return say("upload.year-alone", lang, amount=figure(progress.year_total, progress.metric.unit, lang))
    return amount_text(progress, lang, beside)


def place_text(sheet: str | None, cell: str | None) -> str:
    """Return sheet and cell as a reader looks them up; a dash for the whole file."""
    return " ".join(part for part in (sheet, cell) if part) or "—"


def rows_part(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    right: int | None = None,
    wide: int | None = None,
    titles: int = 2,
) -> str:
    """Return a table; the cells are HTML already, the head is text.

    On a narrow page each row becomes a block: the first `titles` cells head it, the others carry their label.
    """

    def shape(column: int) -> str:
        label = f' data-label="{escape(head[column])}"' if column >= titles else ""
        return (" class=n" if column == right else " class=w" if column == wide else "") + label

    top = "".join(f"<th{' class=n' if column == right else ''}>{escape(text)}</th>" for column, text in enumerate(head))
    body = "".join(
        "<tr>" + "".join(f"<td{shape(column)}>{cell}</td>" for column, cell in enumerate(row)) + "</tr>" for row in rows
    )
    return f'<div class="lj lj-table lj-stack"><table><tr>{top}</tr>{body}</table></div>'


def _folded(head: Sequence[str], rows: Sequence[Sequence[str]], key: str, lang: str, **shape: int) -> str:
    if not rows:
        return ""
    title = escape(say(key, lang, count=len(rows)))
    return f'<div class="lj"><details><summary>{title}</summary>{rows_part(head, rows, **shape)}</details></div>'
