"""The columns of a table: the words above the figures and what these then say in a period."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import yaml

from tests.writings.reported import Reported, ends_a_month
from tests.writings.spans import Span, during, month_end, since_start, standing, year_to_date

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


def _said(random: Random, metric: str, table: dict, span: Span, *, plain: bool = True) -> Column:
    alone, before = _word(random, table)
    return Column(metric, alone, before, "statement", span, plain=plain)


def _amount(random: Random, metric: str, reported: Reported) -> Column:
    span = during(reported.first, reported.last)
    if reported.pace == "month" and random.random() < 0.2:
        month = f"{reported.last.month}月"
        return Column(metric, random.choice([month, f"{month}当月", f"{month}份"]), None, "statement", span)
    return _said(random, metric, words()["during"][reported.pace], span)


def _this_month(random: Random, metric: str, reported: Reported) -> Column:
    last = reported.last
    alone = random.choice(["本月", "当月", "本月完成", f"其中：{last.month}月", f"{last.month}月"])
    named = alone.endswith(f"{last.month}月")
    before = None if named else random.choice(["本月", "当月"])
    return Column(metric, alone, before, "statement", during(last.replace(day=1), last))


def _of_year(random: Random, metric: str, reported: Reported) -> Column:
    span, month = year_to_date(reported.last), reported.last.month
    if month > 1 and ends_a_month(reported) and random.random() < 0.2:
        months = f"1{random.choice('—-～至')}{month}月"
        return Column(metric, months + random.choice(["", "累计"]), months, "statement", span)
    return _said(random, metric, words()["year_to_date"], span)


def _of_plan(random: Random, metric: str, reported: Reported) -> Column:
    return _said(random, metric, words()["since_start"], since_start(reported.last))


def _cumulative(random: Random, metric: str, reported: Reported, *, beside_year: bool = False) -> Column:
    """Return a mere 累计: of the year in a period within it, since the plan's start under a mere cut-off."""
    if reported.pace in {"cut-off", "plan"} or beside_year:
        found = _said(random, metric, words()["cumulative"], since_start(reported.last), plain=not beside_year)
    else:
        sure = reported.pace in {"month", "quarter", "running", "half", "year"}
        found = _said(random, metric, words()["cumulative"], year_to_date(reported.last), plain=sure)
    return replace(found, bare=not found.plain)


def _bare(random: Random, metric: str, reported: Reported) -> Column:
    if metric in STOCKS:
        return Column(metric, "", "", "statement", standing(reported.last), plain=reported.pace == "cut-off", bare=True)
    if reported.pace in {"cut-off", "plan"}:
        return Column(metric, "", "", "statement", since_start(reported.last))
    if reported.pace in {"running", "year-cut-off"} or reported.first == date(reported.first.year, 1, 1):
        span, sure = year_to_date(reported.last), reported.pace != "year-cut-off"
        return Column(metric, "", "", "statement", span, plain=sure, bare=reported.pace in {"month", "quarter"})
    sure = reported.pace in {"month", "quarter", "half"}
    return Column(metric, "", "", "statement", during(reported.first, reported.last), plain=sure, bare=True)


def _target(random: Random, metric: str, reported: Reported) -> Column:
    of_year = metric == SESSIONS and reported.pace != "plan" and random.random() < 0.7
    written = random.choice(words()["targets"]["year" if of_year else "plan"])
    due = date(reported.last.year, 12, 31) if of_year else DEADLINE
    return Column(metric, written.format(year=reported.last.year), None, "target", due=due)


def _rate(random: Random, metric: str, back: int = 1) -> Column:
    return Column(metric, random.choice(words()["rates"]), None, "rate", of=back)


def _against_target(random: Random, metric: str, reported: Reported) -> list[Column]:
    """Return target, figure and rate; a 完成数 against the year's target is the year's."""
    target = _target(random, metric, reported)
    if metric in STOCKS:
        actual = Column(metric, random.choice(["累计建成", "现有", "实有", "建成数"]), None, "statement",
                        standing(reported.last))  # fmt: skip
    elif target.words not in words()["targets"]["plan"]:
        mere = Column(metric, random.choice(["完成数", "完成", "实际完成", "已完成"]), None, "statement",
                      year_to_date(reported.last))  # fmt: skip
        actual = mere if random.random() < 0.5 else _of_year(random, metric, reported)
    else:
        actual = _of_plan(random, metric, reported)
    ranked = [Column(metric, random.choice(words()["ranks"]), None, "rank", of=1)] if random.random() < 0.3 else []
    return [target, actual, _rate(random, metric), *ranked]


def _running_totals(random: Random, metric: str, reported: Reported) -> list[Column]:
    """Return 截至上月底 · 本月 · 截至本月底 of one year."""
    before = month_end(reported.last.year, reported.last.month - 1)
    return [
        Column(metric, "截至上月底本年累计", None, "statement", year_to_date(before)),
        _amount(random, metric, reported),
        Column(metric, "截至本月底本年累计", None, "statement", year_to_date(reported.last)),
    ]


def _checked(random: Random, metric: str, reported: Reported) -> list[Column]:
    """Return what was reported, struck out and passed: the last one counts."""
    span = during(reported.first, reported.last)
    if random.random() < 0.5:
        return [
            Column(metric, "本月上报", None, "state-sum", of=-2),
            Column(metric, "审核剔除", None, "state-part", of=-1),
            Column(metric, "审核通过", None, "statement", span),
        ]
    return [
        Column(metric, "上报人次", None, "state-more", of=-1),
        Column(metric, "核定人次", None, "statement", span),
    ]


def _approved(random: Random, metric: str, reported: Reported) -> list[Column]:
    """Return what was approved, revoked and stands."""
    return [
        Column(metric, random.choice(["累计批准", "累计认定"]), None, "state-sum", of=-2),
        Column(metric, random.choice(["已撤销", "撤销"]), None, "state-part", of=-1),
        Column(metric, random.choice(["现有", "实有"]), None, "statement", standing(reported.last)),
    ]


def _noise(random: Random, metric: str, columns: list[Column]) -> list[Column]:
    """Return the columns with shares, growth, last year's figures and parts behind the last statement."""
    last = columns[-1]
    if last.role != "statement" or last.bare:
        return columns
    choice, written = random.random(), words()
    if choice < 0.06:
        return [*columns, Column(metric, random.choice(written["shares"]), None, "share", of=1)]
    if choice < 0.12:
        return [*columns, Column(metric, random.choice(written["growths"]), None, "growth", of=1)]
    if choice < 0.2:
        return [
            *columns,
            Column(metric, random.choice(written["last_year"]), None, "last-year", of=1),
            Column(metric, random.choice(written["growths"]), None, "growth", of=2),
        ]
    if choice < 0.28 and "其中" not in last.words:
        part = random.choice(written["parts"][metric])
        return [*columns, Column(metric, f"其中：{part}", None, "part", of=1)]
    if choice < 0.34:
        return [*columns, Column(metric, random.choice(written["ranks"]), None, "rank", of=1)]
    return columns


def draw_columns(random: Random, metric: str, reported: Reported) -> list[Column]:
    """Draw the columns of one metric in a period."""
    drawn = _draw_stock(random, metric, reported) if metric in STOCKS else _draw_amounts(random, metric, reported)
    if reported.pace == "statistical":
        drawn = [replace(one, also=since_the_21st(one.span)) for one in drawn]
    return _noise(random, metric, drawn)


def since_the_21st(span: Span | None) -> tuple[Span, ...]:
    """Return the year to a 20th as it may begin: on 1 January, or where the months do."""
    if span is None or span.basis != "year_to_date":
        return ()
    end = span.end.replace(day=20)
    return Span("year_to_date", date(end.year - 1, 12, 21), end), year_to_date(end)


def _draw_stock(random: Random, metric: str, reported: Reported) -> list[Column]:
    sure = reported.pace in {"month", "quarter", "cut-off", "year-cut-off"}
    stands = _said(random, metric, words()["standing"], standing(reported.last))
    stands = replace(stands, plain=sure or stands.words != "累计")
    options: list[list[Column]] = [[stands], [stands], [_bare(random, metric, reported)]]
    if reported.pace in words()["new"]:
        span = during(reported.first, reported.last)
        word = random.choice(words()["new"][reported.pace])
        options += [[Column(metric, word, word, "statement", span), stands]] * 2
        word = random.choice(words()["new"]["year"])
        options.append([Column(metric, word, word, "statement", year_to_date(reported.last)), stands])
    options += [_against_target(random, metric, reported), _approved(random, metric, reported)]
    return random.choice(options)


def _draw_amounts(random: Random, metric: str, reported: Reported) -> list[Column]:
    mere = _cumulative(random, metric, reported)
    year, plan = _of_year(random, metric, reported), _of_plan(random, metric, reported)
    options: list[list[Column]] = [[mere], [_bare(random, metric, reported)], [year, plan], [plan]]
    if reported.pace != "plan":
        options += [[year], _against_target(random, metric, reported)]
    if reported.pace in PERIODIC:
        amount = _amount(random, metric, reported)
        options += [[amount], [amount, year], [amount, year], [amount, mere], [amount, year, plan]]
    if reported.pace in {"week", "ten-day"}:
        span = during(reported.last.replace(day=1), reported.last)
        options.append([amount, Column(metric, "本月累计", "本月累计", "statement", span, plain=False), year])
    if reported.pace in {"running", "cut-off"} and ends_a_month(reported):
        options.append([year, _this_month(random, metric, reported)])
    if reported.pace == "month":
        options.append(_checked(random, metric, reported))
        if reported.last.month > 1:
            options.append(_running_totals(random, metric, reported))
    return random.choice(options)
