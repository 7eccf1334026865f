"""The letters that come with the project: where they are, how wide a text is, what they lack.

PDF and pictures are set with these fonts alone, so that they are the same on every machine. Only a
text with a character outside them also sees the fonts of the system; a character that is in neither
becomes 〓, the printers' mark for a missing one, and is reported.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from unicodedata import category

import typst
from PIL import ImageFont

FOLDER = Path(__file__).parents[1] / "fonts"
SANS, SERIF = "Noto Sans SC", "Noto Serif SC"
MISSING = "〓"
_FILES = {False: "NotoSansSC-Regular.ttf", True: "NotoSansSC-Bold.ttf"}
_GRAIN = 100


@cache
def load_fonts(system: bool = False) -> typst.Fonts:
    """Return our fonts for typst, on request with those of the machine behind them."""
    return typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=[FOLDER])


@cache
def load_characters() -> frozenset[str]:
    """Return the characters that our text fonts have."""
    return frozenset((FOLDER / "characters.txt").read_text("utf-8"))


@cache
def _measuring(bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FOLDER / _FILES[bold], _GRAIN, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(20_000)
def measure_text(text: str, size: float, bold: bool = False) -> float:
    """Return the width of a line in points, set in our sans letters of `size` points."""
    return _measuring(bold).getlength(text) * size / _GRAIN


def shorten_text(text: str, size: float, room: float, bold: bool = False) -> str:
    """Return the text, or as much of it as has room with … at its end."""
    if measure_text(text, size, bold) <= room:
        return text
    kept = text
    while kept and measure_text(f"{kept}…", size, bold) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def wrap_text(text: str, size: float, room: float) -> tuple[str, ...]:
    """Break a text into lines of at most `room` points; Chinese breaks anywhere, Latin between words."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and measure_text((line + piece).rstrip(), size) > room:
            lines.append(line.rstrip())
            line = ""
        line = line + piece if line else piece.lstrip()
    return (*lines, line.rstrip()) if line.strip() else tuple(lines)


def _pieces(text: str) -> list[str]:
    """Words, single Chinese characters; closing punctuation stays with what precedes it."""
    pieces: list[str] = []
    for character in text:
        joins = pieces and (
            character in "，。；：、！？）】》”’…%） "
            or pieces[-1][-1] in "（【《“‘"
            or (pieces[-1][-1] < "⺀" and character < "⺀" and pieces[-1][-1] != " ")
        )
        if joins:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def find_foreign(texts: Iterable[str]) -> frozenset[str]:
    """Return the characters that are not in our fonts."""
    used = {character for text in texts for character in text} - load_characters()
    return frozenset(character for character in used if not character.isspace() and not _is_unseen(character))


def _is_unseen(character: str) -> bool:
    """Controls, joiners and variation selectors have no shape of their own."""
    return (
        category(character) in ("Cc", "Cf")
        or 0xFE00 <= ord(character) <= 0xFE0F
        or 0xE0100 <= ord(character) <= 0xE01EF
    )


@lru_cache(64)
def find_undrawable(characters: frozenset[str]) -> frozenset[str]:
    """Return those for which no font of the machine has a shape either.

    Each is drawn beside a character that no font can have; what looks the same is missing.
    """
    nothing = _drawn("\U0010fffd")
    return frozenset(character for character in characters if _drawn(character) in (nothing, b""))


def _drawn(character: str) -> bytes:
    source = f'#set page(width: 40pt, height: 40pt, margin: 4pt)\n#text(font: "{SANS}", size: 20pt, sys.inputs.text)'
    drawn = typst.compile(source.encode(), font_paths=load_fonts(True), format="svg", sys_inputs={"text": character})
    return b"".join(part.split(b'"', 1)[0] for part in drawn.split(b' d="')[2:])


def write_fontconfig(folder: Path) -> Path:
    """Write, for ``FONTCONFIG_FILE``, that our fonts come before those of the machine; return the file."""
    path = folder / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{FOLDER}</dir><dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir>"
        f'<dir prefix="xdg">fonts</dir><cachedir>{folder}/letters</cachedir></fontconfig>',
        "utf-8",
    )
    return path
