"""A brief as data: composed once, rendered by every format; nothing here knows a library.

It can be pickled whole and sent to a child process. Charts are those of the screen.
"""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from briefing.charts.chart import Chart, Matrix, Source
from briefing.manner import ANNEXES
from data.letterhead import Letterhead

KINDS = ("province", "city", "metric", "cities")
# 一句话, 一段, 一页, 全文.
LENGTHS = ("sentence", "paragraph", "page", "full")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a brief is about.

    Attributes
    ----------
    kind
        ``province``, ``city`` (`cities` holds the one), ``metric`` or ``cities`` (a choice of them).
    plan, metric
        Ids; `metric` is set for the kind of that name.
    cities
        Codes, in the order of the brief.
    metrics
        Of the other kinds: the metrics chosen, empty for all.
    period
        First and last day where the brief tells what was gained in a span (“2019年”).
    """

    kind: str
    plan: str
    cities: tuple[str, ...] = ()
    metric: str | None = None
    metrics: tuple[str, ...] = ()
    period: tuple[date, date] | None = None

    @property
    def chosen(self) -> tuple[str, ...]:
        """The metrics chosen; empty where all are told."""
        return (self.metric,) if self.metric is not None else self.metrics


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, as it is printed, without the number of its level.

    Attributes
    ----------
    level
        0 for text, 2 or 3 for a heading within the section (GB/T 9704: （一）, 1.); the section's
        own heading is level 1 (一、).
    number
        What is printed before a heading: ``（一）``; empty for text.
    about
        The metric that it tells of, by its id; empty where it tells of several or none.
    """

    text: str
    level: int = 0
    number: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the brief: heading, text and the charts that belong to it, each possibly none.

    `number` (``一、``, ``1. ``) is printed before the heading where the format numbers its parts;
    `message` is what the title of a slide with its text says. `own` is the writer's text: no data bear its figures.
    """

    heading: str
    paragraphs: tuple[Paragraph, ...] = ()
    charts: tuple[Chart, ...] = ()
    number: str = ""
    message: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Quoted:
    """A figure that the text states.

    Attributes
    ----------
    text
        As written: ``36.11万人次``, ``48.1%``, ``高3.2个百分点``.
    value
        The exact value in the base unit; a percentage 48.1 for 48.1 %; a difference with its sign.
    unit
        ``个``, ``人次`` …, ``%``, ``points`` or ``count`` (of places, months).
    what
        ``actual``, ``target``, ``completion``, ``lead``, ``schedule``, ``share_of_province`` …
    """

    text: str
    value: Fraction
    unit: str
    what: str
    metric: str | None = None
    city: str | None = None


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """A figure or a day that the writer put into the text and marked as theirs: it is no figure of the data.

    Attributes
    ----------
    text, near
        As written, and the words around it, by which it is known again.
    """

    text: str
    near: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """All that any format prints.

    Attributes
    ----------
    name
        Stem of the file names.
    addressee, signer
        主送机关 and 署名; what nobody has named is 【】.
    summary
        The whole in one sentence; it opens every length.
    sections
        Text by `length` (``sentence`` has none beside the summary); the charts are in all of them.
    message, message_figures
        What the title of the first slide says; the figures that all messages of slides state.
    form
        ``text`` (a sentence or paragraph for others to take over: neither addressed nor signed),
        ``notice`` (通报) or ``letter`` (函, to one place).
    opening, closing
        现将有关情况通报如下 with its basis, and 特此通报; empty in a ``text``.
    head
        What the office has written itself: 文号, 抄送, 印发.
    own_figures
        The figures of the writer's own sections.
    annexes
        Which of `ANNEXES` the paper has.
    internal
        Whether it is for the house alone.
    matrix
        The statuses of all places; ``None`` for one city.
    remarks
        What limits the figures of the text (基数未核实, 沿用), each one sentence: the 注 under the tables.
    notes
        口径 and whatever limits the figures (未报, 沿用, 至少, known-at), each one sentence.
    clauses
        Where the targets stand, one line a metric, for speaker notes and the appendix.
    sources
        The cells behind the figures.
    figures, days
        Every figure and every day that the text states; `briefing.proving.proof` holds files against them.
    names
        Fixed names that contain digits (“98113”, 黑政办发〔2025〕21号) and are no figures.
    demo
        Every page then says 演示数据.
    issued
        成文日期; ``None`` prints 【】.
    own
        Figures of the writer's own, marked as theirs; the sources list them, and nothing vouches for them.
    """

    name: str
    title: str
    scope: Scope
    as_of: date
    known_at: datetime | None
    lang: str
    length: str
    addressee: str
    signer: str
    summary: str
    sections: tuple[Section, ...]
    matrix: Matrix | None
    notes: tuple[str, ...]
    clauses: tuple[str, ...]
    sources: tuple[Source, ...]
    figures: tuple[Quoted, ...]
    days: tuple[date, ...]
    names: tuple[str, ...]
    demo: bool
    issued: date | None = None
    remarks: tuple[str, ...] = ()
    message: str = ""
    message_figures: tuple[Quoted, ...] = ()
    annexes: tuple[str, ...] = ANNEXES
    internal: bool = True
    form: str = "notice"
    opening: str = ""
    closing: str = ""
    head: Letterhead = Letterhead()
    own_figures: tuple[Quoted, ...] = ()
    own: tuple[OwnFigure, ...] = ()

    @property
    def charts(self) -> tuple[Chart, ...]:
        """Every chart once, in the order of the brief, the matrix last."""
        found = [chart for section in self.sections for chart in section.charts]
        if self.matrix is not None:
            found.append(self.matrix)
        return tuple({chart.name: chart for chart in found}.values())

    @property
    def messages(self) -> tuple[str, ...]:
        """What the titles of its slides say."""
        told = [self.message, *(one.message for one in self.sections), *(one.message for one in self.charts)]
        return tuple(dict.fromkeys(text for text in told if text))

    @property
    def own_texts(self) -> tuple[str, ...]:
        """The writer's own paragraphs; every text format prints them, none proves their figures."""
        return tuple(one.text for section in self.sections if section.own for one in section.paragraphs)

    @property
    def texts(self) -> tuple[str, ...]:
        """Every sentence of the brief that carries figures, in order: what every text format must print."""
        inner = [one.text for section in self.sections if not section.own for one in section.paragraphs]
        return tuple(text for text in (self.title, self.summary, *inner, *self.remarks) if text)
