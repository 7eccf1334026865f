"""What stands where no data is yet: how to begin, and what was published."""

from datetime import date
from html import escape

import streamlit as st

from commands.requests import run_command
from data.demo_or_real import set_demo_aside
from data.reference.places import load_province
from data.reference.published import Published, load_published, published_by
from data.settings import load_settings
from data.store import open_store
from demo.story import find_story
from metrics.plan import Plan
from ui.parts import heading_part, published_part, targets_part, title_part
from ui.session import catalogue, current_access
from wording.sentences import say


def show_start(lang: str) -> None:
    """Show the start page of an empty store: upload, demo, the plan's targets, published figures."""
    first = catalogue().plans[0]
    whole = load_province(first.province)
    line = say("ui.product-line", lang, province=whole.name_en if lang == "en" else whole.name)
    st.html(title_part(say("ui.product", lang), line))
    st.html(f'<div class="lj"><p class="lj-lead">{escape(say("ui.start-lead", lang))}</p></div>')
    with st.container(horizontal=True):
        if st.button(say("ui.start-upload", lang), type="primary", icon=":material/upload_file:"):
            st.switch_page("../pages/work/upload.py")
        told = find_story(catalogue().plans) is not None
        wanted = told and st.button(say("ui.start-fill", lang), icon=":material/science:")
    if wanted:
        _fill_with_demo(lang)
    if told:
        st.html(f'<div class="lj lj-muted">{say("ui.start-demo", lang)}</div>')
    left, right = st.columns(2, gap="large")
    with left:
        st.html(heading_part(say("ui.start-targets", lang)) + targets_part(first, lang))
    with right:
        show_published(load_published(first.province), lang)


def _fill_with_demo(lang: str) -> None:
    """Make this empty store a demo store, and show it."""
    with st.status(say("ui.filling", lang), expanded=True), open_store(load_settings()) as store:
        bar = st.progress(0.0)
        for part in run_command(store, "demo", {}, lang):
            if "step" in part:
                bar.progress(part["done"] / part["total"], text=part["step"])
    st.rerun()


def show_no_data(plan: Plan, lang: str) -> None:
    """Say that this plan has no accepted figures yet, and show its targets."""
    st.html(title_part(plan.title.in_language(lang), say("ui.no-data-line", lang)))
    st.html(f'<div class="lj"><p class="lj-lead">{escape(say("ui.no-data", lang))}</p></div>')
    st.html(heading_part(say("ui.start-targets", lang)) + targets_part(plan, lang))


def published_beside(plan: Plan, metric: str, as_of: date) -> tuple[Published, ...]:
    """Return what was published by the as-of day of this metric, and what fits none."""
    return tuple(
        one for one in published_by(plan.province, as_of) if (one.plan, one.metric) in ((plan.id, metric), (None, None))
    )


def show_published(figures: tuple[Published, ...], lang: str) -> None:
    """List published figures with source and date; they are never part of a sum."""
    if figures:
        made = heading_part(say("ui.published", lang)) + published_part(figures, lang)
        # As the page above it comes, and not before: it would stand in its place.
        st.markdown(made, unsafe_allow_html=True)


def offer_fresh_start(lang: str) -> None:
    """On a demo store, let an administrator move the demo data away."""
    access = current_access()
    if access.store.nature != "demo" or not access.may("administer"):
        return

    def clear() -> None:
        set_demo_aside(access)

    def ask() -> None:
        st.write(say("ui.clear-demo-sure", lang, folder=str(access.store.settings.set_aside)))
        st.button(say("ui.clear-demo-yes", lang), on_click=clear, type="primary")

    title = say("ui.clear-demo", lang)
    if st.button(title, key="clear-demo", icon=":material/delete_sweep:"):
        st.dialog(title)(ask)()
