"""A frozen hearing is made again with the same content whatever comes later, and a touched row is found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.hearing.arranged import (
    ASK,
    CLINICS,
    CONTROL,
    FACTION,
    GRANTS,
    LAW,
    MINISTRY,
    REPUBLIC,
    VILLAGES,
    arranged,
    moved,
    some_progress,
    stands,
)
from tests.small_country import ADMINISTRATOR, NOW, OBLAST, PROGRAM, load, record, report
from tracker.access import Actor
from tracker.errors import AccessRefused, InputError
from tracker.hearing import content
from tracker.hearing.freeze import ALPHABET, code_of, freeze, frozen_at, verify
from tracker.hearing.matter import hearing_matter
from tracker.queries.ask import Ask
from tracker.queries.explain import explained
from tracker.queries.hearings import figures_ask, hearing_of_code
from tracker.record.decision import NewDecision, close_decision, record_decision, record_decision_word
from tracker.record.explanation import NewExplanation, record_explanation
from tracker.record.hearing_agenda import record_agenda_act, record_hearing_answer, record_hearing_note
from tracker.record.review import record_review
from tracker.store import Store, open_store

NAME = "kz-2022-04-29"
EARLIER = replace(
    REPUBLIC, held_on=date(2021, 12, 20), as_of=date(2021, 12, 10), answer_by=date(2021, 12, 15)
)


@pytest.fixture
def frozen(country) -> str:
    """A frozen hearing of one's own."""
    return frozen_in(country)


@pytest.fixture(scope="module")
def settled() -> Iterator[Store]:
    """A store with a frozen hearing that is looked at and left as it is."""
    with open_store() as store:
        load(store)
        frozen_in(store)
        yield store


@contextmanager
def touched(store: Store, *edits: str) -> Iterator[None]:
    """Somebody edits the file past the program; afterwards it is as it was."""
    tables = {word for sql in edits for word in sql.split() if word.startswith("store.")}
    with store.cursor() as cursor:
        for table in tables:
            kept = table.replace("store.", "as_it_was_")
            cursor.execute(f"create or replace table memory.main.{kept} as from {table}").fetchall()
        try:
            for sql in edits:
                cursor.execute(sql).fetchall()
            store.snapshots.clear()  # as a process that starts anew would see it
            yield
        finally:
            for table in tables:
                kept = table.replace("store.", "as_it_was_")
                cursor.execute(f"delete from {table}").fetchall()
                cursor.execute(f"insert into {table} from memory.main.{kept}").fetchall()
            store.snapshots.clear()


def frozen_in(country: Store) -> str:
    """A hearing with an earlier one, answers, staff's acts, an explanation and a decision, frozen."""
    some_progress(country)
    first = arranged(country, EARLIER)
    moved(country, first, "sent", "frozen", "held")
    for responsible in ("council-1", "bureau-1"):
        new = NewDecision(first, "Open it", date(2022, 3, 1), "an act", seat=responsible, indicator=CLINICS)
        record_decision(country, ADMINISTRATOR, new, now=NOW, said_at=datetime(2021, 12, 20))
    moved(country, first, "closed")
    record_explanation(
        country, ADMINISTRATOR,
        NewExplanation(VILLAGES, "papers", "mended", date(2022, 3, 20), explained_at=datetime(2022, 2, 1)), now=NOW,
    )  # fmt: skip
    name = arranged(country)
    record_agenda_act(country, FACTION, name, LAW, "drop", words="heard", now=NOW)
    record_agenda_act(country, FACTION, name, CLINICS, "ask", words="Which ones?", now=NOW)
    moved(country, name, "sent")
    record_hearing_answer(country, MINISTRY, name, CLINICS, "two are open", now=NOW)
    freeze(country, FACTION, name, now=NOW)
    return name


def told(store, name: str) -> str:
    """Everything that a pack of the hearing says, as text; what is of the meeting itself left out."""
    matter = hearing_matter(store, FACTION, name, "ru")
    items = tuple(replace(one, notes=()) for one in matter.items)
    after = {"changes": (), "notes": (), "decisions": None, "hearing": None, "items": items}
    return repr(replace(matter, **after))


def test_the_code_is_read_aloud_without_mistake():
    assert not set("01IO") & set(ALPHABET) and len(set(ALPHABET)) == 32
    assert code_of("f" * 64) == "ZZZZ-ZZZZ-ZZZZ" and code_of("0" * 64) == "2222-2222-2222"
    assert code_of("8" + "0" * 63).startswith("J222")  # the highest bits, sixteen of thirty-two letters on


def test_nothing_that_comes_later_changes_a_frozen_hearing(country, frozen):
    before, kept = told(country, frozen), stands(country, frozen).frozen
    record(
        country,
        report("clinics", "2022-Q1", 26.0, "2022-04-14T08:00", evidence="corrected"),
        report("villages", "2022-Q1", 49.0, "2022-04-13T08:00", verdict="verified",
               reviewed_at=datetime(2022, 4, 14), reviewer="control-kz"),
        report("law", "2022-Q1", 1.0, "2022-04-02T08:00"),
        report("akmola-2021-2025/clinics", "2022-Q1", 9.0, "2022-04-12T08:00"),
    )  # fmt: skip
    newest = explained(country, ADMINISTRATOR, ASK, GRANTS).reports[-1]
    record_review(country, CONTROL, newest.seq, "disputed", "not so", now=NOW)
    record_explanation(
        country, ADMINISTRATOR,
        NewExplanation(CLINICS, "court", "waiting", date(2022, 12, 1), explained_at=datetime(2022, 4, 1)), now=NOW,
    )  # fmt: skip
    _load_amended(country)
    _decide_and_close(country, frozen)
    now_said = explained(country, ADMINISTRATOR, ASK, CLINICS).assessed
    assert now_said.observed == 26.0  # at the newest head it is another world
    assert told(country, frozen) == before
    assert stands(country, frozen).frozen == kept
    found = verify(country, FACTION, frozen)
    assert found.follows and found.code == kept.code and not found.differs and not found.indicators


def _load_amended(country) -> None:
    """A new version of the program, its clinics fewer and its titles others, and another carrier."""
    sections = [dict(section) for section in PROGRAM["sections"]]
    clinics, grants = sections[0]["indicators"]
    amended = {
        "date": date(2026, 11, 20), "action": "amended", "by": "Council", "note": "money",
        "was": {"target": 27.0, "title": clinics["title"]},
    }  # fmt: skip
    sections[0]["indicators"] = [
        clinics | {"target": 20.0, "title": "Clinics opened", "amendments": [amended]},
        grants,
    ]
    load(country, PROGRAM | {"sections": sections, "title": "The country, anew"}, OBLAST)


def _decide_and_close(country, frozen: str) -> None:
    """The meeting, and words and closings on the decisions of the hearing before it."""
    first = "kz-2021-12-20"
    seat = Actor("council-1", "council_seat", territory="KZ", seat="council-1")
    record_decision_word(country, seat, f"{first}/1", "done", "see the act", now=NOW)
    close_decision(country, FACTION, f"{first}/2", "document", evidence="act 9", now=NOW)
    moved(country, frozen, "held")
    record_hearing_note(country, FACTION, frozen, "promised", indicator=CLINICS, now=NOW)
    record_decision(
        country, FACTION, NewDecision(frozen, "x", date(2027, 1, 1), "y", seat="council-1"), now=NOW
    )
    moved(country, frozen, "closed")


def test_the_meeting_stands_beside_the_frozen_figures(country, frozen):
    _decide_and_close(country, frozen)
    matter = hearing_matter(country, FACTION, frozen, "en")
    assert [one.words for one in matter.notes] == ["promised"]
    assert next(one for one in matter.items if one.assessed.indicator == CLINICS).notes == matter.notes
    assert matter.decisions.total == 1 and matter.earlier.total == 2 and matter.earlier.silent == 2
    assert matter.hearing.state == "closed" and matter.ask == figures_ask(matter.hearing)


def frozen_row(column: str, value: str) -> str:
    return f"update store.hearing_state set {column} = {value} where state = 'frozen' and hearing = '{NAME}'"


@pytest.mark.parametrize(
    ("edits", "differs", "same"),
    [
        (
            ("update store.report set value = 11 where value = 10",),
            {"figures", "reports", "rollups"},
            {"answers"},
        ),
        (("update store.report set evidence = 'better' where evidence = 'act 2'",), {"reports"}, {"figures"}),
        (("update store.terms set target = 26 where target = 27",), {"figures", "programs"}, {"decisions"}),
        (
            (
                "update store.hearing_answer set words = 'none'",
                "update store.agenda_act set words = 'other' where act = 'ask'",
                "update store.explanation set cause = 'court'",
                "update store.decision set words = 'Open two'",
                "update store.hearing set most = 100",
                "delete from store.review where verdict = 'verified'",
            ),
            {"answers", "questions", "words", "decisions", "hearing", "revision", "figures"},
            {"programs", "ledger"},
        ),
        ((frozen_row("code", "'AAAA-BBBB-CCCC'"),), {"code"}, {"figures"}),
        ((frozen_row("digest", "repeat('1', 64)"),), {"code"}, {"figures"}),
    ],
)
def test_a_touched_row_is_found_and_named(settled, edits, differs, same):
    with touched(settled, *edits):
        found = verify(settled, FACTION, NAME)
    assert not found.follows and differs <= set(found.differs) and not same & set(found.differs)
    if "value = 11" in edits[0]:
        assert found.indicators == (CLINICS,)


def test_an_untouched_one_follows_and_its_code_leads_to_it(settled):
    code = stands(settled, NAME).frozen.code
    assert [len(group) for group in code.split("-")] == [4, 4, 4]
    assert hearing_of_code(settled, FACTION, ASK, f" {code.lower().replace('-', ' ')} ").hearing == NAME
    with pytest.raises(InputError, match="No pack bears"):
        hearing_of_code(settled, FACTION, ASK, "BBBB-BBBB-BBBB")
    assert verify(settled, FACTION, NAME).follows


def test_a_chain_broken_at_the_head_is_found(settled):
    head = stands(settled, NAME).frozen.head
    with touched(settled, f"update store.hearing_answer set hash = repeat('a', 64) where seq = {head}"):
        assert "ledger" in verify(settled, FACTION, NAME).differs


def test_only_what_was_sent_is_frozen_and_only_what_is_frozen_is_verified(country):
    some_progress(country)
    name = arranged(country)
    with pytest.raises(InputError, match="not frozen"):
        verify(country, FACTION, name)
    with pytest.raises(InputError, match="the next step is to send"):
        freeze(country, FACTION, name, now=NOW)
    moved(country, name, "sent")
    with pytest.raises(AccessRefused):
        freeze(country, CONTROL, name, now=NOW)
    with pytest.raises(AccessRefused):
        freeze(country, Actor("faction-11", "faction", territory="KZ-11"), name, now=NOW)
    assert freeze(country, FACTION, name, now=NOW)
    with pytest.raises(InputError, match="the next step is to hold"):
        freeze(country, FACTION, name, now=NOW)
    with pytest.raises(InputError, match="no hearing none"):
        verify(country, FACTION, "none")


def test_a_change_that_slips_in_during_the_freeze_is_refused(country):
    from tracker.record.hearing import move_hearing

    name = arranged(country)
    moved(country, name, "sent")
    ask = Ask(REPUBLIC.as_of, "current", country.head())
    kept = frozen_at(country, stands(country, name), ask)
    record_agenda_act(country, FACTION, name, LAW, "drop", words="why", now=NOW)
    with pytest.raises(InputError, match="while it was being frozen"):
        move_hearing(country, FACTION, name, "frozen", freeze=kept, now=NOW)


def test_the_same_content_gives_the_same_digest_and_another_head_another_code(country):
    some_progress(country)
    name = arranged(country)
    moved(country, name, "sent")
    ask = Ask(REPUBLIC.as_of, "current", country.head())
    one = frozen_at(country, stands(country, name), ask)
    record(country, report("clinics", "2022-Q2", 12.0, "2022-07-10T08:00"))  # nothing of the hearing's day
    later = frozen_at(country, stands(country, name), Ask(REPUBLIC.as_of, "current", country.head()))
    assert later.digests == one.digests and later.code != one.code


def test_lines_of_content_cannot_be_taken_for_one_another():
    assert content.line("a", "bc") != content.line("ab", "c")
    assert content.line(None) != content.line("") != content.line("None")
    assert content.text(0.1 + 0.2) == content.text(0.3) and content.text(True) != content.text(1)
