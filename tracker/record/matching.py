"""How a branch's own table is read: its columns and titles, matched once by a person and remembered."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tracker.access import Actor
from tracker.record.acting import acting_as
from tracker.record.place import place_in
from tracker.store import Store
from tracker.store.connection import first_row
from tracker.store.ledger import append


@dataclass(frozen=True, slots=True)
class Matching:
    """``columns`` gives each role (title, value, note, evidence) its heading, ``titles`` each title as it stands in the
    table the full id of its indicator; an empty id means: this row is none of ours.
    """

    columns: Mapping[str, str]
    titles: Mapping[str, str]


def remember_matching(
    store: Store, actor: Actor, territory: str, headings: Sequence[str], matching: Matching, *, now: datetime
) -> bool:
    """Remember how tables with these headings are read; returns whether that was new.

    Raises AccessRefused where the actor may not report: a branch within its territory, a seat in its own.
    """
    with store.writing() as writing:
        place = place_in(writing, territory)
        own = actor.seat if actor.territory in place.territories else None
        what = f"how tables of {territory} are read"
        actor = acting_as(store, writing, actor, "report", replace(place, owner=own), now=now, what=what)
        known = remembered_matching(store, territory, headings)
        titles = {**(known.titles if known else {}), **matching.titles}
        if (
            known is not None
            and dict(known.columns) == dict(matching.columns)
            and dict(known.titles) == titles
        ):
            return False
        row = {
            "recorded_at": now,
            "actor": actor.name,
            "on_behalf_of": actor.on_behalf_of,
            "key": None,
            "territory": territory,
            "headings": _signature(headings),
            "columns": json.dumps(dict(matching.columns), ensure_ascii=False, sort_keys=True),
            "titles": json.dumps(titles, ensure_ascii=False, sort_keys=True),
            "origin": "entered",
        }
        append(writing, "matching", {name: [value] for name, value in row.items()})
    return True


def remembered_matching(store: Store, territory: str, headings: Sequence[str]) -> Matching | None:
    """How a table with these headings (in any order) was read last, None for one never seen in this territory."""
    with store.cursor() as cursor:
        row = first_row(
            cursor,
            "select columns, titles from store.matching where territory = $1 and headings = $2 "
            "order by seq desc limit 1",
            [territory, _signature(headings)],
        )
    return Matching(json.loads(row[0]), json.loads(row[1])) if row else None


def _signature(headings: Sequence[str]) -> str:
    return "\n".join(
        sorted({" ".join(heading.casefold().split()) for heading in headings if heading.strip()})
    )
