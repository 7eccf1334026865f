"""The line at which a key of a definition file stands: tomllib keeps none."""

import re

Path = tuple[str | int, ...]
HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
KEY = re.compile(r"""^\s*("[^"]*"|'[^']*'|[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)\s*=""")


def list_lines(text: str) -> dict[Path, int]:
    """Map the path of every table and key of a TOML text to its line, from 1."""
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    for number, line in enumerate(text.splitlines(), start=1):
        header = HEADER.match(line)
        if header:
            table = _enter(counts, header.group(2), repeated=header.group(1) == "[[")
            lines.setdefault(table, number)
            continue
        key = KEY.match(line)
        if key:
            parts = tuple(part.strip("\"'") for part in key.group(1).split("."))
            lines.setdefault(table + parts, number)
    return lines


def _enter(counts: dict[Path, int], name: str, *, repeated: bool) -> Path:
    path: Path = ()
    parts = [part.strip().strip("\"'") for part in name.split(".")]
    for place, part in enumerate(parts):
        path += (part,)
        last = place == len(parts) - 1
        if last and repeated:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path += (counts[path],)
    return path


def find_item(text: str, line: int, item: str) -> int:
    """Return the line, from that of a list's key on, at which one of its texts stands, else the key's own."""
    rows = text.splitlines()
    for number in range(line, len(rows) + 1):
        row = rows[number - 1]
        if f'"{item}"' in row or f"'{item}'" in row:
            return number
        if row.rstrip().endswith("]"):
            break
    return line


def find_line(lines: dict[Path, int], path: Path) -> int:
    """Return the line of `path`, or of the nearest table above it; 1 for the file."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return 1
