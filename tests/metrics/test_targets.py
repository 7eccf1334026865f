"""Which target is judged against; what allocations leave; the split by population."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from metrics.plan import Role, Target
from metrics.progress.remarks import remark_gap
from metrics.progress.targets import find_allocation_gap, split_by_population, target_at

WHOLE = (date(2017, 11, 30), date(2020, 12, 31))
PROVINCE = Target("98113", "training_bases", "230000", Decimal(100), *WHOLE, Role.PLAN)


def _target(value: int, role: Role, city: str = "230100", span: tuple[date, date] = WHOLE) -> Target:
    return Target("98113", "training_bases", city, Decimal(value), *span, role)


def test_a_printed_target_serves_only_where_no_allocation_stands() -> None:
    printed, allocated = _target(25, Role.PRINTED), _target(30, Role.ALLOCATION)
    assert target_at([printed, allocated], date(2019, 6, 30)) is allocated
    assert target_at([printed], date(2019, 6, 30)) is printed
    assert target_at([], date(2019, 6, 30)) is None


def test_yearly_targets_follow_the_day() -> None:
    years = [_target(v, Role.PLAN, span=(date(y, 1, 1), date(y, 12, 31))) for y, v in ((2018, 50), (2019, 51))]
    assert target_at(years, date(2017, 12, 31)) is years[0]
    assert target_at(years, date(2019, 1, 1)) is years[1]
    assert target_at(years, date(2021, 1, 1)) is years[1]


def test_a_gap_is_unallocated_or_allocated_beyond_the_target() -> None:
    cities = [_target(60, Role.ALLOCATION), _target(30, Role.ALLOCATION, "230200")]
    gap = find_allocation_gap(PROVINCE, cities)
    assert gap is not None and gap.value == 10
    assert remark_gap(gap, "个").slug == "unallocated"  # type: ignore[union-attr]
    over = find_allocation_gap(PROVINCE, [*cities, _target(15, Role.ALLOCATION, "230300")])
    assert over is not None and over.value == -5
    assert remark_gap(over, "个").slug == "over-allocated"  # type: ignore[union-attr]
    assert find_allocation_gap(PROVINCE, [_target(25, Role.PRINTED)]) is None


@given(
    st.integers(1, 5_000_000),
    st.dictionaries(st.text("0123456789", min_size=6, max_size=6), st.integers(1, 10_000_000), min_size=1, max_size=20),
)
def test_a_split_by_population_adds_up_and_is_marked(total: int, heads: dict[str, int]) -> None:
    parts = split_by_population(_target(total, Role.PLAN, "230000"), heads)
    assert sum(part.value for part in parts) == total
    assert all(part.role is Role.INDICATIVE and part.value >= 0 for part in parts)
    everyone = sum(heads.values())
    assert all(abs(int(part.value) - total * heads[part.city] / everyone) <= 1 for part in parts)


def test_the_last_years_share_is_not_set_against_the_target_of_the_whole_plan() -> None:
    share = _target(25, Role.ALLOCATION, span=(date(2020, 1, 1), WHOLE[1]))
    assert find_allocation_gap(PROVINCE, [share]) is None
