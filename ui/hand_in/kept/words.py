"""What was typed stays though another page was shown meanwhile: a widget's words go when it is not drawn."""

from collections.abc import Mapping

import streamlit as st

_WORDS = "upload.words"


def hold_words(key: str) -> None:
    """Put back what was typed into a field before, and keep what will be; call it before the field is drawn."""
    words = read_words()
    if key not in st.session_state and words.get(key):
        st.session_state[key] = words[key]
    words.setdefault(key, "")


def forget_words(key: str) -> None:
    """Let go of what was typed, once it was said."""
    read_words().pop(key, None)


def read_words() -> dict[str, str]:
    """Return what was typed, by the key of its field."""
    words: dict[str, str] = st.session_state.setdefault(_WORDS, {})
    for key in words:
        words[key] = st.session_state.get(key, words[key]) or ""
    return words


def give_back_words(words: Mapping[str, str]) -> None:
    """Take words from an earlier visit; a callback, before their fields are drawn."""
    for key, text in words.items():
        read_words()[key] = st.session_state[key] = text
