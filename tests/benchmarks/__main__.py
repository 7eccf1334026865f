"""How rightly it reads and how fast it is, measured here and now beside its goals: ``make bench``.

Seconds depend on the machine; so each figure stands beside the same work of a yardstick in the
same run: a page with nothing but a title, a bare start of Python.
"""

import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from data.settings import Settings
from tests.benchmarks.foreign_texts import measure_foreign_texts
from tests.benchmarks.readings import measure_readings
from tests.benchmarks.rosters import measure_rosters
from tests.data.killed_handins import Tally, kill_once, random_wait

ROOT = Path(__file__).parent.parent.parent
MONTHLY = ROOT / "tests" / "samples" / "全省进度月报-2019年6月.xlsx"
RUNS = 7
KILLS = 50


def main() -> None:
    """Print one line a figure: measured, yardstick, ratio, goal."""
    lines = [
        *measure_readings(),
        *measure_check(),
        *measure_foreign_texts(),
        *measure_views(),
        *measure_first_figures(),
        *measure_briefs(),
        *measure_rosters(),
        *measure_kills(),
    ]
    heads = ("what", "measured", "yardstick", "ratio", "goal")
    widths = [max(len(line[place]) for line in (heads, *lines)) for place in range(len(heads))]
    for line in (heads, *lines):
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def measure_check() -> list[tuple[str, ...]]:
    """Time `manage.py check` on the monthly sample, process start included, against a bare start of Python."""
    check = _seconds([sys.executable, "manage.py", "check", str(MONTHLY), "--json"])
    bare = _seconds([sys.executable, "-c", "pass"])
    return [
        ("check of the monthly sample", f"{check:.2f} s", f"{bare:.2f} s bare Python", f"{check / bare:.1f}", "≤ 0.7 s")
    ]


def _seconds(command: list[str]) -> float:
    def once() -> float:
        start = time.perf_counter()
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        assert "--json" not in command or json.loads(done.stdout)[0]["observations"]
        return time.perf_counter() - start

    once()
    return median(once() for _ in range(RUNS))


def _measured_by(script: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, str(Path(__file__).with_name(script)), home]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure_views() -> list[tuple[str, ...]]:
    """CPU of the server process, messages and bytes of one warm view, beside a page with only a title."""
    found = _measured_by("page_views.py")
    views, shown = found["views"], list[tuple[str, ...]]()
    title = f"{views['title']['cpu'] * 1000:.1f} ms title page"
    goals = {"overview": "≤ 2.5 ×, ≤ 25 messages, ≤ 30 kB", "city": "≤ 3 ×", "metric": "≤ 3 ×"}
    for name, one in views.items():
        if name != "title":
            cost = f"{one['cpu'] * 1000:.1f} ms, {one['messages']} messages, {one['bytes'] / 1000:.0f} kB"
            ratio = f"{one['cpu'] / views['title']['cpu']:.1f}"
            shown.append((f"one warm view, {name}", cost, title, ratio, goals.get(name, "")))
    busy, quiet = f"{found['reading'] * 1000:.0f} ms", f"{found['quiet'] * 1000:.0f} ms otherwise"
    ratio = f"{found['reading'] / found['quiet']:.1f}"
    return [*shown, ("an overview view while a bomb is read, p95", busy, quiet, ratio, "")]


def measure_first_figures() -> list[tuple[str, ...]]:
    """Seconds until figures and the last drawing stand in Chromium, beside the title of a page with nothing else."""
    found, shown = _measured_by("first_figures.py"), list[tuple[str, ...]]()
    for state in ("cold", "warm"):
        ours, title = found[f"overview {state}"], found[f"title {state}"]["first"]
        for key, name, goal in (
            ("first", "first figures", "≤ 0.4 s after it"),
            ("last", "last drawing", "≤ 0.6 s after it"),
        ):
            measured, ratio = f"{ours[key]:.2f} s", f"{ours[key] / title:.1f}"
            shown.append((f"overview, {name}, {state}", measured, f"{title:.2f} s title", ratio, goal))
        shown.append((f"overview, layout shift, {state}", f"{ours['shift']:.3f}", "", "", "≤ 0.05"))
    return shown


def measure_kills() -> list[tuple[str, ...]]:
    """Kill a process that hands in at random moments; any loss ends the run with what was lost."""
    chance, tally, start = random.Random(), Tally(), 0
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder) / "home", Path(folder) / "key")
        for _ in range(KILLS):
            start = kill_once(settings, tally, random_wait(chance), start)
    return [
        (
            f"kill -9 during hand-ins, {tally.kills} times",
            f"{tally.acknowledged} receipts, none lost",
            "",
            "",
            "nothing half-stored",
        )
    ]


def measure_briefs() -> list[tuple[str, ...]]:
    """Time briefs of the demo province, each read back and proved, against composing its text alone."""
    script = [sys.executable, str(Path(__file__).with_name("briefs.py"))]
    done = subprocess.run(script, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    found = json.loads(done.stdout.splitlines()[-1])
    yardstick = f"{found['text']:.3f} s text alone"
    rows = (
        ("provincial deck, proved", "pptx", "≤ 1 s"),
        ("provincial PDF, proved", "pdf", ""),
        ("provincial DOCX, proved", "docx", ""),
        ("provincial XLSX, proved", "xlsx", ""),
        (f"all formats for all places, {found['files']:.0f} files", "batch", "≤ 20 s"),
    )
    return [
        (name, f"{found[key]:.2f} s", yardstick, f"{found[key] / found['text']:.0f}", goal) for name, key, goal in rows
    ]


if __name__ == "__main__":
    main()
