"""What the command line prints for people: findings, outcomes, tables that line up in both scripts."""

import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from briefing.amounts import amount_alone, completion_text, older_text, status_text, target_alone
from briefing.places import place_name
from briefing.schedules import leads_text
from data.reference.places import find_city
from data.reference.schemes import load_groups, load_levels, load_programmes
from intake.findings.places import gather_alike, name_places
from intake.reading import NO_FIGURES
from metrics.definitions.catalogue import Catalogue
from metrics.progress.judging import Progress
from wording.figures import day_text, figure
from wording.personal import hide_numbers
from wording.remarks import short_remarks
from wording.sentences import say

LEVELS = ("error", "warning", "note")


def show_reading(reading: Mapping, lang: str) -> None:
    """Print what `check` found in one file: the accounting, then every finding with its place."""
    print(say("manage.file", lang, file=reading["file"], plan=reading["plan"] or "—", format=reading["format"] or "—"))
    stated = {"observations": len(reading["observations"]), "targets": len(reading["targets"])}
    print("  " + say("manage.accounting", lang, **stated, **reading["cells"]))
    show_findings(reading["findings"], lang)
    worst = next((level for level in LEVELS if any(one["level"] == level for one in reading["findings"])), "none")
    if worst != "error" and not (reading["observations"] or reading["targets"] or reading["register"]):
        worst = "nothing"  # however clean the sheet is, there is nothing to hand in
    aside = sum(one["reason"] not in NO_FIGURES for one in reading["set_aside"])
    if worst == "none" and aside:
        worst = "aside"  # nothing is wrong, but not everything was read
    if any(one["slug"] == "program-failed" for one in reading["findings"]):
        worst = "failed"
    print("  " + say(f"manage.verdict.{worst}", lang, count=aside))


def show_findings(findings: Iterable[Mapping], lang: str) -> None:
    """Print findings, the worst first; the same said of several places once."""
    ordered = sorted(findings, key=lambda one: LEVELS.index(one["level"]))
    alike = gather_alike(((one["level"], one["message"]), (one["sheet"], one["cell"])) for one in ordered)
    for (level, message), places in alike.items():
        where = say("chart.semicolon", lang).join(name_places(places, lang, "!"))
        print(f"  [{say(f'manage.level.{level}', lang)}] {where}{'  ' if where else ''}{message}")


def show_outcome(outcome: Mapping, lang: str) -> None:
    """Print what became of one imported file."""
    told = {"file": outcome["file"], "number": outcome["number"] or "—", "message": outcome.get("message", "")}
    print(say(f"manage.outcome.{outcome['outcome']}", lang, **told))
    show_findings(outcome["findings"], lang)
    if outcome.get("changes"):
        heads = ("kind", "before", "now", "name", "id", "what")
        rows = [
            [say(f"roster.change-{name}", lang) for name in heads],
            *(change_cells(one, lang) for one in outcome["changes"]),
        ]
        print(table(rows))


def change_cells(one: Mapping, lang: str) -> list[str]:
    """Return a row that a corrected roster changes, as the cells of a table."""
    what = [
        say(
            "roster.change-field",
            lang,
            column=say(f"roster.field-{name}", lang),
            before=_field(name, before, lang),
            now=_field(name, now, lang),
        )
        for name, before, now in one["fields"]
    ]
    places = [str(one[name] or "—") for name in ("row_before", "row")]
    return [
        say(f"roster.change-{one['kind']}", lang),
        *places,
        one["name"],
        one["id_number"],
        say("chart.semicolon", lang).join(what),
    ]


def _field(name: str, value: str, lang: str) -> str:
    """Return what stands in a column of a kept row in words: codes by their names, money in yuan."""
    if name == "subsidy" and value:
        return figure(Decimal(value) / 100, "元", lang)
    if name == "city" and (place := find_city(value)):
        return place.in_language(lang)
    terms = {"skill_level": load_levels, "people": load_groups, "programme": load_programmes}
    known = terms[name]() if name in terms else ()
    return next((term.in_language(lang) for term in known if term.code == value), value) or "—"


def show_status(lines: Sequence[Mapping], catalogue: Catalogue, lang: str) -> None:
    """Print where every figure stands, one table a plan."""
    if not lines:
        print(say("manage.no-data", lang))
    for plan_id in dict.fromkeys(line["plan"] for line in lines):
        plan = catalogue.plan(plan_id)
        own = [line for line in lines if line["plan"] == plan_id]
        print(
            say(
                "manage.status-title",
                lang,
                plan=plan.short.in_language(lang),
                day=day_text(date.fromisoformat(own[0]["as_of"]), lang),
            )
        )
        heads = [
            say(f"manage.head.{name}", lang)
            for name in ("city", "metric", "actual", "target", "rate", "lead", "status", "note")
        ]
        print(table([heads, *(line["told"] for line in own)]))


def status_cells(progress: Progress, shown: Iterable[Progress], lang: str) -> list[str]:
    """Return the row of a figure as the pages write it; `shown` are those of its table, all in one unit."""
    beside = [one for one in shown if one.metric.id == progress.metric.id]
    return [
        say("manage.province", lang) if progress.city == progress.plan.province else place_name(progress.city, lang),
        progress.metric.short.in_language(lang),
        amount_alone(progress, lang, beside) + older_text(progress, lang),
        target_alone(progress, lang, beside),
        completion_text(progress, lang),
        leads_text(progress, lang, beside),
        status_text(progress.status, lang),
        short_remarks((one.slug for one in progress.remarks), lang),
    ]


def table(rows: Sequence[Sequence[str]]) -> str:
    """Line up columns, counting a Chinese character as two places."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


class ProgressBar:
    """A line on standard error that is written over as work goes on; nothing where no terminal is."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def show(self, done: int, total: int, text: str) -> None:
        """Show how much is done and what is at hand."""
        if self._shown and total > 1:
            filled = round(20 * done / total)
            sys.stderr.write(f"\r\x1b[K[{'█' * filled}{'·' * (20 - filled)}] {done}/{total} {hide_numbers(text)}")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
