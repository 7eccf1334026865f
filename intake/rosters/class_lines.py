"""What the lines above the roster of one class say of everybody in it: its days, school, trade, level, people."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from intake.rosters.columns import HEADS, role_of
from intake.sheets.sheet import Sheet
from intake.words.characters import compact
from intake.words.day_spans import Days, find_days
from metrics.months import month_end

#: What may be said once for a class.
ROLES = ("institution", "occupation", "level", "group", "programme", "first_day", "last_day")
DAYS = ("first_day", "last_day")
HEAD_WORDS = [head for role in (*ROLES, "span") for head in HEADS[role].split() if len(head) > 1]
_CLASS = frozenset(
    ["班级", "班级名称", "培训班", "培训班名称", "班次", "班名", "班次名称", "开班名称", "期次", "培训期次"]
)
#: Labels beside these that end what stands before them.
_OTHERS = (
    "班主任 联系人 联系电话 电话 培训人数 人数 学员人数 课时 学时 培训课时 培训学时 总课时 培训天数 培训地点 培训地址 "
    "地点 地址 任课教师 授课教师 填表日期 填表时间 填表人 填报单位 填报人 负责人 校长 审核人 经办人 备注 主办单位 "
    "组织单位 班长 编号 班级编号"
)
_KNOWN = "|".join(sorted({*HEAD_WORDS, *_CLASS, *_OTHERS.split()}, key=len, reverse=True))
#: 培训时间：… and every other label, known ones also where nothing parts them from what stands before.
_LABEL = re.compile(rf"(?:(?P<known>{_KNOWN})(?:\([^()]*\))?|^(?P<first>[一-鿿/()]{{2,12}})):")
_BARE_LABEL = re.compile(r"(?P<known>培训时间|培训日期|起止时间|起止日期|开班时间|开班日期|结业时间|结业日期)(?=\d)")
_PARTS = re.compile(r"\s+(?=[一-鿿/()（）]{2,12}[:：])|[\n\t]+")
#: Runs of days and what joins them.
_RUN = re.compile(r"[\d〇零一二三四五六七八九十年月日号./\-~至到起止 ]{7,}")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
#: Whose days are those of a paper, not of a class.
_OTHER = re.compile(r"填表|填报|制表|报送|上报|审核|打印|印发|发文|统计|汇总|截至|截止|有效|报告期|更新")
_ONE_DAY = re.compile(r"(?<![\d十])[1一]天|当天|当日|全天|一日")
#: What stands around the trade in the name of a class.
_BEFORE = re.compile(
    r"^.{2,8}?(?:省|市|县|区)(?=.{2})|(?:19|20)\d\d年(?:度|上半年|下半年)?|\d{1,2}月份?|第?[一二三四五六七八九十\d]+[期批次]|\d+班"
)
_SCHOOL = re.compile(r"^(?P<school>[一-鿿()]*?(?:学校|学院|技校|大学|中专|培训中心|实训中心|公司|协会|商会))")
_AFTER = re.compile(
    r"(?:专业|工种)?(?:职业技能|技能|职业|就业|创业|转岗|岗前|岗位|提升|补贴性|初级|中级|高级|项目|专项|定向)*"
    r"(?:培训|实训|研修)?(?:班|[一二三四五六七八九十\d]+班|学员|人员|花名册|名册|名单|台账|登记表|签到表|情况).*$"
)
_TRADE = re.compile(
    r"[一-鿿/、]{0,10}(?:工|师|员|司机|手|匠|护理|烹饪|烹调|家政|家政服务|美容|美发|面点|电子商务|电商|缝纫|驾驶|操作|维修|修理|"
    r"焊接|种植|养殖|育婴|月嫂|保育|保安|保洁|茶艺|刺绣|编织|按摩|推拿|剪纸|客房服务|餐厅服务)"
)
_NO_TRADE = re.compile(
    r"^(?:[初中高]级.*|高级技师|技师|技工|普工)$|职工|员工|民工|务工|学员|人员|党员|教员|教师|导师|讲师|成员|会员|职员|学徒|失业|下岗|转移|退役|军人|残疾|贫困"
)
_SCHOOL_ALONE = re.compile(r"[一-鿿()]{2,30}(?:学校|学院|技校|大学|中专|培训中心|实训中心)")
#: No class of a title lasts longer; what does is the span that a paper reports on.
_LONGEST = 92


@dataclass(frozen=True, slots=True)
class Line:
    """A text above or between the rows of a roster, and where it stands."""

    text: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Said:
    """What a line says of one thing: its value and the line; `is_weak` where it only may be meant so."""

    value: str
    line: str
    is_weak: bool = False


def lines_of(sheet: Sheet, first: int, last: int) -> tuple[Line, ...]:
    """Return the texts of some rows in order; a date as its day."""
    return tuple(
        Line(cell.day.isoformat() if cell.day else cell.text, row, column)
        for (row, column), cell in sorted(sheet.cells.items())
        if first <= row <= last and cell.text.strip() and (cell.number is None or cell.day)
    )


def read_class_lines(lines: Sequence[Line], name: str = "") -> Mapping[str, Said]:
    """Return by role what lines say of a whole class; `name` is the sheet's, a last source of the trade.

    Days are taken where both ends are named, or each by its own label; a beginning alone says no end.
    """
    found: dict[str, Said] = {}
    classes: list[Line] = []
    titles = [line for line in lines if not _OTHER.search(compact(line.text))]
    years = {int(year) for line in titles for year in _YEAR.findall(compact(line.text))}
    year = years.pop() if len(years) == 1 else None
    for label, value, line in _labelled(lines):
        role = role_of(label)
        if label in _CLASS:
            classes.append(replace(line, text=value))
        elif role in (*DAYS, "span"):
            for end, day in _days_of(role, value, year).items():
                found.setdefault(end, _said(day.isoformat(), line))
        elif role in ROLES and value and ":" not in value:
            found.setdefault(role, _said(value, line))
    if not {*DAYS} & {*found}:
        found |= _bare_span(titles, year)
    for line in (*classes, *titles, Line(name, 0, 0)):
        school, trade = read_class_name(line.text)
        if school:
            found.setdefault("institution", Said(school, line.text.strip(), is_weak=not trade))
        if trade:
            found.setdefault("occupation", _said(trade, line))
    return {role: found[role] for role in ROLES if role in found}


def names_class(text: str) -> bool:
    """Tell whether a text speaks of a class: 花名册, 学员, 第二期, 焊工培训班, 开班时间."""
    return bool(
        re.search(
            r"花名册|名册|学员|培训班|班级|[期班]次|第.{1,3}[期班]|开班|培训(?:时间|日期|机构|学校|工种|专业)|[^一-鿿]?\w班$",
            compact(text),
        )
    )


def read_class_name(text: str) -> tuple[str, str]:
    """Return the school and the trade in the name of a class; empty where none is certain.

    >>> read_class_name("哈尔滨市某某职业技能培训学校2019年第三期焊工培训班学员花名册")
    ('哈尔滨市某某职业技能培训学校', '焊工')
    """
    plain = re.sub(r"\([^()]*\)", "", compact(text)).replace(" ", "")
    if not re.search("班|花名册|名册|学员", plain) or len(plain) > 60:
        match = _SCHOOL_ALONE.fullmatch(plain)
        return (plain, "") if match else ("", "")
    named = _SCHOOL.match(plain)
    school = named["school"] if named and len(named["school"]) >= 6 else ""
    rest = _AFTER.sub("", plain[len(school) :], count=1)
    while (shorter := _BEFORE.sub("", rest, count=1).lstrip(":、,-")) != rest:
        rest = shorter
    named_trades = (rest, *re.findall(r"\(([^()]*)\)", compact(text)))
    return school, next(filter(_is_trade, named_trades), "")


def _is_trade(text: str) -> bool:
    return 2 <= len(text) <= 12 and _TRADE.fullmatch(text) is not None and not _NO_TRADE.search(text)


def _labelled(lines: Sequence[Line]) -> Iterator[tuple[str, str, Line]]:
    """Yield label, value and line of everything that is labelled, in one cell or in two beside each other."""
    for at, line in enumerate(lines):
        after = lines[at + 1] if at + 1 < len(lines) and lines[at + 1].row == line.row else None
        beside = compact(after.text) if after else ""
        parts = [compact(part) for part in _PARTS.split(line.text) if part.strip()]
        for plain in parts:
            marks = sorted([*_LABEL.finditer(plain), *_BARE_LABEL.finditer(plain)], key=lambda match: match.start())
            for mark, following in zip(marks, [*marks[1:], None][: len(marks)], strict=True):
                value = plain[mark.end() : following.start() if following else None].strip(" ,;。、")
                if not value and plain is parts[-1] and following is None:
                    value = beside
                yield mark["known"] or mark["first"], re.sub(r"\((?:盖章|公章|章)\)", "", value), line
            if not marks and len(parts) == 1 and ":" not in beside and not role_of(beside):
                yield plain, beside, Line(f"{line.text} {after.text if after else ''}", line.row, line.column)


def _days_of(role: str | None, value: str, year: int | None) -> dict[str, date]:
    """Return the ends that a labelled day or span names."""
    days = find_days(value, year)
    if days is None:
        return {}
    if days.first != days.last:
        return _ends(days) if days.exact or days.is_month else {}
    if role == "span":
        return _ends(days) if _ONE_DAY.search(value) else {}
    return {role or "": days.first}


def _ends(days: Days) -> dict[str, date]:
    return {"first_day": days.first, "last_day": days.last}


def _bare_span(lines: Iterable[Line], year: int | None) -> dict[str, Said]:
    """Return the only span of two days that stands in a title or a line without a label, as short as a class is."""
    found = {}
    for line in lines:
        for run in _RUN.findall(compact(line.text)):
            days = find_days(run.strip(), year)
            if days and days.exact and days.is_span and _is_class(days):
                found[days] = line
    if len(found) != 1:
        return {}
    ((days, line),) = found.items()
    return {role: Said(day.isoformat(), line.text.strip(), is_weak=True) for role, day in _ends(days).items()}


def _is_class(days: Days) -> bool:
    """Tell whether a span is as long as a class is, and not a quarter or the like that a paper reports on."""
    whole = days.first.day == 1 and days.last == month_end(days.last) and days.first.month != days.last.month
    return 0 < (days.last - days.first).days <= _LONGEST and not whole


def _said(value: str, line: Line) -> Said:
    return Said(value, line.text.strip())
