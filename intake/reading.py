"""What was understood of a file: a value without behaviour, the same for page, command line and store."""

from dataclasses import dataclass, field
from datetime import date

from intake.findings.finding import Finding
from intake.findings.masks import mask_told
from metrics.observation import Ground, Observation
from metrics.plan import Role, Target

#: Why a number is set aside that is plainly no figure.
NO_FIGURES = ("serial", "code", "column-number", "text", "remark")


@dataclass(frozen=True, slots=True)
class SetAside:
    """A number that was neither read nor compared, and why; an ID number among them is masked."""

    sheet: str
    cell: str
    raw: str
    reason: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "raw", mask_told(self.raw))


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A row below a city (district) or a part of a metric (其中), kept but never added."""

    observation: Observation
    part: str


@dataclass(frozen=True, slots=True)
class Carried:
    """A figure that a note tells to be an earlier one, as a statement of that time.

    Where the note names no time (`is_dated` is false) it is one of the sheet's own.
    """

    observation: Observation
    is_dated: bool


@dataclass(frozen=True, slots=True)
class UnderstoodColumn:
    """How one column (or row) of figures was understood, shown to the reporter before handing in.

    `sheet`, `cells` say where ("D5:D20"); `header` is what stands above it; `role` one of
    ``actual``, ``target``, ``rate``, ``rank`` …; the rest is ``None`` where it does not apply.
    `asks` names what an answer may settle (``metric``, ``span``, ``unit``); `fingerprint` and `ordinal` are
    the head and the column that the answer is for (`intake.statements.hints.Hint`), `choices` the spans to choose
    from as ``span|first day|last day``, `guess` the likeliest metric. `row` is the row that it is, where rows say
    what is counted; `span` and `month` what stretch and last month an answer may correct, `overruled` what the
    reporter has corrected (``metric``, ``span``, ``unit``, ``role``, ``due``). `purpose` is one of
    `intake.statements.hints.ROLES`, empty for other quantities.
    """

    sheet: str
    cells: str
    header: str
    role: str
    metric: str | None
    basis: str | None
    period: str | None
    unit: str | None
    samples: tuple[str, ...]
    certain: bool = True
    fingerprint: str = ""
    ordinal: int = 0
    asks: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    guess: str | None = None
    grounds: tuple[Ground, ...] = ()
    row: str = ""
    span: str | None = None
    month: str | None = None
    overruled: tuple[str, ...] = ()
    correctable: bool = False
    purpose: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "samples", tuple(map(mask_told, self.samples)))


@dataclass(frozen=True, slots=True)
class Question:
    """Words around a table that may change what its numbers mean, with the guess what these are if they do not.

    `fingerprint` is the head that an answer is for; `basis`, `start` and `last` are those of the first number. `city`
    where the words are a place: whether it is the whole of it. `guess` is ``passed``, or ``left``: not to be read.
    """

    sheet: str
    cell: str | None
    fingerprint: str
    words: str
    line: str
    count: int
    metric: str
    basis: str | None
    start: str | None
    last: str | None
    city: str = ""
    guess: str = "passed"


@dataclass(frozen=True, slots=True)
class Counts:
    """Accounting of every number in the tables: numeric = read + compared + set_aside."""

    numeric: int = 0
    read: int = 0
    compared: int = 0
    set_aside: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A base or studio of a register.

    `level` and `state` are slugs (``national``, ``provincial`` …; ``approved``, ``building``, ``opened``,
    ``revoked``), empty where the list says nothing; `approved` a day or empty.
    """

    metric: str
    name: str
    city: str
    host: str
    level: str
    batch: str
    approved: str
    state: str
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one file says.

    `plan` is the plan it was read for; `format` what the content is (``xlsx``, ``xls``, ``ods``,
    ``csv``, ``html`` …), ``None`` when it could not be opened. `kept` and `rejected` are the rows of a
    roster as Arrow streams, without ID numbers or names. `document_days` are the different days that an allocation
    names as its document's; it is in force from the only one on. `carried` are held against what stands, never handed
    in. `judged` of the findings, the last ones, come from beside the store and not from the file alone.
    """

    file: str
    sha256: str
    format: str | None
    plan: str | None
    observations: tuple[Observation, ...] = ()
    targets: tuple[Target, ...] = ()
    breakdown: tuple[Breakdown, ...] = ()
    findings: tuple[Finding, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    columns: tuple[UnderstoodColumn, ...] = ()
    counts: Counts = field(default_factory=Counts)
    roster: dict | None = None
    register: dict | None = None
    document: str | None = None
    document_days: tuple[date, ...] = ()
    kept: bytes = b""
    rejected: bytes = b""
    entities: tuple[Entry, ...] = ()
    judged: int = 0
    questions: tuple[Question, ...] = ()
    carried: tuple[Carried, ...] = ()

    @property
    def allocates(self) -> bool:
        """Whether it shares targets out (目标任务分解表)."""
        return any(one.role is Role.ALLOCATION for one in self.targets)

    @property
    def document_day(self) -> date | None:
        """The day of an allocation's document; ``None`` where it names none, or several."""
        return self.document_days[0] if len(self.document_days) == 1 else None

    @property
    def figures_aside(self) -> tuple[SetAside, ...]:
        """What was set aside, without what is plainly no figure: serial numbers, codes, remarks."""
        return tuple(one for one in self.set_aside if one.reason not in NO_FIGURES)

    @property
    def states_figures(self) -> bool:
        """Whether anything of it can be handed in: a figure, a target, or a list with entries."""
        return bool(self.observations or self.targets or (self.register and self.register["rows"]))
