"""What a table's surroundings leave in doubt: its figures are asked about with the guess, never read in silence."""

from collections.abc import Iterator

from intake.statements.judging import TableJudgement
from intake.tables.lines import Unread
from intake.tables.placing import Number

ASKED, CARRIED = "asked", "carried"


def ask_unread(judgement: TableJudgement) -> None:
    """Set aside what words that nobody understands may change, unless the reporter said that they change nothing."""
    for unread in judgement.placed.context.unread:
        numbers = [number for number in _stated(judgement) if not unread.cities or number.city in unread.cities]
        if not numbers:
            continue
        at = (unread.row, unread.column) if unread.row is not None and unread.column is not None else None
        if unread.words in judgement.passed:
            judgement.tell("answer-used", at, text=unread.text, words=unread.words)
            continue
        judgement.tell("uncertain-reading", at, **_facts(unread, numbers))
        for number in numbers:
            number.set_aside(ASKED)


def set_carried_aside(judgement: TableJudgement) -> None:
    """A place that a note tells not to have reported has no figure of this period, whatever its row prints."""
    for city, period in judgement.placed.context.carried:
        numbers = [number for number in _stated(judgement) if number.city == city and number.role == "actual"]
        for number in numbers:
            day = period.end.isoformat() if period and period.year and period.last else ""
            judgement.tell("carried-value", judgement.place_label(number), city=city, until=day)
            number.set_aside(CARRIED)


def _stated(judgement: TableJudgement) -> Iterator[Number]:
    """Yield the numbers that would become statements or targets."""
    for number in judgement.placed.numbers:
        states = number.span is not None if number.role == "actual" else number.role in ("target", "year-target")
        if number.open and number.value is not None and number.metric and number.city and states:
            yield number


def _facts(unread: Unread, numbers: list[Number]) -> dict[str, str]:
    guess = next((number for number in numbers if number.span), numbers[0])
    facts = {"text": unread.words, "line": unread.text, "count": str(len(numbers)), "metric": guess.metric or ""}
    if guess.span:
        facts |= {"basis": guess.span.basis.value, "last": guess.span.end.isoformat()}
        facts |= {"start": guess.span.start.isoformat()} if guess.span.start else {}
    return facts
