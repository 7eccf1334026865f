"""Who looks, at which store, in which language, on which ground: asked anew in every run."""

from functools import cache

import streamlit as st
from streamlit import runtime

from data.access import LOCAL_USER, Access
from data.settings import load_settings, settings_named
from data.store import Store, open_store
from metrics.definitions.catalogue import Catalogue, load_catalogue
from serving.gate import Gate
from ui.address import read_address, write_address
from wording.sentences import LANGUAGES, say


@cache
def _shared_store(named: tuple[str, ...]) -> Store:
    """One store a process and home; what names it keeps apart the stores of tests."""
    return open_store(load_settings())


def catalogue() -> Catalogue:
    """Return all plan definitions."""
    return load_catalogue()


def current_access() -> Access:
    """Return the store as the present user may use it; nobody may where a page is served without the gate."""
    if runtime.exists() and type(runtime.get_instance()) is runtime.Runtime and not Gate.stands:
        st.error(say("error.no-gate", language()))
        st.stop()
    return Access(_shared_store(settings_named()), LOCAL_USER)


def language() -> str:
    """Return ``zh`` or ``en``: the address says it, else what was chosen before, else Chinese."""
    wanted = read_address("lang")
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


def other_language() -> str:
    """Return the language that the switch leads to."""
    return LANGUAGES[1 - LANGUAGES.index(language())]


def switch_language() -> None:
    """Change to the other language; a callback."""
    write_address(lang=other_language())


def is_dark() -> bool:
    """Tell whether the reader's page has a dark ground."""
    return st.context.theme.type == "dark"


def is_demo() -> bool:
    """Tell whether the store holds demo data."""
    return current_access().store.nature == "demo"
