"""The files that show values are true, for those who may see the report: never for the public (roles.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tracker import clock
from tracker.access import Actor
from tracker.queries.ask import Ask, Scope, rows, seen_fully, source
from tracker.store import Store

# Where a photograph was taken is for whoever checks on the spot, and for those who sent it.
_SEE_PLACE = ("party_control", "administrator", "branch")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One kept file. ``shown_sha256`` is what an address names; ``taken_at`` naive UTC, degrees north and east."""

    indicator: str
    report_seq: int | None
    measure: str | None
    period_end: date | None
    shown_sha256: str
    kind: str
    bytes: int
    name: str | None
    taken_at: datetime | None
    latitude: float | None
    longitude: float | None
    author: str
    recorded_at: datetime


_SQL = """
select a.indicator, e.* from store.evidence e join {source} a on a.no = e.no semi join {seen} f on f.no = e.no
where {where} and e.seq <= $evidence_head and e.recorded_at < $until
order by e.seq desc
"""
_ONE = """
select case when $original then e.sha256 else e.shown_sha256 end,
    case when $original or e.kind = 'pdf' then e.kind else 'jpeg' end, e.name
from store.evidence e semi join {seen} f on f.no = e.no
where e.shown_sha256 = $digest order by e.seq limit 1
"""


def sees_originals(actor: Actor) -> bool:
    """Whether files as they were sent, with their metadata and signatures, are for this reader somewhere."""
    return any(one.role in _SEE_PLACE for one in actor.capacities)


def evidence(store: Store, actor: Actor, ask: Ask, scope: Scope) -> list[Evidence]:
    """Every file of the scope's indicators known on the day, the newest first; none for the public."""
    where, values = scope.where(ask, store)
    values |= {"evidence_head": ask.at(store), "until": clock.end_of(ask.as_of)}
    with store.cursor() as cursor:
        found = rows(
            cursor,
            _SQL.format(source=source(store, actor, ask), seen=seen_fully(store, actor, ask), where=where),
            values,
        )
    place = actor.role in _SEE_PLACE
    return [
        Evidence(
            **{name: row[name] if place or name not in ("latitude", "longitude") else None
               for name in Evidence.__slots__}
        )
        for row in found
    ]  # fmt: skip


def evidence_file(
    store: Store, actor: Actor, ask: Ask, digest: str, *, original: bool = False
) -> tuple[str, str, str | None] | None:
    """Hash, kind and name of the file an address names, None where there is none or the actor may not see its report.

    Every reader of the report has the copy without metadata (of a photograph a JPEG). The ``original``, as it was
    sent, is for those alone who may see where it was taken.
    """
    readers = [one for one in actor.capacities if one.role in _SEE_PLACE] if original else [actor]
    with store.cursor() as cursor:
        for who in readers:
            text = _ONE.format(seen=seen_fully(store, who, ask))
            found = cursor.execute(text, {"digest": digest, "original": original}).fetchall()
            if found:
                return found[0]
    return None
