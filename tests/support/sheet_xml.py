"""Workbooks written by hand: every form of cell that writers of spreadsheets use, and what each reader says of them."""

import io
import zipfile

from intake.sheets.archive import Archive
from intake.sheets.xlsx.book import read_book, read_xlsx
from intake.sheets.xlsx.columns import SheetColumns
from intake.sheets.xlsx.texts import read_texts

ROOT = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
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
    '<c r="{ref}"/>',
    '<c r="{ref}" s="3"></c>',
    '<c r="{ref}" s="1"><v>43615.999998</v></c>',
    '<c r="{ref}" s="1"><v>743615</v></c>',
    '<c r="{ref}" s="3"><v>0.75</v></c>',
    '<c r="{ref}" s="4"><v>0.125</v></c>',
)
ODD = (
    '<c r="{ref}"><f>B1</f><v /></c>',
    '<c r="{ref}"><f>B1</f></c>',
    '<c r="{ref}" t="str"><f>B1</f><v></v></c>',
    '<c r="{ref}"><f>B1</f><v></v></c>',
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


def workbook(
    rows: str, *, book: str = "<workbookPr/>", texts: list[str] = SHARED, after: str = "", head: str = "", sst: str = ""
) -> bytes:
    items = "".join(
        f"<si>{text}</si>"
        if text == "<r>"
        else f'<si><t xml:space="preserve">{text}</t></si>'
        if text != text.strip()
        else f"<si><t>{text}</t></si>"
        for text in texts
    )
    items = items.replace("<si><r></si>", "<si><r><t>红</t></r><r><t>字</t></r></si>")
    parts = {
        "[Content_Types].xml": ROOT + "<Types/>",
        "_rels/.rels": (
            f'{RELATIONS}<Relationship Id="r1" Type="{KIND}officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'{ROOT}<workbook xmlns:r="{KIND[:-1]}">{book}<sheets><sheet name="台账" sheetId="1" r:id="r1"/>'
            f"</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": RELATIONS
        + f'<Relationship Id="r1" Type="{KIND}worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{KIND}sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="r3" Type="{KIND}styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": (
            '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="2"/><xf numFmtId="20"/>'
            '<xf numFmtId="10"/></cellXfs></styleSheet>'
        ),
        "xl/sharedStrings.xml": sst or f'{ROOT}<sst count="9">{items}</sst>',
        "xl/worksheets/sheet1.xml": ROOT
        + f'<worksheet xmlns="{MAIN}" xmlns:x="{MAIN}">{head}<sheetData>{rows}</sheetData>{after}</worksheet>',
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return target.getvalue()


def by_columns(
    content: bytes, columns: tuple[int, ...] = (1, 2, 28), after: int = 0
) -> dict[tuple[int, int], tuple[str, bool]]:
    archive = Archive(content)
    book = read_book(archive)
    found = SheetColumns(columns, read_texts(archive, book.texts), book).read(archive, book.worksheets[0][2], after)
    return {
        (after + 1 + at, number): (text, bool(column.numeric[at]))
        for number, column in found.items()
        for at, text in enumerate(column.texts.to_pylist())
        if text is not None
    }


def by_cells(
    content: bytes, columns: tuple[int, ...] = (1, 2, 28), after: int = 0
) -> dict[tuple[int, int], tuple[str, bool]]:
    (sheet,) = read_xlsx(content).sheets
    return {
        (row, column): (cell.day.isoformat() if cell.day else cell.text, cell.number is not None)
        for (row, column), cell in sheet.cells.items()
        if column in columns and row > after
    }


def rows_of(forms: list[list[str]], gaps: list[int]) -> str:
    lines, row = [], 0
    for cells, gap in zip(forms, gaps, strict=True):
        row += gap
        text = "".join(
            form.format(ref=f"{letter}{row}") for letter, form in zip(("A", "B", "C", "AB"), cells, strict=False)
        )
        lines.append(f'<row r="{row}" spans="1:28">{text}</row>' if text else f'<row r="{row}"/>')
    return "".join(lines)
