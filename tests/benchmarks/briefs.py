"""Seconds that briefs take: the provincial deck and the PDF alone, and every format for every place."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from briefing.brief import Scope
from briefing.rendering.batch import start_batch
from briefing.rendering.child import FORMATS, Order, render_proved
from tests.support.brief_of import PLAN, PROVINCE, brief_of, material_of

RUNS = 5


def measure() -> dict[str, float]:
    """Return seconds by name; the deck and the PDF with their proof, the batch with its children's start."""
    brief = brief_of(PROVINCE)
    found = {form: _seconds(lambda form=form: render_proved(brief, form)) for form in ("pptx", "pdf", "docx", "xlsx")}
    found["text"] = _seconds(lambda: brief_of.__wrapped__(PROVINCE))
    codes = material_of(PROVINCE).plan.reporters
    briefs = (brief_of(Scope("city", PLAN, (code,)), "zh", "page") for code in codes)
    start = time.perf_counter()
    batch = start_batch(briefs, len(codes), Order(FORMATS, "zh", "all.zip"))
    batch.wait()
    assert batch.file is not None and not batch.problems, batch.problems
    found["batch"] = time.perf_counter() - start
    found["files"] = float(batch.progress.done)
    return found


def _seconds(work: Callable[[], object]) -> float:
    def once() -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    once()
    return median(once() for _ in range(RUNS))


if __name__ == "__main__":
    print(json.dumps(measure()))
