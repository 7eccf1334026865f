"""Sources in few lines: one a sheet, its cells as ranges."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from briefing.charts.chart import Source

_ADDRESS = re.compile(r"([A-Z]{1,3})(\d+)\Z")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """The cells of one sheet of one file that figures were taken from."""

    file: str
    sheet: str
    cells: tuple[str, ...]
    count: int


def group_sources(sources: Iterable[Source]) -> tuple[SourceLine, ...]:
    """Return one line for every (file, sheet), in the order of their first use, cells down a column joined."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for source in sources:
        found.setdefault((source.file, source.sheet), {})[source.cell] = None
    return tuple(SourceLine(file, sheet, join_cells(cells), len(cells)) for (file, sheet), cells in found.items())


def join_cells(cells: Iterable[str]) -> tuple[str, ...]:
    """Return addresses with neighbours of one column joined: D6, D7, D8 as ``D6:D8``."""
    known, others = [], []
    for cell in dict.fromkeys(cells):
        match = _ADDRESS.match(cell)
        if match:
            known.append((len(match[1]), match[1], int(match[2])))
        elif cell:
            others.append(cell)
    joined = []
    for _, run in groupby(enumerate(sorted(known)), key=lambda item: (item[1][:2], item[1][2] - item[0])):
        rows = [address for _, address in run]
        (_, letters, first), (_, _, last) = rows[0], rows[-1]
        joined.append(f"{letters}{first}" if first == last else f"{letters}{first}:{letters}{last}")
    return (*joined, *others)
