"""What the address of a page says: plan, metric, city, as-of day, language. A link shows the same page again."""

from datetime import date

import streamlit as st

NAMES = (
    "lang",
    "plan",
    "as_of",
    "city",
    "metric",
    "order",
    "period",
    "scope",
    "cities",
    "length",
    "formats",
    "size",
    "view",
    "charts",
    "changes",
    "search",
    "sheet",
    "known_at",
)


def read_address(name: str) -> str | None:
    """Return what the address says, else what this session chose before: menus drop the address.

    A default that this session itself put there (`show_address`) is no choice: the latest as-of
    day must move on when something newer is accepted.
    """
    given = st.query_params.get(name)
    if given is not None and given != st.session_state.get(_shown(name)):
        st.session_state[_kept(name)] = given
    return st.session_state.get(_kept(name))


def is_new(name: str) -> bool:
    """Tell whether the address says something that this session neither chose nor put there: a link was opened."""
    given = st.query_params.get(name)
    return given is not None and given not in (st.session_state.get(_kept(name)), st.session_state.get(_shown(name)))


def read_day(name: str = "as_of") -> date | None:
    """Return the day that the address says; ``None`` when there is none or it is no day."""
    try:
        return date.fromisoformat(read_address(name) or "")
    except ValueError:
        return None


def chosen_before() -> dict[str, str]:
    """Return what the reader chose of plan, day and language: links must say it, as a new window knows nothing."""
    kept = {name: st.session_state.get(_kept(name)) for name in ("plan", "as_of", "lang")}
    return {name: value for name, value in kept.items() if value}


def write_address(**values: str) -> None:
    """Put choices into the address and keep them for the session."""
    for name, value in values.items():
        if name not in NAMES:
            raise KeyError(name)
        st.session_state[_kept(name)] = value
        st.query_params[name] = value


def show_address(**values: str) -> None:
    """Complete the address with what is shown, so that the link is whole; a default stays one."""
    for name, value in values.items():
        if st.session_state.get(_kept(name)) != value:
            st.session_state[_shown(name)] = value
    # All at once: each change is a message to the browser.
    if changed := {name: value for name, value in values.items() if st.query_params.get(name) != value}:
        st.query_params.update(changed)


def _kept(name: str) -> str:
    return f"address.{name}"


def _shown(name: str) -> str:
    return f"address.{name}.default"
