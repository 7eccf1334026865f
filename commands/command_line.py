"""The words of the command line: its commands and options, in both languages."""

import argparse
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from wording.personal import hide_numbers
from wording.sentences import LANGUAGES, say

# What argparse itself says, in our words.
ARGPARSE_WORDS = {
    "usage: ": "argparse.usage",
    "positional arguments": "argparse.arguments",
    "options": "argparse.options",
    "show this help message and exit": "argparse.help",
    "the following arguments are required: %s": "argparse.required",
    "unrecognized arguments: %s": "argparse.unrecognized",
    "argument %(argument_name)s: %(message)s": "argparse.argument",
    "invalid choice: %(value)r (choose from %(choices)s)": "argparse.choice",
    "expected one argument": "argparse.one",
    "given more than once": "argparse.twice",
    "%(prog)s: error: %(message)s\n": "argparse.error",
}


def find_language(arguments: Sequence[str]) -> str:
    """Return the language asked for by ``--lang``, else by the environment, else Chinese."""
    for place, word in enumerate(arguments):
        if word.startswith("--lang"):
            wanted = word.partition("=")[2] or (arguments[place + 1] if place + 1 < len(arguments) else "")
            if wanted in LANGUAGES:
                return wanted
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "en" if named.lower().startswith("en") else LANGUAGES[0]


class _Once(argparse.Action):
    """An option that takes one value."""

    _is_given = False

    def __call__(
        self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: object, *_: object
    ) -> None:
        if self._is_given:
            words: Callable[[str], str] = vars(argparse)["_"]  # as `make_parser` has set them
            raise argparse.ArgumentError(self, words("given more than once"))
        self._is_given = True
        setattr(namespace, self.dest, values)


class _Parser(argparse.ArgumentParser):
    """A parser whose words repeat no ID number of what was typed."""

    def add_argument(self, *names: str, **given: Any) -> argparse.Action:
        """Add an argument; an option that takes one value is refused when it is given twice, not silently replaced."""
        if names[0].startswith("-") and "action" not in given:
            given["action"] = _Once
        return super().add_argument(*names, **given)

    def _print_message(self, message: str, file: Any = None) -> None:
        super()._print_message(hide_numbers(message), file)


def make_parser(lang: str) -> argparse.ArgumentParser:
    """Return the parser of all commands, speaking one language."""

    def translate(text: str) -> str:
        return say(ARGPARSE_WORDS[text], lang) if text in ARGPARSE_WORDS else text

    # There is no other way to argparse's own words: it looks them up by this name.
    vars(argparse)["_"] = translate

    def help_of(name: str) -> str:
        return say(f"manage.{name}", lang)

    shared = _Parser(add_help=False)
    shared.add_argument("--lang", choices=LANGUAGES, help=help_of("option.lang"))
    reading = _Parser(add_help=False)
    reading.add_argument("files", nargs="+", type=Path, metavar="FILE", help=help_of("option.files"))
    for name in ("plan", "city", "period"):
        reading.add_argument(f"--{name}", help=help_of(f"option.{name}"))
    as_json = _Parser(add_help=False)
    as_json.add_argument("--json", action="store_true", help=help_of("option.json"))

    parser = _Parser("manage.py", description=help_of("about"), parents=[shared])
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", title=help_of("commands"))

    def add(name: str, *parents: _Parser) -> _Parser:
        text = help_of(f"command.{name}")
        return commands.add_parser(
            name, help=text, description=text, parents=[*parents, shared], epilog=help_of("epilog")
        )

    add("check", reading, as_json).add_argument("--marked", type=Path, metavar="PATH", help=help_of("option.marked"))
    importing = add("import", reading, as_json)
    importing.add_argument("--actor", required=True, help=help_of("option.actor"))
    importing.add_argument("--document-day", help=help_of("option.document-day"))
    importing.add_argument("--reason", help=help_of("option.reason"))
    importing.add_argument("--replace", action=argparse.BooleanOptionalAction, help=help_of("option.replace"))
    status = add("status", as_json)
    for name in ("as-of", "city", "plan"):
        status.add_argument(f"--{name}", help=help_of(f"option.{name}"))
    template = add("template")
    template.add_argument("--city", required=True, help=help_of("option.city"))
    template.add_argument("--plan", help=help_of("option.plan"))
    template.add_argument("--as-of", help=help_of("option.as-of"))
    template.add_argument("-o", "--output", help=help_of("option.output"))
    export = add("export")
    export.add_argument("--format", required=True, help=help_of("option.format"))
    for name in ("as-of", "known-at", "plan", "length", "size"):
        export.add_argument(f"--{name}", help=help_of(f"option.{name}"))
    for name in ("city", "metric"):
        export.add_argument(f"--{name}", action="append", help=help_of(f"option.{name}-several"))
    export.add_argument("--period", help=help_of("option.brief-period"))
    export.add_argument("--annexes", help=help_of("option.annexes"))
    for name in ("maps", "internal"):
        export.add_argument(f"--{name}", action="store_true", help=help_of(f"option.{name}"))
    export.add_argument("--all-cities", action="store_true", help=help_of("option.all-cities"))
    export.add_argument("-o", "--output", help=help_of("option.output"))
    add("demo")
    add("migrate")
    add("plans", as_json)
    return parser
