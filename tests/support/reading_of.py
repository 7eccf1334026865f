"""What a file is read as, in the words of the command line's JSON, and how a test compares it."""

from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from intake.contract import reading_as_dict
from intake.read import read_file
from metrics.definitions.catalogue import Catalogue, load_catalogue

#: One row of an expectation: metric, city, then what the kind of row adds, value, sheet, cell.
Row = tuple[object, ...]


@cache
def plans() -> Catalogue:
    """Return the catalogue of the plan files, loaded once."""
    return load_catalogue()


def read_as_dict(content: bytes, name: str, **options: object) -> dict:
    """Read a file as ``manage.py check --json`` prints it, in Chinese."""
    return reading_as_dict(read_file(content, name, plans(), **options), "zh")


def observation_rows(reading: dict) -> list[Row]:
    """Return the observations as comparable rows, sorted."""
    return sorted(
        (
            (o["metric"], o["city"], o["basis"], o["start"], o["end"], exact(o["value"]), o["sheet"], o["cell"])
            for o in reading["observations"]
        ),
        key=str,
    )


def target_rows(reading: dict) -> list[Row]:
    """Return the targets as comparable rows, sorted."""
    return sorted(
        (
            (t["metric"], t["city"], t["due"], exact(t["value"]), t["role"], t["sheet"], t["cell"])
            for t in reading["targets"]
        ),
        key=str,
    )


def exact(value: object) -> Decimal:
    """Return a JSON number as the decimal it prints as, so that 13, 13.0 and "13" are one."""
    return Decimal(str(value)).normalize() + 0


def as_statement(row: Row) -> Row:
    """Return a row in which `during` from 1 January is `year_to_date`: they are one statement."""
    metric, city, basis, start, *rest = row
    if basis == "during" and str(start).endswith("-01-01"):
        basis = "year_to_date"
    return metric, city, basis, start, *rest


def missing_and_extra(found: Iterable[Row], wanted: Iterable[Row]) -> list[str]:
    """Return one line for each row that is wanted but not found, or found but not wanted."""
    found, wanted = list(found), list(wanted)
    lines = [f"not read: {row}" for row in wanted if row not in found]
    lines += [f"wrongly read: {row}" for row in found if row not in wanted]
    lines += [f"read {found.count(row)} times: {row}" for row in dict.fromkeys(found) if found.count(row) > 1]
    return lines


def unfound(findings: Iterable[dict], slugs: str, sheet: str | None, cell: str | None) -> list[str]:
    """Return one line when none of the findings has one of the slugs (``a|b``) at that place."""
    for finding in findings:
        if (
            finding["slug"] in slugs.split("|")
            and (sheet is None or finding["sheet"] == sheet)
            and (cell is None or finding["cell"] == cell)
        ):
            return []
    return [f"no finding {slugs} at {sheet or 'any sheet'}!{cell or 'any cell'}"]


def unaccounted(reading: dict) -> list[str]:
    """Return one line for each way in which the accounting of all numbers does not add up."""
    cells = reading["cells"]
    lines = []
    if cells["numeric"] != cells["read"] + cells["compared"] + cells["set_aside"]:
        lines.append(f"numeric is not read + compared + set_aside: {cells}")
    placed = {(row["sheet"], row["cell"]) for part in ("observations", "targets") for row in reading[part]}
    aside = {(row["sheet"], row["cell"]) for row in reading["set_aside"]}
    if both := placed & aside:
        lines.append(f"both read and set aside: {sorted(both)}")
    lines += [f"set aside without a reason: {row}" for row in reading["set_aside"] if not row["reason"]]
    return lines
