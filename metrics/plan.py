"""A plan: what a policy document sets, for whom, by when, and how its progress is judged."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from metrics.kinds.kind import Kind
from metrics.observation import Origin
from metrics.register import Register
from metrics.validity import Validity

#: Base units that sheets are read in and that texts of both languages write.
UNITS = ("个", "家", "所", "项", "场", "次", "人", "人次", "元", "%")


class Role(StrEnum):
    """Where a target stands."""

    PLAN = "plan"
    ALLOCATION = "allocation"
    PRINTED = "printed"
    INDICATIVE = "indicative"


@dataclass(frozen=True, slots=True)
class Text:
    """One name or sentence of a definition file, in both languages."""

    zh: str
    en: str

    def in_language(self, lang: str) -> str:
        return self.en if lang == "en" else self.zh


@dataclass(frozen=True, slots=True)
class Target:
    """A figure to be reached.

    Attributes
    ----------
    value
        In the metric's base unit. For a ratio, the least value that meets it.
    start, due
        First and last day of the target's own span.
    upper
        Upper end of a ratio's band, where the document names one.
    clause, source
        Where the figure stands; for an allocation, document number and date.
    """

    plan: str
    metric: str
    city: str
    value: Decimal
    start: date
    due: date
    role: Role
    upper: Decimal | None = None
    clause: str | None = None
    source: str | None = None
    origin: Origin | None = None
    submission: str | None = None


@dataclass(frozen=True, slots=True)
class Metric:
    """What is counted.

    Attributes
    ----------
    counts_from, baseline, baseline_source
        From when it counts and what stood then; an unknown baseline is ``None``: 0 is used
        and 基数未核实 is shown.
    every
        How often it is reported: ``month``, ``quarter`` or ``year``.
    scope
        The 口径: what counts, in one line.
    aliases
        Other names found in tables, in any language.
    reporters
        Who is expected to report it; empty: all reporters of the plan. A metric that only the
        province reports names the province's code, and is 不适用 to every city.
    schedule
        The metric's own ``months``, ``days``, ``milestones`` or ``none`` (nothing is due before the last
        day); empty: as the plan has it.
    reporting_day, reporting_months
        By which day of which following month a period is reported (5 and 1: 次月5日); ``None``: as the plan has it.
    register
        How lists of it are read, where lists of it are handed in.
    roster
        Whether it counts the trainings that rosters list.
    """

    plan: str
    id: str
    name: Text
    short: Text
    kind: Kind
    unit: str
    whole: bool
    headline: bool
    every: str
    clause: str
    source: str
    scope: Text
    counts_from: date
    baseline: Decimal | None
    baseline_source: str | None
    aliases: tuple[str, ...]
    targets: tuple[Target, ...]
    reporters: tuple[str, ...] = ()
    schedule: str = ""
    reporting_day: int | None = None
    reporting_months: int = 1
    register: Register | None = None
    roster: bool = False

    def counts_entry(self, state: str, level: str, approved: date | None) -> bool:
        """Tell whether the 口径 counts an entry of a list; what the list leaves out speaks for it."""
        since = self.counts_from if self.register and self.register.new_only else None
        if self.register is None or not self.register.counts(state, level):
            return False
        return since is None or (approved is not None and approved >= since)

    def applies_to(self, city: str) -> bool:
        """Tell whether that city (or the province) is expected to report it."""
        return not self.reporters or city in self.reporters


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Leads, in 百分点, from which a status holds."""

    on_schedule: Decimal
    slightly_behind: Decimal


@dataclass(frozen=True, slots=True)
class Milestone:
    """Share of every target due by a day, where a plan sets its own schedule."""

    day: date
    share: Decimal


@dataclass(frozen=True, slots=True)
class Event:
    """A day of the plan that is marked on time axes: a mid-term review, a conference."""

    day: date
    name: Text


@dataclass(frozen=True, slots=True)
class Plan:
    """A policy document.

    Attributes
    ----------
    schedule
        ``months``, ``days`` or ``milestones``.
    month_ends
        Last day of a statistical month (20 for the 21st to the 20th); ``None`` for calendar months.
    day
        Day of the document; ``None`` where only reports about it are at hand (`source` says).
    province
        Code of the whole; `reporters` are the cities and systems expected to report.
    schedule_start
        First day from which months of a schedule are counted, where later than a target's own start;
        what counts is the same.
    reporting_day
        Day of the following month by which a period is reported (5: 次月5日); ``None``: none is set.
    validity
        Reporters that report on their own for a part of the plan only.
    events
        Days that the plan file names, beside those of the document and the deadline.
    """

    id: str
    title: Text
    short: Text
    number: str
    issuer: str
    day: date | None
    start: date
    deadline: date
    province: str
    reporters: tuple[str, ...]
    schedule: str
    milestones: tuple[Milestone, ...]
    month_ends: int | None
    thresholds: Thresholds
    metrics: tuple[Metric, ...]
    titles: tuple[str, ...]
    source: str = ""
    schedule_start: date | None = None
    reporting_day: int | None = None
    validity: tuple[Validity, ...] = ()
    events: tuple[Event, ...] = ()

    def metric(self, metric_id: str) -> Metric:
        """Return the metric of that id; raise ``KeyError`` when the plan has none."""
        for metric in self.metrics:
            if metric.id == metric_id:
                return metric
        raise KeyError(metric_id)

    @property
    def roster_metric(self) -> Metric | None:
        """The metric that counts the trainings of rosters, if there is one."""
        return next((metric for metric in self.metrics if metric.roster), None)

    def registered(self, texts: Iterable[str]) -> Metric | None:
        """Return the metric of whose lists the first of these texts speaks that speaks of one metric's alone."""
        for text in texts:
            spoken = [one for one in self.metrics if one.register and any(name in text for name in one.register.names)]
            if len(spoken) == 1:
                return spoken[0]
        return None

    def cities_of(self, metric: Metric, day: date | None = None) -> tuple[str, ...]:
        """Return the cities and systems that are expected to report that metric; with a day, those of that day."""
        reporters = self.reporters if day is None else self.reporters_on(day)
        listed = metric.reporters or self.reporters
        return tuple(city for city in listed if city != self.province and city in reporters)

    def reporters_on(self, day: date) -> tuple[str, ...]:
        """Return the reporters that report on their own at a day."""
        return tuple(code for code in self.reporters if self.reports(code, day))

    def reports(self, code: str, day: date) -> bool:
        """Tell whether a place reports on its own at a day; it does wherever the plan says nothing else."""
        validity = self.validity_of(code)
        return validity is None or validity.holds(day)

    def validity_of(self, code: str) -> Validity | None:
        """Return from when until when a place reports on its own, where the plan limits it."""
        return next((one for one in self.validity if one.code == code), None)
