"""Periods that have not ended yet, or that lie after the plan's deadline."""

from intake.statements.judging import TableJudgement


def judge_outside_plan(judgement: TableJudgement) -> None:
    """Tell of figures for days to come and for days after the deadline, once a column."""
    for number in judgement.placed.numbers:
        if number.value is None or number.span is None or number.outcome is not None:
            continue
        if judgement.today is not None and number.span.end > judgement.today:
            judgement.tell("future-period", judgement.head(number), end=number.span.end.isoformat())
        if number.span.end > judgement.plan.deadline:
            judgement.tell(
                "after-deadline",
                judgement.head(number),
                end=number.span.end.isoformat(),
                deadline=judgement.plan.deadline.isoformat(),
            )
