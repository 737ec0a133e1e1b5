"""Recording party control's verdicts on reports. Nobody confirms their own figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tracker import clock
from tracker.access import Actor, require
from tracker.errors import InputError
from tracker.record.acting import acting_as
from tracker.record.place import place_of
from tracker.store import Store
from tracker.store.connection import Writing, first_row
from tracker.store.ledger import append

VERDICTS = ("verified", "disputed")


@dataclass(frozen=True, slots=True)
class ReviewedReport:
    """The report a review speaks of; its figures are repeated in the review, since reports never change."""

    seq: int
    no: int
    period_end: date
    value: float
    reported_at: datetime
    author: str


def record_review(
    store: Store,
    actor: Actor,
    report_seq: int,
    verdict: str,
    reason: str | None,
    *,
    now: datetime,
    reviewed_at: datetime | None = None,
    origin: str = "entered",
) -> int:
    """Record a verdict (``verified`` or ``disputed``, the latter with a reason) on a report; returns the ledger head.

    A verdict by a seat or account whose office is the executor's is kept and marked a conflict of interest.
    Raises InputError (unknown report or verdict, no reason, own report), AccessRefused.
    """
    if reviewed_at is not None:
        require(actor, "import_history")
    with store.writing() as writing:
        row = first_row(
            writing.cursor,
            "select seq, no, period_end, value, reported_at, author from store.report where seq = $1",
            [report_seq],
        )
        if row is None:
            raise InputError("There is no report number {number}.", number=report_seq)
        report = ReviewedReport(*row)
        if reviewed_at is not None and reviewed_at < report.reported_at:
            raise InputError(
                "A review of {day} is older than the report it speaks of, made on {made}.",
                day=clock.day_of(reviewed_at).isoformat(),
                made=clock.day_of(report.reported_at).isoformat(),
            )
        if actor.role != "administrator":
            place = place_of(writing, report.no, now)
            actor = acting_as(store, writing, actor, "review", place, now=now, what=str(report_seq))
        append_reviews(
            writing,
            actor,
            [(report, verdict, reason, actor.name, reviewed_at or now)],
            now=now,
            origin=origin,
        )
        return writing.head


def append_reviews(
    writing: Writing,
    actor: Actor,
    reviews: Sequence[tuple[ReviewedReport, str, str | None, str, datetime]],
    *,
    now: datetime,
    origin: str,
) -> None:
    """Append verdicts: (report, verdict, reason, reviewer, reviewed at). Raises InputError for the first bad one."""
    if not reviews:
        return
    for report, verdict, reason, reviewer, _ in reviews:
        if verdict not in VERDICTS:
            raise InputError("{verdict} is no verdict: a report is verified or disputed.", verdict=verdict)
        if reviewer == report.author:
            raise InputError("{who} wrote this report, and nobody confirms their own figures.", who=reviewer)
        if verdict == "disputed" and not (reason or "").strip() and origin == "entered":
            raise InputError("A disputed report needs a reason, so that its author can answer.")
    offices = _offices(writing, {reviewer for *_, reviewer, _ in reviews})
    if actor.office:
        offices[actor.name] = actor.office
    heads = executors_above(writing, {r[0].no for r in reviews}) if any(offices.values()) else {}
    count = len(reviews)
    append(
        writing,
        "review",
        {
            "recorded_at": [now] * count,
            "actor": [actor.name] * count,
            "on_behalf_of": [actor.on_behalf_of] * count,
            "key": [None] * count,
            "report_seq": [r[0].seq for r in reviews],
            "no": [r[0].no for r in reviews],
            "period_end": [r[0].period_end for r in reviews],
            "value": [r[0].value for r in reviews],
            "reported_at": [r[0].reported_at for r in reviews],
            "verdict": [r[1] for r in reviews],
            "reason": [r[2] for r in reviews],
            "reviewer": [r[3] for r in reviews],
            "reviewed_at": [r[4] for r in reviews],
            "conflict": [offices.get(r[3]) in heads.get(r[0].no, ()) for r in reviews],
            "origin": [origin] * count,
        },
    )


def _offices(writing: Writing, reviewers: set[str]) -> dict[str, str | None]:
    """The executor whose office a reviewing seat heads, where the reviewer is a seat."""
    found = writing.cursor.execute(
        "select seat, office_of from store.seat s join (from loads_at($head::bigint)) l "
        "on l.kind = 'roster' and l.load = s.load where office_of is not null",
        {"head": writing.head},
    ).fetchall()
    return {seat: office for seat, office in found if seat in reviewers}


_ABOVE = """
with recursive listed as (
    select e.executor, e.part_of from store.executor e
    join (from loads_at($head::bigint)) l on l.kind = 'executors' and l.load = e.load
), up(no, executor) as (
    select i.no, i.executor from store.indicator i
    join (from loads_at($head::bigint)) l on l.kind = 'program' and l.load = i.load
    where i.executor is not null
    union
    select up.no, listed.part_of from up join listed on listed.executor = up.executor where listed.part_of is not null
)
select no, list(executor) from up group by no
"""


def executors_above(writing: Writing, nos: set[int]) -> dict[int, list[str]]:
    """Each indicator's executor with every body it is part of, by the indicator's number."""
    found = writing.cursor.execute(_ABOVE, {"head": writing.head}).fetchall()
    return {no: executors for no, executors in found if no in nos}
