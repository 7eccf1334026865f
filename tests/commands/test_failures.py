"""A failure of the program is one sentence with a number; the log has the rest, and no file is blamed for it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import manage
from data.definitions import check_definitions
from data.failures import NAME, write_failure
from data.settings import load_settings
from intake.child import running as child
from intake.child.running import read_in_child
from intake.findings.messages import describe_finding
from intake.read import read_file
from intake.sheets import workbook
from metrics.definitions.catalogue import DEFINITIONS, load_catalogue
from tests.support.containers import plain_xlsx, with_sheet
from tests.support.paths import ROOT

NUMBER = re.compile(r"\d{4}-[0-9a-f]{6}")
PERSON = "张三 230602198112128143"


def log() -> str:
    place = load_settings().home / NAME
    return place.read_text("utf-8") if place.exists() else ""


def break_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Let the child run this code before it starts."""
    entry = tmp_path / "entry.py"
    entry.write_text(
        f"import sys\nsys.path[:0] = sys.argv[2:]\nimport intake.confined\n{code}\nintake.confined.main()\n"
    )
    monkeypatch.setattr(child, "ENTRY", entry)


CRASHES = {
    "in the reading": f"import intake.read\ndef fail(*_, **__): raise KeyError({PERSON!r})\nintake.read._read = fail",
    "in the reader of a sound file": (
        "import intake.sheets.workbook as workbook\ndef fail(_): raise IndexError(9)\n"
        "workbook.load_reader = lambda _: fail"
    ),
    "before the file is read": (
        "import metrics.definitions.catalogue as catalogue\ndef fail(): raise RuntimeError('no plans')\n"
        "catalogue.load_catalogue = fail"
    ),
    "in what it hands over": (
        "import intake.child.serialising as serialising\nserialising.pack_reading = lambda _: b'nonsense'"
    ),
    "at its very start": "raise ImportError('no such module')",
}


@pytest.mark.parametrize("crash", CRASHES)
def test_a_crash_of_our_code_in_the_child_is_never_told_as_a_bad_file(
    crash: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_child(tmp_path, monkeypatch, CRASHES[crash])
    (finding,) = read_in_child(plain_xlsx(), "表.xlsx").findings
    assert finding.slug == "program-failed" and NUMBER.fullmatch(finding.facts["number"])
    assert finding.facts["number"] in log() and "程序出错" in describe_finding(finding, None)
    assert "张三" not in log() and "19811212" not in log()
    assert (load_settings().home / NAME).stat().st_mode & 0o077 == 0


def test_a_damaged_file_stays_a_damaged_file_though_a_reader_fails_over_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: bytes) -> None:
        raise KeyError("rId7")

    monkeypatch.setattr(workbook, "load_reader", lambda _: fail)
    damaged = with_sheet("<sheetData><row r='1'><c r='A1' t='s'><v>99999</v></c></row></sheetData><<")
    (finding,) = read_file(damaged, "表.xlsx", load_catalogue()).findings
    assert (finding.slug, finding.facts["reason"]) == ("unreadable-file", "broken-container")
    with pytest.raises(KeyError):
        read_file(plain_xlsx(), "表.xlsx", load_catalogue())


def test_no_command_ends_in_a_traceback_whatever_happens_in_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> int:
        raise OverflowError(f"too large {PERSON}")

    for command in ("status", "migrate", "demo", "plans"):
        monkeypatch.setitem(manage.CARRY_OUT, command, fail)
        assert manage.main([command]) == 2
        said = capsys.readouterr().err.strip()
        assert "\n" not in said and said.startswith("程序出错") and NUMBER.search(said).group() in log()
    assert "OverflowError" in log() and "test_failures.py" in log() and "19811212" not in log()


def test_a_damaged_program_says_so_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> int:
        raise SyntaxError("invalid syntax")

    monkeypatch.setitem(manage.CARRY_OUT, "status", fail)
    monkeypatch.setattr("commands.store_access.explain", fail)
    assert manage.main(["status"]) == 2
    assert capsys.readouterr().err.strip().splitlines() == [
        "程序不完整，请重新安装 / the program is damaged, install it again (SyntaxError)"
    ]


def test_one_file_that_the_program_fails_over_does_not_stop_the_next(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], samples: Path
) -> None:
    from intake import handin

    real, failing = handin.judge_again, ["全省进度月报-2019年6月.xlsx"]

    def judge(reading: object, access: object) -> object:
        if reading.file in failing:
            raise ZeroDivisionError
        return real(reading, access)

    monkeypatch.setattr(handin, "judge_again", judge)
    files = [str(samples / failing[0]), str(samples / "目标任务分解表.xlsx")]
    assert manage.main(["import", *files, "--actor", "张三", "--reason", "x", "--json"]) == 2
    first, second = json.loads(capsys.readouterr().out)
    assert first["outcome"] == "refused" and NUMBER.search(first["message"]) and second["outcome"] == "accepted"


def test_a_mistake_in_a_plan_file_ends_every_command_with_its_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (
        (DEFINITIONS / "98113.toml")
        .read_text("utf-8")
        .replace('kind = "stock"', 'kind = "stok"', 1)
        .replace("HLJ-SG", "HLJ-XX", 1)
    )
    (tmp_path / "mine.toml").write_text(text, "utf-8")
    (tmp_path / "whole.toml").write_text((DEFINITIONS / "2025-2027-skills-action.toml").read_text("utf-8"), "utf-8")
    for module in ("commands.plan_listing", "data.definitions"):
        monkeypatch.setattr(f"{module}.check_definitions", lambda: check_definitions(tmp_path))
    lines = [
        f"mine.toml:{number}: "
        for number, line in enumerate(text.splitlines(), 1)
        if "stok" in line or "HLJ-XX" in line
    ]
    assert manage.main(["--lang", "en", "status"]) == 2
    said = capsys.readouterr().err
    assert all(line in said for line in lines) and "2 mistakes" in said and "HLJ-XX" in said
    assert manage.main(["plans", "--json"]) == 2
    told = json.loads(capsys.readouterr().out)
    assert [one["id"] for one in told["plans"]] == ["2025-2027-skills-action"]
    assert [(one["file"], one["line"]) for one in told["problems"]] == [
        ("mine.toml", int(line.split(":")[1])) for line in lines
    ]


def test_plans_are_listed_and_found_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert manage.main(["plans"]) == 0
    said = capsys.readouterr().out
    assert all(plan.id in said for plan in load_catalogue().plans) and "没有错误" in said


@pytest.mark.parametrize("how", ["gone", "a folder", "too short", "inside the store", "nowhere to make one"])
def test_a_key_that_cannot_be_had_is_one_sentence(how: str, tmp_path: Path, samples: Path) -> None:
    home, key = tmp_path / "store", tmp_path / "key"
    roster = samples / "大庆市2019年培训台账.xlsx"

    def run(key: Path) -> subprocess.CompletedProcess[str]:
        command = [
            sys.executable,
            "manage.py",
            "import",
            str(roster),
            "--actor",
            "张三",
            "--reason",
            "x",
            "--plan",
            "98113",
        ]
        env = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "LONGJIANG_HOME": str(home), "LONGJIANG_KEY": str(key)}
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=env, check=False)

    if how == "inside the store":
        key = home / "key"
    elif how == "nowhere to make one":
        (tmp_path / "file").write_text("")
        key = tmp_path / "file" / "key"
    else:
        assert run(key).returncode == 0
        key.unlink()
        if how == "a folder":
            key.mkdir()
        elif how == "too short":
            key.write_bytes(b"x")
        roster = tmp_path / "又一份.xlsx"
        roster.write_bytes(_without_last_row(samples / "大庆市2019年培训台账.xlsx"))
    done = run(key)
    assert done.returncode == 2 and "Traceback" not in done.stderr and done.stderr.count("\n") == 1
    assert "密钥" in done.stderr and "程序出错" not in done.stderr


def _without_last_row(path: Path) -> bytes:
    import io

    from openpyxl import load_workbook

    book = load_workbook(path)
    book.active.delete_rows(book.active.max_row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_log_that_cannot_be_written_in_the_stores_folder_is_written_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    number = write_failure(ValueError("x"), {"LONGJIANG_HOME": str(tmp_path / "file")})
    assert any(number in path.read_text() for path in tmp_path.glob(f"longjiang-*-{NAME}"))
