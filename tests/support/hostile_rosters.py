"""Rosters that nobody means well with: large enough to be read by columns."""

from collections.abc import Callable

from tests.support.containers import with_sheet

HEADS = ("姓名", "身份证号", "职业(工种)", "技能等级", "结业日期")
PERSON = ("王小明", "230602198112128143", "电工", "中级工", "2019-03-15")
_INLINE = '<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def _row(number: int, texts: tuple[str, ...], form: str = _INLINE) -> str:
    cells = "".join(
        form.format(place=f"{letter}{number}", text=text) for letter, text in zip("ABCDE", texts, strict=True)
    )
    return f'<row r="{number}">{cells}</row>'


HEAD, FIRST = _row(1, HEADS), _row(2, PERSON)


def _sheet(rows: str, after: str = "</sheetData>") -> bytes:
    return with_sheet(f"<sheetData>{HEAD}{FIRST}{rows}{after}")


def _many(count: int, row: str) -> str:
    return row * count


ROSTERS: dict[str, Callable[[], bytes]] = {
    "roster whose rows say no place": lambda: _sheet(_many(400_000, "<row><c><v>1</v></c><c><v>2</v></c></row>")),
    "roster of one endless row": lambda: _sheet('<row r="3">' + '<c r="A3"><v>1</v></c>' * 5_000_000),
    "roster of one cell again and again": lambda: _sheet('<row r="3">' + '<c r="A3"><v>1</v></c>' * 800_000 + "</row>"),
    "roster of tags only": lambda: _sheet('<row r="3">' + "<v>" * 6_000_000),
    "roster of open tags": lambda: _sheet("<" * 20_000_000),
    "roster of comments": lambda: _sheet('<row r="3">' + "<!-- -->" * 2_000_000 + "</row>"),
    "roster with one huge text": lambda: _sheet(_row(3, ("长" * 8_000_000, *PERSON[1:]))),
    "roster without an end": lambda: _sheet("".join(_row(number, PERSON) for number in range(3, 40_000)), ""),
    "roster cut within a row": lambda: _sheet(
        "".join(_row(number, PERSON) for number in range(3, 40_000)) + '<row r="40000"><c r="B4'
    ),
    "roster with its last row far away": lambda: _sheet(
        '<row r="3"><!--' + " " * 13_000_000 + "--></row>" + _row(1_048_576, PERSON)
    ),
    "roster beyond the last row": lambda: _sheet(
        '<row r="3"><!--' + " " * 13_000_000 + "--></row>" + _row(1_048_577, PERSON)
    ),
    "roster of texts that are not there": lambda: _sheet(
        "".join(_row(number, ("9999999",) * 5, '<c r="{place}" t="s"><v>{text}</v></c>') for number in range(3, 60_000))
    ),
    "roster of nonsense bytes": lambda: _sheet(
        _many(300_000, "\x00\x01") + _row(3, PERSON) + _many(300_000, " ") + "<x>" * 4_000_000
    ),
    "roster in a foreign dress": lambda: with_sheet(
        f"<sheetData>{HEAD}{FIRST}" + _many(150_000, "<x:row><x:c><x:v>1</x:v></x:c></x:row>") + "</sheetData>"
    ),
    "roster of different people": lambda: _sheet(
        "".join(
            _row(number, (f"甲{number}", f"{number:018d}", f"工{number}", f"级{number}", f"日{number}"))
            for number in range(3, 60_000)
        )
    ),
}
