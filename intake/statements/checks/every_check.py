"""Every check of a table's statements, in the order in which they judge: what one has set aside no later one judges."""

from collections.abc import Callable

from intake.statements.checks.county_counted import judge_counties
from intake.statements.checks.duplicate_city import judge_duplicates
from intake.statements.checks.missing_city import judge_missing
from intake.statements.checks.outside_plan import judge_outside_plan
from intake.statements.checks.part_above_whole import judge_parts
from intake.statements.checks.period_total import judge_period_totals
from intake.statements.checks.rate_mismatch import judge_rates
from intake.statements.checks.running_sum import judge_running_sums
from intake.statements.checks.total_count_differs import judge_total_counts
from intake.statements.checks.total_mismatch import judge_totals
from intake.statements.judging import TableJudgement

Check = Callable[[TableJudgement], None]

CHECKS: tuple[Check, ...] = (
    judge_duplicates,
    judge_rates,
    judge_totals,
    judge_total_counts,
    judge_period_totals,
    judge_running_sums,
    judge_missing,
    judge_outside_plan,
    judge_counties,
    judge_parts,
)
