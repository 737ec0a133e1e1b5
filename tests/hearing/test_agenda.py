"""The agenda is made from the figures by attention; what the staff changes about it stays and is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.hearing.arranged import (
    ASK,
    CLINICS,
    FACTION,
    GRANTS,
    LAW,
    REPUBLIC,
    VILLAGES,
    arranged,
    some_progress,
    stands,
)
from tests.small_country import ADMINISTRATOR, NOW
from tracker.hearing.gathering import reason_said
from tracker.queries.agenda import agenda
from tracker.queries.ask import Scope
from tracker.queries.hearings import hearing_changes
from tracker.queries.indicators import assessed
from tracker.record.hearing_agenda import record_agenda_act


@pytest.fixture
def name(country) -> str:
    some_progress(country)
    return arranged(country)


def listed(store, name: str):
    return agenda(store, ADMINISTRATOR, ASK, stands(store, name))


def order(store, name: str) -> list[str]:
    return [one.item.indicator for one in listed(store, name).items]


def act(store, name: str, indicator: str, what: str, **more) -> None:
    record_agenda_act(store, FACTION, name, indicator, what, now=NOW, **more)


def test_the_worst_by_attention_stands_first(country, name):
    ranked = assessed(country, ADMINISTRATOR, ASK, Scope(program="republic-2021-2025"), by_attention=True)
    behind = [one for one in ranked if one.status == "off_track"]
    assert len(behind) == 3
    items = listed(country, name).items
    assert [one.item.indicator for one in items][: len(behind)] == [one.indicator for one in behind]
    assert [one.place for one in items] == list(range(1, 6))  # a small set is heard whole
    attentions = [one.item.attention for one in items[: len(behind)]]
    assert attentions == sorted(attentions, reverse=True) and attentions[-1] > 0
    assert sum(one.reason.share for one in items) == pytest.approx(1.0)


def test_a_larger_set_has_no_more_items_than_it_may(country):
    some_progress(country)
    name = arranged(country, replace(REPUBLIC, most=2))
    ranked = assessed(country, ADMINISTRATOR, ASK, Scope(program="republic-2021-2025"), by_attention=True)
    assert order(country, name) == [one.indicator for one in ranked[:2]]


def test_each_item_says_why_it_ranks_there(country, name):
    reasons = {one.item.indicator: reason_said(one.reason, "en") for one in listed(country, name).items}
    assert "37.0% is done" in reasons[CLINICS] and "51.9% was planned" in reasons[CLINICS]
    assert "what is said of it: 1;" in reasons[CLINICS] and "contradiction" not in reasons[VILLAGES]
    assert "Nothing of it is due yet" in reasons[LAW]
    assert "cannot be set against a plan" in reasons["republic-2021-2025/quality"]
    assert "overdue" not in reasons[CLINICS]
    russian = reason_said(listed(country, name).items[0].reason, "ru")
    assert "Доля в отставании" in russian and "{" not in russian


def test_the_staff_moves_drops_adds_and_annotates_and_all_of_it_is_listed(country, name):
    before = order(country, name)
    act(country, name, before[2], "move", place=1)
    act(country, name, before[0], "drop", words="heard last month")
    act(country, name, LAW, "annotate", words="bring the draft")
    found = listed(country, name)
    left = [one.item.indicator for one in found.items]
    assert left[0] == before[2] and before[0] not in left and len(left) == len(before) - 1
    assert found.items[0].moved and "The staff moved it here" in reason_said(found.items[0].reason, "en")
    assert [(one.indicator, one.words) for one in found.dropped] == [(before[0], "heard last month")]
    assert {one.item.indicator: one.annotation for one in found.items}[LAW] == "bring the draft"
    act(country, name, before[0], "add")
    assert order(country, name)[-1] == before[0] and not listed(country, name).dropped
    told = [(one.what, one.indicator, one.by) for one in hearing_changes(country, FACTION, ASK, name)]
    assert told == [
        ("prepared", None, "administrator"),
        ("move", before[2], "faction-kz"),
        ("drop", before[0], "faction-kz"),
        ("annotate", LAW, "faction-kz"),
        ("add", before[0], "faction-kz"),
    ]


def test_a_lower_program_s_indicator_may_be_put_on_the_agenda(country, name):
    act(country, name, "akmola-2021-2025/clinics", "add")
    last = listed(country, name).items[-1]
    assert last.item.indicator == "akmola-2021-2025/clinics" and last.added and last.reason.rank is None
    assert "Put on the agenda by the staff" in reason_said(last.reason, "en")


def test_what_is_dropped_twice_or_never_stood_there_changes_nothing(country, name):
    act(country, name, "akmola-2021-2025/clinics", "drop", words="not ours")
    act(country, name, GRANTS, "move", place=99)
    assert order(country, name)[-1] == GRANTS and not listed(country, name).dropped


def test_what_is_silent_says_so(country):
    name = arranged(country)
    reasons = {one.item.indicator: reason_said(one.reason, "en") for one in listed(country, name).items}
    assert "nothing is reported, 51.9% was planned" in reasons[CLINICS] and "overdue" in reasons[CLINICS]
