"""Words over several figures: whether they only head a group, or say what is counted in it."""

import re
from dataclasses import replace

from intake.words import lexicon as words
from intake.words.vocabulary import Meaning

_HEADINGS = sorted(words.HEADINGS.split(), key=len, reverse=True)
_QUANTITY = re.compile("|".join(words.QUANTITIES.split()))


def names_quantity(meaning: Meaning) -> bool:
    """Whether words that were not understood speak of another quantity (满意度, 补贴资金, 就业率)."""
    return bool(meaning.rest and _QUANTITY.search(meaning.text))


def as_heading(meaning: Meaning, metrics: frozenset[str]) -> Meaning:
    """Return what a group's words say of the `metrics` named below them.

    Over several metrics unknown words that name no other quantity are a heading. Over one they may narrow it:
    only words known to be harmless are passed over.
    """
    if not meaning.rest or meaning.part:
        return meaning
    if len(metrics) > 1:
        return meaning if names_quantity(meaning) else replace(meaning, rest="")
    rest = meaning.rest
    if metrics or meaning.metrics:
        for word in _HEADINGS:
            rest = rest.replace(word, "")
    return replace(meaning, rest=rest)
