"""Make the small fonts of this folder anew from whole ones: ``python briefing/fonts/subset.py FOLDER``.

FOLDER holds the static TTF files of Noto Sans SC and Noto Serif SC, regular and bold. fontTools is
needed here only. The text weights keep all of GB2312, the bold ones (headings) its first level;
both keep the characters that the project itself uses.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
# Whole file, ours, and the last row of GB2312 that is kept (55 closes the first level).
FONTS = (
    ("NotoSansSC_400Regular.ttf", "NotoSansSC-Regular.ttf", 87),
    ("NotoSansSC_700Bold.ttf", "NotoSansSC-Bold.ttf", 55),
    ("NotoSerifSC_400Regular.ttf", "NotoSerifSC-Regular.ttf", 87),
    ("NotoSerifSC_700Bold.ttf", "NotoSerifSC-Bold.ttf", 55),
)
TEXTS = (
    "data/reference/**/*",
    "metrics/definitions/*.toml",
    "wording/*/*.po",
    "briefing/**/*.py",
    "intake/**/*.py",
    "demo/**/*.py",
)
# Latin, punctuation, arrows, mathematics, boxes and shapes, and the full-width forms.
RANGES = (
    (0x20, 0x7E),
    (0xA0, 0x17F),
    (0x2010, 0x2027),
    (0x2030, 0x205E),
    (0x2070, 0x209C),
    (0x2100, 0x214F),
    (0x2190, 0x21FF),
    (0x2200, 0x22FF),
    (0x2460, 0x24FF),
    (0x25A0, 0x27BF),
    (0x3000, 0x303F),
    (0x3200, 0x33FF),
    (0xFF01, 0xFFE5),
)
FIXED_TIME = 0


def list_gb2312(last_row: int) -> Iterator[str]:
    """Yield the characters of GB2312 up to a row."""
    for row in range(1, last_row + 1):
        for cell in range(1, 95):
            try:
                yield bytes((row + 0xA0, cell + 0xA0)).decode("gb2312")
            except UnicodeDecodeError:
                continue


def read_project_characters() -> set[str]:
    """Return every character of the texts that the project prints or reads by."""
    files = [path for pattern in TEXTS for path in ROOT.glob(pattern) if path.is_file()]
    return {character for path in files for character in path.read_text("utf-8")}


def subset_font(source: Path, target: Path, wanted: set[int]) -> set[int]:
    """Write the part of a font that has the wanted characters; return those that it has."""
    options = subset.Options(hinting=False, notdef_outline=True, layout_features=["kern", "locl", "tnum"])
    options.drop_tables += ["vhea", "vmtx", "VORG", "STAT", "BASE"]
    font = TTFont(source, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(font)
    font["head"].created = font["head"].modified = FIXED_TIME
    font.save(target)
    return set(font.getBestCmap())


def main() -> None:
    """Write the four fonts and the list of the characters that both text weights have."""
    folder, project = Path(sys.argv[1]), read_project_characters()
    general = {code for first, last in RANGES for code in range(first, last + 1)}
    covered: set[int] | None = None
    for whole, ours, last_row in FONTS:
        source = next(folder.rglob(whole))
        wanted = general | {ord(one) for one in (*list_gb2312(last_row), *project)}
        has = subset_font(source, HERE / ours, wanted)
        if "Regular" in ours:
            covered = has if covered is None else covered & has
    text = "".join(chr(code) for code in sorted(covered or ()))
    (HERE / "characters.txt").write_text(text, "utf-8", newline="")


if __name__ == "__main__":
    main()
