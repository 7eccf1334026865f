"""ID numbers that a writer types, or that sheets carry in names and cells, stand on no paper and in no file of one."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from briefing.brief import Scope
from briefing.composing.composition import compose_brief
from briefing.composing.material import fetch_material
from briefing.composing.revision import revise
from briefing.rendering.child import name_file, render_proved
from data.access import Access
from data.letterhead import Letterhead
from data.letterheads import letterhead_for, paragraphs_of, remember_letterhead, remember_paragraphs
from data.settings import load_settings
from data.store import Store, open_store
from metrics.months import month_end
from tests.support.numbers_of import GOOD, spaced
from tests.support.paths import ROOT
from tests.support.store_of import HARBIN, JIXI, PLAN, a_clock, a_handin, asked, said, take_in

CITY = Scope("city", PLAN, (HARBIN,))


@pytest.fixture
def store(own_home: Path) -> Iterator[Store]:
    with open_store(load_settings(), a_clock()) as opened:
        sheet = a_handin(
            said(12, cell="D6"),
            said(3, city=JIXI),
            targets=(asked(20), asked(4, city=JIXI)),
            document=f"黑人社发〔2019〕3号 {GOOD}",
        )
        take_in(Access(opened), sheet)
        yield opened


def unpacked(content: bytes) -> bytes:
    """Return a file with its parts unpacked."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return b"".join(unpacked(parts.read(name)) for name in parts.namelist())


@pytest.mark.parametrize("form", ["docx", "xlsx", "pptx", "csv", "pdf"])
def test_no_export_holds_a_number_that_was_typed_or_handed_in(form: str, store: Store) -> None:
    access = Access(store)
    material = fetch_material(access, CITY, None)
    brief = compose_brief(material, "zh", "full")
    changed = revise(brief, {1: f"经{spaced(GOOD)}核实，{brief.summary}", 0: f"{brief.title}{GOOD}"})
    assert "19811212" not in "".join(changed.texts).replace(" ", "") and "23***************3" in changed.texts[1]
    content = render_proved(changed, form)
    assert content and "19811212" not in name_file(changed, form, content)
    lying = unpacked(content)
    if form == "pdf":
        from pypdf import PdfReader

        lying += "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).encode()
    assert GOOD.encode() not in lying and b"19811212" not in lying


def test_heads_and_paragraphs_that_are_remembered_hold_no_number(store: Store) -> None:
    access, day = Access(store), month_end(said(1).end)
    remember_letterhead(
        access,
        PLAN,
        "all",
        day,
        Letterhead(
            addressee=f"各市局{GOOD}", signer=f"王{spaced(GOOD)}", copies=GOOD, printer=GOOD, number=GOOD, basis=GOOD
        ),
    )
    remember_paragraphs(access, PLAN, "province", day, {"problems": f"王某（{GOOD}）未参加", "next": GOOD})
    told = repr(letterhead_for(access, PLAN, "all", day)) + repr(paragraphs_of(access, PLAN, "province"))
    assert told.count("23***************3") == 8 and "19811212" not in told.replace(" ", "")


def test_words_typed_on_a_brief_come_back_without_the_number(store: Store) -> None:
    app = AppTest.from_file(str(ROOT / "ui" / "router.py"), default_timeout=60)
    for name, value in {"scope": "city", "city": HARBIN}.items():
        app.query_params[name] = value
    app.run()
    app.switch_page(str(ROOT / "pages" / "read" / "briefing.py")).run()
    app.toggle(key="brief.editing").set_value(True).run()
    app.text_area[1].set_value(f"经{GOOD}核实，{app.text_area[1].value}").run()
    assert not app.exception and "23***************3" in app.text_area[1].value
    shown = "".join(str(one.proto) for one in app.main)
    assert "19811212" not in shown
