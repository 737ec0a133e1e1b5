"""Nobody gets another's answer, nor one older than the last write."""

from __future__ import annotations

from datetime import date

import pytest

from tests import small_country
from tracker.access import Actor
from tracker.queries.ask import Ask, Scope
from tracker.queries.rollups import whole
from tracker.ui import cache

ASK, SCOPE = Ask(date(2022, 4, 20)), Scope(program="republic-2021-2025")


@pytest.fixture(autouse=True)
def _fresh():
    cache.forget()
    yield
    cache.forget()


def test_the_same_question_is_asked_once(country):
    first = cache.answer(whole, country, Actor.administrator(), ASK, SCOPE)
    assert cache.answer(whole, country, Actor.administrator(), ASK, SCOPE) is first


def test_a_write_makes_the_answer_new(country):
    before = cache.answer(whole, country, Actor.administrator(), ASK, SCOPE)
    small_country.record(country, small_country.report("clinics", "2022-Q1", 14, "2022-04-05T06:00:00"))
    after = cache.answer(whole, country, Actor.administrator(), ASK, SCOPE)
    assert after.execution > before.execution


def test_another_person_is_asked_for_themselves(country):
    asked = []

    def query(store, actor, ask):
        asked.append(actor)
        return actor.name

    assert cache.answer(query, country, Actor.administrator(), ASK) == "administrator"
    assert cache.answer(query, country, Actor.public(), ASK) == "public"
    assert len(asked) == 2


def test_what_is_drawn_is_drawn_anew_for_another_object_at_the_same_place():
    drawn = [cache.drawn(lambda n=n: str(n), ("k",), [n]) for n in range(500)]
    assert drawn == [str(n) for n in range(500)]
