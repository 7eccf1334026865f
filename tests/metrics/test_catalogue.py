"""The plan files: what they hold, and how every problem in them is reported."""

import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from metrics.definitions.catalogue import DEFINITIONS, DefinitionErrors, load_catalogue
from metrics.kinds import annual, flow, ratio, stock
from metrics.plan import Role
from metrics.progress.targets import list_plan_targets
from tests.support.paths import ROOT

CITIES = {
    line.split(",")[0] for line in (ROOT / "data/reference/230000/cities.csv").read_text("utf-8").splitlines()[1:]
}


def test_the_2017_plan_has_the_six_figures_of_the_document() -> None:
    plan = load_catalogue().plan("98113")
    assert (plan.day, plan.start, plan.deadline) == (date(2017, 11, 30), date(2017, 11, 30), date(2020, 12, 31))
    assert len(plan.reporters) == 16
    figures = {
        metric.id: (metric.kind, metric.unit, metric.headline, metric.clause, metric.targets[-1].value)
        for metric in plan.metrics
    }
    assert figures == {
        "training_bases": (stock.KIND, "个", True, "二(二)9", 100),
        "master_studios": (stock.KIND, "个", True, "二(二)9", 100),
        "training_sessions": (flow.KIND, "人次", True, "二(二)9", 3_000_000),
        "provincial_contests": (annual.KIND, "个", False, "二(三)15", 50),
        "training_fund_rate": (ratio.KIND, "%", False, "二(二)7", Decimal("1.5")),
        "frontline_fund_rate": (ratio.KIND, "%", False, "二(二)7", 60),
    }
    assert plan.metric("training_fund_rate").targets[0].upper == Decimal("2.5")
    assert plan.metric("training_bases").baseline is None


def test_every_figure_of_a_later_plan_is_there_with_its_source() -> None:
    found = {
        (plan.id, target.metric, target.city, target.value, target.start, target.due)
        for plan in load_catalogue().plans
        if plan.id != "98113"
        for metric in plan.metrics
        for target in metric.targets
    }
    first, second, third = (
        "2019-2021-subsidised-training",
        "2024-2026-skilled-workforce",
        "2025-2027-skills-action",
    )
    y19, y21, y24, y26 = date(2019, 1, 1), date(2021, 12, 31), date(2024, 1, 1), date(2026, 12, 31)
    wanted = {
        (first, "training_sessions", "230000", Decimal(1_000_000), y19, y21),
        (first, "training_sessions", "230000", Decimal(300_000), y19, date(2019, 12, 31)),
        (first, "training_sessions", "230100", Decimal(300_000), y19, y21),
        (first, "training_sessions", "230100", Decimal(100_000), y19, date(2019, 12, 31)),
        (second, "new_training_bases", "230000", Decimal(20), y24, y26),
        (second, "new_master_studios", "230000", Decimal(60), y24, y26),
        (second, "high_skill_workers", "230000", Decimal(60_000), y24, y26),
    }
    for year in (2025, 2026, 2027):
        span = (date(year, 1, 1), date(year, 12, 31))
        wanted.add((third, "training_sessions", "230000", Decimal(400_000), *span))
        wanted.add((third, "high_skill_sessions", "230000", Decimal(70_000), *span))
    assert found == wanted
    for plan in load_catalogue().plans:
        for metric in plan.metrics:
            assert all(target.source and target.clause and target.role is Role.PLAN for target in metric.targets)


def test_harbin_has_its_own_figures_with_their_own_source() -> None:
    metric = load_catalogue().plan("2019-2021-subsidised-training").metric("training_sessions")
    assert [target.value for target in list_plan_targets(metric, "230100")] == [300_000, 100_000]
    assert all("哈尔滨" in str(target.source) for target in list_plan_targets(metric, "230100"))


def test_reporters_are_places_of_the_reference_list() -> None:
    for plan in load_catalogue().plans:
        assert set(plan.reporters) <= CITIES


def test_names_of_tables_belong_to_one_metric_of_a_plan() -> None:
    for plan in load_catalogue().plans:
        aliases = [alias for metric in plan.metrics for alias in metric.aliases]
        assert len(aliases) == len(set(aliases))


def test_a_column_of_bases_is_never_read_as_people_or_sessions() -> None:
    bases = ("高技能人才培训基地", "高技能人才培养基地", "高技能人才实训基地", "新增高技能人才培训基地")
    for plan in load_catalogue().plans:
        units = {
            name: metric.unit for metric in plan.metrics for name in (metric.name.zh, metric.short.zh, *metric.aliases)
        }
        for text in bases:
            longest = max((name for name in units if name in text), key=len, default=None)
            assert longest is None or units[longest] == "个", (plan.id, text, longest)


@pytest.mark.parametrize(
    ("before", "after", "line_of", "message"),
    [
        ('kind = "stock"', 'kind = "stok"', 'kind = "stok"', "'kind' must be one of annual, flow, ratio, stock"),
        ("value = 100\n", "value = 100.5\n", "value = 100.5", "is not whole"),
        ("value = 100\n", "value = -3\n", "value = -3", "above 0"),
        ("due = 2020-12-31", "due = 2016-12-31", "due = 2016-12-31", "before the start"),
        ("due = 2020-12-31", 'due = "2020"', 'due = "2020"', "must be a day"),
        ('every = "month"', 'every = "week"', 'every = "week"', "month, quarter, year"),
        ("slightly_behind = -10", "slightly_behind = 5", "slightly_behind = 5", "below"),
        ("deadline = 2020-12-31", "deadline = 2010-12-31", "deadline = 2010-12-31", "before the start"),
        ('id = "master_studios"', 'id = "training_bases"', None, "stands twice"),
        ('unit = "个"\n', 'unt = "个"\n', 'unt = "个"', "unknown key 'unt'"),
        ("upper = 2.5", "upper = 1.0", "upper = 1.0", "must lie above"),
        (
            '"技能大师工作室", "技能大师工作站',
            '"培训基地", "技能大师工作站',
            None,
            "names both training_bases and master_studios",
        ),
        ('reporters = ["230000"]', 'reporters = ["239999"]', 'reporters = ["239999"]', "not among"),
        ("\nstart = 2018-01-01", "\nstart = 2018-03-01", "start = 2018-03-01", "1 January"),
        ("schedule_start = 2018-01-01", "schedule_start = 2021-01-01", "schedule_start = 2021", "must lie from"),
        ("reporting_day = 5", "reporting_day = 30", "reporting_day = 30", "from 1 to 28"),
        ("reporting_months = 3", "reporting_months = 0", "reporting_months = 0", "from 1 to 12"),
        ('schedule = "none"', 'schedule = "never"', 'schedule = "never"', "months, days, milestones, none"),
    ],
)
def test_a_problem_is_reported_with_file_and_line(
    tmp_path: Path, before: str, after: str, line_of: str | None, message: str
) -> None:
    text = (DEFINITIONS / "98113.toml").read_text("utf-8")
    assert before in text
    spoilt = text.replace(before, after, 1)
    (tmp_path / "mine.toml").write_text(spoilt, "utf-8")
    with pytest.raises(DefinitionErrors) as caught:
        load_catalogue(tmp_path)
    error = next(error for error in caught.value if message in error.message)
    assert error.file == "mine.toml"
    if line_of:
        assert line_of in spoilt.splitlines()[error.line - 1]


def test_a_missing_key_is_reported_at_its_table(tmp_path: Path) -> None:
    text = (DEFINITIONS / "98113.toml").read_text("utf-8").replace('kind = "flow"\n', "")
    (tmp_path / "mine.toml").write_text(text, "utf-8")
    with pytest.raises(DefinitionErrors) as caught:
        load_catalogue(tmp_path)
    (error,) = caught.value
    assert text.splitlines()[error.line - 1] == "[[metrics]]"
    assert 'id = "training_sessions"' in text.splitlines()[error.line]


def test_all_problems_of_all_files_come_together(tmp_path: Path) -> None:
    text = (DEFINITIONS / "98113.toml").read_text("utf-8")
    (tmp_path / "a.toml").write_text(text.replace('"stock"', '"heap"'), "utf-8")
    (tmp_path / "b.toml").write_text('id = "b"\ntitle = [unclosed\n', "utf-8")
    (tmp_path / "c.toml").write_text('id = "c"\n', "utf-8")
    with pytest.raises(DefinitionErrors) as caught:
        load_catalogue(tmp_path)
    assert {error.file for error in caught.value} == {"a.toml", "b.toml", "c.toml"}
    assert [error.line for error in caught.value if error.file == "b.toml"] == [2]
    assert len([error for error in caught.value if error.file == "a.toml"]) == 2
    assert "a.toml:" in str(caught.value)


def test_two_files_may_not_define_the_same_plan(tmp_path: Path) -> None:
    text = (DEFINITIONS / "98113.toml").read_text("utf-8")
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(DefinitionErrors, match=r"already stands in a\.toml"):
        load_catalogue(tmp_path)


def test_adding_a_plan_is_adding_a_file(tmp_path: Path) -> None:
    for path in DEFINITIONS.glob("*.toml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    text = (DEFINITIONS / "98113.toml").read_text("utf-8").replace('id = "98113"', 'id = "another"', 1)
    (tmp_path / "another.toml").write_text(text, "utf-8")
    assert "another" in {plan.id for plan in load_catalogue(tmp_path).plans}


def test_loading_needs_no_library_beyond_the_standard_one() -> None:
    script = (
        "import sys; from metrics.definitions.catalogue import load_catalogue; load_catalogue(); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {"tomlkit", "statistics", "random", "metrics.definitions.locator"} & set(done.stdout.split()) == set()


VALIDITY = """
[[validity]]
code = "HLJ-NK"
until = 2018-12-31
counted_in = ["230100", "230800"]
source = "某文件"

[[metrics]]
id = "training_bases"
"""


def _with_validity(folder: Path, table: str) -> Path:
    text = (DEFINITIONS / "98113.toml").read_text("utf-8")
    start = '\n[[metrics]]\nid = "training_bases"\n'
    assert start in text
    (folder / "mine.toml").write_text(text.replace(start, table, 1), "utf-8")
    return folder


def test_a_reporter_reports_on_its_own_as_long_as_the_plan_file_says(tmp_path: Path) -> None:
    plan = load_catalogue(_with_validity(tmp_path, VALIDITY)).plan("98113")
    assert "HLJ-NK" in plan.reporters_on(date(2018, 12, 31)) and "HLJ-NK" not in plan.reporters_on(date(2019, 1, 1))
    assert plan.validity[0].counted_in == ("230100", "230800") and plan.validity[0].source == "某文件"
    assert len(plan.cities_of(plan.metric("training_bases"), date(2019, 1, 31))) == 15


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ('code = "HLJ-NK"', 'code = "HLJ-XX"', "not among"),
        ("until = 2018-12-31\n", "", "needs 'from' or 'until'"),
        ("until = 2018-12-31", "until = 2018-12-31\nfrom = 2019-01-01", "lies before 'from'"),
        ('["230100", "230800"]', '["HLJ-NK"]', "another of the plan's reporters"),
        ('counted_in = ["230100", "230800"]\n', "", "'counted_in' is missing"),
    ],
)
def test_a_wrong_validity_is_told(tmp_path: Path, before: str, after: str, message: str) -> None:
    assert before in VALIDITY
    with pytest.raises(DefinitionErrors) as caught:
        load_catalogue(_with_validity(tmp_path, VALIDITY.replace(before, after)))
    assert any(message in error.message for error in caught.value), [error.message for error in caught.value]
