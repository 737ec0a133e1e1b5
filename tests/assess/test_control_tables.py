"""What is kept for party control is what the macros say, at every head, after anything was recorded in any order."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.assess.test_oracle import worlds
from tests.assess.test_snapshots import History
from tests.oracle.worlds import seeded_world
from tracker import clock
from tracker.assess.by_indicator import by_indicator
from tracker.assess.control import checked, unreviewed
from tracker.store import Store, open_store

Asked = tuple[date, str, int]


def kept(store: Store, asked: Asked) -> list[list[tuple]]:
    day, basis, head = asked
    day_before = clock.end_of(day - timedelta(days=1))
    relations = (
        unreviewed(store, day, basis, clock.end_of(day)),
        unreviewed(store, day, basis, day_before),
        checked(store, day, basis),
    )
    with store.cursor() as cursor:
        return [
            sorted(cursor.execute(f"from {by_indicator(store, of, head)} a").fetchall()) for of in relations
        ]


def anew(store: Store, asked: Asked) -> list[list[tuple]]:
    tables, store.snapshots = store.snapshots, {}
    found = kept(store, asked)
    store.snapshots = tables
    return found


@pytest.mark.slow
@worlds(1)
@given(seed=st.integers(0, 2**32 - 1))
def test_kept_words_are_what_the_macros_say(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    chance = random.Random(seed)
    with open_store(tmp_path_factory.mktemp("kept") / "tracker.duckdb") as store:
        world = seeded_world(seed, count=4, asked=2)
        history = History(store, world, chance)
        first = store.head()
        for _ in range(6):
            history.go_on()
            day, basis = chance.choice(world.days), chance.choice(("current", "original"))
            for head in (store.head(), chance.randint(first, store.head())):
                assert kept(store, (day, basis, head)) == anew(store, (day, basis, head)), (day, head)


def test_the_random_worlds_hold_words_of_both_kinds(tmp_path) -> None:
    chance = random.Random(7)
    with open_store(tmp_path / "tracker.duckdb") as store:
        world = seeded_world(7, count=4, asked=2)
        history = History(store, world, chance)
        for _ in range(12):
            history.go_on()
        waiting, _, counted = kept(store, (max(world.days), "current", store.head()))
        assert waiting and any(was_checked for _, _, was_checked, _ in counted)
