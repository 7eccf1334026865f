"""Reference tables: places, districts and published figures are whole and fit each other."""

from decimal import Decimal

from data.reference.places import find_city, load_cities, load_districts
from data.reference.published import load_published, published_for
from metrics.definitions.catalogue import load_catalogue


def test_there_are_13_cities_two_counties_and_three_systems() -> None:
    kinds = [city.kind for city in load_cities("230000")]
    assert (kinds.count("city"), kinds.count("county"), kinds.count("system")) == (13, 2, 3)
    assert {city.parent for city in load_cities("230000") if city.kind != "county"} == {"230000"}


def test_every_district_lies_in_a_city_and_every_reporter_is_a_place() -> None:
    assert [one for one in load_districts("230000") if find_city(one.city) is None] == []
    for plan in load_catalogue().plans:
        assert [code for code in plan.reporters if code != plan.province and find_city(code) is None] == []


def test_every_published_figure_has_a_source_a_day_and_a_text_in_both_languages() -> None:
    figures = load_published("230000")
    assert len(figures) == 6
    for one in figures:
        assert one.source and one.day and one.text.zh and one.text.en
        assert one.text.zh != one.text.en
        assert (one.plan is None) == (one.metric is None)


def test_a_published_figure_that_fits_a_metric_names_one_that_exists() -> None:
    for one in load_published("230000"):
        if one.plan and one.metric:
            assert load_catalogue().plan(one.plan).metric(one.metric).unit == one.unit
    (mark,) = published_for(load_catalogue().plan("98113"), "training_bases")
    assert (mark.value, mark.printed) == (Decimal(101), "2023-12")
    assert published_for(load_catalogue().plan("98113"), "master_studios") == ()


def test_a_place_has_a_name_in_both_languages() -> None:
    harbin = find_city("230100")
    assert harbin is not None
    assert (harbin.in_language("zh"), harbin.in_language("en")) == ("哈尔滨", "Harbin")
    assert find_city("000000") is None
