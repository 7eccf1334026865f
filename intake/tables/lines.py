"""The lines around a table: which of them state something about its figures, and which instruct or sign."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from intake.tables.line_kinds import SheetLine, is_note
from intake.words.characters import compact
from intake.words.finding_periods import find_periods, is_only_period
from intake.words.numerals import count_of
from intake.words.periods import OPEN, Period
from intake.words.remarks import read_bare, read_claim
from intake.words.unread import find_unread
from intake.words.vocabulary import Meaning, Vocabulary

#: Who filled the form in, when, and how to reach them.
_SIGNED = re.compile(
    r"(?:填报|填表|制表|报送|上报|报出|打印|编制|审核|审签|复核|签发|印发|经办|负责|联系|分管|主管|录入|核对)(?:单位|部门|机关|人员|人|时间|日期|日|电话|方式|领导|:)"
    r"|电话|手机|传真|邮箱|盖章|公章"
)
FILED = re.compile(
    r"(?:填报|填表|制表|报送|上报|报出|打印|编制|审核|印发|录入|成文|发文|下发|下达|发布|签发|公布|制发)"
    r"(?:时间|日期|日)[:为]?[^ ]*"
)
#: Whom a document addresses, and who may read it.
_ADDRESSED = re.compile(
    r"^(?:各|省|市).{0,40}(?:局|厅|委|委员会|政府|办公室|部门|有关单位|各单位):$"
    r"|^\(?此件(?:主动|依申请|不予?)?公开(?:发布)?\)?[\d年月日 ]*$"
)
#: What whoever fills the form in is told to do; it states nothing about the figures.
_INSTRUCTION = re.compile(
    r"填入|填写|填列|填在|填至|填报说明|填报要求|应填|不填|可填|请|务必|不得|严禁|切勿|勿|不要|不可|下拉|必填|公式|自动计算|自动生成|锁定|签字|签章"
    r"|保留.{0,4}小数|四舍五入|[日号底末]前|之前|邮箱|发至|发送|报至|回复|反馈|单元格|[本此该]列|[本此该]栏|[红黄蓝绿灰]色|底色|粘贴"
    r"|须|无需|如有|按时|及时|逐级|一式"
)
#: What figures were filled in as (按去年同期数填列) is no instruction to whoever fills them in.
_FILLED_AS = re.compile(r"(?:按照?|以|用|取|参照|采用)([^,;。]{1,14}?)(?:填列|填报|填写|填入|列示|计列|填)")
_TOLD_TO = re.compile(r"请|须|应|务必|必须|不得|一律")
_OF_WHAT = re.compile(
    r"\d|[一二三四五六七八九十上]月|季度.|去年|上年|上期|上季|同期|累计|预[计测]|目标|任务|计划|估|[万千百]"
)
#: A word that picks some of the people, places or programmes: no instruction passes it over.
_NARROWING = re.compile(
    r"仅|只(?!要)|不含|不包括|不计|除(?!以)|扣除|剔除|包括|包含|含|限于|口径|指(?!标|导)|其中|另|重复|合并"
)
#: What is not done, or only a part, though a longer word in it is understood (未完成情况, 拟完成数, 市区情况).
_NOT_DONE = re.compile(
    r"应完成(?!.*(?:目标|任务))|未完成|待完成|拟完成|存量|暂按|按(?:计划|目标|任务)数|(?<![县各分、地])市区(?![县、和及])"
)
#: What a note often says and that changes no figure: sources, rounding, formulas, empty cells, whose word decides.
_CUT_OFF = re.compile(r"截[至止]|更新[至时日]|统计(?:时间|期)|报告期|数据期|所属期|报送期|数据时间")
_WHOLE_TABLE = re.compile(r"^(?:[本此上]表|表[中内]|以上|上述)(?:的|中)?")
_BIDDING = re.compile(r"[只仅须应请可不需]+")
_HARMLESS_CLAUSE = re.compile(
    r"来源(?:于|:|为)|^来源|以.{0,16}为准|未经.{0,4}审计|^(?:[本此]表|数据|各市)?.{0,4}由.{1,24}(?:填报|提供|负责|汇总|统计|报送|上报)$"
    r"|^(?:表号|制定机关|批准文号|批准机关|有效期|备案文号|计量单位|单位)|^(?:发文字号|发文机关|印发机关|文号)|(?:空格|空白|[\"“]?[-—/0]\"?).{0,3}(?:表示|为|即)"
    r"|^(?:详|见|附).{0,12}$|^本表.{0,8}(?:报送?|填报|上报)$|(?:不等|出入|误差|不符|差异).{0,8}$|四舍五入|保留.{0,6}小数|进位"
    r"|^[^=]{1,14}=[^=]*[÷/×*+\-].*$|逻辑关系|平衡关系|^[\d=+\-×÷/()列栏行]+$"
)
#: A clause that speaks neither of the table, its figures and places nor of days or parts governs no number.
_GOVERNS = re.compile(
    r"[本此上下]表|表[中内]|以上|上述|以下|数据|数字|数值|数为|数系|数是|人数|人次|个数|统计|口径|指标|培训|基地|工作室|累计|本[期月季年]|当[期月季年]|完成"
    r"|\d|周|旬|月|季|年|日|期|截|至|止|以来|目前|当前|预计|预测|预估|估|暂|初步|试|拟|在建|未|尚|部分|个别|仅|只|不含|除|扣|剔|含|包括|限|另|重复|合并|其中"
)
_INSTRUCTED_BRACKET = re.compile(r"\([^()]*[^()]*\)")
_CLAUSES = re.compile(r"[,;。]|(?<![\d.])\d{1,2}[、.](?!\d)|(?:备?注|说明)\d*[:.]")
#: A clause that prints the unit of the whole table.
_UNIT = re.compile(r"^(?:[本此]表|表[内中]|数据)?(?:均|都|数据|数字)?(?:计量|计数|数量)?(?:以.{1,4}为)?单位")
_UNIT_AND_MORE = re.compile(r"(?:计量|计数)?单位:[^\d:,;]{1,12}[ ,;|(]*(\d.*?日?)\)?$")
_NOTE_START = re.compile(r"^\s*(?:备?注|说明|附注|填报说明|填表说明)\s*\d*\s*[:.、]?")
_DEFINITION = re.compile(r"([^,;。:、()为]{1,12}?)(?:数据?|一?栏|列)?(?:均|都)?(?:为|是|指|系|按|(?=自|从))([^,;。]+)")
_UNREPORTED = re.compile(r"(?:未|没有?|尚未|暂未|缺|漏)(?:按时)?(?:上?报|报送|填报)|缺报|漏报|迟报")
_CARRIED = re.compile(r"沿用|(?:暂?[按用取以]|采用|使用|参照).{0,10}(?:数|代|计|列|填)")
#: A remark that says no more than of when the figures of its row are.
_OF_OTHER, _SHORT = re.compile(r"(?:数据?|数字|完成数|累计数)$"), 16
_LAST_MONTH = re.compile(r"上个?月")
_SO_FAR = re.compile(r"^(?:截[至止])?(?:目前|当前|[^,;、]{1,10}[日底末])[,;]?")
_AND, _DATA = re.compile(r"[、,和与及;]"), re.compile(r"(?:的?数据|情况|[本当上]?[月季期]|因故)+$")
#: A paper about some days of a month; which, it must name.
_OF_DAYS = re.compile(r"双?周(?:报|调度|统计|进展|进度|情况|汇总|通报|快报)|旬(?:报|度|调度|统计)|半月(?:报|调度)|日报")
_WEEK = re.compile(r"第?(\d{1,2}|[一二三四五六七八九十]{1,3})周(?:报)?")
_ISSUE = re.compile(r"\(?(?:总?第)(?:\d{1,3}|[一二三四五六七八九十]{1,3})期\)?")
#: Years in which a week without one may lie, and the days that it may last.
_YEARS, _LONGEST_WEEK, _SUNDAY = range(2017, 2031), 7, 6
#: A title that speaks of what is not yet so, or of another time, heads no figures of ours.
_OTHER_ROLES = frozenset({"forecast", "state", "growth", "earlier", "average", "remaining", "rank", "share"})
#: Papers that come more than once a year: a year alone does not say which of them this one is.
_PERIODIC = re.compile(r"第(?:\d{1,3}|[一二三四五六七八九十]{1,3})[期周]|周报|旬报|日报|月报|双周|本[月周旬季]")
_OFTEN = re.compile(r"调度|快报")
_OF_YEAR = re.compile(r"年全年|\d年度(?!.?(?:目标|任务|计划))|全年度|(?<!半)年(?:终|报)")
#: A title of a whole year that names a month of it as well: which of the two its figures are nobody knows.
_WHOLE_YEAR = re.compile(r"(?<!完成)(?<!占)全年(?!度?(?:的?总?(?:目标|任务|计划|指标|工作)|序时))|(?<!半)年报")
_SHEET_REMAINDER = re.compile(r"\d[.\-/]\d|周|旬|期$|第\d")


@dataclass(frozen=True, slots=True)
class Unread:
    """Words that nobody has understood, the text that holds them and where it stands.

    `cities` are the places that the text speaks of, `lines` the rows (or columns, where places stand across) beside
    it; it then says nothing about others. `says` is what was understood: figures that are so need no question.
    """

    words: str
    text: str
    row: int | None = None
    column: int | None = None
    cities: tuple[str, ...] = ()
    lines: frozenset[tuple[str, int]] = frozenset()
    says: Meaning | None = None


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines around one table by what they do: titles state, notes explain, the rest says nothing of figures."""

    titles: tuple[SheetLine, ...]
    notes: tuple[SheetLine, ...]


def part_lines(above: tuple[SheetLine, ...], below: tuple[SheetLine, ...]) -> Lines:
    """Part the lines around a table: what instructs or signs is neither a title nor a note."""
    signed_rows = {line.row for line in (*above, *below) if _SIGNED.search(compact(line.text))}
    titles = tuple(
        SheetLine(text, line.row, line.column)
        for line in above
        if not (is_note(line.text) or _ADDRESSED.search(compact(line.text)))
        and (text := strip_instructions(line.text))
        and not (line.row in signed_rows and not _states_month(text))
    )
    return Lines(titles, tuple(line for line in (*above, *below) if is_note(line.text)))


def _states_month(text: str) -> bool:
    """Whether a text in the row of a signature is a month or a span: a bare day is the one of filling in."""
    return is_only_period(text) and find_periods(text)[0].period.day is None


def strip_instructions(text: str) -> str:
    """Return a title without what it tells whoever fills it in (7月5日前报送); empty where it tells nothing else."""
    plain = compact(text)
    bare = _INSTRUCTED_BRACKET.sub(lambda m: "" if _instructs(m[0]) else m[0], plain)
    if bare == plain:
        return "" if _instructs(plain) else text
    return "" if _instructs(bare) else bare


def _instructs(plain: str) -> bool:
    filled = _FILLED_AS.search(plain)
    if filled and not _TOLD_TO.search(plain) and _OF_WHAT.search(filled[1]):
        return False
    return bool(_INSTRUCTION.search(plain)) and not _NARROWING.search(plain)


def clauses_of(note: str) -> Iterator[str]:
    """Yield the clauses of a note, without its number."""
    for clause in _CLAUSES.split(_NOTE_START.sub("", compact(note))):
        if clause and clause.strip("、. :()"):
            yield _NOTE_START.sub("", clause).strip("、. :")


def read_definition(clause: str, vocabulary: Vocabulary) -> tuple[str, Meaning] | None:
    """Read 累计为自计划启动以来数, 累计数自2017年12月起计算: which word of the heads stands for which basis."""
    match = _DEFINITION.match(clause)
    if match is None:
        return None
    meant = vocabulary.understand(match[2])
    if not (meant.bases - {"cumulative"} or meant.begins):
        return None
    word = _WHOLE_TABLE.sub("", match[1].strip("\"'")).removesuffix("数据").removesuffix("数")
    if vocabulary.find_city(word):
        return None  # what one place's figures are is no word of the heads
    return (word, meant) if word else None


def states_unit(clause: str) -> bool:
    """Whether a clause prints the unit of the table; one that tells how to round is none."""
    return bool(_UNIT.search(clause)) and not _instructs(clause)


def day_beside_unit(note: str) -> str:
    """Return the day behind the unit of a table in one cell (单位：个 2019年7月3日); empty where none stands there."""
    match = _UNIT_AND_MORE.match(compact(note))
    return match[1] if match and is_only_period(match[1]) else ""


def statistical_month(text: str) -> int | None:
    """Return the day on which a text says that months end (上月21日至本月20日: 20)."""
    return next((one.period.day for one in find_periods(text) if one.period.last == OPEN and one.period.since), None)


def read_carried(note: str, vocabulary: Vocabulary) -> tuple[tuple[str, Period | None], ...]:
    """Return the places whose figures a note tells to be another period's (农垦未报，沿用5月数)."""
    plain = _NOTE_START.sub("", compact(note))
    silent = _UNREPORTED.search(plain)
    if silent is None:
        return ()
    carried = carried_period(plain)
    told = _SO_FAR.sub("", _DATA.sub("", plain[: silent.start()]))
    named = [vocabulary.find_city(name) for name in _AND.split(told)]
    return tuple((city, carried) for city in dict.fromkeys((*vocabulary.find_cities(plain), *named)) if city)


def says_unreported(remark: str) -> bool:
    """Whether the remark in a row says that its place has not reported, or carries its figures (未报，沿用5月数)."""
    return bool(_UNREPORTED.search(compact(remark))) or "沿用" in remark


def carried_period(remark: str) -> Period | None:
    """Return the period of which a remark says that its figures are printed again (沿用5月数, 为5月数据)."""
    plain = compact(remark)
    periods = [one.period for one in find_periods(plain) if not one.period.opening]
    carried = _CARRIED.search(plain) or (len(plain) <= _SHORT and _OF_OTHER.search(plain))
    if carried and not periods and _LAST_MONTH.search(plain):
        return Period(None, OPEN, OPEN, back=1)
    return periods[-1] if carried and periods else None


def unread_in_title(line: SheetLine, vocabulary: Vocabulary) -> Unread | None:
    """Return what nobody understands of a title."""
    if line.text.strip().isdigit():
        return None
    plain = _ISSUE.sub("", without_week(line.text))
    runs = find_unread(plain, vocabulary) or tuple(_NOT_DONE.findall(plain)) or _contradiction(plain)
    if not runs and vocabulary.understand(line.text).roles & _OTHER_ROLES:
        runs = (compact(line.text),)
    return Unread("、".join(runs), line.text, line.row, line.column) if runs else None


def _contradiction(title: str) -> tuple[str, ...]:
    """Return the word of a whole year in a title that names a part of one (2019年6月全年数据)."""
    said = [one.period for one in find_periods(title) if not one.period.opening]
    named = _WHOLE_YEAR.search(title)
    within = any(one.last not in (OPEN, 12) for one in said if not one.whole_year)
    return (named[0],) if named and within else ()


def unread_in_note(line: SheetLine, vocabulary: Vocabulary) -> Iterator[Unread]:
    """Yield the clauses of a note that may change what the figures say."""
    if read_carried(line.text, vocabulary):
        return
    for clause in clauses_of(line.text):
        known = (
            _SIGNED.search(clause)
            or FILED.search(clause)
            or _HARMLESS_CLAUSE.search(clause)
            or (_instructs(clause) and not _NOT_DONE.search(clause))
            or read_definition(clause, vocabulary)
            or statistical_month(clause)
        )
        if known:
            continue
        says = read_claim(clause, vocabulary)
        if not _GOVERNS.search(clause):
            if says is not None:
                yield Unread(clause, clause, line.row, line.column, vocabulary.find_cities(clause), says=says)
            continue
        bare = read_bare(clause, vocabulary)
        runs = tuple(run for run in find_unread(without_week(clause), vocabulary) if not _BIDDING.fullmatch(run))
        runs = () if bare else runs or tuple(_NOT_DONE.findall(clause))
        meaning = vocabulary.understand(clause)
        cities = vocabulary.find_cities(clause)
        # A period that is no cut-off, a beginning that defines no word: what they speak of nobody knows.
        dated = (meaning.periods and not _CUT_OFF.search(clause)) or meaning.begins
        apart = (
            dated
            or (cities and meaning.periods)
            or meaning.roles & _OTHER_ROLES
            or (meaning.part and "其中" not in clause)
        )
        if runs or apart:
            bare = None if meaning.roles & _OTHER_ROLES or meaning.part else bare
            yield Unread("、".join(runs) or clause, clause, line.row, line.column, cities, says=bare)
        elif says is not None and (cities or not states_unit(clause)):
            yield Unread(clause, clause, line.row, line.column, cities, says=says)


def unread_in_sheet_name(name: str, vocabulary: Vocabulary) -> Unread | None:
    """Return what a sheet's name may say of days; whatever else it says narrows nothing."""
    runs = [run for run in find_unread(without_week(name), vocabulary) if _SHEET_REMAINDER.search(run)]
    return Unread("、".join(runs), name) if runs else None


def without_week(text: str) -> str:
    """Leave out the number of a week whose days are named beside it, where these are that week's."""
    plain = compact(text)
    number = _WEEK.search(plain)
    if number is None:
        return plain
    found = [one.period for one in find_periods(plain)]
    year = next((one.year for one in found if one.year), None)
    of_month = plain[: number.start()].endswith("月")
    if any(_is_week(one, count_of(number[1]), year, of_month=of_month) for one in found):
        return f"{plain[: number.start()]}{plain[number.end() :]}"
    return plain


def _is_week(period: Period, number: int, year: int | None, *, of_month: bool) -> bool:
    """Whether a period is the week of that number, in the year or in its month, however its first week is counted."""
    if period.cutoff or period.last == OPEN or (period.since is None and period.day is None):
        return False
    for dated in [period.within(year)] if year else [period.within(one) for one in _YEARS]:
        if (dated.end - dated.start).days > _LONGEST_WEEK:
            return False
        days = (dated.start, dated.end)
        if of_month and number in {1 + (day.day - 1) // 7 for day in days} | {1 + (day.day + 5) // 7 for day in days}:
            return True
        first = int(dated.start.strftime("%U" if dated.start.weekday() == _SUNDAY else "%W"))
        if not of_month and number in (first, first + 1, dated.start.isocalendar().week):
            return True
    return False


def is_of_days(text: str) -> bool:
    """Whether a title is that of a paper about a week or ten days."""
    return bool(_OF_DAYS.search(compact(text)))


def is_periodic(text: str) -> bool:
    """Whether a title is that of a paper which comes more than once a year, and does not name a whole one (全年)."""
    plain = compact(text)
    return bool(_PERIODIC.search(plain) or (_OFTEN.search(plain) and not _OF_YEAR.search(plain)))
