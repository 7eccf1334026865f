"""The receipt of a hand-in: number, what it holds, its state; whoever may review decides here."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import streamlit as st

from briefing.places import place_name
from data.access import LOCAL_USER, Access
from data.errors import StoreRefusal
from data.handins.handin import State, Submission
from data.handins.submissions import accept, return_to_reporter, withdraw
from data.moments import BEIJING
from data.personal.given_out import list_given_out
from data.queries.handins import find_submission, list_statements, list_submissions, original_of, preview_waiting
from data.queries.roster_changes import Correction, replaced_ids
from data.queries.rosters import count_rejected, list_rejected
from intake.findings.finding import Finding
from metrics.plan import Plan
from ui.escaping import plain
from ui.hand_in.correction import show_correction
from ui.hand_in.grounds import grounds_part
from ui.hand_in.kept.drafts import end_decision, hold_decision
from ui.hand_in.kept.words import hold_words
from ui.hand_in.rejected import offer_rejected
from ui.hand_in.understood import findings_part, previews_part
from ui.parts import heading_part, title_part
from ui.session import catalogue
from wording.figures import day_text, moment_text
from wording.sentences import say

SHOWN_RECENT = 12
TONES = {State.ACCEPTED: "done", State.SUBMITTED: "pending", State.RETURNED: "behind"}
REFUSED = "upload.refused"


def show_receipt(access: Access, id: str, lang: str) -> None:
    """Show one submission and what may be done with it now."""
    found = find_submission(access, id)
    plan = catalogue().plan(found.plan)
    st.html(title_part(say("upload.receipt", lang, number=found.number or "—"), found.file))
    show_refusal()
    st.html(_facts_part(found, lang))
    if found.status is State.ACCEPTED:
        st.success(say("upload.accepted-note", lang), icon=":material/check_circle:")
        _offer_pages(found, lang)
    if found.status is State.SUBMITTED and not access.may("review"):
        st.info(say("upload.waits-note", lang), icon=":material/hourglass_top:")
    if found.status is State.RETURNED:
        reason = plain(found.history[-1].reason or "—")
        st.warning(say("upload.returned-note", lang, reason=reason), icon=":material/undo:")
    if found.findings:
        st.html(heading_part(say("upload.findings", lang)))
        st.html(findings_part([_finding(one) for one in found.findings], plan, lang))
    if found.status is State.SUBMITTED and (found.counts["observations"] or found.counts["targets"]):
        told = previews_part(lambda day: preview_waiting(access, found.id, day), found.last_end, lang)
        st.html(heading_part(say("upload.preview", lang)) + told)
    decides = found.status is State.SUBMITTED and access.may("review")
    correction = show_correction(access, found, lang) if decides else None
    with st.container(horizontal=True):
        st.button(say("upload.another", lang), on_click=leave_receipt, icon=":material/upload_file:")
        st.download_button(
            say("upload.original", lang),
            lambda: original_of(access, found.id)[1],
            file_name=found.file,
            on_click="ignore",
            icon=":material/download:",
        )
        offer_rejected(found.file, count_rejected(access, found.id), lambda: list_rejected(access, found.id), lang)
    if told := grounds_part(list_statements(access, found.id), plan, lang):
        st.html(told)
    st.html(heading_part(say("upload.history", lang)) + _history_part(access, found, lang))
    if decides:
        _offer_decision(access, found, correction, lang)
    elif found.status is State.ACCEPTED and access.may("review"):
        _offer_withdrawal(access, found, lang)


def list_recent(access: Access, lang: str) -> None:
    """List the latest hand-ins, each with a link to its receipt."""
    found = [one for one in list_submissions(access) if one.status is not State.DRAFT][:SHOWN_RECENT]
    if not found:
        return
    rows = "".join(_recent_row(one, lang) for one in found)
    names = ("number", "file", "actor", "day", "state")
    head = "".join(f"<th>{escape(say(f'upload.recent-{name}', lang))}</th>" for name in names)
    table = f'<div class="lj lj-table lj-stack"><table><tr>{head}</tr>{rows}</table></div>'
    st.html(heading_part(say("upload.recent", lang)) + table)


def _recent_row(one: Submission, lang: str) -> str:
    link = f'<a href="?receipt={one.id}&amp;lang={lang}" target="_self">{escape(one.number or "—")}</a>'
    actor = _labelled("actor", escape(_actor_text(one.actor, lang)), lang)
    day, state = _labelled("day", _moment_text(one, lang), lang), _labelled("state", _state_part(one, lang), lang)
    return f'<tr><td>{link}</td><td class="w">{escape(one.file)}</td>{actor}{day}{state}</tr>'


def _labelled(name: str, cell: str, lang: str) -> str:
    """Return a cell that carries its heading where a narrow page stacks the row."""
    return f'<td data-label="{escape(say(f"upload.recent-{name}", lang))}">{cell}</td>'


def show_refusal() -> None:
    """Say once why the last step was refused."""
    if sentence := st.session_state.pop(REFUSED, None):
        st.error(plain(sentence), icon=":material/block:")


def open_receipt(id: str) -> None:
    """Go to the receipt; a callback."""
    st.query_params["receipt"] = id


def leave_receipt() -> None:
    """Go back to handing in; a callback."""
    st.query_params.pop("receipt", None)


def attempt(step: Callable[[], object], lang: str) -> None:
    """Take a step of the store in a callback; a refusal is shown on the page that follows."""
    try:
        step()
    except StoreRefusal as refused:
        st.session_state[REFUSED] = refused.sentence(lang)


def _offer_decision(access: Access, found: Submission, correction: Correction | None, lang: str) -> None:
    """Offer to accept, return or withdraw, in a bar that stays in view: what it rests on stands above it."""
    key = f"upload.decision.{found.id}"

    def step(act: Callable[[Access, str, str], object]) -> Callable[[], object]:
        # What is typed arrives with the click: it is read when the step is taken.
        def take() -> None:
            act(access, found.id, st.session_state.get(key) or "")
            end_decision(access, found.id, key)

        return take

    def replace_and_accept(access: Access, id: str, reason: str) -> Submission:
        return accept(access, id, reason, replaced_ids(correction))

    steps = [("upload.accept", "check", accept), ("upload.return", "undo", return_to_reporter)]
    if correction is not None:
        steps[:1] = [
            ("roster.accept-replacing", "published_with_changes", replace_and_accept),
            ("roster.accept-beside", "check", accept),
        ]
    steps.append(("upload.withdraw", "close", withdraw))
    with st.container(horizontal=True, vertical_alignment="center", key="act"):
        hold_decision(access, found.id, key)
        hold_words(key)
        st.text_input(
            say("upload.decision-reason", lang),
            key=key,
            placeholder=say("upload.decision-reason", lang),
            label_visibility="collapsed",
        )
        for at, (name, icon, act) in enumerate(steps):
            st.button(
                say(name, lang),
                type="secondary" if at else "primary",
                icon=f":material/{icon}:",
                help=say("upload.return-help", lang) if act is return_to_reporter else None,
                on_click=attempt,
                args=(step(act), lang),
            )


def _offer_withdrawal(access: Access, found: Submission, lang: str) -> None:
    """Let what was accepted by mistake, or is replaced as a whole, be taken back; what it replaced stands again."""
    key = f"upload.withdrawal.{found.id}"
    with st.expander(say("upload.withdraw-accepted", lang), icon=":material/undo:"):
        st.text_input(say("upload.withdraw-reason", lang), key=key, help=say("upload.withdraw-help", lang))
        st.button(
            say("upload.withdraw", lang),
            icon=":material/close:",
            key=f"{key}.button",
            on_click=attempt,
            args=(lambda: withdraw(access, found.id, st.session_state.get(key) or ""), lang),
        )


def _offer_pages(found: Submission, lang: str) -> None:
    address = {"plan": found.plan} | ({"as_of": found.last_end.isoformat()} if found.last_end else {})
    with st.container(horizontal=True):
        if found.counts["sums"]:
            st.page_link(
                "../pages/read/breakdown.py",
                label=say("upload.to-breakdown", lang),
                icon=":material/groups:",
                query_params={"plan": found.plan},
            )
        if found.counts["entities"]:
            st.page_link(
                "../pages/read/register.py",
                label=say("upload.to-register", lang),
                icon=":material/list_alt:",
                query_params={"plan": found.plan},
            )
        if not found.counts["observations"] and (found.counts["sums"] or found.counts["entities"]):
            return
        st.page_link(
            "../pages/read/overview.py",
            label=say("upload.to-overview", lang),
            icon=":material/monitoring:",
            query_params=address,
        )
        if len(found.cities) == 1:
            name = place_name(found.cities[0], lang)
            st.page_link(
                "../pages/read/city.py",
                label=say("upload.to-city", lang, city=name),
                icon=":material/location_city:",
                query_params=address | {"city": found.cities[0]},
            )


def _facts_part(found: Submission, lang: str) -> str:
    plan = catalogue().plan(found.plan)
    span = say("upload.no-span", lang)
    if found.first_end and found.last_end:
        days = dict.fromkeys((found.first_end, found.last_end))
        span = "—".join(day_text(day, lang) for day in days)
    facts = {
        "state": _state_part(found, lang),
        "plan": escape(plan.short.in_language(lang)),
        "cities": escape(_cities_text(found, lang)),
        "metrics": escape(_metrics_text(found, plan, lang)),
        "span": escape(span),
        "counts": escape(_counts_text(found, lang)),
        "actor": escape(_actor_text(found.actor, lang)),
    }
    if words := _reporters_words(found):
        facts["words"] = f"<q>{escape(words)}</q>"
    rows = "".join(
        f'<tr><td class="lj-muted">{escape(say(f"upload.fact-{name}", lang))}</td><td class="w">{text}</td></tr>'
        for name, text in facts.items()
    )
    return f'<div class="lj lj-table lj-fit"><table>{rows}</table></div>'


def _reporters_words(found: Submission) -> str | None:
    """Return what the reporter said on handing in."""
    said = [one.reason for one in found.history if one.status in (State.DRAFT, State.SUBMITTED) and one.reason]
    return said[-1] if said else None


def _counts_text(found: Submission, lang: str) -> str:
    counts = found.counts
    parts = []
    if counts["observations"] or counts["targets"]:
        parts.append(say("upload.taken", lang, figures=f"{counts['observations']:,}", targets=f"{counts['targets']:,}"))
    rosters = [one["facts"] for one in found.findings if one["slug"] == "roster-recognised"]
    parts += [say("upload.taken-roster", lang, **facts) for facts in rosters]
    if counts["entities"]:
        parts.append(say("upload.taken-register", lang, entities=f"{counts['entities']:,}"))
    return say("chart.semicolon", lang).join(parts) or say("upload.taken-nothing", lang)


def _actor_text(actor: str, lang: str) -> str:
    return say("upload.local-user", lang) if actor == LOCAL_USER.name else actor


def _metrics_text(found: Submission, plan: Plan, lang: str) -> str:
    names = [one.short.in_language(lang) for one in plan.metrics if one.id in found.metrics]
    return say("upload.list-comma", lang).join(names)


def _cities_text(found: Submission, lang: str) -> str:
    names = [place_name(code, lang) for code in found.cities]
    if len(names) <= 3:
        return say("upload.list-comma", lang).join(names)
    return say("upload.many-cities", lang, first=names[0], count=len(names))


def _history_part(access: Access, found: Submission, lang: str) -> str:
    """List every change of state and, for those who may review, who took the original away."""
    told = []
    for change in found.history:
        told.append((change.moment, say(f"submission.state.{change.status}", lang), change.actor, change.reason or ""))
    if access.may("review"):
        taken = say("upload.original-taken", lang)
        told += [(one.moment, taken, one.actor, "") for one in list_given_out(access, found.id)]
    rows = "".join(
        f"<tr><td>{moment_text(moment.astimezone(BEIJING), lang)}</td><td>{escape(what)}</td>"
        f'<td>{escape(_actor_text(actor, lang))}</td><td class="w">{escape(reason)}</td></tr>'
        for moment, what, actor, reason in sorted(told, key=lambda one: one[0])
    )
    return f'<div class="lj lj-table lj-fit"><table>{rows}</table></div>'


def _state_part(found: Submission, lang: str) -> str:
    tone = TONES.get(found.status, "no_target")
    return f'<span class="lj-status {tone}">{escape(say(f"submission.state.{found.status}", lang))}</span>'


def _moment_text(found: Submission, lang: str) -> str:
    return moment_text((found.submitted or found.drafted).astimezone(BEIJING), lang)


def _finding(stored: Mapping[str, Any]) -> Finding:
    return Finding(stored["slug"], stored["sheet"], stored["cell"], dict(stored["facts"]))
