"""Recording reports of progress on indicators: appended, never changed; a correction is a later report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from tracker.access import Actor, permits, require
from tracker.record.acting import acting_on_all
from tracker.record.entering import already
from tracker.record.new_report import NewReport, NewReports
from tracker.record.place import numbers_of, places_of
from tracker.record.review import ReviewedReport, append_reviews
from tracker.store import Store
from tracker.store.connection import Writing
from tracker.store.ledger import append


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
    told = NewReports.of(reports)
    if told.bring_history:
        require(actor, "import_history")
    with store.writing() as writing:
        ids = told.indicators()
        numbers = numbers_of(writing, ids)
        places = (None,)  # anywhere, and an import may speak of thousands
        if actor.role != "administrator":
            places = tuple(places_of(writing, numbers.to_pylist(), now).values())
        what = f"{len(told)} of {pc.min(ids).as_py() or ''}"
        actor = acting_on_all(store, writing, actor, "report", places, now=now, what=what)
        if already(writing, "report", key) is not None:
            return Recorded(0, len(told), writing.head)
        arriving = _arriving(told, told.numbered(ids, numbers), actor, now)
        words = _held_words(writing, arriving)
        known = _known(arriving, words)
        again = _again(arriving, words)
        if known:
            new = pc.invert(pc.is_in(arriving["n"], pa.array(sorted(known), pa.int64())))
            arriving, again = arriving.filter(new), again.filter(new.combine_chunks())
        count = arriving.num_rows
        if not count:
            return Recorded(0, len(told), writing.head)
        sequence = append(
            writing,
            "report",
            {
                **{
                    name: pa.repeat(pa.scalar(value, kind), count)
                    for name, value, kind in (
                        ("recorded_at", now, pa.timestamp("us")),
                        ("actor", actor.name, pa.string()),
                        ("on_behalf_of", actor.on_behalf_of, pa.string()),
                        ("key", key, pa.string()),
                    )
                },
                **{name: arriving[name].combine_chunks() for name in _RECORDED},
                "origin": pa.repeat(pa.scalar(origin, pa.string()), count),
                "again": again,
            },
        )
        _review(writing, actor, arriving, sequence, now, origin)
        return Recorded(count, len(told) - count, writing.head)


def may_report(store: Store, actor: Actor, indicators: pa.Array | Iterable[str], now: datetime) -> bool:
    """Whether the actor may report on every one of the indicators (full ids, all held)."""
    if actor.role == "administrator":
        return True
    with store.cursor() as cursor:
        reading = Writing(cursor, store.head(), "")
        ids = indicators if isinstance(indicators, pa.Array) else pa.array(sorted(indicators), pa.string())
        numbers = numbers_of(reading, ids).to_pylist()
        return all(permits(actor, "report", one) for one in places_of(reading, numbers, now).values())


_RECORDED = ("no", "period_start", "period_end", "value", "reported_at", "author", "evidence", "note")


def _arriving(told: NewReports, numbers: pa.Array, actor: Actor, now: datetime) -> pa.Table:
    """The reports in the order they were made, with ``n`` for their place in it and who speaks when."""
    own = told.column("reported_at")
    arriving = told.table.drop_columns(["indicator", "reported_at", "author"])
    for name, cells in (
        ("no", numbers),
        ("own_date", pc.is_valid(own)),
        ("reported_at", pc.fill_null(own, pa.scalar(now, pa.timestamp("us")))),
        ("author", pc.fill_null(told.column("author"), actor.name)),
    ):
        arriving = arriving.append_column(name, cells)
    places = pa.arange(0, len(told))
    if own.null_count < len(told):
        order = pc.sort_indices(
            arriving.append_column("n", places), [("reported_at", "ascending"), ("n", "ascending")]
        )
        arriving = arriving.take(order)
    return arriving.append_column("n", places)


@dataclass(frozen=True, slots=True)
class _Word:
    """What the ledger holds on a period, as far as another word is compared with it."""

    value: float
    reported_at: datetime
    author: str
    evidence: str | None
    note: str | None
    seq: int = 0


_HELD = """
select a.n, r.value, r.reported_at, r.author, r.evidence, r.note, r.seq
from {arriving} a join store.report r on r.no = a.no and r.period_end = a.period_end
"""
_FEW = 100  # rows up to which a relation of their own costs more than it gives
_AS_VALUES = """
(select unnest($n::bigint[]) as n, unnest($no::integer[]) as no, unnest($period_end::date[]) as period_end)"""


def _held_words(writing: Writing, arriving: pa.Table) -> dict[int, list[_Word]]:
    """What the ledger holds on the very periods that the arriving rows speak of, by their places."""
    places = arriving.select(["n", "no", "period_end"])
    if places.num_rows <= _FEW:
        found = writing.cursor.execute(_HELD.format(arriving=_AS_VALUES), places.to_pydict()).fetchall()
    else:
        writing.cursor.register("arriving", places)
        try:
            found = writing.cursor.execute(_HELD.format(arriving="arriving")).fetchall()
        finally:
            writing.cursor.unregister("arriving")
    held: dict[int, list[_Word]] = {}
    for n, *word in found:
        held.setdefault(n, []).append(_Word(*word))
    return held


def _known(arriving: pa.Table, words: dict[int, list[_Word]]) -> set[int]:
    """The places of the rows that say nothing new.

    A report made now is new if it says something else than the newest word on its period; one brought from elsewhere
    is new unless the very same one (its instant and author too) is held. Evidence and notes left out say nothing.
    """
    if not words:
        return set()
    compared = ("value", "reported_at", "author", "evidence", "note")
    said = list(zip(*(arriving[name].to_pylist() for name in compared), strict=True))
    own_date = arriving["own_date"].to_pylist()
    known = set()
    for n, held in words.items():
        told = _Word(*said[n])
        if own_date[n]:
            nothing_new = any(_same(told, word) for word in held)
        else:
            nothing_new = _nothing_new(told, max(held, key=_order))
        if nothing_new:
            known.add(n)
    return known


def _again(arriving: pa.Table, words: dict[int, list[_Word]]) -> pa.Array:
    """Whether each row's period had a word already, held or before it among the rows."""
    places = arriving.select(["no", "period_end"])
    count = places.num_rows
    if count > _FEW and places.group_by(places.column_names).aggregate([]).num_rows == count:
        again = pa.array(sorted(words), pa.int64())
        return pc.is_in(arriving["n"].combine_chunks(), again)
    spoken: set[tuple] = set()
    again = []
    for n, place in enumerate(zip(*(places[name].to_pylist() for name in places.column_names), strict=True)):
        again.append(n in words or place in spoken)
        spoken.add(place)
    return pa.array(again, pa.bool_())


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


_REVIEWED = ("no", "period_end", "value", "reported_at", "author")
_VERDICT = ("verdict", "reason", "reviewer", "reviewed_at")


def _review(
    writing: Writing, actor: Actor, arriving: pa.Table, sequence: range, now: datetime, origin: str
) -> None:
    if arriving["verdict"].null_count == arriving.num_rows:
        return
    judged = arriving.append_column("seq", pa.arange(sequence.start, sequence.stop))
    judged = judged.filter(pc.is_valid(judged["verdict"]))
    rows = zip(*(judged[name].to_pylist() for name in ("seq", *_REVIEWED, *_VERDICT)), strict=True)
    append_reviews(
        writing,
        actor,
        [
            (ReviewedReport(*report), verdict, reason, reviewer or actor.name, reviewed_at or now)
            for *report, verdict, reason, reviewer, reviewed_at in rows
        ],
        now=now,
        origin=origin,
    )
