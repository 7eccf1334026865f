#!/usr/bin/env python3
"""The command line: ``python manage.py check FILE…`` and the rest; ``--help`` says all, in both languages.

Every command loads only what it needs, so that a check is over before a spreadsheet program has started.
"""

import argparse
import base64
import io
import json
import sys
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commands.command_line import find_language, make_parser
from commands.output import place_output
from wording.personal import guard_log, hide_numbers
from wording.sentences import say

if TYPE_CHECKING:
    from intake.reading import Reading

CLEAN, WARNINGS, ERRORS = 0, 1, 2
EXIT_OF_OUTCOME = {
    "accepted": CLEAN,
    "known": CLEAN,
    "reason-needed": WARNINGS,
    "replace-open": WARNINGS,
    "nothing": ERRORS,
    "errors": ERRORS,
    "refused": ERRORS,
}
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without Chinese gets question marks, not a traceback
    guard_log()
    given = list(sys.argv[1:] if arguments is None else arguments)
    lang = "zh"
    try:
        lang = find_language(given)
        asked = make_parser(lang).parse_args(given)
        if asked.command != "plans":
            from data.definitions import check_definitions

            check_definitions()
        return CARRY_OUT[asked.command](asked, lang)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return CLEAN
    except Exception as failure:
        print(explain_failure(failure, lang), file=sys.stderr)
        return ERRORS


def explain_failure(failure: Exception, lang: str) -> str:
    """Return the sentence of a failure, also where the program is so damaged that it finds no words of its own."""
    try:
        from commands.store_access import explain

        return explain(failure, lang)
    except Exception:
        return f"程序不完整，请重新安装 / the program is damaged, install it again ({type(failure).__name__})"


def plans(asked: argparse.Namespace, lang: str) -> int:
    """List the plans of the definition files, and every problem of these."""
    from commands.plan_listing import list_plans

    return CLEAN if list_plans(lang, as_json=asked.json) else ERRORS


def check(asked: argparse.Namespace, lang: str) -> int:
    """Read files without storing anything."""
    from commands.arguments import Asked, require_files
    from commands.terminal import ProgressBar, show_reading
    from intake.contract import reading_as_dict
    from intake.handin import check_file

    require_files(asked.files, lang)
    options, found, bar = Asked(vars(asked), lang).reading_options(), [], ProgressBar()
    for done, path in enumerate(asked.files):
        bar.show(done, len(asked.files), path.name)
        content = path.read_bytes()
        checked = check_file(content, path.name, **options)
        reading = reading_as_dict(checked, lang)
        bar.clear()
        if asked.marked is not None and checked.findings:
            give_back_marked(checked, content, asked, lang)
        found.append(reading)
        if not asked.json:
            show_reading(reading, lang)
    if asked.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
    levels = {finding["level"] for reading in found for finding in reading["findings"]}
    return ERRORS if "error" in levels else WARNINGS if "warning" in levels else CLEAN


def give_back_marked(reading: "Reading", content: bytes, asked: argparse.Namespace, lang: str) -> None:
    """Write the file with its findings marked, under its own name where a folder is given."""
    from intake.giving_back import give_back

    made, path = give_back(reading, content, lang), asked.marked
    path = path / made.name if len(asked.files) > 1 else place_output(str(path), made.name, lang)
    write_file(path, made.content, lang, quiet=asked.json)


def carry_out(command: str, arguments: dict, lang: str) -> Iterator[dict]:
    """Run a command where the store is open."""
    from commands import store_access as door
    from data.settings import load_settings

    return door.carry_out(command, arguments, load_settings(), lang)


def result_of(command: str, arguments: dict, lang: str) -> Any:
    """Run a command to its end, with a progress bar; return its result, which is plain JSON."""
    from commands.terminal import ProgressBar

    bar, result = ProgressBar(), None
    for part in carry_out(command, arguments, lang):
        if "step" in part:
            bar.show(part["done"], part["total"], part["step"])
        else:
            result = part["result"]
    bar.clear()
    return result


def import_files(asked: argparse.Namespace, lang: str) -> int:
    """Check, hand in and accept files one after the other; one that is refused does not stop the next."""
    from commands.arguments import Asked, require_files
    from commands.store_access import explain
    from commands.terminal import ProgressBar, show_outcome

    said = Asked(vars(asked), lang)
    said.day("document_day")
    given = said.reading_options()
    options = {name: getattr(asked, name) for name in ("actor", "reason", "replace", "document_day")} | given
    require_files(asked.files, lang)
    outcomes, bar = [], ProgressBar()
    for done, path in enumerate(asked.files):
        bar.show(done, len(asked.files), path.name)
        content = base64.b64encode(path.read_bytes()).decode()
        try:
            outcome = result_of("import", {**options, "name": path.name, "content": content}, lang)
        except Exception as failure:
            if len(asked.files) == 1:
                raise
            outcome = {
                "file": hide_numbers(path.name),
                "outcome": "refused",
                "number": None,
                "findings": [],
                "message": explain(failure, lang),
            }
        bar.clear()
        outcomes.append(outcome)
        if not asked.json:
            show_outcome(outcome, lang)
    if asked.json:
        print(json.dumps(outcomes, ensure_ascii=False, indent=1))
    return max(EXIT_OF_OUTCOME[outcome["outcome"]] for outcome in outcomes)


def status(asked: argparse.Namespace, lang: str) -> int:
    """Print where every figure stands."""
    from commands.terminal import show_status
    from metrics.definitions.catalogue import load_catalogue

    lines = result_of("status", {"as_of": asked.as_of, "city": asked.city, "plan": asked.plan}, lang)
    if asked.json:
        # The words are for reading; a program takes the figures.
        figures = [{name: value for name, value in line.items() if name != "told"} for line in lines]
        print(json.dumps(figures, ensure_ascii=False, indent=1))
    else:
        show_status(lines, load_catalogue(), lang)
    return CLEAN


def template(asked: argparse.Namespace, lang: str) -> int:
    """Write the workbook that a city fills in."""
    made = result_of("template", {"city": asked.city, "plan": asked.plan, "as_of": asked.as_of}, lang)
    return write_file(place_output(asked.output, made["name"], lang), base64.b64decode(made["content"]), lang)


def export(asked: argparse.Namespace, lang: str) -> int:
    """Write briefs; where several files come of it, -o names a ZIP (``….zip``) or a folder."""
    names = (
        *("format", "city", "metric", "plan", "as_of", "known_at", "period"),
        *("length", "size", "all_cities", "annexes", "maps", "internal"),
    )
    made = result_of("export", {name: getattr(asked, name) for name in names}, lang)
    for problem in made["problems"]:
        print(problem, file=sys.stderr)
    if made["name"] is None:
        return ERRORS
    content, named = base64.b64decode(made["content"]), Path(asked.output or made["name"])
    if made["name"].endswith(".zip") and asked.output is not None and named.suffix.lower() != ".zip":
        folder = named.with_suffix("") if named.suffix == f".{asked.format}" else named
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                write_file(folder / Path(name).name, archive.read(name), lang)
    elif named.suffix.lower() == ".zip" and not made["name"].endswith(".zip"):
        from briefing.rendering.child import pack

        write_file(named, pack([(made["name"], content)]), lang)
    else:
        write_file(place_output(asked.output, made["name"], lang), content, lang)
    return WARNINGS if made["problems"] else CLEAN


def write_file(path: Path, content: bytes, lang: str, *, quiet: bool = False) -> int:
    """Write what was made; refuse with a sentence where that cannot be."""
    from commands.refused import Refused
    from data.personal.file_rights import make_readable

    is_new = not path.exists()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        if is_new:
            make_readable(path)
    except OSError as error:
        raise Refused(say("manage.cannot-write", lang, path=path, why=error.strerror)) from None
    if not quiet:
        print(say("manage.written", lang, path=path))
    return CLEAN


def demo(asked: argparse.Namespace, lang: str) -> int:
    """Fill an empty store with demo data."""
    print(say("manage.demo-done", lang, files=result_of("demo", {}, lang)["files"]))
    return CLEAN


def migrate(asked: argparse.Namespace, lang: str) -> int:
    """Bring the store to the present form."""
    result = result_of("migrate", {}, lang)
    print(say("manage.migrated", lang, home=result["home"], count=len(result["applied"])))
    return CLEAN


CARRY_OUT = {
    "check": check,
    "import": import_files,
    "status": status,
    "template": template,
    "export": export,
    "demo": demo,
    "migrate": migrate,
    "plans": plans,
}

if __name__ == "__main__":
    from intake.confined import WithoutPandas

    # DuckDB and Arrow load pandas, a second's work, to look at any parameter; here no parameter is a data frame.
    sys.meta_path.insert(0, WithoutPandas())
    sys.exit(main())
