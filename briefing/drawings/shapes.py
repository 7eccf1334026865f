"""What a drawing is made of; lengths in points, y downward, words by their baseline, colours by name.

The `key` of a part says which place or metric it belongs to; on a screen it may lead there.
"""

from dataclasses import dataclass, field

Point = tuple[float, float]
# The fields of parts that name a colour (`briefing.palette.resolve`).
COLOURS = frozenset({"fill", "edge", "colour"})


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle; `hatched` draws slanted lines over it."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    hatched: bool = False
    edge: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points; `dash` is the lengths of stroke and gap, empty for a solid line."""

    points: tuple[Point, ...]
    colour: str
    weight: float
    dash: tuple[float, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A closed polygon."""

    points: tuple[Point, ...]
    fill: str
    edge: str = ""
    weight: float = 0.5
    hatched: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle around a point."""

    x: float
    y: float
    radius: float
    fill: str
    edge: str = ""
    weight: float = 1.0
    key: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text; `anchor` (``start``, ``middle``, ``end``) is what stands at `x`."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    bold: bool = False
    anchor: str = "start"
    key: str = ""


Part = Box | Line | Shape | Dot | Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished drawing with its size; `alternative` says what it shows."""

    width: float
    height: float
    parts: tuple[Part, ...]
    title: str
    alternative: str


@dataclass(slots=True)
class DrawingSheet:
    """What a drawer puts its parts on; `y` is how far it has come down."""

    width: float
    parts: list[Part] = field(default_factory=list)
    y: float = 0.0

    def add(self, *parts: Part) -> None:
        """Put parts on the sheet, later ones over earlier ones."""
        self.parts.extend(parts)
