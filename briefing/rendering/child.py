"""The child that prints: briefs come in, one file a format goes out; it has no store and no address.

Run as ``python -m briefing.rendering.child``. In: pickled `Order`, then pickled briefs until the end. Out: lines of
JSON: ``{"file", "size"}`` and so many bytes, or ``{"problem"}``, or ``{"failed", "title", "form"}`` where the program
failed; ``{"printed"}`` after each; ``{"next"}`` after a brief.
"""

import importlib
import io
import json
import os
import pickle
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from briefing.brief import Brief
from briefing.proving.proof import prove, prove_brief, require_proved
from data.failures import describe_failure

FORMATS = ("docx", "pptx", "xlsx", "pdf", "png", "svg", "csv", "parquet")
# These give one file a chart, packed as one.
BY_CHART = ("png", "svg", "csv", "parquet")
PICTURE_SIZES = ("screen", "slide", "a4")
# A module named csv would hide the standard library's.
#: Where a format is rendered that is no single file of its own name.
_MODULES = {"csv": "delimited", "docx": "docx.notice", "pptx": "pptx.deck", "xlsx": "xlsx.book"}
_KINDNESS = 10
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Order:
    """What to make of every brief.

    Attributes
    ----------
    archive
        Name of the one ZIP that holds all; ``None`` where one file comes of it.
    size
        Of pictures: one of `PICTURE_SIZES`.
    """

    formats: tuple[str, ...]
    lang: str
    archive: str | None = None
    size: str = "a4"


def render_proved(brief: Brief, form: str, options: object = None) -> bytes:
    """Render a brief in one format, read the file back and hold its text against the data.

    Raises
    ------
    Unproved
        When a figure in the file is not one of the data, or one is lost.
    """
    require_proved(prove_brief(brief))
    module = importlib.import_module(f"briefing.formats.{_MODULES.get(form, form)}")
    content = module.render(brief, options)
    if hasattr(module, "text_of") and form not in BY_CHART:
        require_proved(prove(module.text_of(content), brief))
    return content


def name_file(brief: Brief, form: str, content: bytes) -> str:
    """Return the file's name; many charts come as one archive."""
    packed = form in BY_CHART and content.startswith(b"PK")
    return f"{brief.name}_{form}.zip" if packed else f"{brief.name}.{form}"


def pack(files: list[tuple[str, bytes]]) -> bytes:
    """Return a ZIP of files that are packed already; the same files give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content)
    return buffer.getvalue()


def unpack(content: bytes) -> tuple[bytes, ...]:
    """Return the files of a ZIP in the order of their names."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return tuple(archive.read(name) for name in sorted(archive.namelist()))


def print_all(source: BinaryIO, sink: BinaryIO) -> None:
    """Render every brief that comes in, in every format of the order, and hand each file out at once."""
    order: Order = pickle.load(source)
    for brief in _read_briefs(source):
        for form in order.formats:
            try:
                content = render_proved(brief, form, _choose_options(form, order))
            except Exception as error:
                _tell(sink, _tell_problem(error, brief, form, order.lang))
            else:
                _tell(sink, {"file": name_file(brief, form, content), "size": len(content)})
                sink.write(content)
            _tell(sink, {"printed": f"{brief.title} · {form}"})
        _tell(sink, {"next": True})


def _choose_options(form: str, order: Order) -> object:
    if form not in ("png", "svg"):
        return None
    from briefing.formats.chart_files import ChartChoice
    from briefing.formats.chart_picture import SIZES

    return ChartChoice(size=SIZES[order.size])


def _read_briefs(source: BinaryIO) -> Iterator[Brief]:
    while True:
        try:
            yield pickle.load(source)
        except EOFError:
            return


def _tell_problem(error: Exception, brief: Brief, form: str, lang: str) -> dict:
    """Tell one sentence; what nobody foresaw is told with its places in the code, for the log."""
    sentence = getattr(error, "sentence", None)
    if callable(sentence):
        mark = "{}（{}）：{}" if lang == "zh" else "{} ({}): {}"
        return {"problem": mark.format(brief.title, form, sentence(lang))}
    return {"failed": describe_failure(error, words=True), "title": brief.title, "form": form}


def _tell(sink: BinaryIO, event: dict) -> None:
    sink.write(json.dumps(event, ensure_ascii=False).encode() + b"\n")
    sink.flush()


if __name__ == "__main__":
    os.nice(_KINDNESS)  # those who look at pages go first
    out = sys.stdout.buffer
    sys.stdout = sys.stderr  # a library that prints must not disturb the answer
    # Orders are pickled by the module's own name, not as `__main__`.
    from briefing.rendering.child import print_all as run

    run(sys.stdin.buffer, out)
