"""Who holds seats on a day, read once for each seat, day and state of the rosters."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from tracker.assess.unmoved import state_of_loads, unmoved
from tracker.queries.ask import in_languages
from tracker.store import Store

_SQL = """
select seat, name_kk, name_ru, name_en from (from holders_at($as_of::date, $head::bigint))
where seat in (select unnest($seats::varchar[]))
"""

#: seat -> its holder's name in three languages, None while nobody holds it
Holders = dict[str, dict[str, str] | None]


def holders(store: Store, as_of: date, head: int, seats: Collection[str]) -> Holders:
    """The holder of every seat asked for, and of others asked for before, on a day as of a ledger head.

    Only a load changes who holds a seat; names are kept for the day asked for last, and shared by answers.
    """
    known: Holders = unmoved(store, (*state_of_loads(store, head), as_of), ("holders",), dict)
    missing = sorted(set(seats) - known.keys())
    if missing:
        with store.cursor() as cursor:
            moment = {"as_of": as_of, "head": head, "seats": missing}
            found = {seat: in_languages(*names) for seat, *names in cursor.execute(_SQL, moment).fetchall()}
        known |= dict.fromkeys(missing) | found
    return known
