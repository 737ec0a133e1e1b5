"""Recording what the staff does with an agenda that the figures made, what executors answer, what was said there."""

from __future__ import annotations

from datetime import datetime

from tracker.access import Actor
from tracker.errors import InputError
from tracker.record.entering import text
from tracker.record.hearing_row import Act, agenda_number, needs_state, standing, write
from tracker.record.place import place_in, place_of
from tracker.store import Store
from tracker.store.connection import first_row

#: on items: add, drop, move, annotate; on their questions: ask (an own one), reword, leave_out
ACTS = ("add", "drop", "move", "annotate", "ask", "reword", "leave_out")
_NEEDS_WORDS = {
    "drop": "Say why the item is taken off the agenda: the reason is kept and shown.",
    "annotate": "An annotation needs its words.",
    "ask": "A question needs its words.",
    "reword": "A question needs its words.",
}


def record_agenda_act(
    store: Store,
    actor: Actor,
    hearing: str,
    indicator: str,
    act: str,
    *,
    now: datetime,
    words: str | None = None,
    place: int | None = None,
    question: str | None = None,
    key: str | None = None,
    said_at: datetime | None = None,
    origin: str = "entered",
) -> int:
    """Change the agenda of a hearing that is not frozen yet; returns the ledger head.

    ``act`` is one of ACTS: ``move`` needs ``place`` (1 is first), ``drop``, ``annotate``, ``ask`` and ``reword`` need
    ``words``, ``reword`` and ``leave_out`` the ``question`` (its id in the pack's matter). Raises InputError where
    something is missing or the hearing is frozen, AccessRefused for anybody but the faction of its level.
    """
    written = Act(actor, now, key, said_at, origin)
    said = text(words)
    if act not in ACTS:
        raise InputError("{act} is nothing that can be done with an agenda.", act=act)
    if act in _NEEDS_WORDS and said is None:
        raise InputError(_NEEDS_WORDS[act])
    if act == "move" and (place is None or place < 1):
        raise InputError("Name the place the item goes to, counted from 1.")
    if act in ("reword", "leave_out") and not question:
        raise InputError("Name the question that is meant.")
    with store.writing() as writing:
        found = standing(writing, hearing)
        place_of_it = place_in(writing, found.territory)
        written = written.permitted(store, writing, "prepare_hearing", place_of_it, hearing)
        needs_state(found, ("draft", "sent"), _FROZEN)
        agenda_number(writing, found, indicator)
        return write(
            writing,
            "agenda_act",
            written,
            {
                "hearing": hearing,
                "indicator": indicator,
                "act": act,
                "place": place if act == "move" else None,
                "question": question if act in ("reword", "leave_out") else None,
                "words": said,
            },
        )


def record_hearing_answer(
    store: Store,
    actor: Actor,
    hearing: str,
    indicator: str,
    words: str,
    *,
    now: datetime,
    evidence: str | None = None,
    key: str | None = None,
    said_at: datetime | None = None,
    origin: str = "entered",
) -> int:
    """An executor's answer on its own item, printed beside the figure; a later one takes the place of an earlier.

    Returns the ledger head. Raises InputError without words and unless the hearing is with the executors,
    AccessRefused for anybody but the executor whose item it is.
    """
    written = Act(actor, now, key, said_at, origin)
    said = text(words)
    if said is None:
        raise InputError("An answer needs its words.")
    with store.writing() as writing:
        found = standing(writing, hearing)
        place = place_of(writing, agenda_number(writing, found, indicator), now)
        written = written.permitted(store, writing, "answer_hearing", place, hearing)
        needs_state(found, ("sent",), _NOT_SENT)
        if place.executor is None:
            raise InputError("{indicator} has no executor who could answer.", indicator=indicator)
        values = {
            "hearing": hearing,
            "indicator": indicator,
            "executor": place.executor,
            "words": said,
            "evidence": text(evidence),
        }
        return write(writing, "hearing_answer", written, values)


def record_hearing_note(
    store: Store,
    actor: Actor,
    hearing: str,
    words: str,
    *,
    now: datetime,
    indicator: str | None = None,
    question: str | None = None,
    key: str | None = None,
    said_at: datetime | None = None,
    origin: str = "entered",
) -> int:
    """What was answered at the meeting, on an item (or on the whole, without one); returns the ledger head.

    Raises InputError without words and unless the hearing is frozen or held, AccessRefused.
    """
    written = Act(actor, now, key, said_at, origin)
    said = text(words)
    if said is None:
        raise InputError("A note needs its words.")
    with store.writing() as writing:
        found = standing(writing, hearing)
        place_of_it = place_in(writing, found.territory)
        written = written.permitted(store, writing, "prepare_hearing", place_of_it, hearing)
        needs_state(found, ("frozen", "held"), _NO_MEETING)
        if indicator is not None and not first_row(
            writing.cursor, "select 1 from store.subject where id = $1", [indicator]
        ):
            raise InputError("There is no indicator {indicator}.", indicator=indicator)
        values = {"hearing": hearing, "indicator": indicator, "question": question, "words": said}
        return write(writing, "hearing_note", written, values)


_FROZEN = "The hearing {hearing} is frozen or past: its facts and its agenda stay as they are."
_NOT_SENT = "The hearing {hearing} is not with the executors now, so no answer can be given to it."
_NO_MEETING = "Answers at the meeting are noted once the hearing {hearing} is frozen and until it is closed."
