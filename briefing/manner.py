"""How a paper is made, beside what it is about: which annexes, with maps or without, for the house or for others."""

from dataclasses import dataclass

# 附表, 附图, 口径、依据和来源.
ANNEXES = ("tables", "charts", "sources")


@dataclass(frozen=True, slots=True)
class Manner:
    """The writer's choices.

    Attributes
    ----------
    annexes
        Which of `ANNEXES` the paper has; ``None`` for what is usual at its length.
    maps
        Whether maps are drawn: one that leaves the house needs a licence number (审图号), so not by default.
    internal
        An internal paper also tells 超分解, forecasts and the cells that figures were read from.
    """

    annexes: tuple[str, ...] | None = None
    maps: bool = False
    internal: bool = False

    def annexes_at(self, length: str) -> tuple[str, ...]:
        """Return the annexes of a paper of that length: without a choice only the full text has any."""
        if self.annexes is None:
            return ANNEXES if length == "full" else ()
        return tuple(one for one in ANNEXES if one in self.annexes)
