"""The plans: every definition file, loaded and validated together."""

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from metrics.definitions.fields import Problem
from metrics.definitions.plan_file import read_plan
from metrics.plan import Plan
from metrics.register import Register

DEFINITIONS = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class DefinitionError:
    """One problem of a definition file."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class DefinitionErrors(Exception):
    """All problems of all definition files; `plans` are those of the files without any."""

    def __init__(self, errors: Iterable[DefinitionError], plans: Iterable[Plan] = ()) -> None:
        self.errors, self.plans = tuple(errors), tuple(plans)
        super().__init__("\n".join(str(error) for error in self.errors))

    def __iter__(self) -> Iterator[DefinitionError]:
        return iter(self.errors)

    def __len__(self) -> int:
        return len(self.errors)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All plans, the first by start first."""

    plans: tuple[Plan, ...]

    @property
    def registers(self) -> tuple[Register, ...]:
        """How the plans tell lists of what their metrics count."""
        return tuple(metric.register for plan in self.plans for metric in plan.metrics if metric.register)

    def plan(self, plan_id: str) -> Plan:
        """Return the plan of that id; raise ``KeyError`` when there is none."""
        for plan in self.plans:
            if plan.id == plan_id:
                return plan
        raise KeyError(plan_id)


def load_catalogue(folder: Path = DEFINITIONS, places: Mapping[str, Collection[str]] | None = None) -> Catalogue:
    """Load every ``*.toml`` of `folder` as a plan.

    Parameters
    ----------
    places
        Codes of the reporting places by that of their province, when the plans' own are to be held against them.

    Raises
    ------
    DefinitionErrors
        With every problem of every file, each with file and line.
    """
    known = None if places is None else frozenset((province, frozenset(codes)) for province, codes in places.items())
    return _load(Path(folder), known)


@cache
def _load(folder: Path, places: frozenset[tuple[str, frozenset[str]]] | None) -> Catalogue:
    plans: list[Plan] = []
    errors: list[DefinitionError] = []
    first_file: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        text = ""
        try:
            text = path.read_bytes().decode("utf-8")
            content = tomllib.loads(text, parse_float=Decimal)
        except OSError as error:
            errors.append(DefinitionError(path.name, 1, f"cannot be read: {error.strerror}"))
            continue
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            errors.append(DefinitionError(path.name, line, "is not written in UTF-8"))
            continue
        except (tomllib.TOMLDecodeError, ArithmeticError, RecursionError) as error:
            errors.append(DefinitionError(path.name, _syntax_line(str(error), text), str(error)))
            continue
        plan, problems = read_plan(content, None if places is None else dict(places))
        if plan is not None and plan.id in first_file:
            problems.append(Problem(("id",), f"plan {plan.id!r} already stands in {first_file[plan.id]}"))
        if problems:
            errors += _locate(path.name, text, problems)
        elif plan is not None:
            first_file[plan.id] = path.name
            plans.append(plan)
    if not plans and not errors:
        errors.append(DefinitionError(str(folder), 1, "holds no definition file (*.toml)"))
    if errors:
        raise DefinitionErrors(errors, plans)
    return Catalogue(tuple(sorted(plans, key=lambda plan: (plan.start, plan.id))))


def _syntax_line(message: str, text: str) -> int:
    """Take the line out of tomllib's message; Python before 3.14 gives it nowhere else."""
    _, found, rest = message.partition("at line ")
    digits = rest.split(",")[0]
    return int(digits) if found and digits.isdigit() else text.count("\n") + 1


def _locate(file: str, text: str, problems: Iterable[Problem]) -> list[DefinitionError]:
    from metrics.definitions.locator import find_item, find_line, list_lines  # only when there is an error to locate

    lines = list_lines(text)
    places = [(find_line(lines, p.path), p) for p in dict.fromkeys(problems)]
    found = [DefinitionError(file, find_item(text, line, p.text) if p.text else line, p.message) for line, p in places]
    return sorted(found, key=lambda error: error.line)
