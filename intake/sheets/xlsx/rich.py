"""Texts of cells, in one piece or in runs of their own fonts: raised digits and struck runs are told apart."""

from intake.sheets.filling import MAX_TEXT
from intake.sheets.sheet import Unreadable
from intake.sheets.xlsx.escapes import unescape

# A raised 1 behind 13 marks a footnote: it must not make 131 of it.
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NO = ("0", "false", "off", "none")


class RunsText(str):
    """A text of runs that bring their own fonts: its cell's font says nothing of it; `struck` when all of it is."""

    struck = False


class TextParser:
    """Handlers for what stands within ``<si>`` or ``<is>``; phonetic guides are left out."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Start with the next text."""
        self._runs: list[tuple[str, bool]] = []
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
            self._runs.append((text.translate(_RAISED) if self._raised else text, self._struck))

    def end(self, tag: str) -> None:
        if tag == "t":
            self._in_text = False
        elif tag == "rPh":
            self._phonetic -= 1

    def finish(self) -> str:
        """Return the text without its struck runs, or all of it where nothing else is left."""
        valid = "".join(text for text, struck in self._runs if not struck)
        every = "".join(text for text, _ in self._runs)
        if not self._own_font:
            return unescape(every)
        found = RunsText(unescape(valid if valid.strip() else every))
        found.struck = not valid.strip() and bool(every.strip())
        return found
