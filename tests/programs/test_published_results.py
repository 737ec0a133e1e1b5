"""The published results of docs/ are a file an administrator can import as it stands."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tracker.access import Actor
from tracker.intake import check_file, take_in
from tracker.program.check import check
from tracker.queries.ask import Ask, Scope
from tracker.queries.indicators import assessed
from tracker.record.load import load_catalogue
from tracker.store import Store, open_store

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "docs" / "published-results.csv"
NOW = dt.datetime(2026, 1, 15, 12)  # naive UTC, as the core keeps instants


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory):
    store = open_store(tmp_path_factory.mktemp("store") / "tracker.duckdb")
    load_catalogue(
        store, Actor.administrator(), check(ROOT / "programs").catalogue, today=dt.date(2026, 1, 15)
    )
    data = RESULTS.read_bytes()
    checked = check_file(store, Actor.administrator(), RESULTS.name, data, now=NOW)
    assert [str(fault) for fault in checked.problems.faults] == []
    taken = take_in(store, Actor.administrator(), RESULTS.name, data, now=NOW)
    assert taken.added == 15
    yield store
    store.close()


def one(store: Store, indicator: str, day: dt.date):
    (found,) = assessed(store, Actor.administrator(), Ask(as_of=day), Scope(indicator=indicator))
    return found


def test_a_published_result_is_known_from_the_day_it_was_published(imported: Store) -> None:
    indicator = "aktobe-2021-2025/jobs-per-year"
    assert one(imported, indicator, dt.date(2022, 4, 15)).observed is None
    assert one(imported, indicator, dt.date(2022, 4, 16)).observed == 51_000


def test_the_school_that_never_opened_is_missed(imported: Store) -> None:
    school = one(imported, "kostanay-city-2023-2027/kunai-school-places", dt.date(2025, 12, 15))
    assert (school.observed, school.progress, school.status) == (0, 0, "missed")


def test_an_object_accepted_by_act_counts_as_reported_and_never_as_verified(imported: Store) -> None:
    centre = one(imported, "sarykol-2023-2027/sports-centre", dt.date(2025, 12, 15))
    assert (centre.status, centre.verified) == ("achieved", None)


def test_too_much_is_shown_as_it_is(imported: Store) -> None:
    networks = one(imported, "ekibastuz-2021-2025/networks-overhauled", dt.date(2024, 1, 15))
    assert networks.progress == pytest.approx(36)
