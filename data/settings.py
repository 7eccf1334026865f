"""Where the store lives: one folder, named by the environment, outside the program's own files."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from data.errors import KeyInside

PROJECT = Path(__file__).resolve().parent.parent
# A backup of the store's folder must not carry the key along.
DEFAULT_KEY = Path("~/.config/longjiang-progress/id-numbers.key").expanduser()


@dataclass(frozen=True, slots=True)
class Settings:
    """The folder of a store and the names inside it.

    Everything that belongs to one store lies in `store_folder`, so that setting it aside is one
    rename; the lock lies beside it and stays. The key of ID numbers (`key_path`) lies outside of all that.
    """

    home: Path
    key_path: Path = DEFAULT_KEY

    @property
    def store_folder(self) -> Path:
        return self.home / "store"

    @property
    def store_path(self) -> Path:
        return self.store_folder / "longjiang.duckdb"

    @property
    def originals(self) -> Path:
        return self.store_folder / "originals"

    @property
    def unfinished(self) -> Path:
        return self.store_folder / "unfinished"

    @property
    def lock_path(self) -> Path:
        return self.home / "store.lock"

    @property
    def set_aside(self) -> Path:
        return self.home / "set-aside"


def settings_named(environ: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return the words by which the environment names the settings: while they stay, so do the settings."""
    given = os.environ if environ is None else environ
    return tuple(given.get(name, "") for name in ("LONGJIANG_HOME", "LONGJIANG_KEY"))


def home_folder(environ: Mapping[str, str] | None = None) -> Path:
    """Return the folder of the store that the environment names, else ``var/`` below the project."""
    named = (os.environ if environ is None else environ).get("LONGJIANG_HOME", "").strip()
    return (Path(named).expanduser() if named else PROJECT / "var").resolve()


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from the environment.

    Parameters
    ----------
    environ
        Defaults to ``os.environ``. ``LONGJIANG_HOME`` names the folder of the store; without it
        ``var/`` below the project is used. ``LONGJIANG_KEY`` names the file of the key of ID numbers;
        it must lie outside that folder.

    Raises
    ------
    KeyInside
        When it does not.
    """
    given = os.environ if environ is None else environ
    home, key = home_folder(given), given.get("LONGJIANG_KEY", "").strip()
    key_path = Path(key).expanduser().resolve() if key else DEFAULT_KEY
    if key_path.is_relative_to(home):
        raise KeyInside(path=str(key_path), home=str(home))
    return Settings(home=home, key_path=key_path)
