"""The columns of a table: the words above the figures and what these then say in a period."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import yaml

from tests.writings.reported import Reported, ends_a_month
from tests.writings.spans import Span, during, since_start, standing, year_to_date

SESSIONS = "training_sessions"
STOCKS = ("training_bases", "master_studios")
DEADLINE = date(2020, 12, 31)
#: What one report of this pace covers by itself, so that 本期 and the like mean it.
PERIODIC = ("month", "quarter", "week", "ten-day", "half-month", "statistical")
Draw = Callable[[Random, str, Reported], "list[Column]"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of figures.

    Attributes
    ----------
    words, before
        The words where they stand alone, and where they precede the metric's name (``None``: never).
    role
        ``statement``, ``target``, or why it is none of ours (``rate``, ``rank``, ``part`` …).
    span
        What its figures are; ``None`` for roles that are none.
    also
        Readings that are right as well.
    due
        Of a target.
    of
        The column that a rate, share or part belongs to, counted back from this one.
    plain
        Nobody who keeps such tables would ask; `bare` is so only where the title tells no progress.
    """

    metric: str
    words: str
    before: str | None
    role: str
    span: Span | None = None
    also: tuple[Span, ...] = ()
    due: date | None = None
    of: int = 0
    plain: bool = True
    bare: bool = False


@cache
def words() -> dict:
    """Return the written words, loaded once."""
    return yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))


def _word(random: Random, table: dict[str, Sequence[str]]) -> tuple[str, str]:
    return random.choice(table["alone"]), random.choice(table["before"])


def said(random: Random, metric: str, table: dict, span: Span, *, plain: bool = True) -> Column:
    alone, before = _word(random, table)
    return Column(metric, alone, before, "statement", span, plain=plain)


def amount_of(random: Random, metric: str, reported: Reported) -> Column:
    """Return the amount of what one report covers."""
    span = during(reported.first, reported.last)
    if reported.pace == "month" and random.random() < 0.25:
        return Column(metric, named_month(random, "during", reported.last), None, "statement", span)
    return said(random, metric, words()["during"][reported.pace], span)


def named_month(random: Random, basis: str, last: date) -> str:
    """Return a head that names the month (6月当月, 1—6月, 截至6月底)."""
    return random.choice(words()["months"][basis]).format(m=last.month, y=last.year)


def this_month(random: Random, metric: str, reported: Reported) -> Column:
    last = reported.last
    alone = random.choice(["本月", "当月", "本月完成", f"其中：{last.month}月", f"{last.month}月"])
    named = alone.endswith(f"{last.month}月")
    before = None if named else random.choice(["本月", "当月"])
    return Column(metric, alone, before, "statement", during(last.replace(day=1), last))


def of_year(random: Random, metric: str, reported: Reported) -> Column:
    """Return the amount since 1 January."""
    span = year_to_date(reported.last)
    if reported.last.month > 1 and ends_a_month(reported) and random.random() < 0.25:
        return Column(metric, named_month(random, "year_to_date", reported.last), None, "statement", span)
    return said(random, metric, words()["year_to_date"], span)


def of_plan(random: Random, metric: str, reported: Reported) -> Column:
    return said(random, metric, words()["since_start"], since_start(reported.last))


def cumulative(random: Random, metric: str, reported: Reported, *, beside_year: bool = False) -> Column:
    """Return a mere 累计: of the year in a period within it, since the plan's start under a mere cut-off."""
    if reported.pace in {"cut-off", "plan"} or beside_year:
        found = said(random, metric, words()["cumulative"], since_start(reported.last), plain=not beside_year)
    else:
        sure = reported.pace in {"month", "quarter", "running", "half", "year"}
        found = said(random, metric, words()["cumulative"], year_to_date(reported.last), plain=sure)
    return replace(found, bare=not found.plain)


def bare(random: Random, metric: str, reported: Reported) -> Column:
    if metric in STOCKS:
        return Column(metric, "", "", "statement", standing(reported.last), plain=reported.pace == "cut-off", bare=True)
    if reported.pace in {"cut-off", "plan"}:
        return Column(metric, "", "", "statement", since_start(reported.last))
    if reported.pace in {"running", "year-cut-off"} or reported.first == date(reported.first.year, 1, 1):
        span, sure = year_to_date(reported.last), reported.pace != "year-cut-off"
        return Column(metric, "", "", "statement", span, plain=sure, bare=reported.pace in {"month", "quarter"})
    sure = reported.pace in {"month", "quarter", "half"}
    return Column(metric, "", "", "statement", during(reported.first, reported.last), plain=sure, bare=True)
