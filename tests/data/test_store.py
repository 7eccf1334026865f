"""The store: made, migrated, locked, demo or real, and safe against threads and sudden ends."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from data.access import Access
from data.errors import HoldsRealData, NotADemo, StoreBusy, StoreDamaged, StoreNewer, StoreUnwritable
from data.handins.submissions import draft, submit
from data.queries.handins import list_submissions, original_of
from data.queries.statements import observations_in_force
from data.settings import PROJECT, Settings, load_settings
from data.store import Store, open_store
from tests.data.killed_handins import Tally, kill_once
from tests.support.store_of import a_clock, a_handin, said, take_in

NOW = datetime(2019, 7, 1)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings({"LONGJIANG_HOME": str(tmp_path / "home"), "LONGJIANG_KEY": str(tmp_path / "id-numbers.key")})


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    with open_store(settings, a_clock()) as opened:
        yield opened


def test_the_environment_names_the_home_else_var_is_it(tmp_path: Path) -> None:
    assert load_settings({"LONGJIANG_HOME": str(tmp_path)}).home == tmp_path
    assert load_settings({}).home == PROJECT / "var"


def test_a_store_of_a_later_program_is_left_alone(settings: Settings) -> None:
    open_store(settings).close()
    with duckdb.connect(str(settings.store_path)) as connection:
        connection.execute("INSERT INTO migration VALUES (99, '0099_future', ?)", [NOW])
    with pytest.raises(StoreNewer, match="99"):
        open_store(settings)


def test_a_file_that_is_no_store_is_said_and_kept(settings: Settings) -> None:
    settings.store_folder.mkdir(parents=True)
    settings.store_path.write_bytes(b"not a database" * 1000)
    with pytest.raises(StoreDamaged, match=r"longjiang\.duckdb"):
        open_store(settings)
    assert settings.store_path.read_bytes().startswith(b"not a database")


def test_a_folder_that_cannot_be_made_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnwritable, match="LONGJIANG_HOME"):
        open_store(load_settings({"LONGJIANG_HOME": str(tmp_path / "file" / "home")}))


def test_a_disk_that_refuses_leaves_nothing_of_the_hand_in(settings: Settings, store: Store) -> None:
    settings.originals.write_text("in the way")
    before = store.version()
    with pytest.raises(StoreUnwritable, match="磁盘空间"):
        draft(Access(store), a_handin(said(12)))
    assert (list_submissions(Access(store)), store.nature, store.version()) == ((), None, before)


def test_opened_twice_in_one_process_it_is_the_same_store(settings: Settings) -> None:
    first, second = open_store(settings), open_store(settings)
    assert first is second
    first.close()
    assert second.version()
    with second.cursor() as cursor:
        assert cursor.execute("SELECT 1").fetchone() == (1,)
    second.close()


def test_another_process_is_told_who_holds_the_store(settings: Settings, store: Store) -> None:
    script = (
        "from data.settings import load_settings; from data.store import open_store\n"
        "from data.errors import StoreBusy\n"
        "try: open_store(load_settings())\n"
        "except StoreBusy as refusal: print(refusal.sentence('zh')); print(refusal.sentence('en'))"
    )
    done = _run(script, settings)
    assert str(os.getpid()) in done.stdout and "请先停止该程序" in done.stdout
    assert "Stop that program first" in done.stdout, done.stderr


def test_the_lock_goes_with_the_process_that_held_it(settings: Settings) -> None:
    done = _run(
        "import os; from data.settings import load_settings; from data.store import open_store\n"
        "open_store(load_settings()); os._exit(1)",
        settings,
    )
    assert done.returncode == 1
    open_store(settings).close()


def test_a_database_opened_by_another_tool_is_busy_too(settings: Settings) -> None:
    open_store(settings).close()
    path = str(settings.store_path)
    script = f"import duckdb, time; c = duckdb.connect({path!r}); print(1, flush=True); time.sleep(60)"
    other = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
    try:
        assert other.stdout is not None and other.stdout.readline()
        with pytest.raises(StoreBusy):
            open_store(settings)
    finally:
        other.kill()
        other.wait()


def test_every_write_raises_the_version_and_reading_does_not(store: Store) -> None:
    access = Access(store)
    before = store.version()
    id = draft(access, a_handin(said(12))).id
    between = store.version()
    list_submissions(access)
    assert before != between == store.version()
    submit(access, id)
    assert store.version() != between


def test_an_empty_store_has_no_nature_and_the_first_hand_in_makes_it_real(store: Store) -> None:
    assert store.nature is None
    draft(Access(store), a_handin(said(12)))
    assert store.nature == "real"
    with pytest.raises(HoldsRealData, match="make demo"):
        store.settle_as_demo()
    with pytest.raises(NotADemo):
        store.set_demo_aside()


def test_a_demo_store_stays_one_whatever_comes_in(settings: Settings) -> None:
    with open_store(settings) as store:
        store.settle_as_demo()
        take_in(Access(store), a_handin(said(12)))
        assert store.nature == "demo"
    with open_store(settings) as store:
        assert store.nature == "demo"


def test_a_demo_set_aside_leaves_an_empty_store_to_start_afresh(settings: Settings) -> None:
    with open_store(settings) as store:
        store.settle_as_demo()
        access = Access(store)
        take_in(access, a_handin(said(12)))
        before, content = store.version(), original_of(access, list_submissions(access)[0].id)[1]
        place = store.set_demo_aside()
        assert store.nature is None and store.version() != before
        assert list_submissions(access) == () and observations_in_force(access, "98113") == ()
        draft(access, a_handin(said(1)))
        assert store.nature == "real"
    assert place.parent == settings.set_aside
    assert content in [path.read_bytes() for path in place.rglob("*") if path.is_file()]


def test_many_threads_read_and_write_without_losing_or_mixing_anything(store: Store) -> None:
    access, wrong = Access(store), []

    def hand_in(number: int) -> None:
        for month in range(1, 6):
            take_in(access, a_handin(said(number, date(2019, month, 28), city=str(number))))

    def look(number: int) -> None:
        for _ in range(20):
            values = {one.value for one in observations_in_force(access, "98113", city=str(number))}
            if values - {number}:
                wrong.append(values)

    threads = [threading.Thread(target=act, args=(n,)) for n in range(1, 7) for act in (hand_in, look)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(observations_in_force(access, "98113")) == 30
    assert len({one.number for one in list_submissions(access)}) == 30


def test_a_clock_that_goes_back_does_not_change_the_order(settings: Settings) -> None:
    moments = iter([datetime(2019, 7, day, tzinfo=UTC) for day in (9, 9, 8, 7, 6, 5, 4, 3, 2, 1)])
    with open_store(settings, lambda: next(moments)) as store:
        access = Access(store)
        take_in(access, a_handin(said(12)))
        take_in(access, a_handin(said(13)))
        assert [one.value for one in observations_in_force(access, "98113")] == [13]


def test_a_process_killed_while_handing_in_leaves_nothing_half_stored(settings: Settings) -> None:
    tally, start = Tally(), 0
    for wait in (0.3, 0.9, 1.7):
        start = kill_once(settings, tally, wait, start)
    assert tally.kills == 3 and tally.acknowledged


def _env(settings: Settings) -> dict[str, str]:
    return {**os.environ, "LONGJIANG_HOME": str(settings.home)}


def _run(script: str, settings: Settings) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script], cwd=PROJECT, env=_env(settings), capture_output=True, text=True
    )
