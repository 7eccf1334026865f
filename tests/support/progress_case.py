"""Read the YAML cases of progress: a case's words become plan, statements and targets."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import yaml

from metrics.definitions.catalogue import load_catalogue
from metrics.months import month_end
from metrics.observation import Basis, Observation, Origin
from metrics.plan import Metric, Milestone, Plan, Role, Target
from metrics.progress.targets import list_plan_targets
from metrics.validity import Validity
from tests.support.paths import CASES

FOLDER = CASES / "progress"
BASES = {
    "现有": Basis.STANDING,
    "启动以来": Basis.SINCE_START,
    "本年累计": Basis.YEAR_TO_DATE,
    "本期": Basis.DURING,
}
ROLES = {"文件": Role.PLAN, "分解": Role.ALLOCATION, "进度表": Role.PRINTED, "测算": Role.INDICATIVE}
SCHEDULES = {"月": "months", "天": "days", "节点": "milestones"}
KEYS = {"名称", "计划", "指标", "城市", "另设", "目标", "截至", "今天", "数据", "各市", "各市目标", "待审核", "应得"}
OWN_KEYS = {"起", "止", "按", "统计月止于", "节点", "基数", "报送", "序时起", "报送日", "每", "单列"}
EVERY = {"月": "month", "季": "quarter", "年": "year"}


def load_cases() -> list[dict[str, Any]]:
    """Load all cases of all files; each file is a list."""
    cases = [case for path in sorted(FOLDER.glob("*.yaml")) for case in yaml.safe_load(path.read_text("utf-8"))]
    for case in cases:
        assert set(case) <= KEYS, f"{case.get('名称')}: {set(case) - KEYS}"
    return cases


def plan_of(case: dict[str, Any]) -> Plan:
    """Return the plan of a case, with what the case sets otherwise."""
    plan = load_catalogue().plan(case.get("计划", "98113"))
    own = case.get("另设", {})
    assert set(own) <= OWN_KEYS, own
    start, deadline = own.get("起", plan.start), own.get("止", plan.deadline)
    plan = replace(
        plan,
        start=start,
        deadline=deadline,
        schedule=SCHEDULES[own["按"]] if "按" in own else plan.schedule,
        month_ends=own.get("统计月止于"),
        milestones=tuple(Milestone(day, Decimal(str(share))) for day, share in own.get("节点", {}).items()),
        reporters=tuple(own.get("报送", plan.reporters)),
        schedule_start=own.get("序时起", None if "起" in own else plan.schedule_start),
        reporting_day=own.get("报送日", plan.reporting_day),
        validity=tuple(
            Validity(one["代码"], one.get("起"), one.get("止"), tuple(one["计入"])) for one in own.get("单列", ())
        ),
    )
    return replace(plan, metrics=tuple(_own_metric(metric, case, start) for metric in plan.metrics))


def _own_metric(metric: Metric, case: dict[str, Any], start: date) -> Metric:
    own = case.get("另设", {})
    if metric.id != case["指标"]:
        return metric
    baseline = Decimal(own["基数"]) if "基数" in own else metric.baseline
    counts_from = start if "起" in own else metric.counts_from
    every = EVERY[own["每"]] if "每" in own else metric.every
    return replace(metric, counts_from=counts_from, baseline=baseline, every=every)


def targets_of(case: dict[str, Any], plan: Plan, metric: Metric, city: str) -> tuple[Target, ...]:
    """Return the targets of a case; those of the plan file when it names none."""
    given = case.get("目标")
    if given == "无":
        return ()
    if given is None:
        own = list_plan_targets(metric, city)
        return own or list_plan_targets(metric, plan.province)
    return read_targets(given, plan, metric, city)


def read_targets(given: Any, plan: Plan, metric: Metric, city: str) -> tuple[Target, ...]:
    """Read one target, or a list of them."""
    return tuple(_target(one, plan, metric, city) for one in (given if isinstance(given, list) else [given]))


def _target(given: Any, plan: Plan, metric: Metric, city: str) -> Target:
    words = given if isinstance(given, dict) else {"数": given}
    value, _ = number_of(str(words["数"]))
    start, due = words.get("起", plan.start), words.get("止", plan.deadline)
    return Target(plan.id, metric.id, city, value, start, due, ROLES[words.get("来源", "文件")])


def number_of(text: str) -> tuple[Decimal, Decimal]:
    """Return value and worth of the last printed digit: ``36.11万`` is 361100 and 100."""
    unit = Decimal(10000) if text.endswith("万") else Decimal(1)
    digits = Decimal(text.removesuffix("万"))
    return digits * unit, Decimal(1).scaleb(int(digits.as_tuple().exponent)) * unit


def statement_of(line: str, plan: Plan, metric: Metric, city: str) -> Observation:
    """Read one line of 数据: 口径, 期间, 数值, and 审核 with its day."""
    words = str(line).split()
    basis = BASES[words[0]]
    first, _, last = words[1].partition("至")
    start, end = _first_day(first), _last_day(last or first)
    if basis is Basis.YEAR_TO_DATE:
        start = date(end.year, 1, 1)
    value, precision = number_of(words[2])
    accepted = datetime.fromisoformat(words[4]) if words[3:4] == ["审核"] else datetime(2019, 1, 1)
    return Observation(
        plan=plan.id,
        metric=metric.id,
        city=city,
        basis=basis,
        start=start if basis in (Basis.DURING, Basis.YEAR_TO_DATE) else None,
        end=end,
        value=value,
        precision=precision,
        origin=Origin("", "算例", "", "", words[2]),
        accepted=accepted,
    )


def _first_day(text: str) -> date:
    return date.fromisoformat(text if text.count("-") == 2 else f"{text}-01")


def _last_day(text: str) -> date:
    return date.fromisoformat(text) if text.count("-") == 2 else month_end(date.fromisoformat(f"{text}-01"))
