"""The flow of one cell is what docs/architecture.md says: the hops named there are passed, in that order."""

import re
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import FrameType

from streamlit.testing.v1 import AppTest

from briefing.brief import Scope
from briefing.composing.composition import fetch_brief
from briefing.formats.pptx import deck
from data.access import Access
from data.queries.metric import fetch_metric
from data.settings import load_settings
from data.store import open_store
from intake.read import read_file
from metrics.definitions.catalogue import load_catalogue
from tests.support.paths import ROOT, ROUTER

MONTHLY = "全省进度月报-2019年6月.xlsx"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DAY = date(2019, 6, 30)
HARBIN, METRIC, VALUE = "230100", "training_sessions", 361_100


def hops() -> list[str]:
    """Return the functions of the flow as the document names them."""
    return re.findall(r"^\| \d+ \| `([\w.]+)` \|", (ROOT / "docs" / "architecture.md").read_text("utf-8"), re.MULTILINE)


@contextmanager
def noting(names: Sequence[str]) -> Iterator[list[str]]:
    """Note every call of these functions, in this thread and in those that it starts."""
    passed: list[str] = []

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            name = f"{frame.f_globals.get('__name__')}.{frame.f_code.co_name}"
            if name in names:
                passed.append(name)

    threading.setprofile(note)
    sys.setprofile(note)
    try:
        yield passed
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


def first_missing(wanted: Sequence[str], passed: Sequence[str]) -> str | None:
    """Return the first of the wanted calls that does not come after those before it."""
    calls = iter(passed)
    return next((name for name in wanted if name not in calls), None)


def press(app: AppTest, label: str) -> None:
    [button] = [one for one in app.button if one.label == label]
    button.click().run()


def test_one_cell_passes_the_hops_in_the_order_that_the_document_tells(own_home: Path, samples: Path) -> None:
    content, named = (samples / MONTHLY).read_bytes(), hops()
    with open_store(load_settings()) as store, noting(named) as passed:
        app = AppTest.from_file(ROUTER, default_timeout=120)
        app.switch_page("../pages/work/upload.py").run()
        app.file_uploader(key="upload.file").upload(MONTHLY, content, XLSX)
        app.run()
        # What the child did, once more where it can be watched.
        said = read_file(content, MONTHLY, load_catalogue()).observations
        press(app, "提交报送")
        press(app, "审核通过")
        app.switch_page("../pages/read/metric.py")
        app.query_params["metric"] = METRIC
        app.run()
        assert not app.exception and not app.error
        access = Access(store)
        brief = fetch_brief(access, Scope("metric", "98113", metric=METRIC), DAY)
        assert brief is not None
        slides = deck.text_of(deck.render(brief))
        (shown,) = [one for one, _ in fetch_metric(access, "98113", METRIC, DAY).lines if one.city == HARBIN]
    assert first_missing(named, passed) is None
    (cell,) = [one for one in said if (one.metric, one.city, one.value) == (METRIC, HARBIN, VALUE)]
    assert shown.actual == VALUE and [one.origin.cell for one in shown.sources] == [cell.origin.cell]
    charts = [chart for section in brief.sections for chart in section.charts]
    assert any(source.cell == cell.origin.cell for chart in charts for source in chart.sources) and "哈尔滨" in slides


def test_a_hop_that_is_not_passed_or_out_of_order_is_seen() -> None:
    assert first_missing(["a", "b"], ["a", "c", "b"]) is None
    assert first_missing(["a", "b"], ["b", "a"]) == "b"
    assert first_missing(["a", "b"], ["a"]) == "b"
