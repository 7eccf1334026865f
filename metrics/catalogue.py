"""The plans: every definition file, loaded and validated together."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from metrics.definition import read_plan
from metrics.fields import Problem
from metrics.plan import Plan

DEFINITIONS = Path(__file__).parent / "definitions"


@dataclass(frozen=True, slots=True)
class DefinitionError:
    """One problem of a definition file."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class DefinitionErrors(Exception):
    """All problems of all definition files."""

    def __init__(self, errors: Iterable[DefinitionError]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(str(error) for error in self.errors))

    def __iter__(self):
        return iter(self.errors)

    def __len__(self) -> int:
        return len(self.errors)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All plans, the first by start first."""

    plans: tuple[Plan, ...]

    def plan(self, plan_id: str) -> Plan:
        """Return the plan of that id; raise ``KeyError`` when there is none."""
        for plan in self.plans:
            if plan.id == plan_id:
                return plan
        raise KeyError(plan_id)


def load_catalogue(folder: Path = DEFINITIONS) -> Catalogue:
    """Load every ``*.toml`` of `folder` as a plan.

    Raises
    ------
    DefinitionErrors
        With every problem of every file, each with file and line.
    """
    return _load(Path(folder))


@cache
def _load(folder: Path) -> Catalogue:
    plans: list[Plan] = []
    errors: list[DefinitionError] = []
    first_file: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        try:
            content = tomllib.loads(text, parse_float=Decimal)
        except tomllib.TOMLDecodeError as error:
            errors.append(DefinitionError(path.name, _syntax_line(str(error), text), str(error)))
            continue
        plan, problems = read_plan(content)
        if plan is not None and plan.id in first_file:
            problems.append(Problem(("id",), f"plan {plan.id!r} already stands in {first_file[plan.id]}"))
        if problems:
            errors += _locate(path.name, text, problems)
        elif plan is not None:
            first_file[plan.id] = path.name
            plans.append(plan)
    if errors:
        raise DefinitionErrors(errors)
    return Catalogue(tuple(sorted(plans, key=lambda plan: (plan.start, plan.id))))


def _syntax_line(message: str, text: str) -> int:
    """Take the line out of tomllib's message; Python before 3.14 gives it nowhere else."""
    _, found, rest = message.partition("at line ")
    digits = rest.split(",")[0]
    return int(digits) if found and digits.isdigit() else text.count("\n") + 1


def _locate(file: str, text: str, problems: Iterable[Problem]) -> list[DefinitionError]:
    from metrics.locator import find_line, list_lines  # only when there is an error to locate

    lines = list_lines(text)
    found = [DefinitionError(file, find_line(lines, p.path), p.message) for p in problems]
    return sorted(found, key=lambda error: error.line)
