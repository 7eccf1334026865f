"""What a number is for: the figure itself, its target, a rate to recompute, or something to set aside."""

from intake.tables.placed import PlacedNumber
from intake.tables.surroundings import Context
from intake.words.lexicon import UNITS
from intake.words.vocabulary import Meaning

#: Reasons, the more telling first: a 完成率排名 is a rank.
_ASIDE = (
    ("bad-period", "unknown-period"),
    ("serial", "serial"),
    ("code", "code"),
    ("remark", "remark"),
    ("rank", "rank"),
    ("lead", "lead"),
    ("earlier", "earlier-period"),
    ("forecast", "forecast"),
    ("average", "average"),
    ("contact", "contact"),
    ("state", "other-state"),
    ("growth", "growth"),
    ("schedule", "schedule"),
    ("remaining", "remaining"),
)
MONEY_AND_OTHERS = {
    "元": "money",
    "位": "rank",
    "天": "other-quantity",
    "学时": "other-quantity",
    "百分点": "lead",
    "‰": "other-quantity",
}


def role_of(number: PlacedNumber, context: Context, *, is_ratio: bool) -> str:
    """Return ``actual``, ``target``, ``year-target``, ``rate``, or the reason to set the number aside."""
    return find_role(number.meaning, context, is_ratio=is_ratio, percent=_in_percent(number))


def find_role(meaning: Meaning, context: Context, *, is_ratio: bool, percent: bool) -> str:
    """Return the role that the words of a row and a column give together."""
    roles = meaning.roles
    for role, reason in _ASIDE:
        if role in roles:
            return reason
    if "rate" in roles and not (is_ratio and not percent):
        return "rate"
    if "share" in roles and not is_ratio:
        return "share"
    if roles & {"target", "year-target"}:
        if "actual" in roles:
            return "unclear"
        return "rate" if percent and not is_ratio else ("year-target" if "year-target" in roles else "target")
    if percent and not is_ratio:
        return "rate" if "actual" in roles else "percentage"
    if not roles and not meaning.bases and (context.allocation or context.targets):
        return "target"
    return "actual"


def other_quantity(units: tuple[str, ...]) -> str | None:
    """Return the reason when the unit shows that no metric is counted (元, 名次, 天)."""
    bases = {UNITS[unit][0] for unit in units}
    return (
        next((reason for unit, reason in MONEY_AND_OTHERS.items() if unit in bases), None)
        if bases <= set(MONEY_AND_OTHERS) and bases
        else None
    )


def _in_percent(number: PlacedNumber) -> bool:
    return "%" in number.meaning.units
