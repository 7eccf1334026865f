"""How far a list says that an entry is: its words as a whole, for what is not yet or no longer so is not so."""

import re

from intake.words.characters import compact
from metrics.register import UNCLEAR

_REVOKED = r"撤销|取消|注销|终止|摘牌|撤牌|已撤"
_OPENED = r"验收|挂牌|建成|运行|授牌|投入使用|投用|竣工|启用|完成建设|建设完成"
_APPROVED = r"批准|认定|获批|批复|立项|命名|评定|入选|授予"
#: What is to come, or has not come: with 挂牌 behind it, it is still being built.
_NOT_YET = r"(?:尚未|暂未|还未|仍未|正在|等待|准备|申请|即将|未|待|拟)"
_BUILDING = re.compile(
    rf"{_NOT_YET}(?:通过|完成|组织|正式|进行)?(?:验收|挂牌|建成|授牌|投入使用|投用|竣工|启用|建设|筹建)"
    r"(?!不|未|没|合格)|(?:未|待|拟)(?:投入)?运行|在建|筹建|建设中|拟建"
)
#: Beside any other word these leave open whether it is so.
_DOUBTED = re.compile(
    r"未|待|拟|申请|申报|不|没|尚|暂|否|恢复|即将|将[于在]|计划|建议|准备|重新|整改|停|试运行|预计|争取"
)
_STATES = (
    ("revoked", re.compile(_REVOKED)),
    ("opened", re.compile(_OPENED)),
    ("approved", re.compile(_APPROVED)),
)
_DENIED = re.compile(rf"(?:不|未|没有?|尚未|不予|不再)(?:被|予以)?(?:{_REVOKED})")
#: What a column of states may hold that tells no state, and lets an entry stand.
_IN_ORDER = re.compile(r"正常|良好|优秀|合格|有效|存续|保留|是|有|√|在册|[-—/无]+")
#: A state as a line between entries names it, with what it is said with.
STATE_WORDS = re.compile(rf"(?:已经|已|被|{_NOT_YET}|不予|不)?(?:在建|筹建|建设中|{_REVOKED}|{_OPENED}|{_APPROVED})")


def find_state(text: str) -> str:
    """Return the state that the words of an entry tell, `UNCLEAR` where they leave it open, empty where there are none.

    撤销 stands above all else, and what is not yet opened is being built, whatever else is named beside it.
    """
    plain = compact(text)
    rest = _BUILDING.sub("", plain)
    if not plain or _IN_ORDER.fullmatch(plain):
        return ""
    if _DOUBTED.search(rest):
        return UNCLEAR
    found = next((state for state, words in _STATES if words.search(rest)), "")
    if found != "revoked" and rest != plain:
        return "building"
    return found or UNCLEAR


def find_remarked_state(text: str) -> str:
    """Return what a remark says of an entry whose state no column tells: that it was revoked, or may have been."""
    plain = _DENIED.sub("", compact(text))
    if not re.search(_REVOKED, plain):
        return ""
    return find_state(plain)
