"""The words of verdicts: every status, what the sentences of a brief say of one, their negations, and directions.

They are those of `wording`, in the language of the text.
"""

import re
from functools import cache

from metrics.progress.status import Status
from wording.sentences import load_sentences, say

# What the sentences of a brief say of a status, in words of their own.
_SENTENCES = {
    "brief.done": "done", "remark.after-due": "done", "brief.not-met": "not_met", "brief.above-band": "above_band",
    "brief.no-target": "no_target", "brief.not-reported": "not_reported", "brief.own-missing": "not_reported",
    "brief.pending": "pending", "brief.level": "level", "brief.level-short": "level", "brief.missed": "missed",
    "brief.unreachable": "unreachable", "brief.none-behind": "none-behind", "brief.behind-are": "short",
    "brief.behind-somewhere": "short", "brief.unranked-late": "late-to-report", "brief.no-month-left": "no-month-left",
    "brief.year-on-year-same": "year-level", "brief.on-period-before-same": "period-level",
    "brief.unchanged": "unchanged", "remark.baseline-unverified": "unverified",
}  # fmt: skip
# What readers take for one of these words.
SAME = {
    "zh": {
        "完成": "done", "达标": "met", "未达": "short", "逾期": "overdue", "落后": "behind", "已报": "reported",
        "实现目标": "done", "达成目标": "done", "兑现": "done", "收官": "done",
        "超额": "exceeded", "超序时": "exceeded",
        "进展顺利": "well", "推进顺利": "well", "情况良好": "well", "态势良好": "well", "情况较好": "well",
        "成效显著": "well", "成效明显": "well", "名列前茅": "leading", "走在前列": "leading", "领先": "leading",
        "居首": "leading", "首位": "leading", "榜首": "leading", "末位": "trailing", "垫底": "trailing",
        "靠后": "trailing", "倒数": "trailing", "缓慢": "slow", "偏慢": "slow", "较慢": "slow", "迟缓": "slow",
        "严重": "severe",
    },
    "en": {
        "completed": "done",
        "finished": "done",
        "reached": "done",
        "reported": "reported",
        "on track": "on_schedule",
        "exceeded": "exceeded",
        "achieved": "done",
        "fulfilled": "done",
        "going well": "well",
        "smoothly": "well",
        "leading": "leading",
        "at the top": "leading",
        "at the bottom": "trailing",
        "lagging": "behind",
        "slow": "slow",
        "severely": "severe",
        "seriously": "severe",
    },
}  # fmt: skip
_FIELD = re.compile(r"\{\w+\}")
_STATUSES = tuple(one.value for one in Status)
DIRECTIONS: dict[str, dict[str, tuple[str, ...]]] = {
    "zh": {
        "up": ("高", "增长", "增加", "上升", "提高", "快", "多", "超前"),
        "down": ("低", "下降", "减少", "降低", "慢", "少", "回落", "落后"),
    },
    "en": {"up": ("up", "ahead of"), "down": ("down", "behind")},
}


@cache
def _bases(lang: str) -> dict[str, str]:
    """Return what a direction may be measured by: 同比, 较序时进度, on a year before."""
    keys = {
        "brief.year-on-year": "year", "brief.than-year-before": "year", "brief.on-period-before": "period",
        "brief.lead": "schedule",
    }  # fmt: skip
    told = {_FIELD.sub("", _sentence(key, lang)).strip(): by for key, by in keys.items()}
    return told | ({"the schedule": "schedule"} if lang == "en" else {"序时进度": "schedule", "序时": "schedule"})


def comparison_of(text: str, lang: str) -> str:
    """Return what a direction beside these words is measured by: ``year``, ``period``, ``schedule`` or nothing."""
    return next((by for word, by in _bases(lang).items() if word in text), "")


def _sentence(key: str, lang: str) -> str:
    """Return a sentence with its fields unfilled."""
    return load_sentences(lang).gettext(key)


@cache
def words_of(lang: str) -> dict[str, str]:
    """Return every word of a verdict with what it says, in lower case."""
    said = {}
    for key, meaning in _SENTENCES.items():
        parts = re.split(r"\{\w+\}|[，；。（）：,;:.()]", _sentence(key, lang))
        said[max(parts, key=len).strip().lower()] = meaning
    said |= {say(f"status.{one.value}", lang).lower(): one.value for one in Status}
    for word, meaning in SAME[lang].items():
        said.setdefault(word, meaning)
    if lang == "en":
        del said["level"]  # of the provincial level
    if lang == "zh":
        for word, meaning in [*said.items()]:
            rest = word.rpartition("未")[2]
            if rest != word:  # of 暂未达 somebody makes 已达
                said.setdefault(f"已{rest}", canonical(f"not {meaning}"))
            if meaning in _STATUSES and not word.startswith(("已", "未", "本期")):
                said.setdefault(f"已{word}", meaning)
                said.setdefault(f"已经{word}", meaning)
    else:
        for word, meaning in [*said.items()]:
            if word.startswith("not ") and len(word.split()) == 2:
                said.setdefault(word[4:], canonical(f"not {meaning}"))
    return said


def canonical(meaning: str) -> str:
    """Return one name for what is said in several ways: 未完成, 没有完成."""
    while meaning.startswith("not not "):
        meaning = meaning.removeprefix("not not ")
    pairs = {"not done": "missed", "not met": "not_met", "not reported": "not_reported"}
    back = {f"not {no}": yes.removeprefix("not ") for yes, no in pairs.items()}
    return pairs.get(meaning) or back.get(meaning) or meaning


@cache
def pattern_of(lang: str) -> re.Pattern:
    """Return what finds the words of verdicts, the longest first, directions (`way`, measured `by`) and ranks."""
    words = "|".join(map(re.escape, sorted(words_of(lang), key=len, reverse=True)))
    bases = "|".join(map(re.escape, sorted(_bases(lang), key=len, reverse=True)))
    ways = "|".join(word for several in DIRECTIONS[lang].values() for word in several)
    if lang == "en":
        rank = r"(?P<rank>\b(?:first|last)(?= □))(?P<alone>(?!))?"
        return re.compile(rf"(?i)\b(?P<way>{ways}) (?P<by>{bases})|\b(?:{words})\b|{rank}")
    own = (_sentence(f"brief.{key}", lang).partition("{")[0] for key in ("grown", "fallen", "more", "fewer"))
    stands = rf"(?P<by>{bases})(?:有所|明显|大幅|小幅|略有?|仍|也|偏)?(?P<way>{ways})|(?P<alone>{'|'.join(own)})"
    return re.compile(rf"{words}|{stands}|(?P<rank>[前后](?=□))")
