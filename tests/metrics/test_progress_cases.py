"""The sums of docs/arithmetic.md, as named cases that a policy officer can read and correct."""

from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

import pytest

from metrics.cumulation.series import Series, build_series
from metrics.plan import Metric, Plan
from metrics.progress.catchup import plan_catchup
from metrics.progress.judging import Progress, judge_progress, sum_progress, target_at, target_of_year
from metrics.progress.province import sum_series
from tests.support.progress_case import load_cases, plan_of, read_targets, statement_of, targets_of
from wording.remarks import remark_text
from wording.sentences import say

CASES = load_cases()


@pytest.mark.parametrize("case", CASES, ids=[case["名称"] for case in CASES])
def test_a_case_gives_what_it_says(case: dict[str, Any]) -> None:
    plan = plan_of(case)
    metric = plan.metric(case["指标"])
    progress, series = _judge_province(case, plan, metric) if "各市" in case else _judge_city(case, plan, metric)
    found = _facts(progress, series)
    for key, wanted in case["应得"].items():
        if key == "追赶":
            assert progress.target is not None
            found[key] = _catchup_facts(series, progress)
            for part, value in wanted.items():
                assert _same(found[key][part], value), f"{part}: {found[key][part]}, not {value}"
        elif isinstance(wanted, dict):
            for day, value in wanted.items():
                assert _same(found[key][day], value), f"{key} {day}: {found[key][day]}, not {value}"
        else:
            assert _same(found[key], wanted), f"{key}: {found[key]}, not {wanted}"
    for remark in progress.remarks:
        assert all(remark_text(remark.slug, remark.facts, lang) for lang in ("zh", "en"))


def test_names_of_cases_are_unique() -> None:
    names = [case["名称"] for case in CASES]
    assert sorted(names) == sorted(set(names))


def _judge_city(case: dict[str, Any], plan: Plan, metric: Metric) -> tuple[Progress, Series]:
    as_of, city = case["截至"], case.get("城市", "230800")
    statements = [statement_of(line, plan, metric, city) for line in case.get("数据", ())]
    series = build_series(plan, metric, city, statements, as_of)
    targets = targets_of(case, plan, metric, city)
    target = target_at(targets, as_of)
    progress = judge_progress(
        plan,
        metric,
        city,
        series,
        target,
        as_of,
        today=case.get("今天"),
        year=target_of_year(targets, as_of, target, plan.month_ends),
        pending=bool(case.get("待审核")),
    )
    return progress, series


def _judge_province(case: dict[str, Any], plan: Plan, metric: Metric) -> tuple[Progress, Series]:
    as_of = case["截至"]
    parts = {
        city: build_series(plan, metric, city, [statement_of(line, plan, metric, city) for line in lines], as_of)
        for city, lines in case["各市"].items()
    }
    targets = targets_of(case, plan, metric, plan.province)
    target = target_at(targets, as_of)
    shares = {city: read_targets(own, plan, metric, city) for city, own in case.get("各市目标", {}).items()}
    progress = sum_progress(
        plan,
        metric,
        parts,
        target,
        as_of,
        case.get("待审核", ()),
        today=case.get("今天"),
        year=target_of_year(targets, as_of, target, plan.month_ends),
        shares=shares,
    )
    return progress, sum_series(plan, metric, parts, as_of)


def _facts(progress: Progress, series: Series) -> dict[str, Any]:
    return {
        "完成": progress.actual,
        "完成日": progress.actual_day,
        "已报": progress.reported,
        "目标": progress.target.value if progress.target else None,
        "序时": progress.share,
        "序时数": progress.scheduled,
        "完成率": progress.completion,
        "领先": progress.lead,
        "状态": say(f"status.{progress.status}"),
        "至少": progress.at_least,
        "暂计": progress.provisional,
        "未按时报送": progress.late,
        **_year_facts(progress.year),
        "本年累计": progress.year_total,
        "缺月": list(series.missing),
        "不一致": len(series.disagreements),
        "新增": series.points[-1].since_start if series.points else None,
        "提示": [remark.slug for remark in progress.remarks],
        "各点": {point.day: point.total for point in series.points},
        "各期": {amount.end: amount.value for amount in series.amounts},
    }


def _year_facts(year: Progress | None) -> dict[str, Any]:
    if year is None or year.target is None:
        return {"年目标": None}
    return {
        "年目标": year.target.value,
        "年完成": year.actual,
        "年序时": year.share,
        "年领先": year.lead,
        "年状态": say(f"status.{year.status}"),
    }


def _catchup_facts(series: Series, progress: Progress) -> dict[str, Any]:
    assert progress.target is not None
    plan = plan_catchup(series, progress.target, progress.as_of)
    return {
        "还差": plan.remaining,
        "至多": plan.at_most,
        "剩余月数": plan.months_left,
        "每月需": plan.required,
        "最好月": plan.best,
        "近六月中位": plan.median6,
        "最早": plan.finish_early,
        "最迟": plan.finish_late,
        "可达": plan.reachable,
    }


def _same(found: Any, wanted: Any) -> bool:
    """Compare as written: ``无`` is none, fractions exactly, decimals to the places written."""
    if wanted == "无":
        return found is None
    if isinstance(found, bool) or not isinstance(found, (int, Decimal, Fraction)):
        return bool(found == wanted)
    text = str(wanted)
    if "/" in text:
        return Fraction(found) == Fraction(text)
    scale = 100 if text.endswith("%") else 1
    number = Decimal(text.removesuffix("%"))
    places = max(0, -int(number.as_tuple().exponent))
    shown = Fraction(found) * scale * 10**places
    rounded = floor(abs(shown) + Fraction(1, 2)) * (1 if shown >= 0 else -1)
    return Fraction(rounded) == Fraction(number) * 10**places
