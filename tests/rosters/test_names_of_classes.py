"""The school and the trade in the name of a class, taken only where they are certain."""

import pytest

from intake.rosters.class_lines import read_class_name


@pytest.mark.parametrize(
    ("text", "school", "trade"),
    [
        ("哈尔滨市某某职业技能培训学校2019年第三期焊工培训班学员花名册", "哈尔滨市某某职业技能培训学校", "焊工"),
        ("2019年养老护理员（初级）培训班花名册", "", "养老护理员"),
        ("中式烹调师技能培训班学员名册", "", "中式烹调师"),
        ("大庆市叉车司机培训2班学员名单", "", "叉车司机"),
        ("企业职工技能提升培训班学员花名册", "", ""),
        ("农民工培训班花名册", "", ""),
        ("2019年职业技能培训学员花名册", "", ""),
        ("某某技工学校", "某某技工学校", ""),
        ("2019年就业技能培训学员花名册（电工）", "", "电工"),
        ("2019年就业技能培训学员花名册（初级工）", "", ""),
        ("培训台账", "", ""),
    ],
)
def test_of_the_name_of_a_class_only_a_certain_trade_is_taken(text: str, school: str, trade: str) -> None:
    assert read_class_name(text) == (school, trade)
