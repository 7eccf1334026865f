"""What is handed in, and what the store says about it afterwards."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from data.personal.originals import fingerprint
from data.personal.whole_files import may_hold_number
from metrics.observation import Observation
from metrics.plan import Role, Target


class State(StrEnum):
    """Where a submission stands; ``superseded`` is an accepted one of which nothing stands any more."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


class PartOfFigure(Protocol):
    """A district's row or a 其中: an observation and the name of the part."""

    @property
    def observation(self) -> Observation: ...

    @property
    def part(self) -> str: ...


class Entry(Protocol):
    """A base or studio of a register; texts and slugs, `approved` a day as text or empty."""

    @property
    def metric(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def city(self) -> str: ...

    @property
    def host(self) -> str: ...

    @property
    def level(self) -> str: ...

    @property
    def batch(self) -> str: ...

    @property
    def approved(self) -> str: ...

    @property
    def state(self) -> str: ...

    @property
    def sheet(self) -> str: ...

    @property
    def row(self) -> int: ...


@dataclass(frozen=True, slots=True)
class HandIn:
    """One file as read, ready to be handed in.

    Attributes
    ----------
    plan
        Id of the plan it was read for.
    findings
        Mappings of slug, level, sheet, cell and facts.
    document, document_day
        Number and day of the 目标分解表's document; the day is taken from the text when it names one.
    counts
        Accounting of the numbers: numeric, read, compared, set_aside.
    stands
        False for figures that are kept and compared, never in force.
    sums
        Sums of a roster: as if `stands` were false.
    kept, rejected
        Rows of a roster as Arrow streams, without ID numbers and names.
    entities
        Bases and studios of a register.
    """

    plan: str
    file: str
    content: bytes
    observations: tuple[Observation, ...] = ()
    targets: tuple[Target, ...] = ()
    breakdown: tuple[PartOfFigure, ...] = ()
    findings: tuple[Mapping, ...] = ()
    document: str | None = None
    reason: str | None = None
    document_day: date | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    stands: bool = True
    sums: tuple[Observation, ...] = ()
    kept: bytes = b""
    rejected: bytes = b""
    entities: tuple[Entry, ...] = ()

    @property
    def is_personal(self) -> bool:
        """Whether the file holds ID numbers anywhere, or that cannot be told: it is kept sealed."""
        return bool(self.kept or self.rejected) or may_hold_number(self.content)

    @property
    def sha256(self) -> str:
        return fingerprint(self.content)

    @property
    def cities(self) -> tuple[str, ...]:
        """Every city that it says something about, once."""
        parts = (part.observation for part in self.breakdown)
        said: list[Observation | Target | Entry] = [
            *self.observations,
            *self.sums,
            *self.targets,
            *self.entities,
            *parts,
        ]
        return tuple(dict.fromkeys(one.city for one in said))

    @property
    def digest(self) -> str:
        """Fingerprint of what was read: the same file read for another city, or from another day on, is another."""
        lines = [_observation_line(one) for one in (*self.observations, *self.sums)]
        lines += [f"{one.metric}|{one.city}|{one.name}|{one.level}|{one.state}" for one in self.entities]
        lines += [f"{part.part}|{_observation_line(part.observation)}" for part in self.breakdown]
        lines += [_target_line(one) for one in self.targets]
        day = document_day(self)
        if day is not None and any(one.role is Role.ALLOCATION for one in self.targets):
            lines.append(f"document|{day}")
        return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Event:
    """One change of a submission's state."""

    moment: datetime
    status: State
    actor: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Submission:
    """A hand-in as the store keeps it.

    Attributes
    ----------
    number
        The receipt's number, given on submitting.
    cities, metrics, first_end, last_end
        What it speaks of; the ends are those of its observations.
    counts
        numeric, read, compared, set_aside, and observations, sums (which never stand), targets, breakdown,
        entities as stored.
    sha256
        What its file is known by: its SHA-256, or for a sealed one an HMAC.
    known
        Set when a draft was asked for and this standing hand-in of the same file was found.
    """

    id: str
    number: str | None
    plan: str
    file: str
    sha256: str
    size: int
    status: State
    actor: str
    drafted: datetime
    submitted: datetime | None
    decided: datetime | None
    reason: str | None
    document: str | None
    document_day: date | None
    counts: Mapping[str, int]
    findings: tuple[Mapping, ...]
    history: tuple[Event, ...]
    cities: tuple[str, ...]
    metrics: tuple[str, ...]
    first_end: date | None
    last_end: date | None
    known: bool = False

    @property
    def has_errors(self) -> bool:
        return any(finding["level"] == "error" for finding in self.findings)

    @property
    def has_warnings(self) -> bool:
        return any(finding["level"] == "warning" for finding in self.findings)


def document_day(handin: HandIn) -> date | None:
    """Return the day of the document behind a 目标分解表, if one is known."""
    if handin.document_day is not None or not handin.document:
        return handin.document_day
    found = re.search(r"(\d{4})\s*[年.\-/]\s*(\d{1,2})\s*[月.\-/]\s*(\d{1,2})", handin.document)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def effective_day(target: Target, handin: HandIn) -> date:
    """Return from which as-of day on a target may serve.

    An allocation: from its document's day, else from its own start. One printed in a progress
    sheet: from the last day that the sheet reports of that figure.
    """
    if target.role is Role.PRINTED:
        ends = [one.end for one in handin.observations if (one.metric, one.city) == (target.metric, target.city)]
        return max(ends or [one.end for one in handin.observations], default=target.start)
    return document_day(handin) or target.start


def exact(amount: Decimal) -> Decimal:
    """Return a figure without the trailing zeros that the store's column adds."""
    whole = amount.to_integral_value()
    return Decimal(int(whole)) if whole == amount else amount.normalize()


def _observation_line(one: Observation) -> str:
    return f"{one.metric}|{one.city}|{one.basis}|{one.start}|{one.end}|{exact(one.value)}"


def _target_line(one: Target) -> str:
    value = exact(one.value)
    upper = None if one.upper is None else exact(one.upper)
    return f"{one.role}|{one.metric}|{one.city}|{one.start}|{one.due}|{value}|{upper}"
