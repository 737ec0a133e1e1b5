"""Hearings are recorded with days in order, move one step at a time, and only for whom they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.hearing.arranged import (
    AKMOLA,
    AKMOLA_FACTION,
    ASK,
    CLINICS,
    FACTION,
    LAW,
    MINISTRY,
    REPUBLIC,
    arranged,
    moved,
    stands,
)
from tests.small_country import ADMINISTRATOR, NOW
from tracker.access import Actor
from tracker.errors import AccessRefused, InputError
from tracker.queries.hearings import answers, hearing, hearing_changes, hearings, notes, previous_hearing
from tracker.record.hearing import change_hearing, move_hearing, record_hearing
from tracker.record.hearing_agenda import record_agenda_act, record_hearing_answer, record_hearing_note
from tracker.record.hearing_row import STATES
from tracker.store.ledger import verify


def test_a_hearing_bears_its_territory_and_day_and_names_its_offices(country):
    name = arranged(country, actor=FACTION)
    assert name == "kz-2022-04-29"
    found = stands(country, name)
    assert (found.state, found.level, found.frozen) == ("draft", "republic", None)
    assert found.speaker == "prime_minister" and found.office_title["ru"] == "Ministry"
    assert [one["en"] for one in found.participants] == ["Bureau, seat 1", "Audit office"]
    assert arranged(country) == "kz-2022-04-29-2"  # a second one on the same day
    assert verify(country).first_bad is None


def test_a_key_sent_twice_prepares_one_hearing(country):
    first, again = (record_hearing(country, FACTION, REPUBLIC, now=NOW, key="form-1") for _ in range(2))
    assert first == again and len(hearings(country, FACTION, ASK)) == 1


def test_a_row_names_the_role_that_let_it_be_written_and_no_other(country):
    """Somebody who is a seat's aide and of the faction, too, prepares a hearing for nobody but the faction."""
    both = Actor(
        "both", "aide", seat="council-1", acting_as="political_council", on_behalf_of="council-1",
        also=(Actor("both", "faction", territory="KZ"),),
    )  # fmt: skip
    name = arranged(country, actor=both)
    record_agenda_act(country, both, name, CLINICS, "annotate", words="ask first", now=NOW)
    with country.cursor() as cursor:
        for table in ("hearing", "hearing_state", "agenda_act"):
            written = cursor.execute(f"select actor, on_behalf_of from store.{table}").fetchall()
            assert written == [("both", None)], table


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"territory": "KZ-99"}, "no territory KZ-99"),
        ({"office": "nobody"}, "no state body nobody"),
        ({"programs": ()}, "Name the program"),
        ({"programs": ("nothing",)}, "no program nothing"),
        ({"as_of": date(2022, 5, 1)}, "cannot be those of 2022-05-01"),
        ({"answer_by": date(2022, 5, 1)}, "is after the hearing itself"),
        ({"most": 0}, "from 1 to 200"),
        ({"title": "x" * 2001}, "longer than 2000"),
    ],
)
def test_a_hearing_that_cannot_be_is_refused_in_words(country, change, said):
    with pytest.raises(InputError, match=said):
        record_hearing(country, ADMINISTRATOR, replace(REPUBLIC, **change), now=NOW)
    assert not hearings(country, ADMINISTRATOR, ASK)


def test_a_region_hears_no_program_of_the_republic(country):
    with pytest.raises(InputError, match="not one of KZ-11"):
        record_hearing(country, ADMINISTRATOR, replace(AKMOLA, programs=("republic-2021-2025",)), now=NOW)


@pytest.mark.parametrize(
    "actor",
    [
        Actor.public(),
        MINISTRY,
        AKMOLA_FACTION,
        Actor("branch-kz", "branch", territory="KZ"),
        Actor("bureau-1", "bureau_seat", territory="KZ", seat="bureau-1"),
        Actor("faction", "faction"),
    ],
)
def test_only_the_faction_of_the_level_prepares_and_freezes(country, actor):
    with pytest.raises(AccessRefused):
        record_hearing(country, actor, REPUBLIC, now=NOW)
    name = arranged(country)
    for act in (
        lambda: move_hearing(country, actor, name, "sent", now=NOW),
        lambda: change_hearing(country, actor, name, REPUBLIC, now=NOW),
        lambda: record_agenda_act(country, actor, name, LAW, "drop", words="why", now=NOW),
    ):
        with pytest.raises(AccessRefused):
            act()
    assert stands(country, name).state == "draft"


def test_the_faction_prepares_hearings_below_its_level_too(country):
    name = arranged(country, AKMOLA, FACTION)
    assert stands(country, name).speaker == "akim"
    assert arranged(country, AKMOLA, AKMOLA_FACTION) == f"{name}-2"


def test_every_step_but_the_next_is_refused(country):
    name = arranged(country)
    for at, state in enumerate(STATES):
        for wanted in STATES:
            if STATES[at + 1 : at + 2] == (wanted,):
                continue
            with pytest.raises(InputError, match=f"The hearing {name}"):
                moved(country, name, wanted)
        assert stands(country, name).state == state
        if state != "closed":
            moved(country, name, STATES[at + 1])
    with pytest.raises(InputError, match="no state of a hearing"):
        moved(country, name, "burnt")


def test_nothing_is_sent_without_a_day_to_answer_by(country):
    name = record_hearing(country, ADMINISTRATOR, replace(REPUBLIC, answer_by=None), now=NOW)
    with pytest.raises(InputError, match="Name the day"):
        moved(country, name, "sent")


def test_changed_facts_are_later_rows_and_end_with_the_freeze(country):
    name = arranged(country)
    change_hearing(country, FACTION, name, replace(REPUBLIC, most=3), now=NOW, reason="too long")
    assert stands(country, name).most == 3
    changes = hearing_changes(country, FACTION, ASK, name)
    assert [(one.what, one.by, one.words) for one in changes] == [
        ("prepared", "administrator", None),
        ("facts", "faction-kz", "too long"),
    ]
    with pytest.raises(InputError, match="keeps its territory"):
        change_hearing(country, FACTION, name, AKMOLA, now=NOW)
    moved(country, name, "sent", "frozen")
    with pytest.raises(InputError, match="frozen or past"):
        change_hearing(country, FACTION, name, REPUBLIC, now=NOW)


def test_acts_on_the_agenda_need_what_they_speak_of(country):
    name = arranged(country)

    def act(what: str, indicator: str = LAW, **more) -> None:
        record_agenda_act(country, FACTION, name, indicator, what, now=NOW, **more)

    for what, said in (
        ("drop", "Say why"),
        ("annotate", "needs its words"),
        ("ask", "needs its words"),
        ("move", "Name the place"),
        ("reword", "needs its words"),
        ("leave_out", "Name the question"),
        ("burn", "nothing that can be done"),
    ):
        with pytest.raises(InputError, match=said):
            act(what)
    with pytest.raises(InputError, match="There is no indicator"):
        act("add", "republic-2021-2025/none")
    akmola = arranged(country, AKMOLA)
    with pytest.raises(InputError, match="belongs to another territory"):
        record_agenda_act(country, FACTION, akmola, LAW, "add", now=NOW)
    moved(country, name, "sent", "frozen")
    with pytest.raises(InputError, match="frozen or past"):
        act("drop", words="why")


def test_an_executor_answers_its_own_items_while_the_hearing_is_with_it(country):
    name = arranged(country)

    def answer(actor: Actor, indicator: str, words: str = "under way") -> None:
        record_hearing_answer(country, actor, name, indicator, words, now=NOW)

    with pytest.raises(InputError, match="not with the executors"):
        answer(MINISTRY, CLINICS)
    moved(country, name, "sent")
    with pytest.raises(InputError, match="needs its words"):
        answer(MINISTRY, CLINICS, " ")
    for actor, indicator in ((MINISTRY, LAW), (Actor("akimat", "executor", office="akimat-11"), CLINICS)):
        with pytest.raises(AccessRefused):
            answer(actor, indicator)
    with pytest.raises(InputError, match="no executor"):
        answer(ADMINISTRATOR, LAW)
    answer(MINISTRY, CLINICS, "first")
    answer(MINISTRY, CLINICS, "second")
    own = answers(country, MINISTRY, ASK, name)
    assert own[CLINICS].words == "second" and own[CLINICS].late  # it was due in 2022
    with pytest.raises(AccessRefused):
        answers(country, Actor("other", "executor", office="akimat-11"), ASK, name)
    moved(country, name, "frozen")
    with pytest.raises(InputError, match="not with the executors"):
        answer(MINISTRY, CLINICS)


def test_notes_are_taken_at_the_meeting_only(country):
    name = arranged(country)
    with pytest.raises(InputError, match="once the hearing"):
        record_hearing_note(country, FACTION, name, "said", now=NOW)
    moved(country, name, "sent", "frozen")
    with pytest.raises(InputError, match="There is no indicator"):
        record_hearing_note(country, FACTION, name, "said", indicator="none", now=NOW)
    record_hearing_note(country, FACTION, name, "said", indicator=CLINICS, now=NOW)
    assert [(one.indicator, one.words) for one in notes(country, FACTION, ASK, name)] == [(CLINICS, "said")]
    moved(country, name, "held", "closed")
    with pytest.raises(InputError, match="once the hearing"):
        record_hearing_note(country, FACTION, name, "said", now=NOW)


def test_papers_are_seen_by_whom_they_are_for(country):
    republic, akmola = arranged(country), arranged(country, AKMOLA)
    for actor, seen in (
        (FACTION, {republic, akmola}),
        (AKMOLA_FACTION, {akmola}),
        (Actor("bureau-1", "bureau_seat", territory="KZ", seat="bureau-1"), {republic, akmola}),
        (Actor("council-11", "council_seat", territory="KZ-11", seat="council-11"), {akmola}),
        (MINISTRY, set()),  # drafts are nobody's but the staff's
        (Actor.public(), set()),
    ):
        assert {one.hearing for one in hearings(country, actor, ASK)} == seen, actor
    with pytest.raises(AccessRefused):
        hearing(country, AKMOLA_FACTION, ASK, republic)
    with pytest.raises(AccessRefused):
        hearing_changes(country, MINISTRY, ASK, republic)
    with pytest.raises(InputError, match="no hearing nothing"):
        hearing(country, FACTION, ASK, "nothing")
    moved(country, republic, "sent")
    assert [one.hearing for one in hearings(country, MINISTRY, ASK)] == [republic]


def test_the_previous_hearing_is_the_last_one_held_of_the_same_program(country):
    days = [date(2021, 4, 30), date(2021, 10, 30), date(2022, 4, 29)]
    names = [arranged(country, replace(REPUBLIC, held_on=day, as_of=day, answer_by=day)) for day in days]
    assert previous_hearing(country, FACTION, ASK, names[2]) is None
    moved(country, names[0], "sent", "frozen", "held")
    moved(country, names[1], "sent", "frozen")
    assert previous_hearing(country, FACTION, ASK, names[2]).hearing == names[0]
    moved(country, names[1], "held")
    assert previous_hearing(country, FACTION, ASK, names[2]).hearing == names[1]
