"""What moved most: the difference of two days as the reader sees both."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.small_country import ADMINISTRATOR, load, record, report
from tracker.access import Actor
from tracker.queries import Ask, Scope
from tracker.queries.indicators import assessed
from tracker.queries.moved import moved_most
from tracker.store import open_store

DAY = Ask(date(2022, 4, 15))
READERS = {
    "administrator": ADMINISTRATOR,
    "public": Actor.public(),
    "branch": Actor("branch-11", "branch", territory="KZ-11"),
}


@pytest.fixture(scope="module")
def store():
    with open_store() as opened:
        load(opened)
        record(
            opened,
            report("clinics", "2021-Q4", 5.0, "2022-01-10"),
            report("clinics", "2022-Q1", 9.0, "2022-04-10"),
            report("villages", "2021-Q4", 11.0, "2022-01-10"),
            report("akmola-2021-2025/clinics", "2022-Q1", 1.0, "2022-04-10"),
        )
        yield opened


@pytest.mark.parametrize(
    "scope", [Scope(), Scope(program="akmola-2021-2025"), Scope(territory="KZ-11")], ids=str
)
@pytest.mark.parametrize("reader", READERS)
def test_what_moved_is_the_difference_of_the_two_days(store, reader, scope):
    actor, since = READERS[reader], DAY.as_of - timedelta(30)
    after, before = (
        {one.indicator: one.progress or 0.0 for one in assessed(store, actor, ask, scope)}
        for ask in (DAY, Ask(since))
    )
    expected = {name: after[name] - before[name] for name in after if after[name] != before[name]}
    found = moved_most(store, actor, DAY, scope)
    assert {one.item.indicator: one.change for one in found} == pytest.approx(expected)
    assert all(one.since == since for one in found)
    weighed = [one.item.weight * abs(one.change) for one in found]
    assert weighed == sorted(weighed, reverse=True)


def test_a_reader_who_sees_all_is_told_of_what_waits_for_a_verdict(store):
    assert {one.item.indicator for one in moved_most(store, ADMINISTRATOR, DAY, Scope())} == {
        "republic-2021-2025/clinics",
        "akmola-2021-2025/clinics",
    }
    assert moved_most(store, Actor.public(), DAY, Scope()) == []


def test_of_several_the_largest_are_told(store):
    (one,) = moved_most(store, ADMINISTRATOR, DAY, Scope(), limit=1)
    every = moved_most(store, ADMINISTRATOR, DAY, Scope())
    assert one == every[0] and len(every) == 2
