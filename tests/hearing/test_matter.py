"""What the papers of a hearing are made of: whole for a country, small for a district, the same for every reader."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.hearing.arranged import (
    AKMOLA,
    AKMOLA_FACTION,
    CLINICS,
    FACTION,
    LAW,
    MINISTRY,
    VILLAGES,
    arranged,
    moved,
    some_progress,
    stands,
)
from tests.small_country import ADMINISTRATOR, NOW
from tracker.access import Actor
from tracker.errors import AccessRefused, InputError
from tracker.hearing.arranging import proposed
from tracker.hearing.freeze import freeze
from tracker.hearing.gathering import money_of
from tracker.hearing.matter import hearing_matter
from tracker.queries.measures import Measure
from tracker.record.explanation import NewExplanation, record_explanation
from tracker.record.hearing_agenda import record_agenda_act, record_hearing_answer


@pytest.fixture
def name(country) -> str:
    some_progress(country)
    return arranged(country)


def item(matter, indicator: str):
    return next(one for one in matter.items if one.assessed.indicator == indicator)


def test_the_matter_of_the_republic(country, name):
    record_explanation(
        country, ADMINISTRATOR,
        NewExplanation(CLINICS, "court", "waiting", date(2022, 3, 1), explained_at=datetime(2022, 1, 20)), now=NOW,
    )  # fmt: skip
    matter = hearing_matter(country, FACTION, name, "en")
    assert matter.code is None and matter.ask.head == country.head()
    assert matter.whole.indicators == 5 and {row.key for row in matter.sections} == {"health", "water"}
    assert [row.key for row in matter.programs] == ["republic-2021-2025"]
    assert [row.key for row in matter.territories] == ["KZ-11"]
    clinics = item(matter, CLINICS)
    assert clinics.explained.terms.target == 27.0 and clinics.trajectory.indicator == CLINICS
    assert [(one.territory, one.share) for one in clinics.behind] == [("KZ-11", 1.0)]
    assert clinics.counts.total == 2 and clinics.late_measures[0].measure.measure == "clinic-a"
    assert (clinics.late_measures[0].cause, clinics.late_measures[0].cause_from) == ("court", "explanation")
    assert (clinics.kept, clinics.broken) == (0, 1) and clinics.behind_since == date(2022, 1, 31)
    assert {one.kind for one in clinics.contradictions} >= {"reported_and_verified", "explained_and_figures"}
    assert all(one.endswith(".") for one in clinics.contradictions_said)
    assert item(matter, LAW).no_executor and "nobody was asked" in item(matter, LAW).answer_missing
    assert item(matter, LAW).counts is None and item(matter, LAW).money is None
    assert item(matter, LAW).behind_since is None
    assert not matter.parts_differences  # Akmola's counts in no unit, and unlike things are not added up
    assert matter.previous is None and matter.earlier.total == 0 and not matter.demonstration
    assert matter.seat_titles["council-1"]["en"] == "Council, seat 1"


def test_an_answer_that_came_and_one_that_did_not(country, name):
    assert (
        "will be asked to answer by 25 April 2022"
        in item(hearing_matter(country, FACTION, name, "en"), CLINICS).answer_missing
    )
    moved(country, name, "sent")
    none = item(hearing_matter(country, FACTION, name, "en"), CLINICS)
    assert (
        none.answer is None
        and none.answer_missing == "No answer yet; the last day to answer is 25 April 2022."
    )
    record_hearing_answer(country, MINISTRY, name, CLINICS, "two are open", now=NOW)
    came = item(hearing_matter(country, FACTION, name, "en"), CLINICS)
    assert came.answer.words == "two are open" and came.answer_missing == ""


@pytest.mark.parametrize(
    ("frozen_at", "said"),
    [
        (NOW, "No answer came by 25 April 2022."),
        (
            datetime(2022, 4, 20, 6),
            "No answer had come by 20 April 2022, when the figures were frozen; the last day to answer was "
            "25 April 2022.",
        ),
    ],
)
def test_silence_is_said_as_it_stood_at_the_freeze(country, name, frozen_at, said):
    moved(country, name, "sent")
    freeze(country, FACTION, name, now=frozen_at)
    assert item(hearing_matter(country, FACTION, name, "en"), CLINICS).answer_missing == said


def test_by_executor_across_all_programs(country, name):
    by = {one.executor: one for one in hearing_matter(country, FACTION, name, "en").by_executor}
    ministry = by["ministry-health"]
    assert ministry.share + by[None].share == pytest.approx(1.0)
    assert [one.indicator for one in ministry.worst] == [CLINICS] and ministry.items
    assert VILLAGES in {one.indicator for one in by[None].worst}
    assert not {one.indicator for one in by[None].worst} & {one.indicator for one in by[None].best}


def test_a_small_district_has_a_small_matter(country):
    some_progress(country)
    name = arranged(country, AKMOLA, AKMOLA_FACTION)
    matter = hearing_matter(country, AKMOLA_FACTION, name, "kk")
    assert len(matter.items) == 1 and not matter.territories and len(matter.sections) == 1
    assert matter.revision.indicators == 1 and len(matter.by_executor) == 1


def test_every_reader_gets_the_same(country, name):
    seat = Actor("bureau-1", "bureau_seat", territory="KZ", seat="bureau-1")
    assert hearing_matter(country, seat, name, "ru") == hearing_matter(country, FACTION, name, "ru")
    for actor in (Actor.public(), MINISTRY, AKMOLA_FACTION):
        with pytest.raises(AccessRefused):
            hearing_matter(country, actor, name, "ru")
    with pytest.raises(InputError, match="no hearing none"):
        hearing_matter(country, FACTION, "none", "ru")


def test_a_hearing_with_everything_dropped_is_still_one(country, name):
    for one in hearing_matter(country, FACTION, name, "en").items:
        record_agenda_act(country, FACTION, name, one.assessed.indicator, "drop", words="why", now=NOW)
    matter = hearing_matter(country, FACTION, name, "en")
    assert not matter.items and len(matter.dropped) == 5 and matter.whole.indicators == 5


def test_progress_is_told_item_by_item(country, name):
    told: list[tuple[int, int]] = []
    hearing_matter(country, FACTION, name, "en", lambda done, of: told.append((done, of)))
    assert told == [(n, 5) for n in range(5)]


def test_money_is_that_of_measures_that_still_stand():
    def one(state: str, budget: float | None, late: bool = False) -> Measure:
        return Measure(
            CLINICS,
            "a",
            {},
            None,
            None,
            budget,
            None,
            state,
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            late,
            False,
        )

    assert money_of(()) is None and money_of((one("done", None),)) is None
    money = money_of(
        (one("done", 10.0), one("under_way", 30.0, True), one("removed", 99.0), one("done", None))
    )
    assert (money.budget_mln, money.done_mln, money.late_mln) == (40.0, 10.0, 30.0)
    assert (money.with_budget, money.measures) == (2, 3)


def test_a_proposal_fills_in_what_a_territory_is_heard_with(country):
    days = {"held_on": date(2022, 4, 29), "as_of": date(2022, 4, 15)}
    new = proposed(country, ADMINISTRATOR, territory="KZ-11", **days)
    assert (new.office, new.programs, new.answer_by) == (
        "akimat-11",
        ("akmola-2021-2025",),
        date(2022, 4, 26),
    )
    short = proposed(
        country, ADMINISTRATOR, territory="KZ-11", held_on=date(2022, 4, 16), as_of=date(2022, 4, 15)
    )
    assert short.answer_by == date(2022, 4, 15)
    by_program = proposed(country, ADMINISTRATOR, program="akmola-2021-2025", **days)
    assert replace(by_program) == new
    for more, said in (
        ({"territory": "KZ-99"}, "no territory KZ-99"),
        ({"territory": "1110"}, "no election program"),
        ({"program": "none"}, "no program none"),
        ({"territory": "KZ"}, "no state body"),
    ):
        with pytest.raises(InputError, match=said):
            proposed(country, ADMINISTRATOR, **days, **more)
    assert stands(country, arranged(country, new)).state == "draft"
