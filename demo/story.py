"""The invented figures behind the demo workbooks: one story a reporter, coherent over three years."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from data.reference.places import load_cities
from metrics.plan import Plan

BASES, STUDIOS, SESSIONS = "training_bases", "master_studios", "training_sessions"
CONTESTS, FUND, FRONTLINE = "provincial_contests", "training_fund_rate", "frontline_fund_rate"
YEARS = (2018, 2019, 2020)
SEASON = (0.5, 0.35, 0.9, 1.1, 1.2, 1.25, 0.95, 0.9, 1.2, 1.3, 1.25, 1.1)
EPIDEMIC = {(2020, 2): 0.1, (2020, 3): 0.25, (2020, 4): 0.6}
REVOKED = "撤销1个（年度评估不合格）"


class Reporter(Protocol):
    """What the story needs to know of a city."""

    @property
    def code(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def short(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Pace:
    """Targets of one reporter and how it gets there.

    `sessions_target` in 万人次; `reached` the share of it reached at the end; `bases_over` and
    `studios_over` how many more than the target stand then; `delay` bends the way there: above 1 a
    late start. `fund` is the first year's rate in %.
    """

    bases: int
    studios: int
    sessions_target: int
    reached: float
    bases_over: int
    studios_over: int
    delay: float
    fund: float


PACES: Mapping[str, Pace] = {
    "哈尔滨": Pace(25, 24, 78, 1.12, 2, 1, 0.90, 1.8),
    "齐齐哈尔": Pace(13, 13, 39, 1.02, 0, 0, 1.00, 1.6),
    "鸡西": Pace(4, 5, 12, 0.82, -1, 0, 1.30, 1.3),
    "鹤岗": Pace(3, 3, 9, 0.93, 0, -1, 1.10, 1.4),
    "双鸭山": Pace(4, 4, 12, 1.00, 0, 0, 1.00, 1.5),
    "大庆": Pace(9, 9, 27, 1.06, 0, 1, 0.95, 2.3),
    "伊春": Pace(3, 3, 9, 0.97, 0, 0, 1.05, 1.2),
    "佳木斯": Pace(7, 7, 21, 1.01, 0, 0, 1.00, 1.5),
    "七台河": Pace(2, 2, 6, 1.03, 0, 1, 0.90, 1.6),
    "牡丹江": Pace(7, 7, 21, 1.00, -1, 0, 1.05, 1.7),
    "黑河": Pace(4, 4, 12, 0.95, 0, 0, 1.10, 1.5),
    "绥化": Pace(12, 12, 36, 0.86, -3, -1, 1.35, 1.1),
    "大兴安岭": Pace(1, 2, 3, 0.72, 0, -1, 1.40, 1.4),
    "省直": Pace(2, 2, 6, 1.10, 0, 0, 0.80, 2.1),
    "农垦": Pace(2, 2, 6, 1.02, 0, 0, 1.00, 1.9),
    "森工": Pace(2, 2, 6, 0.98, 0, 0, 1.10, 1.5),
}
"""By short name, as the province's `cities.csv` has it; none of it is a published figure."""

CONTESTS_HELD = {2018: (4, 13, 21, 15), 2019: (6, 15, 20, 15), 2020: (1, 9, 18, 15)}
"""Provincial contests of each quarter; the province reports them as a whole."""

SILENT = {("伊春", 2020, 12), ("大兴安岭", 2019, 8), ("大兴安岭", 2020, 3), ("绥化", 2019, 11)}
"""Months without a report: the silent city of the last month, and reports that never came."""


@dataclass(frozen=True, slots=True)
class Story:
    """All demo figures: stocks numbers, sessions of each month, and yearly ones."""

    reporters: tuple[Reporter, ...]
    months: tuple[date, ...]
    stocks: Mapping[tuple[str, str, date], int]
    amounts: Mapping[tuple[str, date], int]

    def target(self, metric: str, reporter: Reporter) -> int:
        """Return the allocation in base units (个, 人次)."""
        pace = PACES[reporter.short]
        return {BASES: pace.bases, STUDIOS: pace.studios, SESSIONS: pace.sessions_target * 10_000}[metric]

    def sessions(self, reporter: Reporter, day: date, since: date | None = None) -> int:
        """Return the sessions up to `day`, from the month end `since` on (that month included)."""
        return sum(
            self.amounts[reporter.code, month]
            for month in self.months
            if month <= day and (since is None or month >= since)
        )

    def year_to_date(self, reporter: Reporter, day: date) -> int:
        """Return the sessions since 1 January of the year of `day`."""
        return self.sessions(reporter, day, date(day.year, 1, 31))

    def is_silent(self, reporter: Reporter, day: date) -> bool:
        """Tell whether the reporter handed in nothing for that month."""
        return (reporter.short, day.year, day.month) in SILENT

    def contests(self, year: int, quarter: int) -> int:
        """Return the contests held from January to the end of a quarter."""
        return sum(CONTESTS_HELD[year][:quarter])

    def rate(self, metric: str, reporter: Reporter, year: int) -> float:
        """Return a fund rate in %, one decimal; both rise from year to year."""
        fund = PACES[reporter.short].fund + 0.1 * YEARS.index(year)
        return round(fund if metric == FUND else 38 + 12 * fund + 2 * YEARS.index(year), 1)


def find_story(plans: Iterable[Plan]) -> Plan | None:
    """Return the plan whose reporters the invented figures are of, if there is one: other places have no story."""
    metrics = {BASES, STUDIOS, SESSIONS, CONTESTS, FUND, FRONTLINE}
    for plan in plans:
        places = [city.short for city in load_cities(plan.province) if city.code in plan.reporters]
        if places and PACES.keys() >= set(places) and metrics <= {one.id for one in plan.metrics}:
            return plan
    return None


def tell_story(reporters: Iterable[Reporter], seed: int) -> Story:
    """Invent the figures of all reporters, the same for the same seed.

    Sessions of the months add up to every cumulative figure; at the end of 2019 they are whole
    hundreds, so that tables in 万人次 and in 人次 say the same.
    """
    chance = random.Random(seed)
    known = tuple(reporter for reporter in reporters if reporter.short in PACES)
    months = (date(2017, 12, 31), *(_month_end(year, month) for year in YEARS for month in range(1, 13)))
    stocks: dict[tuple[str, str, date], int] = {}
    amounts: dict[tuple[str, date], int] = {}
    for reporter in known:
        pace = PACES[reporter.short]
        for month, amount in zip(months, _monthly_sessions(pace, months, chance), strict=True):
            amounts[reporter.code, month] = amount
        for metric, final in ((BASES, pace.bases + pace.bases_over), (STUDIOS, pace.studios + pace.studios_over)):
            bend = pace.delay * chance.uniform(0.9, 1.1)
            for index, month in enumerate(months, start=1):
                stocks[metric, reporter.code, month] = int(final * (index / len(months)) ** bend + 0.4)
        if reporter.short == "鹤岗":
            for month in months:
                if date(2020, 5, 1) <= month < date(2020, 10, 1):
                    stocks[BASES, reporter.code, month] -= 1
    return Story(known, months, stocks, amounts)


def _monthly_sessions(pace: Pace, months: tuple[date, ...], chance: random.Random) -> list[int]:
    weights = []
    for index, month in enumerate(months, start=1):
        step = (index / len(months)) ** pace.delay - ((index - 1) / len(months)) ** pace.delay
        shape = SEASON[month.month - 1] * EPIDEMIC.get((month.year, month.month), 1.0)
        weights.append(step * shape * chance.uniform(0.85, 1.15))
    final = pace.sessions_target * 10_000 * pace.reached
    totals, done = [], 0.0
    for month, weight in zip(months, weights, strict=True):
        done += weight
        totals.append(round(final * done / sum(weights), -2 if month == date(2019, 12, 31) else None))
    totals = [int(total) for total in totals]
    return [total - before for total, before in zip(totals, [0, *totals], strict=False)]


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
