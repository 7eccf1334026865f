"""What a text of a table means: a city, a metric, a period, a unit, a role, and what was not understood."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from data.reference.places import COUNTY, SYSTEM, City, District, load_cities, load_districts, load_province
from intake.words import lexicon as words
from intake.words.characters import REMEMBERED, compact, drop_translation
from intake.words.finding_periods import find_periods
from intake.words.periods import Period, cross
from intake.words.phrases import Phrases
from intake.words.totals import count_places, is_weak, names_total, strip_scope
from intake.words.units import blank_units, take_units
from metrics.plan import Plan


@dataclass(frozen=True, slots=True)
class Meaning:
    """What was understood of one text; `rest` is what was not.

    `roles` and `bases` hold the kinds of words found (``words.ROLES``, ``words.BASES``); `whole` tells a
    total, `part` a part of a metric that must never stand for all of it; `begins` are the beginnings
    named (2017年12月以来).
    """

    text: str = ""
    metrics: frozenset[str] = frozenset()
    cities: frozenset[str] = frozenset()
    periods: tuple[Period, ...] = ()
    roles: frozenset[str] = frozenset()
    bases: frozenset[str] = frozenset()
    units: tuple[str, ...] = ()
    part: bool = False
    whole: bool = False
    rest: str = ""
    begins: tuple[Period, ...] = ()

    @property
    def metric(self) -> str | None:
        return next(iter(self.metrics)) if len(self.metrics) == 1 else None

    @property
    def period(self) -> Period | None:
        return self.periods[0] if len(set(self.periods)) == 1 else None

    @property
    def empty(self) -> bool:
        return self == Meaning(text=self.text, rest=self.rest)

    def inside(self, outer: "Meaning") -> "Meaning":
        """Return this meaning read under `outer`: the inner word decides, the outer fills."""
        return Meaning(
            text=f"{outer.text} {self.text}".strip(),
            metrics=self.metrics or outer.metrics,
            cities=self.cities or outer.cities,
            periods=_nested(self.periods, outer.periods),
            roles=self.roles or (outer.roles - {"target", "year-target"} if self.bases else outer.roles),
            bases=self.bases or outer.bases,
            units=self.units or outer.units,
            part=self.part or outer.part,
            whole=self.whole or outer.whole,
            rest=f"{outer.rest}{self.rest}",
            begins=self.begins or outer.begins,
        )


def _nested(inner: tuple[Period, ...], outer: tuple[Period, ...]) -> tuple[Period, ...]:
    """A month under a year is that year's; otherwise the inner head decides."""
    if len(inner) == len(outer) == 1 and (crossed := cross(inner[0], outer[0])):
        return (crossed,)
    return inner or outer


_ENUMERATOR = re.compile(
    r"^(?:[(]?[一二三四五六七八九十]{1,3}[)、.]|[(]?\d{1,2}[)、.](?!\d)"
    r"|(?:附?表|附件)(?:\d{1,2}(?:-\d{1,2})?(?!\d)|[一二三四五六七八九十]{1,3}(?![月季]))[:、.]?)\s*"
)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_OF_WHICH, _TIMES = {"其中", "of which"}, {"during", "year_to_date"}
#: 大庆油田, 哈尔滨电气集团 and 齐齐哈尔技师学院 speak for themselves, not for their city.
_INSTITUTION = re.compile(
    r"市?(?!人力|人社|总工会)[一-鿿]{0,8}?(?:集团|公司|油田|石化|学院|学校|大学|技校|医院|铁路局|林业局|农场|工厂|总厂)"
)
#: A bracket that leaves out, picks or adds a part: such a label is not the city alone.
_PART_OF_CITY = re.compile(
    r"不含|不包括|除|仅|本级|市区|市直|城区|市辖区|(?:包?含|包括|并入|加)(?!(?:各|所辖|下辖|全部|所属)?(?:辖区|[县区市]+)[)(]?$)|及"
)
_PUNCTUATION = re.compile(r"[\s()、,:;.\-~/\"'|+=*·《》<>%！!？?_]+")
#: Fillers beside a period that was understood; alone they tell of one that was not.
_TELLING = frozenset(
    ["内", "日", "起", "第", "号", "止", "比", "率", "以来", "自", "从", "至", "截至", "截止", "为止", "期间"]
)
#: In a title these pick some units and name no reporting place of their own.
_NARROWER_PLACES = {"省属", "省本级"}
#: The bureau that reports for its city, in a column of 填报单位.
_BUREAU = re.compile(r"(?<=.)(?:人力资源(?:和|与)?社会保障局|人社局)$")
_ORGANISATION = re.compile(r"人力资源(?:和|与)?社会保障[部厅局]|人社[部厅局]|总工会|职业能力建设[处科]")


class Vocabulary:
    """The words of one plan and of the places of its province."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        cities, whole = load_cities(plan.province), load_province(plan.province)
        self.cities: dict[str, City] = {city.code: city for city in cities}
        self._places = {_key(name): city.code for city in cities for name in _names(city, whole.name)}
        self._beside = _beside([city.short for city in cities if city.kind == COUNTY])
        self._districts: dict[str, list[District]] = {}
        for district in load_districts(plan.province):
            for name in {district.name, _short(district.name)}:
                self._districts.setdefault(_key(name), []).append(district)
        self._provinces = [whole.name, whole.short, *whole.aliases]
        self._totals = _WHOLES | {_PUNCTUATION.sub("", _key(name)) for name in self._provinces}
        self._phrases = self._list_phrases()
        names = {*self._places, *self._districts, *map(_key, self._provinces)} - _NARROWER_PLACES
        #: Every name of a place of the province, wherever it stands in a text.
        self.place_names = _any_of(name for name in names if len(name) >= 2 and not name.isascii())
        self._city_names = _any_of(name for name in self._places if _is_name(name))
        #: All names of metrics, the longest first.
        self.metric_names = tuple(text for text, kind, _ in self._phrases if kind == "metric")
        self.any_metric = _any_of(self.metric_names)
        self._masked: tuple[tuple[str, ...], Phrases] | None = None
        self.understand = lru_cache(maxsize=REMEMBERED)(self._understand)
        self.find_city = lru_cache(maxsize=REMEMBERED)(self._find_city)
        self.find_districts = lru_cache(maxsize=REMEMBERED)(self._find_districts)
        self.is_total = lru_cache(maxsize=REMEMBERED)(self._is_total)

    def _find_city(self, text: str) -> str | None:
        """Return the code of the city that `text` is the name of (nothing else beside it)."""
        label = _label(text)
        label = _BUREAU.sub("", label) if label.endswith("局") else label
        if (code := self._places.get(label)) or "(" not in label:
            return code
        return self._places.get(_BRACKETS.sub(_whole_city, self._beside.sub("", label)))

    def beside_city(self, bracket: str) -> bool:
        """Whether a bracket only tells of a reporting place of its own that stands beside its city (不含绥芬河)."""
        return bool(self._beside.fullmatch(f"({bracket})"))

    def _find_districts(self, text: str) -> tuple[District, ...]:
        """Return the county-level places of that name (some names stand in several cities)."""
        return tuple(self._districts.get(_label(text), ()))

    def district_names(self, city: str) -> tuple[str, ...]:
        """Return the names of the county-level places of a city."""
        return tuple(name for name, places in self._districts.items() if any(place.city == city for place in places))

    def city_of_district(self, code: str) -> str | None:
        """Return the city that a county-level place belongs to."""
        return next((place.city for places in self._districts.values() for place in places if place.code == code), None)

    def all_districts(self) -> tuple[list[District], ...]:
        return tuple(self._districts.values())

    def suggest_city(self, text: str) -> str | None:
        """Return the name most like `text`, for "did you mean"."""
        names = [city.name for city in self.cities.values()]
        close = get_close_matches(compact(text), names + [city.short for city in self.cities.values()], 1, 0.6)
        return next((city.name for city in self.cities.values() if close and close[0] in (city.name, city.short)), None)

    def find_cities(self, text: str) -> tuple[str, ...]:
        """Return the codes of all cities named anywhere in a title line, in order."""
        plain = compact(text)
        if not self._city_names.search(plain):
            return ()
        found: dict[tuple[int, int], str] = {}
        named = [(name, code) for name, code in self._places.items() if name in plain and _is_name(name)]
        for name, code in sorted(named, key=lambda item: -len(item[0])):
            for match in re.finditer(re.escape(name), plain):
                if _INSTITUTION.match(plain, match.end()):
                    continue
                if not any(a < match.end() and match.start() < b for a, b in found):
                    found[match.span()] = code
        return tuple(dict.fromkeys(code for _, code in sorted(found.items())))

    def head(self, text: str) -> str | None:
        """Return the kind of label column that `text` heads: city, metric, period, unit, role."""
        return _head(text)

    def _is_total(self, text: str) -> bool:
        """Whether `text` names a total over places (全省合计（13个市地）)."""
        plain = self._total_name(text)
        bare = plain.removesuffix("全省").removesuffix("全市") or plain  # 合计（全省）
        return plain in self._totals or bare in self._totals or names_total(bare)

    def is_weak_total(self, text: str) -> bool:
        """Whether `text` names a total by a word that has another meaning too (总数)."""
        return is_weak(self._total_name(text))

    def places_in_total(self, text: str) -> int | None:
        """Return how many places a total's name says that it adds up."""
        return count_places(self._total_name(text))

    def _total_name(self, text: str) -> str:
        plain = _PUNCTUATION.sub("", strip_scope(_label(text)))
        outer = next((name for name in self._provinces if plain.startswith(name) and plain != name), "")
        return plain.removeprefix(outer)

    def is_subtotal(self, text: str) -> bool:
        return "小计" in compact(text) or "subtotal" in text.lower()

    def mask(self, plain: str, harmless: tuple[str, ...]) -> str:
        """Return a compact text with all that is understood of it, or harmless, taken out: a zero character instead."""
        if self._masked is None or self._masked[0] is not harmless:
            phrases = {phrase for phrase, _, _ in self._phrases} - _TELLING
            self._masked = harmless, Phrases(dict.fromkeys(sorted({*phrases, *harmless}), ("", "")))
        plain = blank_units(plain, "\0")
        for found in reversed(find_periods(plain)):
            plain = f"{plain[: found.start]}\0{plain[found.stop :]}"
        known, by_length = self._masked[1].inside(plain), plain
        for word, _, _ in known:
            by_length = by_length.replace(word, "\0")
        if len(known) < 2:
            return by_length
        by_place = self._masked[1].blank_out(plain, "\0")
        return min(by_place, by_length, key=lambda rest: len(rest.replace("\0", "")))

    def _list_phrases(self) -> Phrases:
        phrases: dict[str, tuple[str, str]] = {}
        for text in words.FILLERS.split():
            phrases[text] = ("filler", "")
        for kind, table in (("basis", words.BASES), ("role", words.ROLES)):
            for value, listed in table.items():
                phrases.update({_key(text): (kind, value) for text in _split(listed)})
        phrases.update({_key(text): ("part", "") for text in _split(words.PARTS)})
        phrases.update({_key(text): ("whole", "") for text in (*_split(words.WHOLES), *self._provinces)})
        phrases.update({unit: ("unit", unit) for unit in ("万人次", "千人次", "百人次")})
        for metric in self.plan.metrics:
            names = (metric.name.zh, metric.name.en, metric.short.zh, metric.short.en, *metric.aliases)
            phrases.update({_key(name): ("metric", metric.id) for name in names})
        for title in self.plan.titles:
            phrases.setdefault(_key(title), ("filler", ""))
        return Phrases(phrases)

    def _understand(self, text: str) -> Meaning:
        plain, told = _without_units(text)
        if plain in words.UNITS:
            return Meaning(text=text, units=(plain, *told))
        units = [*told, "%"] if plain.endswith("%") else [*told]
        city = self.find_city(text)
        if city:
            return Meaning(text=text, cities=frozenset({city}))
        found = find_periods(plain)
        metrics, roles, bases, parts, whole = set(), set(), set(), set(), False
        mask = list(plain)
        for period in found:
            mask[period.start : period.stop] = "\0" * (period.stop - period.start)
        rest = "".join(mask)
        for phrase, kind, value in self._phrases.inside(rest):
            if phrase not in rest:
                continue
            rest = rest.replace(phrase, "\0" * len(phrase))
            metrics |= {value} if kind == "metric" else set()
            roles |= {value} if kind == "role" else set()
            bases |= {value} if kind == "basis" else set()
            parts |= {phrase} if kind == "part" else set()
            whole |= kind == "whole"
            units += [value] if kind == "unit" else []
        rest = _PUNCTUATION.sub("", rest.replace("\0", ""))
        # 其中：6月 is a time, not a part of the people
        timed = plain.startswith(tuple(_OF_WHICH)) and not rest and bool(found or bases & _TIMES)
        part = bool(parts - _OF_WHICH if timed else parts)
        return Meaning(
            text,
            frozenset(metrics),
            frozenset(),
            tuple(one.period for one in found if not one.period.opening),
            frozenset(roles),
            frozenset(bases),
            tuple(dict.fromkeys(units)),
            part,
            whole,
            rest,
            tuple(one.period for one in found if one.period.opening),
        )


@lru_cache(maxsize=REMEMBERED)
def _without_units(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text in its plain form without the units that it names apart, and these; the same under any plan."""
    return take_units(_ORGANISATION.sub("", _ENUMERATOR.sub("", compact(text)).lower()))


def _is_name(name: str) -> bool:
    """Whether a name of a place may be looked for within a text."""
    return len(name) >= 2 and not name.isascii() and name not in ("省直", "省属", "省本级")


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern that finds any of some words, the longest first."""
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda word: -len(word)))) or "(?!)")


def _whole_city(bracket: re.Match[str]) -> str:
    """Keep a bracket that leaves out or picks a part of a city: such a label is not the city."""
    return bracket[0] if _PART_OF_CITY.search(bracket[1]) else ""


def unit_of(text: str) -> str | None:
    """Return the unit that `text` names (nothing else beside it)."""
    plain = _PUNCTUATION.sub("", compact(text).replace("%", "\0")).replace("\0", "%").lower()
    return plain if plain in words.UNITS else None


def _beside(counties: list[str]) -> re.Pattern[str]:
    """A reporting place of its own may stand beside its city; any other part missing makes it another figure."""
    names = "|".join(map(re.escape, counties)) or "(?!)"
    return re.compile(rf"\((?:不含|不包括|除|包?含|包括)(?:{names})(?:市|县)?\)")


def _names(city: City, province: str) -> set[str]:
    names = {city.name, city.short, city.name_en, *city.aliases}
    if city.kind != SYSTEM:
        names |= {city.short + "市", province + city.name, city.short + "地区"}
    return {name for name in names if name}


def _short(name: str) -> str:
    return name[:-1] if len(name) > 2 and name[-1] in "市县" else name


@lru_cache(maxsize=REMEMBERED)
def _label(text: str) -> str:
    text = text.rstrip("①②③④⑤⑥⑦⑧⑨⑩¹²³⁴⁵⁶⁷⁸⁹⁰ ")  # marks of footnotes
    return _key(re.sub(r"^[其中:]{2,}", "", _ENUMERATOR.sub("", drop_translation(compact(text)))))


def _key(text: str) -> str:
    return compact(text).lower()


def _split(listed: str) -> list[str]:
    return [word.replace("_", " ") for word in listed.split()]


_HEADS = {
    kind: {_PUNCTUATION.sub("", _key(text)) for text in _split(listed)} for kind, listed in words.COLUMN_HEADS.items()
}
_WHOLES = {_PUNCTUATION.sub("", _key(text)) for text in _split(words.WHOLES)} | {"合计"}


@lru_cache(maxsize=REMEMBERED)
def _head(text: str) -> str | None:
    plain = _PUNCTUATION.sub("", drop_translation(compact(text))).lower()
    return next((kind for kind, heads in _HEADS.items() if plain in heads), None)
