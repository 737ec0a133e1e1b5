"""Backup and restore: a copy that is consistent while the server writes, proved before it is called one."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb

from tracker.errors import BrokenDatabase, EnvironmentFault, InputError
from tracker.store.connection import STORAGE, Store, open_store
from tracker.store.ledger import Verdict, verify

# What else belongs to a copy, given the copy before it takes its place: what lies beside a database is not the store's.
Along = Callable[[Store], None]


@dataclass(frozen=True, slots=True)
class Copied:
    """A finished copy: where it stands, its size in bytes, and what the walk over its ledger found."""

    path: Path
    size: int
    verdict: Verdict


def backup(store: Store, file: str | Path, *, overwrite: bool = False, along: Along | None = None) -> Copied:
    """Write a copy of the store to a file, checked row by row before it takes its name.

    ``along`` is given the checked copy, to bring what lies beside the database; where it fails nothing takes a name.
    Raises InputError if the file is there already, EnvironmentFault if the disk refuses, BrokenDatabase if the
    ledger does not hold together (the copy is then not kept).
    """
    target = _target(file, overwrite)
    if store.path is not None and target.exists() and target.samefile(store.path):
        raise InputError("{file} is the database itself: name another file for the backup.", file=str(target))
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    alias = f"copy_{secrets.token_hex(4)}"
    path = str(draft).replace("'", "''")
    try:
        with store.cursor() as cursor:
            cursor.execute(f"attach '{path}' as {alias} ({STORAGE})")
            try:
                cursor.execute(f"copy from database store to {alias}")
                cursor.execute(f"checkpoint {alias}")
            finally:
                cursor.execute(f"detach {alias}")
        verdict = _proved(draft, along)
        draft.replace(target)
    except (duckdb.Error, OSError) as error:
        raise EnvironmentFault(
            "The backup {file} could not be written: {reason}", file=str(target), reason=str(error)
        ) from error
    finally:
        _forget(draft)
    return Copied(target, target.stat().st_size, verdict)


def restore(
    file: str | Path, url: str | Path, *, overwrite: bool = False, along: Along | None = None
) -> Copied:
    """Put a backup in the place of a database, checked before it takes the place; ``along`` as for :func:`backup`.

    Raises InputError if the backup is missing, a database is there and ``overwrite`` was not asked for,
    or if the backup is no database of ours or does not hold together, DatabaseHeld if a process holds the place.
    """
    source = Path(file).expanduser().absolute()
    if not source.is_file():
        raise InputError("There is no backup {file}.", file=str(source))
    target = _target(url, overwrite)
    _free(target)
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        reading = source.open("rb")
    except OSError as error:
        raise EnvironmentFault(
            "{path} cannot be read: {reason}.", path=str(source), reason=error.strerror
        ) from error
    try:
        with reading, draft.open("wb") as writing:
            while chunk := reading.read(1 << 20):
                writing.write(chunk)
            writing.flush()
            os.fsync(writing.fileno())
        try:
            verdict = _proved(draft, along)
        except BrokenDatabase as broken:  # what came in is at fault, and by the name it came under
            raise InputError(broken.template, **(broken.values | {"path": str(source)})) from broken
        _free(target)
        draft.replace(target)
        _forget(target, keep_file=True)
    except OSError as error:
        raise EnvironmentFault(
            "The database {file} could not be written: {reason}", file=str(target), reason=str(error)
        ) from error
    finally:
        _forget(draft)
    return Copied(target, target.stat().st_size, verdict)


def _free(target: Path) -> None:
    """Raise DatabaseHeld while another process holds the database that stands there."""
    if target.exists():
        with suppress(BrokenDatabase):
            open_store(target).close()


def _target(file: str | Path, overwrite: bool) -> Path:
    target = Path(file).expanduser().absolute()
    if not target.parent.is_dir():
        raise EnvironmentFault("The folder {folder} does not exist.", folder=str(target.parent))
    if target.exists() and not overwrite:
        raise InputError("{file} is there already. Name another file, or say --overwrite.", file=str(target))
    return target


def _proved(draft: Path, along: Along | None) -> Verdict:
    with open_store(draft, must_hold_ledger=True) as copy:
        verdict = verify(copy)
        if verdict.first_bad:
            raise BrokenDatabase(
                "The copy does not hold together at {place}; it was not kept.", place=verdict.first_bad
            )
        if along is not None:
            along(copy)
    return verdict


def _forget(draft: Path, *, keep_file: bool = False) -> None:
    for path in (*(() if keep_file else (draft,)), draft.with_name(draft.name + ".wal")):
        path.unlink(missing_ok=True)
