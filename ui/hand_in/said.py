"""What the reporter has said about one file: answers to what it leaves open, and corrections of what was read."""

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from data.access import Access
from data.handins.hints import remember_hints
from intake.reading import Reading, UnderstoodColumn
from metrics.plan import Plan
from ui.hand_in.questions import read_answers

#: What one answer may say.
_SAID = ("metric", "span", "unit", "month", "counted", "passed", "left", "role")
#: What serves the next file with the same head too.
_REMEMBERED = ("metric", "span", "unit", "counted", "passed")


def read_said(file: str) -> tuple[dict[str, Any], ...]:
    """Return what was said about this file; it holds for this file only until that was handed in."""
    return st.session_state.get(_key(file), ())


def told_of(file: str) -> dict[str, object]:
    """Return all that was answered for this file: read with other answers it is another hand-in."""
    said = read_said(file)
    return {**read_answers(file), **({"said": said} if said else {})}


def options_of(file: str) -> dict[str, Any]:
    """Return all that was said about this file as options of its reading; who speaks of a plan's figures means it."""
    said = read_said(file)
    plans = {one["plan"] for one in said if "plan" in one}
    return {"hints": said, **({"plan": plans.pop()} if len(plans) == 1 else {}), **read_answers(file)}


def keep_said(file: str, hints: Iterable[Mapping[str, Any]]) -> None:
    """Keep answers beside those given before; a later one about the same goes before an earlier one."""
    kept = {_about(one): dict(one) for one in read_said(file)}
    for one in hints:
        about = _about(one)
        kept[about] = {**kept.get(about, {}), **one}
    said = (one for one in kept.values() if "cell" in one or any(one.get(name) for name in _SAID))
    st.session_state[_key(file)] = tuple(said)


def forget_said(file: str, unwanted: Mapping[str, Any]) -> None:
    """Take back one answer about a file; a callback."""
    st.session_state[_key(file)] = tuple(one for one in read_said(file) if one != unwanted)


def answer_about(column: UnderstoodColumn, plan: Plan) -> dict[str, Any]:
    """Return what an answer about a column or row begins with."""
    about = {"plan": plan.id, "fingerprint": column.fingerprint, "column": column.ordinal, "row": column.row}
    return {**about, "head": column.header[:80]}


def remember_said(access: Access, reading: Reading, file: str) -> None:
    """Remember for the same head, once the file was handed in, what its head left open; never what contradicts it."""
    overruled = {(one.fingerprint, one.ordinal, one.row) for one in reading.columns if one.overruled}
    hints = [
        {name: value for name, value in one.items() if name not in ("month", "left", "role", "overrules")}
        for one in read_said(file)
        if any(one.get(name) for name in _REMEMBERED)
        and "cell" not in one
        and (one["fingerprint"], one["column"], one.get("row", "")) not in overruled
    ]
    if hints:
        remember_hints(access, hints, reading.file)


def _about(one: Mapping[str, Any]) -> tuple:
    if "cell" in one:
        return "cell", one["sheet"], one["cell"]
    words = one.get("passed") or one.get("left") or ""
    return one["plan"], one["fingerprint"], one["column"], one.get("row", ""), bool(one.get("overrules")), words


def _key(file: str) -> str:
    return f"upload.said.{file[:12]}"
