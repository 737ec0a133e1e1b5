"""Reports are appended, never changed; the same words twice add nothing; nobody reports for another's place."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.small_country import ADMINISTRATOR, NOW, record, report
from tracker.access import Actor
from tracker.errors import AccessRefused, InputError
from tracker.periods import parse
from tracker.record.report import NewReport, record_reports

BRANCH_11 = Actor(name="branch-11", role="branch", territory="KZ-11")


@pytest.fixture
def store(country):
    return country


def held(store):
    with store.cursor() as cursor:
        return cursor.execute("select value, author, again from store.report order by seq").fetchall()


def now(indicator: str, period: str, value: float, **further) -> NewReport:
    return NewReport(indicator, parse(period), value, **further)


def test_the_same_history_twice_adds_nothing(store):
    reports = [
        report("clinics", "2021-Q4", 12.0, "2022-01-10"),
        report("clinics", "2022-Q1", 15.0, "2022-04-10"),
    ]
    assert record(store, *reports).added == 2
    again = record(store, *reports)
    assert (again.added, again.unchanged) == (0, 2)


def test_a_later_word_on_a_period_is_a_correction_and_the_first_stays(store):
    record(store, report("clinics", "2021-Q4", 12.0, "2022-01-10"))
    record(store, report("clinics", "2021-Q4", 11.0, "2022-02-10"))
    assert held(store) == [(12.0, "branch-kz", False), (11.0, "branch-kz", True)]


def test_a_report_now_that_equals_the_newest_word_adds_nothing_but_a_return_to_an_older_value_does(store):
    indicator = "akmola-2021-2025/clinics"
    for value in (5.0, 6.0):
        record_reports(store, BRANCH_11, [now(indicator, "2021-Q4", value)], now=NOW)
    assert record_reports(store, BRANCH_11, [now(indicator, "2021-Q4", 6.0)], now=NOW).added == 0
    assert record_reports(store, BRANCH_11, [now(indicator, "2021-Q4", 5.0)], now=NOW).added == 1


def test_new_evidence_for_the_same_value_is_news(store):
    indicator = "akmola-2021-2025/clinics"
    record_reports(store, BRANCH_11, [now(indicator, "2021-Q4", 5.0)], now=NOW)
    assert (
        record_reports(store, BRANCH_11, [now(indicator, "2021-Q4", 5.0, evidence="act 1")], now=NOW).added
        == 1
    )


def test_one_sending_with_a_key_counts_once_even_with_another_value(store):
    indicator = "akmola-2021-2025/clinics"
    record_reports(store, BRANCH_11, [now(indicator, "2021-Q4", 5.0)], now=NOW, key="form-1")
    assert (
        record_reports(store, BRANCH_11, [now(indicator, "2021-Q4", 5.5)], now=NOW, key="form-1").added == 0
    )


def test_a_branch_reports_only_for_its_territory_and_below(store):
    with pytest.raises(AccessRefused, match="branch-11 may not report on this indicator"):
        record_reports(store, BRANCH_11, [now("republic-2021-2025/clinics", "2021-Q4", 5.0)], now=NOW)
    assert held(store) == []


def test_a_council_seat_reports_on_what_it_carries_and_nothing_else(store):
    seat = Actor(name="council-1", role="council_seat", territory="KZ", seat="council-1")
    assert (
        record_reports(store, seat, [now("republic-2021-2025/clinics", "2021-Q4", 5.0)], now=NOW).added == 1
    )
    with pytest.raises(AccessRefused):
        record_reports(store, seat, [now("republic-2021-2025/villages", "2021-Q4", 5.0)], now=NOW)


@pytest.mark.parametrize("role", ["public", "party_control", "bureau_seat", "executor", "faction"])
def test_roles_that_do_not_report_are_refused(store, role):
    stranger = Actor(name="x", role=role, territory="KZ")
    with pytest.raises(AccessRefused):
        record_reports(store, stranger, [now("republic-2021-2025/clinics", "2021", 1.0)], now=NOW)


def test_a_date_of_ones_own_needs_an_administrator(store):
    with pytest.raises(AccessRefused, match="date or an author of its own"):
        record_reports(
            store,
            BRANCH_11,
            [now("akmola-2021-2025/clinics", "2021", 1.0, reported_at=datetime(2022, 1, 1))],
            now=NOW,
        )


def test_one_unknown_indicator_leaves_the_whole_sending_unwritten(store):
    with pytest.raises(InputError, match="There is no indicator republic-2021-2025/nothing"):
        record(
            store,
            report("clinics", "2021-Q4", 12.0, "2022-01-10"),
            report("nothing", "2021-Q4", 1.0, "2022-01-10"),
        )
    assert held(store) == []


def test_history_is_kept_in_the_order_it_was_reported(store):
    record(
        store,
        report("clinics", "2022-Q1", 15.0, "2022-04-10"),
        report("clinics", "2021-Q4", 12.0, "2022-01-10"),
    )
    with store.cursor() as cursor:
        days = [r[0] for r in cursor.execute("select reported_at from store.report order by seq").fetchall()]
    assert days == sorted(days)


def test_the_administrator_reports_anywhere(store):
    assert (
        record_reports(store, ADMINISTRATOR, [now("akmola-2021-2025/clinics", "2021", 1.0)], now=NOW).added
        == 1
    )
