"""Lines of text around and between tables: titles, notes, section rows."""

import re
from dataclasses import dataclass
from functools import lru_cache

from intake.words import lexicon as words
from intake.words.characters import REMEMBERED, compact

_NOTE = re.compile(r"^\(?(?:" + "|".join(re.escape(w) for w in words.NOTE_STARTS.split() if w != "注") + r"|注\b)")
_NOTE_HEAD = re.compile(r"^[^:]{1,12}:")
#: A title counted among others (表一, 附表1, （一）, 一、) is that of one table alone.
_COUNTED = re.compile(r"^(?:附?表|附件)[一二三四五六七八九十\d]|^\(?[一二三四五六七八九十]{1,3}[)、.]")
_ENUMERATOR = re.compile(r"^(?:\(?[一二三四五六七八九十]{1,3}[)、.]|\(?\d{1,2}[)、.](?!\d))")
#: What a printer or a writer repeats at the top of a page.
_PAGE = re.compile(r"续[表页)]?|第[\d一二三四五六七八九十]+页|共[\d一二三四五六七八九十]+页|^-?\d+-?$")
#: Words with which a title may begin as well as a note: 截止2019年6月30日…情况表.
_MAY_OPEN_TITLE = re.compile(r"截[至止](?!日期|时间|:)|附件|报表|统计时间(?!:)")
_LAST_BRACKETS = re.compile(r"(?:\([^()]*\))+$")
_TITLE = re.compile(r"(?:表|情况|统计|汇总|一览|进展|进度|报告|通报|[月季年旬周日快]报|台[账帐]|清单|明细)\)?$")


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A text above, below or inside a table, and where it stands."""

    text: str
    row: int
    column: int


@lru_cache(maxsize=REMEMBERED)
def is_note(text: str) -> bool:
    """Whether a text is a line about the table (填报单位：…, 注：…), not a head of it."""
    plain = compact(text)
    if not _NOTE.match(plain):
        return False
    bare = _LAST_BRACKETS.sub("", plain)
    if _TITLE.search(bare) and _MAY_OPEN_TITLE.match(plain):
        return False
    return bool(_NOTE_HEAD.match(plain)) or len(bare) > 8


def is_counted(text: str) -> bool:
    """Whether a text is the title of one table among several (表一 …, 附表1 …, （一）…)."""
    return bool(_COUNTED.match(compact(text)))


def is_title(text: str) -> bool:
    """Whether a text reads as a table's title (…情况, …统计表)."""
    return is_counted(text) or bool(_TITLE.search(_LAST_BRACKETS.sub("", compact(text))))


def is_page_mark(text: str) -> bool:
    """Whether a text only tells that a table goes on (续表, 第2页)."""
    return bool(_PAGE.search(compact(text)))


def strip_section(text: str) -> str:
    """Return the words of a section row without its number, its brackets and its colon (一、…, 【…】, …：)."""
    plain = _ENUMERATOR.sub("", compact(text)).rstrip(":")
    return plain[1:-1] if plain.startswith("(") and plain.find(")") == len(plain) - 1 else plain


def shared_lines(above: tuple[SheetLine, ...]) -> tuple[SheetLine, ...]:
    """Return the lines above a sheet's first table that speak of the later ones too: those before its counted title."""
    counted = [line.row for line in above if is_counted(line.text)]
    return tuple(line for line in above if not counted or line.row < min(counted))
