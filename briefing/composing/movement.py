"""Sentences on one metric of one place through time: how it moved, and what is left to do."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from briefing.amounts import monthly_need, whole_need
from briefing.composing.progress import end_sentence
from briefing.proving.quoting import FigureWriter
from metrics.cumulation.amounts import PeriodAmount
from metrics.cumulation.series import Point, Series
from metrics.months import add_months, month_end, month_number, year_start
from metrics.progress.catchup import RECENT_MONTHS, CatchUp
from metrics.progress.status import Progress
from wording.figures import span_text
from wording.sentences import say


def write_movement(writer: FigureWriter, progress: Progress, series: Series) -> str:
    """Write the year so far with 同比 where last year is known, and the last period with 环比; else nothing."""
    day = progress.actual_day
    if not progress.reported or progress.actual is None or day is None or not progress.metric.kind.adds_up:
        return ""
    beside = _list_amounts(progress, series, day)
    parts = [_write_year(writer, progress, series, day, beside), _write_period(writer, progress, series, day, beside)]
    text = say("brief.semicolon", writer.lang).join(part for part in parts if part)
    return end_sentence(text, writer.lang) if text else ""


def _list_amounts(progress: Progress, series: Series, day: date) -> tuple[Decimal, ...]:
    """Return the amounts that the sentence may name, so that all are written in one unit."""
    now, last = series.at(day), _last_amount(series, day)
    year = now.year_total if now and progress.metric.kind.cumulative else None
    return tuple(value for value in (year, last.value if last else None) if value)


def _write_year(writer: FigureWriter, progress: Progress, series: Series, day: date, beside: Sequence[Decimal]) -> str:
    lang, metric = writer.lang, progress.metric
    now, before = series.at(day), series.at(month_end(add_months(day, -12), series.month_ends))
    if now is None:
        return ""
    if metric.kind.level:
        return _write_stock_year(writer, progress, now, before)
    if now.year_total is None:
        return ""
    parts = []
    if metric.kind.cumulative:
        amount = writer.amount(now.year_total, metric, "year_total", progress.city, beside)
        amount = say("brief.least", lang, amount=amount) if now.year_at_least else amount
        parts.append(say("brief.year", lang, amount=amount))
    growth = _find_growth(now, before, progress.plan.start, series.month_ends)
    if growth is not None:
        parts.append(_write_growth(writer, growth, "year_on_year", progress))
    return say("brief.comma", lang).join(parts)


def _find_growth(now: Point, before: Point | None, since: date, ends: int | None) -> Fraction | None:
    """Return by what share of it the year so far differs from the year before; ``None`` where nobody can tell.

    A year that began before the plan is known in part only: beside it every other has grown.
    """
    if now.year_total is None or before is None or not before.year_total or not _alike(now, before):
        return None
    if now.year_at_least or before.year_at_least or year_start(before.day, ends) < since:
        return None
    return Fraction(now.year_total) / Fraction(before.year_total) - 1


def _write_stock_year(writer: FigureWriter, progress: Progress, now: Point, before: Point | None) -> str:
    if before is None or before.total is None or now.total is None:
        return ""
    if before.at_least or now.at_least or not _alike(now, before):
        return ""
    rise = now.total - before.total
    if rise == 0:
        return say("brief.same-as-year-before", writer.lang)
    change = writer.rise(rise, progress.metric, "year_on_year", progress.city)
    return say("brief.than-year-before", writer.lang, change=change)


def _alike(now: Point, before: Point) -> bool:
    """Tell whether two sums cover the same number of places, none of them at an older figure."""
    return now.cities == before.cities and not now.carried and not before.carried


def _write_growth(writer: FigureWriter, growth: Fraction, what: str, progress: Progress) -> str:
    over_year = what == "year_on_year"
    if growth == 0:
        return say("brief.year-on-year-same" if over_year else "brief.on-period-before-same", writer.lang)
    key = "brief.year-on-year" if over_year else "brief.on-period-before"
    return say(key, writer.lang, change=writer.change(growth, what, progress.metric.id, progress.city))


def _list_whole(series: Series, day: date) -> list[PeriodAmount]:
    """Return the amounts of all places that are summed, up to the day of the figure."""
    most = max((one.cities for one in series.amounts), default=0)
    return [one for one in series.amounts if one.cities == most and one.end <= day]


def _last_amount(series: Series, day: date) -> PeriodAmount | None:
    """Return the amount of the period that ends on the day of the figure; a stock is not told by periods."""
    whole = _list_whole(series, day)
    told = whole and whole[-1].end == day and not series.metric.kind.level
    return whole[-1] if told else None


def _write_period(
    writer: FigureWriter, progress: Progress, series: Series, day: date, beside: Sequence[Decimal]
) -> str:
    lang, metric = writer.lang, progress.metric
    last, whole = _last_amount(series, day), _list_whole(series, day)
    if last is None:
        return ""
    writer.note_days(last.start, last.end)
    amount = writer.amount(last.value, metric, "period", progress.city, beside)
    expected = len(progress.plan.cities_of(metric, last.end)) if progress.city == progress.plan.province else 1
    partly = last.cities < expected
    amount = say("brief.least", lang, amount=amount) if partly else amount
    key = "brief.period-derived" if last.derived else "brief.period"
    parts = [say(key, lang, span=span_text(last.start, last.end, lang), amount=amount)]
    if not partly and len(whole) > 1 and _follows(whole[-2], last, series.month_ends) and whole[-2].value > 0:
        growth = Fraction(last.value) / Fraction(whole[-2].value) - 1
        parts.append(_write_growth(writer, growth, "on_period_before", progress))
    return say("brief.comma", lang).join(parts)


def _follows(before: PeriodAmount, last: PeriodAmount, ends: int | None) -> bool:
    """Tell whether two amounts are of neighbouring periods of the same length."""
    spans = [month_number(one.end, ends) - month_number(one.start, ends) for one in (before, last)]
    return (last.start - before.end).days == 1 and spans[0] == spans[1]


def write_catchup(
    writer: FigureWriter, catchup: CatchUp | None, progress: Progress, short: bool = False, internal: bool = True
) -> str:
    """Write what the target still takes a month beside past months, and whether they ever reached it.

    In short: without past months and without the full stop. Forecasts stand in internal papers only.
    """
    if catchup is None or not catchup.remaining:
        return ""
    lang, metric, city = writer.lang, progress.metric, progress.city
    need, left = monthly_need(catchup.required, metric), whole_need(catchup.remaining, metric)
    past = () if short else (catchup.best, catchup.median6)
    beside = (left, need, *past)
    remaining = writer.amount(left, metric, "remaining", city, beside)
    opening = say("brief.remaining-most" if catchup.at_most else "brief.remaining", lang, amount=remaining)
    if catchup.required is None:
        return _close(opening + say("brief.no-month-left", lang), lang, short)
    months = writer.count(catchup.months_left, "months_left", "brief.count-months", metric.id)
    if need is None:
        return _close(opening + say("brief.all-within", lang, months=months), lang, short)
    required = writer.amount(need, metric, "required", city, beside)
    parts = [opening + say("brief.required", lang, months=months, amount=required)]
    if internal and not short and catchup.best is not None and catchup.best > 0 and catchup.median6 is not None:
        parts[0] += say(
            "brief.past-pace",
            lang,
            best=writer.amount(catchup.best, metric, "best", city, beside),
            recent=writer.count(RECENT_MONTHS, "recent_months", "brief.count-months", metric.id),
            median=writer.amount(catchup.median6, metric, "median6", city, beside),
        )
    if not internal:
        return _close(parts[0], lang, short)
    if catchup.reachable is False:
        parts.append(say("brief.unreachable", lang))
    elif not short and catchup.finish_early is not None and catchup.finish_late is not None:
        early, late = writer.month(catchup.finish_early), writer.month(catchup.finish_late)
        parts.append(say("brief.finish" if early == late else "brief.finish-between", lang, early=early, late=late))
    return _close(say("brief.comma" if short else "brief.semicolon", lang).join(parts), lang, short)


def _close(text: str, lang: str, short: bool) -> str:
    return text if short else end_sentence(text, lang)
