"""Which labels name less than a city, more than it, or all of it by its parts."""

import pytest

from intake.words.labels import PlaceMeaning, read_place
from intake.words.parts_of_cities import find_left_out, find_narrowed, find_own_level, find_widened, find_with_own
from intake.words.vocabulary import Vocabulary
from metrics.definitions.catalogue import load_catalogue

VOCABULARY = Vocabulary(load_catalogue().plan("98113"))


@pytest.mark.parametrize("text", ["哈尔滨市本级", "哈尔滨市直", "哈尔滨（市本级）", "哈尔滨市市区", "哈尔滨市直机关"])
def test_a_city_with_a_word_for_its_own_level_is_that_level(text: str) -> None:
    assert find_own_level(text, VOCABULARY) == "230100"


@pytest.mark.parametrize("text", ["市本级", "哈尔滨市", "省直", "道里区本级"])
def test_without_a_city_or_without_the_word_no_level_of_a_city_is_named(text: str) -> None:
    assert find_own_level(text, VOCABULARY) is None


def test_a_bracket_may_take_something_from_a_city_or_add_others_to_it() -> None:
    assert find_narrowed("哈尔滨市（不含县）", VOCABULARY) == "230100"
    assert find_narrowed("牡丹江市（不含绥芬河）", VOCABULARY) is None  # it reports on its own
    assert find_left_out("牡丹江市（不含绥芬河）", VOCABULARY) == ("231081",)
    assert find_widened("哈尔滨市（含省属）", VOCABULARY) == "230100"


def test_a_city_with_its_own_counties_is_all_of_it() -> None:
    assert find_with_own("黑河市（含五大连池）", VOCABULARY) == "231100"
    assert find_with_own("黑河市（含五大连池、农场）", VOCABULARY) is None
    label = read_place("黑河市（含五大连池）", VOCABULARY, None)
    assert label and (label.place, label.city) == (PlaceMeaning.CITY, "231100")


@pytest.mark.parametrize(("text", "city"), [("七台河市人社局", "230900"), ("黑河市人力资源和社会保障局", "231100")])
def test_the_office_that_reports_for_a_city_names_it(text: str, city: str) -> None:
    label = read_place(text, VOCABULARY, None)
    assert label and (label.place, label.city) == (PlaceMeaning.CITY, city)


@pytest.mark.parametrize("text", ["省人社厅", "哈尔滨市总工会", "哈尔滨市就业局"])
def test_another_office_names_no_city(text: str) -> None:
    label = read_place(text, VOCABULARY, None)
    assert label and label.place is PlaceMeaning.UNKNOWN
