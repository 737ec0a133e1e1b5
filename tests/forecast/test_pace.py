"""Paces by hand: months are twelfths of a year, the recovery's last day is the one a calculator finds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tracker.forecast.pace import MONTH, fastest_pace, pace_needed, pace_of_last_year, recovery

SLOW_THEN_FAST = [
    (date(2021, 1, 1), 0.0),
    (date(2021, 12, 31), 12.0),
    (date(2022, 12, 31), 36.0),
    (date(2023, 12, 31), 42.0),
]


def test_the_last_year_and_the_fastest_one():
    assert pace_of_last_year(SLOW_THEN_FAST) == pytest.approx(0.5, rel=0.01)
    assert fastest_pace(SLOW_THEN_FAST, 1) == pytest.approx(2.0, rel=0.01)
    assert fastest_pace(SLOW_THEN_FAST, -1) == pytest.approx(0.5, rel=0.01)


def test_less_than_a_year_has_no_pace_of_a_year():
    assert pace_of_last_year([(date(2021, 3, 31), 1.0), (date(2021, 12, 31), 5.0)]) is None


def test_the_pace_needed_counts_from_now():
    now, due = date(2024, 1, 1), date(2025, 12, 31)
    assert pace_needed(42, 90, 1, now, due) == pytest.approx(48 / ((due - now).days / MONTH))
    assert pace_needed(90, 90, 1, now, due) == 0.0
    assert pace_needed(5.0, 4.0, -1, now, due) < 0
    assert pace_needed(42, 90, 1, due, due) is None


def test_the_last_day_is_the_one_from_which_the_fastest_pace_just_reaches():
    last, due = (date(2024, 1, 1), 42.0), date(2025, 12, 31)
    found = recovery(last, 80.0, 1, due, date(2024, 2, 1), usual=0.5, fastest=2.0)
    assert found.state == "possible"

    def reached(begin: date) -> float:
        return 42 + 0.5 * (begin - last[0]).days / MONTH + 2.0 * (due - begin).days / MONTH

    assert reached(found.until) >= 80 > reached(found.until + timedelta(days=1))


def test_a_recovery_is_not_needed_or_past():
    last, due, now = (date(2024, 1, 1), 42.0), date(2025, 12, 31), date(2024, 2, 1)
    assert recovery(last, 50.0, 1, due, now, usual=0.5, fastest=2.0).state == "not_needed"
    assert recovery(last, 95.0, 1, due, now, usual=0.5, fastest=2.0) == recovery(
        last, 80.0, 1, due, now, usual=0.5, fastest=0.5
    )
    assert recovery(last, 95.0, 1, due, now, usual=0.5, fastest=2.0).until is None
    gone = recovery(last, 80.0, 1, due, date(2025, 6, 1), usual=0.5, fastest=2.0)
    assert gone.state == "past" and gone.until < date(2025, 6, 1)


def test_less_is_better_works_the_same_way():
    found = recovery((date(2024, 1, 1), 6.0), 4.0, -1, date(2025, 12, 31), date(2024, 1, 1), -0.05, -0.2)
    assert found.state == "possible"
    worse = recovery((date(2024, 1, 1), 6.0), 4.0, -1, date(2025, 12, 31), date(2024, 1, 1), 0.05, -0.2)
    assert worse.until < found.until
