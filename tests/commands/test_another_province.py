"""Another province is a matter of files: its plan is read, handed in, judged, told and drawn with its own places."""

import csv
import json
import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.support.made_up_province import CODE, PLAN, install, write_workbook
from tests.support.paths import ROOT
from wording.sentences import say

TITLE = "青原省技能提升工程进度表（截至2019年6月底）"
#: Names that provinces share, and the product's own.
SHARED = ("省直", "龙江产改进度", "Longjiang Progress")

#: What the name of a map ends with.
MAPS = {lang: say("chart.title-map", lang, metric="").strip(":： ") for lang in ("zh", "en")}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install(tmp_path_factory.mktemp("another") / "program")


def manage(program: Path, home: Path, *arguments: object, code: int = 0) -> str:
    kept = {name: value for name, value in os.environ.items() if name not in ("LANG", "LC_ALL", "LC_MESSAGES")}
    settings = {"LONGJIANG_HOME": str(home / "store"), "LONGJIANG_KEY": str(home / "store.key")}
    command = [sys.executable, "manage.py", *map(str, arguments)]
    done = subprocess.run(command, cwd=program, capture_output=True, text=True, env=kept | settings, check=False)
    assert done.returncode == code and "Traceback" not in done.stderr, done.stderr + done.stdout
    return done.stdout


def foreign_words() -> set[str]:
    """Return what names anything of the provinces that come with the program."""
    words: set[str] = set()
    for folder in (ROOT / "data" / "reference").glob("*/"):
        for name in ("cities.csv", "districts.csv"):
            if (folder / name).is_file():
                with (folder / name).open(encoding="utf-8-sig") as file:
                    rows = list(csv.DictReader(file))
                for row in rows:
                    words |= {row["name"], row.get("short", ""), row.get("name_en", ""), row["code"]}
    return {word for word in words if len(word) > 1 and word not in SHARED}


def text_of(content: bytes) -> str:
    """Return the words of a docx or svg file, each run behind the other."""
    if not content.startswith(b"PK"):
        return re.sub(r"<[^>]+>", " ", content.decode("utf-8"))
    with ZipFile(BytesIO(content)) as package:
        parts = [package.read(name).decode("utf-8") for name in package.namelist() if name.endswith(".xml")]
    return "\n".join(re.sub(r"<[^>]+>", "", part) for part in parts)


def test_a_province_added_by_files_is_read_judged_told_and_drawn_with_nothing_of_another(
    installed: Path, tmp_path: Path
) -> None:
    sheet = write_workbook(tmp_path / "月报.xlsx", TITLE)
    (read,) = json.loads(manage(installed, tmp_path, "check", sheet, "--json"))
    assert read["plan"] == PLAN
    said = {(one["metric"], one["city"]): one["value"] for one in read["observations"]}
    bases = {city: value for (metric, city), value in said.items() if metric == "training_bases"}
    assert bases == {"990100": 12, "990200": 8, "990281": 1, "990300": 5, "QY-SZ": 2}
    assert "unknown-city" not in {one["slug"] for one in read["findings"]}

    manage(installed, tmp_path, "import", sheet, "--actor", "张三", "--reason", "核对过")
    status = json.loads(manage(installed, tmp_path, "status", "--json"))
    assert {one["plan"] for one in status} == {PLAN}
    whole = {one["metric"]: (one["actual"], one["target"]) for one in status if one["city"] == CODE}
    assert whole == {"training_bases": (28, 40), "training_sessions": (26000, 100_000)}, "the county stands apart"

    for lang, names in (("zh", ("云泽", "松滩", "金岬")), ("en", ("Yunze", "Songtan", "Jinjia"))):
        brief = tmp_path / f"brief-{lang}.docx"
        manage(
            installed,
            tmp_path,
            "--lang",
            lang,
            "export",
            "--plan",
            PLAN,
            "--format",
            "docx",
            "--maps",
            "--annexes",
            "all",
            "-o",
            brief,
        )
        told = text_of(brief.read_bytes())
        pictures = tmp_path / f"pictures-{lang}.zip"
        manage(
            installed, tmp_path, "--lang", lang, "export", "--plan", PLAN, "--format", "svg", "--maps", "-o", pictures
        )
        with ZipFile(pictures) as archive:
            drawn = {name: text_of(archive.read(name)) for name in archive.namelist() if name.endswith(".svg")}
        maps = [text for name, text in drawn.items() if MAPS[lang] in name]
        assert len(maps) == 1, list(drawn)  # letters are drawn as outlines: its names are read in the document
        with ZipFile(brief) as package:
            document = package.read("word/document.xml").decode("utf-8")
        labels = re.findall(r"<wps:txbx>(.*?)</wps:txbx>", document, re.DOTALL)
        assert all(any(name in label for label in labels) for name in names)
        for text in (told, *drawn.values()):
            plain = text
            for word in SHARED:
                plain = plain.replace(word, "")
            assert [word for word in foreign_words() if word in plain] == []
        assert all(name in told for name in names) and "28" in told


def test_a_sheet_that_names_no_plan_is_read_for_the_province_whose_places_it_names(
    installed: Path, tmp_path: Path
) -> None:
    sheet = write_workbook(tmp_path / "表.xlsx", "进度表（截至2019年6月底）")
    (read,) = json.loads(manage(installed, tmp_path, "check", sheet, "--json"))
    assert (read["plan"], len(read["observations"])) == (PLAN, 10)


def test_a_sheet_whose_places_stand_in_several_provinces_is_asked_about(installed: Path, tmp_path: Path) -> None:
    sheet = write_workbook(tmp_path / "表.xlsx", "进度表（截至2019年6月底）", [("省直", 2, 300)])
    (read,) = json.loads(manage(installed, tmp_path, "check", sheet, "--json", code=2))
    assert (read["plan"], read["observations"]) == (None, [])
    assert "plan-open" in {one["slug"] for one in read["findings"]}


def test_the_list_of_plans_says_of_which_province_each_is(installed: Path, tmp_path: Path) -> None:
    listed = json.loads(manage(installed, tmp_path, "plans", "--json"))
    assert listed["problems"] == []
    assert {one["id"]: one["province"] for one in listed["plans"]}[PLAN] == CODE
    assert "青原省" in manage(installed, tmp_path, "plans")
    assert "Qingyuan" in manage(installed, tmp_path, "--lang", "en", "plans")
