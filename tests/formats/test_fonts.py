"""The letters that come with the project: what they have, what happens to characters that they lack."""

import io
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import ImageFont
from pypdf import PdfReader

from briefing.drawings import letters
from briefing.drawings.letters import (
    FOLDER,
    find_foreign,
    find_undrawable,
    load_fonts,
    measure_text,
    wrap_text,
    write_fontconfig,
)
from briefing.formats import pdf, typesetting
from briefing.formats.chart_picture import SIZES, draw_picture
from data.reference.places import REFERENCE, load_cities
from tests.support.brief_of import brief_of
from tests.support.hard_charts import bullet
from tests.support.paths import ROOT
from wording.sentences import say

RARE = "㐂"  # outside GB2312, as some place names are


@pytest.fixture
def no_system_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the fonts of the machine away."""
    ours = load_fonts(False)
    for module in (letters, typesetting):
        monkeypatch.setattr(module, "load_fonts", lambda _=False: ours)
    find_undrawable.cache_clear()
    yield
    find_undrawable.cache_clear()


def test_the_fonts_hold_gb2312_and_every_character_of_the_project() -> None:
    rows = (bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    files = [*ROOT.glob("wording/*/*.po"), *ROOT.glob("metrics/definitions/*.toml"), *REFERENCE.rglob("*.csv")]
    assert find_foreign(rows) == frozenset()
    assert {path.name: find_foreign([path.read_text("utf-8")]) for path in files} == {
        path.name: frozenset() for path in files
    }


def test_the_list_of_characters_is_that_of_the_font_files() -> None:
    for name in ("NotoSansSC-Regular.ttf", "NotoSerifSC-Regular.ttf"):
        font = ImageFont.truetype(FOLDER / name, 20)
        nothing = bytes(font.getmask("\U0010fffd"))
        assert [one for one in "哈齐佳垦绥漠穆黑✓▲〓〔〕" if bytes(font.getmask(one)) == nothing] == []
        assert bytes(font.getmask(RARE)) == nothing


def test_the_fonts_are_small_and_their_licences_stand_beside_them() -> None:
    files = list(FOLDER.glob("*.ttf"))
    assert len(files) == 4 and sum(path.stat().st_size for path in files) < 10_000_000
    assert all(
        "SIL Open Font License"
        in (FOLDER / f"OFL-{family}.txt").read_text("utf-8").replace("SIL OPEN FONT LICENSE", "SIL Open Font License")
        for family in ("NotoSansSC", "NotoSerifSC")
    )


def test_a_text_is_measured_and_broken_without_loss() -> None:
    text = "截至2020年6月30日：哈尔滨市（含各区）63.2 %，Harbin is on schedule。"
    lines = wrap_text(text, 9, 90)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(measure_text(line, 9) < 105 and line[0] not in "，。：）" for line in lines)


def test_pdf_and_pictures_are_right_on_a_machine_without_fonts(no_system_fonts: None) -> None:
    brief = brief_of()
    content = pdf.render(brief)
    reader = PdfReader(io.BytesIO(content))
    names = {font for page in reader.pages for font in _font_names(page)}
    assert names and all("NotoSansSC" in name or "NotoSerifSC" in name for name in names)
    text = "".join(pdf.text_of(content).split())
    assert all(city.name[:2] in text for city in load_cities("230000") if city.kind == "city")


def test_a_rare_character_takes_a_font_of_the_machine() -> None:
    if RARE in find_undrawable(frozenset(RARE)):
        pytest.skip("no font of this machine has it")
    brief = replace(brief_of(), title=f"{RARE}镇技能培训情况")
    assert f"{RARE}镇" in "".join(pdf.text_of(pdf.render(brief)).split())


def test_a_character_that_no_font_has_is_marked_and_reported_never_blank(no_system_fonts: None) -> None:
    brief = replace(brief_of(), title=f"{RARE}镇技能培训情况")
    text = "".join(pdf.text_of(pdf.render(brief)).split())
    said = say("print.missing-characters", "zh", codes="U+3402", mark="〓")
    assert "〓镇技能培训情况" in text and said in text
    plain, marked = (
        draw_picture(replace(bullet(["甲"]), title=name), "svg", SIZES["a4"], date(2020, 8, 31))
        for name in ("甲", RARE)
    )
    assert len(marked) > len(plain)


def test_a_character_without_a_shape_of_its_own_is_not_missing() -> None:
    assert find_foreign(["哈\u200b尔\ufe0f滨\n\t"]) == frozenset()


def test_the_browser_finds_our_letters_before_those_of_the_machine(tmp_path: Path) -> None:
    path = write_fontconfig(tmp_path)
    assert str(FOLDER) in path.read_text("utf-8")
    try:
        done = subprocess.run(
            ["fc-match", "-f", "%{file}", "Noto Sans SC"],
            env={"FONTCONFIG_FILE": str(path), "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=True,
        )
    except FileNotFoundError:
        pytest.skip("no fontconfig")
    assert Path(done.stdout).parent == FOLDER


def _font_names(page: object) -> set[str]:
    fonts = page["/Resources"].get("/Font", {})
    return {str(font.get_object()["/BaseFont"]) for font in fonts.values()}
