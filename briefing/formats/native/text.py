"""Letters of the office formats: an East Asian face stands after the Latin one, or Chinese falls back."""

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape as _escape

# What XML 1.0 cannot hold at all; a cell or a name may bring it.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Face:
    """A Latin and an East Asian font by name; neither is bundled."""

    latin: str
    east_asian: str


SLIDE = Face("Arial", "微软雅黑")
SONG = Face("Times New Roman", "宋体")
FANGSONG = Face("Times New Roman", "仿宋_GB2312")
HEI = Face("Times New Roman", "黑体")
KAI = Face("Times New Roman", "楷体_GB2312")
TITLE = Face("Times New Roman", "方正小标宋简体")


def printable(text: str) -> str:
    """Return text without characters that XML cannot hold."""
    return _UNPRINTABLE.sub("", text)


def escape(text: str) -> str:
    """Return text for XML, in an element or between double quotes."""
    return _escape(printable(text), {'"': "&quot;", "\r": "", "\n": "&#10;"})


def hexed(colour: str) -> str:
    """Return a colour of the palette as the office formats write it."""
    return colour.lstrip("#").upper()


def solid(colour: str) -> str:
    """Return a plain fill."""
    return f'<a:solidFill><a:srgbClr val="{hexed(colour)}"/></a:solidFill>'


def letters(tag: str, face: Face, size: float, colour: str, bold: bool = False, lang: str = "zh-CN") -> str:
    """Return run properties (``a:rPr``, ``a:defRPr``, ``a:endParaRPr``): latin before ea, as the schema wants."""
    spoken = "" if tag == "a:defRPr" else f' lang="{lang}" altLang="en-US"'
    return (
        f'<{tag}{spoken} sz="{round(size * 100)}" b="{int(bold)}">{solid(colour)}'
        f'<a:latin typeface="{face.latin}"/><a:ea typeface="{face.east_asian}"/><a:cs typeface="{face.latin}"/></{tag}>'
    )


def line(colour: str, points: float, dash: str = "") -> str:
    """Return an outline; `dash` is a preset such as ``dash`` or ``sysDot``."""
    pattern = f'<a:prstDash val="{dash}"/>' if dash else ""
    return f'<a:ln w="{round(points * 12700)}" cap="flat">{solid(colour)}{pattern}<a:round/></a:ln>'


NO_LINE = "<a:ln><a:noFill/></a:ln>"
