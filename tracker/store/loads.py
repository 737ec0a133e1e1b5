"""Which load was the newest at a ledger head: what only loads change is kept under it."""

from __future__ import annotations

from tracker.store.connection import Store, first_row

_NEWEST = "select max(seq) from store.load where seq <= $head::bigint"
_REMEMBERED = 64


def newest_load(store: Store, head: int) -> int:
    """Sequence of the newest load up to a head, 0 before the first."""
    found = store.loads.get(head)
    if found is None:
        with store.cursor() as cursor:
            (found,) = first_row(cursor, _NEWEST, {"head": head}) or (None,)
        found = found or 0
        if len(store.loads) >= _REMEMBERED:
            store.loads.clear()
        store.loads[head] = found
    return found
