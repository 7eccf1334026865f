"""Bases and studios as the accepted registers list them, beside the numbers that the cities reported."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from data.access import Access
from data.handins.contents import read_accepted
from data.handins.registers import read_entries
from data.queries.reconciling import Difference, compare_register, latest_stocks
from data.queries.statements import observations_in_force, read_plan
from metrics.observation import Observation
from metrics.plan import Metric, Plan


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """A base or studio; `counted` tells whether the plan's 口径 counts it."""

    name: str
    city: str
    host: str
    level: str
    batch: str
    approved: date | None
    state: str
    file: str
    sheet: str
    row: int
    counted: bool


@dataclass(frozen=True, slots=True)
class RegisterView:
    """The register of one metric: its entries, the counted ones by city, what was last reported, what differs."""

    plan: Plan
    metric: Metric
    entries: tuple[ListedEntry, ...]
    by_city: dict[str, int]
    reported: dict[str, Observation]
    differences: tuple[Difference, ...]


def list_registers(access: Access, plan_id: str) -> tuple[str, ...]:
    """Return the metrics of a plan of which a register was accepted, in the plan's order."""
    found = {row[0] for row in _entries(access, plan_id)}
    return tuple(metric.id for metric in read_plan(plan_id).metrics if metric.id in found)


def fetch_register(access: Access, plan_id: str, metric_id: str) -> RegisterView:
    """Unite the accepted registers of one metric and set them against what was reported."""
    plan = read_plan(plan_id)
    metric = plan.metric(metric_id)
    entries = tuple(
        ListedEntry(
            name,
            city,
            host,
            level,
            batch,
            approved,
            state,
            file,
            sheet,
            row,
            metric.counts_entry(state, level, approved),
        )
        for kind, name, city, host, level, batch, approved, state, file, sheet, row in _entries(access, plan_id)
        if kind == metric_id
    )
    counts = Counter(one.city for one in entries if one.counted)
    by_city = {city: counts[city] for city in dict.fromkeys(one.city for one in entries)}
    in_force = observations_in_force(access, plan, metric=metric_id)
    return RegisterView(
        plan, metric, entries, by_city, latest_stocks(metric, in_force), compare_register(metric, by_city, in_force)
    )


def _entries(access: Access, plan: str) -> list[tuple]:
    access.require("read")

    def read() -> list[tuple]:
        with access.store.cursor() as cursor:
            return read_entries(cursor, plan, read_accepted(cursor, plan))

    return access.store.remember(("register", plan), read)
