"""Handing out a branch's workbook: what is owed now, the note in the ledger that it was made, the file.

Asks for itself who may take it: whoever may report there.
"""

from __future__ import annotations

from datetime import datetime

from tracker import clock
from tracker.access import Actor, require
from tracker.access.permission import Place
from tracker.documents.branch_workbook import Made, branch_workbook
from tracker.errors import InputError
from tracker.queries.ask import Ask, Scope
from tracker.queries.directory import executors, territories
from tracker.queries.owed import owed
from tracker.store import Store
from tracker.text import pick


def hand_out(
    store: Store,
    actor: Actor,
    territory: str,
    *,
    record,
    executor: str | None = None,
    language: str,
    now: datetime,
) -> tuple[bytes, int]:
    """The workbook of a branch, or of one executor of it, and how many rows it holds.

    ``record`` notes in the ledger that it was handed out (:func:`tracker.record.workbook.record_workbook`). Raises
    InputError for an unknown territory or executor, AccessRefused.
    """
    ask = Ask(clock.day_of(now))
    listed = {one.code: one for one in territories(store, actor, ask)}
    if territory not in listed:
        raise InputError("There is no territory “{territory}”.", territory=territory)
    above, place = [], listed.get(territory)
    while place is not None:
        above.append(place.code)
        place = listed.get(place.parent) if place.parent else None
    require(actor, "report", Place(tuple(above), owner=actor.seat))
    named = {one.executor: one for one in executors(store, actor, ask)}
    if executor and executor not in named:
        raise InputError("There is no executor “{executor}”.", executor=executor)
    seat = actor.seat if actor.powers == "council_seat" else None
    scope = Scope(
        territory=None if seat else territory, own=not seat, seat=seat, executor=executor, begun=True
    )
    found = owed(store, actor, ask, scope)
    workbook, head = record(store, actor, territory, executor, language, len(found), now=now)
    made = Made(
        workbook, territory, pick(listed[territory].title, language), executor,
        pick(named[executor].title, language) if executor else None, head, now,
    )  # fmt: skip
    return branch_workbook(made, found, language), len(found)
