"""What a remark, a note or the bracket behind a city's name says that its figures are: 1-5月, 累计数, 单位：万人次."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from intake.words import lexicon as words
from intake.words.characters import compact
from intake.words.finding_periods import find_periods
from intake.words.parts_of_cities import find_with_own
from intake.words.periods import Period
from intake.words.vocabulary import Meaning, Vocabulary

_CLAUSES = re.compile(r"[,;。!]|(?<![\d.])\d{1,2}[、.](?!\d)")
#: Of what a clause speaks, and how it ends, around the words that say what the figures are.
_SUBJECT = re.compile(
    r"^(?:(?:[本此该各]?(?:行|列|市|地|表|栏|单位)|以上|上述|表[中内])?的?(?:培训)?(?:数据|数字|数值|数|人次|指标)?(?:均|都|全部?)?"
    r"(?:填的?|报的?|写的?|统计的?|口径)?(?:单位)?(?:为|是|系|按照?|以|取|用|采用|:)?)"
)
_TAIL = re.compile(r"(?:的?(?:数据?|口径|数字|数值))?(?:填列|填报|填写|列示|上报|报送|统计|计算|计列|计|填|为单位)?$")
#: A part is left out, picked, or added.
_PART = re.compile(
    r"不含|不包括|不包含|不计|未含|未包[括含]|未计|未纳入|未统计|除.*外|扣除|剔除|仅|只(?:含|有|计|统计|包|是|填|报)|限于"
    r"|(?<!不)(?:包含|包括|含(?!量|与)|并入|合并|计入)"
)
_OWN_COUNTIES = re.compile(r"^(?:包?含|包括|加)(?:各|所辖|下辖|全部|所属)?(?:辖区|[县区市、]+)$")
_OF_WHICH = re.compile(r"其中:?(.*)")
#: The figures are not yet those that will stand, or not all are there.
_PROVISIONAL = re.compile(
    r"待(?:核|审|查|确认|补|更正|定)|未(?:核|审|经|确认|定)|(?:核实|核对|审核|统计|汇总)中|存疑|有误|有疑|不全|不完整|不准"
    r"|缺(?!口|乏|少)|漏|部分(?:数|统计|单位|县|区|市|地|未|数据)|暂(?!无|停|缓|未开)|初步|初报|(?<!评)估|试算|重复|更正前"
    r"|预[计测]"
)
#: What will be done, and when, says nothing of the figures (预计年底完成).
_FUTURE = re.compile(
    r"(?:预[计测]|计划|力争|争取|拟|将)(?:于|在|到|今|本|明|下|[\d一二三四年月]).*"
    r"(?:完成|建成|开班|开展|开工|启动|竣工|达到|投入|挂牌|验收)"
)
_DONE = re.compile(r"完成|达到|超额|超过|推进|实施|落实|开展|执行")
_TARGET = re.compile(r"(?:目标|任务|计划)(?:数|值)")
# 累计数为快报数 speaks of the cumulative figures, it does not say that these are such.
_CUMULATIVE = re.compile(r"(?<!^)累计(?:数|值)|^累计(?:数|值)$")
_NARRATIVE = frozenset(
    {"rate", "rank", "growth", "lead", "schedule", "share", "remaining", "state", "contact", "serial"}
)
#: What a bracket behind a city's name may hold besides: its kind, a code, a footnote, that it is all of it.
_PLAIN_BRACKET = re.compile(
    r"[市县区]|地区|行署|省会|地级市?|副省级(?:城市)?|省辖市|盖章|公章|人社局|已?(?:上报|报送|核实|审核|核对|报)|合计|小计|全市|全地区|全域"
    r"|[注*※#]?\d{0,2}|[一二三四五六七八九十甲乙丙丁a-z]|\d{6,12}|共?\d{1,2}个?(?:县市区|县区|区县|县|区|市)"
)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_SCALE = re.compile(r"(?<![\d.一二三四五六七八九十几数])([十百千万亿]+(?:人/次|人次|人|个|家))")
_SCALE_ALONE = re.compile(r"(?:单位(?:为|是|:)?|以|按)([十百千万亿]+)(?:$|为|计)")
#: A period that is told of the figures, not of what was done then.
_OF_FIGURES = re.compile(r"截[至止]|统计[至到]|更新[至到]|数据|数字|口径|累计|(?<!\d)数$|沿用|(?:为|系|是|按).{0,12}数")
_AS = re.compile(r"截[至止]|[按用取以为系]|数")
_FILED = re.compile(r"(?:上报|报送|填报|报出|报来|提交|印发|补报)")


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that say what figures are; `says` holds what was understood, ``None`` where nothing can agree with it."""

    words: str
    says: Meaning | None


def read_claims(remark: str, vocabulary: Vocabulary) -> Iterator[Claim]:
    """Yield what the clauses of a remark say of the figures beside it; what it tells besides says nothing of them."""
    for clause in _CLAUSES.split(compact(remark)):
        plain = clause.strip("、. :()")
        if not plain or _FUTURE.search(plain):
            continue
        of_which = _OF_WHICH.match(plain)
        if of_which and re.search(r"\d", of_which[1]) and not vocabulary.find_cities(plain):
            continue  # a part told beside the whole
        picked = _PART.search(plain) and not _OWN_COUNTIES.match(plain[_PART.search(plain).start() :])  # type: ignore[union-attr]
        if of_which or picked or _PROVISIONAL.search(plain):
            yield Claim(plain, None)
        elif (says := read_claim(plain, vocabulary)) is not None:
            yield Claim(plain, says)


def read_claim(clause: str, vocabulary: Vocabulary) -> Meaning | None:
    """Return what a clause says that figures are (数据为1-5月累计数); ``None`` where it speaks of something else."""
    plain = vocabulary.place_names.sub("", clause)
    periods = tuple(one.period for one in find_periods(plain) if not one.period.opening)
    if periods and _FILED.search(plain) and not _AS.search(plain):
        return None  # 6月20日上报: the day of filing
    if (bare := read_bare(clause, vocabulary)) is not None:
        return bare
    if scales := _scales(plain):
        return Meaning(units=scales)
    roles = {"target"} if _TARGET.search(plain) and (not _DONE.search(plain) or "非" in plain) else set()
    bases = {"cumulative"} if _CUMULATIVE.search(plain) and not re.search(r"\d", plain) else set()
    periods = periods if _OF_FIGURES.search(plain) else ()
    if not (roles or bases or periods):
        return None
    return Meaning(text=plain, roles=frozenset(roles), bases=frozenset(bases), periods=periods)


def read_bare(clause: str, vocabulary: Vocabulary) -> Meaning | None:
    """Return what a clause says that figures are, where it says nothing else."""
    plain = vocabulary.place_names.sub("", clause)
    core = _TAIL.sub("", _SUBJECT.sub("", plain))
    for tried in dict.fromkeys((plain, core, f"{core}数")):
        meaning = vocabulary.understand(tried)
        if not meaning.rest and _speaks(meaning, plain):
            units = tuple(dict.fromkeys((*meaning.units, *_scales(plain))))
            return _with_year(replace(meaning, units=units, roles=meaning.roles - _NARRATIVE), plain)
    return None


def _scales(plain: str) -> tuple[str, ...]:
    return (*_SCALE.findall(plain), *_SCALE_ALONE.findall(plain))


def _speaks(meaning: Meaning, plain: str) -> bool:
    roles = meaning.roles - {"actual", "remark", "code"} - _NARRATIVE
    if roles <= {"target", "year-target"} and _DONE.search(plain):
        roles = frozenset()
    scaled = [unit for unit in meaning.units if unit == "%" or words.UNITS.get(unit, ("", 0))[1] != 1]
    told = (meaning.bases - {"new"}) or (meaning.periods and not meaning.roles & _NARRATIVE)
    part = meaning.part and plain.endswith(("数", "数据", "人数", "口径"))  # 线上 tells how, not of whom
    return bool(roles or told or scaled or part or ("全年" in plain and not meaning.roles))


def _with_year(meaning: Meaning, plain: str) -> Meaning:
    """全年 names no period of its own, but says which one the figures are of."""
    if meaning.periods or meaning.roles - {"actual"} or not re.search(r"全年(?!.*累计)", plain):
        return meaning
    return replace(meaning, periods=(Period(None, 1, 12),))


def read_bracket(label: str, city: str, vocabulary: Vocabulary) -> Claim | None:
    """Return what the bracket behind a city's name says of its figures; ``None`` where it is known to say nothing."""
    for inner in _BRACKETS.findall(compact(label)):
        bare = f"{vocabulary.cities[city].name}({inner})" if city in vocabulary.cities else label
        known = (
            _PLAIN_BRACKET.fullmatch(inner.lower())
            or _OWN_COUNTIES.match(inner)
            or vocabulary.find_city(inner) == city
            or vocabulary.beside_city(inner)
            or find_with_own(bare, vocabulary)
            or (inner.isascii() and not re.search(r"\d", inner))
        )
        if known:
            continue
        meaning = vocabulary.understand(inner)
        plain = not (meaning.rest or vocabulary.place_names.search(inner) or _PROVISIONAL.search(inner))
        return Claim(label, _with_year(meaning, inner) if plain and "其中" not in inner else None)
    return None
