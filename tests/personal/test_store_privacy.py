"""Folders and files of a store are their owner's alone."""

import os
import stat
from pathlib import Path

import pytest

from data.access import Access
from data.handins.submissions import draft
from data.settings import Settings
from data.store import open_store
from tests.support.numbers_of import GOOD
from tests.support.store_of import a_handin, said


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_folders_and_files_of_a_store_are_their_owners_alone_whatever_the_umask(umask: int, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "new" / "home", tmp_path / "keys" / "id.key")
    before = os.umask(umask)
    try:
        with open_store(settings) as store:
            access = Access(store)
            draft(access, a_handin(said(3), content=GOOD.encode()))
            draft(access, a_handin(said(4), content=b"plain"))
            assert_private(settings)
            found = [path.name for path in settings.home.rglob("*")]
            assert "longjiang.duckdb.wal" in found and "store.lock" in found
        (settings.home / "a script of the user").touch(0o755)
        for place in (settings.home, *settings.home.rglob("*"), settings.key_path, settings.key_path.parent):
            os.chmod(place, 0o755 if place.is_dir() else 0o644)
        with open_store(settings):
            assert stat.S_IMODE((settings.home / "a script of the user").stat().st_mode) == 0o644
            (settings.home / "a script of the user").unlink()
            assert_private(settings)
    finally:
        os.umask(before)


def test_a_folder_for_everybody_is_not_closed(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    os.chmod(shared, 0o1777)
    with open_store(Settings(shared, tmp_path / "key")):
        assert stat.S_IMODE(shared.stat().st_mode) == 0o1777
        assert stat.S_IMODE((shared / "store").stat().st_mode) == 0o700
    assert stat.S_IMODE(tmp_path.stat().st_mode) & 0o700 == 0o700


def assert_private(settings: Settings) -> None:
    for place in (settings.home, *settings.home.rglob("*"), settings.key_path, settings.key_path.parent):
        assert stat.S_IMODE(place.stat().st_mode) == (0o700 if place.is_dir() else 0o600), place
