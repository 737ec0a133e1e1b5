"""Decisions have one responsible, and nobody closes their own; who is silent stands first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.hearing.arranged import (
    AKMOLA,
    AKMOLA_FACTION,
    CLINICS,
    FACTION,
    GRANTS,
    MINISTRY,
    REPUBLIC,
    arranged,
    moved,
    some_progress,
)
from tests.small_country import ADMINISTRATOR, NOW, record, report
from tracker.access import Actor
from tracker.errors import AccessRefused, InputError
from tracker.queries.ask import Ask
from tracker.queries.decisions import decisions_of, earlier_decisions, fate_of
from tracker.queries.explain import explained
from tracker.record.decision import NewDecision, close_decision, record_decision, record_decision_word
from tracker.store.ledger import verify

SEAT = Actor("council-1", "council_seat", territory="KZ", seat="council-1")
HEARD = datetime(2022, 4, 29, 8)
AFTER = Ask(date(2022, 12, 31))


@pytest.fixture
def held(country) -> str:
    """A hearing of the republic that was held."""
    some_progress(country)
    name = arranged(country)
    moved(country, name, "sent", "frozen", "held")
    return name


def demand(store, hearing: str, **more) -> str:
    given = {"seat": "council-1", "indicator": CLINICS, "due_on": date(2022, 9, 1)} | more
    return record_decision(
        store, ADMINISTRATOR, NewDecision(hearing, "Open the clinic", evidence="an act", **given),
        now=NOW, said_at=HEARD,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"words": " "}, "needs its words"),
        ({"evidence": ""}, "what will close"),
        ({"seat": None}, "one responsible"),
        ({"executor": "ministry-health"}, "one responsible"),
        ({"seat": "nobody"}, "no seat nobody"),
        ({"seat": None, "executor": "nobody"}, "no executor nobody"),
        ({"due_on": date(2022, 4, 29)}, "not after the day"),
        ({"indicator": "republic-2021-2025/none"}, "no indicator"),
        ({"hearing": "none"}, "no hearing none"),
    ],
)
def test_a_decision_that_cannot_be_followed_is_refused(country, held, change, said):
    new = NewDecision(held, "Open it", date(2022, 9, 1), "an act", seat="council-1", indicator=CLINICS)
    with pytest.raises(InputError, match=said):
        record_decision(country, ADMINISTRATOR, replace(new, **change), now=NOW, said_at=HEARD)
    assert not decisions_of(country, ADMINISTRATOR, AFTER)


def test_decisions_are_recorded_at_the_meeting_by_the_faction(country):
    name = arranged(country)
    with pytest.raises(InputError, match="once the hearing"):
        demand(country, name)
    moved(country, name, "sent", "frozen", "held")
    for actor in (SEAT, MINISTRY, AKMOLA_FACTION, Actor.public()):
        with pytest.raises(AccessRefused):
            record_decision(
                country, actor, NewDecision(name, "x", date(2027, 1, 1), "y", seat="council-1"), now=NOW
            )
    made = record_decision(
        country, FACTION, NewDecision(name, "x", date(2027, 1, 1), "y", seat="council-1"), now=NOW
    )
    assert made == f"{name}/1"
    moved(country, name, "closed")
    with pytest.raises(InputError, match="until it is closed"):
        demand(country, name)


def test_the_responsible_speaks_and_does_not_close(country, held):
    by_seat, by_office = demand(country, held), demand(country, held, seat=None, executor="ministry-health")
    with pytest.raises(InputError, match="no word on a decision"):
        record_decision_word(country, SEAT, by_seat, "perhaps", "x", now=NOW)
    with pytest.raises(InputError, match="Say in words"):
        record_decision_word(country, SEAT, by_seat, "done", " ", now=NOW)
    for actor, decision in ((MINISTRY, by_seat), (SEAT, by_office), (Actor.public(), by_seat)):
        with pytest.raises(AccessRefused):
            record_decision_word(country, actor, decision, "done", "see the act", now=NOW)
    record_decision_word(country, SEAT, by_seat, "done", "see the act", now=NOW)
    with pytest.raises(InputError, match="answers before a hearing"):
        record_decision_word(country, MINISTRY, by_office, "under_way", "the tender is over", now=NOW)
    following = arranged(country, replace(REPUBLIC, held_on=date(2022, 7, 1)))
    moved(country, following, "sent")
    record_decision_word(country, MINISTRY, by_office, "under_way", "the tender is over", now=NOW)
    # what is said closes nothing
    assert {one.fate for one in decisions_of(country, FACTION, Ask(date(2026, 12, 1)))} == {"overdue"}
    for actor, decision in (
        (SEAT, by_seat),
        (Actor("aide-1", "aide", territory="KZ", seat="council-1", on_behalf_of="council-1",
               acting_as="political_council"), by_seat),
        (MINISTRY, by_office),
        (Actor("council-1", "administrator", territory="KZ"), by_seat),
        # a member of the faction who holds the responsible seat is responsible still
        (Actor("faction-kz", "faction", territory="KZ", seat="council-1"), by_seat),
        (Actor("faction-kz", "faction", territory="KZ", office="ministry-health"), by_office),
    ):  # fmt: skip
        with pytest.raises(InputError, match="nobody closes their own"):
            close_decision(country, actor, decision, "document", evidence="act 7", now=NOW)


def test_the_head_of_an_office_does_not_close_for_its_department(country):
    some_progress(country)
    name = arranged(country, AKMOLA)
    moved(country, name, "sent", "frozen")
    made = demand(country, name, seat=None, executor="akimat-11-health", indicator="akmola-2021-2025/clinics")
    akim = Actor("akim-11", "faction", territory="KZ-11", seat="akim-11")
    with pytest.raises(InputError, match="nobody closes their own"):
        close_decision(country, akim, made, "document", evidence="act 7", now=NOW)
    close_decision(country, AKMOLA_FACTION, made, "document", evidence="act 7", now=NOW)
    assert decisions_of(country, AKMOLA_FACTION, Ask(date(2026, 12, 1)))[0].fate == "done"


def test_only_the_faction_of_the_level_closes(country, held):
    made = demand(country, held)
    for actor in (
        AKMOLA_FACTION,
        Actor("control-kz", "party_control", territory="KZ"),
        Actor("bureau-1", "bureau_seat", territory="KZ", seat="bureau-1"),
        Actor.public(),
    ):
        with pytest.raises(AccessRefused):
            close_decision(country, actor, made, "document", evidence="act 7", now=NOW)


def test_a_decision_is_closed_against_a_value_a_document_or_a_visit(country, held):
    first, second, third = (demand(country, held) for _ in range(3))
    record(
        country,
        report("clinics", "2022-Q2", 18.0, "2022-07-10T08:00", evidence="act 7"),
        report("clinics", "2022-Q3", 19.0, "2022-10-10T08:00", verdict="disputed",
               reviewed_at=datetime(2022, 10, 12), reviewer="control-kz", reason="shut"),
    )  # fmt: skip
    reports = explained(country, ADMINISTRATOR, AFTER, CLINICS).reports
    older, seq, disputed = (one.seq for one in reports[-3:])
    other = explained(country, ADMINISTRATOR, Ask(date(2022, 4, 15)), GRANTS).reports[-1].seq
    for way, more, said in (
        ("rumour", {}, "not against rumour"),
        ("document", {}, "Name the document"),
        ("visit", {"evidence": "  "}, "Name the visit"),
        ("value", {}, "Name the report"),
        ("value", {"report_seq": 10**6}, "no report number"),
        ("value", {"report_seq": other}, "another indicator"),
        ("value", {"report_seq": older}, "older than the decision"),
        ("value", {"report_seq": disputed}, "disputes report"),
    ):
        with pytest.raises(InputError, match=said):
            close_decision(country, FACTION, first, way, now=NOW, **more)
    with pytest.raises(InputError, match="no decision none"):
        close_decision(country, FACTION, "none", "document", evidence="x", now=NOW)
    close_decision(country, FACTION, first, "value", report_seq=seq, now=NOW)
    close_decision(country, FACTION, second, "document", evidence="act 7", now=NOW)
    close_decision(country, FACTION, third, "visit", evidence="12 May, in use", now=NOW)
    with pytest.raises(InputError, match="closed already"):
        close_decision(country, FACTION, first, "value", report_seq=seq, now=NOW)
    with pytest.raises(InputError, match="closed already"):
        record_decision_word(country, SEAT, first, "done", "late word", now=NOW)
    found = {one.decision: one.closing for one in decisions_of(country, FACTION, Ask(date(2026, 12, 1)))}
    assert (found[first].way, found[first].value, found[first].period_end) == (
        "value",
        18.0,
        date(2022, 6, 30),
    )
    assert (found[second].evidence, found[third].way) == ("act 7", "visit")
    assert verify(country).first_bad is None


def test_a_corrected_decision_keeps_its_number_and_says_why(country, held):
    made = demand(country, held)
    new = NewDecision(held, "Open two", date(2022, 10, 1), "an act", seat="council-1")
    with pytest.raises(InputError, match="Say why"):
        record_decision(country, FACTION, new, decision=made, now=NOW)
    record_decision(country, FACTION, new, decision=made, reason="two are shut", now=NOW)
    (found,) = decisions_of(country, FACTION, Ask(date(2026, 12, 1)))
    assert (found.words, found.changed, found.reason) == ("Open two", True, "two are shut")
    record_decision(country, FACTION, new, decision=made, withdrawn=True, reason="merged", now=NOW)
    assert not decisions_of(country, FACTION, Ask(date(2026, 12, 1)))
    with pytest.raises(InputError, match="withdrawn"):
        record_decision_word(country, SEAT, made, "done", "x", now=NOW)


def test_silent_ones_stand_first_and_counts_have_their_base(country, held):
    silent, spoken, later, done = (
        demand(country, held, due_on=day)
        for day in (date(2022, 9, 1), date(2022, 8, 1), date(2023, 9, 1), date(2022, 7, 1))
    )
    kept = {"now": NOW, "origin": "entered"}
    record_decision_word(
        country, ADMINISTRATOR, spoken, "under_way", "soon", said_at=datetime(2022, 7, 1), **kept
    )
    close_decision(
        country, ADMINISTRATOR, done, "document", evidence="x", said_at=datetime(2022, 6, 1), **kept
    )
    found = decisions_of(country, FACTION, AFTER)
    assert [one.decision for one in found] == [silent, spoken, later, done]
    assert [one.fate for one in found] == ["silent", "overdue", "open", "done"]
    assert [one.days_overdue for one in found] == [121, 152, 0, 0]
    fate = fate_of(found)
    assert (fate.total, fate.done, fate.silent, fate.overdue, fate.open) == (4, 1, 1, 1, 1)
    # on an earlier day the later words are not known yet
    early = {one.decision: one.fate for one in decisions_of(country, FACTION, Ask(date(2022, 5, 31)))}
    assert set(early.values()) == {"open"}
    assert earlier_decisions(country, FACTION, AFTER, "KZ", date(2022, 4, 29)) == []
    assert len(earlier_decisions(country, FACTION, AFTER, "KZ", date(2022, 4, 30))) == 4


def test_decisions_are_found_by_who_answers_where_and_on_what(country, held):
    mine = demand(country, held)
    theirs = demand(country, held, seat=None, executor="ministry-health", indicator=GRANTS)
    newest = Ask(date(2026, 12, 1))

    def ids(actor=FACTION, **bounds) -> set[str]:
        return {one.decision for one in decisions_of(country, actor, newest, **bounds)}

    assert ids(seat="council-1") == {mine} and ids(executor="ministry-health") == {theirs}
    assert ids(indicator=GRANTS) == {theirs} and ids(hearing=held) == {mine, theirs}
    assert ids(territory="KZ") == {mine, theirs} and ids(territory="KZ-11") == set()
    assert ids(held_in="KZ", seat="bureau-1") == set()
    assert ids(MINISTRY) == {theirs} and ids(MINISTRY, seat="council-1") == set()
    assert ids(Actor("council-1", "council_seat", seat="council-1")) == {mine}
    assert ids(Actor.public()) == set() and ids(AKMOLA_FACTION) == set()
