"""How rightly sheets are read: read, asked, wrong and needless questions over samples, cases and generated tables.

``python -m tests.benchmarks.readings [TABLES] [--seed N] [--show wrong|needless|asked] [--most N]``
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from random import Random

from tests.support import reading_of
from tests.support.paths import SAMPLES
from tests.writings.cases import is_ordinary, judge_case, load_cases
from tests.writings.drawing import draw_table
from tests.writings.verdict import judge

#: As many in the run of all benchmarks; the count asked for by hand may be any.
FEW = 300


@dataclass
class Judged:
    """One file's verdict, with the text that shows it."""

    text: str
    read: int
    asked: int
    wrong: list[str]
    needless: list[str]
    ordinary: bool
    tags: tuple[str, ...] = field(default=())
    left: list[str] = field(default_factory=list)


def judge_samples() -> Iterator[Judged]:
    """Judge the sample workbooks by the expectations beside them."""
    for path in sorted(SAMPLES.glob("*.expected.json")):
        expected = json.loads(path.read_text(encoding="utf-8"))
        sample = path.with_name(path.name.removesuffix(".expected.json"))
        reading = reading_of.read_as_dict(sample.read_bytes(), sample.name)
        wanted = {_exact(row, 5) for row in expected["observations"]} | {_exact(row, 3) for row in expected["targets"]}
        found = {*reading_of.observation_rows(reading), *reading_of.target_rows(reading)}
        ordinary = not expected["findings"]
        errors = [str(one) for one in reading["findings"] if one["level"] == "error"] if ordinary else []
        wrong = [str(row) for row in found - wanted]
        yield Judged(sample.name, len(found & wanted), len(wanted - found), wrong, errors, ordinary)


def _exact(row: list, value_at: int) -> tuple:
    return tuple(reading_of.exact(item) if place == value_at else item for place, item in enumerate(row))


def judge_cases() -> Iterator[Judged]:
    """Judge the written cases."""
    for case in load_cases():
        found = judge_case(case)
        needless = found.needless or [f"not read: {row}" for row in found.asked]
        ordinary = is_ordinary(case)
        yield Judged(
            f"{case['id']}\n{case['sheets']}",
            found.read,
            len(found.asked),
            found.wrong,
            needless if ordinary else [],
            ordinary,
        )


def judge_generated(seed: int, number: int, *, foreign: float = 0.3) -> Judged:
    """Draw one table and judge it; the same seed and number give the same table."""
    table = draw_table(Random(f"{seed}-{number}"), foreign=foreign)
    found = judge(table)
    return Judged(
        f"#{number} {' · '.join(table.kinds)}{f' [{table.foreign}]' if table.foreign else ''}\n{table.text}",
        len(found.read),
        len(found.asked),
        found.wrong + found.unaccounted,
        found.needless,
        table.ordinary,
        (table.foreign.split(":")[0] or "own words", *table.kinds),
        [f"not read: {' '.join(found.asked)}"] if found.asked else [],
    )


def measure_readings(tables: int = FEW, seed: int | None = None) -> list[tuple[str, ...]]:
    """Return one line a body of tables for the run of all benchmarks."""
    seed = Random().randrange(10**6) if seed is None else seed
    groups = (
        ("samples", judge_samples()),
        ("cases", judge_cases()),
        (f"{tables} generated tables, seed {seed}", map(partial(judge_generated, seed), range(tables))),
    )
    lines: list[tuple[str, ...]] = []
    for name, judged in groups:
        total = add_up(judged)
        lines.append((f"readings of {name}", *_told(total), "read ≥ 95 %, wrong 0, false ≤ 5 %"))
    return lines


def add_up(judged: Iterable[Judged]) -> Counter[str]:
    """Return the sums over files."""
    total: Counter[str] = Counter()
    for one in judged:
        total["tables"] += 1
        total["read"] += one.read
        total["asked"] += one.asked
        total["wrong"] += len(one.wrong)
        total["tables wrong"] += bool(one.wrong)
        total["ordinary"] += one.ordinary
        total["needless"] += bool(one.needless)
    return total


def _told(total: Counter[str]) -> tuple[str, str, str]:
    placed = total["read"] + total["asked"]
    share = 100 * total["read"] / placed if placed else 100.0
    needless = 100 * total["needless"] / total["ordinary"] if total["ordinary"] else 0.0
    return (
        f"read {share:.1f} % ({total['read']} of {placed}), asked {total['asked']}",
        f"wrong {total['wrong']} in {total['tables wrong']} of {total['tables']} tables",
        f"false questions {needless:.1f} % ({total['needless']} of {total['ordinary']} ordinary)",
    )


def main() -> None:
    """Print the counts, and on demand the tables behind them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tables", nargs="?", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=Random().randrange(10**6))
    parser.add_argument("--show", choices=("wrong", "needless", "asked", "none"), default="none")
    parser.add_argument("--most", type=int, default=20)
    parser.add_argument("--foreign", type=float, default=0.3, help="how many tables have a strange word in them")
    asked = parser.parse_args()
    started, shown = time.perf_counter(), 0
    work = partial(judge_generated, asked.seed, foreign=asked.foreign)
    with ProcessPoolExecutor(2) as pool:
        generated = list(pool.map(work, range(asked.tables), chunksize=50))
    groups = {"samples": [*judge_samples()], "cases": [*judge_cases()], f"generated, seed {asked.seed}": generated}
    for name, judged in groups.items():
        print(f"{name:28}", *_told(add_up(judged)), sep="  ")
        for one in judged:
            lines = {"wrong": one.wrong, "needless": one.needless, "asked": one.left, "none": []}[asked.show]
            if lines and shown < asked.most:
                shown += 1
                print("----", one.text, *lines[:4], sep="\n")
    own = [one for one in generated if one.tags[0] == "own words"]
    print(f"{'  of these, own words only':28}", *_told(add_up(own)), sep="  ")
    print(f"{time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
