"""The server: ``streamlit run app.py``."""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware

from commands.command_line import find_language
from commands.store_access import explain, leave_note, remove_note
from data.definitions import check_definitions
from data.errors import StoreRefusal
from data.settings import load_settings
from data.store import open_store
from metrics.definitions.catalogue import DefinitionErrors
from serving import api, page_assets
from serving.compression import Compression
from serving.gate import Gate
from serving.left_sessions import ending_left_sessions
from serving.loopback import refusal_of_address
from serving.page_language import PageLanguage
from ui.session import language
from wording.personal import guard_log

guard_log()

if refusal := refusal_of_address(st.get_option("server.address")):
    sys.exit(refusal)
try:
    check_definitions()
    settings = load_settings()
    store = open_store(settings)
except (DefinitionErrors, StoreRefusal) as refused:
    sys.exit(explain(refused, find_language(())))


@asynccontextmanager
async def serving(_: st.App) -> AsyncIterator[None]:
    """Tell the command line where to knock, while the server lives."""
    leave_note(settings, st.get_option("server.port"))
    # What the imports left lives for ever: no collection need look at it again.
    gc.collect()
    gc.freeze()
    try:
        async with ending_left_sessions():
            yield
    finally:
        remove_note(settings)
        store.close()


def say_what_to_do(failure: Exception) -> bool:
    """Show one sentence where a page failed, with the number under which the log has it."""
    st.error(explain(failure, language()))
    return True


app = st.App(
    "ui/router.py",
    lifespan=serving,
    on_script_error=say_what_to_do,
    middleware=[Middleware(Gate), Middleware(Compression), Middleware(PageLanguage)],
    routes=[*api.ROUTES, *page_assets.ROUTES],
)
