"""A long list read part by part is the same list."""

from __future__ import annotations

from datetime import date

import pytest

from tests import small_country
from tests.small_country import ADMINISTRATOR
from tracker.access import Actor
from tracker.queries import listed as module
from tracker.queries.ask import Ask, Scope
from tracker.queries.figures import figures
from tracker.queries.indicators import assessed
from tracker.queries.listed import listed, named

ASK = Ask(date(2022, 4, 20))


@pytest.mark.parametrize("by_attention", [True, False])
@pytest.mark.parametrize("actor", [ADMINISTRATOR, Actor.public()], ids=lambda one: one.role)
def test_the_parts_are_the_whole(country, monkeypatch, actor, by_attention):
    monkeypatch.setattr(module, "PART", 2)
    small_country.record(country, small_country.report("clinics", "2022-Q1", 12, "2022-04-05T06:00:00"))
    whole = assessed(country, actor, ASK, Scope(), by_attention=by_attention)
    found = listed(country, actor, ASK, Scope(), by_attention=by_attention)
    assert len(whole) > 3
    assert list(found) == whole
    assert found[1:3] == whole[1:3]
    assert found[-1] == whole[-1]
    assert len(found) == len(whole)


@pytest.mark.parametrize("actor", [ADMINISTRATOR, Actor.public()], ids=lambda one: one.role)
@pytest.mark.parametrize("scope", [Scope(), Scope(territory="KZ-11"), Scope(section="health")], ids=repr)
def test_bare_figures_are_those_of_the_list(country, actor, scope):
    small_country.record(country, small_country.report("clinics", "2022-Q1", 12, "2022-04-05T06:00:00"))
    listed_ones = assessed(country, actor, ASK, scope)
    columns = ("indicator", "observed", "status", "section_owner")
    assert listed_ones
    assert figures(country, actor, ASK, scope, columns) == [
        tuple(getattr(one, column) for column in columns) for one in listed_ones
    ]


def test_words_and_a_status_narrow_it(country):
    whole = assessed(country, ADMINISTRATOR, ASK, Scope())
    by_words = listed(country, ADMINISTRATOR, ASK, Scope(), words="емХАНА", language="kk")
    assert [one.indicator for one in by_words] == [
        one.indicator for one in whole if "емхана" in (one.title["kk"] or one.title["ru"]).lower()
    ]
    assert by_words
    status = whole[0].status
    of_status = listed(country, ADMINISTRATOR, ASK, Scope(), status=status)
    assert [one.no for one in of_status] == [one.no for one in whole if one.status == status]


def test_a_list_stays_as_it_was_when_something_is_reported(country):
    found = listed(country, ADMINISTRATOR, ASK, Scope())
    before = list(found)
    small_country.record(country, small_country.report("clinics", "2022-Q1", 12, "2022-04-05T06:00:00"))
    assert list(found) == before


def test_indicators_by_name(country):
    assert [
        one.indicator for one in named(country, ADMINISTRATOR, ASK, ("republic-2021-2025/clinics", "none"))
    ] == ["republic-2021-2025/clinics"]
    assert named(country, ADMINISTRATOR, ASK, ()) == []
