"""Every limit of a definition file with a case at its edge and one beyond, and the line to which each mistake leads."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from metrics.definitions.catalogue import DEFINITIONS, DefinitionErrors, load_catalogue
from metrics.definitions.locator import find_item, find_line, list_lines
from metrics.definitions.plan_file import read_plan
from metrics.plan import Plan

TEXT = (DEFINITIONS / "98113.toml").read_text("utf-8")
FIRST = TEXT.splitlines()[0]
TARGET = "value = 100\ndue = 2020-12-31"
STOCK, FLOW, RATE = 'id = "training_bases"', 'id = "training_sessions"', 'id = "training_fund_rate"'
YEARLY = 'id = "provincial_contests"'
REGISTER = 'register = { names = ["基地"], states = ["opened"], levels = ["national", "provincial"] }'


def spoil(*changes: tuple[str, str]) -> str:
    text = TEXT
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    return text


def line_of(begin: str) -> str:
    return next(f"{line}\n" for line in TEXT.splitlines() if line.startswith(begin))


def problems(*changes: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the line and the message of every problem that these changes make."""
    text = spoil(*changes)
    plan, found = read_plan(tomllib.loads(text, parse_float=Decimal))
    assert (plan is None) is bool(found)
    lines = list_lines(text)
    return [(text.splitlines()[find_line(lines, one.path) - 1], one.message) for one in found]


def plan_with(*changes: tuple[str, str]) -> Plan:
    plan, found = read_plan(tomllib.loads(spoil(*changes), parse_float=Decimal))
    assert plan is not None, found
    return plan


def within(metric: str, line: str) -> tuple[str, str]:
    """Add a line to a metric."""
    return metric, f"{metric}\n{line}"


def with_table(table: str, *changes: tuple[str, str]) -> tuple[str, str]:
    for before, after in changes:
        assert before in table
        table = table.replace(before, after, 1)
    return '\n[[metrics]]\nid = "training_bases"\n', table


#: What is just allowed, and what is just not: the change of the file, and what is said of it.
EDGES: list[tuple[list[tuple[str, str]], str]] = [
    ([("\nday = 2017-11-30", "\nday = 1990-01-01")], ""),
    ([("\nday = 2017-11-30", "\nday = 1989-12-31")], "'day' lies in 1989"),
    ([("\nday = 2017-11-30", "\nday = 2100-12-31")], ""),
    ([("\nday = 2017-11-30", "\nday = 2101-01-01")], "'day' lies in 2101"),
    ([within("\nreporting_day = 5", "month_ends = 1")], ""),
    ([within("\nreporting_day = 5", "month_ends = 0")], "'month_ends' must be a whole number from 1 to 27"),
    ([within("\nreporting_day = 5", "month_ends = 27")], ""),
    ([within("\nreporting_day = 5", "month_ends = 28")], "'month_ends' must be a whole number from 1 to 27"),
    ([within("\nreporting_day = 5", "month_ends = 2.5")], "'month_ends' must be a whole number from 1 to 27"),
    ([("\nreporting_day = 5", "\nreporting_day = 1")], ""),
    ([("\nreporting_day = 5", "\nreporting_day = 0")], "'reporting_day' must be a whole number from 1 to 28"),
    ([("\nreporting_day = 5", "\nreporting_day = 28")], ""),
    ([("\nreporting_day = 5", "\nreporting_day = 29")], "'reporting_day' must be a whole number from 1 to 28"),
    ([within(FLOW, "reporting_day = 1")], ""),
    ([within(FLOW, "reporting_day = 0")], "'reporting_day' must be a whole number from 1 to 28"),
    ([within(FLOW, "reporting_day = 28")], ""),
    ([within(FLOW, "reporting_day = 29")], "'reporting_day' must be a whole number from 1 to 28"),
    ([("reporting_months = 3", "reporting_months = 1")], ""),
    ([("reporting_months = 3", "reporting_months = 12")], ""),
    ([("reporting_months = 3", "reporting_months = 13")], "'reporting_months' must be a whole number from 1 to 12"),
    ([("2018-01-01\n# how", "2017-11-30\n# how")], ""),
    (
        [("2018-01-01\n# how", "2017-11-29\n# how")],
        "'schedule_start' 2017-11-29 must lie from 2017-11-30 to 2020-12-31",
    ),
    ([("2018-01-01\n# how", "2020-12-31\n# how")], ""),
    (
        [("2018-01-01\n# how", "2021-01-01\n# how")],
        "'schedule_start' 2021-01-01 must lie from 2017-11-30 to 2020-12-31",
    ),
    ([("slightly_behind = -10", "slightly_behind = -0.1")], ""),
    ([("slightly_behind = -10", "slightly_behind = 0")], "'slightly_behind' must lie below 'on_schedule'"),
    ([('clause = "二(二)9"', f'clause = "{"长" * 80}"')], ""),
    ([('clause = "二(二)9"', f'clause = "{"长" * 81}"')], "longer than 80"),
    ([("value = 3_000_000", "value = 999_999_999_999")], ""),
    ([("value = 3_000_000", "value = 1_000_000_000_000")], "a number that can be counted"),
    ([("value = 60", "value = 0.00000000001")], ""),
    ([("value = 60", "value = 0.000000000001")], "a number that can be counted"),
    ([(TARGET, "value = 1")], ""),
    ([(TARGET, "value = 0")], "a target must be above 0, not 0"),
    ([("upper = 2.5", "upper = 1.6")], ""),
    ([("upper = 2.5", "upper = 1.5")], "'upper' 1.5 must lie above 'value' 1.5"),
    ([(TARGET, "value = 100\nupper = 101")], "only a ratio has an upper end"),
    ([(TARGET, "value = 100\nstart = 2020-12-31")], ""),
    ([(TARGET, "value = 100\nstart = 2020-12-31\ndue = 2020-12-30")], "lies before the start 2020-12-31"),
    ([(TARGET, "value = 100\nstart = 2017-11-30")], ""),
    ([(TARGET, "value = 100\nstart = 2017-11-29")], "the start 2017-11-29 lies before the plan's own"),
    ([(STOCK, 'id = "training_Bases"')], "words in snake_case, not 'training_Bases'"),
    ([(STOCK, 'id = "training-bases"')], "words in snake_case, not 'training-bases'"),
    ([(STOCK, 'id = "bases_2"')], ""),
    ([(FLOW, f"{FLOW}\nbaseline = 5")], ""),
    ([within(YEARLY, "baseline = 5")], "a metric of kind annual has no baseline"),
    ([within(STOCK, "baseline = 5")], "a known baseline needs its 'baseline_source'"),
    ([(REGISTER, 'register = { names = ["基地"] }')], ""),
    ([(REGISTER, "register = {}")], "'names' is missing"),
    ([(REGISTER, REGISTER.replace('"provincial"', '"local"'))], "'local' is none of"),
]


@pytest.mark.parametrize(("changes", "message"), EDGES, ids=range(len(EDGES)))
def test_a_limit_is_told_beyond_its_edge_only_and_at_the_line_of_the_value(
    changes: list[tuple[str, str]], message: str
) -> None:
    found = problems(*changes)
    assert all(message in told for _, told in found) and bool(found) is bool(message), found
    added = [line for _, after in changes for line in after.splitlines()]
    if message:
        assert len(found) == 1 and any(found[0][0] in line or line in found[0][0] for line in added), found


def test_a_roster_counts_a_flow_or_an_annual_metric_in_person_times() -> None:
    none, yearly, bases = ("roster = true\n", ""), within(YEARLY, "roster = true"), within(STOCK, "roster = true")
    contests = ('annual"\nunit = "个"', 'annual"\nunit = "人次"')
    assert plan_with(none, yearly, contests).roster_metric is not None
    assert plan_with(none).roster_metric is None
    told = [("roster = true", "a roster counts trainings: a flow or annual metric in 人次")]
    assert problems(('unit = "人次"\n', 'unit = "个"\n')) == told
    assert problems(none, yearly) == told and problems(none, bases) == told
    assert problems(none, bases, ('unit = "个"', 'unit = "人次"')) == told


def test_a_plan_of_a_single_day_is_one() -> None:
    one_day = [("deadline = 2020-12-31", "deadline = 2017-11-30"), ("schedule_start = 2018-01-01\n", "")]
    text = spoil(*one_day)
    content = tomllib.loads(text.replace("due = 2020-12-31\n", ""), parse_float=Decimal)
    content["metrics"] = [one for one in content["metrics"] if one["kind"] != "annual"]
    plan, found = read_plan(content)
    assert plan is not None and plan.deadline == plan.start and not found


@pytest.mark.parametrize(
    ("before", "line", "message"),
    [
        (line_of("issuer = "), FIRST, "'issuer' is missing; it must be a text"),
        ("deadline = 2020-12-31\n", FIRST, "'deadline' is missing; it must be a day"),
        (line_of("title = "), FIRST, "'title' is missing; it must be {"),
        (line_of("source = "), FIRST, "'source' is missing; it must be a text"),
        ("value = 100\n", "[[metrics.targets]]", "'value' is missing; it must be a number"),
        ("on_schedule = 0\n", "[thresholds]", "'on_schedule' is missing; it must be a number"),
        (
            'name = { zh = "高技能人才培训基地", en = "High-skill training bases" }\n',
            "[[metrics]]",
            "'name' is missing",
        ),
        ('kind = "stock"\n', "[[metrics]]", "'kind' is missing; it must be a text"),
        ('unit = "人次"\n', "[[metrics]]", "'unit' is missing; it must be a text"),
    ],
)
def test_what_is_missing_is_told_once_at_the_table_that_lacks_it(before: str, line: str, message: str) -> None:
    (found,) = problems((before, ""))
    assert found[0] == line and found[1].startswith(message)


def test_reporters_that_are_missing_or_none_are_told_once_and_a_list_that_is_not_of_texts_too() -> None:
    head, _, rest = TEXT.partition("reporters = [")
    rest = rest.partition("]\n")[2].replace('reporters = ["230000"]\n', "")
    for line, message in (
        ("", "'reporters' is missing; it must be a list of texts"),
        ("reporters = []\n", "'reporters' must not be empty"),
    ):
        plan, found = read_plan(tomllib.loads(head + line + rest, parse_float=Decimal))
        assert plan is None and message in {one.message for one in found}
        assert len([one for one in found if one.message == message]) == 1
    for titles in ("titles = [3, ", 'titles = ["  ", '):
        assert problems(("titles = [", titles)) == [(titles, "'titles' must be a list of texts")]
    assert problems(("aliases = [", "aliases = [3, ")) == [("aliases = [3, ", "'aliases' must be a list of texts")]


def test_metrics_that_are_missing_or_none_are_told_once() -> None:
    head = TEXT.partition("[[metrics]]")[0].partition("[thresholds]")
    plain = head[0]
    for line, message in (
        ("", "'metrics' is missing; it must be tables [[metrics]]"),
        ("metrics = []\n", "'metrics' must not be empty"),
        ("metrics = [3]\n", "'metrics' must be tables [[metrics]]"),
    ):
        _, found = read_plan(tomllib.loads(f"{plain}{line}{head[1]}{head[2]}", parse_float=Decimal))
        assert [one.message for one in found] == [message]


def test_a_wrong_value_brings_no_problem_of_another_one_with_it() -> None:
    assert len(problems(('unit = "人次"', 'unit = "人天"'))) == 1
    starts = ("\nstart = 2018-01-01", "\nstart = 2918-01-01")
    ((_, message),) = problems(within(YEARLY, "counts_from = 2018-01-01"), starts)
    assert "a mistyped year?" in message


def test_a_name_of_two_metrics_that_no_list_holds_is_told_at_the_list() -> None:
    text = spoil(('short = { zh = "大师工作室"', 'short = { zh = "培训基地"'))
    _, (one,) = read_plan(tomllib.loads(text, parse_float=Decimal))
    line = find_line(list_lines(text), one.path)
    assert text.splitlines()[line - 1] == "aliases = [" and find_item(text, line, one.text or "") == line


def test_an_item_is_found_up_to_the_last_line_and_up_to_the_end_of_its_list_only() -> None:
    assert find_item('a = [\n  "x",\n  "y"', 1, "y") == 3
    assert find_item("a = [\n  'x',\n  'y']", 1, "y") == 3
    assert find_item('a = ["x"]\nb = ["y"]', 1, "y") == 1
    assert find_item('a = [\n  "x",\n', 1, "y") == 1


def errors(folder: Path, **files: bytes) -> list[tuple[str, int, str]]:
    for name, content in files.items():
        (folder / f"{name}.toml").write_bytes(content)
    with pytest.raises(DefinitionErrors) as caught:
        load_catalogue(folder)
    assert len(caught.value) == len(caught.value.errors)
    return [(one.file, one.line, one.message) for one in caught.value]


def test_a_file_that_is_no_toml_is_told_with_the_line_at_which_it_ends_to_be(tmp_path: Path) -> None:
    """Also where the reader names no line: at the end of the file."""
    found = errors(
        tmp_path,
        a=b'id = "a"\n\ntitle = "\xd6\xd0"\n',
        b=b'id = "b"\ntitles = [\n  "x",',
        c=b'id = "c"\nday = 2020-13-01\n',
        d=b'["at line x"]\n["at line x"]\n',
    )
    assert [(file, line) for file, line, _ in found] == [("a.toml", 3), ("b.toml", 3), ("c.toml", 2), ("d.toml", 3)]
    assert found[0][2] == "is not written in UTF-8"


def test_a_file_that_cannot_be_read_and_a_folder_without_any_are_told_at_the_first_line(tmp_path: Path) -> None:
    assert errors(tmp_path) == [(str(tmp_path), 1, "holds no definition file (*.toml)")]
    (other := tmp_path / "other").mkdir()
    (other / "mine.toml").mkdir()
    ((file, line, message),) = errors(other)
    assert (file, line) == ("mine.toml", 1) and message.startswith("cannot be read: ")
