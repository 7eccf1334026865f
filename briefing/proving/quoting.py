"""Write figures and days into a text, and keep each with the exact value that it states."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from briefing.brief import Quoted
from briefing.proving.reading_back import DAY_UNITS, days_of, find_figures
from metrics.plan import Metric
from wording.days import month_end_text, month_text
from wording.figures import Number, figure, percent, points
from wording.sentences import say


@dataclass
class FigureWriter:
    """Writes in one language; `figures` and `days` are what it has written.

    `aside` takes what limits a figure (基数未核实, 沿用…), by (metric, city), for the 注 under the tables;
    without it that stands in brackets behind the figure.
    """

    lang: str
    figures: list[Quoted] = field(default_factory=list)
    days: set[date] = field(default_factory=set)
    aside: dict[tuple[str, str], list[str]] | None = None

    def amount(
        self,
        value: Number,
        metric: Metric,
        what: str,
        city: str | None = None,
        beside: Iterable[Number | None] = (),
    ) -> str:
        """Write an amount in the metric's unit: ``36.11万人次``, ``361,100 sessions``.

        `beside` are the other amounts of the sentence, so that all of them are in one unit.
        """
        text = self._close_up(figure(value, metric.unit, self.lang, beside=beside))
        return self._keep(text, Fraction(value), metric.unit, what, metric.id, city)

    def share(self, value: Fraction, what: str, metric: str | None = None, city: str | None = None) -> str:
        """Write a share of one in %: ``48.1%``."""
        return self._keep(self._close_up(percent(value, self.lang)), Fraction(value) * 100, "%", what, metric, city)

    def change(self, value: Fraction, what: str, metric: str | None = None, city: str | None = None) -> str:
        """Write a growth or decline, a share of one: ``增长12.3%``, ``down 4.0%``."""
        key = "brief.grown" if value > 0 else "brief.fallen"
        text = say(key, self.lang, share=self._close_up(percent(abs(value), self.lang)))
        return self._keep(text, Fraction(value) * 100, "%", what, metric, city)

    def points(
        self, value: Fraction, what: str, metric: str | None = None, city: str | None = None, short: bool = False
    ) -> str:
        """Write a difference in 百分点 with its direction: ``高3.2个百分点``, ``3.2 points ahead of``; not for zero."""
        if short and self.lang == "en":
            text = points(value, self.lang)
        else:
            bare = self._close_up(points(abs(value), self.lang).lstrip("+")).removesuffix(" pp")
            text = say("brief.points-above" if value > 0 else "brief.points-below", self.lang, points=bare)
        return self._keep(text, Fraction(value), "points", what, metric, city)

    def count(self, number: int, what: str, key: str = "brief.count", metric: str | None = None) -> str:
        """Write how many: ``13个``; `key` is the sentence that carries the counted word."""
        return self._keep(say(key, self.lang, count=number), Fraction(number), "count", what, metric)

    def rise(self, value: Decimal, metric: Metric, what: str, city: str | None = None) -> str:
        """Write by how much an amount grew or shrank: ``增加5个``, ``down 3``; not for zero."""
        key = "brief.more" if value > 0 else "brief.fewer"
        text = say(key, self.lang, amount=self._close_up(figure(abs(value), metric.unit, self.lang)))
        return self._keep(text, Fraction(value), metric.unit, what, metric.id, city)

    def quote(self, text: str, what: str, metric: Metric | None = None, city: str | None = None) -> str:
        """Take over a sentence that others made from the same data, with the figures and days in it."""
        text = self._close_up_figures(text)
        for found in find_figures(text):
            if found.unit in DAY_UNITS:
                self.days.update(days_of(found))
            else:
                self._keep(found.text, found.value, found.unit, what, metric.id if metric else None, city)
        return text

    def day(self, day: date) -> str:
        """Write a day; the last of a calendar month as ``2019年6月底``."""
        self.days.add(day)
        return month_end_text(day, self.lang)

    def month(self, day: date) -> str:
        """Write the month of a day."""
        self.days.add(day)
        return month_text(day, self.lang)

    def note_days(self, *days: date) -> None:
        """Keep days that another's sentence states."""
        self.days.update(days)

    def _close_up(self, text: str) -> str:
        """Official texts set no space between a figure and its unit."""
        return text.replace(" ", "") if self.lang == "zh" else text

    def _close_up_figures(self, text: str) -> str:
        return re.sub(r"(?<=\d) (?=[^\d\s])", "", text) if self.lang == "zh" else text

    def _keep(
        self, text: str, value: Fraction, unit: str, what: str, metric: str | None, city: str | None = None
    ) -> str:
        self.figures.append(Quoted(text, value, unit, what, metric, city))
        return text
