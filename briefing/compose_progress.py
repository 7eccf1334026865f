"""Sentences on one metric of one place: where it stands, how it moved, what is left to do."""

from fractions import Fraction

from briefing.pen import Pen
from briefing.places import place_names
from metrics.amounts import Amount
from metrics.catchup import RECENT_MONTHS, CatchUp
from metrics.months import add_months, month_end, month_number
from metrics.plan import Kind
from metrics.series import Point, Series
from metrics.status import Progress, Status
from wording.figures import span_text
from wording.remarks import remark_text
from wording.sentences import say

# Said by the sentence itself where they hold.
_TOLD = ("last-known", "printed-target", "indicative-target")


def write_clause(pen: Pen, progress: Progress, named: bool = True) -> str:
    """Write the figure in short: amount, completion, lead or status, and what limits it; no full stop."""
    lang, status = pen.lang, progress.status
    name = progress.metric.name.in_language(lang) if named else ""
    if not progress.reported:
        return name + _write_unreported(pen, progress)
    if status is Status.NO_TOTAL or progress.actual is None:
        return name + (_write_remarks(pen, progress) or say(f"status.{status}", lang))
    parts = [_write_amount(pen, progress, name)]
    if progress.completion is not None and progress.metric.kind is not Kind.RATIO:
        key = "brief.completion-least" if progress.at_least else "brief.completion"
        share = pen.share(progress.completion, "completion", progress.metric.id, progress.city)
        parts.append(say(key, lang, share=share))
    parts.append(_write_judgement(pen, progress))
    return say("brief.comma", lang).join(part for part in parts if part) + _bracketed(
        _write_remarks(pen, progress), lang
    )


def end_sentence(text: str, lang: str) -> str:
    """Close a sentence; an English one begins with a capital."""
    return say("brief.sentence", lang, text=text[:1].upper() + text[1:] if lang == "en" else text)


def write_standing(pen: Pen, progress: Progress, place: str) -> str:
    """Write the figure at length: amount, target, completion, schedule, lead, status; one sentence."""
    lang, metric, target = pen.lang, progress.metric, progress.target
    opening = say("brief.of-place", lang, place=place, text="")
    whole = progress.reported and progress.actual is not None and progress.completion is not None
    if not whole or target is None or progress.share is None or metric.kind is Kind.RATIO:
        return end_sentence(opening + write_clause(pen, progress), pen.lang)
    amount = pen.amount(target.value, metric, "target", progress.city)
    parts = [
        _write_amount(pen, progress, metric.name.in_language(lang)),
        say(
            "brief.of-target-least" if progress.at_least else "brief.of-target",
            lang,
            target=say(f"brief.target-{target.role}", lang, amount=amount),
            share=pen.share(progress.completion, "completion", metric.id, progress.city),
        ),
    ]
    if progress.status is not Status.DONE and progress.as_of <= target.due:
        parts.append(_write_schedule(pen, progress))
    parts.append(_write_judgement(pen, progress))
    text = say("brief.comma", lang).join(part for part in parts if part)
    return end_sentence(opening + text + _bracketed(_write_remarks(pen, progress), lang), pen.lang)


def _write_amount(pen: Pen, progress: Progress, name: str) -> str:
    amount = pen.amount(progress.actual, progress.metric, "actual", progress.city)
    if progress.at_least:
        amount = say("brief.least", pen.lang, amount=amount)
    return say(
        f"brief.amount-{progress.metric.kind}" if name else "brief.amount-bare", pen.lang, name=name, amount=amount
    )


def _write_schedule(pen: Pen, progress: Progress) -> str:
    """Write the schedule as it is judged: a number of whole units, else a share."""
    metric = progress.metric
    if metric.whole and metric.kind is Kind.STOCK:
        amount = pen.amount(progress.scheduled, metric, "scheduled", progress.city)
        return say("brief.scheduled", pen.lang, amount=amount)
    return say("brief.schedule", pen.lang, share=pen.share(progress.share, "schedule", metric.id, progress.city))


def _write_judgement(pen: Pen, progress: Progress) -> str:
    lang, metric, target = pen.lang, progress.metric, progress.target
    if target is None:
        return say("brief.no-target", lang)
    if progress.status in (Status.MET, Status.NOT_MET):
        floor = pen.amount(target.value, metric, "target", progress.city)
        return say("brief.met" if progress.status is Status.MET else "brief.not-met", lang, floor=floor)
    if progress.status is Status.DONE:
        return say("brief.done", lang)
    if progress.status is Status.OVERDUE:
        return say("brief.overdue", lang)
    return write_lead(pen, progress)


def write_lead(pen: Pen, progress: Progress) -> str:
    """Write the lead in words; of an at-least figure it is a least lead, or holds for what is known."""
    lang = pen.lang
    if progress.lead is None:
        return ""
    if progress.lead == 0:
        return say("brief.level-least" if progress.at_least else "brief.level", lang)
    lead = pen.points(progress.lead, "lead", progress.metric.id, progress.city)
    if progress.at_least:
        return say("brief.lead-at-least" if progress.lead > 0 else "brief.lead-by-least", lang, lead=lead)
    return say("brief.lead", lang, lead=lead)


def _write_unreported(pen: Pen, progress: Progress) -> str:
    word = say("brief.pending" if progress.status is Status.PENDING else "brief.not-reported", pen.lang)
    if progress.actual is None or progress.actual_day is None:
        return word
    amount = pen.amount(progress.actual, progress.metric, "actual", progress.city)
    if progress.at_least:
        amount = say("brief.least", pen.lang, amount=amount)
    return word + say("brief.last-known", pen.lang, day=pen.day(progress.actual_day), amount=amount)


def _write_remarks(pen: Pen, progress: Progress) -> str:
    texts = []
    for one in progress.remarks:
        if one.slug in _TOLD:
            continue
        text = remark_text(one.slug, one.facts, pen.lang, place_names(pen.lang))
        texts.append(pen.quote(text, f"remark.{one.slug}", progress.metric, progress.city))
    return say("brief.semicolon", pen.lang).join(texts)


def _bracketed(text: str, lang: str) -> str:
    return say("brief.brackets", lang, text=text) if text else ""


def write_movement(pen: Pen, progress: Progress, series: Series) -> str:
    """Write the year so far with 同比 where last year is known, and the last period with 环比; else nothing."""
    if not progress.reported or progress.actual is None or progress.metric.kind is Kind.RATIO:
        return ""
    parts = [_write_year(pen, progress, series), _write_period(pen, progress, series)]
    text = say("brief.semicolon", pen.lang).join(part for part in parts if part)
    return end_sentence(text, pen.lang) if text else ""


def _write_year(pen: Pen, progress: Progress, series: Series) -> str:
    lang, metric = pen.lang, progress.metric
    day = progress.actual_day
    now, before = series.at(day), series.at(month_end(add_months(day, -12), series.month_ends))
    if now is None:
        return ""
    if metric.kind is Kind.STOCK:
        return _write_stock_year(pen, progress, now, before)
    if now.year_total is None:
        return ""
    parts = []
    if metric.kind is Kind.FLOW:
        amount = pen.amount(now.year_total, metric, "year_total", progress.city)
        amount = say("brief.least", lang, amount=amount) if now.year_at_least else amount
        parts.append(say("brief.year", lang, amount=amount))
    comparable = before is not None and before.year_total and _alike(now, before)
    if comparable and not (now.year_at_least or before.year_at_least):
        growth = Fraction(now.year_total) / Fraction(before.year_total) - 1
        parts.append(_write_growth(pen, growth, "year_on_year", progress))
    return say("brief.comma", lang).join(parts)


def _write_stock_year(pen: Pen, progress: Progress, now: Point, before: Point | None) -> str:
    if before is None or before.total is None or now.total is None or before.at_least or now.at_least:
        return ""
    if not _alike(now, before):
        return ""
    rise = now.total - before.total
    if rise == 0:
        return say("brief.same-as-year-before", pen.lang)
    return say(
        "brief.than-year-before", pen.lang, change=pen.rise(rise, progress.metric, "year_on_year", progress.city)
    )


def _alike(now: Point, before: Point) -> bool:
    """Tell whether two sums cover the same number of places, none of them at an older figure."""
    return now.cities == before.cities and not now.carried and not before.carried


def _write_growth(pen: Pen, growth: Fraction, what: str, progress: Progress) -> str:
    over_year = what == "year_on_year"
    if growth == 0:
        return say("brief.year-on-year-same" if over_year else "brief.on-period-before-same", pen.lang)
    key = "brief.year-on-year" if over_year else "brief.on-period-before"
    return say(key, pen.lang, change=pen.change(growth, what, progress.metric.id, progress.city))


def _write_period(pen: Pen, progress: Progress, series: Series) -> str:
    lang, metric = pen.lang, progress.metric
    if metric.kind is Kind.STOCK:
        return ""
    most = max((one.cities for one in series.amounts), default=0)
    whole = [one for one in series.amounts if one.cities == most and one.end <= progress.actual_day]
    if not whole or whole[-1].end != progress.actual_day:
        return ""
    last = whole[-1]
    pen.note_days(last.start, last.end)
    amount = pen.amount(last.value, metric, "period", progress.city)
    key = "brief.period-derived" if last.derived else "brief.period"
    parts = [say(key, lang, span=span_text(last.start, last.end, lang), amount=amount)]
    if len(whole) > 1 and _follows(whole[-2], last, series.month_ends) and whole[-2].value > 0:
        growth = Fraction(last.value) / Fraction(whole[-2].value) - 1
        parts.append(_write_growth(pen, growth, "on_period_before", progress))
    return say("brief.comma", lang).join(parts)


def _follows(before: Amount, last: Amount, ends: int | None) -> bool:
    """Tell whether two amounts are of neighbouring periods of the same length."""
    spans = [month_number(one.end, ends) - month_number(one.start, ends) for one in (before, last)]
    return (last.start - before.end).days == 1 and spans[0] == spans[1]


def write_catchup(pen: Pen, catchup: CatchUp | None, progress: Progress) -> str:
    """Write what the target still takes a month beside past months, and whether they ever reached it."""
    if catchup is None or not catchup.remaining:
        return ""
    lang, metric, city = pen.lang, progress.metric, progress.city
    remaining = pen.amount(catchup.remaining, metric, "remaining", city)
    opening = say("brief.remaining-most" if progress.at_least else "brief.remaining", lang, amount=remaining)
    if catchup.required is None:
        return end_sentence(opening + say("brief.no-month-left", lang), pen.lang)
    months = pen.count(catchup.months_left, "months_left", "brief.count-months", metric.id)
    if metric.whole and catchup.required < 1:  # a quarter of a base a month means nothing to anyone
        return end_sentence(opening + say("brief.all-within", lang, months=months), lang)
    required = pen.amount(catchup.required, metric, "required", city)
    parts = [opening + say("brief.required", lang, months=months, amount=required)]
    if catchup.best is not None and catchup.median6 is not None:
        parts[0] += say(
            "brief.past-pace",
            lang,
            best=pen.amount(catchup.best, metric, "best", city),
            recent=pen.count(RECENT_MONTHS, "recent_months", "brief.count-months", metric.id),
            median=pen.amount(catchup.median6, metric, "median6", city),
        )
    if catchup.reachable is False:
        parts.append(say("brief.unreachable", lang))
    elif catchup.finish_early is not None and catchup.finish_late is not None:
        early, late = pen.month(catchup.finish_early), pen.month(catchup.finish_late)
        parts.append(say("brief.finish" if early == late else "brief.finish-between", lang, early=early, late=late))
    return end_sentence(say("brief.semicolon", lang).join(parts), pen.lang)
