"""Who asks, and what they may do: every read and write of the store goes through an `Access`."""

from collections.abc import Iterable
from dataclasses import dataclass

from data.errors import NotPermitted, OutsideOwnCities
from data.reference.places import find_city
from data.store import Store
from wording.personal import hide_numbers

VIEWER, REPORTER, REVIEWER, ADMINISTRATOR = "viewer", "reporter", "reviewer", "administrator"
ROLES = frozenset({VIEWER, REPORTER, REVIEWER, ADMINISTRATOR})

# What each act asks for: any one of these roles.
ACTS: dict[str, frozenset[str]] = {
    "read": ROLES,
    "hand-in": frozenset({REPORTER, REVIEWER}),
    "review": frozenset({REVIEWER}),
    "write-papers": frozenset({REVIEWER, ADMINISTRATOR}),
    "administer": frozenset({ADMINISTRATOR}),
}


@dataclass(frozen=True, slots=True)
class User:
    """Someone known by name.

    Attributes
    ----------
    cities
        Codes that a reporter may state figures of; ``None`` for all.
    """

    name: str
    roles: frozenset[str]
    cities: frozenset[str] | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", hide_numbers(self.name))
        if unknown := self.roles - ROLES:
            raise ValueError(f"unknown roles: {', '.join(sorted(unknown))}")


LOCAL_USER = User(name="本机用户", roles=ROLES)


@dataclass(frozen=True, slots=True)
class Access:
    """The store as one user may use it."""

    store: Store
    user: User = LOCAL_USER

    def may(self, act: str) -> bool:
        """Tell whether the user's roles allow an act of `ACTS`."""
        return bool(self.user.roles & ACTS[act])

    def require(self, act: str) -> None:
        """Raise `NotPermitted` unless the user's roles allow the act."""
        if not self.may(act):
            raise NotPermitted(user=self.user.name, act=act)

    def require_cities(self, cities: Iterable[str]) -> None:
        """Raise `OutsideOwnCities` when a reporter would state figures of other cities.

        A reviewer hands in for all; a county counts as its parent city's own.
        """
        if self.may("review") or self.user.cities is None:
            return
        others = [code for code in dict.fromkeys(cities) if not self._own(code)]
        if others:
            raise OutsideOwnCities(user=self.user.name, cities=" ".join(others))

    def may_state(self, cities: Iterable[str]) -> bool:
        """Tell whether the user may state figures of all these cities, and so see what stands of them row by row."""
        try:
            self.require_cities(cities)
        except OutsideOwnCities:
            return False
        return True

    def _own(self, code: str) -> bool:
        place = find_city(code)
        own = self.user.cities or frozenset()
        return code in own or (place is not None and place.kind == "county" and place.parent in own)
