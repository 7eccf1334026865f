"""Charts as data: what screen, XLSX and the office formats draw is one and the same value."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from metrics.progress.judging import Status
from metrics.progress.lines import TimeValue

CellValue = str | Decimal | date | None


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a chart's table; `kind` is ``text``, ``number``, ``percent``, ``points`` or ``day``.

    A ``percent`` holds 61.0 for 61.0 %.
    """

    label: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of a chart, in base units, for reading, copying and exporting."""

    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[CellValue, ...], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A cell or publication that a figure of the chart was taken from; `note` says who corrected it, and why."""

    about: str
    day: date | None
    file: str
    sheet: str
    cell: str
    raw: str
    note: str = ""

    @property
    def told(self) -> str:
        """What the cell says, with what was corrected of it."""
        return f"{self.raw}（{self.note}）" if self.note else self.raw


@dataclass(frozen=True, slots=True)
class Mark:
    """A single value of its own beside the series: a target, or a published figure."""

    label: str
    value: Decimal
    day: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A day of the plan, marked on the axis of time."""

    label: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What every chart has.

    Attributes
    ----------
    name
        Stem of a file name for the picture and the workbook.
    unit, scale
        The axis shows value / scale in `unit` (万人次, 10000); values stay in the base unit.
    alternative
        What the chart shows, in words, for those who do not see it.
    message
        What a slide says of it in its title; empty outside briefs.
    about
        In a brief, the metric that it shows, by its id; empty where it shows several.
    """

    name: str
    title: str
    unit: str
    scale: Decimal = Decimal(1)
    alternative: str
    notes: tuple[str, ...] = ()
    table: Table
    sources: tuple[Source, ...] = ()
    lang: str = "zh"
    demo: bool = False
    message: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class BulletRow:
    """One measure against its target, in % of it; `text` and `due` are the amounts, `share` the completion as written.

    Without a target (`aimed` is false) nothing marks one.
    """

    key: str
    label: str
    status: Status
    completion: Decimal | None
    schedule: Decimal | None
    text: str
    due: str = ""
    aimed: bool = True
    share: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullet(Chart):
    """Bars in % of target with a mark where the schedule stands; the target is the line at 100.

    Where there is a `band` (of a ratio: least and, if the document names one, upper value) the bars are
    the values themselves, and the line stands at the least one.
    """

    rows: tuple[BulletRow, ...]
    names: tuple[str, str, str]
    band: tuple[Decimal, Decimal | None] | None = None

    @property
    def line(self) -> Decimal:
        """Where the line of the target stands."""
        return self.band[0] if self.band else Decimal(100)

    @property
    def widest(self) -> Decimal:
        """The largest value on the axis."""
        upper = self.band[1] if self.band and self.band[1] else Decimal(0)
        return max([self.line, upper, *(x for row in self.rows for x in (row.completion, row.schedule) if x)])

    @property
    def shade(self) -> tuple[Decimal, Decimal]:
        """From where to where a pale ground lies behind the bars: up to the target, or the band."""
        return (self.band[0], self.band[1] or self.widest) if self.band else (Decimal(0), Decimal(100))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cumulative(Chart):
    """The cumulative value against the schedule line (`stepped` for whole units)."""

    actual: tuple[TimeValue, ...]
    schedule: tuple[TimeValue, ...]
    stepped: bool
    target: Mark | None
    published: tuple[Mark, ...]
    names: tuple[str, str]
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Leads(Chart):
    """The lead over the schedule through time, in 百分点; between the `limits` a place is slightly behind."""

    points: tuple[TimeValue, ...]
    limits: tuple[Decimal, Decimal]
    span: tuple[date, date] | None
    said: str
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Completions(Chart):
    """Several places through time, each in % of its own target; `lines` are (label, points)."""

    lines: tuple[tuple[str, tuple[TimeValue, ...]], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """The amount of one period; `derived` when it is the difference of two totals."""

    label: str
    start: date
    end: date
    value: Decimal
    derived: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodBars(Chart):
    """Amounts by period, with the amount that is needed in each from now on."""

    bars: tuple[Bar, ...]
    required: Mark | None
    names: tuple[str, str]


@dataclass(frozen=True, slots=True)
class RankRow:
    """A city's lead in 百分点; ``None`` where none can be told."""

    key: str
    label: str
    status: Status
    lead: Decimal | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking(Chart):
    """Cities by lead over the schedule, with the lines where the status changes."""

    rows: tuple[RankRow, ...]
    limits: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """The status of one metric of one city, and the few characters that tell it."""

    status: Status
    text: str
    detail: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A city, or a system (which stands apart)."""

    key: str
    label: str
    system: bool
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix(Chart):
    """City by metric; `keys` and `labels` are those of the metrics."""

    keys: tuple[str, ...]
    labels: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A city on the map: `rings` of (longitude, latitude), `place` of its label."""

    key: str
    label: str
    status: Status
    text: str
    place: tuple[float, float]
    rings: tuple[tuple[tuple[float, float], ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusMap(Chart):
    """The statuses of one metric on the schematic map of the province.

    `narrowing` is how much of a degree of latitude a degree of longitude is there.
    """

    areas: tuple[Area, ...]
    narrowing: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts(Chart):
    """Plain amounts, one bar a row; `rows` are (label, value), `whole` is what their shares are of.

    `ranked` rows rise from the lowest to the highest rank: their tones deepen.
    """

    rows: tuple[tuple[str, Decimal], ...]
    whole: Decimal | None = None
    ranked: bool = False


@dataclass(frozen=True, slots=True)
class Sparkline:
    """A small line for a card: the way so far, the schedule, and the target as the upper edge."""

    actual: tuple[TimeValue, ...]
    schedule: tuple[TimeValue, ...]
    target: Decimal | None
    alternative: str
