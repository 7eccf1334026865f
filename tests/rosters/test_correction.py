"""A corrected roster of the same cities and months replaces the accepted one in one act, shown by its changed rows."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

import manage
from data.access import REPORTER, REVIEWER, Access, User
from data.errors import NotPermitted, NotReplaceable
from data.handins.handin import State
from data.handins.submissions import accept, draft, submit, withdraw
from data.queries.handins import find_submission
from data.queries.roster_changes import correction_of, find_correction, replaced_ids
from data.queries.rosters import find_repeated
from data.settings import load_settings
from data.store import open_store
from intake.handin import check_file, handin_of
from tests.support.roster_of import HEADS, make_rows, workbook_of

COLUMN = {head: place for place, head in enumerate(HEADS)}


@pytest.fixture
def access() -> Access:
    with open_store(load_settings()) as store:
        yield Access(store)


def hand_in(
    access: Access, rows: list, name: str, replaces: bool = False, title: str = "大庆市2019年职业技能培训实名制台账"
) -> str:
    content = workbook_of(iter(rows), title=title)
    found = draft(access, handin_of(check_file(content, name, access, plan="98113"), content))
    submit(access, found.id, "更正")
    accept(access, found.id, "更正", replaced_ids(correction_of(access, found.id)) if replaces else ())
    return found.id


def changed(row: tuple, **values: object) -> tuple:
    wanted = {COLUMN[next(head for head in HEADS if head.startswith(name))]: value for name, value in values.items()}
    return tuple(wanted.get(place, value) for place, value in enumerate(row))


def sessions(access: Access) -> int:
    with access.store.cursor() as cursor:
        return cursor.execute("SELECT coalesce(sum(sessions), 0)::BIGINT FROM roster_sum").fetchone()[0]


ROWS = list(make_rows(60, again=0))
# Two institutions corrected, one level, one day; three rows gone, two new.
CORRECTED = [
    changed(ROWS[0], 培训机构="大庆铁人学院"),
    changed(ROWS[1], 培训机构="大庆铁人学院"),
    changed(ROWS[2], 技能等级="高级技师", 补贴金额=3000),
    changed(ROWS[3], 结业日期=ROWS[3][COLUMN["结业日期"]] + timedelta(1)),
    *ROWS[4:57],
    *[
        changed(row, 结业日期=ROWS[10][COLUMN["结业日期"]], 开班日期=ROWS[10][COLUMN["开班日期"]])
        for row in make_rows(2, seed=7, again=0)
    ],
]
COUNTS = {"changed": 4, "dropped": 3, "added": 2, "same": 53}


def test_a_correction_is_told_as_a_difference_in_rows(access: Access) -> None:
    hand_in(access, ROWS, "大庆台账.xlsx")
    reading = check_file(workbook_of(iter(CORRECTED)), "大庆台账-更正.xlsx", access, plan="98113")
    (told,) = [one for one in reading.findings if one.slug == "roster-corrects"]
    assert {kind: int(told.facts[kind]) for kind in COUNTS} == COUNTS
    assert not [one for one in reading.findings if one.slug == "row-known"]
    found = find_correction(access, "98113", reading.sha256, reading.kept)
    assert found.counts == COUNTS and len(found.rows) == 9
    fields = [one.fields for one in found.rows if one.kind == "changed"]
    assert any(("institution", ROWS[0][COLUMN["培训机构"]], "大庆铁人学院") in one for one in fields)
    assert any([name for name, _, _ in one] == ["last_day"] for one in fields)
    assert all("*" in one.id_number and "*" in one.name for one in found.rows)


def test_rows_of_another_city_s_roster_are_told_to_no_reporter(access: Access) -> None:
    hand_in(access, ROWS, "大庆台账.xlsx")
    reading = check_file(workbook_of(iter(CORRECTED)), "猜.xlsx", access, plan="98113")
    for cities, told in ((frozenset({"230100"}), False), (frozenset({"230600"}), True), (None, True)):
        reporter = Access(access.store, User("甲", frozenset({REPORTER}), cities))
        assert (find_correction(reporter, "98113", reading.sha256, reading.kept) is not None) is told
        assert bool(find_repeated(reporter, "98113", reading.sha256, reading.kept).count) is told


def test_replacing_is_one_act_and_the_history_tells(access: Access) -> None:
    old = hand_in(access, ROWS, "大庆台账.xlsx")
    new = hand_in(access, CORRECTED, "大庆台账-更正.xlsx", replaces=True)
    assert sessions(access) == len(CORRECTED)
    before, after = find_submission(access, old), find_submission(access, new)
    assert (before.status, after.status) == (State.SUPERSEDED, State.ACCEPTED)
    assert before.history[-1].moment == after.history[-1].moment and before.history[-1].reason == after.number


def test_withdrawing_the_correction_lets_what_it_replaced_stand_again(access: Access) -> None:
    old = hand_in(access, ROWS, "大庆台账.xlsx")
    new = hand_in(access, CORRECTED, "大庆台账-更正.xlsx", replaces=True)
    third = hand_in(access, ROWS[:50] + CORRECTED[:4], "大庆台账-再更正.xlsx", replaces=True)
    withdraw(access, third, "错")
    assert find_submission(access, new).status is State.ACCEPTED and sessions(access) == len(CORRECTED)
    withdraw(access, new, "错")
    assert find_submission(access, old).status is State.ACCEPTED and sessions(access) == len(ROWS)


def test_monthly_rosters_are_replaced_together_by_one_that_covers_them(access: Access) -> None:
    early = [row for row in ROWS if row[COLUMN["结业日期"]].month <= 6]
    late = [row for row in ROWS if row[COLUMN["结业日期"]].month > 6]
    parts = [hand_in(access, early, "上半年.xlsx"), hand_in(access, late, "下半年.xlsx")]
    hand_in(access, [*early, *late[:-1]], "全年.xlsx", replaces=True)
    assert {find_submission(access, one).status for one in parts} <= {State.SUPERSEDED, State.ACCEPTED}
    assert sessions(access) >= len(ROWS) - 1


def test_a_roster_that_reaches_over_other_months_or_cities_is_never_replaced(access: Access) -> None:
    old = hand_in(access, ROWS, "大庆台账.xlsx")
    months = [row for row in CORRECTED if row[COLUMN["结业日期"]].month <= 6]
    for rows, title in (
        (months, "大庆市2019年职业技能培训实名制台账"),
        (CORRECTED, "鸡西市2019年职业技能培训实名制台账"),
    ):
        content = workbook_of(iter(rows), title=title)
        reading = check_file(content, "另一份.xlsx", access, plan="98113")
        assert find_correction(access, "98113", reading.sha256, reading.kept) is None
        assert "roster-corrects" not in [one.slug for one in reading.findings]
        found = submit(access, draft(access, handin_of(reading, content)).id, "x")
        with pytest.raises(NotReplaceable):
            accept(access, found.id, "x", [old])
        assert find_submission(access, found.id).status is State.SUBMITTED
    assert sessions(access) == len(ROWS)


def test_only_who_may_review_replaces_and_only_once(access: Access) -> None:
    old = hand_in(access, ROWS, "大庆台账.xlsx")
    content = workbook_of(iter(CORRECTED))
    reporter = Access(access.store, User("李四", frozenset({REPORTER}), frozenset({"230600"})))
    found = submit(
        reporter,
        draft(reporter, handin_of(check_file(content, "更正.xlsx", reporter, plan="98113"), content)).id,
        "更正",
    )
    assert correction_of(reporter, found.id).counts == COUNTS
    with pytest.raises(NotPermitted):
        accept(reporter, found.id, "x", [old])
    reviewer = Access(access.store, User("王五", frozenset({REVIEWER})))
    withdraw(reviewer, old, "先撤")
    with pytest.raises(NotReplaceable):
        accept(reviewer, found.id, "x", [old])


def test_the_command_line_shows_the_difference_and_replaces_when_asked(
    access: Access, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    access.store.close()
    old, new = tmp_path / "大庆台账.xlsx", tmp_path / "更正.xlsx"
    old.write_bytes(workbook_of(iter(ROWS)))
    new.write_bytes(workbook_of(iter(CORRECTED)))

    def run(*arguments: str) -> tuple[int, dict]:
        code = manage.main(["import", "--actor", "张三", "--reason", "更正", "--plan", "98113", "--json", *arguments])
        return code, json.loads(capsys.readouterr().out)[0]

    assert run(str(old))[1]["outcome"] == "accepted"
    code, told = run(str(new))
    assert (code, told["outcome"], len(told["changes"])) == (1, "replace-open", 9)
    assert manage.main(["import", "--actor", "张三", "--reason", "更正", "--plan", "98113", str(new)]) == 1
    said = capsys.readouterr().out
    assert "大庆铁人学院" in said and "--replace" in said and "更改 4 行" in said
    code, told = run("--replace", str(new))
    assert (code, told["outcome"]) == (0, "accepted")
    with open_store(load_settings()) as store:
        assert sessions(Access(store)) == len(CORRECTED)
