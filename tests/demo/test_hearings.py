"""The demonstration's hearings: one past with decisions done, spoken of and silent, one held, one being prepared."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.demo.conftest import EVE
from tests.demonstration import ADMINISTRATOR
from tracker.hearing.freeze import verify
from tracker.queries.agenda import agenda
from tracker.queries.ask import Ask
from tracker.queries.decisions import decisions_of
from tracker.queries.hearings import answers, figures_ask, hearing_changes, hearings, notes

PAST, HELD, NEXT = "kz-2021-05-28", "kz-23-2022-04-12", "kz-2022-04-29"


@pytest.fixture(scope="module")
def found(demonstration) -> dict:
    return {one.hearing: one for one in hearings(demonstration, ADMINISTRATOR, Ask(EVE))}


def test_there_is_one_of_each_kind_and_all_are_marked(found):
    assert {name: one.state for name, one in found.items()} == {PAST: "closed", HELD: "held", NEXT: "draft"}
    assert all(one.demonstration for one in found.values())
    assert [found[name].speaker for name in (PAST, HELD)] == ["prime_minister", "akim"]


def test_of_the_past_decisions_some_are_done_some_spoken_of_and_some_silent(demonstration):
    fates = Counter(one.fate for one in decisions_of(demonstration, ADMINISTRATOR, Ask(EVE), hearing=PAST))
    assert fates["done"] and fates["silent"] and fates["overdue"]
    # on the day of the hearing all of them were still open
    then = decisions_of(
        demonstration, ADMINISTRATOR, Ask(EVE.replace(year=2021, month=5, day=29)), hearing=PAST
    )
    assert len(then) == sum(fates.values()) and {one.fate for one in then} == {"open"}


def test_nobody_closed_their_own(demonstration):
    closed = [one for one in decisions_of(demonstration, ADMINISTRATOR, Ask(EVE)) if one.closing]
    assert closed and all(one.closing.author.startswith("faction-") for one in closed)


def test_executors_answered_some_items_and_left_others(demonstration, found):
    listed = agenda(demonstration, ADMINISTRATOR, figures_ask(found[HELD]), found[HELD])
    given = answers(demonstration, ADMINISTRATOR, Ask(EVE), HELD)
    asked = {one.item.indicator for one in listed.items if one.item.executor}
    assert given and set(given) < asked and not any(one.late for one in given.values())
    assert notes(demonstration, ADMINISTRATOR, Ask(EVE), HELD)
    assert listed.dropped and listed.items[0].moved


def test_what_is_frozen_follows(demonstration):
    assert verify(demonstration, ADMINISTRATOR, HELD).follows


def test_nothing_happened_before_it_could(demonstration, found):
    for name in found:
        changes = hearing_changes(demonstration, ADMINISTRATOR, Ask(EVE), name)
        steps = [one.at for one in changes if one.what in ("prepared", "sent", "frozen", "held", "closed")]
        assert steps == sorted(steps)
