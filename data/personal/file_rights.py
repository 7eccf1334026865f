"""Folders and files of the store are their owner's alone, whatever the umask and whoever made them."""

import os
import stat
from pathlib import Path

from data.settings import DEFAULT_KEY, Settings

FOLDER, FILE = 0o700, 0o600
#: What lies beside the store; a folder named by the user may hold other things, which are not ours to close.
_OWN = ("store.lock", "serving.json", "failures.log")
_GIVEN = os.umask(0o077)
os.umask(_GIVEN)


def keep_private() -> None:
    """Make whatever this process makes from now on its owner's alone: the database adds files at any time."""
    os.umask(0o077)


def make_readable(place: Path) -> None:
    """Give a file that was asked for, and is no part of a store, the rights that its owner's umask gives files."""
    os.chmod(place, 0o666 & ~_GIVEN)


def force_folder(folder: Path) -> None:
    """See to it that what was made, renamed or removed in a folder is on disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for their owner alone."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    for place in reversed(missing):
        place.mkdir(mode=FOLDER, exist_ok=True)


def tighten(settings: Settings) -> None:
    """Take from folders and files of a store, and from its key, what others than their owner may do with them."""
    home = settings.home
    for place in (home, settings.store_folder, settings.set_aside):
        _tighten(place)
    for name in _OWN:
        for place in home.glob(f"{name}*"):
            _tighten(place)
    for folder in (settings.store_folder, settings.set_aside):
        for inside, folders, files in os.walk(folder):
            for name in (*folders, *files):
                _tighten(Path(inside) / name)
    key = settings.key_path
    _tighten(key)
    # A folder that holds other things than the key is not ours to close.
    is_alone = key.parent.is_dir() and [one.name for one in key.parent.iterdir()] == [key.name]
    if is_alone or key.parent == DEFAULT_KEY.parent:
        _tighten(key.parent)


def _tighten(place: Path) -> None:
    try:
        found = place.lstat()
    except OSError:
        return
    mode = stat.S_IMODE(found.st_mode)
    is_folder = stat.S_ISDIR(found.st_mode)
    # A folder for everybody's files, as /tmp is, stays what it is; so does what belongs to someone else.
    if not (is_folder or stat.S_ISREG(found.st_mode)) or found.st_uid != os.getuid() or mode & stat.S_ISVTX:
        return
    wanted = FOLDER if is_folder else FILE
    if mode != wanted:
        os.chmod(place, wanted)
