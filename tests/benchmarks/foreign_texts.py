"""What a foreign sheet full of texts costs to read, beside openpyxl reading the same file."""

import gc
import io
import time
from collections.abc import Callable
from random import Random

import openpyxl
import xlsxwriter

from intake.read import read_file
from metrics.definitions.catalogue import load_catalogue

ROWS, COLUMNS = 10_000, 10
_SIGNS = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈"
_CITIES = ("哈尔滨市", "齐齐哈尔市", "牡丹江市", "佳木斯市", "大庆市", "伊春市", "绥化市", "大兴安岭地区")
_SENTENCE = (
    "the quick report of vocational courses was reviewed by many workers during last May and people said that new "
    "subsidies should be given to each of those who finish 12 courses of skill before Monday"
)
_ENGLISH = _SENTENCE.split()


def _signs(random: Random) -> str:
    return "".join(random.choice(_SIGNS) for _ in range(12))


def _sentence(random: Random) -> str:
    return " ".join(random.choice(_ENGLISH) for _ in range(14))


def _address(random: Random) -> str:
    return f"黑龙江省{random.choice(_CITIES)}和平区中山路{random.randint(1, 999)}号{random.randint(1, 40)}栋"


def _numbered(random: Random) -> str:
    return f"{random.randint(1, 9999)}个{_signs(random)[:2]}共{random.randint(1, 99)}项，第{random.randint(1, 300)}号"


def _repeated(random: Random) -> str:
    return f"{_SIGNS[:7]}{random.randint(1, 13)}"


KINDS: dict[str, Callable[[Random], str]] = {
    "12 Chinese characters": _signs,
    "English sentences": _sentence,
    "addresses": _address,
    "words with digits": _numbered,
    "13 texts repeated": _repeated,
}


def draw_sheet(text: Callable[[Random], str], rows: int = ROWS) -> bytes:
    """Return a workbook whose cells hold texts of one kind; the same at every call."""
    random, stream = Random(1), io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(rows):
            for column in range(COLUMNS):
                sheet.write_string(row, column, text(random) if column else f"项目{row}")
    return stream.getvalue()


def measure_foreign_texts() -> list[tuple[str, ...]]:
    """CPU of reading 100,000 cells of each kind of text for all plans, and of openpyxl reading the same file."""
    plans = load_catalogue()
    lines: list[tuple[str, ...]] = []
    for name, text in KINDS.items():
        content = draw_sheet(text)
        ours = _cpu(lambda content=content: read_file(content, "x.xlsx", plans))
        theirs = _cpu(lambda content=content: _read_with_openpyxl(content))
        lines.append(
            (
                f"100,000 cells of {name}, CPU",
                f"{ours:.1f} s",
                f"{theirs:.1f} s openpyxl",
                f"{ours / theirs:.1f}",
                "≤ 2 s",
            )
        )
    return lines


def _read_with_openpyxl(content: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    assert sum(1 for row in book.worksheets[0].iter_rows(values_only=True) for _ in row) == ROWS * COLUMNS


def _cpu(work: Callable[[], object]) -> float:
    gc.disable()  # as in the child, which reads one file and ends
    start = time.process_time()
    try:
        work()
        return time.process_time() - start
    finally:
        gc.enable()
        gc.collect()
