"""Whatever a file does, the parent lives and one sentence says what happened."""

import gc
import io
import os
import struct
import subprocess
import sys
import threading
import time
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from intake.child import running as child
from intake.child.running import LIMITS, Limits, Queue, Watch, read_in_child
from intake.child.serialising import pack_reading, unpack_reading
from intake.read import read_file
from intake.reading import Reading
from metrics.definitions.catalogue import load_catalogue
from tests.support.containers import claim_size, compound, plain_xlsx, record, with_parts, with_sheet
from tests.support.paths import SAMPLES

WORKBOOKS = sorted(path for path in SAMPLES.iterdir() if path.suffix in (".xlsx", ".xls", ".csv"))
MONTHLY = next(path for path in WORKBOOKS if path.name.startswith("全省进度月报")).read_bytes()
SMALL = Limits(memory=400_000_000, cpu=5, wall=8)


def told(reading: Reading) -> tuple[str, str | None]:
    (finding,) = reading.findings
    assert reading.format is None and not reading.observations
    return finding.slug, finding.facts.get("reason")


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.stem)
def test_the_child_reads_what_the_function_reads(path: Path) -> None:
    content, today = path.read_bytes(), date(2021, 3, 1)
    reading = read_file(content, path.name, load_catalogue(), today=today)
    assert read_in_child(content, path.name, today=today, plan=None) == reading


def test_a_reading_survives_packing_and_nothing_else_does() -> None:
    reading = read_file(MONTHLY, "x", load_catalogue())
    assert unpack_reading(pack_reading(reading)) == reading
    for content in (
        b"",
        b"{}",
        b"[1]",
        b"\xff",
        b"[" * 100_000,
        pack_reading(reading).replace(b'"48', b'"Infinity', 1)[:-1],
    ):
        with pytest.raises(ValueError):
            unpack_reading(content)


HUGE = b"<sst><si><t>" + b"A" * 190_000_000 + b"</t></si></sst>"
BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "' + b"a" * 1000 + b'"><!ENTITY b "' + b"&a;" * 1000 + b'">]><worksheet>&b;</worksheet>'
)
STREAM = record(0x809, b"\0" * 16) + record(0x2F, b"\0" * 6) + record(0x0A)
CASES = {
    "empty": (b"", ("unreadable-file", "empty")),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"x" * 99, ("unreadable-file", "picture")),
    "truncated xlsx": (MONTHLY[: len(MONTHLY) // 2], ("unreadable-file", "truncated")),
    "truncated xls": (
        next(p for p in WORKBOOKS if p.suffix == ".xls").read_bytes()[:3000],
        ("unreadable-file", "truncated"),
    ),
    "encrypted xlsx": (compound(EncryptionInfo=b"x", EncryptedPackage=b"x"), ("password-protected", None)),
    "encrypted xls": (compound(Workbook=STREAM), ("password-protected", None)),
    "other OLE file": (compound(WordDocument=b"x"), ("unreadable-file", "word-old")),
    "entity bomb": (with_parts(plain_xlsx(), xl__worksheets__sheet1_xml=BOMB), ("unreadable-file", "entities")),
    "bad text index": (
        with_sheet('<sheetData><row><c t="s"><v>99</v></c></row></sheetData>'),
        ("unreadable-file", "text-missing"),
    ),
    "place outside": (
        with_sheet('<sheetData><row><c r="XFE1"><v>9</v></c></row></sheetData>'),
        ("unreadable-file", "place-outside-sheet"),
    ),
    "broken markup": (with_sheet("<sheetData><row></sheetData>"), ("unreadable-file", "broken-markup")),
}


@pytest.mark.parametrize("case", CASES)
def test_a_broken_or_protected_file_is_told_in_one_finding(case: str) -> None:
    content, expected = CASES[case]
    assert told(read_in_child(content, "x.xlsx", limits=SMALL)) == expected


def test_one_huge_text_is_refused() -> None:
    assert told(read_in_child(with_parts(plain_xlsx(), xl__sharedStrings_xml=HUGE), "x.xlsx")) == ("too-large", "text")


def test_a_bomb_is_refused_by_its_directory() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(300):
                part.write(b" " * 1_000_000)
    assert told(read_in_child(stream.getvalue(), "x.xlsx")) == ("too-large", "unpacked")


def test_a_false_declared_size_unpacks_no_more_than_it_says() -> None:
    part = "xl/worksheets/sheet1.xml"
    content = claim_size(with_sheet("<sheetData>" + " " * 100_000_000 + "</sheetData>"), part, 1000)
    assert told(read_in_child(content, "x.xlsx", limits=SMALL))[0] == "unreadable-file"


def test_too_many_cells_hit_a_limit() -> None:
    rows = b"".join(b"%d,%d,%d\n" % (i, i, i) for i in range(700_000))
    assert told(read_in_child(rows, "x.csv", limits=SMALL)) == ("too-large", "memory")


def test_a_row_repeated_a_million_times_is_refused() -> None:
    content = (
        b'<document xmlns:table="t" xmlns:office="o" xmlns:text="x"><table:table table:name="a">'
        b'<table:table-row table:number-rows-repeated="1048576">'
        b'<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1">'
        b"<text:p>1</text:p></table:table-cell>"
        b"</table:table-row></table:table></document>"
    )
    ods = with_parts(plain_xlsx(), mimetype=b"application/vnd.oasis.opendocument.spreadsheet", content_xml=content)
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(ods)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in ("mimetype", "content.xml"):
            new.writestr(name, old.read(name))
    assert told(read_in_child(stream.getvalue(), "x.ods", limits=replace(LIMITS, memory=600_000_000)))[0] == "too-large"


HOSTILE = f"""
import os, sys, json, signal
sys.path[:0] = [{str(child.ROOT)!r}]
from intake.confined import set_limits
order = json.loads(sys.stdin.buffer.readline())
set_limits(order["memory"], order["cpu"], order["wall"])
sys.stdin.buffer.read()
"""
DEATHS = {
    "never ends": ("while True: pass", "too-large", "time"),
    "sleeps": ("import time; time.sleep(60)", "too-large", "time"),
    "takes memory": ("x = b'x' * 10**9", "too-large", "memory"),
    "floods": ("while True: os.write(1, b'x' * 65536)", "too-large", "output"),
    "crashes": ("os.kill(os.getpid(), signal.SIGSEGV)", "unreadable-file", "died"),
    "aborts without memory": ("os.write(2, b'memory allocation of 9 bytes failed'); os.abort()", "too-large", "memory"),
    "raises": ("raise RuntimeError", "program-failed", None),
    "says nonsense": ("os.write(1, b'[[]]')", "program-failed", None),
    "says nothing": ("sys.exit(0)", "program-failed", None),
    "writes a file": ("open('/tmp/longjiang-test-leftover', 'w').write('x')", "program-failed", None),
}


@pytest.mark.parametrize("death", DEATHS)
def test_the_parent_survives_every_death_of_the_child(
    death: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, slug, reason = DEATHS[death]
    entry = tmp_path / "entry.py"
    entry.write_text(HOSTILE + code.replace("/tmp", str(tmp_path)))
    monkeypatch.setattr(child, "ENTRY", entry)
    limits = Limits(memory=400_000_000, cpu=1, wall=2, output=10_000_000)
    started = time.monotonic()
    assert told(read_in_child(MONTHLY, "x.xlsx", limits=limits)) == (slug, reason)
    assert time.monotonic() - started < 30
    assert sum(path.stat().st_size for path in tmp_path.iterdir() if path.is_file() and path != entry) == 0


STARVED = """
import time
order["options"] = {}
before = time.process_time()
time.sleep(2.5)
from intake.child.serialising import pack_reading
from intake.reading import Reading
import hashlib
answer = pack_reading(Reading(order["name"], hashlib.sha256(content).hexdigest(), "csv", None))
assert time.process_time() - before < 1
os.write(1, answer)
"""


def test_what_a_reading_costs_is_counted_in_cpu_not_in_the_hours_of_a_busy_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = tmp_path / "entry.py"
    entry.write_text(HOSTILE.replace("sys.stdin.buffer.read()", "content = sys.stdin.buffer.read()") + STARVED)
    monkeypatch.setattr(child, "ENTRY", entry)
    limits = Limits(memory=800_000_000, cpu=1, wall=60)
    # Without the processor for longer than it may use it, a child still answers ...
    assert read_in_child(b"a,1", "x.csv", limits=limits).format == "csv"
    # ... and one that burns as much is ended, though the clock would have let it go on.
    entry.write_text(HOSTILE + "while True: pass")
    started = time.monotonic()
    assert told(read_in_child(b"a,1", "x.csv", limits=limits)) == ("too-large", "time")
    assert time.monotonic() - started < limits.wall
    assert LIMITS.wall >= 5 * LIMITS.cpu


def test_no_child_process_and_no_open_pipe_is_left() -> None:
    gc.collect()  # what earlier tests left open may close at any moment
    before, others = len(os.listdir("/proc/self/fd")), children()
    read_in_child(MONTHLY, "x.xlsx")
    read_in_child(MONTHLY, "x.xlsx", limits=replace(LIMITS, wall=0))
    assert len(os.listdir("/proc/self/fd")) <= before
    assert children() <= others


def children() -> set[str]:
    """Return the processes that this one has started and not yet taken leave of."""
    return {child for task in Path("/proc/self/task").iterdir() for child in (task / "children").read_text().split()}


def test_the_child_loads_only_what_it_needs() -> None:
    code = (
        f"import sys; sys.argv[1:] = []; sys.path[:0] = [{str(child.ROOT)!r}]; import intake.confined, "
        f"intake.read, intake.child.serialising, metrics.definitions.catalogue;"
        "from intake.sheets.workbook import load_reader; load_reader('xlsx'); load_reader('csv');"
        "print({'openpyxl', 'duckdb', 'pandas', 'numpy', 'streamlit', 'babel', 'tomlkit'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_one_at_a_time_and_the_others_know_their_place() -> None:
    queue, places, order = Queue(), {1: [], 2: []}, []

    def wait(number: int) -> None:
        with queue.turn(Watch(places[number].append)):
            order.append(number)

    with queue.turn():
        threads = []
        for number in (1, 2):
            threads.append(threading.Thread(target=wait, args=(number,)))
            threads[-1].start()
            while not places[number]:
                time.sleep(0.01)
    for thread in threads:
        thread.join()
    assert order == [1, 2]
    assert places[1] == [1] and places[2][0] == 2


def test_a_lying_container_runs_in_no_circle() -> None:
    content = bytearray(compound(Workbook=STREAM))
    table = len(content) - 512
    struct.pack_into("<I", content, table + 8, 0)
    assert told(read_in_child(bytes(content), "x.xls")) == ("unreadable-file", "broken-container")
