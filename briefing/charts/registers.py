"""Compose the tables of the registers page: entries, and how many of each city count."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from briefing.amounts import unit_word
from briefing.charts.breakdown import plain_table
from briefing.charts.chart import CellValue, Chart, TableColumn
from briefing.charts.sources import column
from briefing.places import place_full_name, place_name
from data.queries.registers import ListedEntry, RegisterView
from metrics.register import UNCLEAR
from wording.figures import day_text, figure, month_text
from wording.sentences import say

#: In the order in which a base comes to be, and goes.
STATES = ("opened", "building", "approved", "revoked", UNCLEAR, "")


def standing_text(view: RegisterView, city: str, entries: Sequence[ListedEntry], lang: str) -> str:
    """Say how many entries a place has, how many of them count, and in which states they are."""
    found = Counter(one.state for one in entries)
    unit = view.metric.unit
    states = [
        say("register.of-state", lang, state=_state(one, lang), count=figure(found[one], unit, lang))
        for one in STATES
        if found[one]
    ]
    count, counted = figure(len(entries), unit, lang), figure(sum(one.counted for one in entries), unit, lang)
    return say(
        "register.standing",
        lang,
        place=place_full_name(city, lang),
        count=count,
        counted=counted,
        states=say("chart.comma", lang).join(states),
    )


def table_entries(
    view: RegisterView, entries: Sequence[ListedEntry], lang: str, demo: bool = False, count: int | None = None
) -> Chart:
    """Return the bases or studios of a register; `count` is how many there are of which these are a page."""
    title = say(
        "register.title",
        lang,
        metric=view.metric.name.in_language(lang),
        count=figure(len(entries) if count is None else count, view.metric.unit, lang),
    )
    keys = ("name", "city", "host", "level", "batch", "approved", "state", "counted", "place")
    columns = [TableColumn(say(f"register.{key}", lang)) for key in keys]
    rows: list[tuple[CellValue, ...]] = [
        (
            one.name,
            place_name(one.city, lang),
            one.host or None,
            say(f"register.level-{one.level}", lang) if one.level else None,
            one.batch or None,
            month_text(one.approved, lang) if one.approved else None,
            _state(one.state, lang) if one.state else None,
            say("register.yes" if one.counted else "register.no", lang),
            say("register.row", lang, file=one.file, sheet=one.sheet, row=one.row),
        )
        for one in entries
    ]
    return plain_table(title, columns, rows, "", lang, demo)


def table_cities(view: RegisterView, chosen: str, lang: str, demo: bool = False) -> Chart:
    """Return how many entries of each city count, or of the chosen one, beside those listed and those last reported."""
    title = say("register.title-cities", lang, metric=view.metric.name.in_language(lang))
    unit = unit_word(view.metric.unit, lang)
    listed = Counter(one.city for one in view.entries)
    numbers = ("register.listed", "register.counts", "breakdown.reported")
    columns = [
        TableColumn(say("register.city", lang)),
        *(column(key, unit, lang) for key in numbers),
        TableColumn(say("register.reported-day", lang)),
    ]
    rows: list[tuple[CellValue, ...]] = []
    counts = {city: count for city, count in view.by_city.items() if chosen in (view.plan.province, city)}
    for city, count in counts.items():
        said = view.reported.get(city)
        value, day = (said.value, day_text(said.end, lang)) if said else (None, None)
        rows.append((place_name(city, lang), Decimal(listed[city]), Decimal(count), value, day))
    if chosen != view.plan.province:
        return plain_table(title, columns, rows, "", lang, demo)
    # Without every city's number there is no sum of them.
    whole = None
    if view.by_city.keys() <= view.reported.keys():
        whole = sum((view.reported[city].value for city in view.by_city), Decimal(0))
    counted = Decimal(sum(view.by_city.values()))
    rows.append((say("breakdown.sum", lang), Decimal(len(view.entries)), counted, whole, None))
    return plain_table(title, columns, rows, "", lang, demo)


def _state(slug: str, lang: str) -> str:
    return say(f"register.state-{slug}", lang) if slug else say("breakdown.unstated", lang)
