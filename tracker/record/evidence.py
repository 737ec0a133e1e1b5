"""Recording evidence: which kept file belongs to which indicator, report or measure; appended, never taken away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from tracker.access import Actor
from tracker.errors import InputError
from tracker.record.acting import acting_as
from tracker.record.place import indicator_numbers, place_of
from tracker.store import Store
from tracker.store.connection import Writing, first_row
from tracker.store.ledger import append


class KeptFile(Protocol):
    """What :func:`tracker.evidence.keep` gives."""

    sha256: str
    shown_sha256: str
    kind: str
    bytes: int
    name: str | None
    taken_at: datetime | None
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class About:
    """What files speak of: an indicator (full id), and of it a report (its ledger number) or a measure."""

    indicator: str
    report_seq: int | None = None
    measure: str | None = None
    period_end: date | None = None


def record_evidence(
    store: Store,
    actor: Actor,
    about: About,
    files: Sequence[KeptFile],
    *,
    now: datetime,
    origin: str = "entered",
) -> int:
    """Append what files show; one that is there already for the same is left out. Returns how many were added.

    Raises InputError for an unknown indicator or report, AccessRefused where the actor may not.
    """
    with store.writing() as writing:
        no = indicator_numbers(writing, {about.indicator})[about.indicator]
        place = place_of(writing, no, now)
        actor = acting_as(store, writing, actor, "attach_evidence", place, now=now, what=about.indicator)
        if about.report_seq is not None:
            found = first_row(
                writing.cursor, "select no from store.report where seq = $1 union all "
                "select no from store.measure_report where seq = $1", [about.report_seq],
            )  # fmt: skip
            if found is None or found[0] != no:
                raise InputError("There is no report number {number}.", number=about.report_seq)
        return append_evidence(writing, actor, no, about, files, now=now, origin=origin)


def append_evidence(
    writing: Writing,
    actor: Actor,
    no: int,
    about: About,
    files: Sequence[KeptFile],
    *,
    now: datetime,
    origin: str,
) -> int:
    """Append files for the indicator of a number within a transaction whose actor was asked already; those that are
    there for the same are left out. Returns how many were added.
    """
    held = {
        row[0]
        for row in writing.cursor.execute(
            "select sha256 from store.evidence where no = $1 and report_seq is not distinct from $2 "
            "and measure is not distinct from $3",
            [no, about.report_seq, about.measure],
        ).fetchall()
    }
    fresh = list({file.sha256: file for file in files if file.sha256 not in held}.values())
    count = len(fresh)
    if count:
        append(
            writing,
            "evidence",
            {
                "recorded_at": [now] * count,
                "actor": [actor.name] * count,
                "on_behalf_of": [actor.on_behalf_of] * count,
                "key": [None] * count,
                "no": [no] * count,
                "report_seq": [about.report_seq] * count,
                "measure": [about.measure] * count,
                "period_end": [about.period_end] * count,
                "sha256": [file.sha256 for file in fresh],
                "shown_sha256": [file.shown_sha256 for file in fresh],
                "kind": [file.kind for file in fresh],
                "bytes": [file.bytes for file in fresh],
                "name": [file.name for file in fresh],
                "taken_at": [file.taken_at for file in fresh],
                "latitude": [file.latitude for file in fresh],
                "longitude": [file.longitude for file in fresh],
                "author": [actor.name] * count,
                "origin": [origin] * count,
            },
        )
    return count
