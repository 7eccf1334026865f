"""What nobody has understood of a text that governs numbers: such words may change what the numbers say."""

import re
from functools import cache, lru_cache
from pathlib import Path

from intake.words.characters import REMEMBERED, compact
from intake.words.vocabulary import Vocabulary

_TAKEN = "\0"
_ENUMERATOR = re.compile(
    r"^(?!\(?十[一二三四]五)(?:附?[件表]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:[-.]\d{1,2})?"
    r"|[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)、.](?!\d))[:、.]?\s*"
)
#: A document is named by its title or its number: neither says what a table counts.
_DOCUMENT = re.compile(r"《[^《》]*》|[一-鿿]{0,8}\(?(?:19|20)\d\d\)?第?[\d×x]+号|no\.?\d+|№\d+")
_KEEPER = re.compile(
    r"(?:^|(?<=[\0\s:、]))[一-鿿]{1,12}?(?:人力资源和?社会保障|人社|财政|统计|教育|就业|工业和信息化|工信|民政|农业农村)?"
    r"(?:局|厅|委员会|办公室|总工会|工会|领导小组|(?:服务|指导|鉴定|管理)中心|处|科)(?![一-鿿]*(?:长|级))"
)
#: Which draft of a paper, and which of its annexes, a bracket says.
_DRAFT = re.compile(r"第[一二三四五六七八九十\d]{1,2}稿|\(附[件表]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})\)")
#: No document and no keeper is named without one of these.
_NAMES_DOCUMENT, _KEEPS = re.compile(r"[《号№]|no"), re.compile(r"[局厅会办组心处科]")
#: What is to be reached, told in a title: it says nothing about the figures below.
_TARGET = re.compile(r"(?:到|至)20\d\d(?!\d)")
_TARGET_NUMBER = re.compile(r"(?:目标|任务)(?:数|为)?[\d.,]+万?(?:人次|个|家|所|人)")
#: Between two digits a point or a comma is part of the figure.
_MARKS = re.compile(r"(?:[\s()、:;\-~/\"'|+=*·《》<>%!?_#&。…]|(?<!\d)[.,]|[.,](?!\d))+")


@cache
def harmless_words() -> tuple[str, ...]:
    """Return the words that narrow nothing, the longest first."""
    lines = Path(__file__).with_name("harmless.txt").read_text("utf-8").splitlines()
    found = {word for line in lines if not line.startswith("#") for word in line.split()}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@lru_cache(maxsize=REMEMBERED)
def _without_papers(text: str) -> str:
    """Return a plain text without its number, the documents that it names and what is to be reached."""
    plain = _ENUMERATOR.sub("", compact(text)).lower()
    plain = _DOCUMENT.sub(_TAKEN, plain) if _NAMES_DOCUMENT.search(plain) else plain
    return _TARGET_NUMBER.sub(_TAKEN, _DRAFT.sub(_TAKEN, plain))


def find_unread(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the runs of characters that are neither understood nor known to be harmless, in order."""
    plain = vocabulary.place_names.sub(_TAKEN, _without_papers(text))
    plain = _KEEPER.sub(_TAKEN, plain) if _KEEPS.search(plain) else plain
    plain = _TARGET.sub(_TAKEN, vocabulary.mask(plain, harmless_words()))
    return tuple(run for run in _MARKS.sub(_TAKEN, plain).split(_TAKEN) if run)
