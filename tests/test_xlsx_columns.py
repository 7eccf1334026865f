"""Large sheets read by columns say exactly what the reader of single cells says, whatever their XML looks like."""

import io
import random
import re
import zipfile
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.formats import archive as archives
from intake.formats.archive import Archive
from intake.formats.xlsx import read_book, read_xlsx
from intake.formats.xlsx_columns import SheetColumns
from intake.formats.xlsx_texts import read_texts
from intake.sheet import Unreadable

ROOT = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
SHARED = ["大庆技师学院", "a &amp; b", "", "  ", "电工_x000D_", "<r>", "1", "230602198112128143"]
#: Forms of a cell that are read all at once, and others that are read one by one.
PLAIN = (
    '<c r="{ref}"><v>43615</v></c>',
    '<c r="{ref}" s="1"><v>43615.5</v></c>',
    '<c r="{ref}" s="2"><v>1500</v></c>',
    '<c r="{ref}"><v>36.110000000000004</v></c>',
    '<c r="{ref}"><v>2.30602198112128E+17</v></c>',
    '<c r="{ref}" t="n"><v>007</v></c>',
    '<c r="{ref}"><v>-3</v></c>',
    '<c r="{ref}" t="s"><v>0</v></c>',
    '<c r="{ref}" s="1" t="s"><v>4</v></c>',
    '<c r="{ref}" s="12345" t="s"><v>7</v></c>',
    '<c r="{ref}" t="s"><v>3</v></c>',
    '<c r="{ref}" t="inlineStr"><is><t>电工</t></is></c>',
    '<c r="{ref}" t="inlineStr"><is><t>短</t></is></c>',
    '<c r="{ref}" t="inlineStr"><is><t>十二个字节以上的一段文字</t></is></c>',
    '<c r="{ref}" t="inlineStr"><is><t xml:space="preserve"> 前后有空格 </t></is></c>',
    '<c r="{ref}" t="inlineStr"><is><t>A&amp;B &#x4E2D;&#25991; _x0041_</t></is></c>',
    '<c r="{ref}" t="inlineStr"><is><t>\u3000 </t></is></c>',
    '<c r="{ref}" t="inlineStr"><is><t/></is></c>',
    '<c r="{ref}" t="str"><f>VLOOKUP(A1,B:C,2,0)</f><v>钳工</v></c>',
    '<c r="{ref}"><f>SUM(A1:A2)</f><v>7.5</v></c>',
    '<c r="{ref}" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
    '<c r="{ref}"><f>B1</f><v /></c>',
    '<c r="{ref}"/>',
    '<c r="{ref}" s="3"></c>',
)
ODD = (
    '<c r="{ref}" t="b"><v>1</v></c>',
    '<c r="{ref}" t="d"><v>2019-06-30</v></c>',
    '<c t="s" r="{ref}"><v>0</v></c>',
    '<c r="{ref}" t="s" s="1"><v>0</v></c>',
    '<c r="{ref}" t="s" cm="1"><v>6</v></c>',
    '<c r="{ref}" t="inlineStr"><is><r><rPr><b/></rPr><t>粗</t></r><r><t>细</t></r></is></c>',
    '<c r="{ref}" t="inlineStr"><is><t>汉</t><rPh sb="0" eb="1"><t>han</t></rPh></is></c>',
    '<c r="{ref}"><!-- 注 --><v>12</v></c>',
    '<c r="{ref}" t="str"><v><![CDATA[<b>]]></v></c>',
    '<c r="{ref}">\n  <v>12</v>\n</c>',
    '<c r="{ref}"><v xml:space="preserve">12</v></c>',
    "<c r='{ref}'><v>12</v></c>",
    '<c r="{ref}"><v>不是数字</v></c>',
)


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


def workbook(rows: str, *, book: str = "<workbookPr/>", texts: list[str] = SHARED, after: str = "", head: str = "") -> bytes:
    items = "".join(f"<si>{text}</si>" if text == "<r>" else f'<si><t xml:space="preserve">{text}</t></si>' if text != text.strip() else f"<si><t>{text}</t></si>" for text in texts)
    items = items.replace("<si><r></si>", "<si><r><t>红</t></r><r><t>字</t></r></si>")
    parts = {
        "[Content_Types].xml": ROOT + "<Types/>",
        "_rels/.rels": f'{RELATIONS}<Relationship Id="r1" Type="{KIND}officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{ROOT}<workbook xmlns:r="{KIND[:-1]}">{book}<sheets><sheet name="台账" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{RELATIONS}<Relationship Id="r1" Type="{KIND}worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{KIND}sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="{KIND}styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="2"/></cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'{ROOT}<sst count="9">{items}</sst>',
        "xl/worksheets/sheet1.xml": f"{ROOT}<worksheet>{head}<sheetData>{rows}</sheetData>{after}</worksheet>",
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return target.getvalue()


def by_columns(content: bytes, columns: tuple[int, ...] = (1, 2, 28), after: int = 0) -> dict[tuple[int, int], tuple[str, bool]]:
    archive = Archive(content)
    book = read_book(archive)
    reader = SheetColumns(columns, read_texts(archive, book.texts), book.formats, book.date1904, book.recalculate)
    found = reader.read(archive, book.worksheets[0][2], after)
    return {
        (after + 1 + at, number): (text, bool(column.numeric[at]))
        for number, column in found.items()
        for at, text in enumerate(column.texts.to_pylist())
        if text is not None
    }


def by_cells(content: bytes, columns: tuple[int, ...] = (1, 2, 28), after: int = 0) -> dict[tuple[int, int], tuple[str, bool]]:
    (sheet,) = read_xlsx(content).sheets
    found = {}
    for (row, column), cell in sheet.cells.items():
        if column in columns and row > after and cell.text.strip():
            # A day is told by its number here, and read as one further on.
            found[row, column] = ("43615" if cell.day and cell.day.isoformat() == "2019-05-30" else cell.day.isoformat() if cell.day else cell.text, cell.number is not None)
    return found


def plain(cells: dict[tuple[int, int], tuple[str, bool]]) -> dict[tuple[int, int], str]:
    """What stands where; days without their time."""
    return {place: "43615" if text in ("43615.5", "2019-05-30") else text for place, (text, _) in cells.items()}


def rows_of(forms: list[list[str]], gaps: list[int]) -> str:
    lines, row = [], 0
    for cells, gap in zip(forms, gaps, strict=True):
        row += gap
        text = "".join(form.format(ref=f"{letter}{row}") for letter, form in zip(("A", "B", "C", "AB"), cells, strict=False))
        lines.append(f'<row r="{row}" spans="1:28">{text}</row>' if text else f'<row r="{row}"/>')
    return "".join(lines)


def sheets(forms: tuple[str, ...]) -> st.SearchStrategy[str]:
    row = st.lists(st.sampled_from(forms), max_size=4)
    return st.lists(st.tuples(row, st.integers(1, 3)), min_size=1, max_size=40).map(lambda rows: rows_of([one for one, _ in rows], [gap for _, gap in rows]))


@settings(max_examples=150, deadline=None)
@given(rows=sheets(PLAIN) | sheets(PLAIN + ODD), step=st.sampled_from([97, 300, 5_000]))
def test_both_readers_say_the_same(rows: str, step: int) -> None:
    content = workbook(rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(archives, "_STEP", step)
        assert plain(by_columns(content)) == plain(by_cells(content))


def test_the_usual_forms_are_read_all_at_once(careful: list[int]) -> None:
    content = workbook(rows_of([[form, form, form, form] for form in PLAIN] * 30, [1] * len(PLAIN) * 30))
    assert plain(by_columns(content)) == plain(by_cells(content))
    assert careful == []


@pytest.mark.parametrize("form", ODD)
def test_an_unusual_form_is_read_with_care(form: str, careful: list[int]) -> None:
    content = workbook(rows_of([[PLAIN[0], PLAIN[7]], [form, form], [PLAIN[0], form]], [1, 1, 2]))
    assert plain(by_columns(content)) == plain(by_cells(content))
    assert careful or "不是数字" in form


@pytest.mark.parametrize(
    "rows",
    [
        '<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>',
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
    assert plain(by_columns(content)) == plain(by_cells(content))


def test_a_prefix_on_every_tag_costs_nothing(careful: list[int]) -> None:
    rows = rows_of([[PLAIN[7], PLAIN[11]], [PLAIN[2], PLAIN[15]]] * 30, [1] * 60)
    content = workbook(re.sub(r"<(/?)(?=\w)", r"<\1x:", rows))
    assert plain(by_columns(content)) == plain(by_cells(content)) == plain(by_columns(workbook(rows)))
    assert careful == []


def test_numbers_are_told_from_texts_of_digits(careful: list[int]) -> None:
    content = workbook(rows_of([[PLAIN[2], PLAIN[9]], [PLAIN[11], PLAIN[4]], [PLAIN[20], PLAIN[5]]], [1, 1, 1]))
    found = by_columns(content)
    assert {place: numeric for place, (_, numeric) in found.items()} == {(1, 1): True, (1, 2): False, (2, 1): False, (2, 2): True, (3, 1): False, (3, 2): True}
    assert found[2, 2][0] == "230602198112128000" and found[1, 2][0] == "230602198112128143"


def test_a_formula_that_awaits_calculation_has_no_value(careful: list[int]) -> None:
    content = workbook('<row r="1"><c r="A1"><f>SUM(B1)</f><v>0</v></c><c r="B1"><v>2</v></c></row>', book='<workbookPr/><calcPr fullCalcOnLoad="1"/>')
    assert by_columns(content) == by_cells(content) | {} == {(1, 2): ("2", True)}


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
    # A day far from today is told by its number here, and as a day there.
    forms = [form for form in PLAIN if 's="1"><v>' not in form]
    rows = bytearray(rows_of([[chance.choice(forms) for _ in range(3)] for _ in range(12)], [1] * 12), "utf-8")
    for _ in range(chance.randrange(1, 4)):
        place = chance.randrange(len(rows))
        rows[place : place + chance.randrange(3)] = chance.choice([b"", b"<", b">", b'"', b"7", b"/", b"</c>", b"<v>", b"&"])
    try:
        content = workbook(rows.decode("utf-8", "replace"))
        careful = plain(by_cells(content))
    except Unreadable:
        careful = None
    try:
        found = plain(by_columns(content))
    except Unreadable:
        return
    # What only the reader by columns accepts must at least be no other figure than it says.
    assert careful is None or found == careful
