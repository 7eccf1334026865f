"""Whatever is uploaded ends within the limits in a reading or one clear sentence, and other readers notice nothing."""

import statistics
import tempfile
import threading
import time
from datetime import date
from pathlib import Path

import pytest

from data.access import Access
from data.queries.overview import fetch_overview
from data.settings import load_settings
from data.store import open_store
from intake.child.running import Limits, read_in_child
from intake.findings.messages import describe_finding
from intake.giving_back import give_back
from intake.reading import Reading
from metrics.definitions.catalogue import load_catalogue
from tests.support.hostile import FILES, damaged, truncated
from tests.support.hostile_rosters import ROSTERS
from tests.support.store_of import a_handin, said, take_in

TIGHT = Limits(memory=700_000_000, cpu=6, wall=9)
#: The reader is ended by its clock; the parent may take a little longer on a busy machine.
GRACE = 4


def read_and_check(content: bytes, name: str) -> Reading:
    begun = time.monotonic()
    reading = read_in_child(content, name, limits=TIGHT)
    assert time.monotonic() - begun < TIGHT.wall + GRACE
    plan = load_catalogue().plan(reading.plan) if reading.plan else None
    sentences = [describe_finding(one, plan, lang) for one in reading.findings for lang in ("zh", "en")]
    assert all(sentences) and not any("Traceback" in one or "{" in one for one in sentences)
    assert reading.findings or reading.observations or reading.targets
    assert reading.format is not None or len(reading.findings) == 1
    return reading


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_ends_in_a_reading_or_one_sentence(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    root = set(Path("/").iterdir())
    reading = read_and_check(FILES[name](), f"{name}.xlsx")
    assert len(reading.observations) == (48 if name == "macro" else 0)
    assert list(tmp_path.iterdir()) == [] and set(Path("/").iterdir()) == root


@pytest.mark.parametrize("name", ROSTERS)
def test_a_hostile_roster_ends_in_a_reading_or_one_sentence(name: str) -> None:
    reading = read_and_check(ROSTERS[name](), "大庆市台账.xlsx")
    if reading.roster:
        assert reading.roster["rows"] == sum(reading.roster[part] for part in ("kept", "rejected", "duplicates"))


def test_a_sample_cut_off_anywhere_never_gives_another_figure() -> None:
    for name, content in truncated().items():
        reading = read_and_check(content, name)
        assert not reading.observations or reading.format == "csv", name


def test_a_damaged_sample_never_brings_the_reader_down() -> None:
    for name, content in damaged(20).items():
        read_and_check(content, name)


@pytest.mark.parametrize(
    "name", ["deep nesting in a sheet", "merges", "many sheets", "first and last cell", "head of months", "macro"]
)
def test_what_is_given_back_of_a_hostile_file_opens(name: str) -> None:
    content = FILES[name]()
    given = give_back(
        Reading(f"{name}.xlsx", "", "xlsx", None, findings=read_in_child(content, "x.xlsx", limits=TIGHT).findings),
        content,
        limits=TIGHT,
    )
    assert given.content.startswith(b"PK") and read_in_child(given.content, "y.xlsx", limits=TIGHT).format


def test_others_read_on_while_a_hostile_file_is_read(own_home: Path) -> None:
    content = FILES["bomb of rows"]()

    def seconds(access: Access, count: int = 30) -> list[float]:
        taken = []
        for _ in range(count):
            begun = time.perf_counter()
            fetch_overview(access, "98113", date(2019, 6, 30))
            taken.append(time.perf_counter() - begun)
            time.sleep(0.02)
        return taken

    with open_store(load_settings()) as store:
        access = Access(store)
        take_in(access, a_handin(said(12), said(5, city="230200")))
        seconds(access, 5)
        quiet = seconds(access)
        reader = threading.Thread(target=read_in_child, args=(content, "x.xlsx"), kwargs={"limits": TIGHT})
        reader.start()
        time.sleep(0.3)
        busy = seconds(access)
        assert reader.is_alive(), "the measure was taken while nothing was read"
        reader.join()
    slow = statistics.quantiles(busy, n=20)[-1]
    assert slow < max(0.5, 10 * statistics.quantiles(quiet, n=20)[-1]), (
        f"quiet {statistics.median(quiet):.4f} s, busy {statistics.median(busy):.4f} s, p95 {slow:.4f} s"
    )
