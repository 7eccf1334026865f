"""培训结构: who was trained, in what, by whom, when; from the accepted rosters."""

import streamlit as st

from briefing.charts.breakdown import (
    chart_months,
    chart_names,
    chart_parts,
    coverage_text,
    period_text,
    scope_text,
    table_cross,
    table_differences,
)
from briefing.charts.chart import Chart
from data.access import Access
from data.queries.breakdown import fetch_breakdown, list_choices
from metrics.plan import Plan
from ui.parts import lead_part, remark_part, title_part
from ui.views.display import offer_workbook, show_charts
from ui.views.lists_scene import choose_place, open_lists, table_html
from ui.views.scene import choose, show_html
from wording.figures import figure
from wording.sentences import say


def choices(access: Access, plan: Plan, lang: str) -> dict[str, str]:
    """City and period, as far as rosters speak of them."""
    found = list_choices(access, plan.id)
    periods = ["all", *found.periods]
    city = choose_place(plan, found.cities, lang)
    return {"city": city, "period": choose("period", periods, "all", lambda one: period_text(one, lang), lang, 200)}


scene = open_lists("breakdown.page", lambda access, plan: list_choices(access, plan).periods, choices)
lang, demo = scene.lang, scene.demo
view = fetch_breakdown(scene.access, scene.plan.id, scene.city, scene.choices["period"])
scope, name = scope_text(view.city, view.period, lang), f"breakdown.{view.city}.{view.period}"


def head() -> str:
    """The answer: trainings and people, and what they cost."""
    sessions, persons = figure(view.sessions, "人次", lang, exact=True), figure(view.persons, "人", lang, exact=True)
    subsidy = figure(view.subsidy, "元", lang, exact=True) if view.subsidy else say("breakdown.no-subsidy", lang)
    said = say(
        "breakdown.standing",
        lang,
        scope=scope,
        sessions=sessions,
        persons=persons,
        subsidy=subsidy,
        count=len(view.files),
    )
    title = title_part(say("breakdown.page", lang), scene.plan.title.in_language(lang))
    return title + lead_part(said) + remark_part(coverage_text(view, lang))


def parts() -> list[Chart]:
    """By group, programme and level; by month; the first occupations and institutions."""
    kinds = [chart_parts(view, kind, lang, demo) for kind in ("group", "level", "programme")]
    # One month beside nothing is no picture.
    months = [chart_months(view, lang, demo)] if len(view.months) > 1 else []
    return [*kinds, *months, *(chart_names(view, kind, lang, demo) for kind in ("occupation", "institution"))]


def tables() -> list[Chart]:
    """Group against programme; rosters against reports."""
    cross = table_cross(view, lang, demo)
    if not view.differences:
        return [cross]
    return [cross, table_differences(view.differences, say("breakdown.differences", lang), lang, demo)]


show_html(scene, f"{name}.head", head)
show_charts(scene, name, parts, columns=2)
show_html(scene, f"{name}.tables", lambda: "".join(table_html(one, lang) for one in tables()))
if view.period == "all" and not view.differences:
    st.html(f'<div class="lj lj-muted">{say("breakdown.no-differences", lang)}</div>')
offer_workbook(scene, say("breakdown.file", lang, scope=scope), lambda: [*parts(), *tables()])
