"""A reading as the JSON that `manage.py check --json` prints (docs/command-line.md, a contract)."""

from decimal import Decimal

from intake.findings.messages import describe_finding
from intake.reading import Reading
from metrics.definitions.catalogue import load_catalogue
from metrics.observation import Observation, Origin
from metrics.plan import Target


def reading_as_dict(reading: Reading, lang: str = "zh") -> dict:
    """Return the contract's object for one file."""
    plan = load_catalogue().plan(reading.plan) if reading.plan else None
    return {
        "file": reading.file,
        "sha256": reading.sha256,
        "format": reading.format,
        "plan": reading.plan,
        "observations": [_observation(one) for one in reading.observations],
        "targets": [_target(one) for one in reading.targets],
        "findings": [
            {
                "slug": one.slug,
                "level": one.level.value,
                "sheet": one.sheet,
                "cell": one.cell,
                "facts": one.facts,
                "message": describe_finding(one, plan, lang),
            }
            for one in reading.findings
        ],
        "set_aside": [
            {"sheet": one.sheet, "cell": one.cell, "raw": one.raw, "reason": one.reason} for one in reading.set_aside
        ],
        "cells": {
            "numeric": reading.counts.numeric,
            "read": reading.counts.read,
            "compared": reading.counts.compared,
            "set_aside": reading.counts.set_aside,
        },
        "roster": reading.roster,
        "register": reading.register,
        "document": reading.document,
        "document_day": reading.document_day.isoformat() if reading.document_day else None,
    }


def _observation(one: Observation) -> dict:
    return {
        "metric": one.metric,
        "city": one.city,
        "basis": one.basis.value,
        "start": one.start.isoformat() if one.start else None,
        "end": one.end.isoformat(),
        "value": _number(one.value),
        **_place(one.origin),
        "grounds": [
            {
                "dimension": by.dimension,
                "text": by.text,
                "sheet": by.sheet,
                "cell": by.cell,
                "strength": by.strength.value,
            }
            for by in one.grounds
        ],
    }


def _target(one: Target) -> dict:
    return {
        "metric": one.metric,
        "city": one.city,
        "due": one.due.isoformat(),
        "value": _number(one.value),
        "role": one.role.value,
        **_place(one.origin),
    }


def _place(origin: Origin | None) -> dict:
    if origin is None:
        return {"sheet": None, "cell": None, "raw": ""}
    return {"sheet": origin.sheet, "cell": origin.cell or None, "raw": origin.raw}


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
