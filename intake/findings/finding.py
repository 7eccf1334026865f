"""Problems in the data as values: slug, level, place and facts. Sentences are made in `wording`."""

from dataclasses import dataclass, field
from enum import StrEnum

from intake.findings.masks import mask_told
from wording.personal import hide_numbers


class Level(StrEnum):
    """What a finding does to a hand-in."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


LEVELS: dict[str, Level] = {
    "unreadable-file": Level.ERROR,
    "program-failed": Level.ERROR,
    "password-protected": Level.ERROR,
    "too-large": Level.ERROR,
    "own-export": Level.ERROR,
    "no-table": Level.ERROR,
    "nothing-read": Level.ERROR,
    "unknown-city": Level.ERROR,
    "duplicate-city": Level.ERROR,
    "ambiguous-place": Level.ERROR,
    "merged-figure": Level.ERROR,
    "missing-city": Level.NOTE,
    "county-apart": Level.NOTE,
    "county-within": Level.NOTE,
    "county-answered": Level.NOTE,
    "county-contradicted": Level.WARNING,
    "districts-incomplete": Level.WARNING,
    "outside-own-city": Level.ERROR,
    "unknown-period": Level.ERROR,
    "ambiguous-period": Level.ERROR,
    "uncertain-reading": Level.ERROR,
    "carried-value": Level.NOTE,
    "carried-proved": Level.NOTE,
    "carried-differs": Level.WARNING,
    "unknown-metric": Level.WARNING,
    "not-a-number": Level.ERROR,
    "approximate-value": Level.ERROR,
    "not-reported": Level.NOTE,
    "negative-value": Level.ERROR,
    "number-too-large": Level.ERROR,
    "amount-reduced": Level.WARNING,
    "not-whole": Level.ERROR,
    "unit-suspect": Level.WARNING,
    "total-mismatch": Level.WARNING,
    "total-unverifiable": Level.NOTE,
    "total-count-differs": Level.WARNING,
    "part-in-cell": Level.NOTE,
    "part-above-whole": Level.WARNING,
    "rate-mismatch": Level.WARNING,
    "states-mismatch": Level.WARNING,
    "target-differs": Level.WARNING,
    "target-unclear": Level.WARNING,
    "increase-not-convertible": Level.WARNING,
    "value-falls-back": Level.WARNING,
    "value-leaps": Level.WARNING,
    "statements-disagree": Level.WARNING,
    "formula-without-value": Level.ERROR,
    "error-cell": Level.ERROR,
    "hidden-cells": Level.NOTE,
    "covered-cells": Level.WARNING,
    "struck-out": Level.WARNING,
    "readers-disagree": Level.ERROR,
    "read-once": Level.NOTE,
    "format-unseen": Level.WARNING,
    "cells-without-value": Level.NOTE,
    "sheet-missing": Level.WARNING,
    "future-period": Level.WARNING,
    "after-deadline": Level.NOTE,
    "macro-ignored": Level.NOTE,
    "plan-assumed": Level.NOTE,
    "plan-open": Level.ERROR,
    "hint-contradicted": Level.ERROR,
    "document-day-open": Level.ERROR,
    "document-day-differs": Level.WARNING,
    "document-day-unused": Level.NOTE,
    "answer-used": Level.NOTE,
    "answer-contradicted": Level.WARNING,
    "answer-overrules": Level.WARNING,
    "answer-unused": Level.WARNING,
    "cell-corrected": Level.NOTE,
    "cell-left-out": Level.NOTE,
    "correction-unused": Level.WARNING,
    "left-unread": Level.WARNING,
    "roster-recognised": Level.NOTE,
    "register-recognised": Level.NOTE,
    "list-not-counted": Level.WARNING,
    "register-undated": Level.NOTE,
    "roster-columns-missing": Level.ERROR,
    "id-number-invalid": Level.WARNING,
    "id-number-lost-precision": Level.WARNING,
    "id-two-names": Level.WARNING,
    "duplicate-row": Level.WARNING,
    "subsidy-above-cap": Level.WARNING,
    "date-order": Level.WARNING,
    "date-missing": Level.WARNING,
    "before-plan": Level.WARNING,
    "roster-unfinished": Level.WARNING,
    "overlapping-classes": Level.WARNING,
    "subsidised-too-often": Level.WARNING,
    "unknown-level": Level.WARNING,
    "unknown-group": Level.WARNING,
    "unknown-programme": Level.WARNING,
    "unknown-district": Level.NOTE,
    "register-double": Level.NOTE,
    "register-state-unclear": Level.WARNING,
    "line-differs": Level.WARNING,
    "register-same-host": Level.WARNING,
    "row-known": Level.WARNING,
    "roster-corrects": Level.WARNING,
    "row-waiting": Level.WARNING,
    "row-two-names": Level.WARNING,
    "roster-differs": Level.WARNING,
    "roster-below": Level.NOTE,
    "register-below": Level.NOTE,
    "id-number-missing": Level.WARNING,
    "subsidy-unreadable": Level.WARNING,
    "roster-after-deadline": Level.WARNING,
    "register-differs": Level.WARNING,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem at one place; its level is that of its slug. ID numbers among its facts are masked."""

    slug: str
    sheet: str | None = None
    cell: str | None = None
    facts: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sheet", self.sheet and hide_numbers(self.sheet))
        object.__setattr__(
            self,
            "facts",
            {name: mask_told(fact) if isinstance(fact, str) else fact for name, fact in self.facts.items()},
        )

    @property
    def level(self) -> Level:
        return LEVELS[self.slug]
