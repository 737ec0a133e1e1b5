"""Which versions of programs, rosters and lists were in force at a head, each with its digests."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from tracker.access import Actor
from tracker.queries.ask import Ask, rows
from tracker.store import Store
from tracker.store.ledger import digest_of_rows


@dataclass(frozen=True, slots=True)
class ProgramVersion:
    """A load in force: its ledger number, the file's digest, the digest of the rows it was compiled into.

    ``rows_digest`` is what the ledger holds, ``recomputed`` the digest of the rows as they stand (None where that was
    not asked for): the two differ where somebody touched them.
    """

    kind: str
    id: str
    load: int
    sha256: str
    rows_digest: str
    recomputed: str | None


_SQL = """
select l.kind, l.id, l.seq as load, l.sha256, l.rows_digest from store.load l
semi join (from loads_at($head::bigint)) f on f.load = l.seq
order by l.kind, l.id
"""


def program_versions(
    store: Store, actor: Actor, ask: Ask, recompute: Collection[str] = ()
) -> list[ProgramVersion]:
    """Every load in force at the ask's head; the rows of the programs named in ``recompute`` are read again."""
    with store.cursor() as cursor:
        found = rows(cursor, _SQL, {"head": ask.at(store)})
        return [
            ProgramVersion(
                recomputed=digest_of_rows(cursor, row["load"])
                if row["kind"] == "program" and row["id"] in recompute
                else None,
                **row,
            )
            for row in found
        ]
