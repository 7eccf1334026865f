"""The day of the document that a 目标任务分解表 belongs to: from then on its targets are in force."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from intake.sheets.sheet import Sheet
from intake.tables.figure_table import FigureTable
from intake.tables.line_kinds import SheetLine
from intake.words.characters import compact
from intake.words.numerals import write_days_in_digits

_DAY = r"((?:19|20)\d\d)[年./-](\d{1,2})[月./-](\d{1,2})(?!\d)[日号]?"
_OFFICE = r"[^\d:,。;]{0,40}(?:厅|局|委|委员会|办|办公室|政府|部|领导小组|联席会议|总工会|中心)"
_NUMBER = r"[一-鿿]{2,8}\((?:19|20)\d\d\)第?\d+号"
_WORD = r"(?:成文|发文|印发|发布|下达|下发|签发|发出|公布|颁布|文件|制发)"
_NUMBER_ALONE = re.compile(_NUMBER)
#: What states the document's day, wherever it stands in a line.
_STATED = tuple(
    map(
        re.compile,
        (
            rf"{_WORD}(?:日期|时间|日)? ?(?:为|是|:|于)? ?{_DAY}",
            rf"自?{_DAY}起(?:正式|开始)?(?:执行|施行|实施|生效)",
            rf"{_DAY}(?:正式|统一)?{_WORD}(?!日期|时间|日|:)",
            rf"{_NUMBER}[\"》)]?[,、;(]{{0,2}}{_DAY}",
            rf"{_DAY}[,、;(]{{0,2}}{_NUMBER}",
        ),
    )
)
#: A day in brackets behind a title, under it, or at the foot, alone or behind the office that signs.
_SIGNED = re.compile(rf"(?:.*?\({_DAY}\)|(?:{_OFFICE}|\(此件[^()]*\))? ?{_DAY})")
_SHARED_OUT = re.compile(r"分解|下达|分配表|任务书|责任书|任务清单")
_LABEL = re.compile(rf"{_WORD}(?:日期|时间|日):?")
#: The day beside the word of a draft is that of the paper (送审稿（6月25日）), but for one up to which its figures go.
_DRAFT = r"(?:[一-鿿]{0,4}稿|(?:打印|公示|电子|修订|更新|送审|报审)版)"
_DRAFT_DAY = (
    r"(?:(?:19|20)\d\d[年./-])?\d{1,2}(?:[./-]\d{1,2}(?![\d月]|[./-]\d)|月\d{1,2}(?=[日号)]|$))[日号]?|20\d{6}(?!\d)"
)
_DRAFTED = re.compile(
    rf"({_DRAFT})[)]?[ ,、:;_-]?[(]?(?:{_DRAFT_DAY})[)]?"
    rf"|(?<![\d至到止年—~./-])[(]?(?:{_DRAFT_DAY})[ ,、:;_-]?[)]?[(]?({_DRAFT})"
)
#: Whose day is the one on which the form was filled in, or of which its figures are.
_OTHER_DAY = re.compile(
    r"(?:填报|填表|制表|报送|上报|报出|打印|编制|审核|审签|复核|统计|汇总|更新|录入|经办|联系|负责)"
    r"(?:单位|部门|机关|人|时间|日期|日|电话|:)|截至|截止|数据|期限|时限|有效期"
)


def shares_out(text: str) -> bool:
    """Tell whether titles speak of targets that are shared out, and of nothing achieved."""
    return bool(_SHARED_OUT.search(text)) and "完成" not in text


def without_draft_day(text: str) -> str:
    """Return a title, a sheet's or a file's name without the day of its draft (送审稿（6月25日）)."""
    plain = _plain(text)
    bare = _DRAFTED.sub(lambda match: match[1] or match[2], plain)
    return text if bare == plain else bare


def without_document_days(table: FigureTable) -> FigureTable:
    """Return a table without the days of its draft, and, where it shares targets out, those of its document."""
    table = replace(table, above=tuple(map(_leave_draft_out, table.above)))
    if not shares_out(" ".join(line.text for line in table.above)):
        return table
    return replace(table, above=tuple(map(_leave_out, table.above)), below=tuple(map(_leave_out, table.below)))


def _leave_draft_out(line: SheetLine) -> SheetLine:
    text = without_draft_day(line.text)
    return line if text == line.text else replace(line, text=text)


def _leave_out(line: SheetLine) -> SheetLine:
    plain = _plain(line.text)
    if _OTHER_DAY.search(plain):
        return line
    spans = {match.span(): _NUMBER_ALONE.search(match[0]) for pattern in _STATED for match in pattern.finditer(plain)}
    if match := _SIGNED.fullmatch(plain):
        spans.setdefault(match.span(), match)
    rest = plain
    for (start, stop), says_more in sorted(spans.items(), reverse=True):
        kept = re.sub(rf"\(?{_DAY}\)?", "", rest[start:stop]) if says_more else ""
        rest = rest[:start] + kept + rest[stop:]
    return line if rest == plain else replace(line, text=re.sub(r"\(\)|(?<=号)[(\)]", "", rest))


def find_document_days(sheet: Sheet, tables: Sequence[FigureTable]) -> tuple[date, ...]:
    """Return the different days that a sheet names outside its tables as that of its document, as they stand there.

    What states such a day in words counts before a day that only stands there as the foot of a document does. A day
    beside who filled the form in, or as of which its figures are, is none.
    """
    bodies = {row for table in tables for row in table.rows}
    heads = {row for table in tables if table.rows for row in table.heads}
    rows: dict[int, list[str]] = {0: [_plain(text) for text in sheet.before]}
    for (row, _), cell in sorted(sheet.cells.items()):
        if row not in bodies and cell.number is None:
            rows.setdefault(row, []).append(_plain(cell.day.isoformat() if cell.day else cell.text))
    stated: list[date] = []
    signed: list[date] = []
    is_other = False
    for row, texts in rows.items():
        # The day below or beside 填报单位 is that of filling in.
        is_other, below_other = any(_OTHER_DAY.search(text) for text in texts), is_other
        found = _find_stated(texts)
        stated += found
        if not (found or is_other or below_other or row in heads):
            signed += [day for text in texts if (match := _SIGNED.fullmatch(text)) for day in _days(match)]
    return tuple(dict.fromkeys(stated or signed))


def _plain(text: str) -> str:
    return write_days_in_digits(compact(text))


def _find_stated(texts: Sequence[str]) -> list[date]:
    found = [day for text in texts for pattern in _STATED for match in pattern.finditer(text) for day in _days(match)]
    for label, beside in pairwise(texts):
        if _LABEL.fullmatch(label) and (match := re.fullmatch(_DAY, beside)):
            found += _days(match)
    return found


def _days(match: re.Match[str]) -> list[date]:
    groups = [int(one) for one in match.groups() if one is not None]
    try:
        return [date(*groups[:3])]
    except ValueError:
        return []
