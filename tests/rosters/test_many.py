"""Many small rosters, one after the other: whatever their ID numbers hash to, each is compared with all before it."""

import random
import re
from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from data.access import Access
from data.handins.handin import HandIn
from data.handins.rosters import KEPT, REJECTED
from data.handins.submissions import accept, draft, submit, withdraw
from data.queries.rosters import find_repeated
from data.settings import load_settings
from data.store import open_store
from intake.rosters.sums import pack_table
from metrics.observation import Basis
from tests.support.paths import ROOT
from tests.support.store_of import said

NONE = pack_table(pa.table({column: pa.array([], kind) for column, kind in REJECTED.values()}))
DATA = ROOT / "data"


@pytest.fixture
def access() -> Access:
    with open_store(load_settings()) as store:
        yield Access(store)


def roster(trainings: np.ndarray) -> bytes:
    """Return packed rows of these trainings, each of a person of its own."""
    count = len(trainings)
    texts = {column: pa.array(["大庆"] * count) for column, kind in KEPT.values() if kind == pa.string()}
    return pack_table(
        pa.table(
            texts
            | {
                "city": pa.array(["230600"] * count),
                "row": pa.array(range(3, count + 3), pa.int32()),
                "person": pa.array(trainings),
                "training": pa.array(trainings),
                "first_day": pa.array([date(2019, 3, 1)] * count),
                "last_day": pa.array([date(2019, 3, 20)] * count),
                "subsidy": pa.array([1000] * count, pa.int64()),
            }
        )
    )


def hand_in(access: Access, kept: bytes, name: str) -> str:
    reported = said(
        1, date(2019, 3, 31), metric="training_sessions", city="230600", basis=Basis.DURING, start=date(2019, 3, 1)
    )
    found = draft(access, HandIn("98113", name, name.encode(), sums=(reported,), kept=kept, rejected=NONE))
    accept(access, submit(access, found.id).id)
    return found.id


@pytest.mark.parametrize("seed", range(3))
def test_rosters_of_any_size_are_compared_with_all_before_them_whatever_their_hashes(access: Access, seed: int) -> None:
    chance = random.Random(seed)
    pool = [2**63 + chance.getrandbits(63) for _ in range(80)] + [chance.getrandbits(63) for _ in range(20)]
    known: set[int] = set()
    accepted: dict[str, list[int]] = {}
    for turn in range(14):
        rows = chance.sample(pool, chance.choice((1, 2, 3, 6, 6, 6, 20, 50)))
        kept = roster(np.array(rows, np.uint64))
        found = find_repeated(access, "98113", "0" * 64, kept, 100)
        assert found.count == len(found.first) == len(known & set(rows)) and not found.named_otherwise
        accepted[hand_in(access, kept, f"{turn}.xlsx")] = rows
        known |= set(rows)
        if chance.random() < 0.2:
            gone = chance.choice(list(accepted))
            withdraw(access, gone, "重报")
            del accepted[gone]
            known = {row for rows in accepted.values() for row in rows}
        with access.store.cursor() as cursor:
            counted = cursor.execute("SELECT coalesce(sum(sessions), 0)::BIGINT FROM roster_sum").fetchone()
        assert counted == (len(known),)


def test_no_table_from_outside_the_database_is_joined_or_filtered() -> None:
    registering = {
        path.name
        for path in DATA.rglob("*.py")
        if re.search(r"\.register\(|from_arrow\(|from_df\(", path.read_text("utf-8"))
    }
    # What guards every cursor only passes on what `incoming` registers.
    assert registering - {"guarded.py"} == {"incoming.py"}
