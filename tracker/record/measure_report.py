"""Recording reports on measures: the state and, for a building, the stage; appended, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pyarrow as pa

from tracker.access import Actor, require
from tracker.errors import InputError
from tracker.periods import Period
from tracker.record.acting import acting_on_all
from tracker.record.place import indicator_numbers, places_of
from tracker.record.report import Recorded
from tracker.store import Store
from tracker.store.connection import Writing
from tracker.store.ledger import append

STATES = ("not_started", "under_way", "accepted", "done")
STAGES = ("papers", "site", "foundation", "frame", "networks", "finishing", "accepted", "in_use")


@dataclass(frozen=True, slots=True)
class NewMeasureReport:
    """The state of one measure of one indicator (full id) for one period; dates and author as in NewReport."""

    indicator: str
    measure: str
    period: Period
    state: str
    stage: str | None = None
    accepted_on: date | None = None
    in_use_on: date | None = None
    evidence: str | None = None
    note: str | None = None
    reported_at: datetime | None = None
    author: str | None = None


def record_measure_reports(
    store: Store,
    actor: Actor,
    reports: Sequence[NewMeasureReport],
    *,
    now: datetime,
    key: str | None = None,
    origin: str = "entered",
) -> Recorded:
    """Append reports on measures; what is already held word for word is left out.

    Raises InputError for an unknown indicator, measure, state or stage, AccessRefused where the actor may not.
    """
    if any(r.reported_at or r.author for r in reports):
        require(actor, "import_history")
    with store.writing() as writing:
        numbers = indicator_numbers(writing, {r.indicator for r in reports})
        _check(writing, reports, numbers)
        places = (None,)  # anywhere, and an import may speak of thousands
        if actor.role != "administrator":
            places = tuple(places_of(writing, numbers.values(), now).values())
        what = f"{len(reports)} of {min(numbers, default='')}"
        actor = acting_on_all(store, writing, actor, "report", places, now=now, what=what)
        held = _held(writing, numbers)
        fresh = []
        for report in sorted(reports, key=lambda r: r.reported_at or now):
            line = _line(report, numbers, actor, now)
            place = (line["no"], line["measure"], line["period_end"])
            words = held.setdefault(place, [])
            said = _said(line)
            if said in words if report.reported_at else words and words[-1][2:] == said[2:]:
                continue
            words.append(said)
            fresh.append(line)
        if fresh:
            columns = {name: [line[name] for line in fresh] for name in fresh[0]}
            append(
                writing,
                "measure_report",
                {
                    "recorded_at": [now] * len(fresh),
                    "actor": [actor.name] * len(fresh),
                    "on_behalf_of": [actor.on_behalf_of] * len(fresh),
                    "key": [key] * len(fresh),
                    **columns,
                    "origin": [origin] * len(fresh),
                },
            )
        return Recorded(len(fresh), len(reports) - len(fresh), writing.head)


def _line(report: NewMeasureReport, numbers: dict[str, int], actor: Actor, now: datetime) -> dict:
    return {
        "no": numbers[report.indicator],
        "measure": report.measure,
        "period_start": report.period.start,
        "period_end": report.period.end,
        "state": report.state,
        "stage": report.stage,
        "accepted_on": report.accepted_on,
        "in_use_on": report.in_use_on,
        "reported_at": report.reported_at or now,
        "author": report.author or actor.name,
        "evidence": report.evidence,
        "note": report.note,
    }


def _said(line: dict) -> tuple:
    told = ("reported_at", "author", "state", "stage", "accepted_on", "in_use_on", "evidence", "note")
    return tuple(line[name] for name in told)


def _held(writing: Writing, numbers: dict[str, int]) -> dict[tuple, list[tuple]]:
    writing.cursor.register("wanted", pa.table({"no": pa.array(sorted(numbers.values()), pa.int32())}))
    try:
        found = writing.cursor.execute(
            "select no, measure, period_end, reported_at, author, state, stage, accepted_on, in_use_on, evidence, note "
            "from store.measure_report semi join wanted using (no) order by reported_at, seq"
        ).fetchall()
    finally:
        writing.cursor.unregister("wanted")
    held: dict[tuple, list[tuple]] = {}
    for row in found:
        held.setdefault(row[:3], []).append(row[3:])
    return held


def _check(writing: Writing, reports: Sequence[NewMeasureReport], numbers: dict[str, int]) -> None:
    found = writing.cursor.execute(
        "select m.no, m.measure from store.measure m join (from loads_at($head::bigint)) l on l.load = m.load",
        {"head": writing.head},
    ).fetchall()
    known = set(found)
    for report in reports:
        if (numbers[report.indicator], report.measure) not in known:
            raise InputError(
                "The indicator {indicator} has no measure {measure}.",
                indicator=report.indicator,
                measure=report.measure,
            )
        if report.state not in STATES:
            raise InputError("{state} is no state of a measure.", state=report.state)
        if report.stage is not None and report.stage not in STAGES:
            raise InputError("{stage} is no stage of a measure.", stage=report.stage)
