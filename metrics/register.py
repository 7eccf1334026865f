"""How lists of bases, studios and the like are told, and which of their entries a metric counts."""

from dataclasses import dataclass

#: What a list says about an entry: how far it is, and who recognised it.
ENTRY_STATES = ("approved", "building", "opened", "revoked")
#: A list speaks of a state and leaves open which: such an entry is shown, and not counted.
UNCLEAR = "unclear"
ENTRY_LEVELS = ("national", "provincial", "city", "county", "enterprise")


@dataclass(frozen=True, slots=True)
class Register:
    """How lists of what a metric counts are told, and which of their entries count.

    Attributes
    ----------
    names
        Words of its own that a list's title, its head or the name of an entry has (基地; 工作室).
    heads
        Heads of the column of names, beside these words themselves and with 名称 behind.
    states, levels
        The 口径: which of `ENTRY_STATES` and `ENTRY_LEVELS` count; empty: all. What a list leaves out
        speaks for the entry.
    new_only
        Only what was approved since the metric's `counts_from` counts; an entry without a day does not.
    """

    names: tuple[str, ...]
    heads: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    new_only: bool = False

    def counts(self, state: str, level: str) -> bool:
        """Tell whether an entry of that state and level counts."""
        if state == UNCLEAR:
            return False
        return all(not known or said in ("", *known) for said, known in ((state, self.states), (level, self.levels)))
