"""Rosters of a hundred thousand and a million rows: our whole path beside the fastest reader alone, and pandas.

Each way runs in a process of its own; CPU and peak memory are the process's and its children's.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SIZES = (100_000, 1_000_000)
#: openpyxl takes minutes for a million rows: it is run on the smaller roster and scaled by the rows.
SCALED = "pandas with openpyxl"


def measure_rosters() -> list[tuple[str, ...]]:
    """Return the lines of the report: what, measured, yardstick, ratio, goal."""
    lines: list[tuple[str, ...]] = []
    with tempfile.TemporaryDirectory() as folder:
        for rows in SIZES:
            place = Path(folder) / f"台账{rows}.xlsx"
            _write(place, rows)
            lines += _compare(place, rows, Path(folder))
            place.unlink()
    return lines + measure_queries()


def measure_queries() -> list[tuple[str, ...]]:
    """Time the views of the breakdown page on three million stored rows, and the acceptance of the third million."""
    found = _run("tests.benchmarks.roster_store")
    view = f"{found['view'] * 1000:.0f} ms, {found['view_cpu'] * 1000:.0f} ms CPU"
    return [
        (
            "a breakdown view (8 queries) at 3M roster rows",
            view,
            f"longest {found['longest'] * 1000:.0f} ms",
            "",
            "≤ 30 ms a query",
        ),
        (
            "accepting the third million of rows",
            f"{found['accept']:.1f} s, {found['accept_cpu']:.1f} s CPU",
            f"store {found['bytes'] / 1e6:.0f} MB",
            "",
            "",
        ),
    ]


def _compare(place: Path, rows: int, folder: Path) -> list[tuple[str, ...]]:
    alone = _run("tests.benchmarks.rosters", "fastexcel", str(place))
    whole = _run("tests.benchmarks.rosters", "ours", str(place), str(folder / f"home{rows}"))
    calamine = _run("tests.benchmarks.rosters", "calamine", str(place))
    named = f"{rows:,} rows"
    lines = [
        (
            f"{named}: file to queryable",
            _told(whole),
            f"{_told(alone)} fastexcel alone",
            f"{whole['cpu'] / alone['cpu']:.2f}",
            "≤ 1.5 × CPU",
        ),
        (f"{named}: the reading child", f"{whole['child']:.0f} MB", "", "", "≤ 1,500 MB"),
        (
            f"{named}: pandas with calamine",
            _told(calamine),
            f"{_told(whole)} ours",
            f"{calamine['cpu'] / whole['cpu']:.1f}",
            "",
        ),
    ]
    if rows == SIZES[0]:
        _compare.openpyxl = _run("tests.benchmarks.rosters", "openpyxl", str(place))  # type: ignore[attr-defined]
    slow = dict(_compare.openpyxl)  # type: ignore[attr-defined]
    slow["cpu"] *= rows / SIZES[0]
    scaled = "" if rows == SIZES[0] else f", scaled from {SIZES[0]:,} rows"
    lines.append(
        (
            f"{named}: {SCALED}{scaled}",
            f"{slow['cpu']:.1f} s CPU",
            f"{_told(whole)} ours",
            f"{slow['cpu'] / whole['cpu']:.1f}",
            "≥ 10 × ours",
        )
    )
    return lines


def _told(found: dict) -> str:
    return f"{found['cpu']:.1f} s CPU, {found['peak']:.0f} MB"


def _run(module: str, *arguments: str) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def _write(place: Path, rows: int) -> None:
    from tests.support.roster_of import make_rows, write_workbook

    write_workbook(place, make_rows(rows))


def prepare_fastexcel(place: str, _: str) -> Callable[[], None]:
    """The fastest reader alone, to Arrow, looking at every cell."""
    import fastexcel

    def read() -> None:
        sheet = fastexcel.read_excel(Path(place).read_bytes()).load_sheet(0, header_row=1, schema_sample_rows=None)
        assert sheet.to_arrow().num_rows

    return read


def prepare_pandas(place: str, engine: str) -> Callable[[], None]:
    """What most people would write."""
    import pandas

    def read() -> None:
        assert len(pandas.read_excel(place, header=1, engine=engine))

    return read


def prepare_ours(place: str, home: str) -> Callable[[], None]:
    """The whole path in a server that runs: child, judgements, store, acceptance, sums, a query that answers."""
    # A server of pages has it loaded.
    import pandas  # noqa: F401

    from intake.child import running as child

    # On a busy machine the clock is no measure: the limit on CPU stays.
    limits = child.Limits(wall=600)
    child.read_in_child.__kwdefaults__["limits"] = limits
    from data.access import Access
    from data.handins.submissions import accept, draft, submit
    from data.queries.breakdown import fetch_breakdown
    from data.settings import Settings
    from data.store import open_store
    from intake.handin import check_file, handin_of

    store = open_store(Settings(Path(home), Path(home).with_suffix(".key")))

    def take_in() -> None:
        access, content = Access(store), Path(place).read_bytes()
        reading = check_file(content, "大庆市2019年培训台账.xlsx", access, plan="98113")
        found = draft(access, handin_of(reading, content))
        accept(access, submit(access, found.id, "测试").id)
        assert reading.roster and fetch_breakdown(access, "98113").sessions == reading.roster["kept"]
        store.close()

    return take_in


WAYS = {"ours": prepare_ours, "fastexcel": prepare_fastexcel, "calamine": prepare_pandas, "openpyxl": prepare_pandas}


def main(way: str, place: str, home: str = "") -> None:
    """Carry out one way and print what it took as JSON, from where everything is loaded."""
    carry_out = WAYS[way](place, home or way)
    started, before = time.perf_counter(), _cpu()
    carry_out()
    peaks = [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(
        json.dumps(
            {"cpu": _cpu() - before, "peak": max(peaks), "child": peaks[1], "wall": time.perf_counter() - started}
        )
    )


def _cpu() -> float:
    return sum(
        one.ru_utime + one.ru_stime for one in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
