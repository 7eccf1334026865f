"""What a file says of counties and other parts is judged against what was accepted of them, by the cities' rules."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from intake.comparing.accepted import History
from intake.comparing.statements_disagree import find_disagreements
from intake.comparing.value_falls_back import find_fallen_values
from intake.findings.finding import Finding
from intake.reading import Breakdown
from intake.words.characters import compact
from metrics.observation import Observation

_KIND = re.compile(r"(?<=..)[市县区旗]$")


def judge_parts_of_figures(
    in_force: Iterable[tuple[str, Observation]], stated: Iterable[Breakdown]
) -> Iterator[Finding]:
    """Yield ``statements-disagree`` and ``value-falls-back`` of the parts of cities' figures, one a cell."""
    names: dict[str, str] = {}

    def named(part: str, one: Observation) -> Observation:
        # 南岗 and 南岗区 of one city are one; two cities may have districts of one name.
        key = f"{one.city} {_KIND.sub('', compact(part).replace(' ', ''))}"
        names.setdefault(key, part)
        return replace(one, city=key)

    history = History([named(*one) for one in in_force], [named(one.part, one.observation) for one in stated])
    told: dict[tuple[str | None, str | None], Finding] = {}
    for one in (*find_disagreements(history), *find_fallen_values(history)):
        key = one.facts["city"]
        told.setdefault(
            (one.sheet, one.cell), replace(one, facts={**one.facts, "city": key.split()[0], "part": names[key]})
        )
    yield from told.values()
