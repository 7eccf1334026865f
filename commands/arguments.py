"""The arguments of one call of a command, each turned into ours or refused with a sentence."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from commands.refused import Refused
from data.reference.places import all_cities, find_city, is_province, load_cities
from metrics.definitions.catalogue import load_catalogue
from metrics.plan import Plan
from wording.sentences import say


def require_files(paths: Sequence[Path], lang: str) -> None:
    """Refuse before any work when one of the files cannot be read."""
    for path in paths:
        if not (path.is_file() and os.access(path, os.R_OK)):
            raise Refused(say("manage.no-such-file", lang, path=path))


def usual_plan(plans: Sequence[Plan], cities: Sequence[str] = ()) -> Plan:
    """Return the plan that is meant where none is named: the first one of the places asked for, else the first."""
    own = (one for one in plans if {*cities} <= {one.province, *(city.code for city in load_cities(one.province))})
    return next(own, plans[0])


@dataclass(frozen=True, slots=True)
class Asked:
    """The arguments of one call, each turned into ours or refused with a sentence."""

    given: Mapping
    lang: str

    def text(self, name: str) -> str | None:
        value = self.given.get(name)
        return str(value).strip() or None if value is not None else None

    def day(self, name: str) -> date | None:
        text = self.text(name)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            raise Refused(say("manage.not-a-day", self.lang, text=text)) from None

    def texts(self, name: str) -> tuple[str, ...]:
        """Accept several of them, with commas between or the option given again."""
        given = self.given.get(name)
        parts = ",".join(given if isinstance(given, list) else [str(given or "")])
        parts = parts.replace("，", ",").replace("、", ",")
        return tuple(dict.fromkeys(part.strip() for part in parts.split(",") if part.strip()))

    def cities(self, name: str) -> tuple[str, ...]:
        """Accept several places as `texts` does."""
        return tuple(dict.fromkeys(code for part in self.texts(name) if (code := self._find_city(part))))

    def city(self, name: str) -> str | None:
        """Accept a code, or a name as it is commonly written."""
        return self._find_city(self.text(name))

    def _find_city(self, text: str | None) -> str | None:
        if text is None or is_province(text) or find_city(text):
            return text
        plan = self.plan()
        for city in load_cities(plan.province) if plan else all_cities():
            if text in (city.name, city.short, city.name_en, *city.aliases):
                return city.code
        raise Refused(say("manage.no-such-city", self.lang, text=text))

    def reading_options(self) -> dict[str, Any]:
        """Return what the caller fills in for a sheet."""
        plan = self.plan()
        return {"plan": plan.id if plan else None, "city": self.city("city"), "period": self.text("period")}

    def plan(self) -> Plan | None:
        text = self.text("plan")
        if text is None:
            return None
        plans = load_catalogue().plans
        for plan in plans:
            if plan.id == text:
                return plan
        known = ", ".join(plan.id for plan in plans)
        raise Refused(say("manage.no-such-plan", self.lang, text=text, known=known))
