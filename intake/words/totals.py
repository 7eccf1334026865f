"""Names of totals over places: 全省合计（2市）, 13个市地合计, 各市（地）总数."""

import re

_PLACES = r"(?:市地|地市|市州|市|地|县市区|县区|县|区|家|单位|系统|地区)"
_COUNT = rf"共?(?:\d{{1,3}}|[一二三四五六七八九十]{{1,3}})(?:个|家)?{_PLACES}"
_SCOPE = r"全省|全市|全地区|全县|全区|全|本省|本市|各|省|市|地市?|县|区|系统|单位|部门|地区|以上|累计"
_SUM = r"合计数?|总计数?|共计|总和|汇总数?|总数|总量|总体|整体|全部|合|总"
_TOTAL = re.compile(rf"(?:{_COUNT}|{_SCOPE})*(?:{_SUM})(?:全省|全市|全地区)?(?:(?:和|加|、)?{_COUNT})*")
_COUNTED = re.compile(rf"(\d{{1,3}}|[一二三四五六七八九十]{{1,3}})(?:个|家)?{_PLACES}")
#: A word that may as well say what stands (总数) as that places are added up.
_WEAK = re.compile(r"总数|总量|总体|整体|全部|合|总")
_SCOPED = re.compile(r"\((?:不含|不包括|除|含|包括|不计)[^()]*\)")
_NUMERALS = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)}


def names_total(label: str) -> bool:
    """Whether a label, in lower case and without punctuation, names a total over places."""
    return bool(_TOTAL.fullmatch(label))


def is_weak(label: str) -> bool:
    """Whether a total's name is a word that has another meaning too."""
    return bool(_WEAK.fullmatch(label))


def strip_scope(plain: str) -> str:
    """Return a label without the bracket that tells whom its total leaves out or takes in (合计（不含农垦）)."""
    return _SCOPED.sub("", plain)


def has_scope(plain: str) -> bool:
    """Whether a label tells whom its total leaves out or takes in."""
    return bool(_SCOPED.search(plain))


def count_places(label: str) -> int | None:
    """Return how many places a total's name says that it adds up; ``None`` where it does not say."""
    if not _TOTAL.fullmatch(label):
        return None
    told = [_count(number) for number in _COUNTED.findall(label)]
    return sum(told) if told else None


def _count(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (_NUMERALS.get(tens, 1) * 10 if ten else 0) + _NUMERALS.get(ones, 0)
