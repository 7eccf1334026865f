"""Time of every query of the breakdown page on three million roster rows, and of the acceptance that makes its sums."""

import json
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from statistics import median

import numpy as np
import pyarrow as pa

from data.access import Access
from data.handins.handin import HandIn
from data.handins.rosters import KEPT, REJECTED
from data.handins.submissions import accept, draft, submit
from data.queries.breakdown import fetch_breakdown, list_choices
from data.reference.places import load_cities
from data.settings import Settings
from data.store import open_store
from intake.rosters.sums import pack_table
from metrics.observation import Basis, Observation, Origin

FILES, ROWS = 3, 1_000_000
CITIES = [city.code for city in load_cities("230000") if city.kind != "county"]


def make_handin(number: int) -> HandIn:
    """Return a hand-in of a million rows over three years and all cities, a quarter of the people again and again."""
    chance = np.random.default_rng(number)

    def some(texts: list[str]) -> pa.Array:
        return pa.DictionaryArray.from_arrays(
            pa.array(chance.integers(0, len(texts), ROWS).astype(np.int32)), pa.array(texts)
        )

    person = chance.integers(0, 2_000_000, ROWS).astype(np.uint64) * np.uint64(9_223_372_036_854_775_783)
    last = (np.datetime64("2018-01-01") + chance.integers(0, 1080, ROWS)).astype("datetime64[D]")
    columns = {
        "sheet": pa.array(np.full(ROWS, "台账")),
        "row": pa.array(np.arange(ROWS, dtype=np.int32)),
        "person": pa.array(person),
        "training": pa.array(chance.integers(0, 2**63, ROWS).astype(np.uint64)),
        "id_number": some([f"23***************{tail % 10}" for tail in range(9999)]),
        "name": some(["王*明", "李*", "张*华"]),
        "city": some(CITIES),
        "institution": some([f"第{one}技工学校" for one in range(400)]),
        "occupation": some([f"工种{one}" for one in range(300)]),
        "level": some(["level1", "level2", "level3", "level4", "level5"]),
        "group": some(
            ["employees", "rural", "unemployed", "poor_workers", "veterans", "graduates", "disabled", "other"]
        ),
        "programme": some(["overcapacity", "scarce", "apprenticeship", "other"]),
        "first_day": pa.array(last - 10),
        "last_day": pa.array(last),
        "subsidy": pa.array(np.full(ROWS, 150_000)),
    }
    rejected = pa.table({name: pa.array([], kind) for name, kind in REJECTED.values()})
    assert set(columns) == {name for name, _ in KEPT.values()}
    total = Observation(
        "98113",
        "training_sessions",
        CITIES[0],
        Basis.DURING,
        date(2018, 1, 1),
        date(2018, 1, 31),
        Decimal(ROWS),
        Decimal(1),
        Origin("", "", "台账", "", ""),
    )
    return HandIn(
        "98113",
        f"台账{number}.xlsx",
        f"file {number}".encode(),
        sums=(total,),
        kept=pack_table(pa.table(columns)),
        rejected=pack_table(rejected),
    )


def main() -> None:
    """Print the seconds as JSON."""
    with tempfile.TemporaryDirectory() as home:
        ticks = count()
        settings = Settings(Path(home) / "home", Path(home) / "key")
        store = open_store(settings, lambda: datetime(2019, 7, 1, tzinfo=UTC) + timedelta(minutes=next(ticks)))
        access = Access(store)
        accepting = []
        for number in range(FILES):
            id = submit(access, draft(access, make_handin(number)).id).id
            start, cpu = time.perf_counter(), time.process_time()
            accept(access, id)
            accepting.append((time.perf_counter() - start, time.process_time() - cpu))
        choices = list_choices(access, "98113")
        spent = []
        for city in ("230000", *choices.cities[:4]):
            for period in ("all", *choices.periods[::6]):
                start, cpu = time.perf_counter(), time.process_time()
                view = fetch_breakdown(access, "98113", city, period)
                spent.append((time.perf_counter() - start, time.process_time() - cpu))
                assert view.sessions > 0
        size = sum(path.stat().st_size for path in settings.home.rglob("*") if path.is_file())
        found = {
            "view": median(one for one, _ in spent),
            "longest": max(one for one, _ in spent),
            "view_cpu": median(one for _, one in spent),
            "accept": accepting[-1][0],
            "accept_cpu": accepting[-1][1],
            "bytes": size,
            "views": len(spent),
        }
    print(json.dumps(found))


if __name__ == "__main__":
    sys.exit(main())
