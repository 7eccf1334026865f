"""Ends the sessions of readers who left, when the time to come back is over.

Streamlit forgets such a session only when the next reader leaves, and then lets the garbage
collector find it some day; until then each keeps three file descriptors and its memory.
"""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from streamlit import runtime

EVERY = 10.0


@asynccontextmanager
async def ending_left_sessions(every: float = EVERY) -> AsyncIterator[None]:
    """Look every so many seconds, while the server lives, which sessions are over."""

    async def look() -> None:
        while True:
            await asyncio.sleep(every)
            end_left_sessions()

    looking = asyncio.create_task(look())
    try:
        yield
    finally:
        looking.cancel()


def end_left_sessions() -> None:
    """End every session that nobody can come back to, and give back what it held."""
    # Streamlit has no word for this; a version that keeps its sessions elsewhere ends them as before.
    with suppress(AttributeError, RuntimeError):
        if runtime.get_instance()._session_mgr._session_storage._cache.expire():  # type: ignore[attr-defined]
            gc.collect()
