"""Every territory with those above it, kept as a table: only a load of programs or territories changes the tree."""

from __future__ import annotations

from tracker.assess.keeping import kept
from tracker.store import Store
from tracker.store.loads import newest_load

_MAKE = "create or replace table memory.main.{name} as from territories_above($head::bigint)"


def above(store: Store, head: int) -> str:
    """A relation of pairs as of a ledger head: ``code`` and ``above``, itself among those above it."""
    load = newest_load(store, head)
    name = f"territories_{load}"

    def make() -> None:
        with store.cursor() as cursor:
            cursor.execute(_MAKE.format(name=name), {"head": load})

    return f"memory.main.{kept(store, ('territories', load), name, head, make).name}"
