"""The command line takes what is meant: one value once, and files with the extension that they have."""

from pathlib import Path

import pytest

from commands.command_line import make_parser
from commands.output import place_output
from commands.refused import Refused


def _options() -> list[tuple[str, str]]:
    commands = next(one for one in make_parser("zh")._actions if one.dest == "command").choices
    return [
        (name, action.option_strings[-1])
        for name, parser in commands.items()
        for action in parser._actions
        if action.option_strings
        and action.nargs is None
        and type(action).__name__ not in ("_AppendAction", "_HelpAction")
    ]


@pytest.mark.parametrize(("command", "option"), _options())
def test_an_option_of_one_value_is_refused_when_given_twice(
    command: str, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    value = "zh" if option == "--lang" else "1"
    files = ["a.xlsx"] if command in ("check", "import") else []
    with pytest.raises(SystemExit) as ended:
        make_parser("zh").parse_args([command, *files, option, value, option, value])
    assert ended.value.code == 2 and "只能写一次" in capsys.readouterr().err


def test_an_option_before_and_after_the_command_is_given_twice_too() -> None:
    with pytest.raises(SystemExit):
        make_parser("zh").parse_args(["--lang", "zh", "migrate", "--lang", "en"])


def test_an_output_gets_the_extension_that_its_file_has(tmp_path: Path) -> None:
    assert place_output(None, "简报.docx", "zh") == Path("简报.docx")
    assert place_output(str(tmp_path), "简报.docx", "zh") == tmp_path / "简报.docx"
    assert place_output(f"{tmp_path}/新/", "简报.docx", "zh") == tmp_path / "新" / "简报.docx"
    assert place_output("八月", "简报.docx", "zh") == Path("八月.docx")
    assert place_output("简报2020.08", "简报.docx", "zh") == Path("简报2020.08.docx")
    assert place_output("八月.DOCX", "简报.docx", "zh") == Path("八月.DOCX")
    with pytest.raises(Refused, match=r"\.docx"):
        place_output("八月.pdf", "简报.docx", "zh")
