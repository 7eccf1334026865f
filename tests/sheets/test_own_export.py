"""A workbook that the program exported itself is known in one sentence; templates are read."""

import io
from pathlib import Path

from openpyxl import load_workbook

from briefing.formats.xlsx import book as xlsx
from intake.read import read_file
from intake.sheets.own_export import MARKER
from metrics.definitions.catalogue import load_catalogue
from tests.support.brief_of import HARBIN, brief_of
from wording.sentences import say


def _slugs(content: bytes) -> list[str]:
    return [one.slug for one in read_file(content, "简报.xlsx", load_catalogue()).findings]


def test_an_exported_workbook_handed_in_is_one_sentence_also_when_saved_by_another_program() -> None:
    for lang in ("zh", "en"):
        content = xlsx.render(brief_of(HARBIN, lang))
        book = load_workbook(io.BytesIO(content))
        saved = io.BytesIO()
        book.save(saved)
        assert _slugs(content) == _slugs(saved.getvalue()) == ["own-export"]
        for sheet in book:
            for cell in sheet[1]:
                if cell.value == MARKER:
                    cell.value = None
        bare = io.BytesIO()
        book.save(bare)
        assert _slugs(bare.getvalue()) == ["own-export"]  # an older export has no mark
    assert "本系统导出" in say("finding.own-export", "zh")


def test_a_report_is_not_taken_for_an_export(samples: Path) -> None:
    for path in sorted(samples.glob("*.xlsx"))[:6]:
        assert "own-export" not in _slugs(path.read_bytes())
