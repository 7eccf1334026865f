"""What an office writes on its papers itself, and a writer's own paragraphs: values that need no store."""

from dataclasses import dataclass
from datetime import date, datetime

#: The reader of a paper that goes to every place.
ALL = "all"
#: 存在问题, 下一步工作.
PARTS = ("problems", "next")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above and below the text of a paper; what nobody has written is empty or ``None``.

    Attributes
    ----------
    addressee, signer, copies, printer
        主送机关, 署名, 抄送机关, 印发机关.
    basis
        The document that the paper rests on, in place of the plan's own.
    number, issued, printed
        文号, 成文日期 and 印发日期: of one paper, so they serve its own as-of day only.
    consent
        经省政府同意: without it a department addresses no government.
    """

    addressee: str = ""
    signer: str = ""
    basis: str = ""
    number: str = ""
    issued: date | None = None
    copies: str = ""
    printer: str = ""
    printed: date | None = None
    consent: bool = False


@dataclass(frozen=True, slots=True)
class OwnParagraph:
    """A writer's own text; `as_of` is the paper for which it was last written."""

    part: str
    content: str
    as_of: date
    actor: str
    moment: datetime
