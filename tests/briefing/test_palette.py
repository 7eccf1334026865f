"""Colours by rule: what is written can be read, and grey print tells the statuses of the schedule apart."""

from itertools import pairwise

import pytest

from briefing.palette import DARK, LEGIBLE, LIGHT, NAMES, Palette, contrast, contrast_ink, legible, lightness, resolve
from briefing.screen.colours import name_colours
from metrics.progress.judging import Status

GROUNDS = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
WORSE_AND_WORSE = (Status.ON_SCHEDULE, Status.SLIGHTLY_BEHIND, Status.BEHIND, Status.OVERDUE)
GREY_STEP = 15


@GROUNDS
def test_words_can_be_read_on_every_ground_of_a_page(palette: Palette) -> None:
    for name in ("ink", "muted", "primary", "target", "published"):
        for ground in (palette.ground, palette.shade, palette.wash):
            assert contrast(getattr(palette, name), ground) >= LEGIBLE, (name, ground)


@GROUNDS
@pytest.mark.parametrize("status", Status)
def test_a_status_can_be_read_as_a_word_and_as_a_ground(palette: Palette, status: Status) -> None:
    tone = palette.statuses[status]
    assert contrast(contrast_ink(tone), tone) >= LEGIBLE
    assert contrast(legible(tone, palette.shade, palette.ink), palette.shade) >= LEGIBLE
    assert contrast(legible(tone, palette.shade, palette.ink), palette.ground) >= LEGIBLE


@GROUNDS
def test_grey_print_tells_how_far_behind(palette: Palette) -> None:
    steps = [lightness(palette.statuses[status]) for status in WORSE_AND_WORSE]
    assert all(abs(one - other) >= GREY_STEP for one, other in pairwise(steps)), steps
    assert steps in (sorted(steps), sorted(steps, reverse=True))


def test_contrast_and_lightness_are_those_of_the_standards() -> None:
    assert round(contrast("#ffffff", "#000000"), 6) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
    assert (lightness("#000000"), round(lightness("#ffffff"), 6)) == (0, 100)
    assert round(lightness("#777777"), 1) == 50.0


@GROUNDS
def test_a_drawing_names_colours_that_both_grounds_have(palette: Palette) -> None:
    assert resolve("behind", palette) == palette.statuses[Status.BEHIND]
    assert resolve("on-behind", palette) == contrast_ink(palette.statuses[Status.BEHIND])
    assert resolve("ground/80", palette) == f"{palette.ground}cc"
    assert (resolve("", palette), resolve("#123456", palette)) == ("", "#123456")
    assert all(resolve(name, palette).startswith("#") for name in NAMES.statuses.values())
    with pytest.raises(KeyError):
        resolve("mauve", palette)


def test_the_style_of_pages_names_every_colour_for_both_grounds_and_paper_is_white() -> None:
    style = name_colours()
    assert (
        style.index(f"--ground:{LIGHT.ground}") < style.index("@media screen") < style.index(f"--ground:{DARK.ground}")
    )
    for status in Status:
        assert f".{status}{{--tone:var(--{status});" in style
        assert style.count(f"--{status}:#") == 2
