"""The log of who did what: signing in, refusals, accounts and roles, recorded acts, exports. Only ever appended.

A chain of its own beside the ledger's: each row's hash covers the hash before it, so a changed, missing or reordered
row is found by :func:`verify_log`. Holds names of accounts and offices, never a password, a token or its hash.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from tracker.access.actor import Actor
from tracker.store import Store
from tracker.store.connection import Writing, first_row

KINDS = (
    "signed_in",
    "signed_out",
    "sign_in_failed",
    "sign_in_held_back",
    "password_set",
    "second_factor",
    "refused",
    "account_made",
    "account_closed",
    "account_opened",
    "invited",
    "role_given",
    "role_taken",
    "sessions_ended",
    "token_made",
    "token_taken",
    "letters_chosen",
    "recorded",
    "exported",
)
_LONGEST = 200
_COLUMNS = ("seq", "happened_at", "kind", "account", "name", "role", "on_behalf_of", "what", "source")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened: ``name`` is the account's or what was typed for one, ``what`` the object of it."""

    kind: str
    happened_at: datetime
    account: str | None = None
    name: str | None = None
    role: str | None = None
    on_behalf_of: str | None = None
    what: str | None = None
    source: str | None = None


def entry_of(
    actor: Actor, kind: str, happened_at: datetime, what: str | None = None, source: str | None = None
) -> Entry:
    """An entry about something an actor did."""
    return Entry(kind, happened_at, actor.account, actor.name, actor.role, actor.on_behalf_of, what, source)


def note(store: Store, *entries: Entry) -> None:
    """Append entries in a transaction of their own."""
    with store.writing() as writing:
        append_entries(writing, *entries)


def append_entries(writing: Writing, *entries: Entry) -> None:
    """Append entries within a transaction. Raises ValueError for a kind there is not."""
    last = first_row(
        writing.cursor, "select seq, hash from store.access_entry order by seq desc limit 1"
    ) or (0, "")
    seq, previous = last
    for entry in entries:
        if entry.kind not in KINDS:
            raise ValueError(f"unknown kind of entry {entry.kind!r}")
        seq += 1
        values = [seq, entry.happened_at, entry.kind, entry.account]
        texts = (entry.name, entry.role, entry.on_behalf_of, entry.what, entry.source)
        values += [None if text is None else text[:_LONGEST] for text in texts]
        previous = _hash(previous, values)
        places = ", ".join(f"${n + 1}" for n in range(len(values) + 1))
        writing.cursor.execute(
            f"insert into store.access_entry ({', '.join(_COLUMNS)}, hash) values ({places})",
            [*values, previous],
        )


def verify_log(store: Store) -> int | None:
    """The sequence of the first row that does not follow from those before it, None where all do."""
    previous, expected = "", 1
    with store.cursor() as cursor:
        found = cursor.execute(
            f"select {', '.join(_COLUMNS)}, hash from store.access_entry order by seq"
        ).fetchall()
    for *values, stored in found:
        if values[0] != expected or _hash(previous, values) != stored:
            return expected
        previous, expected = stored, expected + 1
    return None


def _hash(previous: str, values: list) -> str:
    texts = ["" if v is None else v.isoformat(timespec="microseconds") if isinstance(v, datetime) else f"={v}"
             for v in values]  # fmt: skip
    line = "\x1f".join((previous, *(f"{len(text)}:{text}" for text in texts)))
    return hashlib.sha256(line.encode()).hexdigest()
