"""The folder of a province is checked with the plans: what lacks or cannot be is told with file and line."""

import shutil
from pathlib import Path

import pytest

from data.definitions import check_definitions
from data.reference.faults import find_faults
from data.reference.places import REFERENCE
from metrics.definitions.catalogue import DefinitionErrors
from tests.support.made_up_province import CODE, DEFINITION, write_folder


def told(folder: Path) -> set[str]:
    """Return the problems of the made-up province's plan and folder, each with file and line."""
    (folder / "qingyuan.toml").write_text(DEFINITION, "utf-8")
    with pytest.raises(DefinitionErrors) as caught:
        check_definitions(folder, folder / "reference")
    return {str(one) for one in caught.value}


def test_the_folders_at_hand_and_a_new_one_are_sound(tmp_path: Path) -> None:
    assert find_faults(REFERENCE) == []
    write_folder(tmp_path / "reference")
    (tmp_path / "qingyuan.toml").write_text(DEFINITION, "utf-8")
    assert [plan.id for plan in check_definitions(tmp_path, tmp_path / "reference").plans] == ["qingyuan"]


def test_a_province_without_folder_is_told_where_the_plan_names_it(tmp_path: Path) -> None:
    (tmp_path / "reference").mkdir()
    line = DEFINITION.splitlines().index('province = "990000"') + 1
    assert any(one.startswith(f"qingyuan.toml:{line}: ") and "990000/cities.csv" in one for one in told(tmp_path))


@pytest.mark.parametrize("name", ["districts.csv", "map.geojson"])
def test_a_missing_file_of_a_folder_is_told_by_its_name(tmp_path: Path, name: str) -> None:
    (write_folder(tmp_path / "reference") / name).unlink()
    assert f"data/reference/{CODE}/{name}:1: is missing: a province needs this file" in told(tmp_path)


@pytest.mark.parametrize(
    ("name", "before", "after", "line", "message"),
    [
        ("cities.csv", "name_en,", "", 1, "column 'name_en' is missing"),
        ("cities.csv", "Songtan", "", 4, "'name_en' must not be empty"),
        ("cities.csv", "2000000", "viele", 4, "'population_2020' must be a whole number"),
        ("cities.csv", "990300,city", "990300,town", 5, "'kind' must be one of"),
        ("cities.csv", "Shadu,990200", "Shadu,990900", 6, "the parent of a county is a city of this table"),
        ("cities.csv", "Jinjia,990000", "Jinjia,980000", 5, "the parent of '990300' is the province"),
        ("cities.csv", "990300,city", "990200,city", 5, "code '990200' already stands in"),
        ("cities.csv", "990000,province", "980000,province", 1, "no row of kind 'province'"),
        ("cities.csv", "990300,city", "990300,city,more", 5, "more cells than the first line has columns"),
        ("districts.csv", "滩头区,990200", "滩头区,990900", 3, "is the code of no city in cities.csv"),
        ("districts.csv", "code,name,city", "code,name", 1, "column 'city' is missing"),
        ("map.geojson", '"features"', '"parts"', 1, "must be a FeatureCollection"),
        ("map.geojson", "990300", "990301", 1, "no outline of '990300'"),
        ("map.geojson", '"type": "Polygon"', '"type": "Point"', None, "needs a Polygon"),
        ("map.geojson", '"features": [', '"features": [,', None, "is no JSON"),
    ],
)
def test_every_mistake_of_a_folder_is_told_with_its_line(
    tmp_path: Path, name: str, before: str, after: str, line: int | None, message: str
) -> None:
    path = write_folder(tmp_path / "reference") / name
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")
    where = f"data/reference/{CODE}/{name}:" + (f"{line}: " if line else "")
    assert any(one.startswith(where) and message in one for one in told(tmp_path)), told(tmp_path)


def test_two_provinces_cannot_share_a_code(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "reference")
    other = folder.parent / "980000"
    shutil.copytree(folder, other)
    (other / "cities.csv").write_text((folder / "cities.csv").read_text("utf-8").replace("990000", "980000"), "utf-8")
    assert any("code '990100' already stands in data/reference/980000/cities.csv:3" in one for one in told(tmp_path))


def test_published_figures_and_subsidies_may_lack_but_are_checked_where_they_stand(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "reference")
    (folder / "published.csv").write_text(
        "day,printed,value,unit,plan,metric,text_zh,text_en,source,issued\n2019-13-01,2019,viel,个,,,甲,A,乙,\n",
        "utf-8",
    )
    (folder / "subsidies.csv").write_text("programme,level,first_day,last_day,ceiling\n", "utf-8")
    found = told(tmp_path)
    assert {one.split(": ")[0].rsplit("/", 1)[1] for one in found} == {"published.csv:2", "subsidies.csv:1"}
