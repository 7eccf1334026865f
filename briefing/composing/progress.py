"""Sentences on one metric of one place: where it stands, and what limits the figure."""

from decimal import Decimal

from briefing.amounts import (
    carried_day,
    due_amount,
    is_due,
    is_provisional,
    missing_amount,
    older_text,
    remark_values,
    status_text,
    values_beside,
)
from briefing.places import place_names
from briefing.proving.quoting import FigureWriter
from metrics.plan import Target
from metrics.progress.status import Progress, Status
from wording.remarks import remark_text
from wording.sentences import say

# Said by the sentence itself where they hold: always, and where the sentence names the target.
_TOLD = ("last-known", "above-band")
_TOLD_WITH_TARGET = ("printed-target", "indicative-target")
PENDING = "pending"
_COUNTED = ("left-out", "parts-at-least")
# What limits a figure but does not change what is said of it: in an official text a 注 under the tables.
_FOR_NOTES = (
    "at-least",
    "baseline-unverified",
    "counted-from-zero",
    "disagreement",
    "carried",
    "partly-reported",
    PENDING,
    *_COUNTED,
)
NAMED_AT_MOST = 3
# Only these are told in 序时.
SCHEDULED = (Status.ON_SCHEDULE, Status.SLIGHTLY_BEHIND, Status.BEHIND)
# Nothing is due yet.
UNDUE = (Status.NOT_DUE, Status.NO_MILESTONE)
_OF_RATIO = (Status.MET, Status.NOT_MET, Status.ABOVE_BAND)


def write_clause(writer: FigureWriter, progress: Progress) -> str:
    """Write the figure in short: amount, completion, lead or status, and what limits it; no full stop."""
    lang, status, actual, target = writer.lang, progress.status, progress.actual, progress.target
    name = progress.metric.name.in_language(lang)
    if _is_silent(progress):
        return say("brief.named", lang, name=name, text=_write_unreported(writer, progress))
    if status is Status.NO_TOTAL or actual is None:
        text = _write_remarks(writer, progress) or say(f"status.{status}", lang)
        return say("brief.named", lang, name=name, text=text)
    if status in UNDUE and target is not None:
        text = say("brief.named", lang, name=name, text=_write_undue(writer, progress, actual, target))
        return text + _bracketed(_write_remarks(writer, progress, short=True), lang)
    parts = [_write_amount(writer, progress, actual, name)]
    if progress.completion is not None and progress.metric.kind.adds_up:
        key = "brief.completion-least" if is_provisional(progress) else "brief.completion"
        share = writer.share(progress.completion, "completion", progress.metric.id, progress.city)
        parts.append(say(key, lang, share=share))
    parts.append(_write_judgement(writer, progress))
    remarks = _write_remarks(writer, progress, short=True)
    return say("brief.comma", lang).join(part for part in parts if part) + _bracketed(remarks, lang)


def say_status(status: Status, lang: str) -> str:
    """Return the word of a status within a sentence."""
    return status_text(status, lang).lower()


def _is_silent(progress: Progress) -> bool:
    """Tell whether there is no figure of the period to write about; one that is done needs no other."""
    return not progress.reported and progress.status is not Status.DONE


def end_sentence(text: str, lang: str) -> str:
    """Close a sentence; an English one begins with a capital."""
    return say("brief.sentence", lang, text=text[:1].upper() + text[1:] if lang == "en" else text)


def write_standing(writer: FigureWriter, progress: Progress, place: str) -> str:
    """Write the figure at length: amount, target, completion, schedule, lead, status; one sentence."""
    lang, metric, target = writer.lang, progress.metric, progress.target
    opening = say("brief.of-place", lang, place=place, text="")
    actual, completion = progress.actual, progress.completion
    if _is_silent(progress) or actual is None or completion is None or target is None or not metric.kind.adds_up:
        return end_sentence(opening + write_clause(writer, progress), writer.lang)
    amount = writer.amount(target.value, metric, "target", progress.city, values_beside((progress,), metric.unit))
    parts = [
        _write_amount(writer, progress, actual, metric.name.in_language(lang)),
        say(
            "brief.of-target-least" if is_provisional(progress) else "brief.of-target",
            lang,
            target=say(f"brief.target-{target.role}", lang, amount=amount),
            share=writer.share(completion, "completion", metric.id, progress.city),
        ),
    ]
    parts.append(_write_year(writer, progress.year))
    if progress.status in SCHEDULED and not is_due(progress):
        parts.append(_write_schedule(writer, progress))
    parts.append(_write_judgement(writer, progress))
    text = say("brief.comma", lang).join(part for part in parts if part)
    return end_sentence(opening + text + _bracketed(_write_remarks(writer, progress), lang), writer.lang)


def _write_actual(writer: FigureWriter, progress: Progress, actual: Decimal) -> str:
    """Write what was achieved: a lower bound as such, an older value with its day."""
    beside = values_beside((progress,), progress.metric.unit)
    amount = writer.amount(actual, progress.metric, "actual", progress.city, beside)
    if is_provisional(progress):
        amount = say("brief.least", writer.lang, amount=amount)
    if (day := carried_day(progress)) is not None:
        writer.note_days(day)
        amount += older_text(progress, writer.lang)
    return amount


def _write_amount(writer: FigureWriter, progress: Progress, actual: Decimal, name: str) -> str:
    amount = _write_actual(writer, progress, actual)
    introduced = _introduce(progress)
    return say(f"brief.amount-{introduced}" if name else "brief.amount-bare", writer.lang, name=name, amount=amount)


def _introduce(progress: Progress) -> str:
    """Return how a figure is introduced: what stands, a total, one of this year, or a share."""
    kind = progress.metric.kind
    if kind.level:
        return "provisional" if is_provisional(progress) else "standing"
    if kind.cumulative:
        return "total"
    return "this-year" if kind.yearly else "share"


def _write_undue(writer: FigureWriter, progress: Progress, actual: Decimal, target: Target) -> str:
    """Write what is done of what is planned where nothing is due yet: there is neither 序时 nor a verdict."""
    amount = _write_actual(writer, progress, actual)
    beside = values_beside((progress,), progress.metric.unit)
    planned = writer.amount(target.value, progress.metric, "target", progress.city, beside)
    state = say_status(progress.status, writer.lang)
    return say("brief.undue", writer.lang, amount=amount, target=planned, state=state)


def _write_year(writer: FigureWriter, year: Progress | None) -> str:
    """Write where the figure stands by the schedule of the year in force; nothing where there is none."""
    if year is None or year.lead is None or year.share is None or is_due(year):
        return ""
    metric, city = year.metric.id, year.city
    share = writer.share(year.share, "schedule_of_year", metric, city)
    if year.lead == 0:
        return say("brief.year-level", writer.lang, share=share)
    lead = writer.points(year.lead, "lead_of_year", metric, city)
    return say("brief.year-schedule", writer.lang, share=share, lead=lead)


def _write_schedule(writer: FigureWriter, progress: Progress) -> str:
    """Write the schedule as it is judged: a number of whole units, else a share."""
    metric, due = progress.metric, due_amount(progress)
    if metric.whole and metric.kind.level and due is not None:
        return say("brief.scheduled", writer.lang, amount=writer.amount(due, metric, "scheduled", progress.city))
    if progress.share is None:
        return ""
    return say("brief.schedule", writer.lang, share=writer.share(progress.share, "schedule", metric.id, progress.city))


def _write_judgement(writer: FigureWriter, progress: Progress) -> str:
    lang, metric, target = writer.lang, progress.metric, progress.target
    if target is None:
        return say("brief.no-target", lang)
    if not metric.kind.adds_up:
        return _write_band(writer, progress, target)
    if progress.status is Status.DONE:
        return say("brief.done", lang)
    if (missing := missing_amount(progress)) is not None:
        return say("brief.missed", lang, amount=writer.amount(missing, metric, "missing", progress.city))
    if progress.status not in SCHEDULED or is_due(progress):
        return say_status(progress.status, lang)
    return write_lead(writer, progress)


def _write_band(writer: FigureWriter, progress: Progress, target: Target) -> str:
    """Write whether a ratio is within its band: it has a value, no completion; above the band is no fault."""
    status = progress.status
    if status not in _OF_RATIO:
        return say_status(status, writer.lang)
    if status is Status.ABOVE_BAND:
        assert target.upper is not None  # only a band that has an upper end can be left upwards
        upper = writer.amount(target.upper, progress.metric, "target", progress.city)
        return say("brief.above-band", writer.lang, upper=upper)
    floor = writer.amount(target.value, progress.metric, "target", progress.city)
    return say("brief.met" if status is Status.MET else "brief.not-met", writer.lang, floor=floor)


def write_lead(writer: FigureWriter, progress: Progress) -> str:
    """Write the lead in words; of an at-least figure it is a least lead, or holds for what is known."""
    lang = writer.lang
    if progress.lead is None:
        return ""
    if progress.lead == 0:
        return say("brief.level-least" if progress.at_least else "brief.level", lang)
    lead = writer.points(progress.lead, "lead", progress.metric.id, progress.city)
    if progress.at_least:
        return say("brief.lead-at-least" if progress.lead > 0 else "brief.lead-by-least", lang, lead=lead)
    return say("brief.lead", lang, lead=lead)


def _write_unreported(writer: FigureWriter, progress: Progress) -> str:
    key = {Status.PENDING: "brief.pending", Status.NOT_REPORTED: "brief.not-reported"}.get(progress.status)
    word = say(key, writer.lang) if key else say_status(progress.status, writer.lang)
    if progress.actual is None or progress.actual_day is None:
        return word
    amount = writer.amount(progress.actual, progress.metric, "actual", progress.city)
    if is_provisional(progress):
        amount = say("brief.least", writer.lang, amount=amount)
    return word + say("brief.last-known", writer.lang, day=writer.day(progress.actual_day), amount=amount)


def _write_remarks(writer: FigureWriter, progress: Progress, short: bool = False) -> str:
    """Write the remarks; in short, many places are only counted: the sections name them."""
    texts, beside = [], remark_values(progress)
    for one in progress.remarks:
        if one.slug in _TOLD or (not short and one.slug in _TOLD_WITH_TARGET):
            continue
        if writer.aside is not None and one.slug in _FOR_NOTES:
            text = remark_text(one.slug, one.facts, writer.lang, place_names(writer.lang))
            told = writer.aside.setdefault((progress.metric.id, progress.city), [])
            if text not in told:
                told.append(text)
            continue
        count = one.facts.get("count")
        if short and one.slug in _COUNTED and isinstance(count, int) and count > NAMED_AT_MOST:
            number = writer.count(count, f"remark.{one.slug}", "brief.count-offices", progress.metric.id)
            texts.append(say(f"brief.{one.slug}", writer.lang, count=number))
            continue
        text = remark_text(one.slug, one.facts, writer.lang, place_names(writer.lang), beside)
        texts.append(writer.quote(text, f"remark.{one.slug}", progress.metric, progress.city))
    return say("brief.semicolon", writer.lang).join(texts)


def _bracketed(text: str, lang: str) -> str:
    return say("brief.brackets", lang, text=text) if text else ""
