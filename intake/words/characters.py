"""One written form for each word, so that padding, width and script never hide its meaning."""

import re
import unicodedata
from functools import lru_cache

#: A sheet repeats its words: so many distinct texts are understood once.
REMEMBERED = 1 << 18
_TRADITIONAL = (
    "雙鴨綏齊爾雞鷄慶鶴崗臺興嶺撫遠農墾訓練數萬個億計劃標準進報師級總區縣鄉鎮單備註間"
    "際績務與無應屆業職職術東黑龍齡檔雲員錄號從實達設進監"
)
_SIMPLIFIED = (
    "双鸭绥齐尔鸡鸡庆鹤岗台兴岭抚远农垦训练数万个亿计划标准进报师级总区县乡镇单备注间"
    "际绩务与无应届业职职术东黑龙龄档云员录号从实达设进监"
)
_SCRIPT = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
_PUNCTUATION = str.maketrans(
    {
        "（": "(",
        "）": ")",
        "【": "(",
        "】": ")",
        "［": "(",
        "］": ")",
        "〔": "(",
        "〕": ")",
        "[": "(",
        "]": ")",
        "：": ":",
        "，": ",",
        "；": ";",
        "％": "%",
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "—": "-",
        "–": "-",
        "―": "-",
        "－": "-",
        "−": "-",
        "﹣": "-",
        "‐": "-",
        "‑": "-",
        "～": "~",
        "〜": "~",
        "\u200b": "",
        "\ufeff": "",
        "\u3000": " ",
        "\xa0": " ",
    }
)
_CJK = "\u3400-\u9fff"
_TRANSLATION = re.compile(
    r"(?:^|(?<=[^A-Za-z]))[(/ ]*[A-Za-z][A-Za-z.' -]{2,}[)/ ]*$|^[A-Za-z][A-Za-z.' -]{2,}[/ ]*(?=[^A-Za-z])"
)
_GAP = re.compile(rf"(?<=[{_CJK}()、,:;%])\s+|\s+(?=[{_CJK}()、,:;%])")


@lru_cache(maxsize=REMEMBERED)
def simplify(text: str) -> str:
    """Return `text` in half width, simplified characters and plain punctuation; blanks kept single."""
    folded = unicodedata.normalize("NFKC", text.translate(_PUNCTUATION)).translate(_PUNCTUATION)
    return re.sub(r"\s+", " ", folded.translate(_SCRIPT)).strip()


@lru_cache(maxsize=REMEMBERED)
def compact(text: str) -> str:
    """Return `simplify(text)` without the blanks that only pad or wrap Chinese words."""
    return _GAP.sub("", simplify(text))


def drop_translation(text: str) -> str:
    """Return a compact Chinese text without the English that repeats it (哈尔滨市 Harbin, City 市（地）)."""
    bare = _TRANSLATION.sub("", text)
    return bare if re.search(rf"[{_CJK}]", bare) else text


#: The day in such a name is that of pasting (`upload.pasted-name` in both languages), and no period.
_PASTED = re.compile(r"(?:粘贴|pasted)-(?:\d{4}年\d{1,2}月\d{1,2}日|\d{1,2} [A-Z][a-z]+ \d{4})(?:-\d+)?\.(?:txt|html)")


def stem_of(file: str) -> str:
    """Return a file's name without its ending; empty for cells that were pasted."""
    return "" if _PASTED.fullmatch(file) else file.rsplit(".", 1)[0]
