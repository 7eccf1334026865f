"""A column that its head leaves open is shown with its figures, the guess and the choices; the answer is remembered."""

from collections.abc import Callable, Sequence
from datetime import date
from html import escape
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.access import Access
from data.handins.hints import Remembered, list_hints, remove_hint
from data.moments import BEIJING
from intake.reading import Reading, UnderstoodColumn
from intake.statements.hints import NO_METRIC, SPANS
from metrics.definitions.catalogue import load_catalogue
from metrics.plan import Plan
from ui.hand_in.questions import list_months, offer_choice
from ui.hand_in.receipt import attempt
from ui.hand_in.said import answer_about, keep_said
from wording.figures import day_text, month_text, number_text
from wording.sentences import say

T = TypeVar("T")

SHOWN, SHOWN_HINTS = 10, 30
UNITS = {"人次": ("人次", "千人次", "万人次"), "个": ("个",), "%": ("%",)}


def ask_columns(reading: Reading, file: str, lang: str) -> None:
    """Ask about every column that an answer may settle."""
    # One question for a column that several sheets have alike.
    open_ones = {(one.fingerprint, one.ordinal, one.row): one for one in reversed(reading.columns) if one.asks}
    columns = list(open_ones.values())[::-1]
    if not columns or reading.plan is None:
        return
    plan = load_catalogue().plan(reading.plan)
    with st.container(border=True), st.form(f"upload.columns.{file[:12]}", border=False):
        st.markdown(f"**{say('hint.title', lang, count=len(columns))}**")
        st.html(f'<div class="lj lj-muted">{escape(say("hint.note", lang))}</div>')
        for column in columns[:SHOWN]:
            _ask(column, plan, file, lang)
        if any(choice.endswith("|") for column in columns[:SHOWN] for choice in column.choices):
            months = list_months(plan)
            question, unanswered = say("hint.ask-month", lang), say("hint.no-answer", lang)
            offer_choice(
                st.columns(3)[0],
                question,
                months,
                None,
                lambda day: month_text(day, lang),
                unanswered,
                f"upload.column-month.{file[:12]}",
            )
        st.form_submit_button(
            say("hint.submit", lang),
            icon=":material/refresh:",
            type="primary",
            on_click=_keep,
            args=(columns[:SHOWN], plan, file),
        )
    if st.session_state.pop(f"upload.columns-unanswered.{file[:12]}", False):
        st.warning(say("upload.unused-nothing", lang), icon=":material/info:")


def show_column(column: UnderstoodColumn, lang: str) -> None:
    """Say which column is spoken of: where it stands, its head, and some of its figures."""
    place = say(
        "hint.column",
        lang,
        sheet=column.sheet,
        cells=column.cells,
        header=column.header or "—",
        samples="　".join(map(number_text, column.samples)),
    )
    st.html(f'<div class="lj">{escape(place)}</div>')


def _ask(column: UnderstoodColumn, plan: Plan, file: str, lang: str) -> None:
    show_column(column, lang)
    boxes = iter(st.columns(3))
    if "metric" in column.asks:
        ids = [*(metric.id for metric in plan.metrics), NO_METRIC]
        _choose(next(boxes), "metric", column, file, ids, column.guess, lambda id: metric_text(id, plan, lang), lang)
    if "span" in column.asks:
        choices = [choice.split("|") for choice in column.choices]
        texts = {name: _span_text(name, first, last, plan, lang) for name, first, last in choices}
        guess = _guess_span(column, plan, list(texts))
        _choose(next(boxes), "span", column, file, list(texts), guess, texts.__getitem__, lang)
    if "due" in column.asks:
        names = [choice.partition("|")[0] for choice in column.choices]
        due = "year_to_date" if column.role == "year-target" else "standing"
        _choose(next(boxes), "due", column, file, names, due, lambda name: say(f"hint.due-{name}", lang), lang)
    if "unit" in column.asks:
        unit = plan.metric(column.metric).unit if column.metric else "个"
        units = UNITS.get(unit, (unit,))
        fraction = any("." in sample for sample in column.samples)
        _choose(next(boxes), "unit", column, file, units, units[-1] if fraction else units[0], str, lang)


def _choose(
    box: DeltaGenerator,
    name: str,
    column: UnderstoodColumn,
    file: str,
    values: Sequence[T],
    guess: T | None,
    text: Callable[[T], str],
    lang: str,
) -> None:
    question, unanswered = say(f"hint.ask-{name}", lang), say("hint.no-answer", lang)
    offer_choice(box, question, values, guess, text, unanswered, _key(name, column, file))


def _key(name: str, column: UnderstoodColumn, file: str) -> str:
    return f"upload.column.{name}.{column.fingerprint}.{column.ordinal}.{column.row}.{file[:12]}"


def _keep(columns: Sequence[UnderstoodColumn], plan: Plan, file: str) -> None:
    """Keep the answers for this file; the one month of a file serves every column whose last month is open."""
    month: date | None = st.session_state.get(f"upload.column-month.{file[:12]}")
    hints, answers = [], []
    for column in columns:
        # Which target it is, is a stretch of time, too.
        said = {"span" if ask == "due" else ask: st.session_state.get(_key(ask, column, file)) for ask in column.asks}
        if month and any(choice.endswith("|") for choice in column.choices):
            said["month"] = month.isoformat()
        answers.append(said)
        hints.append({**answer_about(column, plan), **said})
    st.session_state[f"upload.columns-unanswered.{file[:12]}"] = not any(any(said.values()) for said in answers)
    keep_said(file, hints)


def list_remembered(access: Access, lang: str) -> None:
    """List the answers that are remembered, each with a button to forget it."""
    hints = list_hints(access)
    if not hints:
        return
    with st.expander(say("hint.remembered", lang, count=len(hints)), icon=":material/history_edu:"):
        for number, hint in enumerate(hints[:SHOWN_HINTS]):
            text, button = st.columns([6, 1], vertical_alignment="center")
            text.html(f'<div class="lj">{escape(_remembered_text(hint, lang))}</div>')
            if hint.actor == access.user.name or access.may("review"):
                button.button(
                    say("hint.forget", lang),
                    key=f"upload.forget.{number}.{hint.moment.isoformat()}",
                    on_click=attempt,
                    args=(lambda hint=hint: remove_hint(access, hint), lang),
                )
        if len(hints) > SHOWN_HINTS:
            st.caption(say("hint.more", lang, count=len(hints) - SHOWN_HINTS))


def _remembered_text(hint: Remembered, lang: str) -> str:
    plan = next((one for one in load_catalogue().plans if one.id == hint.plan), None)
    said = []
    if hint.metric and plan:
        said.append(metric_text(hint.metric, plan, lang))
    if hint.span in SPANS:
        said.append(say(f"hint.span-{hint.span}", lang))
    if hint.unit:
        said.append(hint.unit)
    if hint.passed:
        said.append(say("finding.answer-words", lang, words=hint.passed))
    if hint.counted:
        said.append(say(f"hint.{hint.counted}", lang))
    day = day_text(hint.moment.astimezone(BEIJING).date(), lang)
    return say(
        "hint.one",
        lang,
        head=hint.head or "—",
        answer=say("chart.semicolon", lang).join(said),
        actor=hint.actor,
        day=day,
        file=hint.file,
    )


def metric_text(id: str, plan: Plan, lang: str) -> str:
    """Return a metric's name, or that it is none of the plan's."""
    if id == NO_METRIC:
        return say("finding.answer-no-metric", lang)
    return next((metric.name.in_language(lang) for metric in plan.metrics if metric.id == id), id)


def _span_text(name: str, first: str, last: str, plan: Plan, lang: str) -> str:
    word = say(f"hint.span-{name}", lang)
    if not last:
        return word
    start = date.fromisoformat(first) if first else plan.start if name == "since_start" else None
    until = day_text(date.fromisoformat(last), lang)
    if start is None:
        return say("hint.span-until", lang, span=word, last=until)
    return say("hint.span-days", lang, span=word, first=day_text(start, lang), last=until)


def _guess_span(column: UnderstoodColumn, plan: Plan, names: Sequence[str]) -> str | None:
    stock = column.metric is not None and plan.metric(column.metric).kind.level
    so_far = "累计" in column.header or "cumulative" in column.header.lower()
    likely = "standing" if stock else "year_to_date" if so_far else "month"
    return likely if likely in names else names[0] if names else None
