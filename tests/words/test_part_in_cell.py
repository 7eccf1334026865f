"""When a cell that holds two numbers is a whole with its part, and when it is not."""

import pytest

from intake.words.part_in_cell import split_part, strip_part, tells_part


@pytest.mark.parametrize(
    ("text", "whole", "part"),
    [
        ("12(其中3)", "12", "3"),
        ("12（其中国家级3个）", "12", "3个"),
        ("12，其中：3", "12", "3"),
        ("1,200人次（含女性300）", "1,200人次", "300"),
    ],
)
def test_a_cell_that_says_of_which_holds_a_whole_and_its_part(text: str, whole: str, part: str) -> None:
    assert split_part(text, told=False) == (whole, part)


def test_a_mere_bracket_is_a_part_only_where_the_head_says_so() -> None:
    assert split_part("12（3）", told=True) == ("12", "3")
    assert split_part("12（3）", told=False) is None


@pytest.mark.parametrize("text", ["3（12）", "12/9", "12", "（3）", "12（国家级）", "12（3）（2）"])
def test_what_is_no_whole_with_a_smaller_part_is_left_alone(text: str) -> None:
    assert split_part(text, told=True) is None


def test_a_part_as_large_as_its_whole_is_one() -> None:
    assert split_part("3（3）", told=True) == ("3", "3")


def test_only_a_bracket_of_which_tells_a_part() -> None:
    assert tells_part("建成数（其中国家级）")
    assert not tells_part("建成数（个）")
    assert strip_part("建成数（其中国家级）（个）") == "建成数(个)"
