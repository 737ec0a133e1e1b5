"""Answering a dispute with words or evidence. The disputed report stays disputed until control says otherwise."""

from __future__ import annotations

from datetime import datetime

from tracker.access import Actor, require
from tracker.errors import InputError
from tracker.record.acting import acting_as
from tracker.record.entering import already, text
from tracker.record.place import place_of
from tracker.store import Store
from tracker.store.connection import first_row
from tracker.store.ledger import append

_STATE = """
select r.no, (
    select arg_max(v.verdict, (v.reviewed_at, v.seq)) from store.review v
    where v.report_seq = r.seq and counts(v.conflict, v.verdict)
) as verdict
from store.report r where r.seq = $1
"""


def answer_dispute(
    store: Store,
    actor: Actor,
    report_seq: int,
    words: str,
    *,
    now: datetime,
    evidence: str | None = None,
    key: str | None = None,
    said_at: datetime | None = None,
    origin: str = "entered",
) -> int:
    """Append an answer to the dispute of a report; returns the ledger head. A repeated ``key`` counts once.

    Raises InputError (unknown report, one that nobody disputes, no words), AccessRefused for anybody but the branch
    or the seat whose report it is.
    """
    if said_at is not None:
        require(actor, "import_history")
    with store.writing() as writing:
        row = first_row(writing.cursor, _STATE, [report_seq])
        if row is None:
            raise InputError("There is no report number {number}.", number=report_seq)
        no, verdict = row
        actor = acting_as(
            store,
            writing,
            actor,
            "answer_dispute",
            place_of(writing, no, said_at or now),
            now=now,
            what=str(report_seq),
        )
        if already(writing, "dispute_answer", key) is not None:
            return writing.head
        if verdict != "disputed":
            raise InputError(
                "Report number {number} is not disputed: there is nothing to answer.", number=report_seq
            )
        told = text(words)
        if told is None:
            raise InputError("Say what you answer: why the figure holds, or where the evidence lies.")
        append(
            writing,
            "dispute_answer",
            {
                "recorded_at": [now],
                "actor": [actor.name],
                "on_behalf_of": [actor.on_behalf_of],
                "key": [key],
                "report_seq": [report_seq],
                "no": [no],
                "words": [told],
                "evidence": [text(evidence)],
                "author": [actor.name],
                "said_at": [said_at or now],
                "origin": [origin],
            },
        )
        return writing.head
