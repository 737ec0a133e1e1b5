"""Changing who may come in: one transaction, after which nobody is answered by what was known before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from weakref import WeakKeyDictionary

from tracker.store import Store
from tracker.store.connection import Writing

_changes: WeakKeyDictionary[Store, int] = WeakKeyDictionary()


@contextmanager
def changing(store: Store) -> Iterator[Writing]:
    """A transaction on accounts, roles or sessions; what was kept of them in memory is dropped when it is over."""
    try:
        with store.writing() as writing:
            yield writing
    finally:
        _changes[store] = _changes.get(store, 0) + 1


def changes(store: Store) -> int:
    """How often something was changed: part of the key of everything kept in memory."""
    return _changes.get(store, 0)
