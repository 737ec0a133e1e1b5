"""Recording reports of progress on indicators: appended, never changed; a correction is a later report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

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


_HELD = """
select r.no, r.period_end, r.value, r.reported_at, r.author, r.evidence, r.note, r.seq
from store.report r
semi join (select unnest($nos::integer[]) as no, unnest($ends::date[]) as period_end) arriving
    on arriving.no = r.no and arriving.period_end = r.period_end
"""


@dataclass(frozen=True, slots=True)
class _Word:
    """What the ledger holds on a period, as far as another word is compared with it."""

    value: float
    reported_at: datetime
    author: str
    evidence: str | None
    note: str | None
    seq: int


def _fresh(writing: Writing, columns: dict[str, list]) -> tuple[list[int], list[bool]]:
    """Which rows say something new, and for each whether its period had a word already.

    A report made now is new if it says something else than the newest word on its period; one brought from elsewhere
    is new unless the very same one (its instant and author too) is held. Evidence and notes left out say nothing.
    """
    places = list(zip(columns["no"], columns["period_end"], strict=True))
    values = {"nos": columns["no"], "ends": columns["period_end"]}
    held: dict[tuple, list[_Word]] = {}
    for no, period_end, *word in writing.cursor.execute(_HELD, values).fetchall():
        held.setdefault((no, period_end), []).append(_Word(*word))
    fresh, again, spoken = [], [], set()
    for n, place in enumerate(places):
        words = held.get(place, [])
        said = _Word(
            *(columns[name][n] for name in ("value", "reported_at", "author", "evidence", "note")), 0
        )
        known = _same if columns["own_date"][n] else _nothing_new
        compared = words if columns["own_date"][n] else words and [max(words, key=_order)]
        if any(known(said, word) for word in compared):
            continue
        fresh.append(n)
        again.append(bool(words) or place in spoken)
        spoken.add(place)
    return fresh, again


def _order(word: _Word) -> tuple[datetime, int]:
    return word.reported_at, word.seq


def _same(said: _Word, word: _Word) -> bool:
    return (
        (said.value, said.reported_at, said.author) == (word.value, word.reported_at, word.author)
        and said.evidence in (None, word.evidence)
        and said.note in (None, word.note)
    )


def _nothing_new(said: _Word, word: _Word) -> bool:
    return (
        said.value == word.value
        and said.evidence in (None, word.evidence or "")
        and said.note in (None, word.note or "")
    )


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
