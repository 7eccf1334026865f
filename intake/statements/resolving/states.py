"""States of one thing side by side (上报, 剔除, 通过; 批准, 撤销, 现有): the one that counts, as the 口径 has it."""

import re
from collections import defaultdict
from dataclasses import replace

from intake.statements.judging import TableJudgement
from intake.statements.resolved import JudgedNumber
from intake.words.figures import CellState

OTHER_STATE = "other-state"
#: What was handed in or approved at some time, what was taken out of it, and what is left of it and counts.
_FAMILIES: dict[str, dict[str, re.Pattern[str]]] = {
    "reviewed": {
        "taken": re.compile(r"剔除|核减|扣减|扣除|审减|不合格|未通过|不通过|退回"),
        "counted": re.compile(r"(?<![未不])(?:通过|合格)|核定|核准|核实|审定|审核数|认可"),
        "gross": re.compile(r"上报|申报|报名|报送数|填报数"),
    },
    "standing": {
        "taken": re.compile(r"撤销|取消|摘牌|注销|退出"),
        "counted": re.compile(r"现有|实有|在册|保留|现存|有效"),
        "gross": re.compile(r"累计(?:批准|认定|批复|授牌|建成|命名)|历年(?:批准|认定)"),
    },
}

#: What a training comes to, one after the other; the 口径 of a metric says at which of them it is counted.
_STAGES = {
    "certified": re.compile(r"取得?证书?|获证|领证|持证|取得证书|鉴定合格|评价合格"),
    "finished": re.compile(r"结业|结训|毕业|(?:培训)?完成培训|培训合格|考核合格"),
    "passed": re.compile(r"合格"),
    "begun": re.compile(r"开班|开训|开课|入班|在训|在培"),
    "enrolled": re.compile(r"报名|招生|招收|录取"),
}
_FAILED = re.compile(r"[不未][^,、]{0,2}(?:合格|结业|取证)|(?:合格|结业|取证|获证|通过)率")
#: Who attended is counted only where nothing tells who finished.
_ATTENDED = re.compile(r"参训|参加培训")


def choose_stages(judgement: TableJudgement) -> None:
    """Of 开班, 结业 and 取证 side by side, or 报名 and 合格, read the one at which the metric is counted."""
    lines: dict[tuple, dict[str, list[JudgedNumber]]] = defaultdict(lambda: defaultdict(list))
    for number in judgement.numbers:
        metrics = number.meaning.metrics or judgement.placed.context.metrics
        if number.outcome is None and len(metrics) == 1 and (stage := _stage_of(number)):
            lines[(next(iter(metrics)), number.place_line, number.meaning.periods)][stage].append(number)
    for (metric, _, _), stages in lines.items():
        scope = judgement.plan.metric(metric).scope.zh
        counted = next((stage for stage in ("finished", "certified") if _STAGES[stage].search(scope)), None)
        if counted == "finished" and "finished" not in stages and stages.keys() & {"begun", "enrolled"}:
            counted = "passed"
        if counted not in stages:
            continue
        for stage, numbers in stages.items():
            for number in numbers:
                if stage != counted:
                    number.set_aside("rate" if stage == "rate" else OTHER_STATE)
                rest = _STAGES[counted].sub("", number.meaning.rest)
                number.meaning = replace(number.meaning, rest=rest, metrics=frozenset({metric}))


def _stage_of(number: JudgedNumber) -> str | None:
    """Return the stage that a number's words speak of beside others that were understood."""
    text, words = number.meaning.rest, number.meaning.text
    if number.meaning.roles - {"actual", "rate", "state"} or number.meaning.part:
        return None
    if _FAILED.search(words):
        return "rate" if "率" in words else "failed"
    if not text:
        return "begun" if _ATTENDED.search(words) else None
    return next((stage for stage, pattern in _STAGES.items() if pattern.search(text)), None)


def choose_states(judgement: TableJudgement) -> None:
    """Where a table prints a figure before and after something was taken out, only what is left is stated.

    The difference is compared; where it does not come out, that is told.
    """
    for family in _FAMILIES.values():
        lines: dict[tuple, dict[str, list[JudgedNumber]]] = defaultdict(lambda: defaultdict(list))
        unknown: set[tuple[str, int]] = set()
        for number in judgement.numbers:
            state = _state_of(number, family)
            if state == "counted" and not number.metric:
                unknown.add(number.place_line)
            if state and number.metric and number.role in ("actual", OTHER_STATE):
                lines[_line(number)][state].append(number)
        for (_, place, _), states in lines.items():
            _choose(states, judgement, is_counted_unknown=place in unknown)


def _choose(states: dict[str, list[JudgedNumber]], judgement: TableJudgement, *, is_counted_unknown: bool) -> None:
    if not states["counted"] and not is_counted_unknown:
        return
    if states["counted"] and (states["gross"] or states["taken"]):
        _compare(states, judgement)
    for number in (*states["gross"], *states["taken"]):
        number.set_aside(OTHER_STATE)


def set_earlier_years_aside(judgement: TableJudgement) -> None:
    """A figure of the same months of last year beside a rate of growth is there to be compared with, never stated."""
    grown = {(n.metric, n.place_line) for n in judgement.numbers if n.role == "growth" and n.metric}
    by_place: dict[tuple, list[JudgedNumber]] = defaultdict(list)
    for number in judgement.numbers:
        if number.meaning.period:
            by_place[number.place_line].append(number)
    for place, numbers in by_place.items():
        for number in numbers:
            period = number.meaning.period
            # A head that was not understood names its period all the same.
            later = [one.meaning.period for one in numbers if one.metric in (None, number.metric)]
            is_open = number.role == "actual" and number.outcome is None and (number.metric, place) in grown
            if is_open and period and period.year and replace(period, year=period.year + 1) in later:
                number.set_aside("earlier-period")


def _state_of(number: JudgedNumber, family: dict[str, re.Pattern[str]]) -> str | None:
    text = f"{number.header} {number.row_label.meaning.text}".replace(" ", "")
    return next((state for state, words in family.items() if words.search(text)), None)


def _line(number: JudgedNumber) -> tuple:
    across = ("row", number.row) if number.row_label.place else ("column", number.column)
    return number.metric, across, number.meaning.periods


def _compare(states: dict[str, list[JudgedNumber]], judgement: TableJudgement) -> None:
    """Compare what is left with what was there less what was taken out, of numbers printed alike."""
    gross, taken, counted = (states[name] for name in ("gross", "taken", "counted"))
    if not (len(gross) == len(taken) == len(counted) == 1):
        return
    numbers = (gross[0], taken[0], counted[0])
    if any(one.figure.state is not CellState.NUMBER for one in numbers):
        return
    values = [one.figure.number for one in numbers]
    if values[0] - values[1] == values[2]:
        for one in (gross[0], taken[0]):
            if one.outcome is None:
                one.outcome = "compared"
        return
    judgement.tell(
        "states-mismatch",
        counted[0].at,
        gross=gross[0].cell.text,
        taken=taken[0].cell.text,
        printed=counted[0].cell.text,
    )
