"""The demonstration store that an earlier version made, unpacked, and what has moved since by the list of moves."""

import json
import tarfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from commands.requests import run_command
from data.settings import Settings
from data.store import Store
from tests.support.paths import FILES

EARLIER = FILES / "af40d05"
PROVINCE = "230000"
UNASKED = ("", "", "")
DIGITS = 6

Key = tuple[str, str, str, str]
Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one line that reads otherwise than in the earlier version."""

    plan: str
    day: str
    metric: str
    place: str
    field: str
    was: Any
    now: Any


def unpack_earlier_store(folder: Path) -> Settings:
    """Unpack the store and its key into a folder."""
    with tarfile.open(EARLIER / "store.tar.xz") as packed:
        packed.extractall(folder)  # our own file; Debian 12 has no filter yet
    return Settings(home=folder / "store", key_path=folder / "store.key")


def recorded() -> dict[str, Any]:
    """Return what the earlier version showed."""
    return json.loads((EARLIER / "figures.json").read_text("utf-8"))


def lines_then(record: Mapping) -> dict[Key, Line]:
    """Return each line that the earlier version showed."""
    lines: dict[Key, Line] = {(plan, *UNASKED): {"as_of": day} for plan, day in record["latest"].items()}
    for plan, days in record["figures"].items():
        for day, metrics in days.items():
            for metric, places in metrics.items():
                for place, values in places.items():
                    lines[plan, day, metric, place] = dict(zip(record["fields"], values, strict=True))
    return lines


def lines_now(store: Store, record: Mapping) -> dict[Key, Line]:
    """Return the same lines as they are shown today."""
    lines: dict[Key, Line] = {}
    for line in _ask(store):
        lines[line["plan"], *UNASKED] = {"as_of": line["as_of"]}
    for plan, days in record["figures"].items():
        for day in days:
            for line in _ask(store, plan=plan, as_of=day):
                shown = {field: _rounded(line[field]) for field in record["fields"]}
                lines[plan, day, line["metric"], line["city"]] = shown
    return lines


def _ask(store: Store, plan: str | None = None, as_of: str | None = None) -> list[dict]:
    *_, answer = run_command(store, "status", {"plan": plan, "as_of": as_of, "city": None})
    return answer["result"]


def _rounded(value: Any) -> Any:
    return round(value, DIGITS) if isinstance(value, float) else value


def differences(then: Mapping[Key, Line], now: Mapping[Key, Line]) -> Iterator[Difference]:
    """Compare line by line, field by field."""
    for key in dict.fromkeys((*then, *now)):
        before, after = then.get(key), now.get(key)
        if before is None or after is None:
            yield Difference(*key, "line", "gone" if before is None else "there", "there" if before is None else "gone")
            continue
        for field, was in before.items():
            if not _same(was, after[field]):
                yield Difference(*key, field, was, after[field])


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, (int, float)) and isinstance(other, (int, float)) and not isinstance(one, bool):
        return abs(one - other) <= 10**-DIGITS * 1.5
    return bool(one == other)


def listed_moves() -> list[dict]:
    """Return the moves that are listed, each with its rule."""
    return yaml.safe_load((EARLIER / "moves.yaml").read_text("utf-8")) or []


def explains(move: Mapping, difference: Difference) -> bool:
    """Tell whether a listed move is the reason of a difference."""
    for name, value in (("plans", difference.plan), ("metrics", difference.metric), ("days", difference.day)):
        if name in move and value not in map(str, move[name]):
            return False
    if "places" in move:
        kind = "province" if difference.place == PROVINCE else "cities"
        given = move["places"] if isinstance(move["places"], list) else [move["places"]]
        if not {difference.place, kind} & {str(one) for one in given}:
            return False
    listed = move["moves"].get(difference.field, {})
    return any(
        (was == "any" or _reads(was, difference.was)) and _reads(now, difference.now) for was, now in listed.items()
    )


def _reads(written: Any, value: Any) -> bool:
    """Compare with what YAML made of a hand-written value: a day is a date there, a number may be rounded."""
    if isinstance(written, (int, float)) and not isinstance(written, bool) and isinstance(value, (int, float)):
        return abs(written - value) < 0.00005
    return written is value if None in (written, value) else str(written) == str(value)


def unexplained(found: list[Difference], moves: list[dict], now: Mapping[Key, Line]) -> list[Difference]:
    """Return the differences that no listed move explains and that do not follow from one."""
    left = [one for one in found if not any(explains(move, one) for move in moves)]
    moved = {(one.plan, one.day, one.metric, one.place, one.field) for one in found if one not in left}
    return [one for one in left if not _follows(one, moved, now)]


def _follows(one: Difference, moved: set[tuple], now: Mapping[Key, Line]) -> bool:
    """Tell whether a lead follows from what moved on its own line: actual less the scheduled amount, of the target."""
    key = (one.plan, one.day, one.metric, one.place)
    if one.field != "lead" or not any((*key, field) in moved for field in ("schedule", "actual", "target", "status")):
        return False
    line = now[key]
    if one.now is None:
        return (*key, "status") in moved
    if line["schedule"] is None or not line["target"]:
        return False
    scheduled = line["target"] * line["schedule"]
    return any(
        abs(100 * (line["actual"] - amount) / line["target"] - one.now) < 0.001
        for amount in (scheduled, int(scheduled + line["target"] * 1e-6))  # of things the schedule asks for whole ones
    )


def as_entries(found: list[Difference]) -> str:
    """Write differences as entries of the list of moves, for whoever has to explain them."""
    groups = Counter((one.plan, one.metric, one.field, str(one.was), str(one.now)) for one in found)
    days: dict[tuple, dict] = {}
    for one in found:
        group = (one.plan, one.metric, one.field, str(one.was), str(one.now))
        days.setdefault(group, {})[one.day, one.place] = None
    lines = []
    for (plan, metric, field, was, now), count in sorted(groups.items()):
        where = list(days[plan, metric, field, was, now])
        some = ", ".join(f"{day} {place}" for day, place in where[:4]) + (" …" if len(where) > 4 else "")
        lines.append(f"plans: [{plan}]  metrics: [{metric}]  {field}: {{{was}: {now}}}  lines: {count}   # {some}")
    return "\n".join(lines)
