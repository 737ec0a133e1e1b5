"""Recording reports of progress on indicators: appended, never changed; a correction is a later report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from tracker.access import Actor, permits, require
from tracker.periods import Period
from tracker.record.acting import acting_on_all
from tracker.record.entering import already
from tracker.record.place import indicator_numbers, places_of
from tracker.record.review import ReviewedReport, append_reviews
from tracker.store import Store
from tracker.store.connection import Writing
from tracker.store.ledger import append


@dataclass(frozen=True, slots=True)
class NewReport:
    """One value of one indicator (full id) for one period.

    ``reported_at`` (naive UTC), ``author`` and the review's fields are for history brought from elsewhere and need
    an administrator; without them the actor reports now.
    """

    indicator: str
    period: Period
    value: float
    evidence: str | None = None
    note: str | None = None
    reported_at: datetime | None = None
    author: str | None = None
    verdict: str | None = None
    reviewed_at: datetime | None = None
    reviewer: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded: rows added, rows that said nothing new, and the ledger head after it."""

    added: int
    unchanged: int
    head: int


def record_reports(
    store: Store,
    actor: Actor,
    reports: Sequence[NewReport],
    *,
    now: datetime,
    key: str | None = None,
    origin: str = "entered",
) -> Recorded:
    """Append reports, in the order they were made; what is already held word for word is left out.

    ``key`` makes a repeated sending count once. Raises InputError for an unknown indicator, AccessRefused where
    the actor may not report.
    """
    if any(r.reported_at or r.author or r.verdict for r in reports):
        require(actor, "import_history")
    with store.writing() as writing:
        numbers = indicator_numbers(writing, {r.indicator for r in reports})
        places = (None,)  # anywhere, and an import may speak of thousands
        if actor.role != "administrator":
            places = tuple(places_of(writing, numbers.values(), now).values())
        what = f"{len(reports)} of {min(numbers, default='')}"
        actor = acting_on_all(store, writing, actor, "report", places, now=now, what=what)
        if already(writing, "report", key) is not None:
            return Recorded(0, len(reports), writing.head)
        arriving = sorted(
            ((r.reported_at or now, n, r) for n, r in enumerate(reports)), key=lambda item: (item[0], item[1])
        )
        columns = _columns(arriving, numbers, actor, now, origin)
        fresh, again = _fresh(writing, columns)
        if not fresh:
            return Recorded(0, len(reports), writing.head)
        kept = {name: [values[n] for n in fresh] for name, values in columns.items() if name != "own_date"}
        sequence = append(
            writing,
            "report",
            {
                "recorded_at": [now] * len(fresh),
                "actor": [actor.name] * len(fresh),
                "on_behalf_of": [actor.on_behalf_of] * len(fresh),
                "key": [key] * len(fresh),
                **kept,
                "again": again,
            },
        )
        _review(writing, actor, [arriving[n][2] for n in fresh], sequence, kept, now, origin)
        return Recorded(len(fresh), len(reports) - len(fresh), writing.head)


def may_report(store: Store, actor: Actor, indicators: set[str], now: datetime) -> bool:
    """Whether the actor may report on every one of the indicators (full ids, all held)."""
    if actor.role == "administrator":
        return True
    with store.cursor() as cursor:
        reading = Writing(cursor, store.head(), "")
        numbers = indicator_numbers(reading, indicators)
        return all(
            permits(actor, "report", one) for one in places_of(reading, numbers.values(), now).values()
        )


def _columns(arriving, numbers: dict[str, int], actor: Actor, now: datetime, origin: str) -> dict[str, list]:
    reports = [item[2] for item in arriving]
    return {
        "no": [numbers[r.indicator] for r in reports],
        "period_start": [r.period.start for r in reports],
        "period_end": [r.period.end for r in reports],
        "value": [float(r.value) for r in reports],
        "reported_at": [item[0] for item in arriving],
        "author": [r.author or actor.name for r in reports],
        "evidence": [r.evidence for r in reports],
        "note": [r.note for r in reports],
        "origin": [origin] * len(reports),
        "own_date": [r.reported_at is not None for r in reports],
    }


_FRESH = """
with new as (select *, row_number() over () - 1 as n from arriving),
held as (
    select r.no, r.period_end, r.value, r.reported_at, r.author, r.evidence, r.note, r.seq
    from store.report r semi join new on new.no = r.no and new.period_end = r.period_end
),
newest as (
    select no, period_end,
           unnest(arg_max({'value': value, 'evidence': evidence, 'note': note}, (reported_at, seq)))
    from held group by no, period_end
),
kept as (
    select new.n, new.no, new.period_end from new
    left join newest w on w.no = new.no and w.period_end = new.period_end
    where case when new.own_date
        then not exists (from held h where h.no = new.no and h.period_end = new.period_end and h.value = new.value
                         and h.reported_at = new.reported_at and h.author = new.author
                         and (new.evidence is null or new.evidence is not distinct from h.evidence)
                         and (new.note is null or new.note is not distinct from h.note))
        else w.no is null or w.value <> new.value
             or coalesce(new.evidence, w.evidence, '') <> coalesce(w.evidence, '')
             or coalesce(new.note, w.note, '') <> coalesce(w.note, '') end
)
select k.n, row_number() over (partition by k.no, k.period_end order by k.n) > 1
         or exists (from held h where h.no = k.no and h.period_end = k.period_end)
from kept k order by k.n
"""


def _fresh(writing: Writing, columns: dict[str, list]) -> tuple[list[int], list[bool]]:
    """Which rows say something new, and for each whether its period had a word already."""
    text = {"evidence", "note", "author", "origin"}
    writing.cursor.register(
        "arriving",
        pa.table(
            {
                name: pa.array(values, pa.string()) if name in text else pa.array(values)
                for name, values in columns.items()
            }
        ),
    )
    try:
        found = writing.cursor.execute(_FRESH).fetchall()
    finally:
        writing.cursor.unregister("arriving")
    return [n for n, _ in found], [again for _, again in found]


def _review(writing, actor, reports, sequence, kept, now, origin) -> None:
    append_reviews(
        writing,
        actor,
        [
            (
                ReviewedReport(
                    sequence[n],
                    kept["no"][n],
                    kept["period_end"][n],
                    kept["value"][n],
                    kept["reported_at"][n],
                    kept["author"][n],
                ),
                report.verdict,
                report.reason,
                report.reviewer or actor.name,
                report.reviewed_at or now,
            )
            for n, report in enumerate(reports)
            if report.verdict
        ],
        now=now,
        origin=origin,
    )
