"""The table of the overview: every place beside every metric, problems loud, each cell a link to its figures.

Written as tightly as can be: it is sent anew to each reader.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from html import escape

from briefing.amounts import NOTHING, amount_text, is_due, lead_text, older_text, short_text, status_text
from briefing.palette import SIGNS
from briefing.places import BY_LEAD, is_system, measure_standing, place_name
from briefing.screen.svg import write_way
from data.queries.overview import Overview
from metrics.cumulation.series import Series
from metrics.months import add_months
from metrics.plan import Metric
from metrics.progress.judging import Progress, Status
from metrics.progress.lines import lead_line
from wording.sentences import say

Address = Callable[[str, str | None], str]

# Pixels: of a target's length, of the longest bar, and of the small line.
_FULL, _WIDEST = 72, 88
_LINE_WIDE, _LINE_HALF, _LINE_LIMIT, _LINE_MONTHS = 54, 8, 25, 12


def order_rows(overview: Overview, order: str) -> list[str]:
    """Return the places in official order, or the one with the worst lead first; systems stand apart below."""
    places = list(dict.fromkeys(city for city, _ in overview.cells))
    if order != BY_LEAD:
        return places
    shown = [metric.id for metric in _main(overview)]

    def worst(city: str) -> tuple[bool, bool, Fraction]:
        leads = [measure_standing(one) for metric in shown if (one := overview.cells.get((city, metric)))]
        known = [one for one in leads if one is not None]
        return is_system(city), not known, min(known, default=Fraction(0))

    return sorted(places, key=worst)


def board_part(overview: Overview, lang: str, order: str, address: Address) -> str:
    """Return the table: the province first, then the places; ratios behind a rule.

    Parameters
    ----------
    order
        One of `briefing.places.ORDERS`.
    address
        Gives the address, escaped, of a place's page at a metric; of the province that of the metric's page.
    """
    board = _Board(overview, lang, address)
    rows, before = [board.row(overview.plan.province, "w")], False
    for city in order_rows(overview, order):
        rows.append(board.row(city, "p" if is_system(city) and not before else ""))
        before = is_system(city)
    title = escape(say("chart.title-matrix", lang))
    return (
        f'<div class="lj-table lj-board" tabindex="0" role="region" aria-label="{title}"><table aria-label="{title}">'
        f"{board.head()}<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _main(overview: Overview) -> list[Metric]:
    return [one.metric for one, _ in overview.headline or overview.supporting if one.metric.kind.adds_up]


class _Board:
    """What all rows share: the columns, and what stands beside each figure."""

    def __init__(self, overview: Overview, lang: str, address: Address) -> None:
        self.overview, self.lang, self.address = overview, lang, address
        self.main = _main(overview)
        self.ratios = [one for one in overview.plan.metrics if not one.kind.adds_up and self._is_asked(one)]
        province = {
            (overview.plan.province, progress.metric.id): (progress, series)
            for progress, series in (*overview.headline, *overview.supporting)
        }
        self.figures = province | {key: (one, overview.series[key]) for key, one in overview.cells.items()}
        self.beside = {
            one.id: [cell for (_, own), cell in overview.cells.items() if own == one.id] for one in self.main
        }

        self.days = {one.id: day for one in self.ratios if (day := self._common_day(one))}

    def _common_day(self, metric: Metric) -> str:
        """Return the day of the column's values, where it is one for all and not the as-of day."""
        cells = [one for (_, own), one in self.overview.cells.items() if own == metric.id and one.actual is not None]
        days = {older_text(one, self.lang) for one in cells}
        return days.pop() if len(days) == 1 else ""

    def _is_asked(self, metric: Metric) -> bool:
        cells = (one for (_, own), one in self.overview.cells.items() if own == metric.id)
        return any(one.status is not Status.NOT_APPLICABLE for one in cells)

    def head(self) -> str:
        """Name the columns."""
        names = [(one.short.in_language(self.lang), "") for one in self.main]
        for place, one in enumerate(self.ratios):
            name = f"{one.short.in_language(self.lang)}{self.days.get(one.id, '')}"
            names.append((name, "r" if place else "r f"))
        cells = "".join(
            f'<th scope="col"{f" class={look!r}" if look else ""}>{escape(name)}</th>' for name, look in names
        )
        return f'<thead><tr><th scope="col">{escape(say("chart.city", self.lang))}</th>{cells}</tr></thead>'

    def row(self, place: str, look: str) -> str:
        """Write one place."""
        cells = "".join(self._cell(place, metric) for metric in self.main)
        cells += "".join(self._ratio(place, metric, not number) for number, metric in enumerate(self.ratios))
        name = escape(place_name(place, self.lang))
        if place != self.overview.plan.province:
            name = f'<a href="{self.address(place, None)}">{name}</a>'
        return f'<tr{f" class={look}" if look else ""}><th scope="row">{name}</th>{cells}</tr>'

    def _cell(self, place: str, metric: Metric) -> str:
        found = self.figures.get((place, metric.id))
        if found is None or found[0].status is Status.NOT_APPLICABLE:
            return f"<td class=m>{escape(status_text(Status.NOT_APPLICABLE, self.lang))}</td>"
        progress, series = found
        beside = [progress] if place == self.overview.plan.province else self.beside[metric.id]
        return (
            f'<td class="{progress.status}"><a href="{self.address(place, metric.id)}">'
            f"{_told(progress, beside, self.lang)}<s>{_bullet(progress)}{_line(progress, series)}"
            f"{self._rank(place, metric.id)}</s></a></td>"
        )

    def _rank(self, city: str, metric: str) -> str:
        """Write the rank and by how many places it is better or worse than at the previous as-of day.

        Of an older value, which has no rank, its day.
        """
        older = older_text(self.figures[city, metric][0], self.lang)
        if older:
            return f"<em>{escape(older.strip('（） ()'))}</em>"
        rank = self.overview.ranks.get(metric, {}).get(city)
        if rank is None:
            return ""
        before = self.overview.ranks_before.get(metric, {}).get(city, rank)
        moved = f"{'▲' if before > rank else '▼'}{abs(before - rank)}" if before != rank else ""
        return f"<em>{rank}{moved}</em>"

    def _ratio(self, place: str, metric: Metric, first: bool) -> str:
        look, (one, _) = "r f" if first else "r", self.figures.get((place, metric.id), (None, None))
        if one is None or one.status is Status.NOT_APPLICABLE:
            return f'<td class="{look}">{SIGNS[Status.NOT_APPLICABLE]}</td>'
        word = status_text(one.status, self.lang)
        text = short_text(one, self.lang).removeprefix(word).removesuffix(self.days.get(metric.id, "")).strip() or word
        return (
            f'<td class="{look} {one.status}"><a href="{self.address(place, metric.id)}" '
            f'title="{escape(word)}"><i>{SIGNS[one.status]}</i>{escape(text)}</a></td>'
        )


def _told(progress: Progress, beside: Sequence[Progress], lang: str) -> str:
    """Write sign, amount and lead; of a quiet status its word stands for the lead."""
    status = progress.status
    # Of an older value its day stands below it.
    amount = amount_text(progress, lang, beside).replace(older_text(progress, lang) or "\0", "")
    lead = lead_text(progress, lang, beside)
    # The unit stands beside it already.
    lead = lead.removesuffix(f" {amount.rpartition(' ')[2]}") if is_due(progress) else lead.split(" ")[0]
    if lead == NOTHING:
        lead = status_text(status, lang)
    if progress.actual is None and progress.target is None:
        amount = ""
    return f"<i>{SIGNS[status]}</i><span>{escape(amount)}</span><b>{escape(lead)}</b>"


def _bullet(progress: Progress) -> str:
    """Draw the completion as a bar on the length of the target, with a tick where the schedule stands."""
    if progress.completion is None or not progress.target:
        return ""
    wide = min(round(float(progress.completion) * _FULL), _WIDEST)
    tick = ""
    if progress.share is not None and progress.share < 1:
        tick = f";--t:{round(float(progress.share) * _FULL)}px"
    return f'<u style="--w:{wide or int(bool(progress.actual))}px{tick}"></u>'


def _line(progress: Progress, series: Series) -> str:
    """Draw the lead of the last twelve months around the schedule; all lines have one scale."""
    since = add_months(progress.as_of, -_LINE_MONTHS)
    shown = [one for one in lead_line(progress, series) if one.day >= since]
    if len(shown) < 2:
        return ""
    days = (progress.as_of - since).days
    way = [(round(_LINE_WIDE * (one.day - since).days / days), _height(float(one.value))) for one in shown]
    return f'<svg><path d="{write_way(way)}"/></svg>'


def _height(lead: float) -> int:
    within = max(min(lead, _LINE_LIMIT), -_LINE_LIMIT)
    return round(_LINE_HALF - within / _LINE_LIMIT * _LINE_HALF)
