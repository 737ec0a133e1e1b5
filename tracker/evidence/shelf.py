"""Where evidence lies: a folder beside the database, each file under the hash of its own content.

Owns paths: one is made from 64 hexadecimal digits and nothing else, so that no name can lead anywhere. What is kept
is never changed; a file whose content no longer has its hash is not handed out.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import weakref
from pathlib import Path

from tracker.errors import BrokenDatabase, EnvironmentFault
from tracker.store import Store

# a database that is not kept has no folder: its evidence lives as long as it does
_in_memory: weakref.WeakKeyDictionary[Store, dict[str, bytes]] = weakref.WeakKeyDictionary()


def put(store: Store, data: bytes) -> str:
    """Keep the bytes; returns their SHA-256. Raises EnvironmentFault where the disk refuses."""
    digest = hashlib.sha256(data).hexdigest()
    if store.path is None:
        _in_memory.setdefault(store, {})[digest] = data
        return digest
    place = _place(folder_of(store.path), digest)
    if not place.exists():
        _write(place, data)
    return digest


def put_into(folder: Path, digest: str, data: bytes) -> None:
    """Keep proved bytes in a folder of that kind; what stands there under the hash with another content is replaced.

    Raises EnvironmentFault where the disk refuses.
    """
    place = _place(folder, digest)
    if _proved(place, digest) is None:
        _write(place, data)


def take_from(folder: Path, digest: str) -> bytes | None:
    """The bytes of a hash in a folder of that kind, None where nothing is kept under it.

    Raises BrokenDatabase where they were changed.
    """
    return _read(_place(folder, digest), digest)


def _write(place: Path, data: bytes) -> None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        # written beside and moved, so that nobody reads half a file
        with tempfile.NamedTemporaryFile(dir=place.parent, prefix=".", delete=False) as half:
            half.write(data)
            half.flush()
            os.fsync(half.fileno())
        Path(half.name).replace(place)
    except OSError as error:
        raise EnvironmentFault("The evidence could not be kept: {reason}.", reason=error.strerror) from error


def read_kept(store: Store, digest: str) -> bytes | None:
    """The bytes of a hash, None where nothing is kept under it. Raises BrokenDatabase where they were changed."""
    if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
        return None
    if store.path is None:
        return _in_memory.get(store, {}).get(digest)
    return _read(_place(folder_of(store.path), digest), digest)


def _read(place: Path, digest: str) -> bytes | None:
    try:
        data = place.read_bytes()
    except OSError:
        return None
    if hashlib.sha256(data).hexdigest() != digest:
        raise BrokenDatabase(
            "The evidence file {digest} was changed on the disk; it is not shown.", digest=digest[:12]
        )
    return data


def _proved(place: Path, digest: str) -> bytes | None:
    try:
        return _read(place, digest)
    except BrokenDatabase:
        return None


def folder_of(database: Path) -> Path:
    """The folder that belongs to a database's file, to be backed up with it."""
    return database.with_name(f"{database.name}.evidence")


def _place(folder: Path, digest: str) -> Path:
    return folder / digest[:2] / digest
