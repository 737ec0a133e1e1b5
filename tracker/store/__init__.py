"""The store: the one place that opens DuckDB. See :mod:`tracker.store.connection`."""

from tracker.store.connection import Store, open_store

__all__ = ["Store", "open_store"]
