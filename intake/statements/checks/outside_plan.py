"""Periods that have not ended yet, or that lie after the plan's deadline."""

from intake.statements.judging import TableJudgement
from intake.statements.resolved import ResolvedFigure


def judge_outside_plan(judgement: TableJudgement) -> None:
    """Tell of figures for days to come and for days after the deadline, once a column."""
    for number in judgement.numbers:
        if not isinstance(number, ResolvedFigure) or number.outcome is not None:
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
