"""Bytes of workbooks and containers that no library writes for tests: OLE files, bombs, bare parts."""

import io
import struct
import zipfile

import xlsxwriter

SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'


def plain_xlsx(**options: object) -> bytes:
    """A small workbook by XlsxWriter: one text, one number."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, **options}) as book:
        sheet = book.add_worksheet("表")
        sheet.write_row(0, 0, ["市", 12])
    return stream.getvalue()


def with_parts(content: bytes, **parts: bytes) -> bytes:
    """A workbook with some parts replaced or added; keys name parts with __ for / and _ for a point."""
    stream = io.BytesIO()
    named = {key.replace("__", "/").replace("_", "."): part for key, part in parts.items()}
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in named:
                new.writestr(name, old.read(name))
        for name, part in named.items():
            new.writestr(name, part)
    return stream.getvalue()


def with_sheet(body: str) -> bytes:
    """A workbook whose only sheet has this markup."""
    return with_parts(plain_xlsx(), xl__worksheets__sheet1_xml=SHEET.format(body).encode())


def claim_size(content: bytes, part: str, size: int) -> bytes:
    """The same archive, its directory saying that a part unpacks to another size."""
    changed = bytearray(content)
    start = 0
    while (start := changed.find(b"PK\x01\x02", start)) >= 0:
        length = struct.unpack_from("<H", changed, start + 28)[0]
        if changed[start + 46 : start + 46 + length] == part.encode():
            struct.pack_into("<I", changed, start + 24, size)
        start += 46
    return bytes(changed)


def compound(**streams: bytes) -> bytes:
    """An OLE compound file holding these streams."""
    sectors: list[bytes] = []
    table: list[int] = []
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0)]
    for name, data in streams.items():
        data = data.ljust(4096, b"\0")
        pieces = [data[i : i + 512].ljust(512, b"\0") for i in range(0, len(data), 512)]
        entries.append(_entry(name, 2, len(sectors), len(data)))
        table += [len(sectors) + i + 1 for i in range(len(pieces) - 1)] + [0xFFFFFFFE]
        sectors += pieces
    directory = b"".join(entries).ljust(512 * (len(entries) // 4 + 1), b"\0")
    first = len(sectors)
    pieces = [directory[i : i + 512] for i in range(0, len(directory), 512)]
    table += [first + i + 1 for i in range(len(pieces) - 1)] + [0xFFFFFFFE]
    sectors += pieces
    table.append(0xFFFFFFFD)
    allocation = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
    assert len(allocation) == 512, "one table sector is enough for tests"
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6)
    header += b"\0" * 10 + struct.pack("<IIIIIIIII", 1, first, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, len(sectors))
    header = header.ljust(512, b"\xff")
    return header + b"".join(sectors) + allocation


def record(kind: int, data: bytes = b"") -> bytes:
    """One BIFF8 record."""
    return struct.pack("<HH", kind, len(data)) + data


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    entry = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1) + struct.pack("<III", *[0xFFFFFFFF] * 3)
    return entry.ljust(116, b"\0") + struct.pack("<IQ", start, size)
