"""What the engine's own errors mean to the person at the desk: a held file, a full disk, a damaged one.

The engine tells them apart in its English texts alone, so those are read here and nowhere else.
"""

from __future__ import annotations

import duckdb

from tracker.errors import BrokenDatabase, DatabaseHeld, EnvironmentFault

_HELD = ("could not set lock", "conflicting lock")
_FULL = ("no space left on device", "not enough space on the disk", "disk quota exceeded")
_UNWRITTEN = ("failed to commit: could not", "failed to commit: cannot")
_FOREIGN = ("not a valid duckdb",)
_DAMAGED = ("corrupt database file", "does not match stored checksum", "could not read enough bytes")


def engine_fault(error: BaseException, path: object) -> EnvironmentFault | None:
    """The fault behind an engine's error on the database at ``path``; None for an error that is no such thing."""
    if not isinstance(error, duckdb.Error):
        return None
    text = str(error).lower()

    def says(words: tuple[str, ...]) -> bool:
        return any(one in text for one in words)

    if says(_HELD):
        return DatabaseHeld("Another process holds the database {path}.", path=str(path))
    if says(_FULL):
        return EnvironmentFault("The disk is full: {path} could not be written.", path=str(path))
    if says(_UNWRITTEN):
        return EnvironmentFault("The database could not be written: {reason}", reason=str(error))
    if says(_FOREIGN):
        return BrokenDatabase("{path} is not a tracker database.", path=str(path))
    if says(_DAMAGED):
        return BrokenDatabase(
            "The database {path} is damaged: {reason}. Restore a backup.", path=str(path), reason=str(error)
        )
    return None
