"""Where the store lives: one folder, named by the environment, outside the program's own files."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Settings:
    """The folder of a store and the names inside it.

    Everything that belongs to one store lies in `store_folder`, so that setting it aside is one
    rename; the lock lies beside it and stays.
    """

    home: Path

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
    def lock_path(self) -> Path:
        return self.home / "store.lock"

    @property
    def set_aside(self) -> Path:
        return self.home / "set-aside"


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from the environment.

    Parameters
    ----------
    environ
        Defaults to ``os.environ``. ``LONGJIANG_HOME`` names the folder of the store; without it
        ``var/`` below the project is used.
    """
    named = (os.environ if environ is None else environ).get("LONGJIANG_HOME", "").strip()
    home = Path(named).expanduser() if named else PROJECT / "var"
    return Settings(home=home.resolve())
