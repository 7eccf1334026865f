"""Where the command line writes a file: the folder or name that was given, with the extension that the file has."""

import os
from pathlib import Path

from commands.refused import Refused
from wording.sentences import say

_EXTENSIONS = frozenset(
    [
        ".docx",
        ".doc",
        ".wps",
        ".pptx",
        ".ppt",
        ".dps",
        ".xlsx",
        ".xls",
        ".xlsm",
        ".et",
        ".ods",
        ".odt",
        ".odp",
        ".pdf",
        ".png",
        ".jpg",
        ".svg",
        ".csv",
        ".tsv",
        ".txt",
        ".html",
        ".parquet",
        ".zip",
    ]
)


def place_output(given: str | None, name: str, lang: str) -> Path:
    """Return where a file goes: into a folder under its own `name`, else as given, with the extension that it has.

    Raises
    ------
    Refused
        When what was given names another kind of file.
    """
    if given is None:
        return Path(name)
    path, right = Path(given), Path(name).suffix
    if path.is_dir() or given.endswith(("/", os.sep)):
        return path / name
    if path.suffix.lower() == right:
        return path
    if path.suffix.lower() in _EXTENSIONS:
        raise Refused(say("manage.other-extension", lang, path=path, made=right))
    return path.with_name(path.name + right)  # “简报2020.08” has none
