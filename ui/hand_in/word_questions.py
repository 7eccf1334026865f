"""Words that nobody understands are asked about once for all figures they may change, with the guess preselected."""

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

from briefing.places import place_name
from intake.reading import Question, Reading
from intake.statements.hints import WHOLE_TABLE
from metrics.definitions.catalogue import load_catalogue
from metrics.plan import Plan
from ui.escaping import plain
from ui.hand_in.said import keep_said
from wording.figures import day_text, span_text
from wording.sentences import say

ANSWERS = ("passed", "left")


def ask_words(reading: Reading, file: str, lang: str) -> None:
    """Ask whether words of titles, heads and notes change what the figures say."""
    if reading.plan is None or not reading.questions:
        return
    plan = load_catalogue().plan(reading.plan)
    alike: dict[tuple[str, str], list[Question]] = {}
    for one in reading.questions:
        alike.setdefault((one.words, one.line), []).append(one)
    groups = list(alike.values())
    with st.container(border=True), st.form(f"upload.words.{file[:12]}", border=False):
        st.markdown(f"**{say('hint.words-title', lang, count=len(groups))}**")
        for number, questions in enumerate(groups):
            _ask(questions, plan, _key(number, file), lang)
        st.form_submit_button(
            say("hint.submit", lang),
            icon=":material/refresh:",
            type="primary",
            on_click=_keep,
            args=(groups, plan, file),
        )


def _ask(questions: Sequence[Question], plan: Plan, key: str, lang: str) -> None:
    """Ask about one text, or about a place, with the guess preselected."""
    about, facts = "place" if questions[0].city else "words", _facts(questions, plan, lang)
    st.radio(
        say(f"hint.{about}-ask", lang, **facts),
        ANSWERS,
        index=ANSWERS.index(questions[0].guess),
        # What a file says is shown as it is: no address in it is asked for.
        format_func=lambda value: say(f"hint.{about}-{value}", lang, **facts),
        key=key,
    )


def _facts(questions: Sequence[Question], plan: Plan, lang: str) -> dict[str, str]:
    guesses = dict.fromkeys(plain(guess_text(one, plan, lang)) for one in questions)
    return {
        "words": plain(questions[0].words),
        "line": plain(questions[0].line),
        "count": str(sum(one.count for one in questions)),
        "guess": say("chart.semicolon", lang).join(guesses),
        "city": place_name(questions[0].city, lang) if questions[0].city else "",
    }


def guess_text(question: Question, plan: Plan, lang: str) -> str:
    """Return in words what the figures are read as if the words change nothing."""
    said = [plan.metric(question.metric).short.in_language(lang)] if question.metric else []
    if question.basis and question.last:
        said.append(say(f"basis.{question.basis}", lang))
        last = date.fromisoformat(question.last)
        if question.start:
            said.append(span_text(date.fromisoformat(question.start), last, lang))
        else:
            said.append(say("finding.guess-until", lang, last=day_text(last, lang)))
    return escape(say("upload.list-comma", lang).join(said), quote=False)


def _keep(groups: Sequence[Sequence[Question]], plan: Plan, file: str) -> None:
    keep_said(
        file,
        [
            {
                "plan": plan.id,
                "fingerprint": one.fingerprint,
                "column": WHOLE_TABLE,
                "head": f"{one.line[:60]}＝{place_name(one.city, 'zh')}" if one.city else one.line[:80],
                st.session_state.get(_key(number, file)) or one.guess: one.words,
            }
            for number, questions in enumerate(groups)
            for one in questions
        ],
    )


def _key(number: int, file: str) -> str:
    return f"upload.words.{number}.{file[:12]}"
