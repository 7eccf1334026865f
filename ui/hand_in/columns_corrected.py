"""各列读作, to be corrected: metric, stretch of time, last month and unit of each column or row, with their grounds."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from html import escape
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from intake.reading import Reading, UnderstoodColumn
from intake.statements.answering.answered_spans import list_spans
from intake.statements.hints import NO_METRIC, ROLES
from intake.statements.resolved import TARGETS
from intake.statements.targets import list_target_spans
from metrics.observation import Strength
from metrics.plan import Plan
from ui.escaping import plain
from ui.hand_in.column_questions import UNITS, metric_text, show_column
from ui.hand_in.grounds import ground_text
from ui.hand_in.questions import list_months
from ui.hand_in.said import answer_about, keep_said
from wording.figures import month_text
from wording.sentences import say

#: Lines that are offered at once; more are turned over like pages.
SHOWN = 6


def correct_columns(reading: Reading, plan: Plan, file: str, lang: str) -> None:
    """Offer selectors for what was read as figures; what is chosen is read at once."""
    lines = {(one.fingerprint, one.ordinal, one.row): one for one in reading.columns[::-1] if one.correctable}
    columns = list(lines.values())[::-1]
    if not columns:
        return
    with st.expander(
        say("correct.title", lang, count=len(columns)),
        icon=":material/edit_note:",
        expanded=any(one.overruled for one in columns),
        key=f"upload.correct.{file[:12]}",
    ):
        st.html(f'<div class="lj lj-muted">{escape(say("correct.note", lang))}</div>')
        months = {one.month for one in columns if one.month}
        if len(months) == 1:
            _choose_month(st.columns(4)[0], columns, months.pop(), plan, file, lang)
        pages = -(-len(columns) // SHOWN)
        page = 0
        if pages > 1:
            page = st.selectbox(
                say("correct.page", lang),
                range(pages),
                format_func=lambda at: _page_text(columns[at * SHOWN : (at + 1) * SHOWN], lang),
                key=f"upload.correct-page.{file[:12]}",
            )
        for column in columns[page * SHOWN : (page + 1) * SHOWN]:
            _correct(column, plan, file, lang, with_month=len({one.month for one in columns if one.month}) > 1)


def _correct(column: UnderstoodColumn, plan: Plan, file: str, lang: str, *, with_month: bool) -> None:
    show_column(column, lang)
    boxes = iter(st.columns(5))
    purpose = column.purpose or None
    _select(next(boxes), "role", column, ROLES, purpose, partial(_role_word, lang=lang), plan, file, lang)
    if purpose in (None, "rank", "ignored"):
        return
    ids = [*(metric.id for metric in plan.metrics), NO_METRIC]
    metric = NO_METRIC if column.role == "answered" else column.metric
    _select(next(boxes), "metric", column, ids, metric, lambda id: metric_text(id, plan, lang), plan, file, lang)
    known = plan.metric(column.metric) if column.metric else None
    if known is not None and purpose in TARGETS:
        due = partial(_due_word, lang=lang)
        _select(next(boxes), "due", column, list_target_spans(known), column.span, due, plan, file, lang)
    elif known is not None and purpose == "actual":
        names = list_spans(known, None)
        word = partial(_span_word, lang=lang)
        _select(next(boxes), "span", column, names, column.span, word, plan, file, lang)
        if with_month and (column.month or column.period is None):
            months = list_months(plan)
            month = date.fromisoformat(column.month) if column.month else None
            _select(next(boxes), "month", column, months, month, lambda day: month_text(day, lang), plan, file, lang)
    if known is not None and purpose != "rate":
        units = UNITS.get(known.unit, (known.unit,))
        _select(next(boxes), "unit", column, units, column.unit, str, plan, file, lang)


def _select(
    box: DeltaGenerator,
    name: str,
    column: UnderstoodColumn,
    values: Sequence[Any],
    current: Any,
    text: Callable[[Any], str],
    plan: Plan,
    file: str,
    lang: str,
) -> None:
    """Show one selector with its ground; the key changes with what was read, so that it shows what holds now."""
    key = f"upload.correct.{name}.{column.fingerprint}.{column.ordinal}.{column.row}.{current}.{file[:12]}"
    box.selectbox(
        say(f"correct.{name}", lang),
        values,
        index=values.index(current) if current in values else None,
        format_func=text,
        placeholder=_unread_text(name, column, lang),
        key=key,
        on_change=_keep,
        args=([column], name, key, current, plan, file),
    )
    box.caption(_ground_text(name, column, plan, lang))


def _unread_text(name: str, column: UnderstoodColumn, lang: str) -> str:
    """Return what stands in a selector where nothing was read: of what a column is for, why it is not read."""
    if name == "role" and not column.purpose:
        return say(f"reason.{column.role}", lang)
    return say("correct.unit-unprinted" if name == "unit" else "correct.unread", lang)


def _ground_text(name: str, column: UnderstoodColumn, plan: Plan, lang: str) -> str:
    if name in column.overruled or (name == "month" and "span" in column.overruled):
        return say("correct.by-reporter", lang)
    if name == "due" and not any(
        one.dimension == "period" and one.strength is Strength.STATED for one in column.grounds
    ):
        return say("correct.no-year", lang)
    dimension = {"span": "basis", "month": "period", "due": "period"}.get(name, name)
    ground = next((one for one in column.grounds if one.dimension == dimension), None)
    return plain(ground_text(ground, plan, lang)) if ground is not None else say("correct.no-ground", lang)


def _choose_month(
    box: DeltaGenerator, columns: Sequence[UnderstoodColumn], month: str, plan: Plan, file: str, lang: str
) -> None:
    """The last month is asked once for a file whose figures all end with it."""
    months, dated = list_months(plan), [one for one in columns if one.month]
    current = date.fromisoformat(month)
    key = f"upload.correct.month.{month}.{file[:12]}"
    box.selectbox(
        say("correct.month", lang),
        months,
        index=months.index(current) if current in months else None,
        format_func=lambda day: month_text(day, lang),
        placeholder=say("correct.unread", lang),
        key=key,
        on_change=_keep,
        args=(dated, "month", key, current, plan, file),
    )
    box.caption(_ground_text("month", dated[0], plan, lang))


def _keep(columns: Sequence[UnderstoodColumn], name: str, key: str, current: Any, plan: Plan, file: str) -> None:
    chosen = st.session_state.get(key)
    if chosen == current:
        return  # nobody chose: a page that is left in the middle of a run calls back for every selector
    value = chosen.isoformat() if isinstance(chosen, date) else chosen
    said = "span" if name == "due" else name
    keep_said(file, [{**answer_about(one, plan), "overrules": True, said: value} for one in columns if value])


def _span_word(name: str, lang: str) -> str:
    return say(f"hint.span-{name}", lang)


def _due_word(name: str, lang: str) -> str:
    return say(f"hint.due-{name}", lang)


def _role_word(name: str, lang: str) -> str:
    return say(f"correct.role-{name}", lang)


def _page_text(columns: Sequence[UnderstoodColumn], lang: str) -> str:
    return say("correct.page-of", lang, first=columns[0].cells, last=columns[-1].cells)
