"""However many days are asked for, a few tables are held in memory, and none that is about to be read is dropped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.small_country import ADMINISTRATOR, load, record, report
from tracker.assess import keeping
from tracker.queries.ask import Ask, Scope
from tracker.queries.indicators import assessed
from tracker.queries.measures import measures_of
from tracker.store import Store, open_store

FIRST = date(2022, 4, 1)


@pytest.fixture
def country(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "tracker.duckdb") as store:
        load(store)
        yield store


@pytest.fixture
def seconds(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The clock that tables are dropped by; its last entry is now."""
    now = [0.0]
    monkeypatch.setattr("tracker.assess.keeping.time.monotonic", lambda: now[-1])
    return now


def tables(store: Store, kind: str) -> set[str]:
    with store.cursor() as cursor:
        found = cursor.execute(
            "select table_name from duckdb_tables() where database_name = 'memory'"
        ).fetchall()
    named = {name for (name,) in found if name.startswith(f"{kind}_")}
    assert named == {one.name for key, one in store.snapshots.items() if key[0] == kind}
    return named


def ask(store: Store, day: int) -> list:
    return assessed(store, ADMINISTRATOR, Ask(FIRST + timedelta(day)), Scope())


def test_the_oldest_are_dropped_and_found_anew(country: Store, seconds: list[float]) -> None:
    record(country, report("clinics", "2022-Q1", 3, "2022-03-31"))
    list(measures_of(country, ADMINISTRATOR, Ask(FIRST), Scope()))
    first = ask(country, 0)
    for day in range(1, keeping.WIDE + 5):
        seconds.append(seconds[-1] + 120)
        ask(country, 1)  # asked again and again, so that it is not among the oldest
        ask(country, day)
    kept = tables(country, "snapshot")
    assert len(kept) == keeping.WIDE
    assert any(f"{FIRST + timedelta(1):%Y%m%d}" in name for name in kept)
    assert not any(f"{FIRST:%Y%m%d}" in name for name in kept)
    assert tables(country, "measures"), "narrow tables do not make room for wide ones"
    assert ask(country, 0) == first


def test_what_was_just_handed_out_stays_up_to_a_bound(country: Store, seconds: list[float]) -> None:
    for day in range(keeping.WIDE + 3):
        ask(country, day)
    assert len(tables(country, "snapshot")) == keeping.WIDE + 3
    most = keeping.AT_MOST * keeping.WIDE
    for day in range(keeping.WIDE + 3, most + 4):
        ask(country, day)
    assert len(tables(country, "snapshot")) == most
