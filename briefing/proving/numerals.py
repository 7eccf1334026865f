"""Numbers written in words (六十一, 叁佰, three million), and what words beside a number make of it (约, nearly)."""

import re
from fractions import Fraction

CHINESE_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
CHINESE_DIGITS |= {character: value for value, character in enumerate("壹贰叁肆伍陆柒捌玖", 1)}
CHINESE_STEPS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_NUMBERS = {word: value for value, word in enumerate(_ONES.split(), 1)}
_NUMBERS |= {word: 20 + 10 * place for place, word in enumerate(_TENS.split())}
_STEPS = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
ENGLISH_WORDS = tuple(sorted((*_NUMBERS, *_STEPS), key=len, reverse=True))

# What a word before or after a number makes of it. No exact figure is meant, but one on that side of it, or near it.
HEDGES = {
    "more": "超过 超 逾 突破 高于 多于 大于 破|more than|over|above|exceeding|exceeds|exceeded|upwards of|beyond",
    "near": "将近 接近 近|nearly|almost|close to|just under|approaching",
    "less": "不足 不到 低于 少于 小于 未满|less than|fewer than|under|below",
    "about": "大约 约为 约 大概 左右 上下|about|around|roughly|approximately|some|or so",
    "least": "至少 最少 不低于 不少于 不小于 以上|at least|no less than|no fewer than|not less than|or more",
    "most": "至多 最多 不超过 不高于 不多于 以下 以内|at most|no more than|not more than|up to|or less",
}
HEDGE_OF = {
    word: kind
    for kind, words in HEDGES.items()
    for word in (*words.partition("|")[0].split(), *words.partition("|")[2].split("|"))
}
#: Words before a number, of which some may stand between: 至多尚差35个.
BOUNDS = {
    kind: tuple(
        word
        for word, one in HEDGE_OF.items()
        if one == kind and word not in ("以上", "以下", "以内", "or more", "or less")
    )
    for kind in ("least", "most")
}
HEDGES_AFTER = ("左右", "上下", "以上", "以下", "以内", "or so", "or more", "or less")


def count_chinese(text: str) -> Fraction:
    """Return the number that Chinese numerals below 万 write, with digits after 点."""
    whole, _, tail = text.partition("点")
    if len(whole) > 1 and not set(whole) & set(CHINESE_STEPS):
        total, part = int("".join(str(CHINESE_DIGITS[character]) for character in whole)), 0
    else:
        total = part = 0
        for character in whole:
            if character in CHINESE_STEPS:
                total, part = total + (part or 1) * CHINESE_STEPS[character], 0
            else:
                part = CHINESE_DIGITS[character]
    behind = (Fraction(CHINESE_DIGITS[character], 10**place) for place, character in enumerate(tail, 1))
    return total + part + sum(behind, Fraction(0))


def count_english(text: str) -> Fraction:
    """Return the number that English words write."""
    total = part = 0
    for word in re.split(r"[ -]", text.lower()):
        if _STEPS.get(word) == 100:
            part = (part or 1) * 100
        elif word in _STEPS:
            total, part = total + (part or 1) * _STEPS[word], 0
        elif word != "and":
            part += _NUMBERS[word]
    return Fraction(total + part)
