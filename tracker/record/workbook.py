"""Workbooks handed out, and what came back in conflict with the ledger: appended, decided by the branch, never lost."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker.access import Actor
from tracker.errors import InputError
from tracker.record.acting import acting_as, acting_on_all, asked_first
from tracker.record.place import place_in, place_of, places_of
from tracker.store import Store
from tracker.store.connection import Writing, first_row
from tracker.store.ledger import append

DECISIONS = ("kept", "taken")


@dataclass(frozen=True, slots=True)
class NewConflict:
    """A returned cell that says something else than the report ``held_seq``, which came in after the workbook was made.

    ``no`` is the indicator's number in the ledger.
    """

    no: int
    period_start: date
    period_end: date
    value: float
    evidence: str | None
    note: str | None
    held_seq: int


def record_workbook(
    store: Store,
    actor: Actor,
    territory: str,
    executor: str | None,
    language: str,
    lines: int,
    *,
    now: datetime,
) -> tuple[str, int]:
    """Note that a workbook is handed out; returns its id and the ledger head it is made at.

    Raises AccessRefused for anybody who reports nothing in the territory.
    """
    workbook = secrets.token_hex(6)
    with store.writing() as writing:
        place = replace(place_in(writing, territory), owner=actor.seat)
        asked_first(store, actor, "report", place, now=now, what=f"workbook of {territory}")
        head = writing.head
        _append(
            writing, "workbook", actor, now, None, workbook=workbook, territory=territory, executor=executor,
            language=language, head=head, lines=lines,
        )  # fmt: skip
    return workbook, head


def known_workbook(store: Store, workbook: str) -> tuple[str, int] | None:
    """The territory and head a workbook was made for, None for one that this ledger never handed out."""
    with store.cursor() as cursor:
        return first_row(cursor, "select territory, head from store.workbook where workbook = $1", [workbook])


_OUTSIDE = """
select distinct i.no from store.indicator i
join loads_at($head::bigint) l on l.kind = 'program' and l.load = i.load
join store.program p on p.load = i.load
join store.workbook w on w.workbook = $workbook
where list_contains($nos::integer[], i.no)
  and (p.territory <> w.territory or (w.executor is not null and i.executor is distinct from w.executor))
"""


def rows_outside(store: Store, workbook: str, nos: Collection[int]) -> set[int]:
    """Those of the indicators' numbers that are none of the workbook's branch, or of its executor where it has one."""
    with store.cursor() as cursor:
        values = {"head": store.head(), "workbook": workbook, "nos": sorted(nos)}
        return {no for (no,) in cursor.execute(_OUTSIDE, values).fetchall()}


def record_conflicts(
    store: Store, actor: Actor, workbook: str, conflicts: Sequence[NewConflict], *, now: datetime
) -> int:
    """Keep conflicts for both sides to see; one that stands open already is not repeated. Returns how many are new."""
    with store.writing() as writing:
        numbers = {one.no for one in conflicts}
        places = places_of(writing, numbers, now).values()
        what = f"differences of workbook {workbook}"
        actor = acting_on_all(store, writing, actor, "report", places, now=now, what=what)
        added = 0
        for one in conflicts:
            held = first_row(
                writing.cursor,
                "select 1 from store.workbook_conflict where workbook = $1 and no = $2 and period_end = $3 "
                "and value = $4 and held_seq = $5 limit 1",
                [workbook, one.no, one.period_end, one.value, one.held_seq],
            )
            if held is None:
                _append_conflict(writing, actor, workbook, one, "open", now)
                added += 1
        return added


def decide_conflict(store: Store, actor: Actor, seq: int, decision: str, *, now: datetime) -> NewConflict:
    """Close the open conflict with a ledger number: ``kept`` what is held, or ``taken`` what the workbook says.

    What is taken is reported by whoever asks, as a report of its own. Raises InputError for one that is not open.
    """
    if decision not in DECISIONS:
        raise InputError(
            "{decision} is no decision: the held value is kept, or the workbook's taken.", decision=decision
        )
    with store.writing() as writing:
        row = first_row(
            writing.cursor,
            "select workbook, no, period_start, period_end, value, evidence, note, held_seq "
            "from store.workbook_conflict where seq = $1 and state = 'open'",
            [seq],
        )
        if row is None:
            raise InputError("There is no open difference number {number}.", number=seq)
        workbook, one = row[0], NewConflict(*row[1:])
        what = f"difference {seq}: {decision}"
        actor = acting_as(store, writing, actor, "report", place_of(writing, one.no, now), now=now, what=what)
        if first_row(
            writing.cursor,
            "select 1 from store.workbook_conflict where state <> 'open' and workbook = $1 and no = $2 "
            "and period_end = $3 and value = $4 and held_seq = $5 limit 1",
            [workbook, one.no, one.period_end, one.value, one.held_seq],
        ):
            raise InputError("Somebody decided this difference already.")
        _append_conflict(writing, actor, workbook, one, decision, now)
        return one


def open_conflict(store: Store, seq: int) -> tuple[str, NewConflict] | None:
    """The indicator's full id and the difference with a ledger number, None where no such one was ever open."""
    with store.cursor() as cursor:
        row = first_row(
            cursor,
            "select s.id, c.no, c.period_start, c.period_end, c.value, c.evidence, c.note, c.held_seq "
            "from store.workbook_conflict c join store.subject s on s.no = c.no where c.seq = $1 and c.state = 'open'",
            [seq],
        )
    return (row[0], NewConflict(*row[1:])) if row else None


def _append_conflict(
    writing: Writing, actor: Actor, workbook: str, one: NewConflict, state: str, now: datetime
) -> None:
    _append(
        writing, "workbook_conflict", actor, now, None, workbook=workbook, no=one.no, period_start=one.period_start,
        period_end=one.period_end, value=float(one.value), evidence=one.evidence, note=one.note, held_seq=one.held_seq,
        state=state, author=actor.name,
    )  # fmt: skip


def _append(
    writing: Writing, table: str, actor: Actor, now: datetime, key: str | None, **values: object
) -> None:
    row = {"recorded_at": now, "actor": actor.name, "on_behalf_of": actor.on_behalf_of, "key": key, **values,
           "origin": "entered"}  # fmt: skip
    append(writing, table, {name: [value] for name, value in row.items()})
