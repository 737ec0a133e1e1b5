"""Where an indicator of the ledger belongs: its number, its territory, the seat that carries it."""

from __future__ import annotations

from datetime import datetime

import pyarrow as pa

from tracker import clock
from tracker.access.permission import Place
from tracker.errors import InputError
from tracker.store.connection import Writing, first_row


def indicator_numbers(writing: Writing, ids: set[str]) -> dict[str, int]:
    """The ledger's number of each indicator. Raises InputError naming the first one that is not held."""
    wanted = pa.table({"id": pa.array(sorted(ids), pa.string())})
    writing.cursor.register("wanted", wanted)
    try:
        found = dict(
            writing.cursor.execute("select id, no from store.subject join wanted using (id)").fetchall()
        )
    finally:
        writing.cursor.unregister("wanted")
    for missing in sorted(ids - found.keys()):
        raise InputError("There is no indicator {indicator}.", indicator=missing)
    return found


def place_of(writing: Writing, no: int, now: datetime) -> Place:
    """Where an indicator belongs: its territory with all above it, and the seat that carries it now."""
    territories = writing.cursor.execute(
        "select above from territories_above($head::bigint) join store.program p on p.territory = code "
        "join (from loads_at($head::bigint)) l on l.kind = 'program' and l.load = p.load "
        "join store.indicator i on i.load = p.load where i.no = $no",
        {"head": writing.head, "no": no},
    ).fetchall()
    owner = first_row(
        writing.cursor,
        "select owner from owners_on($day::date, $head::bigint) where no = $no",
        {"day": clock.day_of(now), "head": writing.head, "no": no},
    )
    return Place(tuple(t for (t,) in territories), owner[0] if owner else None)
