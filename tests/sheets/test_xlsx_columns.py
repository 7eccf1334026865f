"""Large sheets read by columns say exactly what the reader of single cells says, whatever their XML looks like."""

import io
import random
import re
import zipfile
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.sheets import archive as archives
from intake.sheets.archive import Archive
from intake.sheets.sheet import Unreadable
from intake.sheets.xlsx import column_parts
from intake.sheets.xlsx.columns import SheetColumns
from tests.support.sheet_xml import ODD, PLAIN, by_cells, by_columns, rows_of, workbook


@pytest.fixture(params=[300, 200_000])
def careful(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Count the pieces that are read cell by cell; blocks of two sizes."""
    found: list[int] = []
    whole = SheetColumns._read_careful

    def count(self: SheetColumns, block: bytes) -> None:
        found.append(len(block))
        whole(self, block)

    monkeypatch.setattr(SheetColumns, "_read_careful", count)
    monkeypatch.setattr(archives, "_STEP", request.param)
    return found


def sheets(forms: tuple[str, ...]) -> st.SearchStrategy[str]:
    row = st.lists(st.sampled_from(forms), max_size=4)
    return st.lists(st.tuples(row, st.integers(1, 3)), min_size=1, max_size=40).map(
        lambda rows: rows_of([one for one, _ in rows], [gap for _, gap in rows])
    )


@settings(max_examples=150, deadline=None)
@given(rows=sheets(PLAIN) | sheets(PLAIN + ODD), step=st.sampled_from([97, 300, 5_000]))
def test_both_readers_say_the_same(rows: str, step: int) -> None:
    content = workbook(rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(archives, "_STEP", step)
        assert by_columns(content) == by_cells(content)


def test_the_usual_forms_are_read_all_at_once(careful: list[int]) -> None:
    content = workbook(rows_of([[form, form, form, form] for form in PLAIN] * 30, [1] * len(PLAIN) * 30))
    assert by_columns(content) == by_cells(content)
    assert careful == []


@pytest.mark.parametrize("form", ODD)
def test_an_unusual_form_is_read_with_care(form: str, careful: list[int]) -> None:
    content = workbook(rows_of([[PLAIN[0], PLAIN[7]], [form, form], [PLAIN[0], form]], [1, 1, 2]))
    assert by_columns(content) == by_cells(content)
    assert careful or "不是数字" in form or "<v></v>" in form


@pytest.mark.parametrize(
    "rows",
    [
        "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>",
        '<row r="3"><c r="A3"><v>1</v></c></row><row><c><v>2</v></c></row>',
        '<x:row r="1"><x:c r="A1"><x:v>5</x:v></x:c></x:row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"/> <row r="3"/>',
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><v>2</v></c></row>',
        "",
    ],
)
def test_rows_in_unusual_dress_are_read_the_same(rows: str, careful: list[int]) -> None:
    content = workbook(rows)
    assert by_columns(content) == by_cells(content)


def test_a_prefix_on_every_tag_costs_nothing(careful: list[int]) -> None:
    rows = rows_of([[PLAIN[7], PLAIN[11]], [PLAIN[2], PLAIN[15]]] * 30, [1] * 60)
    content = workbook(re.sub(r"<(/?)(?=\w)", r"<\1x:", rows))
    assert by_columns(content) == by_cells(content) == by_columns(workbook(rows))
    assert careful == []


def test_numbers_are_told_from_texts_of_digits(careful: list[int]) -> None:
    content = workbook(rows_of([[PLAIN[2], PLAIN[9]], [PLAIN[11], PLAIN[4]], [PLAIN[20], PLAIN[5]]], [1, 1, 1]))
    found = by_columns(content)
    assert {place: numeric for place, (_, numeric) in found.items()} == {
        (1, 1): True,
        (1, 2): False,
        (2, 1): False,
        (2, 2): True,
        (3, 1): False,
        (3, 2): True,
    }
    assert found[2, 2][0] == "230602198112128000" and found[1, 2][0] == "230602198112128143"


def test_a_formula_that_awaits_calculation_has_no_value(careful: list[int]) -> None:
    content = workbook(
        '<row r="1"><c r="A1"><f>SUM(B1)</f><v>0</v></c><c r="B1"><v>2</v></c></row>',
        book='<workbookPr/><calcPr fullCalcOnLoad="1"/>',
    )
    assert by_columns(content) == by_cells(content) == {(1, 1): ("", False), (1, 2): ("2", True)}


@pytest.mark.parametrize("book", ["<workbookPr/>", '<workbookPr date1904="1"/>'])
def test_what_a_merged_range_hides_is_not_read(book: str, careful: list[int]) -> None:
    rows = rows_of([[PLAIN[0], PLAIN[1], PLAIN[2], PLAIN[3]]] * 12, [1] * 12)
    merges = "".join(
        f'<mergeCell ref="{area}"/>' for area in ("A2:A4", "B3:AB3", "A7:B9", "C1:AB1", "D5:F6", "A11:A40")
    )
    content = workbook(
        rows, book=book, after=f"<autoFilter ref='A1:B9'/><mergeCells count='6'>{merges}</mergeCells><x:mergeCell/>"
    )
    assert by_columns(content) == by_cells(content) and (3, 1) not in by_columns(content)
    assert by_columns(content, after=2) == by_cells(content, after=2)


def test_a_member_is_unpacked_to_its_last_byte() -> None:
    for size in range(1_000_000, 1_000_060, 3):
        stored = io.BytesIO()
        with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr("a", b"\0" * size)
        assert sum(map(len, Archive(stored.getvalue()).blocks("a", most=1_000_000))) == size


@pytest.mark.parametrize(
    "sst", ["<sst/>", '<sst count="0" uniqueCount="0"/>', "<sst></sst>", "<x:sst xmlns:x='a' count=\"0\" />"]
)
def test_shared_texts_may_be_none(sst: str) -> None:
    content = workbook(rows_of([[PLAIN[0], PLAIN[15]]], [1]), sst=sst)
    assert by_columns(content) == by_cells(content)


def test_a_declaration_of_entities_is_refused() -> None:
    with pytest.raises(Unreadable) as told:
        by_columns(
            workbook(rows_of([[PLAIN[0]]], [1]), sst='<!DOCTYPE sst [<!ENTITY a "b">]><sst><si><t>&a;</t></si></sst>')
        )
    assert told.value.facts["reason"] == "entities"


def test_texts_that_are_too_much_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(column_parts, "_MAX_BYTES", 50_000)
    with pytest.raises(Unreadable) as told:
        by_columns(workbook(rows_of([['<c r="{ref}" t="s"><v>0</v></c>']] * 600, [1] * 600), texts=["长" * 50]))
    assert told.value.slug == "too-large"


def test_only_what_stands_below_the_head_is_read(careful: list[int]) -> None:
    content = workbook(rows_of([[PLAIN[11]], [PLAIN[2]], [PLAIN[3]], []], [1, 1, 3, 4]))
    assert by_columns(content, after=2) == {(5, 1): ("36.11", True)}


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ('<row r="1048577"><c r="A1048577"><v>1</v></c></row>', "place-outside-sheet"),
        ('<row r="1"><c r="A1" t="s"><v>99</v></c></row>', "text-missing"),
        ('<row r="1"><c r="A1"><v>1</v></c>', "broken-markup"),
        ('<row r="1"><c r="A1"><v>1</c></row>', "broken-markup"),
        ('<row r="1"><c r="A1" t="str"><v>&nothing;</v></c></row>', "broken-markup"),
        ('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>', "broken-markup"),
    ],
)
def test_what_is_broken_is_told(rows: str, reason: str, careful: list[int]) -> None:
    with pytest.raises(Unreadable) as told:
        by_columns(workbook(rows))
    assert told.value.facts["reason"] == reason


@settings(max_examples=100, deadline=None)
@given(seed=st.integers(0, 1_000_000))
def test_damage_is_told_or_both_readers_agree(seed: int) -> None:
    chance = random.Random(seed)
    rows = bytearray(rows_of([[chance.choice(PLAIN) for _ in range(3)] for _ in range(12)], [1] * 12), "utf-8")
    for _ in range(chance.randrange(1, 4)):
        place = chance.randrange(len(rows))
        rows[place : place + chance.randrange(3)] = chance.choice(
            [b"", b"<", b">", b'"', b"7", b"/", b"</c>", b"<v>", b"&"]
        )
    try:
        content = workbook(rows.decode("utf-8", "replace"))
        careful = by_cells(content)
    except Unreadable:
        careful = None
    try:
        found = by_columns(content)
    except Unreadable:
        return
    # What only the reader by columns accepts must at least be no other figure than it says.
    assert careful is None or found == careful
