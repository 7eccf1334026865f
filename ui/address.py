"""What the address of a page says: plan, metric, city, as-of day, language. A link shows the same page again."""

from datetime import date

import streamlit as st

NAMES = ("lang", "plan", "as_of", "city", "metric")


def read_address(name: str) -> str | None:
    """Return what the address says, else what this session chose before: menus drop the address."""
    given = st.query_params.get(name)
    if given is not None:
        st.session_state[_kept(name)] = given
        return given
    return st.session_state.get(_kept(name))


def read_day(name: str = "as_of") -> date | None:
    """Return the day that the address says; ``None`` when there is none or it is no day."""
    try:
        return date.fromisoformat(read_address(name) or "")
    except ValueError:
        return None


def write_address(**values: str | None) -> None:
    """Put these into the address and keep them for the session; ``None`` takes one out."""
    for name, value in values.items():
        if name not in NAMES:
            raise KeyError(name)
        if value is None:
            st.session_state.pop(_kept(name), None)
            st.query_params.pop(name, None)
            continue
        st.session_state[_kept(name)] = value
        show_address(**{name: value})


def show_address(**values: str) -> None:
    """Put these into the address only, so that the link is whole; what is a default stays one."""
    for name, value in values.items():
        if st.query_params.get(name) != value:
            st.query_params[name] = value


def _kept(name: str) -> str:
    return f"address.{name}"
