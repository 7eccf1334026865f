"""Whatever text a user supplies, an ID number in it stands nowhere afterwards: store, folders, log, pages, exports."""

import io
import json
import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings, strategies
from streamlit.testing.v1 import AppTest

from data.access import Access, User
from data.handins.handin import HandIn
from data.handins.hints import remember_hints
from data.handins.submissions import accept, draft, return_to_reporter, submit, withdraw
from data.personal.given_out import list_given_out
from data.queries.handins import find_submission, original_of
from data.queries.rosters import list_rejected
from data.settings import load_settings
from data.store import Store, open_store
from intake.giving_back import give_back
from intake.handin import check_file, handin_of
from metrics.observation import Basis
from tests.support.numbers_of import GOOD, NUMBERS, SHORT, full_width, spaced
from tests.support.paths import ROOT
from tests.support.roster_of import HEADS, make_rows
from tests.support.store_of import a_handin, asked, said
from wording.personal import guard_log

FORMS = {
    "plain": GOOD,
    "x": "23060219811212813X".lower(),
    "spaced": spaced(GOOD),
    "wide": full_width(GOOD),
    "thin": spaced(GOOD, "\u2009"),
    "short": SHORT,
}
#: What any way of writing leaves of the number, of blanks and width bared.
TELLING = re.compile("19811212|811212|9811212")


def a_roster(text: str) -> bytes:
    """Every text column of a roster holds the text once, in a counted row where it can, and all in rejected rows."""
    rows = [list(one) for one in make_rows(30, again=0)]
    for at, column in enumerate((1, 3, 4, 5, 6, 7, 10)):
        rows[at][column] = f"{text}" if column == 10 else f"甲{text}"
    rows[10][8] = text
    rows[11][9] = text
    rows[12][2] = text + "9"
    for at in range(13, 16):
        rows[at] = [at, f"甲{text}", "23060219811212814", *(f"甲{text}" for _ in range(8))]
    heads = tuple(f"{head}" for head in HEADS)
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\]", "", f"台账{text}")[:31])
    sheet.write(0, 0, f"大庆市2019年培训台账 {text}")
    sheet.write_row(1, 0, heads)
    for at, row in enumerate(rows, 2):
        sheet.write_row(at, 0, [one.isoformat() if isinstance(one, date) else one for one in row])
    book.close()
    return target.getvalue()


def a_summary(text: str) -> bytes:
    """A progress sheet with the text in its name, title, lines, heads, rows, figures, notes, and a sheet of people."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\]", "", f"进度{text}")[:31])
    sheet.write(0, 0, f"全省进度表（{text}）")
    sheet.write(1, 0, f"填报人：{text} 文号：黑人社发〔2019〕12号 {text}")
    sheet.write_row(2, 0, ("市（地）", "2019年6月培训人次", f"其中：{text}", text, f"备注{text}"))
    sheet.write_row(3, 0, ("大庆市", 12, 3, text, text))
    sheet.write_row(4, 0, ("鸡西市", 13, text, 5, text))
    sheet.write_row(5, 0, (f"鹤岗{text}", 14, text, 5, text))
    sheet.write(6, 0, f"注：{text}")
    contacts = book.add_worksheet("联系人")
    contacts.write_row(0, 0, ("姓名", "电话", "证件"))
    contacts.write_row(1, 0, (f"王{text}", "13912345678", text))
    book.close()
    return target.getvalue()


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(load_settings()) as opened:
        yield opened


def texts_of(store: Store) -> str:
    """Return all that stands in the store's tables, widths and blanks bared."""
    found = []
    with store.cursor() as cursor:
        for (table,) in cursor.execute("SELECT table_name FROM information_schema.tables").fetchall():
            found += [str(row) for row in cursor.execute(f"SELECT * FROM {table}").fetchall()]
    return bare("\n".join(found))


def bare(text: str) -> str:
    return "".join(
        str(int(sign)) if sign.isdecimal() else sign for sign in text if not re.fullmatch(r"[\s\u2009]", sign)
    )


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def assert_hidden_on_disk(home: Path, text: str) -> None:
    lying = bytes_of(home)
    for form in {text, GOOD, SHORT, bare(text)}:
        for code in ("utf-8", "utf-16-le", "gb18030"):
            try:
                wanted = form.encode(code)
            except UnicodeEncodeError:
                continue
            assert wanted not in lying
    assert not any(path.name for path in home.rglob("*") if TELLING.search(bare(path.name)))


@pytest.mark.parametrize("form", FORMS)
def test_a_number_in_any_text_that_a_user_supplies_lies_nowhere_in_the_store(
    form: str, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    guard_log()
    caplog.set_level(logging.DEBUG)
    text = FORMS[form]
    access = Access(store, User(f"王 {text}", frozenset({"reporter", "reviewer"})))
    for content, name in ((a_roster(text), f"大庆市台账{text}.xlsx"), (a_summary(text), f"{text}月报.xlsx")):
        reading = check_file(content, name, access, plan="98113")
        assert not TELLING.search(bare(repr(reading)))
        found = draft(access, handin_of(reading, content, f"因为{text}"))
        if found.has_errors:
            continue
        submit(access, found.id, f"因为{text}")
        accept(access, found.id, f"同意{text}")
        withdraw(access, found.id, f"撤回{text}")
        rows = list_rejected(access, found.id)
        assert rows and not TELLING.search(bare(str(rows)))
    direct = HandIn(
        plan="98113",
        file=f"{text}.xlsx",
        content=text.encode(),
        document=text,
        reason=text,
        observations=(said(3, cell=text), said(5, metric="training_sessions", basis=Basis.SINCE_START)),
        targets=(asked(4),),
        findings=({"slug": "not-a-number", "level": "note", "sheet": text, "cell": text, "facts": {"raw": text}},),
    )
    found = submit(access, draft(access, direct).id, text)
    return_to_reporter(access, found.id, text)
    hint = {"plan": "98113", "fingerprint": "a" * 32, "column": 1, "head": f"人次{text}", "unit": "人次"}
    remember_hints(access, [hint], f"{text}.xlsx")
    assert "***" in texts_of(store) and not TELLING.search(texts_of(store))
    assert_hidden_on_disk(store.settings.home, text)  # with the WAL as it is now
    with store.cursor() as cursor:
        cursor.execute("SELECT 1")
    store._connection.execute("CHECKPOINT")
    assert_hidden_on_disk(store.settings.home, text)
    assert not TELLING.search(bare(caplog.text))
    assert all(path.suffix == ".sealed" for path in store.settings.originals.glob("[0-9a-f][0-9a-f]/*"))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NUMBERS, strategies.sampled_from(("file", "document", "actor", "reason", "sheet", "cell", "fact", "part")))
def test_any_number_in_any_text_of_a_hand_in_is_hidden_at_the_stores_door(
    store: Store, number: str, place: str
) -> None:
    text = f"甲{number}乙"
    access = Access(store, User(text if place == "actor" else "王", frozenset({"reporter"})))
    found = draft(
        access,
        a_handin(
            said(3, cell=text if place == "cell" else "A1"),
            findings=(
                {
                    "slug": "not-reported",
                    "level": "note",
                    "sheet": text if place == "sheet" else None,
                    "cell": None,
                    "facts": {"raw": text} if place == "fact" else {},
                },
            ),
            document=text if place == "document" else None,
            reason=text if place == "reason" else None,
        ),
    )
    submit(access, found.id, text)
    assert number not in texts_of(store) and number.encode() not in bytes_of(store.settings.home)


def test_what_the_command_line_says_of_a_file_holds_no_number(tmp_path: Path) -> None:
    for text in (FORMS["spaced"], FORMS["short"]):
        for name, content in ((f"{text}.xlsx", a_summary(text)), (f"台账{text}.xlsx", a_roster(text))):
            place = tmp_path / name
            place.write_bytes(content)
            for more in (
                ("check", str(place), "--json"),
                ("import", str(place), "--actor", text),
                ("check", f"{place}x"),
                ("check", str(place), "--city", text),
            ):
                done = subprocess.run(
                    [sys.executable, "manage.py", *more], cwd=ROOT, capture_output=True, text=True, check=False
                )
                assert not TELLING.search(bare(done.stdout + done.stderr)), more
                assert "Traceback" not in done.stderr
                if "--json" in more and "--city" not in more:
                    (found,) = json.loads(done.stdout)
                    assert len(found["sha256"]) == 64  # check keeps nothing, and may say it
    assert not TELLING.search(bare(str(bytes_of(load_settings().home))))


@pytest.mark.parametrize("form", ["plain", "spaced", "short"])
def test_no_page_shows_a_number(form: str, store: Store) -> None:
    text = FORMS[form]
    app = AppTest.from_file(str(ROOT / "ui" / "router.py"), default_timeout=60).run()
    app.switch_page("../pages/work/upload.py").run()
    app.file_uploader(key="upload.file").upload(f"甲{text}.xlsx", a_roster(text), "application/x").run()
    shown = framed(app)
    assert "***" in shown and not TELLING.search(shown)
    access = Access(store, User(f"王{text}", frozenset({"reporter", "reviewer"})))
    content = a_roster(text)
    found = draft(access, handin_of(check_file(content, f"{text}.xlsx", access, plan="98113", city="230600"), content))
    submitted = submit(access, found.id, f"因{text}").number
    accept(access, found.id, text)
    original_of(access, found.id)
    app = AppTest.from_file(str(ROOT / "ui" / "router.py"), default_timeout=60).run()
    for path in ("../pages/read/breakdown.py", "../pages/read/overview.py"):
        app.switch_page(path).run()
        assert not app.exception and not TELLING.search(framed(app)), path
    app.query_params["receipt"] = found.id
    app.switch_page("../pages/work/upload.py").run()
    assert not app.exception and not TELLING.search(framed(app)) and "取走原文件" in framed(app)
    del app.query_params["receipt"]
    app.run().file_uploader(key="upload.file").upload(f"又{text}.xlsx", content, "application/x").run()
    assert any(submitted in one.value for one in app.info) and not TELLING.search(
        framed(app)
    )  # the same file is known, though sealed


def framed(app: AppTest) -> str:
    """Return all that the server sent of a page."""
    return bare(
        "\n".join(str(element.proto) for element in app.main)
        + "\n".join(str(block) for block in app.main.children.values())
    )


def test_only_originals_and_marked_workbooks_hold_what_was_sent_and_that_they_were_asked_for_is_written_down(
    store: Store,
) -> None:
    access = Access(store, User("李", frozenset({"reporter", "reviewer"})))
    content = a_roster(GOOD)
    reading = check_file(content, f"{GOOD}.xlsx", access, plan="98113", city="230600")
    found = draft(access, handin_of(reading, content))
    assert list_given_out(access, found.id) == ()
    assert original_of(access, found.id) == (find_submission(access, found.id).file, content)
    (given,) = list_given_out(access, found.id)
    assert (given.actor, given.what, given.file) == ("李", "original", "23***************3.xlsx")
    assert "***" in give_back(reading, content).name


def test_a_sealed_file_is_known_by_no_sha256_and_recognised_all_the_same(store: Store) -> None:
    access = Access(store)
    content = a_summary(GOOD)
    handin = handin_of(check_file(content, "月报.xlsx", access, plan="98113"), content)
    plain = a_handin(said(3), content=b"a plain file")
    for one in (handin, plain):
        found = draft(access, one)
        again = draft(access, one)
        assert again.sha256 == found.sha256
    with store.cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM submission").fetchone() == (
            2,
        )  # the same file again is the same draft
    assert draft(access, plain).sha256 == plain.sha256
    store._connection.execute("CHECKPOINT")
    assert handin.sha256 not in texts_of(store) and handin.sha256.encode() not in bytes_of(store.settings.home)
    assert not [path for path in store.settings.home.rglob("*") if handin.sha256 in path.name]
    roster = a_roster(GOOD)
    first = handin_of(check_file(roster, "台账.xlsx", access, plan="98113", city="230600"), roster)
    number = submit(access, draft(access, first).id, "测试").number
    known = draft(access, first)
    assert known.known and known.number == number
