"""Refusals of the store: each names what it refused and says what to do, in the reader's language."""

from data.reference.places import find_city
from wording.sentences import say


class StoreRefusal(Exception):
    """A request that the store does not carry out.

    `key` names its sentence in `wording`; the facts ``act`` and ``state`` are slugs with a word of their own,
    ``cities`` are codes.
    """

    key = "store.refused"

    def __init__(self, **facts: str) -> None:
        super().__init__(self.key, facts)
        self.facts = facts

    def sentence(self, lang: str = "zh") -> str:
        """Return the one sentence to show, in the language asked for."""
        facts = dict(self.facts)
        for name, family in (("act", "store.act"), ("state", "submission.state")):
            if name in facts:
                facts[name] = say(f"{family}.{facts[name]}", lang)
        if "cities" in facts:
            names = [_name(code, lang) for code in facts["cities"].split()]
            facts["cities"] = (", " if lang == "en" else "、").join(names)
        return say(self.key, lang, **facts)

    def __str__(self) -> str:
        return self.sentence()


def _name(code: str, lang: str) -> str:
    place = find_city(code)
    if place is None:
        return code
    return place.name_en if lang == "en" else place.name


class StoreBusy(StoreRefusal):
    """Another process holds the store."""

    key = "store.busy"


class StoreNewer(StoreRefusal):
    """The store was written by a later version of the program."""

    key = "store.newer"


class StoreDamaged(StoreRefusal):
    """The store's file cannot be opened."""

    key = "store.damaged"


class StoreUnwritable(StoreRefusal):
    """The store's folder cannot be made or written."""

    key = "store.unwritable"


class OriginalDamaged(StoreRefusal):
    """A kept file is missing or is no longer what was handed in."""

    key = "store.original-damaged"


class KeyLost(StoreRefusal):
    """The key that the store's ID numbers were hashed with is missing or is another one."""

    key = "store.key-lost"


class KeyUnwritable(StoreRefusal):
    """No key can be made where it is to lie."""

    key = "store.key-unwritable"


class KeyInside(StoreRefusal):
    """The key would lie inside the store's folder."""

    key = "store.key-inside"


class NotPermitted(StoreRefusal):
    """The user's roles do not allow this."""

    key = "store.not-permitted"


class OutsideOwnCities(NotPermitted):
    """A reporter states something about a city that is not theirs."""

    key = "store.outside-own-cities"


class NotTheirOwn(NotPermitted):
    """A reporter touches another's submission."""

    key = "store.not-their-own"


class UnknownSubmission(StoreRefusal):
    """There is no such submission, or it is not for this user to see."""

    key = "store.unknown-submission"


class WrongState(StoreRefusal):
    """The submission's state does not allow this step."""

    key = "store.wrong-state"


class HasErrors(StoreRefusal):
    """Errors stop the hand-in."""

    key = "store.has-errors"


class ReasonNeeded(StoreRefusal):
    """The step needs a reason in words."""

    key = "store.reason-needed"


class NothingRead(StoreRefusal):
    """The file states nothing that could be handed in."""

    key = "store.nothing-read"


class AlreadyHandedIn(StoreRefusal):
    """Someone has handed in the same file with the same figures meanwhile."""

    key = "store.already-handed-in"


class NotReplaceable(StoreRefusal):
    """A roster does not cover the one that it is to replace."""

    key = "store.not-replaceable"


class HoldsRealData(StoreRefusal):
    """Demo data may not enter this store."""

    key = "store.holds-real-data"


class NotADemo(StoreRefusal):
    """Only a demo store may be set aside this way."""

    key = "store.not-a-demo"


class GovernmentWithoutConsent(StoreRefusal):
    """A department's paper addresses a government without 经省政府同意."""

    key = "store.government-without-consent"
