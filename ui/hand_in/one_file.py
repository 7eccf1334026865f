"""Handing in one file: read it, show what was understood, ask for reasons, hand in."""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from html import escape

import streamlit as st

from data.access import Access
from data.errors import ReasonNeeded, StoreRefusal
from data.handins.handin import HandIn, State, Submission
from data.handins.submissions import draft, submit
from data.queries.handins import list_submissions, names_known, preview
from data.queries.roster_changes import find_correction
from data.queries.rosters import read_rejected
from data.reference.places import find_city
from intake.blank.prefill import next_period, prefill_template
from intake.findings.finding import Level
from intake.findings.messages import describe_finding
from intake.handin import check_file, handin_of
from intake.reading import Reading
from metrics.plan import Plan
from ui.escaping import plain
from ui.hand_in.cell_corrected import correct_cell
from ui.hand_in.column_questions import ask_columns
from ui.hand_in.columns_corrected import correct_columns
from ui.hand_in.correction import correction_part
from ui.hand_in.county_questions import ask_counties
from ui.hand_in.giving_back import offer_marked
from ui.hand_in.kept.drafts import end_hand_in
from ui.hand_in.kept.words import forget_words, hold_words
from ui.hand_in.questions import ask_questions, leaves_open, list_months, read_answers
from ui.hand_in.reading_jobs import JOBS, Job
from ui.hand_in.reading_progress import owner_of, read_watched, state_of_store
from ui.hand_in.receipt import attempt, open_receipt, show_refusal
from ui.hand_in.rejected import offer_rejected
from ui.hand_in.said import options_of, read_said, remember_said, told_of
from ui.hand_in.understood import (
    accounting_part,
    columns_part,
    count_levels,
    findings_part,
    previews_part,
    verdict_part,
)
from ui.hand_in.word_questions import ask_words
from ui.parts import heading_part
from ui.session import catalogue
from wording.figures import month_text
from wording.sentences import say

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHECKED = "upload.checked"
#: How many reasons why figures are not read are named at once.
REASONS = 3


def offer_template(access: Access, lang: str) -> None:
    """Offer the workbook to fill in, for a plan, a city and a month."""
    plans = catalogue().plans
    with st.expander(say("upload.template", lang), icon=":material/download:"):
        first, second, third = st.columns(3)
        plan = first.selectbox(
            say("upload.question-plan", lang),
            plans,
            format_func=lambda one: one.short.in_language(lang),
            key="upload.template-plan",
        )
        cities = [city for city in map(find_city, plan.reporters) if city]
        city = second.selectbox(
            say("upload.question-city", lang),
            cities,
            format_func=lambda one: one.in_language(lang),
            key=f"upload.template-city.{plan.id}",
        )
        months = list_months(plan)
        due = next_period(access, plan)
        day = third.selectbox(
            say("upload.question-month", lang),
            months,
            index=months.index(due) if due in months else 0,
            format_func=lambda one: month_text(one, lang),
            key=f"upload.template-month.{plan.id}",
        )
        if city is None:
            st.info(say("upload.no-cities", lang))
            return
        name, content = prefill_template(access, plan, city, day)
        st.download_button(
            say("upload.download-template", lang, file=plain(name)),
            content,
            file_name=name,
            mime=XLSX,
            on_click="ignore",
            icon=":material/download:",
        )


def show_handing_in(access: Access, name: str, content: bytes, lang: str) -> None:
    """Show everything about one file, and hand it in."""
    file = hashlib.sha256(content).hexdigest()
    reading = _read(access, name, content, file, lang)
    if reading is not None:

        def leave(found: Submission) -> None:
            end_hand_in(access)
            open_receipt(found.id)

        show_reading(access, reading, content, file, lang, f"upload.reason.{file[:12]}", leave)


def show_reading(
    access: Access,
    reading: Reading,
    content: bytes,
    file: str,
    lang: str,
    reason_key: str,
    leave: Callable[[Submission], None],
    stays: bool = True,
) -> None:
    """Show what was read of one file, ask what is open, hand it in; `leave` says where to go from there.

    Outcome and 提交 stay in view unless those of several files together do (`stays` is false).
    """
    plan = catalogue().plan(reading.plan) if reading.plan else None
    handin = handin_of(reading, content) if reading.plan else None
    known = _show_known(access, file, lang)
    offered = handin is not None and reading.states_figures and (not known or bool(told_of(file)))
    if not offered:
        show_refusal()  # else it stands beside the button that was pressed
    if not known or any(one.level is not Level.NOTE for one in reading.findings):
        _show_outcome(reading, lang)
    # How many rows of a roster count is the answer that its reporter waits for.
    answers = [one for one in reading.findings if one.slug == "roster-recognised"]
    rest = [one for one in reading.findings if one not in answers]
    for one in answers:
        st.html(f'<p class="lj">{escape(describe_finding(one, plan, lang))}</p>')
    if rest:
        st.html(findings_part(rest, plan, lang))
    if reading.plan and any(one.slug == "roster-corrects" for one in reading.findings):
        correction = find_correction(access, reading.plan, reading.sha256, reading.kept)
        st.html(correction_part(correction, lang) if correction else "")
    if reading.findings:
        offer_marked(access, reading, content, lang)
    if reading.format is not None:
        ask_words(reading, file, lang)
        ask_columns(reading, file, lang)
        ask_counties(reading, file, lang)
        ask_questions(reading, file, lang)
    if plan is not None and handin is not None:
        _show_understood(access, handin, reading, plan, file, lang)
    if not offered and known:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="act" if stays else f"act-{file[:12]}"):
        _offer_submit(access, handin if offered else None, reading, file, lang, reason_key, leave)


def _show_understood(access: Access, handin: HandIn, reading: Reading, plan: Plan, file: str, lang: str) -> None:
    """Show how the file was understood, with ways to correct it, and the figures that acceptance would change."""
    if reading.columns:
        st.html(heading_part(say("upload.understood", lang)) + columns_part(reading.columns, plan, lang))
        correct_columns(reading, plan, file, lang)
        correct_cell(reading, file, lang)
        st.html(accounting_part(reading, lang))
    if reading.roster:
        uncounted = reading.roster["rejected"] + reading.roster["duplicates"]
        offer_rejected(reading.file, uncounted, lambda: read_rejected(reading.rejected), lang)
    if handin.observations or handin.targets:
        st.html(heading_part(say("upload.preview", lang)) + _preview_html(access, handin, lang))


def _read(access: Access, name: str, content: bytes, file: str, lang: str) -> Reading | None:
    """Read in a child, once for the same file, answers and state of the store; ``None`` while that takes its time."""
    answers, said = read_answers(file), read_said(file)
    key = (name, tuple(sorted(answers.items())), repr(said), state_of_store(access, content))
    kept = st.session_state.get(CHECKED)
    if kept is None or kept[0] != (file, key):
        options = options_of(file)
        reading = read_watched(
            access,
            Job(file, key, name, content, answers={"answers": answers, "said": said}),
            lambda watch: check_file(content, name, access, watch=watch, **options),
            lang,
        )
        if reading is None:
            return None
        kept = st.session_state[CHECKED] = ((file, key), reading)
    return kept[1]


def _show_known(access: Access, file: str, lang: str) -> bool:
    """Say that the file was handed in before; tell whether it waits or stands."""
    submissions = list_submissions(access)
    names = names_known(access, file)
    found = handed_in(submissions, names)
    if found is None:
        if back := given_back(submissions, names):
            key, reason = f"upload.known-{back.status}", plain(back.history[-1].reason or "—")
            st.warning(say(key, lang, number=back.number or "—", reason=reason), icon=":material/undo:")
        return False
    state = say(f"submission.state.{found.status}", lang)
    st.info(say("upload.known", lang, number=found.number or "—", state=state), icon=":material/content_copy:")
    st.button(say("upload.open-receipt", lang), on_click=open_receipt, args=(found.id,), key="upload.open-known")
    return True


def handed_in(submissions: Sequence[Submission], names: Collection[str]) -> Submission | None:
    """Return the hand-in of a file, known by one of these names, that waits or stands."""
    states = (State.SUBMITTED, State.ACCEPTED)
    return next((one for one in submissions if one.sha256 in names and one.status in states), None)


def given_back(submissions: Sequence[Submission], names: Collection[str]) -> Submission | None:
    """Return the latest hand-in of a file where that was returned or withdrawn, and none waits or stands."""
    if handed_in(submissions, names) is not None:
        return None
    return next(
        (one for one in submissions if one.sha256 in names and one.status in (State.RETURNED, State.WITHDRAWN)), None
    )


def _show_outcome(reading: Reading, lang: str) -> None:
    levels = count_levels(reading)
    facts = {
        name: f"{levels[level]:,}"
        for name, level in (("errors", Level.ERROR), ("warnings", Level.WARNING), ("notes", Level.NOTE))
    }
    if levels[Level.ERROR] and all(leaves_open(one) for one in reading.findings if one.level is Level.ERROR):
        st.warning(say("upload.outcome-questions", lang), icon=":material/help:")
    elif levels[Level.ERROR]:
        told = [say("upload.outcome-errors", lang, **facts)]
        told += [say("upload.outcome-or-cells", lang)] if reading.columns else []
        st.error("".join(told) if lang == "zh" else " ".join(told), icon=":material/error:")
    elif not reading.states_figures:
        st.warning(say("upload.outcome-nothing", lang), icon=":material/warning:")
    elif levels[Level.WARNING]:
        st.warning(say("upload.outcome-warnings", lang, **facts), icon=":material/warning:")
    elif levels[Level.NOTE] or reading.figures_aside:
        st.success(told_outcome(reading, levels[Level.NOTE], lang), icon=":material/check_circle:")
    else:
        st.success(say("upload.outcome-clean", lang, **facts), icon=":material/check_circle:")


def told_outcome(reading: Reading, notes: int, lang: str) -> str:
    """Say of a file that may be handed in what else there is: notes, and figures that are not read, and why."""
    said = [say("upload.outcome-may", lang)]
    if notes:
        said.append(say("upload.outcome-notes", lang, notes=f"{notes:,}"))
    aside = reading.figures_aside
    if aside:
        reasons = Counter(one.reason for one in aside).most_common(REASONS)
        names = say("upload.list-comma", lang).join(say(f"reason.{reason}", lang) for reason, _ in reasons)
        counts = {"aside": f"{len(aside):,}", "numeric": f"{reading.counts.numeric:,}"}
        said.append(say("upload.outcome-aside", lang, reasons=names, **counts))
    return plain("".join(said) if lang == "zh" else " ".join(said))


def _preview_html(access: Access, handin: HandIn, lang: str) -> str:
    last_end = max((one.end for one in handin.observations), default=None)
    try:
        return previews_part(lambda day: preview(access, handin, day), last_end, lang)
    except StoreRefusal as refused:
        st.error(plain(refused.sentence(lang)))
        return ""


def _offer_submit(
    access: Access,
    handin: HandIn | None,
    reading: Reading,
    file: str,
    lang: str,
    reason_key: str,
    leave: Callable[[Submission], None],
) -> None:
    """Say in short how the file stands, take the words that it needs, and hand it in where that may be."""
    levels = count_levels(reading)
    blocked = _why_blocked(reading, handin is not None)
    st.html(verdict_part(levels, say(f"upload.blocked{blocked}", lang) if blocked is not None else "", lang))
    if blocked is not None or handin is None:
        st.button(say("upload.submit", lang), disabled=True, icon=":material/send:", key=f"upload.submit.{file[:12]}")
        return
    if levels[Level.WARNING]:
        hold_words(reason_key)
        st.text_area(
            say("upload.reason", lang, count=levels[Level.WARNING]),
            placeholder=say("upload.reason-here", lang, example=say("upload.reason-example", lang)),
            key=reason_key,
            height=68,
            label_visibility="collapsed",
        )

    def step() -> None:
        found = hand_in(access, handin, st.session_state.get(reason_key))
        remember_said(access, reading, file)
        forget_words(reason_key)
        leave(found)

    st.button(
        say("upload.submit", lang),
        type="primary",
        icon=":material/send:",
        key=f"upload.submit.{file[:12]}",
        on_click=attempt,
        args=(step, lang),
    )
    show_refusal()


def _why_blocked(reading: Reading, offered: bool) -> str | None:
    """Return the ending of the sentence that says why a file may not be handed in; ``None`` where it may."""
    errors = [one for one in reading.findings if one.level is Level.ERROR]
    if errors:
        return "-open" if all(leaves_open(one) for one in errors) else ""
    return None if offered else "-nothing"


def hand_in(access: Access, handin: HandIn, reason: str | None) -> Submission:
    """Hand one file in; one that waits or stands with the same figures is returned as it is.

    Raises
    ------
    StoreRefusal
        When the store does not take it; `ReasonNeeded` when its warnings lack words.
    """
    reason = (reason or "").strip() or None
    if reason is None and any(one["level"] == Level.WARNING for one in handin.findings):
        raise ReasonNeeded(act="hand-in")
    found = draft(access, handin)
    if not found.known:
        found = submit(access, found.id, reason)
    st.session_state.pop(CHECKED, None)
    JOBS.drop(owner_of(access), handin.sha256)
    return found
