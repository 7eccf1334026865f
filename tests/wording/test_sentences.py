"""Every sentence exists in both languages, is filled the same way in both, and is used."""

import ast
import re
import string
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from intake.findings.finding import LEVELS
from metrics.observation import Basis
from metrics.progress.status import Status
from tests.support.paths import ROOT
from wording import sentences
from wording.figures import day_text, figure, month_text, percent, points, span_text
from wording.sentences import LANGUAGES, load_sentences, say

CODE = ("metrics", "data", "demo", "intake", "briefing", "commands", "serving", "ui", "pages", "wording")


def _sentences(lang: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted((ROOT / "wording" / lang).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, charset="utf-8"):
                if message.id:
                    assert message.id not in found, f"{path}: {message.id} stands twice"
                    found[message.id] = message.string
    return found


def _fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def _code() -> list[tuple[Path, ast.AST]]:
    paths = [path for folder in CODE for path in (ROOT / folder).rglob("*.py")]
    paths += [path for path in (ROOT / "app.py", ROOT / "manage.py") if path.exists()]
    return [(path, ast.parse(path.read_text("utf-8"))) for path in paths]


def _name_of(called: ast.expr) -> str:
    return getattr(called, "id", getattr(called, "attr", ""))


def _calls() -> Iterator[tuple[Path, ast.Call]]:
    """Every call of `say`, under that name."""
    for path, tree in _code():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and _name_of(node.func) == "say":
                yield path, node


def test_both_languages_have_the_same_keys_and_fields() -> None:
    chinese, english = (_sentences(lang) for lang in LANGUAGES)
    assert set(chinese) == set(english)
    assert {k: _fields(v) for k, v in chinese.items()} == {k: _fields(v) for k, v in english.items()}
    assert [key for key in chinese if not chinese[key] or not english[key]] == []


def test_every_key_used_in_code_exists_and_gets_its_fields() -> None:
    known, wrong = _sentences("zh"), []
    for path, call in _calls():
        key = call.args[0]
        if not isinstance(key, ast.Constant):
            continue
        if key.value not in known:
            wrong.append(f"{path.name}:{call.lineno} {key.value}: no such key")
        elif all(word.arg for word in call.keywords):
            given = {word.arg for word in call.keywords} - {"lang"}
            if missing := _fields(known[key.value]) - given:
                wrong.append(f"{path.name}:{call.lineno} {key.value}: lacks {', '.join(sorted(missing))}")
    assert wrong == []


def test_no_key_is_unused() -> None:
    used, beginnings = set(), set()
    for _, tree in _code():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                used.add(node.value)
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                beginnings.add(str(node.values[0].value))
    families = {text + "." for text in used if text.count(".") == 1}
    whole = tuple(families | {text for text in beginnings if "." in text})
    unused = [key for key in _sentences("zh") if key not in used and not key.startswith(whole)]
    assert unused == []


def test_every_finding_status_and_basis_has_a_word() -> None:
    known = _sentences("zh")
    wanted = [f"{family.__name__.lower()}.{one.value}" for family in (Basis, Status) for one in family]
    if any(key.startswith("finding.") for key in known):
        wanted += [f"finding.{slug}" for slug in LEVELS]
    assert [key for key in wanted if key not in known] == []


def test_a_missing_key_and_a_missing_fact_are_said() -> None:
    with pytest.raises(KeyError):
        say("no.such-key")
    with pytest.raises(KeyError):
        say("day.full", "zh", year=2019)


def test_sentences_are_compiled_again_when_a_source_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "zh" / "one.po"
    source.parent.mkdir()
    monkeypatch.setattr(sentences, "FOLDER", tmp_path)
    for text in ("一", "二"):
        source.write_text(f'msgid "a.b"\nmsgstr "{text}"\n', "utf-8")
        load_sentences.cache_clear()
        assert say("a.b") == text
    load_sentences.cache_clear()
    assert say("a.b") == "二" and (tmp_path / "zh.mo").exists()
    load_sentences.cache_clear()


def test_sentences_that_cannot_be_put_away_leave_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(sentences.os, "replace", refuse)
    sentences._write_aside(tmp_path / "zh.mo", b"compiled")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("value", "unit", "chinese", "english"),
    [
        (Decimal(361100), "人次", "36.11 万人次", "361,100 sessions"),
        (Decimal(3000000), "人次", "300 万人次", "3,000,000 sessions"),
        (Decimal(2999999), "人次", "300.00 万人次", "2,999,999 sessions"),
        (Decimal(9800), "人次", "9,800 人次", "9,800 sessions"),
        (Decimal(-12000), "人次", "−1.2 万人次", "−12,000 sessions"),
        (Decimal(13), "个", "13 个", "13"),
        (Decimal("1.50"), "%", "1.5%", "1.5%"),
        (Decimal(0), "个", "0 个", "0"),
    ],
)
def test_a_figure_carries_its_unit(value: Decimal, unit: str, chinese: str, english: str) -> None:
    assert (figure(value, unit, "zh"), figure(value, unit, "en")) == (chinese, english)


def test_an_exact_figure_keeps_every_digit() -> None:
    assert figure(Decimal(361105), "人次", exact=True) == "361,105 人次"


@pytest.mark.parametrize(
    ("values", "written"),
    [
        ((705, 30_000), ("705 人次", "30,000 人次")),
        ((6632, 11_700, 360_000), ("6,632 人次", "11,700 人次", "360,000 人次")),
        ((11_700, 360_000), ("1.17 万人次", "36 万人次")),
        ((0, 360_000), ("0 万人次", "36 万人次")),
        ((150_000_000, 30_000), ("15,000 万人次", "3 万人次")),
    ],
)
def test_what_stands_together_is_written_in_one_unit(values: tuple[int, ...], written: tuple[str, ...]) -> None:
    assert tuple(figure(value, "人次", beside=values) for value in values) == written


def test_people_and_things_are_written_whole() -> None:
    assert figure(Fraction(324324, 100), "人次") == "3,243 人次"
    assert figure(Decimal("1540540.54"), "人次", "en") == "1,540,541 sessions"
    assert figure(Fraction(-1, 2), "个") == "−1 个" and figure(Decimal("1.25"), "元") == "1.25 元"


def test_shares_and_leads_never_round_onto_a_limit() -> None:
    assert percent(Fraction(61, 100)) == "61.0%"
    assert percent(Fraction(1)) == "100.0%"
    assert percent(Fraction(9996, 10000)) == "99.96%"
    assert percent(Fraction(1862, 1000)) == "186.2%"
    assert points(Fraction(16, 5)) == "+3.2 个百分点"
    assert points(Fraction(-1, 25)) == "−0.04 个百分点"
    assert points(0, "en") == "0.0 pp"


def test_days_and_spans_read_as_written_by_hand() -> None:
    assert day_text(date(2019, 6, 30)) == "2019年6月30日"
    assert day_text(date(2019, 6, 30), "en") == "30 June 2019"
    assert month_text(date(2019, 6, 1)) == "2019年6月"
    assert span_text(date(2019, 4, 1), date(2019, 6, 30)) == "2019年第二季度"
    assert span_text(date(2019, 1, 1), date(2019, 6, 30)) == "2019年1—6月"
    assert span_text(date(2019, 1, 1), date(2019, 12, 31)) == "2019年"
    assert span_text(date(2019, 5, 21), date(2019, 6, 20)) == "2019年5月21日至2019年6月20日"
    assert span_text(date(2019, 1, 1), date(2019, 6, 30), "en") == "January to June 2019"


#: What cities write into their tables is theirs.
OF_SHEETS = ("lexicon.py", "states.py")


def test_what_becomes_of_a_hand_in_is_told_in_the_words_of_the_trade() -> None:
    """审核通过, 退回修改, 撤回; 采纳 is for suggestions. English: accepted, returned, withdrawn."""
    texts = {**_sentences("zh"), "README.md": (ROOT / "README.md").read_text("utf-8")}
    code = [
        path
        for folder in (*CODE, "docs")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".md", ".toml") and path.name not in OF_SHEETS
    ]
    texts |= {str(path): path.read_text("utf-8") for path in code}
    assert [key for key, text in texts.items() if re.search("采纳|驳回|打回|退回(?!修改)", text)] == []
    english = {state: say(f"submission.state.{state}", "en") for state in ("accepted", "returned", "withdrawn")}
    assert english == {state: state for state in english}
