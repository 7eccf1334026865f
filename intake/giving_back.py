"""Giving a file back to its reporter with the findings marked in it, made in a limited child process."""

import json
from dataclasses import dataclass

from intake.child.running import LIMITS, QUEUE, Limits, compose_order, run_child
from intake.findings.first_sheet import ListedFinding
from intake.findings.messages import describe_finding
from intake.reading import Reading
from intake.sheets.sheet import Unreadable
from intake.sheets.workbook import recognise_format
from metrics.definitions.catalogue import load_catalogue
from wording.sentences import say

#: What can be marked; other formats get a list of the findings.
MARKABLE = ("xlsx", "xlsm")


@dataclass(frozen=True, slots=True)
class GivenBack:
    """A file for the reporter.

    `marked` tells the own workbook from a list, `losses` are keys (``marked.lost-…``, ``marked.no-…``).
    """

    name: str
    content: bytes
    marked: bool
    losses: tuple[str, ...]


def give_back(reading: Reading, content: bytes, lang: str = "zh", *, limits: Limits = LIMITS) -> GivenBack:
    """Return the file with every finding of its reading marked in it.

    Where it cannot be marked (another format, a limit, a damaged part) a workbook that lists the findings
    with sheet and cell is given; never raises for a bad file.
    """
    marks = compose_marks(reading, lang)
    try:
        if reading.format is None:
            raise Unreadable("unreadable-file")
        options = {"marks": [(one.level, one.sheet, one.cell, one.text) for one in marks], "lang": lang}
        with QUEUE.turn():
            answer = run_child(
                content, compose_order("mark", reading.file, recognise_format(content), limits, options), limits
            )
        head, _, made = answer.partition(b"\n")
        said = json.loads(head)
        marked, losses = bool(said["marked"]), tuple(map(str, said["losses"]))
    except (Unreadable, ValueError, KeyError, TypeError):
        # Imported here: a check that gives nothing back must not load it.
        from intake.marking.workbook import list_findings

        listed = list_findings(marks, reading.file, ("child" if reading.format else "unread",), lang)
        made, marked, losses = listed.content, False, listed.losses
    return GivenBack(name_given_back(reading, lang), made, marked, losses)


def compose_marks(reading: Reading, lang: str) -> list[ListedFinding]:
    """Return the findings as the reporter reads them."""
    plan = load_catalogue().plan(reading.plan) if reading.plan else None
    return [
        ListedFinding(one.level.value, one.sheet, one.cell, describe_finding(one, plan, lang))
        for one in reading.findings
    ]


def name_given_back(reading: Reading, lang: str) -> str:
    """Return the name of the file that is given back; an earlier one's ending is not repeated."""
    key = "marked.file" if reading.format in MARKABLE else "marked.list-file"
    ending = say(key, lang, stem="")
    stem = reading.file.rpartition(".")[0] or reading.file
    return stem.removesuffix(ending.removesuffix(".xlsx")) + ending
