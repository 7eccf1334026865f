"""The command `plans`: the plans of the definition files, and every mistake in these."""

import json
from collections.abc import Iterable, Sequence

from commands.terminal import table
from data.definitions import check_definitions
from data.reference.places import load_province
from metrics.definitions.catalogue import DefinitionError, DefinitionErrors
from metrics.plan import Plan
from wording.sentences import say


def list_plans(lang: str, *, as_json: bool) -> bool:
    """Print the plans, and every problem of their files; tell whether there is none."""
    problems: Sequence[DefinitionError] = ()
    try:
        found = check_definitions().plans
    except DefinitionErrors as errors:
        found, problems = errors.plans, errors.errors
    if as_json:
        print(json.dumps(describe_plans(found, problems), ensure_ascii=False, indent=1))
    else:
        show_plans(found, problems, lang)
    return not problems


def describe_plans(plans: Iterable[Plan], problems: Iterable[DefinitionError]) -> dict:
    """Return the plans and the problems of their files as `plans --json` prints them."""
    listed = [
        {
            "id": plan.id,
            "title": plan.title.zh,
            "province": plan.province,
            "start": plan.start.isoformat(),
            "deadline": plan.deadline.isoformat(),
            "reporters": list(plan.reporters),
            "metrics": [
                {
                    "id": one.id,
                    "name": one.name.zh,
                    "kind": one.kind.name,
                    "unit": one.unit,
                    "clause": one.clause,
                    "roster": one.roster,
                    "register": one.register is not None,
                }
                for one in plan.metrics
            ],
        }
        for plan in plans
    ]
    return {
        "plans": listed,
        "problems": [{"file": one.file, "line": one.line, "message": one.message} for one in problems],
    }


def _name_province(plan: Plan, lang: str) -> str:
    province = load_province(plan.province)
    return province.name_en if lang == "en" else province.name


def show_plans(plans: Sequence[Plan], problems: Sequence[DefinitionError], lang: str) -> None:
    """Print the plans with their spans and what they count, then every problem with file and line."""
    if plans:
        heads = [say(f"manage.plans-{name}", lang) for name in ("id", "province", "span", "reporters", "metrics")]
        comma = say("upload.list-comma", lang)
        rows = [
            [
                plan.id,
                _name_province(plan, lang),
                f"{plan.start}—{plan.deadline}",
                str(len(plan.reporters)),
                comma.join(metric.short.in_language(lang) for metric in plan.metrics),
            ]
            for plan in plans
        ]
        print(table([heads, *rows]))
    if problems:
        print(say("manage.plans-problems", lang, count=len(problems)))
        for one in problems:
            print(one)
    else:
        print(say("manage.plans-fine", lang, count=len(plans)))
