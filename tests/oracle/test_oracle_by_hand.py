"""The oracle against figures worked out by hand from domain.md's sentences: one indicator.

Every expected figure has its working beside it, so that the oracle stands on paper before it judges anything.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction as F

import pytest

from tests.oracle.facts import Report
from tests.oracle.hand import END, START, checked, indicator, one, program, said, terms
from tests.oracle.oracle import assess, last_period_due, planned, planned_share
from tests.oracle.terms import standing

# --- planned value -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "linear", "step"),
    [
        ("2020-06-01", F(10), F(10)),  # before S: b
        ("2021-01-01", F(10), F(10)),  # at S: b
        ("2021-12-31", F(20), F(20)),  # the plan point of 2021 itself
        ("2022-01-01", 20 + F(40, 365), F(20)),  # one day of 365 on the way from 20 to 60
        ("2022-12-31", F(60), F(60)),
        ("2023-12-31", 60 + F(40 * 365, 1096), F(60)),  # 365 of 1096 days (2024 is a leap year) to T = 100
        ("2025-12-31", F(100), F(100)),  # at E: T
        ("2030-01-01", F(100), F(100)),  # after E: T
    ],
)
def test_plan_runs_through_its_points(on: str, linear: F, step: F) -> None:
    ind = indicator(baseline=10, plan={2021: 20, 2022: 60})
    assert planned(terms(ind), date.fromisoformat(on)) == linear
    assert planned(terms(ind | {"profile": "step"}), date.fromisoformat(on)) == step


def test_plan_point_on_a_date_of_its_own_and_at_the_due_date() -> None:
    ind = indicator(baseline=0, plan={date(2021, 7, 2): 50, 2025: 100})
    assert planned(terms(ind), date(2021, 4, 2)) == 25  # 91 of 182 days from 1 January to 2 July
    assert planned(terms(ind), date(2025, 12, 31)) == 100


def test_milestone_is_planned_on_its_due_date() -> None:
    ind = indicator("milestone", due=date(2022, 6, 30))
    assert [planned(terms(ind), d) for d in (date(2022, 6, 29), date(2022, 6, 30))] == [0, 1]


def test_unknown_baseline_has_a_plan_only_between_known_points() -> None:
    ind = indicator("level", baseline="unknown", direction="increase", plan={2022: 60})
    assert planned(terms(ind), date(2022, 12, 30)) is None
    assert planned(terms(ind), date(2022, 12, 31)) == 60
    assert planned(terms(ind), date(2023, 12, 31)) == 60 + F(40 * 365, 1096)
    assert planned(terms(ind), date(2025, 12, 31)) == 100
    assert planned(terms(indicator("level", baseline="unknown", direction="increase")), START) is None


# --- the comparison day ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("frequency", "grace", "on", "expected"),
    [
        ("quarter", 15, "2021-04-15", None),  # D - 15 = 31 March: the first quarter has not ended before it
        ("quarter", 15, "2021-04-16", "2021-03-31"),
        ("quarter", 15, "2021-07-15", "2021-03-31"),
        ("quarter", 15, "2021-07-16", "2021-06-30"),
        ("month", 0, "2021-02-01", "2021-01-31"),
        ("month", 0, "2021-01-31", None),  # December 2020 ended before S
        ("half_year", 40, "2021-08-09", None),  # 9 August - 40 days = 30 June
        ("half_year", 40, "2021-08-10", "2021-06-30"),
        ("year", 15, "2022-01-15", None),
        ("year", 15, "2022-01-16", "2021-12-31"),
    ],
)
def test_last_period_due(frequency: str, grace: int, on: str, expected: str | None) -> None:
    ind = indicator(frequency=frequency, grace_days=grace)
    found = last_period_due(terms(ind), date.fromisoformat(on))
    assert found == (date.fromisoformat(expected) if expected else None)


def test_a_period_that_ends_on_the_start_is_not_due() -> None:
    ind = indicator(since=date(2021, 3, 31))
    assert last_period_due(terms(ind), date(2021, 5, 1)) is None  # 31 March is not after S
    assert last_period_due(terms(indicator(since=date(2021, 3, 30))), date(2021, 5, 1)) == date(2021, 3, 31)


def test_a_value_is_judged_on_the_day_it_speaks_of() -> None:
    # b 0, T 100; 2021-01-01..2025-12-31 is 1825 days; 31 March 2022 is day 454: 100 x 454 / 1825 = 24.877
    seen = one(indicator(), [said("2022-03-31", 24)], "2022-07-10")
    assert seen.compared_on == date(2022, 3, 31)  # the second quarter is not due before 16 July
    assert seen.planned == F(45400, 1825)
    assert seen.ratio == F(24) / F(45400, 1825)  # 0.9647
    assert seen.status == "on_track"
    assert seen.planned_today == F(100 * 555, 1825)  # 10 July 2022 is day 555, shown as the tick only
    # six days later the second quarter is due: the same value is held against 30 June, day 545: 29.863
    later = one(indicator(), [said("2022-03-31", 24)], "2022-07-16")
    assert later.compared_on == date(2022, 6, 30)
    assert later.ratio == F(24) / F(54500, 1825)  # 0.8037
    assert (later.status, later.report_overdue, later.covered) == ("at_risk", True, False)


# --- observed and verified ---------------------------------------------------------------------------


def test_the_latest_period_counts_and_in_it_the_latest_word() -> None:
    reports = [
        said("2021-06-30", 30, "2021-07-05", 1),
        said("2021-03-31", 99, "2021-07-20", 2),  # an older period, reported later
        said("2021-06-30", 10, "2021-07-10", 3),  # the correction
        said("2021-06-30", 11, "2021-07-10", 4),  # the same instant, later in the ledger
    ]
    assert one(indicator(), reports, "2021-07-09").observed == 30
    assert one(indicator(), reports, "2021-07-10").observed == 11
    assert one(indicator(), reports, "2021-07-10", head=3).observed == 10


def test_a_report_counts_from_its_day_in_almaty() -> None:
    late = [Report("p/i", date(2021, 6, 30), F(5), datetime(2021, 7, 9, 18, 0, tzinfo=UTC), 1)]
    assert one(indicator(), late, "2021-07-09").observed is None  # UTC+6: already 10 July
    assert one(indicator(), late, "2021-07-10").observed == 5
    after = [Report("p/i", date(2024, 3, 31), F(5), datetime(2024, 4, 9, 18, 0, tzinfo=UTC), 1)]
    assert one(indicator(), after, "2024-04-09").observed == 5  # UTC+5 since March 2024: 23:00 of the 9th


def test_a_period_counts_once_it_has_ended() -> None:
    early = [said("2021-06-30", 5, "2021-06-20")]
    assert one(indicator(), early, "2021-06-29").observed is None
    assert one(indicator(), early, "2021-06-30").observed == 5


def test_verified_is_the_newest_word_whose_latest_review_says_so() -> None:
    reports = [said("2021-03-31", 5, seq=1), said("2021-06-30", 10, seq=2)]
    reviews = [checked(1, "verified", "2021-04-10"), checked(2, "disputed", "2021-07-10", 101)]
    seen = one(indicator(), reports, "2021-07-12", reviews)
    assert (seen.observed, seen.verified) == (10, 5)  # disputed still counts as observed
    reviews.append(checked(2, "verified", "2021-07-14", 102))
    assert one(indicator(), reports, "2021-07-13", reviews).verified == 5
    assert one(indicator(), reports, "2021-07-14", reviews).verified == 10


def test_a_corrected_report_is_verified_no_longer() -> None:
    reports = [said("2021-03-31", 5, "2021-04-05", 1), said("2021-03-31", 6, "2021-04-20", 2)]
    reviews = [checked(1, "verified", "2021-04-10")]
    assert one(indicator(), reports, "2021-04-19", reviews).verified == 5
    assert one(indicator(), reports, "2021-04-20", reviews).verified is None


def test_a_verdict_under_a_conflict_of_interest() -> None:
    reports = [said("2021-03-31", 5)]
    own = checked(1, "verified", "2021-04-10", conflict=True)
    assert one(indicator(), reports, "2021-04-20", [own]).verified is None
    honest = checked(1, "verified", "2021-04-09", 99)
    assert one(indicator(), reports, "2021-04-20", [own, honest]).verified == 5
    against = checked(1, "disputed", "2021-04-11", 101, conflict=True)
    assert one(indicator(), reports, "2021-04-20", [own, honest, against]).verified is None


# --- progress ----------------------------------------------------------------------------------------


def test_progress_is_raw() -> None:
    falling = indicator("level", baseline=5, target=3)
    assert one(falling, [said("2021-03-31", 4)], "2021-04-02").progress == F(1, 2)  # (4 - 5) / (3 - 5)
    assert one(falling, [said("2021-03-31", 6)], "2021-04-02").progress == F(-1, 2)
    below = indicator("level", baseline=-4, target=4)
    assert one(below, [said("2021-03-31", 0)], "2021-04-02").progress == F(1, 2)
    assert one(indicator(), [said("2021-03-31", 132)], "2021-04-02").progress == F(132, 100)


def test_zero_reported_is_not_silence() -> None:
    zero = one(indicator(), [said("2021-03-31", 0)], "2021-04-16")
    assert (zero.progress, zero.status, zero.covered) == (0, "off_track", True)
    silent = one(indicator(), [], "2021-04-16")
    assert (silent.progress, silent.status, silent.covered) == (None, "no_data", False)
    assert one(indicator(), [], "2021-04-15").status == "not_due"  # the first quarter may still come


def test_silence_is_zero_once_closed() -> None:
    assert one(indicator(), [], "2026-01-15").progress is None  # E + 15: final report awaited
    closed = one(indicator(), [], "2026-01-16")
    assert (closed.progress, closed.status, closed.verified_progress) == (0, "missed", 0)
    assert (closed.covered, closed.report_overdue) == (True, False)


def test_a_final_report_closes_before_the_grace_is_over() -> None:
    final = [said("2025-12-31", 99, "2026-01-05")]
    assert one(indicator(), final, "2026-01-05").status == "missed"
    assert one(indicator(), [said("2025-09-30", 99)], "2026-01-05").status == "on_track"
    assert one(indicator(), [said("2025-09-30", 99)], "2026-01-16").status == "missed"


def test_hold() -> None:
    hold = indicator("level", baseline=97, target=97, direction="increase")
    assert one(hold, [said("2021-03-31", 97)], "2021-04-02").status == "on_track"  # achieved only at the end
    assert one(hold, [said("2021-03-31", 96.9)], "2021-04-02").status == "off_track"
    assert one(hold, [said("2025-12-31", 98)], "2026-01-02").status == "achieved"
    assert one(hold, [said("2025-12-31", 96)], "2026-01-02").status == "missed"
    least = hold | {"direction": "decrease"}
    assert one(least, [said("2021-03-31", 96)], "2021-04-02").progress == 1
    assert planned_share(terms(hold), date(2020, 12, 31), False) == 0
    assert planned_share(terms(hold), START, False) == 1


def test_unknown_baseline() -> None:
    unknown = indicator("level", baseline="unknown", direction="increase")
    below = one(unknown, [said("2021-03-31", 50)], "2021-04-02")
    assert (below.progress, below.planned_progress, below.status) == (None, None, "not_measurable")
    assert one(unknown, [said("2021-03-31", 100)], "2021-04-02").status == "achieved"
    assert one(unknown, [], "2021-04-16").status == "no_data"
    closed = one(unknown, [said("2025-12-31", 99)], "2026-01-02")
    assert (closed.progress, closed.planned_progress, closed.status) == (0, 1, "missed")


def test_annual_counts_every_year() -> None:
    jobs = indicator("annual", target=20000, plan={2021: 10000})
    reports = [
        said("2021-12-31", 8000, seq=1),  # s = 0.8 of 10,000
        said("2022-12-31", 30000, seq=2),  # s = 1, no more than a year can give
        said("2023-06-30", 5000, seq=3),  # s = 0.25 so far
    ]
    seen = one(jobs, reports, "2023-07-02")
    assert seen.progress == (F(8, 10) + 1 + F(1, 4)) / 5  # 0.41
    # q(30 June 2023): 2021 and 2022, and 181 of 365 days of 2023
    assert seen.planned_progress == (2 + F(181, 365)) / 5
    assert (seen.planned, seen.planned_today, seen.observed) == (None, None, 5000)
    assert one(jobs | {"profile": "step"}, reports, "2023-07-02").planned_progress == F(2, 5)
    assert one(jobs, [], "2023-07-02").progress is None


def test_annual_that_keeps_something_down() -> None:
    cases = indicator("annual", target=50, plan={2022: 40}, direction="decrease")
    reports = [said("2021-12-31", 50, seq=1), said("2022-12-31", 41, seq=2), said("2023-03-31", 9, seq=3)]
    assert one(cases, reports, "2023-04-02").progress == F(2, 5)  # 2021 kept, 2022 not, 2023 kept so far


def test_annual_of_broken_years() -> None:
    # 2021-10-01..2023-06-30: three years touched. a of 2021 is S itself: 1 Oct to 31 Dec is 91 days;
    # z of 2023 is E: 31 Dec 2022 to 30 June 2023 is 181 days
    broken = terms(indicator("annual", since=date(2021, 10, 1), due=date(2023, 6, 30)))
    assert planned_share(broken, date(2021, 10, 1), False) == 0
    assert planned_share(broken, date(2021, 10, 31), False) == F(30, 91) / 3
    assert planned_share(broken, date(2021, 12, 31), False) == F(1, 3)
    assert planned_share(broken, date(2023, 3, 31), False) == (2 + F(90, 181)) / 3
    assert planned_share(broken, date(2023, 6, 30), False) == 1


# --- status ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ratio", "expected"), [(95, "on_track"), (94.9, "at_risk"), (80, "at_risk"), (79.9, "off_track")]
)
def test_a_value_exactly_on_a_threshold_meets_it(ratio: float, expected: str) -> None:
    ind = indicator(target=200, plan={2021: 100})
    assert one(ind, [said("2021-12-31", ratio)], "2022-01-02").status == expected


def test_the_thresholds_are_the_programs() -> None:
    whole = program(indicator(target=200, plan={2021: 100}), thresholds={"on_track": 0.9, "at_risk": 0.5})
    for value, expected in ((90, "on_track"), (50, "at_risk"), (49, "off_track")):
        (seen,) = assess(whole, [said("2021-12-31", value)], [], date(2022, 1, 2))
        assert seen.status == expected


def test_nothing_planned_yet_is_on_track() -> None:
    flat = indicator(plan={2021: 0})
    assert one(flat, [said("2021-06-30", 0)], "2021-07-02").status == "on_track"
    assert one(flat, [], "2021-09-30").status == "not_due"  # compared on 30 June, where nothing is planned
    assert one(indicator("milestone"), [said("2021-06-30", 0)], "2021-07-02").status == "on_track"


def test_achieved_late() -> None:
    ind = indicator(due=date(2022, 6, 30))
    in_time = [said("2022-06-30", 100, "2022-09-01")]
    assert one(ind, in_time, "2022-09-02").late is False  # reported late, but speaks of the due date
    after = [said("2022-06-30", 90, seq=1), said("2022-09-30", 100, seq=2)]
    seen = one(ind, after, "2022-10-02")
    assert (seen.status, seen.late) == ("achieved", True)
    assert one(ind, [*after, said("2022-03-31", 100, "2022-11-01", 3)], "2022-11-01").late is False


def test_report_overdue_is_a_flag_beside_the_status() -> None:
    seen = one(indicator(), [said("2021-03-31", 50)], "2021-07-16")
    assert (seen.status, seen.report_overdue, seen.covered) == ("on_track", True, False)
    assert one(indicator(), [said("2021-03-31", 100)], "2021-07-16").report_overdue is False  # achieved
    assert one(indicator(), [], "2021-04-16").report_overdue is True


# --- terms in force ----------------------------------------------------------------------------------

MOVED = indicator(
    target=60,
    due=date(2024, 12, 31),
    amendments=[
        {"date": date(2022, 4, 20), "was": {"target": 100, "plan": {2021: 40}}},
        {"date": date(2023, 1, 1), "action": "moved", "was": {"due": date(2022, 12, 31)}},
    ],
)


def test_terms_change_on_the_day_of_the_amendment() -> None:
    for on, target, due in (
        ("2022-04-19", 100, date(2022, 12, 31)),
        ("2022-04-20", 60, date(2022, 12, 31)),
        ("2022-12-31", 60, date(2022, 12, 31)),
        ("2023-01-01", 60, date(2024, 12, 31)),
    ):
        seen = one(MOVED, [], on)
        assert (seen.target, seen.due) == (target, due)
        first = one(MOVED, [], on, basis="original")
        assert (first.target, first.due) == (100, date(2022, 12, 31))
    # the terms of the day are used for every day of the computation: at 31 Dec 2021 the old plan says 40;
    # from 20 April there is no plan point, 364 of 729 days from 0 to 60
    report = [said("2021-12-31", 30)]
    assert one(MOVED, report, "2022-04-15").planned == 40
    assert one(MOVED, report, "2022-04-20", basis="original").planned == 40 + F(60 * 90, 365)  # at 31 March
    assert one(MOVED, [said("2022-03-31", 30)], "2022-04-20").planned == F(60 * 454, 729)


def test_removed_and_added() -> None:
    gone = indicator(amendments=[{"date": date(2022, 4, 20), "action": "removed"}])
    on = date(2022, 4, 20)
    assert len(assess(program(gone), [], [], on - timedelta(days=1))) == 1
    assert assess(program(gone), [], [], on) == []
    assert len(assess(program(gone), [], [], on, "original")) == 1
    new = indicator(since=on)
    assert assess(program(new), [], [], on - timedelta(days=1)) == []
    assert len(assess(program(new), [], [], on)) == 1
    assert assess(program(new), [], [], on, "original") == []


def test_originals_always_add_up() -> None:
    whole = program(
        indicator(indicator="a"),
        MOVED | {"indicator": "b"},
        indicator(indicator="c", amendments=[{"date": START, "was": {"target": 1}}]),
        indicator(indicator="d", amendments=[{"date": START, "action": "removed"}]),
        indicator(indicator="e", amendments=[{"date": START, "action": "replaced", "successor": "f"}]),
        indicator(indicator="f", since=date(2022, 1, 1)),
    )
    found = [standing(i) for i in whole["sections"][0]["indicators"] if "since" not in i]
    assert found == ["kept", "moved", "amended", "removed", "replaced"]
    assert len(assess(whole, [], [], END, "original")) == len(found)


def test_owners_by_their_days() -> None:
    history = [{"seat": "a", "to": date(2022, 2, 28)}, {"seat": "b", "from": date(2022, 3, 2)}]
    for on, seat in (("2022-02-28", "a"), ("2022-03-01", None), ("2022-03-02", "b")):
        assert one(indicator(owner=history), [], on).owner == seat
    assert one(indicator(owner="a"), [], "2022-03-01").owner == "a"
