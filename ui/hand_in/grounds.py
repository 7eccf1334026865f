"""What decided each figure of a hand-in, column by column: the text, where it stands, how strongly it says so."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from html import escape

from intake.statements.hints import SPANS
from metrics.observation import Ground, Observation, Strength
from metrics.plan import Plan
from ui.hand_in.understood import place_text, rows_part
from wording.figures import day_text, month_text, span_text
from wording.sentences import say

#: The place stands in the row itself; what a column says is the same for all of its places.
SHOWN = ("metric", "period", "basis", "unit")


def ground_text(ground: Ground, plan: Plan, lang: str) -> str:
    """Return one ground as a reader looks it up: 截至2019年6月（月报 A1，继承）; an answer in words."""
    strength = say(f"ground.{ground.strength}", lang)
    text = _answer_text(ground, plan, lang) if ground.strength is Strength.ANSWERED else ground.text
    if not text:
        return say("correct.no-ground", lang) if ground.strength is Strength.ASSUMED else strength
    if not (ground.sheet or ground.cell):
        return say("ground.nowhere", lang, text=text, strength=strength)
    return say("ground.one", lang, text=text, place=place_text(ground.sheet, ground.cell), strength=strength)


def _answer_text(ground: Ground, plan: Plan, lang: str) -> str:
    """Return what was answered; a metric, a stretch of time and a month are kept by their ids."""
    text = ground.text
    if ground.dimension == "metric":
        return next((one.name.in_language(lang) for one in plan.metrics if one.id == text), text)
    if ground.dimension == "basis" and text in SPANS:
        return say(f"hint.span-{text}", lang)
    with suppress(ValueError):
        return month_text(date.fromisoformat(text), lang)
    return text


def grounds_part(statements: Sequence[Observation], plan: Plan, lang: str) -> str:
    """Return a folded table of the grounds, one line for all statements decided alike; nothing without any."""
    alike: dict[tuple, list[Observation]] = {}
    for one in statements:
        own = {by.dimension: by for by in one.grounds}
        said = tuple((own[name].text, own[name].cell, own[name].strength) for name in SHOWN if name in own)
        if said:
            alike.setdefault((one.metric, one.basis, one.start, one.end, said), []).append(one)
    if not alike:
        return ""
    head = [say(f"ground.head-{name}", lang) for name in ("read-as", "figures", "decided")]
    rows = [_row(group, plan, lang) for group in alike.values()]
    title = escape(say("ground.title", lang, count=len(rows)))
    return f'<div class="lj"><details><summary>{title}</summary>{rows_part(head, rows, wide=2)}</details></div>'


def _row(group: Sequence[Observation], plan: Plan, lang: str) -> tuple[str, ...]:
    first = group[0]
    own = {by.dimension: by for by in first.grounds}
    span = (
        span_text(first.start, first.end, lang)
        if first.start
        else say("finding.guess-until", lang, last=day_text(first.end, lang))
    )
    read_as = say(
        "ground.read-as",
        lang,
        metric=plan.metric(first.metric).short.in_language(lang),
        basis=say(f"basis.{first.basis}", lang),
        span=span,
    )
    cells = place_text(first.origin.sheet, first.origin.cell)
    figures = cells if len(group) == 1 else say("upload.and-more-cells", lang, cells=cells, count=len(group))
    texts = [
        f"<b>{escape(say(f'ground.head-{name}', lang))}</b> {escape(ground_text(own[name], plan, lang))}"
        for name in SHOWN
        if name in own
    ]
    return (escape(read_as), escape(figures), "<br>".join(texts))
