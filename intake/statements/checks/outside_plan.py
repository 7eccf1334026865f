"""Periods that have not ended yet, or that lie after the plan's deadline."""

from datetime import date

from intake.statements.judging import TableJudgement


def judge_outside_plan(judgement: TableJudgement, today: date | None) -> None:
    """Tell of figures for days to come and for days after the deadline, once a column."""
    for number in judgement.placed.numbers:
        if number.value is None or number.span is None or number.outcome is not None:
            continue
        if today is not None and number.span.end > today:
            judgement.tell("future-period", judgement.head(number), end=number.span.end.isoformat())
        if number.span.end > judgement.plan.deadline:
            judgement.tell(
                "after-deadline",
                judgement.head(number),
                end=number.span.end.isoformat(),
                deadline=judgement.plan.deadline.isoformat(),
            )
