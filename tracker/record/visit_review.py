"""Several verdicts at once, from the queue: all of them or none, each resting on a visit where there was one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tracker.access import Actor
from tracker.errors import InputError
from tracker.record.acting import acting_as
from tracker.record.entering import text
from tracker.record.place import place_of
from tracker.record.review import ReviewedReport, append_reviews
from tracker.record.visit import cite
from tracker.store import Store
from tracker.store.connection import Writing, first_row


@dataclass(frozen=True, slots=True)
class NewVerdict:
    """A verdict on one report; ``visit`` is the number of the visit it rests on."""

    report_seq: int
    verdict: str
    reason: str | None = None
    visit: int | None = None


_REPORT = """
select r.seq, r.no, r.period_end, r.value, r.reported_at, r.author,
    (select arg_max(n.seq, (n.reported_at, n.seq)) from store.report n
     where n.no = r.no and n.period_end = r.period_end) as newest
from store.report r where r.seq = $1
"""
_LATEST = """
select verdict, reviewer, reason from store.review where report_seq = $1
order by reviewed_at desc, seq desc limit 1
"""


def record_verdicts(
    store: Store, actor: Actor, verdicts: Sequence[NewVerdict], *, now: datetime, origin: str = "entered"
) -> int:
    """Record verdicts, all or none; returns how many were new. What the same reviewer said last, word for word, is
    left out, so that sending twice counts once.

    Raises InputError (unknown or corrected report, own report, a dispute without a reason, another's visit),
    AccessRefused for anybody but party control of a report's territory.
    """
    with store.writing() as writing:
        told, visits = [], []
        for one in verdicts:
            report = _report(writing, one.report_seq)
            actor = acting_as(
                store,
                writing,
                actor,
                "review",
                place_of(writing, report.no, now),
                now=now,
                what=f"{report.no}",
            )
            reason = text(one.reason)
            latest = first_row(writing.cursor, _LATEST, [one.report_seq])
            if latest == (one.verdict, actor.name, reason):
                continue
            told.append((report, one.verdict, reason, actor.name, now))
            visits.append(_visit(writing, report.no, one.visit))
        first = writing.head + 1
        append_reviews(writing, actor, told, now=now, origin=origin)
        pairs = [(first + n, visit) for n, visit in enumerate(visits) if visit is not None]
        if pairs:
            act = {"recorded_at": [now], "actor": [actor.name], "on_behalf_of": [actor.on_behalf_of]}
            cite(writing, act, pairs, origin)
        return len(told)


def _report(writing: Writing, seq: int) -> ReviewedReport:
    row = first_row(writing.cursor, _REPORT, [seq])
    if row is None:
        raise InputError("There is no report number {number}.", number=seq)
    if row[-1] != seq:
        raise InputError(
            "Report number {number} was corrected meanwhile: look at the newer one, then decide.", number=seq
        )
    return ReviewedReport(*row[:-1])


def _visit(writing: Writing, no: int, visit: int | None) -> int | None:
    if visit is None:
        return None
    if first_row(writing.cursor, "select 1 from store.visit where seq = $1 and no = $2", [visit, no]) is None:
        raise InputError("There is no visit number {number} to this indicator.", number=visit)
    return visit
