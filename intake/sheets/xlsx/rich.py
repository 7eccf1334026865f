"""Texts of cells, in one piece or in runs of their own fonts."""

from intake.sheets.filling import MAX_TEXT
from intake.sheets.runs import Run, join_runs
from intake.sheets.sheet import Unreadable
from intake.sheets.xlsx.escapes import unescape

_NO = ("0", "false", "off", "none")


class TextParser:
    """Handlers for what stands within ``<si>`` or ``<is>``; phonetic guides are left out."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Start with the next text."""
        self._runs: list[Run] = []
        self._length = 0
        self._in_text = self._raised = self._struck = self._own_font = False
        self._phonetic = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "t":
            self._in_text = not self._phonetic
        elif tag == "r":
            self._raised = self._struck = False
        elif tag == "rPr":
            self._own_font = True
        elif tag == "vertAlign":
            self._raised = attributes.get("val") in ("superscript", "subscript")
        elif tag == "strike":
            self._struck = attributes.get("val", "1") not in _NO
        elif tag == "rPh":
            self._phonetic += 1

    def text(self, text: str) -> None:
        if self._in_text:
            self._length += len(text)
            if self._length > MAX_TEXT:
                raise Unreadable("too-large", reason="text", limit=f"{MAX_TEXT:,}")
            self._runs.append((text, self._raised, self._struck))

    def end(self, tag: str) -> None:
        if tag == "t":
            self._in_text = False
        elif tag == "rPh":
            self._phonetic -= 1

    def finish(self) -> str:
        """Return the text as it is valid, control characters resolved."""
        if not self._own_font:
            return unescape("".join(text for text, _, _ in self._runs))
        return join_runs([(unescape(text), raised, struck) for text, raised, struck in self._runs])
