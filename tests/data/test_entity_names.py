"""One base under two writings is one base."""

import pytest

from data.reference.entity_names import plain_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("鸡西市技师学院高技能人才培训基地", "鸡西技师学院 高技能人才培训基地"),
        ("黑龙江省大庆市“铁人”学院（基地）", "大庆铁人学院(基地)"),
        ("国家级王明技能大师工作室", "王明技能大师工作室"),
    ],
)
def test_what_differs_from_list_to_list_does_not_count(one: str, other: str) -> None:
    assert plain_name(one, "230000") == plain_name(other, "230000")


def test_other_names_stay_apart() -> None:
    assert (
        plain_name("鸡西市城市技师学院", "230000") != plain_name("鸡西技师学院", "230000")
        and plain_name("城市建设学院", "230000") == "城市建设学院"
    )
