"""Colours, signs and letters of the charts, the same on screen, paper and in files.

The statuses are told apart by word and sign first. Their colours keep apart under the common
forms of colour blindness (blue against orange, never red against green) and in grey by lightness.
"""

from dataclasses import dataclass
from functools import cache

from metrics.progress.judging import Status

# 微软雅黑 on Windows, 苹方 on macOS, Noto (or 文泉驿) on Linux and domestic systems.
FONTS = (
    '"Source Han Sans SC", "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", '
    '"WenQuanYi Micro Hei", "Helvetica Neue", Arial, sans-serif'
)

LATIN_FONTS = f'"Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", {FONTS}'

# All but the tick are in GBK, and the tick is in every common Chinese font.
SIGNS = {
    Status.DONE: "✓",
    Status.ON_SCHEDULE: "▲",
    Status.SLIGHTLY_BEHIND: "▽",
    Status.BEHIND: "▼",
    Status.OVERDUE: "×",
    Status.NOT_REPORTED: "○",
    Status.PENDING: "◇",
    Status.NO_TOTAL: "□",
    Status.NO_TARGET: "－",
    Status.NOT_APPLICABLE: "／",
    Status.MET: "✓",
    Status.NOT_MET: "▼",
    Status.NOT_REACHED_YET: "＜",
    Status.ABOVE_BAND: "↑",
    Status.INCOMPLETE: "≈",
    Status.NOT_DUE: "→",
    Status.NO_MILESTONE: "⊙",
    Status.DUE_NOT_REPORTED: "◎",
    Status.AWAITED: "◆",
    Status.LATE: "●",
}


@dataclass(frozen=True, slots=True)
class Palette:
    """One set of colours for a light or a dark ground."""

    ink: str
    muted: str
    rule: str
    ground: str
    primary: str
    schedule: str
    target: str
    published: str
    shade: str
    wash: str
    derived: str
    statuses: dict[Status, str]


LIGHT = Palette(
    ink="#1d2733",
    muted="#5b6776",
    rule="#dfe3e8",
    ground="#ffffff",
    primary="#1f4e79",
    schedule="#8a94a1",
    target="#b3261e",
    published="#7a4b94",
    shade="#eef1f5",
    wash="#fbf8f2",
    derived="#7f9cba",
    statuses={
        Status.DONE: "#12406b",
        Status.ON_SCHEDULE: "#86bfe6",
        Status.SLIGHTLY_BEHIND: "#bb8716",
        Status.BEHIND: "#ab4a0d",
        Status.OVERDUE: "#7d1424",
        Status.NOT_REPORTED: "#c4cad2",
        Status.PENDING: "#aab8c9",
        Status.NO_TOTAL: "#b9c3cf",
        Status.NO_TARGET: "#dde1e6",
        Status.NOT_APPLICABLE: "#eceef1",
        Status.MET: "#86bfe6",
        Status.NOT_MET: "#ab4a0d",
        Status.NOT_REACHED_YET: "#cf8f5f",
        Status.ABOVE_BAND: "#86bfe6",
        Status.INCOMPLETE: "#9fb3a8",
        Status.NOT_DUE: "#dbe3ea",
        Status.NO_MILESTONE: "#cfd9e6",
        Status.DUE_NOT_REPORTED: "#a7a1ad",
        Status.AWAITED: "#d3d8de",
        Status.LATE: "#8b8f98",
    },
)

DARK = Palette(
    ink="#e6eaf0",
    muted="#a3afbd",
    rule="#36414f",
    ground="#131a23",
    primary="#7fb2e0",
    schedule="#8490a0",
    target="#f2827a",
    published="#c39bd8",
    shade="#1d2631",
    wash="#1c2128",
    derived="#5b7fa3",
    statuses={
        Status.DONE: "#8fc0ea",
        Status.ON_SCHEDULE: "#2a6088",
        Status.SLIGHTLY_BEHIND: "#a87a33",
        Status.BEHIND: "#ea9b5e",
        Status.OVERDUE: "#ffcdce",
        Status.NOT_REPORTED: "#566272",
        Status.PENDING: "#6f8096",
        Status.NO_TOTAL: "#64748a",
        Status.NO_TARGET: "#404b59",
        Status.NOT_APPLICABLE: "#2b3542",
        Status.MET: "#2a6088",
        Status.NOT_MET: "#ea9b5e",
        Status.NOT_REACHED_YET: "#b98a63",
        Status.ABOVE_BAND: "#2a6088",
        Status.INCOMPLETE: "#7d9389",
        Status.NOT_DUE: "#46525f",
        Status.NO_MILESTONE: "#4d5c6e",
        Status.DUE_NOT_REPORTED: "#7a7482",
        Status.AWAITED: "#505b69",
        Status.LATE: "#9aa0a9",
    },
)


# A drawing names its colours; what sets it says which they are.
NAMES = Palette(
    **{name: name for name in ("ink", "muted", "rule", "ground", "primary", "schedule")},
    **{name: name for name in ("target", "published", "shade", "wash", "derived")},
    statuses={status: str(status) for status in Status},
)
# Words of a size that is read need this contrast with their ground (WCAG 2, 1.4.3).
LEGIBLE = 4.5


def choose_palette(dark: bool) -> Palette:
    """Return the colours for a dark or a light ground."""
    return DARK if dark else LIGHT


def pale(name: str, share: int) -> str:
    """Name a colour that lets through what lies below: `share` is how many percent of it stand."""
    return f"{name}/{share}"


def on(name: str) -> str:
    """Name the ink that reads best on a colour."""
    return f"on-{name}"


def resolve(name: str, palette: Palette) -> str:
    """Return the colour that a drawing names, as ``#rrggbb`` or ``#rrggbbaa``; a colour itself stays.

    Raises
    ------
    KeyError
        The palette has no colour of that name.
    """
    if not name or name.startswith("#"):
        return name
    base, _, share = name.partition("/")
    if base.startswith("on-"):
        return contrast_ink(resolve(base.removeprefix("on-"), palette))
    known = getattr(palette, base, None)
    colour = known if isinstance(known, str) else palette.statuses[Status(base)] if base in _STATUSES else None
    if colour is None:
        raise KeyError(name)
    return f"{colour}{round(int(share) * 2.55):02x}" if share else colour


_STATUSES = frozenset(map(str, Status))


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb``, 0 to 1 (WCAG 2)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2)."""
    lower, higher = sorted((luminance(one), luminance(other)))
    return (higher + 0.05) / (lower + 0.05)


def lightness(colour: str) -> float:
    """Return L* of a colour, 0 to 100: how light it is in grey print (CIE 1976)."""
    share = luminance(colour)
    return 116 * (share ** (1 / 3) if share > 0.008856 else 7.787 * share + 16 / 116) - 16


@cache
def legible(colour: str, ground: str, ink: str) -> str:
    """Return the colour, drawn towards `ink` until words in it can be read on `ground`."""
    for step in range(21):
        mixed = _mix(colour, ink, step / 20)
        if contrast(mixed, ground) >= LEGIBLE:
            return mixed
    return ink


def _mix(one: str, other: str, share: float) -> str:
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(first + (second - first) * share):02x}" for first, second in pairs)


def contrast_ink(colour: str) -> str:
    """Return black or white, whichever reads better on `colour`."""
    dark, light = "#10161d", "#ffffff"
    return dark if contrast(dark, colour) >= contrast(light, colour) else light
