"""Every sentence of the product, by key and language.

The sentences stand in ``wording/<language>/*.po``: msgid is the key, msgstr the sentence with
``{name}`` fields. They are compiled to one ``wording/<language>.mo`` when that is missing or older
than its sources, so that a plain start reads one small binary file and never imports Babel.
"""

import gettext
import io
import os
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

from wording.personal import hide_numbers

LANGUAGES = ("zh", "en")
FOLDER = Path(__file__).parent


def say(key: str, lang: str = "zh", /, **facts: object) -> str:
    """Return the sentence of that key in that language, with its fields filled.

    Raises
    ------
    KeyError
        When the language has no such key, or a field of the sentence is not among the facts.
    """
    sentence = load_sentences(lang).gettext(key)
    if sentence == key:
        raise KeyError(f"{lang}: {key}")
    return (
        sentence.format_map({name: _told(fact) for name, fact in facts.items()})
        if facts or "{" in sentence
        else sentence
    )


def _told(fact: object) -> object:
    """Return a fact as it may be told: without ID numbers, whoever wrote it."""
    if isinstance(fact, str):
        return hide_numbers(fact)
    return hide_numbers(str(fact)) if isinstance(fact, os.PathLike) else fact


@cache
def load_sentences(lang: str) -> gettext.GNUTranslations:
    """Return all sentences of one language; compile them first when their sources are newer."""
    if lang not in LANGUAGES:
        raise KeyError(lang)
    sources, compiled = FOLDER / lang, FOLDER / f"{lang}.mo"
    # The folder counts too: its time changes when a source is added or removed.
    changed = max(path.stat().st_mtime_ns for path in (sources, *sources.glob("*.po")))
    try:
        if compiled.stat().st_mtime_ns > changed:
            return gettext.GNUTranslations(io.BytesIO(compiled.read_bytes()))
    except OSError:
        pass  # missing: compile
    content = compile_sentences(sources)
    _write_aside(compiled, content)
    return gettext.GNUTranslations(io.BytesIO(content))


def compile_sentences(folder: Path) -> bytes:
    """Merge all ``.po`` files of a folder into the bytes of one ``.mo`` file.

    Raises
    ------
    ValueError
        When a key stands in two files.
    """
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    merged, home = Catalog(charset="utf-8"), dict[str, str]()
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, charset="utf-8"):
                if not isinstance(message.id, str) or not message.id:
                    continue
                if message.id in home:
                    raise ValueError(f"{message.id}: {home[message.id]}, {path.name}")
                home[message.id] = path.name
                merged.add(message.id, message.string)
    buffer = io.BytesIO()
    write_mo(buffer, merged)
    return buffer.getvalue()


def _write_aside(path: Path, content: bytes) -> None:
    """Write beside and rename, so that a process starting meanwhile never reads half a file."""
    with suppress(OSError):  # a read-only installation compiles in memory at every start
        handle, aside = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.chmod(aside, 0o644)
            os.replace(aside, path)
        finally:
            Path(aside).unlink(missing_ok=True)
