"""The sentences of remarks beside a figure, from their slug and facts."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from wording.figures import Number, day_text, figure, month_text
from wording.sentences import say


def remark_text(
    slug: str,
    facts: Mapping[str, object],
    lang: str = "zh",
    names: Mapping[str, str] | None = None,
    beside: Iterable[Number | None] = (),
) -> str:
    """Write one remark: ``16家中14家已报，2家沿用2019年5月数``.

    Parameters
    ----------
    names
        City names by code; a code without a name stands as it is.
    beside
        Values in the same unit that stand in the same sentence: see `figure`.
    """
    names = names or {}
    words: dict[str, object] = {}
    for key, fact in facts.items():
        if key == "days" and isinstance(fact, Mapping):
            words["carried"] = _carried_text(fact, lang)
        elif key == "months" and isinstance(fact, Sequence):
            words[key] = months_text(fact, lang)
        elif key in ("cities", "into") and isinstance(fact, Sequence):
            words[key] = say("remark.list", lang).join(names.get(code, code) for code in fact)
        elif isinstance(fact, Decimal):
            words[key] = figure(fact, str(facts.get("unit", "")), lang, beside=beside)
        elif isinstance(fact, date):
            words[key] = day_text(fact, lang)
        else:
            words.setdefault(key, fact)
    return say(f"remark.{slug}", lang, **words)


def short_remarks(slugs: Iterable[str], lang: str = "zh") -> str:
    """Write remarks in a word or two each, for a column beside figures: ``缺月份；基数未核实``."""
    return say("chart.semicolon", lang).join(say(f"short.{slug}", lang) for slug in slugs)


def months_text(days: Sequence[date], lang: str = "zh") -> str:
    """Write months, those that follow each other as a span: ``2017年12月至2018年3月、2018年6月``."""
    runs: list[list[date]] = []
    for day in sorted(days):
        if runs and _months_between(runs[-1][-1], day) <= 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return say("remark.list", lang).join(_run_text(run, lang) for run in runs)


def _run_text(run: Sequence[date], lang: str) -> str:
    first, last = month_text(run[0], lang), month_text(run[-1], lang)
    return first if first == last else say("remark.months", lang, first=first, last=last)


def _months_between(earlier: date, later: date) -> int:
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def _carried_text(days: Mapping[str, date], lang: str) -> str:
    counts: dict[tuple[int, int], list[date]] = {}
    for day in days.values():
        counts.setdefault((day.year, day.month), []).append(day)
    return say("remark.comma", lang).join(
        say("remark.carried-part", lang, count=len(counts[month]), month=month_text(counts[month][0], lang))
        for month in sorted(counts, reverse=True)
    )
