"""Colours, signs and letters of the charts, the same on screen, paper and in files.

The statuses are told apart by word and sign first. Their colours keep apart under the common
forms of colour blindness (blue against orange, never red against green) and in grey by lightness.
"""

from dataclasses import dataclass

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
    statuses={
        Status.DONE: "#12406b",
        Status.ON_SCHEDULE: "#3d85bd",
        Status.SLIGHTLY_BEHIND: "#e3ae34",
        Status.BEHIND: "#c65a11",
        Status.OVERDUE: "#8c1d2b",
        Status.NOT_REPORTED: "#c4cad2",
        Status.PENDING: "#aab8c9",
        Status.NO_TOTAL: "#b9c3cf",
        Status.NO_TARGET: "#dde1e6",
        Status.NOT_APPLICABLE: "#eceef1",
        Status.MET: "#3d85bd",
        Status.NOT_MET: "#c65a11",
        Status.NOT_REACHED_YET: "#d99a6c",
        Status.ABOVE_BAND: "#3d85bd",
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
    statuses={
        Status.DONE: "#a9d0f2",
        Status.ON_SCHEDULE: "#4f97d1",
        Status.SLIGHTLY_BEHIND: "#e8bf5c",
        Status.BEHIND: "#e07b34",
        Status.OVERDUE: "#d9596a",
        Status.NOT_REPORTED: "#566272",
        Status.PENDING: "#6f8096",
        Status.NO_TOTAL: "#64748a",
        Status.NO_TARGET: "#404b59",
        Status.NOT_APPLICABLE: "#2b3542",
        Status.MET: "#4f97d1",
        Status.NOT_MET: "#e07b34",
        Status.NOT_REACHED_YET: "#b98a63",
        Status.ABOVE_BAND: "#4f97d1",
        Status.INCOMPLETE: "#6b8177",
        Status.NOT_DUE: "#46525f",
        Status.NO_MILESTONE: "#4d5c6e",
        Status.DUE_NOT_REPORTED: "#7a7482",
        Status.AWAITED: "#505b69",
        Status.LATE: "#9aa0a9",
    },
)


def choose_palette(dark: bool) -> Palette:
    """Return the colours for a dark or a light ground."""
    return DARK if dark else LIGHT


def contrast_ink(colour: str) -> str:
    """Return black or white, whichever reads better on `colour`."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#10161d" if 0.299 * red + 0.587 * green + 0.114 * blue > 140 else "#ffffff"
