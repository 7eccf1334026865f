"""A small writer of xlsb, record by record: no library writes them."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#: What follows the value of a formula: no flags, the number 1, nothing behind it.
_FORMULA = struct.pack("<HI", 0, 3) + b"\x1e\x01\x00" + struct.pack("<I", 0)
_FORMS = {
    "rk": 2, "error": 3, "flag": 4, "real": 5, "text": 6, "shared": 7, "rich": 62,
    "formula-text": 8, "formula-number": 9, "formula-flag": 10, "formula-error": 11,
}  # fmt: skip
_SHORT = {2: 13, 3: 14, 4: 15, 5: 16, 6: 17, 7: 18, 62: 61}


@dataclass(frozen=True)
class Written:
    """A cell: the form of its record, its value (of an error the code), its style; `short` leaves its column out."""

    form: str
    value: object
    style: int = 0
    short: bool = False


@dataclass
class Sheet:
    """Cells by (row, column) counted from 1, as in what is read."""

    cells: Mapping[tuple[int, int], Written]
    merges: Sequence[tuple[int, int, int, int]] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    hidden: bool = False
    before_rows: bytes = b""


def record(kind: int, data: bytes = b"", size: int | None = None) -> bytes:
    """One record; `size` is what it says of its length, where that is to be a lie."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(data) if size is None else size
    length = b""
    while True:
        size, low = size >> 7, size & 0x7F
        length += bytes([low | (0x80 if size else 0)])
        if not size:
            return head + length + data


def wide(text: str) -> bytes:
    raw = text.encode("utf-16-le")
    return struct.pack("<I", len(raw) // 2) + raw


def pack_rk(value: float) -> bytes:
    """The value as an RK number, which need not hold every value."""
    for hundredths, times in ((0, 1), (1, 100)):
        whole = round(value * times)
        if whole / times == value and -(1 << 29) <= whole < 1 << 29:
            return struct.pack("<I", (whole << 2 | 2 | hundredths) & 0xFFFFFFFF)
    raw = struct.pack("<d", value)
    assert raw[:4] == b"\0\0\0\0" and not raw[4] & 3, "no RK number"
    return raw[4:]


def cell_record(column: int, cell: Written, shared: list[str]) -> bytes:
    kind, value = _FORMS[cell.form], cell.value
    if cell.form == "rk":
        data = pack_rk(float(value))
    elif cell.form in ("real", "formula-number"):
        data = struct.pack("<d", value)
    elif cell.form == "shared":
        if value not in shared:
            shared.append(str(value))
        data = struct.pack("<I", shared.index(str(value)))
    elif cell.form == "rich":
        # The last letter is in font 1, which stands raised.
        data = b"\x01" + wide(str(value)) + struct.pack("<IHH", 1, len(str(value)) - 1, 1)
    elif cell.form in ("text", "formula-text"):
        data = wide(str(value))
    else:
        data = bytes([int(value)])
    data += _FORMULA if cell.form.startswith("formula") else b""
    place = b"" if cell.short else struct.pack("<I", column - 1)
    return record(_SHORT[kind] if cell.short else kind, place + struct.pack("<I", cell.style) + data)


def sheet_part(sheet: Sheet, shared: list[str]) -> bytes:
    """A worksheet's part; texts that its cells share are put on the list."""
    rows, columns = zip(*sheet.cells, strict=True) if sheet.cells else ((1,), (1,))
    parts = [record(129), record(148, struct.pack("<4I", min(rows) - 1, max(rows) - 1, min(columns) - 1, max(columns)))]
    if sheet.hidden_columns:
        spans = (record(60, struct.pack("<4IH", c - 1, c - 1, 2340, 0, 3)) for c in sheet.hidden_columns)
        parts += [record(390), *spans, record(391)]
    parts += [record(145), sheet.before_rows]
    for row in sorted({*rows}):
        flags = 0x1000 if row in sheet.hidden_rows else 0
        parts.append(record(0, struct.pack("<IIHHBI", row - 1, 0, 300, flags, 0, 0)))
        parts += [cell_record(c, sheet.cells[r, c], shared) for r, c in sorted(sheet.cells) if r == row]
    parts.append(record(146))
    if sheet.merges:
        areas = (record(176, struct.pack("<4I", t - 1, b - 1, left - 1, r - 1)) for t, left, b, r in sheet.merges)
        parts += [record(177, struct.pack("<I", len(sheet.merges))), *areas, record(178)]
    return b"".join((*parts, record(130)))


def styles_part(codes: Sequence[str], *, struck: int | None = None, alternatives: bool = False) -> bytes:
    """Styles, one a format; the one with the number `struck` is struck out. Font 1 stands raised, font 2 struck out."""
    formats = [record(44, struct.pack("<H", 164 + at) + wide(code)) for at, code in enumerate(codes)]
    if alternatives:
        formats = [record(37, b"\x01\x00\x00\x00\x00\x00\x00\x00") + one + record(38) for one in formats]
    fonts = [
        record(43, struct.pack("<4H4B8sB", 220, flags, 400, raised, 0, 2, 134, 0, b"\0" * 8, 0) + wide("宋体"))
        for flags, raised in ((0, 0), (0, 1), (8, 0))
    ]
    plain = struct.pack("<5HBBI", 0xFFFF, 9, 0, 0, 0, 0, 0, 0)
    styles = [
        record(47, struct.pack("<5HBBI", 0, 164 + at, 2 if at == struck else 0, 0, 0, 0, 0, 0))
        for at, _ in enumerate(codes)
    ]
    count = lambda items: struct.pack("<I", len(items))  # noqa: E731
    return b"".join(
        (
            record(278),
            record(615, count(formats)), *formats, record(616),
            record(611, count(fonts)), *fonts, record(612),
            record(626, count([plain])), record(47, plain), record(627),
            record(617, count(styles)), *styles, record(618),
            record(279),
        )
    )  # fmt: skip


def book_part(sheets: Mapping[str, Sheet], *, date1904: bool = False, recalculate: bool = False) -> bytes:
    bundle = [
        record(156, struct.pack("<II", int(sheet.hidden), at) + wide(f"r{at}") + wide(name))
        for at, (name, sheet) in enumerate(sheets.items(), 1)
    ]
    properties = record(153, struct.pack("<II", int(date1904), 0) + wide(""))
    calculation = record(157, struct.pack("<IIIdIH", 191029, 1, 100, 0.001, 1, int(recalculate)))
    return b"".join((record(131), properties, record(143), *bundle, record(144), calculation, record(132)))


def parts_of(sheets: Mapping[str, Sheet], codes: Sequence[str] = ("General",), **options: object) -> dict[str, bytes]:
    """All parts of a workbook by name; options go to its own part, to its styles those that are theirs."""
    theirs = {name: options.pop(name) for name in ("struck", "alternatives") if name in options}
    shared: list[str] = []
    written = {f"xl/worksheets/sheet{at}.bin": sheet_part(one, shared) for at, one in enumerate(sheets.values(), 1)}
    items = [record(19, b"\0" + wide(text)) for text in shared]
    relations = [(f"r{at}", "worksheet", f"worksheets/sheet{at}.bin") for at in range(1, len(sheets) + 1)]
    relations += [("s1", "styles", "styles.bin"), ("s2", "sharedStrings", "sharedStrings.bin")]
    types = "".join(
        f'<Override PartName="/{name}" ContentType="application/vnd.ms-excel.{kind}"/>'
        for name, kind in (
            ("xl/workbook.bin", "sheet.binary.macroEnabled.main"),
            ("xl/styles.bin", "styles"),
            ("xl/sharedStrings.bin", "sharedStrings"),
            *((name, "worksheet") for name in written),
        )
    )
    return {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>'
        ).encode(),
        "_rels/.rels": _relations([("r1", "officeDocument", "xl/workbook.bin")]),
        "xl/workbook.bin": book_part(sheets, **options),
        "xl/_rels/workbook.bin.rels": _relations(relations),
        "xl/styles.bin": styles_part(codes, **theirs),
        "xl/sharedStrings.bin": b"".join(
            (record(159, struct.pack("<II", len(shared), len(shared))), *items, record(160))
        ),
        **written,
    }


def pack(parts: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def write_xlsb(sheets: Mapping[str, Sheet], codes: Sequence[str] = ("General",), **options: object) -> bytes:
    """A workbook of these sheets; style n shows by the n-th code."""
    return pack(parts_of(sheets, codes, **options))


def _relations(relations: Sequence[tuple[str, str, str]]) -> bytes:
    every = "".join(f'<Relationship Id="{i}" Type="{KIND}{kind}" Target="{part}"/>' for i, kind, part in relations)
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{every}</Relationships>'.encode()
