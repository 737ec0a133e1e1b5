"""Carrying evidence along with a copy of the database: each file the copy's ledger names, proved by its own hash.

A backup is a pair like the database itself: ``copy.duckdb`` and, beside it, ``copy.duckdb.evidence``. What is missing
or was altered is named and never stops the rest: a backup without one photograph is better than none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from tracker.errors import BrokenDatabase
from tracker.evidence.shelf import folder_of, put_into, read_kept, take_from
from tracker.store import Store
from tracker.store.backup import Copied, backup, restore

Source = Callable[[str], bytes | None]

_NAMED = """
select digest, arg_min(coalesce(name, kind), seq) from (
    select seq, name, kind, unnest([sha256, shown_sha256]) as digest from store.evidence)
group by digest order by min(seq), digest
"""


@dataclass(frozen=True, slots=True)
class Lost:
    """A file the ledger names and nobody can give: ``altered`` where something else stands under its hash."""

    digest: str
    name: str
    altered: bool


@dataclass(frozen=True, slots=True)
class Carried:
    """A copy of the database with its evidence: how many files and bytes came along, and which did not."""

    copied: Copied
    folder: Path
    files: int
    size: int
    lost: tuple[Lost, ...]


def backup_with_evidence(store: Store, file: str | Path, *, overwrite: bool = False) -> Carried:
    """Write a copy of the store and of the evidence it names. Raises as :func:`tracker.store.backup.backup`."""
    target = folder_of(Path(file).expanduser().absolute())
    found = _Carrying(target, (lambda digest: read_kept(store, digest),))
    copied = backup(store, file, overwrite=overwrite, along=found.carry)
    return found.told(copied)


def restore_with_evidence(file: str | Path, url: str | Path, *, overwrite: bool = False) -> Carried:
    """Put a backup and its evidence in the place of a database. What the backup did not bring (one of an earlier
    version brings none) may stand beside the database already. Raises as :func:`tracker.store.backup.restore`.
    """
    brought, target = (folder_of(Path(one).expanduser().absolute()) for one in (file, url))
    sources = [lambda digest: take_from(brought, digest), lambda digest: take_from(target, digest)]
    found = _Carrying(target, sources)
    copied = restore(file, url, overwrite=overwrite, along=found.carry)
    return found.told(copied)


class _Carrying:
    def __init__(self, folder: Path, sources: Iterable[Source]) -> None:
        self._folder, self._sources = folder, tuple(sources)
        self._files, self._size, self._lost = 0, 0, []

    def carry(self, copy: Store) -> None:
        with copy.cursor() as cursor:
            named = cursor.execute(_NAMED).fetchall()
        for digest, name in named:
            data, altered = self._taken(digest)
            if data is None:
                self._lost.append(Lost(digest, name, altered))
                continue
            put_into(self._folder, digest, data)
            self._files += 1
            self._size += len(data)

    def _taken(self, digest: str) -> tuple[bytes | None, bool]:
        altered = False
        for source in self._sources:
            try:
                data = source(digest)
            except BrokenDatabase:
                altered = True
                continue
            if data is not None:
                return data, False
        return None, altered

    def told(self, copied: Copied) -> Carried:
        return Carried(copied, self._folder, self._files, self._size, tuple(self._lost))
