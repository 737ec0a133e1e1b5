"""A promise never changes in silence: a load is refused whole, in words, unless a decision carries the change."""

from __future__ import annotations

from copy import deepcopy
from datetime import date, datetime

import pytest

from tests.small_country import ADMINISTRATOR, NOW, OBLAST, PROGRAM, ROSTER, TODAY, catalogue, load
from tracker.access import Actor
from tracker.errors import AccessRefused, ProblemsError
from tracker.queries import Ask, Scope
from tracker.queries.explain import explained
from tracker.queries.rollups import rolled_up
from tracker.record.load import compare_catalogue, load_catalogue
from tracker.store import open_store
from tracker.store.ledger import verify

LOADED = datetime(2022, 1, 10, 6)
LATER = date(2022, 4, 20)
CLINICS = "republic-2021-2025/clinics"


@pytest.fixture
def store(store):
    load_catalogue(store, ADMINISTRATOR, catalogue(), today=date(2022, 1, 10), now=LOADED)
    return store


def changed(**terms) -> dict:
    program = deepcopy(PROGRAM)
    program["sections"][0]["indicators"][0] |= terms
    return program


def reload(store, program=PROGRAM, *, roster=None, **options):
    files = catalogue(program, OBLAST, roster=roster)
    return load_catalogue(store, ADMINISTRATOR, files, today=LATER, now=datetime(2022, 4, 20, 6), **options)


def refusal(store, *args, **options) -> str:
    head = store.head()
    with pytest.raises(ProblemsError) as refused:
        reload(store, *args, **options)
    assert store.head() == head
    assert verify(store).first_bad is None
    return str(refused.value)


def test_the_same_files_again_change_nothing(store):
    assert reload(store).changed == ()


def test_a_target_lowered_in_silence_is_refused_with_old_and_new(store):
    words = refusal(store, changed(target=24.0))
    assert "clinics" in words and "27" in words and "24" in words and "amendments" in words


def test_a_target_lowered_by_a_decision_is_taken_and_the_first_promise_stays(store):
    program = changed(
        target=24.0, amendments=[{"date": LATER, "was": {"target": 27.0}, "cause": "money_late"}]
    )
    assert reload(store, program).changed == (("program", "republic-2021-2025"),)
    opened = explained(store, ADMINISTRATOR, Ask(LATER), CLINICS)
    assert (opened.terms.target, opened.original.target) == (24.0, 27.0)
    assert explained(store, ADMINISTRATOR, Ask(date(2022, 4, 19)), CLINICS).terms.target == 27.0
    assert [(a.date, a.was) for a in opened.amendments] == [(LATER, {"target": 27.0})]


def test_a_decision_dated_before_the_last_load_is_refused(store):
    program = changed(target=24.0, amendments=[{"date": date(2022, 1, 5), "was": {"target": 27.0}}])
    assert "clinics" in refusal(store, program)


@pytest.mark.parametrize("term", [{"title": "Other"}, {"unit": "m"}, {"weight": 2.0}, {"frequency": "month"},
                                  {"grace_days": 40}, {"due": date(2024, 12, 31)}, {"plan": {2021: 13.0}}])  # fmt: skip
def test_every_term_is_a_term(store, term):
    assert "clinics" in refusal(store, changed(**term))


def test_dropping_an_indicator_or_a_program_is_refused(store):
    program = deepcopy(PROGRAM)
    del program["sections"][0]["indicators"][0]
    assert "clinics" in refusal(store, program)
    head = store.head()
    with pytest.raises(ProblemsError, match="akmola-2021-2025"):
        load_catalogue(store, ADMINISTRATOR, catalogue(PROGRAM), today=LATER)
    assert store.head() == head


@pytest.mark.parametrize("why", [None, "the roster was split"])
def test_a_roster_does_not_vanish_even_to_correct_history(store, why):
    files = catalogue()
    files.rosters.clear()
    head = store.head()
    with pytest.raises(ProblemsError) as refused:
        load_catalogue(store, ADMINISTRATOR, files, today=LATER, correct_history=why)
    (problem,) = refused.value.problems
    assert problem.rule == "roster-dropped"
    assert "(to)" in problem.message and "--correct-history" not in problem.message
    assert store.head() == head


def test_an_indicator_moves_to_another_section_only_to_correct_history(store):
    program = deepcopy(PROGRAM)
    first, second = program["sections"][:2]
    second["weight"] = first.get("weight", 1.0)
    moved = first["indicators"].pop(0)
    second["indicators"].append(moved)
    words = refusal(store, program)
    assert "clinics" in words and first["section"] in words and second["section"] in words


def test_an_indicator_added_needs_the_day_it_was_added(store):
    program = deepcopy(PROGRAM)
    added = {"indicator": "late", "title": "Late", "kind": "cumulative", "target": 4.0}
    program["sections"][0]["indicators"].append(added)
    assert "since" in refusal(store, program)
    added["since"] = LATER
    reload(store, program)


def test_who_held_a_seat_on_a_past_day_is_not_rewritten_without_saying_why(store):
    roster = deepcopy(ROSTER)
    roster["bodies"][1]["seats"][0]["holders"] = [{"holder": "holder 2"}]
    assert "council-1" in refusal(store, roster=roster)
    reload(store, roster=roster, correct_history="the protocol was read wrongly")
    with store.cursor() as cursor:
        kept = cursor.execute("select correction from store.load order by seq desc limit 1").fetchone()
    assert kept == ("the protocol was read wrongly",)


def test_naming_an_owner_where_there_was_none_is_taken(store):
    program = deepcopy(PROGRAM)
    program["sections"][1]["indicators"][0]["owner"] = "council-1"
    reload(store, program)
    seats = {r.key: r.indicators for r in rolled_up(store, ADMINISTRATOR, Ask(LATER), Scope(), "seat")}
    assert seats["council-1"] == 3


def test_what_a_load_would_be_refused_for_can_be_asked_without_loading(store):
    head = store.head()
    problems = compare_catalogue(store, catalogue(changed(target=24.0), OBLAST), today=LATER)
    assert len(problems) >= 1 and store.head() == head
    assert compare_catalogue(store, catalogue(), today=LATER) == []


@pytest.mark.parametrize("role", ["public", "branch", "party_control", "bureau_seat"])
def test_only_the_administrator_loads(role):
    with open_store() as store, pytest.raises(AccessRefused, match="only the administrator may"):
        load_catalogue(store, Actor(name="x", role=role, territory="KZ"), catalogue(), today=TODAY, now=NOW)


def test_a_frozen_head_keeps_the_program_as_it_was_loaded_then(store):
    head = store.head()
    program = changed(target=24.0, amendments=[{"date": LATER, "was": {"target": 27.0}}])
    reload(store, program)
    assert explained(store, ADMINISTRATOR, Ask(LATER, head=head), CLINICS).terms.target == 27.0


def test_the_small_country_of_the_tests_is_loaded_whole():
    with open_store() as store:
        assert {kind for kind, _ in load(store).changed} == {
            "territories",
            "themes",
            "executors",
            "roster",
            "program",
        }
