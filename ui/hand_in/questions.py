"""What a sheet leaves open is asked for, with the guess preselected; an answer reads the file again."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from briefing.places import place_name
from data.reference.places import find_city
from intake.findings.finding import Finding
from intake.reading import Reading
from intake.words.finding_periods import find_only_period
from metrics.months import list_month_ends, month_end
from metrics.plan import Plan
from ui.session import catalogue
from wording.figures import month_text
from wording.sentences import say

T = TypeVar("T")

OPEN = {
    "unknown-period",
    "ambiguous-period",
    "uncertain-reading",
    "ambiguous-place",
    "unknown-city",
    "plan-assumed",
    "plan-open",
    "hint-contradicted",
    "outside-own-city",
    "document-day-open",
}
SPANS = ("month", "year", "until")
#: No document of ours is older.
FIRST_DAY = date(2000, 1, 1)
QUESTIONS = ("plan", "city", "month", "span")


def leaves_open(finding: Finding) -> bool:
    """Tell whether an answer may settle it: a misspelt name is mended in the sheet, a missing one chosen here."""
    return finding.slug in OPEN and not (finding.slug == "unknown-city" and finding.facts.get("text"))


def read_answers(file: str) -> dict[str, str | None]:
    """Return what was answered for this file, as options of the reading."""
    return st.session_state.get(_key("answers", file), {})


def hold_choices(file: str) -> None:
    """Keep what was chosen for a file whose widgets are not drawn in this run."""
    names = [key for key in st.session_state if isinstance(key, str)]
    for key in names:
        if key.startswith("upload.") and key.endswith(f".{file[:12]}"):
            st.session_state[key] = st.session_state[key]


def ask_questions(reading: Reading, file: str, lang: str) -> None:
    """Show what may be answered; open when the sheet leaves something open."""
    plans, answers = catalogue().plans, read_answers(file)
    plan = catalogue().plan(reading.plan) if reading.plan else plans[0]
    by_column = any("span" in column.asks for column in reading.columns)
    periods = ("unknown-period", "ambiguous-period") if by_column else ()
    asked = (*periods, "uncertain-reading", "ambiguous-place") if reading.questions else periods
    is_open = any(leaves_open(one) and one.slug not in asked for one in reading.findings)
    is_open = is_open or (reading.allocates and reading.document_day is None)
    with (
        st.expander(say("upload.questions", lang), expanded=is_open or bool(answers), icon=":material/help:"),
        st.form(_key("questions", file), border=False),
    ):
        st.html(f'<div class="lj lj-muted">{say("upload.questions-note", lang)}</div>')
        boxes = st.columns(4)
        names = {one.id: one.short.in_language(lang) for one in plans}
        _choose(boxes[0], "plan", file, list(names), reading.plan, names.__getitem__, lang)
        codes = [code for code in plan.reporters if find_city(code)]
        _choose(boxes[1], "city", file, codes, _guess_city(reading, codes), lambda code: place_name(code, lang), lang)
        months = list_months(plan)
        _choose(boxes[2], "month", file, months, _guess_month(reading, months), lambda day: month_text(day, lang), lang)
        span = _guess_span(reading, plan)
        _choose(boxes[3], "span", file, SPANS, span, lambda one: say(f"upload.span-{one}", lang), lang)
        if reading.allocates:
            boxes[0].date_input(
                say("upload.question-document-day", lang),
                value=reading.document_day,
                min_value=FIRST_DAY,
                format="YYYY-MM-DD",
                help=say("upload.document-day-help", lang),
                key=_key("document-day", file),
            )
        st.form_submit_button(
            say("upload.read-again", lang),
            icon=":material/refresh:",
            on_click=_keep_answers,
            args=(file, span, reading),
        )
    before: Reading | None = st.session_state.pop(_key("before", file), None)
    if before is not None and _say_the_same(before, reading):
        st.session_state.setdefault(_key("unused", file), "nothing")
    if unused := st.session_state.pop(_key("unused", file), None):
        st.warning(say(f"upload.unused-{unused}", lang), icon=":material/info:")


def _choose(
    box: DeltaGenerator,
    name: str,
    file: str,
    values: Sequence[T],
    guess: T | None,
    text: Callable[[T], str],
    lang: str,
) -> None:
    question, unanswered = say(f"upload.question-{name}", lang), say("upload.as-in-sheet", lang)
    offer_choice(box, question, values, guess, text, unanswered, _key(name, file))


def offer_choice(
    box: DeltaGenerator,
    question: str,
    values: Sequence[T],
    guess: T | None,
    text: Callable[[T], str],
    unanswered: str,
    key: str,
) -> None:
    """Ask a question in a box, the guess preselected where it is an answer; `unanswered` says what else holds."""
    index = values.index(guess) if guess is not None and guess in values else None
    box.selectbox(question, values, index=index, format_func=text, placeholder=unanswered, key=key)


def _say_the_same(before: Reading, now: Reading) -> bool:
    """Whether reading again changed nothing that a reporter sees, nor told why it could not."""
    names = ("plan", "observations", "targets", "set_aside", "document_days")
    # The plan that was assumed is no longer told once it was sent with the other answers.
    told = [[found for found in one.findings if found.slug != "plan-assumed"] for one in (before, now)]
    return told[0] == told[1] and all(getattr(before, name) == getattr(now, name) for name in names)


def _keep_answers(file: str, guess: str, reading: Reading) -> None:
    """Keep what was chosen; what cannot be used, or changes nothing, is said in the run that follows."""
    chosen, city, month, span = (st.session_state.get(_key(name, file)) for name in QUESTIONS)
    said = {"plan": chosen, "city": city, "period": _period(month, span) if month else None}
    if day := st.session_state.get(_key("document-day", file)):
        said["document_day"] = day.isoformat()
    answers = {name: value for name, value in said.items() if value}
    if span != guess and not month:
        st.session_state[_key("unused", file)] = "span"
    st.session_state[_key("before", file)] = reading
    st.session_state[_key("answers", file)] = answers


def list_months(plan: Plan) -> list[date]:
    """Return the month ends of a plan, the latest first."""
    return list(list_month_ends(plan.start.replace(day=1), month_end(plan.deadline)))[::-1]


def _guess_city(reading: Reading, codes: Sequence[str]) -> str | None:
    """The city that the file's name tells, where the sheet itself names none."""
    if not any(one.slug == "unknown-city" for one in reading.findings) or reading.observations:
        return None
    places = [place for code in codes if (place := find_city(code))]
    return next((place.code for place in places if place.short in reading.file), None)


def _guess_month(reading: Reading, months: Sequence[date]) -> date | None:
    """The month of the file's name, offered only when the sheet leaves the period open."""
    if not any(one.slug in ("unknown-period", "ambiguous-period") for one in reading.findings):
        return None
    named = find_only_period(reading.file.rsplit(".", 1)[0])
    return named.end if named and named.year and named.end in months else None


def _guess_span(reading: Reading, plan: Plan) -> str:
    flows = {metric.id for metric in plan.metrics if not metric.kind.level}
    asked = {column.metric for column in reading.columns if not column.certain}
    return "month" if asked & flows else "until"


def _period(month: date, span: str | None) -> str:
    if span == "month" or (span == "year" and month.month == 1):
        return f"{month.year}年{month.month}月"
    if span == "year":
        return f"{month.year}年1—{month.month}月"
    return f"截至{month.year}年{month.month}月底"


def _key(name: str, file: str) -> str:
    return f"upload.{name}.{file[:12]}"
