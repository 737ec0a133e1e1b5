"""The split of a change: each step carries what its name says, and nothing is left over."""

from __future__ import annotations

from copy import deepcopy
from datetime import date

import pytest

from tests.small_country import ADMINISTRATOR, OBLAST, PROGRAM, load, record, report
from tracker.queries import Ask, Scope
from tracker.queries import changes as module
from tracker.queries.changes import FIGURES, STEPS, changed, changed_rows
from tracker.queries.rollups import whole
from tracker.store import open_store

FIRST, SECOND = date(2022, 1, 31), date(2022, 4, 15)
WHOLE = Scope(program="republic-2021-2025")


def split(store, first=FIRST, second=SECOND, scope=WHOLE):
    return changed(store, ADMINISTRATOR, Ask(first), Ask(second), scope)


def only(change, *names):
    return {step for step in STEPS if change.steps[step] != 0} == set(names)


@pytest.fixture
def store(country):
    record(country, report("clinics", "2021-Q4", 12.0, "2022-01-10"))
    return country


def test_a_new_period_is_a_result(store):
    record(store, report("clinics", "2022-Q1", 15.0, "2022-04-10"))
    change = split(store).execution
    assert only(change, "results")
    assert change.steps["results"] == pytest.approx((15 - 12) / 27 / 6)  # six weights: villages count twice


def test_a_new_word_on_an_old_period_is_a_correction(store):
    record(store, report("clinics", "2021-Q4", 9.0, "2022-03-10"))
    change = split(store).execution
    assert only(change, "corrections")
    assert change.steps["corrections"] == pytest.approx(
        (9 - 12) / 27 / 6
    )  # six weights: villages count twice


def test_a_first_report_on_an_old_period_is_a_result_for_there_was_nothing_to_correct(store):
    record(store, report("grants", "2021", 20.0, "2022-03-10"))
    assert only(split(store).execution, "results")


def test_a_late_verdict_is_a_review(store):
    from tracker.record.review import record_review

    with store.cursor() as cursor:
        seq = cursor.execute("select seq from store.report").fetchone()[0]
    from datetime import datetime

    record_review(
        store,
        ADMINISTRATOR,
        seq,
        "verified",
        None,
        now=datetime(2026, 11, 20),
        reviewed_at=datetime(2022, 3, 1),
    )
    assert only(split(store).verified, "reviews")


def test_a_lowered_target_is_an_amendment_and_an_indicator_added_later_is_content():
    program = deepcopy(PROGRAM)
    clinics = program["sections"][0]["indicators"][0]
    clinics |= {
        "target": 24.0,
        "plan": {},
        "amendments": [{"date": date(2022, 3, 1), "was": {"target": 27.0, "plan": {2021: 14.0, 2022: 18.0}}}],
    }
    program["sections"][1]["indicators"].append(
        {"indicator": "late", "title": "Late", "kind": "cumulative", "target": 4.0, "since": date(2022, 3, 1)}
    )
    with open_store() as store:
        load(store, program, OBLAST)
        record(store, report("clinics", "2021-Q4", 12.0, "2022-01-10"))
        change = split(store).execution
        assert only(change, "content", "amendments")
        assert change.steps["content"] == pytest.approx(12 / 27 * (1 / 7 - 1 / 6) * 1.2, abs=0.02)
        assert change.steps["amendments"] > 0


def test_a_seat_that_takes_over_changes_by_assignment():
    program = deepcopy(PROGRAM)
    program["sections"][0]["indicators"][0]["owner"] = [
        {"seat": "council-1", "from": date(2021, 1, 1), "to": date(2022, 2, 28)},
        {"seat": "council-2", "from": date(2022, 3, 1)},
    ]
    with open_store() as store:
        load(store, program, OBLAST)
        record(store, report("clinics", "2021-Q4", 12.0, "2022-01-10"))
        change = split(store, scope=Scope(seat="council-2")).execution
        assert change.from_ == 0
        assert change.to == pytest.approx(12 / 27)
        assert only(change, "assignments")


def test_time_moves_the_plan_and_never_the_execution(store):
    changed_by_time = split(store, second=date(2023, 4, 20))
    assert only(changed_by_time.execution)
    assert changed_by_time.plan.steps["time"] > 0


def test_from_plus_the_steps_is_to_exactly_and_both_ends_are_what_assess_says(store):
    record(
        store,
        report("clinics", "2022-Q1", 13.7, "2022-04-10"),
        report("villages", "2021-Q3", 11.3, "2021-10-10"),
        report("villages", "2022-Q1", 12.9, "2022-04-11"),
        report("akmola-2021-2025/clinics", "2021-Q4", 3.3, "2022-01-20"),
    )
    parts = split(store, scope=Scope(territory="KZ"))
    for name in ("execution", "plan", "verified"):
        change = getattr(parts, name)
        total = change.from_
        for step in STEPS:
            total += change.steps[step]
        assert total == change.to
        for day, end in ((FIRST, change.from_), (SECOND, change.to)):
            figure = getattr(whole(store, ADMINISTRATOR, Ask(day), Scope(territory="KZ")), name)
            assert end == pytest.approx(figure, abs=1e-12)


SCOPES = [
    Scope(begun=True),
    Scope(seat="council-1"),
    Scope(seat="bureau-1", begun=True),
    Scope(territory="KZ-11"),
    Scope(territory="KZ", own=True),
    Scope(theme="health"),
    Scope(executor="akimat-11-health"),
    Scope(kind="election", period=(2021, 2025)),
    Scope(program="republic-2021-2025", section="health"),
]


@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_what_cannot_fall_into_a_scope_is_not_assessed_and_nothing_else_is_left_out(
    store, monkeypatch, scope
):
    record(
        store,
        report("clinics", "2022-Q1", 15.0, "2022-04-10"),
        report("akmola-2021-2025/clinics", "2022-Q1", 2.0, "2022-04-10"),
    )
    asked = (store, ADMINISTRATOR, Ask(FIRST), Ask(SECOND), scope)

    def found_anew():
        store.unmoved = None  # nothing of the answer before may be given again
        return changed(*asked), changed_rows(*asked)

    bounded = {}
    for few in (0, 1_000):
        monkeypatch.setattr(module, "_FEW", few)
        bounded[few] = found_anew()
    monkeypatch.setattr(module, "_bounds", lambda *_: {"programs": None, "nos": None})
    whole_country = found_anew()
    assert bounded == {0: whole_country, 1_000: whole_country}


def test_an_empty_set_is_zero(store):
    change = split(store, scope=Scope(seat="nobody")).execution
    assert (change.from_, change.to, set(change.steps.values())) == (0, 0, {0.0})


def test_what_was_recorded_after_a_frozen_head_is_listed_as_entered_late(store):
    head = store.head()
    record(store, report("villages", "2021-Q3", 11.3, "2021-10-10"))
    late = changed(store, ADMINISTRATOR, Ask(FIRST, head=head), Ask(FIRST), WHOLE).entered_late
    assert [(row.indicator, row.value) for row in late] == [("republic-2021-2025/villages", 11.3)]


def test_the_rows_of_every_step_sum_to_it(store):
    record(
        store,
        report("clinics", "2022-Q1", 13.7, "2022-04-10"),
        report("clinics", "2021-Q4", 11.0, "2022-03-10"),
        report("villages", "2022-Q1", 12.9, "2022-04-11"),
        report("akmola-2021-2025/clinics", "2021-Q4", 3.3, "2022-01-20"),
    )
    scope = Scope(territory="KZ")
    parts = split(store, scope=scope)
    listed = changed_rows(store, ADMINISTRATOR, Ask(FIRST), Ask(SECOND), scope)
    for name in FIGURES:
        for step in STEPS:
            total = sum(getattr(row, name) for row in listed if row.step == step)
            assert total == pytest.approx(getattr(parts, name).steps[step], abs=1e-12)
    assert {row.indicator for row in listed if row.step == "corrections"} == {"republic-2021-2025/clinics"}


def test_what_is_dated_between_the_days_and_entered_later_is_listed(store):
    record(store, report("villages", "2022-Q1", 11.3, "2022-04-10"))
    late = split(store).entered_late
    assert ("republic-2021-2025/villages", 11.3) in {(row.indicator, row.value) for row in late}


def test_the_public_reads_nothing_of_what_was_entered_late(store):
    from tracker.access import Actor

    record(store, report("villages", "2022-Q1", 11.3, "2022-04-10"))
    assert changed(store, Actor.public(), Ask(FIRST), Ask(SECOND), WHOLE).entered_late == ()
