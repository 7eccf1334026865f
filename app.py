"""The server: ``streamlit run app.py``."""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware

from data.errors import StoreRefusal
from data.settings import load_settings
from data.store import open_store
from ui.api import ROUTES
from ui.compression import Compression
from ui.door import leave_note, remove_note
from ui.gate import Gate
from ui.loopback import refusal_of_address
from ui.page_language import PageLanguage
from ui.session import language
from wording.sentences import say

if refusal := refusal_of_address(st.get_option("server.address")):
    sys.exit(refusal)
try:
    settings = load_settings()
    store = open_store(settings)
except StoreRefusal as refused:
    sys.exit(refused.sentence())


@asynccontextmanager
async def serving(_: st.App) -> AsyncIterator[None]:
    """Tell the command line where to knock, while the server lives."""
    leave_note(settings, st.get_option("server.port"))
    # What the imports left lives for ever: no collection need look at it again.
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        remove_note(settings)
        store.close()


def say_what_to_do(_: Exception) -> bool:
    """Show one sentence where a page failed; Streamlit has written the traceback to the log."""
    st.error(say("error.page", language()))
    return True


app = st.App(
    "ui/router.py",
    lifespan=serving,
    on_script_error=say_what_to_do,
    middleware=[Middleware(Gate), Middleware(Compression), Middleware(PageLanguage)],
    routes=ROUTES,
)
