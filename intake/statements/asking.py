"""What a table's surroundings leave in doubt: its figures are asked about with the guess, never read in silence."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from intake.reading import Question
from intake.statements.claims import find_claims, fits
from intake.statements.judging import TableJudgement
from intake.statements.resolved import ACTUAL, TARGETS, JudgedNumber, ResolvedFigure, ResolvedNumber
from intake.statements.resolving.proving import fits_rate
from intake.statements.spans import Span
from intake.statements.targets import is_unclear
from intake.statements.unfitting import find_unfitting
from intake.tables.lines import Unread, carried_period, says_unreported
from intake.tables.placed import PlacedTable
from intake.words.figures import CellState
from intake.words.labels import Label
from intake.words.periods import Period
from metrics.observation import Basis, Strength

ASKED, CARRIED, LEFT = "asked", "carried", "left-unread"
#: A default alone decides none of these.
_MUST_BE_SAID = ("metric", "period", "basis")


def ask_unread(judgement: TableJudgement) -> None:
    """Set aside what words that nobody understands may change, unless the reporter said that they change nothing."""
    placed, vocabulary = judgement.placed, judgement.vocabulary
    unfitting, claims = find_unfitting(placed, vocabulary), find_claims(placed, vocabulary)
    for unread in (*placed.context.unread, *unfitting, *claims):
        stated = list(_stated(judgement))
        if not stated:
            return
        numbers = [number for number in stated if not unread.cities or number.city in unread.cities]
        numbers = [number for number in numbers if not unread.lines or number.place_line in unread.lines]
        if unread.says is not None:
            numbers = [number for number in numbers if not fits(unread.says, number, stated, placed.context)]
        if not numbers:
            continue
        at = (unread.row, unread.column) if unread.row is not None and unread.column is not None else None
        if unread.words in judgement.passed:
            judgement.tell("answer-used", at, text=unread.text, words=unread.words)
            continue
        if unread.words in judgement.left:
            judgement.tell("left-unread", at, text=unread.words, line=unread.text, count=str(len(numbers)))
        else:
            judgement.tell("uncertain-reading", at, **_facts(unread, numbers))
            judgement.questions.append(_question(unread, numbers, at, judgement))
        for number in numbers:
            number.set_aside(LEFT if unread.words in judgement.left else ASKED)


def set_carried_aside(judgement: TableJudgement) -> None:
    """A place that a note tells not to have reported has no figure of this period, whatever its row prints."""
    noted = dict(judgement.placed.context.carried)
    remarked = {line: (period, is_sure) for line, period, is_sure in _remarked(judgement.placed)}
    for number in _stated(judgement):
        city = number.city
        if not isinstance(number, ResolvedFigure) or not (city in noted or number.place_line in remarked):
            continue
        period, is_sure = remarked.get(number.place_line, (None, True))
        span = _carried_span(number.span, noted.get(city) or period, judgement)
        if span is None and not (is_sure or city in noted):
            continue  # the remark names the table's own time
        number.carried = span
        judgement.tell(
            "carried-value", judgement.place_label(number), city=city, until=span.end.isoformat() if span else ""
        )
        number.set_aside(CARRIED)


def _carried_span(span: Span, period: Period | None, judgement: TableJudgement) -> Span | None:
    """Return the days of the figure that a note (沿用5月数) tells to be printed again, ``None`` where it names none."""
    if period is None:
        return None
    anchored = period.anchored(Period(span.end.year, span.end.month, span.end.month))
    if anchored is None or anchored.opening:
        return None
    dated = anchored.within(span.end.year - (anchored.last > span.end.month))
    start, end = dated.in_statistical_months(judgement.placed.context.month_ends or judgement.plan.month_ends)
    if end >= span.end:
        return None
    starts = {Basis.DURING: start, Basis.YEAR_TO_DATE: date(end.year, 1, 1)}
    return Span(span.basis, starts.get(span.basis), end)


def ask_targets(judgement: TableJudgement) -> None:
    """Ask about the targets of a year that may be meant in two ways; the guess is neither."""
    for number in judgement.numbers:
        if not (isinstance(number, ResolvedNumber) and number.open and number.role in TARGETS) or number.due:
            continue
        begun = bool(number.meaning.begins)  # 自3月本年目标: of what, nothing proves
        unclear = is_unclear(number, judgement.plan, judgement.placed.context)
        if begun or (unclear and not _is_of_the_year(number, judgement)):
            judgement.tell("target-unclear", judgement.head(number), text=number.header or number.meaning.text)
            number.set_aside(ASKED)


def ask_place(label: Label, city: str, judgement: TableJudgement, **facts: str) -> None:
    """Ask whether a place is the whole of a city, unless the reporter has said so or not."""
    words, at = label.name, label.at
    if words in judgement.passed:
        judgement.tell("answer-used", at, text=words, city=city)
        return
    numbers = [
        one
        for one in judgement.numbers
        if one.label.at == at and one.figure.state is CellState.NUMBER and one.outcome is None
    ]
    if words in judgement.left:
        judgement.tell("left-unread", at, text=words, line=words, count=str(len(numbers)))
        return
    judgement.tell("ambiguous-place", at, text=words, city=city, **facts)
    if city and numbers and words not in [one.words for one in judgement.questions]:
        question = _question(Unread(words, words), numbers, at, judgement)
        # What holds others too would count them twice.
        guess = "left" if "added" in facts else "passed"
        judgement.questions.append(replace(question, city=city, guess=guess, basis=None))


def ask_assumed(number: ResolvedFigure, judgement: TableJudgement) -> bool:
    """Set a number aside that would be read by a default alone, and ask; tell whether that was done."""
    assumed = (one.dimension for one in number.grounds if one.strength is Strength.ASSUMED)
    if not any(dimension in _MUST_BE_SAID for dimension in assumed):
        return False
    words = number.header or number.meaning.text or judgement.placed.sheet.name
    at = judgement.head(number)
    if words in judgement.passed:
        judgement.tell("answer-used", at, text=words, words=words)
        return False
    if words in judgement.left:
        judgement.tell("left-unread", at, text=words, line=words, count="1")
        number.set_aside(LEFT)
        return True
    unread = Unread(words, words)
    judgement.tell("uncertain-reading", at, **_facts(unread, [number]))
    if words not in [one.words for one in judgement.questions]:
        judgement.questions.append(_question(unread, [number], at, judgement))
    number.set_aside(ASKED)
    return True


def _is_of_the_year(target: JudgedNumber, judgement: TableJudgement) -> bool:
    """Whether the plan's whole target stands beside it, or a rate sets it against what the year has added."""
    beside = [
        one
        for one in judgement.numbers
        if one.metric == target.metric and one.place_line == target.place_line and one is not target
    ]
    if any(one.role == "target" and not one.meaning.periods for one in beside):
        return True
    of_year = [one for one in beside if one.span is not None and one.span.start is not None and one.role == ACTUAL]
    rates = [one for one in beside if one.role == "rate"]
    return any(fits_rate(actual, target, rate) for actual in of_year for rate in rates)


def _remarked(placed: PlacedTable) -> Iterator[tuple[tuple[str, int], Period | None, bool]]:
    """Yield the rows, or columns where places stand across, whose own remark says of when their figures are.

    With the period that it names, and whether it says that the place has not reported.
    """
    for column in placed.columns:
        for row in placed.table.rows:
            beside, below = column.kind in ("remark", "text"), "remark" in placed.labels[row].meaning.roles
            cell = placed.sheet.cells.get((row, column.index)) if beside or below else None
            if cell is None:
                continue
            period, is_sure = carried_period(cell.text), says_unreported(cell.text)
            if period or is_sure:
                yield ("row", row) if beside else ("column", column.index), period, is_sure


def _stated(judgement: TableJudgement) -> Iterator[ResolvedNumber]:
    """Yield the numbers that would become statements or targets."""
    for number in judgement.numbers:
        if number.open and isinstance(number, ResolvedNumber):
            yield number


def _question(
    unread: Unread, numbers: Sequence[JudgedNumber], at: tuple[int, int] | None, judgement: TableJudgement
) -> Question:
    facts, sheet = _facts(unread, numbers), judgement.placed.sheet
    return Question(
        sheet.name,
        sheet.reference(*at) if at else None,
        judgement.fingerprint,
        unread.words,
        unread.text,
        len(numbers),
        facts["metric"],
        facts.get("basis"),
        facts.get("start"),
        facts.get("last"),
    )


def _facts(unread: Unread, numbers: Sequence[JudgedNumber]) -> dict[str, str]:
    guess = next((number for number in numbers if number.span), numbers[0])
    facts = {"text": unread.words, "line": unread.text, "count": str(len(numbers)), "metric": guess.metric or ""}
    if guess.span:
        facts |= {"basis": guess.span.basis.value, "last": guess.span.end.isoformat()}
        facts |= {"start": guess.span.start.isoformat()} if guess.span.start else {}
    return facts
