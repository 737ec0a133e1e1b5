"""Recording party control's visits: what was seen on the spot, of which indicator or measure, and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tracker import clock
from tracker.access import Actor, require
from tracker.errors import InputError
from tracker.record.acting import acting_as
from tracker.record.entering import already, text
from tracker.record.evidence import About, KeptFile, append_evidence
from tracker.record.place import indicator_numbers, place_of
from tracker.record.review import ReviewedReport, append_reviews, executors_above
from tracker.store import Store
from tracker.store.connection import Writing, first_row
from tracker.store.ledger import append

FOUND = ("confirmed", "partly", "not_confirmed")


@dataclass(frozen=True, slots=True)
class NewVisit:
    """A visit to what an indicator (full id) or one of its measures counts, on a day not later than today.

    ``photographs`` are links, ``files`` what was kept of those taken on the spot. ``verdict`` also
    gives the observed report this verdict, resting on the visit. ``said_at`` (naive UTC) is for history and needs an
    administrator.
    """

    indicator: str
    visited_on: date
    place: str
    found: str
    words: str | None = None
    measure: str | None = None
    photographs: Sequence[str] = ()
    files: Sequence[KeptFile] = ()
    report_seq: int | None = None
    verdict: str | None = None
    said_at: datetime | None = None


def record_visit(
    store: Store,
    actor: Actor,
    visit: NewVisit,
    *,
    now: datetime,
    key: str | None = None,
    origin: str = "entered",
) -> int:
    """Append a visit, and the verdict it gives if it gives one; returns the visit's number. A repeated ``key``
    counts once.

    Raises InputError (unknown indicator, measure or report, a day to come, no place, nothing said of what did not
    hold), AccessRefused for anybody but party control of the place.
    """
    if visit.said_at is not None:
        require(actor, "import_history")
    said_at = visit.said_at or now
    _check(visit, clock.day_of(said_at))
    with store.writing() as writing:
        no = indicator_numbers(writing, {visit.indicator})[visit.indicator]
        actor = acting_as(
            store, writing, actor, "visit", place_of(writing, no, said_at), now=now, what=visit.indicator
        )
        held = already(writing, "visit", key)
        if held is not None:
            return held
        known_measure(writing, visit.indicator, no, visit.measure)
        report = _report(writing, no, visit.report_seq)
        if visit.verdict is not None and report is None:
            raise InputError("There is no report that this visit could confirm or dispute.")
        about = About(visit.indicator, measure=visit.measure)
        append_evidence(writing, actor, no, about, visit.files, now=now, origin=origin)
        taken = [*visit.photographs, *(file.shown_sha256 for file in visit.files)]
        office = actor.office
        conflict = office is not None and office in executors_above(writing, {no}).get(no, ())
        act = {"recorded_at": [now], "actor": [actor.name], "on_behalf_of": [actor.on_behalf_of]}
        [seq] = append(
            writing,
            "visit",
            act
            | {
                "key": [key],
                "no": [no],
                "measure": [visit.measure],
                "visited_on": [visit.visited_on],
                "place": [visit.place.strip()],
                "found": [visit.found],
                "words": [text(visit.words)],
                "photographs": [lines(taken)],
                "report_seq": [report.seq if report else None],
                "visitor": [actor.name],
                "conflict": [conflict],
                "said_at": [said_at],
                "origin": [origin],
            },
        )
        if visit.verdict is not None and report is not None:
            reason = text(visit.words) or visit.place.strip()
            append_reviews(
                writing,
                actor,
                [(report, visit.verdict, reason, actor.name, said_at)],
                now=now,
                origin=origin,
            )
            cite(writing, act, [(writing.head, seq)], origin)
        return seq


def cite(writing: Writing, act: dict, pairs: Sequence[tuple[int, int]], origin: str) -> None:
    """Append which reviews (first numbers) rest on which visits (second numbers)."""
    count = len(pairs)
    append(
        writing,
        "review_visit",
        {name: values * count for name, values in act.items()}
        | {
            "key": [None] * count,
            "review_seq": [review for review, _ in pairs],
            "visit_seq": [visit for _, visit in pairs],
            "origin": [origin] * count,
        },
    )


def known_measure(writing: Writing, indicator: str, no: int, measure: str | None) -> None:
    """Raise InputError unless the indicator has the measure (None: no measure is meant)."""
    if measure is None:
        return
    sql = (
        "select 1 from store.measure m join (from loads_at($head::bigint)) l on l.load = m.load "
        "where m.no = $no and m.measure = $measure"
    )
    if first_row(writing.cursor, sql, {"head": writing.head, "no": no, "measure": measure}) is None:
        raise InputError(
            "The indicator {indicator} has no measure {measure}.", indicator=indicator, measure=measure
        )


def lines(given: Sequence[str]) -> str | None:
    """Links and hashes as they are kept, one a line. Raises InputError where one is too long."""
    return text("\n".join(one.strip() for one in given if one.strip()))


def _check(visit: NewVisit, today: date) -> None:
    if visit.found not in FOUND:
        raise InputError("{found} is nothing a visit can find: choose from the list.", found=visit.found)
    if visit.visited_on > today:
        raise InputError(
            "The day {day} has not come yet: a visit is recorded once it was made.",
            day=visit.visited_on.isoformat(),
        )
    if not visit.place.strip():
        raise InputError("Say where you were: the settlement, the street or the object.")
    if visit.found != "confirmed" and not (visit.words or "").strip():
        raise InputError("Say what you found: without words nobody can answer what was not confirmed.")


def _report(writing: Writing, no: int, seq: int | None) -> ReviewedReport | None:
    if seq is None:
        return None
    row = first_row(
        writing.cursor,
        "select seq, no, period_end, value, reported_at, author from store.report where seq = $1 and no = $2",
        [seq, no],
    )
    if row is None:
        raise InputError("There is no report number {number}.", number=seq)
    return ReviewedReport(*row)
