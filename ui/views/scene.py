"""What a read page looks at: plan, as-of day, language, ground; and the strip that chooses them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import NoReturn, TypeVar
from urllib.parse import urlencode

import streamlit as st

from briefing.palette import Palette, choose_palette
from briefing.places import place_full_name, place_name
from data.access import Access
from data.cache import AnswersKept
from data.moments import looking_day
from data.queries.statements import as_of_days, latest_day
from data.reference.places import load_cities
from metrics.plan import Plan
from ui.address import chosen_before, read_day, show_address, write_address
from ui.parts import strip_part
from ui.session import catalogue, current_access, is_dark, is_demo, language
from ui.views.missing import find_asked, gather_missing, show_missing, tell_missing, understand
from ui.views.start import show_no_data, show_start
from wording.figures import day_text
from wording.sentences import say

T = TypeVar("T")
_STRIP = "strip.open"
# What was made for one reader is shown to all who look at the same view: some kilobytes each.
_made = AnswersKept(300)


@dataclass(frozen=True, slots=True)
class Scene:
    """One reader's view; `key` names all that its pictures depend on.

    `version` is that of the data before anything was read: what is written meanwhile makes another key.
    """

    access: Access
    version: str
    plan: Plan
    as_of: date
    lang: str
    dark: bool
    demo: bool
    choices: Mapping[str, str]
    chosen: Mapping[str, str]

    @property
    def city(self) -> str:
        """The place that the page shows; the chooser put it there."""
        return self.choices["city"]

    @property
    def metric(self) -> str:
        """The metric that the page shows; the chooser put it there."""
        return self.choices["metric"]

    @property
    def palette(self) -> Palette:
        return choose_palette(self.dark)

    def link(self, place: str, metric: str | None = None) -> str:
        """Return the address, escaped, of a place's page; of the province that of the metric's page.

        It says what the reader chose: what stands by default needs no saying.
        """
        page, asked = ("metric", {}) if place == self.plan.province else ("city", {"city": place})
        asked |= {"metric": metric} if metric else {}
        asked |= {name: value for name, value in self.chosen.items() if value}
        return escape(f"{page}?{urlencode(asked)}")

    def key(self, *more: str) -> tuple[str, ...]:
        """Return what a cache needs to tell this view from others: with the data's version, never without.

        With the day of looking too: a report that is awaited today is late tomorrow.
        """
        ground, today = "dark" if self.dark else "light", looking_day(None).isoformat()
        cities = ",".join(sorted(self.access.user.cities or ()))
        days = (self.as_of.isoformat(), today)
        said = ",".join(f"{name}={value}" for name, value in sorted(self.chosen.items()))
        return (self.version, self.plan.id, *days, self.lang, ground, cities, said, *more)


def open_scene(**choosers: Callable[[Plan, str], str]) -> Scene:
    """Show the strip of choices and return the view; without data show what to do instead, and stop.

    Parameters
    ----------
    choosers
        Further choices of the page (``city``, ``metric``), shown before the as-of day.
    """
    access, lang = current_access(), language()
    version = access.store.version()

    def choose_all(plan: Plan) -> tuple[dict[str, str], date | None]:
        choices = {name: chooser(plan, lang) for name, chooser in choosers.items()}
        days = as_of_days(access, plan.id)
        return choices, _choose_day(days, latest_day(access, plan.id), lang) if days else None

    plan, (choices, as_of) = open_strip(access, lang, choose_all)
    if as_of is None:
        show_no_data(plan, lang)
        stop_page()
    return Scene(access, version, plan, as_of, lang, is_dark(), is_demo(), choices, chosen_before())


def open_strip(access: Access, lang: str, choose_more: Callable[[Plan], T]) -> tuple[Plan, T]:
    """Show the strip with the choice of plan and all else that is chosen; in an empty store say where to start."""
    if access.store.nature is None:
        show_start(lang)
        st.stop()
    gather_missing()
    # Figures come before widgets: the strip has its place above them and is filled when they are there.
    st.session_state[_STRIP] = st.container(horizontal=True, key="strip"), [], {}
    plan = choose_plan(lang, access)
    chosen = choose_more(plan)
    show_missing()
    return plan, chosen


def fill_strip() -> None:
    """Draw the choices that the page has opened, and complete its address; called when the page is done."""
    place, drawing, shown = st.session_state.pop(_STRIP, (None, (), {}))
    show_address(**shown)
    if place is not None:
        with place:
            for draw in drawing:
                draw()


def stop_page() -> NoReturn:
    """End a page that has nothing more to show."""
    fill_strip()
    st.stop()


def choose_plan(lang: str, access: Access) -> Plan:
    """Let the reader choose among the plans; the first with data stands when none was chosen."""
    plans = {plan.id: plan for plan in catalogue().plans}
    filled = [plan_id for plan_id in plans if as_of_days(access, plan_id)]
    default = filled[0] if filled else next(iter(plans))
    chosen = choose("plan", list(plans), default, lambda one: plans[one].short.in_language(lang), lang, 260)
    return plans[chosen]


def choose_metric(plan: Plan, lang: str) -> str:
    """Let the reader choose a metric of the plan."""
    names = {metric.id: metric.name.in_language(lang) for metric in plan.metrics}
    return choose("metric", list(names), next(iter(names)), names.__getitem__, lang, 320)


def choose_city(plan: Plan, lang: str) -> str:
    """Let the reader choose a place: the plan's reporters, and the places counted within them."""
    places = [
        one.code for one in load_cities(plan.province) if one.code in plan.reporters or one.parent in plan.reporters
    ]
    return choose("city", places, places[0], lambda code: place_full_name(code, lang), lang, 220, called=name_place)


def name_place(code: str) -> tuple[str, ...]:
    """Return the names under which a link may ask for a place."""
    return place_name(code, "zh"), place_full_name(code, "zh"), place_name(code, "en").lower()


def show_html(scene: Scene, name: str, make: Callable[[], str]) -> None:
    """Show HTML that is made once for all readers of the same view."""
    if made := _make_once(scene, name, make):
        st.html(made)


def show_drawn(scene: Scene, name: str, *makes: Callable[[], str]) -> None:
    """Show HTML with drawings in it (`st.html` would strip them), made once for all readers of the same view.

    Parameters
    ----------
    makes
        Give the parts from above; those of one call come to the browser together, so that none moves another.
    """
    # One line, whatever signs of a line's end a text from a file brings: an empty one would begin Markdown.
    if made := _make_once(scene, name, lambda: " ".join("".join(make() for make in makes).split())):
        st.markdown(made, unsafe_allow_html=True)


def _make_once(scene: Scene, name: str, make: Callable[[], str]) -> str:
    return _made.find_or_make(scene.access.store.version, scene.key(name), make)


def choose(
    name: str,
    options: Sequence[str],
    default: str,
    label: Callable[[str], str],
    lang: str,
    width: int,
    called: Callable[[str], Sequence[str]] | None = None,
) -> str:
    """Show a selection whose value stands in the address, and return it.

    Parameters
    ----------
    called
        Gives what an option may be called in a link, beside its own value.
    """
    if called is not None:
        understand(name, {word: one for one in options for word in called(one)})
    wanted, lost = find_asked(name, options)
    value = wanted if wanted is not None and wanted in options else default
    if lost:
        tell_missing(name, wanted or "", label(value), lang)
    key = f"choice.{name}"
    st.session_state[key] = value

    def draw() -> None:
        st.selectbox(
            say(f"ui.choose-{name.replace('_', '-')}", lang),
            options,
            key=key,
            format_func=label,
            width=width,
            label_visibility="collapsed",
            on_change=lambda: write_address(**{name: st.session_state[key]}),
        )

    draw_in_strip(draw)
    if _STRIP in st.session_state:
        st.session_state[_STRIP][2][name] = value
    else:
        show_address(**{name: value})
    return value


def choose_by_link(name: str, options: Mapping[str, str], lang: str) -> str:
    """Return what the address says among `options` (values with their words), else the first.

    Links of the page change it, no widget does.
    """
    default = next(iter(options))
    wanted, lost = find_asked(name, options)
    value = wanted if wanted is not None and wanted in options else default
    if lost:
        tell_missing(name, wanted or "", options[value], lang)
    return value


def draw_in_strip(draw: Callable[[], None]) -> None:
    """Draw a choice in the strip when the figures are there; on a page without one, at once."""
    if _STRIP in st.session_state:
        st.session_state[_STRIP][1].append(draw)
    else:
        draw()


def _choose_day(days: Sequence[date], usual: date | None, lang: str) -> date:
    find_asked("as_of", ())  # before the day is read, which makes it known
    wanted = read_day()
    # A link may name a day at which nothing ends: the figures as they stood then are what it asks for.
    options = sorted({*days, *([wanted] if wanted and days[0] <= wanted else [])}, reverse=True)
    written = [day.isoformat() for day in options]
    latest = (usual or days[-1]).isoformat()

    def label(day: str) -> str:
        return say("ui.until", lang, day=day_text(date.fromisoformat(day), lang))

    chosen = choose("as_of", written, latest, label, lang, 220)

    # Without a widget, and at once: it holds the place of the strip while the figures come.
    with st.session_state[_STRIP][0]:
        st.markdown(strip_part(written, chosen, lang), unsafe_allow_html=True)
    return date.fromisoformat(chosen)
