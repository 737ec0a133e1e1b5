"""Explanations stay, name a day, and the day is held to; only who carries a thing explains it, aides for them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.small_country import ADMINISTRATOR, NOW, record, report
from tracker.access import Actor
from tracker.errors import AccessRefused, InputError
from tracker.queries import Ask, Scope
from tracker.queries.explanations import explanations, requests
from tracker.record.explanation import NewExplanation, ask_for_explanation, record_explanation
from tracker.store.ledger import verify

COUNCIL = Actor(name="council-1", role="council_seat", territory="KZ", seat="council-1")
BUREAU = Actor(name="bureau-1", role="bureau_seat", territory="KZ", seat="bureau-1")
CLINICS, VILLAGES, OBLAST = (
    "republic-2021-2025/clinics",
    "republic-2021-2025/villages",
    "akmola-2021-2025/clinics",
)
EVERYTHING = Scope()


@pytest.fixture
def store(country):
    record(country, report("clinics", "2021-Q4", 5.0, "2022-01-10"))
    return country


def words(indicator=CLINICS, expected=date(2022, 7, 1), **further) -> NewExplanation:
    return NewExplanation(indicator, "contractor", "a new contractor was found", expected, **further)


def history(day: str, **further) -> NewExplanation:
    return words(explained_at=datetime.fromisoformat(day), **further)


def fates(store, day: date) -> list[bool | None]:
    return [e.held for e in explanations(store, ADMINISTRATOR, Ask(day), EVERYTHING)]


def test_the_promised_day_is_awaited_then_missed_when_its_grace_is_over(store):
    record_explanation(store, ADMINISTRATOR, history("2022-02-01"), now=NOW)
    assert fates(store, date(2022, 6, 30)) == [None]
    assert fates(store, date(2022, 7, 10)) == [None]
    assert fates(store, date(2022, 7, 16)) == [False]


def test_the_promised_day_holds_where_the_indicator_is_back_on_plan(store):
    record_explanation(store, ADMINISTRATOR, history("2022-02-01"), now=NOW)
    record(store, report("clinics", "2022-Q2", 14.0, "2022-07-12"))
    assert fates(store, date(2022, 7, 13)) == [True]
    assert fates(store, date(2023, 1, 1)) == [True]


def test_earlier_words_stay_and_the_newest_stand_first(store):
    record_explanation(store, ADMINISTRATOR, history("2022-02-01", words="first"), now=NOW)
    record_explanation(store, ADMINISTRATOR, history("2022-03-01", words="second"), now=NOW)
    known = explanations(store, ADMINISTRATOR, Ask(date(2022, 4, 15)), EVERYTHING)
    assert [e.words for e in known] == ["second", "first"]
    assert explanations(store, ADMINISTRATOR, Ask(date(2022, 1, 31)), EVERYTHING) == []
    assert verify(store).first_bad is None


def test_the_seat_that_carries_it_and_the_bureau_seat_of_its_section_explain(store):
    for actor in (COUNCIL, BUREAU):
        record_explanation(store, actor, words(expected=date(2027, 1, 1)), now=NOW)
    with pytest.raises(AccessRefused, match="only the seat that carries it or its section may"):
        record_explanation(store, COUNCIL, words(VILLAGES, date(2027, 1, 1)), now=NOW)


def test_an_aide_acts_for_a_seat_and_both_are_recorded(store):
    aide = Actor("aide-7", "aide", "KZ", "council-1", on_behalf_of="council-1", acting_as="political_council")
    record_explanation(store, aide, words(expected=date(2027, 1, 1)), now=NOW)
    told = explanations(store, ADMINISTRATOR, Ask(NOW.date()), EVERYTHING)[0]
    assert (told.author, told.on_behalf_of, told.seat) == ("aide-7", "council-1", "council-1")
    with pytest.raises(AccessRefused):
        record_explanation(store, aide, words(VILLAGES, date(2027, 1, 1)), now=NOW)


def test_one_tap_asks_the_owner_and_the_answer_closes_it(store):
    ask_for_explanation(store, BUREAU, CLINICS, now=NOW, key="tap-1")
    ask_for_explanation(store, BUREAU, CLINICS, now=NOW, key="tap-1")
    asked = requests(store, BUREAU, Ask(NOW.date()), EVERYTHING)
    assert [(r.asked_by, r.asked_of, r.answered_at) for r in asked] == [("bureau-1", "council-1", None)]
    record_explanation(store, COUNCIL, words(expected=date(2027, 1, 1)), now=NOW)
    assert requests(store, BUREAU, Ask(NOW.date()), EVERYTHING)[0].answered_at == NOW


def test_a_bureau_seat_asks_along_its_theme_below_and_not_beside(store):
    ask_for_explanation(store, BUREAU, OBLAST, now=NOW)
    with pytest.raises(AccessRefused, match="only the Bureau seat of the section may"):
        ask_for_explanation(store, BUREAU, VILLAGES, now=NOW)
    with pytest.raises(AccessRefused):
        ask_for_explanation(store, COUNCIL, CLINICS, now=NOW)


def test_where_nobody_carries_it_there_is_nobody_to_ask(store):
    with pytest.raises(InputError, match="Nobody carries republic-2021-2025/villages"):
        ask_for_explanation(store, ADMINISTRATOR, VILLAGES, now=NOW)


@pytest.mark.parametrize(
    "bad, said",
    [
        ({"cause": "weather"}, "weather is no cause of a delay"),
        ({"corrective_action": "  "}, "Say what is being done"),
        ({"expected_on": date(2026, 11, 20)}, "is not in the future"),
        ({"words": "x" * 1001}, "longer than 1000 characters"),
        ({"indicator": "republic-2021-2025/nothing"}, "There is no indicator"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_written(store, bad, said):
    given = {
        "indicator": CLINICS,
        "cause": "court",
        "corrective_action": "x",
        "expected_on": date(2027, 1, 1),
    } | bad
    head = store.head()
    with pytest.raises(InputError, match=said):
        record_explanation(store, COUNCIL, NewExplanation(**given), now=NOW)
    assert store.head() == head


def test_the_public_reads_no_explanation(store):
    record_explanation(store, ADMINISTRATOR, history("2022-02-01"), now=NOW)
    assert explanations(store, Actor.public(), Ask(date(2022, 4, 15)), EVERYTHING) == []
