"""The demonstration's planted cases are found, and no honest indicator is taken for one that copies its plan."""

from __future__ import annotations

from datetime import date

from tests.demonstration import ADMINISTRATOR
from tracker.demo.ground import read_ground
from tracker.demo.manners import habit_of, manner_of
from tracker.queries.ask import Ask, Scope
from tracker.queries.contradictions import contradictions
from tracker.store import Store

SEED = 20220415
DAY = date(2024, 2, 1)


def test_indicators_that_report_their_plan_are_found_and_only_they(demonstration: Store) -> None:
    ground = read_ground(demonstration)
    exact = {
        item.id
        for item in ground.indicators
        if habit_of(item, manner_of(item.territory, item.region, SEED), SEED).name == "exact"
    }
    found = contradictions(demonstration, ADMINISTRATOR, Ask(DAY), Scope(begun=True), ["equal_to_plan"])
    assert {one.indicator for one in found} <= exact
    assert len(found) > len(exact) / 2  # the others have too few reports, or were removed


def test_the_demonstration_shows_every_kind_but_those_it_does_not_plant(demonstration: Store) -> None:
    found = contradictions(demonstration, ADMINISTRATOR, Ask(DAY), Scope(begun=True))
    assert {one.kind for one in found} >= {
        "reported_and_verified",
        "one_unverified_report",
        "amended_target",
        "parts_and_whole",
        "equal_to_plan",
        "unexecuted_for_years",
    }
