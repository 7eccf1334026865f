"""The command line: its contract (codes, JSON, languages), and that a user's mistake gets a sentence."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from tests.support.paths import ROOT

MONTHLY, TROUBLED = "全省进度月报-2019年6月.xlsx", "各市报送-问题较多.xlsx"
COMMANDS = ("check", "import", "status", "template", "export", "demo", "migrate", "plans")


def manage(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as a user does; no command may ever end in a traceback."""
    kept = {name: value for name, value in os.environ.items() if name not in ("LANG", "LC_ALL", "LC_MESSAGES")}
    command = [sys.executable, "manage.py", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=kept | environment, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def test_check_prints_one_object_a_file_as_json(samples: Path) -> None:
    done = manage("check", samples / MONTHLY, samples / TROUBLED, "--json")
    monthly, troubled = json.loads(done.stdout)
    assert done.returncode == 2
    assert list(monthly) == [
        "file",
        "sha256",
        "format",
        "plan",
        "observations",
        "targets",
        "findings",
        "set_aside",
        "cells",
        "roster",
        "register",
        "document",
        "document_day",
    ]
    grounds = [one.pop("grounds") for one in monthly["observations"]]
    assert [(by["dimension"], by["cell"], by["strength"]) for by in grounds[0]] == [
        ("metric", "C3", "inherited"),
        ("place", "B5", "stated"),
        ("period", "I2", "inherited"),
        ("basis", "D4", "stated"),
        ("unit", "C3", "inherited"),
        ("role", None, "assumed"),
    ]
    bases = [one for one in monthly["observations"] if (one["metric"], one["city"]) == ("training_bases", "230100")]
    assert bases == [
        {
            "metric": "training_bases",
            "city": "230100",
            "basis": "standing",
            "start": None,
            "end": "2019-06-30",
            "value": 13,
            "sheet": "月报",
            "cell": "D5",
            "raw": "13",
        }
    ]
    for reading in (monthly, troubled):
        cells = reading["cells"]
        assert cells["numeric"] == cells["read"] + cells["compared"] + cells["set_aside"]
    assert {"unknown-city", "not-a-number"} <= {finding["slug"] for finding in troubled["findings"]}


def test_the_exit_code_says_how_bad_it_is(samples: Path, tmp_path: Path) -> None:
    assert manage("check", samples / MONTHLY).returncode == 0
    assert manage("check", samples / TROUBLED).returncode == 2
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04nothing")
    assert manage("check", broken).returncode == 2


def test_check_speaks_both_languages(samples: Path) -> None:
    chinese = manage("check", samples / TROUBLED)
    english = manage("check", samples / TROUBLED, LANG="en_US.UTF-8")
    assert "[错误]" in chinese.stdout and "[error]" in english.stdout
    assert manage("--lang", "zh", "check", samples / TROUBLED, LANG="en_US.UTF-8").stdout == chinese.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_there_in_both_languages(command: str) -> None:
    chinese, english = manage(command, "--help"), manage(command, "--help", "--lang", "en")
    assert chinese.returncode == english.returncode == 0
    assert "用法：" in chinese.stdout and "usage: " in english.stdout
    assert not any("一" <= char <= "鿿" for char in re.sub("2019年(6月|上半年)?", "", english.stdout))


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "没有这个文件.xlsx"),
        ("check", "."),
        ("check",),
        ("status", "--city", "火星"),
        ("status", "--as-of", "昨天"),
        ("status", "--plan", "77"),
        ("status", "--colour"),
        ("template", "--city", "火星"),
        ("import", "没有这个文件.xlsx", "--actor", "张三"),
        ("import", "没有这个文件.xlsx"),
        ("dance",),
        (),
    ],
)
def test_a_mistake_gets_a_sentence(arguments: tuple[str, ...]) -> None:
    done = manage(*arguments)
    assert done.returncode == 2 and done.stderr.strip() and not done.stdout


def test_what_is_imported_stands_and_is_known_the_second_time(samples: Path, tmp_path: Path) -> None:
    first, second = (manage("import", samples / MONTHLY, "--actor", "张三") for _ in range(2))
    assert (first.returncode, second.returncode) == (0, 0)
    assert "已入库" in first.stdout and "没有重复" in second.stdout
    lines = json.loads(manage("status", "--json", "--city", "哈尔滨").stdout)
    bases = next(line for line in lines if line["metric"] == "training_bases")
    assert (bases["actual"], bases["target"], bases["as_of"]) == (13, 25, "2019-06-30")
    assert set(bases) == {
        "plan",
        "metric",
        "city",
        "as_of",
        "actual",
        "target",
        "completion",
        "schedule",
        "lead",
        "status",
        "at_least",
        "actual_day",
        "remarks",
    }
    assert {line["city"] for line in json.loads(manage("status", "--json", "--city", "230000").stdout)} == {"230000"}
    assert (bases["at_least"], bases["actual_day"]) == (False, "2019-06-30")
    assert {"baseline-unverified", "printed-target"} <= set(bases["remarks"])
    table = manage("status", "--city", "哈尔滨").stdout
    assert "说明" in table and "基数未核实" in table and "目标来自进度表" in table
    on_a_day = json.loads(manage("status", "--json", "--as-of", "2019-06-30").stdout)
    assert {line["plan"] for line in on_a_day} == {"98113"}
    late = manage("status", "--json", "--as-of", "2026-06-30")
    assert json.loads(late.stdout) == []
    asked_for = json.loads(manage("status", "--json", "--as-of", "2026-06-30", "--plan", "98113").stdout)
    assert asked_for and {line["plan"] for line in asked_for} == {"98113"}
    refused = manage("demo")
    assert refused.returncode == 2 and "正式数据" in refused.stderr
    made = manage("template", "--city", "230100", "-o", tmp_path / "模板.xlsx")
    assert made.returncode == 0 and (tmp_path / "模板.xlsx").read_bytes().startswith(b"PK")


def test_export_writes_the_overview_and_every_city_as_workbooks(samples: Path, tmp_path: Path) -> None:
    assert manage("export", "--format", "xlsx").returncode == 2  # nothing to show yet
    manage("import", samples / MONTHLY, "--actor", "张三")
    assert manage("export", "--format", "xlsx", "-o", tmp_path / "总览.xlsx").returncode == 0
    assert manage("export", "--format", "xlsx", "--all-cities", "-o", tmp_path / "各市").returncode == 0
    assert len(list((tmp_path / "各市").glob("*.xlsx"))) == 16
    found = load_workbook(tmp_path / "总览.xlsx")
    assert any(sheet._charts for sheet in found)
    done = manage(
        "export", "--format", "xlsx,pptx", "--city", "哈尔滨，大庆", "--length", "sentence", "-o", tmp_path / "两市.zip"
    )
    assert done.returncode == 0 and min(ZipFile(tmp_path / "两市.zip").namelist()).endswith(".pptx")
    assert manage("export", "--format", "CSV，.png", "-o", tmp_path / "图表.zip").returncode == 0
    assert manage("export", "--format", "doc").returncode == 2
    assert manage("export", "--format", "xlsx", "--metric", "bases").returncode == 2
    assert manage("export", "--format", "xlsx", "--length", "book").returncode == 2


def test_a_file_with_errors_is_not_stored(samples: Path) -> None:
    done = manage("import", samples / TROUBLED, "--actor", "张三", "--json")
    assert done.returncode == 2
    assert [one["outcome"] for one in json.loads(done.stdout)] == ["errors"]
    assert json.loads(manage("status", "--json").stdout) == []


def test_an_allocation_is_imported_with_its_document_s_day(tmp_path: Path) -> None:
    def take_in(text: str, *options: str) -> subprocess.CompletedProcess[str]:
        file = tmp_path / "表.csv"
        file.write_text(text, "utf-8")
        return manage("import", file, "--actor", "测试", *options)

    def target_on(day: str) -> float:
        said = manage("status", "--as-of", day, "--city", "哈尔滨", "--json", "--plan", "98113").stdout
        return next(one["target"] for one in json.loads(said) if one["metric"] == "training_bases")

    allocation = "“98113”计划目标任务分解表\n市（地）,高技能人才培训基地（个）\n哈尔滨市,{}\n"
    progress = "截至2019年3月31日高技能人才培训基地建成情况\n市（地）,累计建成（个）\n哈尔滨市,3\n"
    assert take_in(progress, "--plan", "98113").returncode == 0
    assert take_in(allocation.format(6), "--document-day", "2018-03-15").returncode == 0
    assert take_in(allocation.format(8), "--document-day", "2019-05-20").returncode == 0
    assert (target_on("2019-05-19"), target_on("2019-05-20")) == (6, 8)
    refused = take_in(allocation.format(9), "--document-day", "2019年5月")
    assert refused.returncode == 2 and "2019年5月" in refused.stderr


def test_import_takes_a_roster(samples: Path) -> None:
    done = manage("import", samples / "大庆市2019年培训台账.xlsx", "--actor", "张三", "--reason", "已核实")
    assert done.returncode == 0 and "LJ" in done.stdout, done.stderr


def test_demo_fills_an_empty_store_once() -> None:
    assert manage("demo").returncode == manage("demo").returncode == 0
    lines = json.loads(manage("status", "--json", "--city", "230000").stdout)
    sessions = next(line for line in lines if line["metric"] == "training_sessions")
    assert sessions["as_of"] == "2020-12-31" and sessions["actual"] == 3_059_136


def test_a_check_loads_neither_store_nor_page_libraries(samples: Path) -> None:
    script = f"import manage, sys; manage.main(['check', {str(samples / MONTHLY)!r}]); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {"streamlit", "pandas", "duckdb", "plotly", "babel"} & set(done.stdout.split()) == set()
