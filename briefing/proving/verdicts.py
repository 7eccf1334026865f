"""Read verdicts out of a text: the words of a judgement that the product writes, of whom and of what they are said."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from briefing.proving.reading_back import FoundFigure, find_figures
from briefing.proving.verdict_words import DIRECTIONS, SAME, canonical, comparison_of, pattern_of, words_of

# What one verdict says, another may say as well.
_IMPLIES = {"schedule down": ("behind",), "late-to-report": ("late",)}
_NOT = {
    "zh": re.compile(
        r"(?:未能|没有|没能|不再|不是|并非|并不|[未没不无非])(?:任何|出现|发生|存在|实现|按期|按时|全部|完全|能)?$"
    ),
    "en": re.compile(r"(?i)(?:\b(?:not|no|never|none|without|nobody|neither|nor|cannot)|n't)(?: \w+){0,2} $"),
}
# A demand, an intention or a forecast is no verdict.
_ASKED = {
    "zh": re.compile(
        r"(?<!主)要|[需须将]|(?<![相响对])应|预计|预期|确保|力争|争取|努力|加快|推动|促进|计划[于在到]|保证|督促|尽快"
    ),
    "en": re.compile(r"(?i)\b(?:would|will|to|must|should|shall|may|might|could|can|need|needs|expected)\b"),
}
_WARNED = re.compile(r"(?:防止|避免|杜绝|不得|严禁|防范|prevent|avoid)[^，。；,.;]*$")
_PART_OF_WORD = re.compile(r"率|情况|时限|进度|质量|度")
_AMOUNT = re.compile(r"[到了为 ]{0,2}□|(?:全年|年度)?(?:目标任务|目标|任务)?[（(]□+[）)]|[ (]*□")
_CLAUSE = re.compile(r"[，；。：、！？]|[,.;:](?= |$)")
_LIST = re.compile(r"(?:[□ 的a-z]{0,16}?(?:[：:]|[（(])|的?(?:单位|市|地区)?(?:有|为|是)|□*为)(?P<names>.*)")
_TITLE = re.compile("《[^《》]*》")
BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)")
_AND = re.compile(r"[、，,和与及 ]*(?:and |以及)?")
_COUNTED = ("个", "家", "项", "位", "")
_ALL = {"zh": re.compile(r"(\w{0,2})[均都](?:已经?)?$"), "en": re.compile(r"(?i)\ball (?:□+ )?(\w+) (?:are|have) $")}
_AROUND = 12


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict in a text.

    Attributes
    ----------
    meaning
        What it says: a status, ``not …``, or a direction with what it is measured by.
    places, metrics
        Of whom and of what: those listed with it, else those last named before it; ``None`` is in a set
        where nothing is named.
    count
        Of how many it is said (3个已完成); `group` is of which, where it is said of all (系统均已完成).
    """

    text: str
    near: str
    meaning: str
    places: frozenset[str | None]
    metrics: frozenset[str | None]
    count: Fraction | None = None
    group: str = ""
    listed: bool = False

    def is_stated(self, known: Iterable["Verdict"]) -> bool:
        """Tell whether known verdicts say this one: the same, of the same places and metrics, of as many."""
        alike = [one for one in known if one.meaning == self.meaning or one.meaning in _IMPLIES.get(self.meaning, ())]
        if self.meaning in ("up", "down"):
            alike += [one for one in known if one.meaning.endswith(f" {self.meaning}")]
        subjects = product(self.places, self.metrics)
        return all(any(self._is_told(one, place, metric) for one in alike) for place, metric in subjects)

    def _is_told(self, other: "Verdict", place: str | None, metric: str | None) -> bool:
        if metric not in other.metrics:
            return False
        if self.listed:
            return place in other.places and (other.listed or other.count is None)
        if self.count is not None:
            return self.count == other.count and (not self.group or not other.group or self.group == other.group)
        if self.group:
            return self.group == other.group
        return place in other.places and (other.listed or (other.count is None and not other.group))


class Reader:
    """Reads the verdicts of one brief's texts, knowing the names of places and metrics in its language."""

    def __init__(
        self, lang: str, names: tuple[str, ...], places: Mapping[str, str], metrics: Mapping[str, str],
        subject: tuple[str | None, str | None],
    ) -> None:  # fmt: skip
        self._lang, self._names, self._subject = lang, names, subject
        self._places, self._metrics = places, metrics
        self._place, self._metric = (_one_of(some) for some in (places, metrics))

    def read(self, text: str, metric: str | None = None, *, told: bool = False) -> tuple[Verdict, ...]:
        """Return the verdicts of a text, under a heading that names a metric or none.

        With `told` those too that a figure states by its direction: who may say 环比下降6.7% may say 环比下降.
        """
        figures = find_figures(text, self._names)
        masked = _TITLE.sub(lambda match: "■" * len(match[0]), text)
        for name in self._names:
            masked = masked.replace(name, "■" * len(name))
        for one in figures:
            masked = masked[: one.begin] + "□" * len(one.text) + masked[one.begin + len(one.text) :]
        found = [self._directed(masked, one, metric) for one in figures if told and _direction_of(one)]
        for match in pattern_of(self._lang).finditer(masked):
            meaning = self._meaning(masked, match)
            if meaning:
                found.append(self._said(text, masked, figures, match.span(), meaning, metric))
        return tuple(found)

    def _meaning(self, masked: str, match: re.Match) -> str | None:
        """Return what a word says where it stands; nothing where it is no verdict there."""
        word, before, after = match[0].lower(), masked[: match.start()], masked[match.end() :]
        lang, clause = self._lang, _CLAUSE.split(masked[: match.start()])[-1]
        direction = match["way"] or match["alone"]
        if direction:
            ends = _CLAUSE.match(after.lstrip("了") or "。")
            if not match["by"] and (not ends or _ASKED[lang].search(clause)):
                return None
            way = next(way for way, words in DIRECTIONS[lang].items() if direction.lower() in words)
            by = comparison_of(match["by"] or "", lang)
            return f"{by} {way}".strip()
        if match["rank"]:
            return {"前": "first", "后": "last"}.get(word, word)
        meaning = words_of(lang)[word]
        plain = word in SAME[lang]
        if word == "met" and after.startswith(" with"):
            return None
        if (plain or word.startswith("已")) and (_AMOUNT.match(after) or _PART_OF_WORD.match(after)):
            return None  # 完成84个, 完成率
        if _WARNED.search(before) or (plain and _ASKED[lang].search(clause)):
            return None
        negated = _NOT[lang].search(before)
        return canonical(f"not {meaning}" if negated else meaning)

    def _directed(self, masked: str, one: FoundFigure, metric: str | None) -> Verdict:
        end = one.begin + len(one.text)
        beside = masked[max(0, one.begin - 8) : one.begin] if self._lang == "zh" else masked[end : end + 24]
        meaning = f"{comparison_of(beside, self._lang)} {_direction_of(one)}".strip()
        places, metrics, _ = self._subjects(masked, one.begin, metric)
        return Verdict(one.text, "", meaning, places, metrics)

    def _said(
        self, text: str, masked: str, figures: tuple[FoundFigure, ...], span: tuple[int, int], meaning: str,
        metric: str | None,
    ) -> Verdict:  # fmt: skip
        begin, end = span
        places, metrics, named = self._subjects(masked, begin, metric)
        listed = _LIST.match(masked[end:])
        inside = self._listed(listed["names"], masked[end + listed.start("names") - 1]) if listed else ""
        told, about = _named(inside, self._place, self._places), _named(inside, self._metric, self._metrics)
        count = self._count(masked, figures, begin)
        every = _ALL[self._lang].search(masked[:begin])
        if told:
            places = told
        if about:
            metrics = about
        whole = bool(told) or (count is not None and len(named) == count)
        if whole and count == len(places):
            count = None
        before = _CLAUSE.split(text[max(0, begin - _AROUND) : begin])[-1]
        after = _CLAUSE.split(text[end : end + _AROUND])[0]
        group = (every[1].strip("□个项家") or "all") if every and not told else ""
        near = (before + text[begin:end] + after).strip()
        return Verdict(text[begin:end], near, meaning, places, metrics, count, group, whole)

    def _listed(self, rest: str, opened: str) -> str:
        """Return the part of a text that lists names: to its bracket's end, or to the sentence's."""
        if opened in "（(":
            return re.split("[）)]", rest)[0]
        return re.split(r"[；。]|[.;](?= |$)", BRACKETS.sub("", rest))[0]

    def _count(self, masked: str, figures: tuple[FoundFigure, ...], begin: int) -> Fraction | None:
        """Return of how many a verdict at that place is said."""
        near = [one for one in figures if one.begin + len(one.text) <= begin and one.unit in _COUNTED and not one.hedge]
        if not near:
            return None
        between = masked[near[-1].begin + len(near[-1].text) : begin]
        far = len(between) > (10 if self._lang == "zh" else 24)
        parted = "□" in between or _CLAUSE.search(BRACKETS.sub("", between))
        if far or parted or self._metric.search(between) or self._place.search(between):
            return None
        return near[-1].value

    def _subjects(self, masked: str, begin: int, metric: str | None) -> tuple[frozenset, frozenset, tuple[str, ...]]:
        """Return the place or places last named before a verdict, the metric, and which places stood as a list."""
        before = BRACKETS.sub(lambda match: "■" * len(match[0]), masked[:begin])
        names: list[re.Match] = []
        for one in reversed([*self._place.finditer(before)]):
            if names and not _AND.fullmatch(before[one.end() : names[-1].start()].removeprefix("市")):
                break
            names.append(one)
        places = tuple(self._places[one[0]] for one in names)
        about = [self._metrics[one[0]] for one in self._metric.finditer(before)]
        last = about[-1] if about else self._subject[1] or metric
        return frozenset(places or (self._subject[0],)), frozenset((last,)), places


def _one_of(names: Iterable[str]) -> re.Pattern:
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))) or "(?!)")


def _named(text: str, pattern: re.Pattern, names: Mapping[str, str]) -> frozenset[str]:
    return frozenset(names[one[0]] for one in pattern.finditer(text))


def _direction_of(found: FoundFigure) -> str:
    """Return the direction that a figure states in words or by its sign."""
    if found.value < 0:
        return "down"
    words = "|".join(DIRECTIONS["zh"]["up"]) + r"|\bup\b|ahead of|\+"
    return "up" if re.match(words, found.text) or found.text.endswith("ahead of") else ""
