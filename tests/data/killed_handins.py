"""Hand-ins that are killed at random moments, and what must be true of the store afterwards.

Run as a script it hands in a roster and a sheet again and again, and says each receipt before going on.
"""

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import date

from data.access import Access
from data.handins.handin import State
from data.handins.submissions import accept, draft, submit
from data.queries.handins import list_submissions, original_of
from data.settings import Settings, load_settings
from data.store import open_store
from intake.handin import check_file, handin_of
from metrics.observation import Basis
from tests.support.paths import ROOT
from tests.support.roster_of import make_rows, workbook_of
from tests.support.store_of import a_handin, said

ROWS, FIGURES = 400, 40


@dataclass(slots=True)
class Tally:
    """What a series of kills came to."""

    kills: int = 0
    acknowledged: int = 0


def kill_once(settings: Settings, tally: Tally, wait: float, start: int) -> int:
    """Let a process hand in for `wait` seconds, kill it, and check the store; return where the next may start."""
    environment = os.environ | {"LONGJIANG_HOME": str(settings.home), "LONGJIANG_KEY": str(settings.key_path)}
    command = [sys.executable, "-m", "tests.data.killed_handins", str(start)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
        time.sleep(wait)
        os.kill(process.pid, signal.SIGKILL)
        # A line cut off was not acknowledged.
        lines = [line.split() for line in process.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
    tally.kills += 1
    tally.acknowledged += len(lines)
    check_store(settings, {number: State(state) for number, state in lines})
    return start + len(lines) + 1


def check_store(settings: Settings, acknowledged: dict[str, State]) -> None:
    """Hold that everything acknowledged is there, and everything that is there is there as a whole."""
    with open_store(settings) as store:
        access = Access(store)
        found = list_submissions(access)
        states = {one.number: one.status for one in found}
        for number, state in acknowledged.items():
            assert states.get(number) in (state, State.ACCEPTED, State.SUPERSEDED), (
                f"{number} was acknowledged as {state} and is {states.get(number)}"
            )
        for one in found:
            assert original_of(access, one.id)[1]
            with store.cursor() as cursor:
                rows = cursor.execute("SELECT count(*) FROM roster_row WHERE submission = ?", [one.id]).fetchone()
                rejected = cursor.execute(
                    "SELECT count(*) FROM roster_rejected WHERE submission = ?", [one.id]
                ).fetchone()
            if one.file.endswith("台账.xlsx"):
                assert rows and rejected and rows[0] + rejected[0] == ROWS, (
                    f"{one.file}: {rows} and {rejected} of {ROWS} rows"
                )
            else:
                assert one.counts["observations"] == FIGURES
        _check_sums(access, [one.id for one in found if one.status in (State.ACCEPTED, State.SUPERSEDED)])
        assert list((settings.originals / "incoming").glob("*")) == []


def _check_sums(access: Access, accepted: list[str]) -> None:
    with access.store.cursor() as cursor:
        counted = cursor.execute(
            "SELECT count(DISTINCT training) FROM roster_row WHERE submission IN (SELECT unnest(CAST(? AS VARCHAR[])))",
            [accepted],
        ).fetchone()
        summed = cursor.execute("SELECT coalesce(sum(sessions), 0) FROM roster_sum").fetchone()
    assert counted == summed, f"{counted} trainings are accepted, the sums say {summed}"


def hand_in(start: int) -> None:
    """Hand in rosters and sheets without end; say number and state once each is acknowledged."""
    with open_store(load_settings()) as store:
        access = Access(store)
        print("ready", flush=True)
        for number in range(start, start + 1_000_000):
            if number % 2:
                content = workbook_of(make_rows(ROWS, seed=number))
                handin = handin_of(
                    check_file(content, f"大庆市{number}台账.xlsx", access, plan="98113", city="230600"), content
                )
            else:
                handin = a_handin(
                    *[
                        said(number, date(2019, 6, 30), city=str(city), cell=f"D{city}", basis=Basis.STANDING)
                        for city in range(FIGURES)
                    ],
                    content=f"file {number}".encode(),
                )
            found = submit(access, draft(access, handin).id, "测试")
            print(found.number, found.status, flush=True)
            found = accept(access, found.id)
            print(found.number, found.status, flush=True)


def random_wait(chance: random.Random) -> float:
    """Return how long to wait before killing: mostly within the first three hand-ins."""
    return chance.uniform(0.0, 2.5)


if __name__ == "__main__":
    hand_in(int(sys.argv[1]))
