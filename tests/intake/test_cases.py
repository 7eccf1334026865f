"""Every case of `cases/intake` is read as an officer would read the table, and nothing else is read.

A line under `may_read` may be read so, or be set aside or reported. Errors and warnings that a case does not name
(`findings`, `may_find`) fail it: a false alarm stops a reporter. `cases/not_yet.yaml` names the cases that fail yet,
with the reason; one of them that passes fails the test, so that the list only shrinks.
"""

import pytest

from tests.writings.cases import judge_case, load_cases, load_not_yet

FOUND = load_cases()
NOT_YET = load_not_yet()


def marked(case: dict) -> object:
    """Return a case as a parameter, a case that is not read yet as one that has to fail."""
    reason = NOT_YET.get(case["id"])
    marks = [pytest.mark.xfail(strict=True, reason=reason, raises=AssertionError)] if reason else []
    return pytest.param(case, id=case["id"], marks=marks)


@pytest.mark.parametrize("case", [marked(case) for case in FOUND])
def test_a_table_is_read_as_an_officer_reads_it(case: dict) -> None:
    problems = judge_case(case).problems

    assert not problems, "\n".join([case["name"], *problems])


def test_every_case_has_its_own_name_and_the_list_of_those_not_read_yet_names_only_cases() -> None:
    names = [case["id"] for case in FOUND]

    assert not {name for name in names if names.count(name) > 1}
    assert not NOT_YET.keys() - set(names)
