"""No kind of type error is excused in our own code: what may be missing is said by its type."""

import tomllib

from tests.support.paths import ROOT


def test_no_kind_of_type_error_is_excused_for_a_whole_module() -> None:
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mypy"]
    excused = [one["module"] for one in rules["overrides"] if one.keys() & {"disable_error_code", "ignore_errors"}]
    assert excused == [] and not rules.keys() & {"disable_error_code", "ignore_errors"}
