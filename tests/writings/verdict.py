"""What a reading made of a generated table: read rightly, wrongly, asked, and needless questions."""

from dataclasses import dataclass, field
from datetime import date

from tests.support import reading_of
from tests.writings.spans import Span, during
from tests.writings.tables import Table


@dataclass
class Verdict:
    """Of one table: cells read rightly, wrong readings and needless questions in words, cells left out."""

    read: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    needless: list[str] = field(default_factory=list)
    unaccounted: list[str] = field(default_factory=list)


def span_of(row: dict) -> Span:
    """Return the span of an observation of the command line's JSON."""
    end = date.fromisoformat(row["end"])
    if row["start"] is None:
        return Span(row["basis"], None, end)
    start = date.fromisoformat(row["start"])
    return during(start, end) if row["basis"] == "during" else Span(row["basis"], start, end)


def judge(table: Table, **options: object) -> Verdict:
    """Read a table as a file and hold what comes out against what it says."""
    name, content = table.build()
    reading = reading_of.read_as_dict(content, name, **options)
    found = Verdict(unaccounted=reading_of.unaccounted(reading))
    for row in reading["observations"]:
        said = (row["metric"], row["city"], span_of(row), reading_of.exact(row["value"]))
        right = [(*one[:3], reading_of.exact(one[3])) for one in {**table.may, **table.says}.get(table.key(row), ())]
        _note(found, reading, table.key(row), said, right)
    for row in reading["targets"]:
        said = (row["metric"], row["city"], date.fromisoformat(row["due"]), reading_of.exact(row["value"]))
        wanted = {**table.may_targets, **table.targets}.get(table.key(row))
        _note(found, reading, table.key(row), said, [(*wanted[:3], reading_of.exact(wanted[3]))] if wanted else [])
    found.asked = [cell for cell in [*table.says, *table.targets] if cell not in {*found.read}]
    if table.ordinary:
        found.needless = [
            f"{one['slug']} {one['cell']} {one['facts']}"
            for one in reading["findings"]
            if one["level"] in {"error", "warning"}
        ]
        if found.asked and not found.needless and not found.wrong:
            found.needless = [f"not read: {' '.join(found.asked)}"]
    return found


def _note(found: Verdict, reading: dict, cell: str, said: tuple, right: list[tuple]) -> None:
    if said in right and reading["plan"] == "98113":
        found.read.append(cell)
    else:
        of = "" if reading["plan"] == "98113" else f" (plan {reading['plan']})"
        found.wrong.append(f"{cell} read {tell(said)}{of}; right: {' or '.join(map(tell, right)) or 'nothing'}")


def tell(said: tuple) -> str:
    """Return a statement in words."""
    metric, place, span, value = said
    if isinstance(span, Span):
        span = f"{span.basis} {span.start or ''}..{span.end}"
    return f"{metric} {place} {span} {value}"
