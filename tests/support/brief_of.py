"""Briefs from the demo store, for the tests of every format: workbooks through the real intake, filled once."""

import tempfile
from datetime import date
from functools import cache

from briefing.brief import Brief, Scope
from briefing.composing.composition import compose_brief
from briefing.composing.material import Material, fetch_material
from briefing.manner import ANNEXES, Manner
from commands.requests import run_command
from data.access import Access
from data.settings import load_settings
from data.store import open_store

PLAN = "98113"
WHOLE = Manner(annexes=ANNEXES, maps=True, internal=True)
DAY = date(2020, 8, 31)
PROVINCE = Scope("province", PLAN)
HARBIN = Scope("city", PLAN, ("230100",))
SESSIONS = Scope("metric", PLAN, metric="training_sessions")
FOUR = Scope("cities", PLAN, ("230100", "230200", "230300", "231000"))
SCOPES = (PROVINCE, HARBIN, SESSIONS, FOUR)


@cache
def demo_access() -> Access:
    """Return a store with the demo data, filled once a test session."""
    home = tempfile.TemporaryDirectory(prefix="demo-")
    store = open_store(load_settings({"LONGJIANG_HOME": home.name}))
    _kept.append(home)
    for _ in run_command(store, "demo", {}):
        pass
    return Access(store)


@cache
def material_of(scope: Scope, day: date = DAY) -> Material:
    """Return the views of a scope."""
    found = fetch_material(demo_access(), scope, day)
    assert found is not None
    return found


@cache
def brief_of(scope: Scope = PROVINCE, lang: str = "zh", length: str = "full", day: date = DAY) -> Brief:
    """Return a composed brief from real demo figures, with all that a brief may have."""
    return compose_brief(material_of(scope, day), lang, length, WHOLE)


_kept: list[tempfile.TemporaryDirectory] = []
