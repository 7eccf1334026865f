"""Offer the whole overview as a picture or PDF, made by a browser of its own when asked for."""

import streamlit as st

from briefing.formats.image import NoBrowser, PictureFailed, render_picture
from briefing.screen.overview_page import compose_page, page_height
from data.queries.overview import Overview
from ui.views.scene import Scene
from wording.sentences import say

_MIMES = {"png": "image/png", "pdf": "application/pdf"}


def offer_picture(scene: Scene, overview: Overview) -> None:
    """Show a button for each form; after pressing, the file, or one sentence why there is none."""
    for form, mime in _MIMES.items():
        if not st.button(say(f"ui.make-{form}", scene.lang), key=f"make.{form}", icon=":material/photo_camera:"):
            continue
        try:
            with st.spinner(say("ui.making", scene.lang)):
                content = _render(scene.key("picture"), form, overview, scene.lang, scene.demo)
        except NoBrowser:
            st.info(say("ui.no-browser", scene.lang))
        except PictureFailed:
            st.error(say("ui.picture-failed", scene.lang))
        else:
            name = say("overview.file", scene.lang, day=scene.as_of.isoformat())
            name = f"{say('brief.demo-mark', scene.lang)}{name}" if scene.demo else name
            st.download_button(
                say("ui.save-file", scene.lang, form=form.upper()),
                content,
                f"{name}.{form}",
                mime,
                type="primary",
                on_click="ignore",
            )


@st.cache_data(show_spinner=False, max_entries=8)
def _render(key: tuple[str, ...], form: str, _overview: Overview, lang: str, demo: bool) -> bytes:
    return render_picture(compose_page(_overview, lang, demo), form, page_height(_overview))
