"""The colours of pages as CSS: `tone` of a status, and as words that can be read on its ground (`said`)."""

from briefing.palette import DARK, LIGHT, Palette, contrast_ink, legible
from metrics.progress.judging import Status

# What a page with a dark ground has in it, so that its style sheet knows.
DARK_MARK = '<i class="lj-dark"></i>'
_NAMES = ("ink", "muted", "rule", "ground", "primary", "schedule", "target", "published", "shade", "wash", "derived")


def name_colours() -> str:
    """Return the rules for both grounds; paper is white, whatever ground the reader has chosen."""
    tones = "".join(f".{status}{{--tone:var(--{status});--said:var(--said-{status})}}" for status in Status)
    light = f":root{{{_values(LIGHT)}}}"
    return f"{light}@media screen{{:root:has(.lj-dark){{{_values(DARK)}}}}}{tones}"


def _values(palette: Palette) -> str:
    values = "".join(f"--{name}:{getattr(palette, name)};" for name in _NAMES)
    for status in Status:
        tone = palette.statuses[status]
        said = legible(tone, palette.shade, palette.ink)
        values += f"--{status}:{tone};--on-{status}:{contrast_ink(tone)};--said-{status}:{said};"
    return values
