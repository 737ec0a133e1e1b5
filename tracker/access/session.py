"""Sessions: who is signed in, kept in the database, ended at once when somebody says so.

A browser holds a token, the database its hash. A session ends when nothing was asked for a while, when its day is
over, or when it is ended; a token is never taken over from before signing in.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from weakref import WeakKeyDictionary

from tracker import clock
from tracker.access.account import Account, account_by_id, actor_of
from tracker.access.actor import Actor
from tracker.access.change import changes
from tracker.access.token import hash_of, new_id, new_token
from tracker.store import Store
from tracker.store.connection import Writing, first_row

IDLE, LONGEST = timedelta(hours=2), timedelta(hours=12)
#: how long the second step of signing in may take
SECOND_STEP = timedelta(minutes=5)
OPEN, SECOND_FACTOR = "open", "second_factor"
# how often it is written down that a session was used
_WRITTEN_EVERY = timedelta(minutes=1)
_KEPT = 2000
# the log says for ever who signed in when; the sessions themselves need not stay
_FORGOTTEN_AFTER = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session that is open now, its account and who that is today."""

    session: str
    account: Account
    actor: Actor
    way: str
    opened_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class _Row:
    session: str
    account: str
    step: str
    way: str
    opened_at: datetime
    seen_at: datetime
    ends_at: datetime


_kept: WeakKeyDictionary[Store, OrderedDict] = WeakKeyDictionary()
_seen: WeakKeyDictionary[Store, dict[str, datetime]] = WeakKeyDictionary()
_lock = threading.Lock()


def open_session(
    writing: Writing,
    account: Account,
    way: str,
    now: datetime,
    *,
    step: str = OPEN,
    source: str | None = None,
) -> str:
    """Begin a session and return its token, which nothing but the browser keeps."""
    token = new_token()
    writing.cursor.execute("delete from store.session where ends_at < $old", {"old": now - _FORGOTTEN_AFTER})
    writing.cursor.execute(
        "insert into store.session (id, account, token_hash, step, way, source, opened_at, seen_at, ends_at) "
        "values ($id, $account, $token, $step, $way, $source, $now, $now, $ends)",
        {
            "id": new_id(), "account": account.account, "token": hash_of(token), "step": step, "way": way,
            "source": source, "now": now, "ends": now + (LONGEST if step == OPEN else SECOND_STEP),
        },
    )  # fmt: skip
    return token


def signed_in(store: Store, token: object, now: datetime) -> SignedIn | None:
    """Who holds the token, None where it is no open session's. Anything but a text is no token."""
    known = _known(store, token, now, OPEN)
    if known is None:
        return None
    row, account, actor = known
    return SignedIn(row.session, account, actor, row.way, row.opened_at, row.ends_at)


def awaiting_second_factor(store: Store, token: object, now: datetime) -> Account | None:
    """The account whose password was right and whose code is awaited."""
    known = _known(store, token, now, SECOND_FACTOR)
    return None if known is None else known[1]


def _known(store: Store, token: object, now: datetime, step: str) -> tuple[_Row, Account, Actor] | None:
    if not isinstance(token, str) or not 20 <= len(token) <= 100:
        return None
    digest = hash_of(token)
    with _lock:
        kept = _kept.setdefault(store, OrderedDict())
        seen = _seen.setdefault(store, {})
    key = (digest, changes(store), store.head(), clock.day_of(now))
    known = kept.get(key)
    if known is None:
        known = _read(store, digest, now)
        if known is None:
            return None
        with _lock:
            kept[key] = known
            while len(kept) > _KEPT:
                kept.popitem(last=False)
    row = known[0]
    last_seen = max(row.seen_at, seen.get(digest, row.seen_at))
    if row.step != step or now >= row.ends_at or now - last_seen > IDLE:
        return None
    if now - last_seen > _WRITTEN_EVERY:
        seen[digest] = now
        with store.writing() as writing:
            writing.cursor.execute(
                "update store.session set seen_at = $now where id = $id", {"now": now, "id": row.session}
            )
    return known


def _read(store: Store, digest: str, now: datetime) -> tuple[_Row, Account, Actor] | None:
    with store.cursor() as cursor:
        found = first_row(
            cursor,
            "select id, account, step, way, opened_at, seen_at, ends_at from store.session "
            "where token_hash = $token and ended_at is null",
            {"token": digest},
        )
    if found is None:
        return None
    row = _Row(*found)
    account = account_by_id(store, row.account)
    if account is None or account.disabled_at is not None:
        return None
    return row, account, actor_of(store, account, clock.day_of(now))


def end_session(writing: Writing, token: object, now: datetime) -> None:
    """End the session of a token, if it has one."""
    if isinstance(token, str):
        writing.cursor.execute(
            "update store.session set ended_at = $now where token_hash = $token and ended_at is null",
            {"now": now, "token": hash_of(token)},
        )


def end_sessions(writing: Writing, account: str, now: datetime) -> int:
    """End every session of an account; returns how many were open."""
    found = writing.cursor.execute(
        "update store.session set ended_at = $now where account = $account and ended_at is null returning id",
        {"now": now, "account": account},
    ).fetchall()
    return len(found)


def end_every_session(writing: Writing, now: datetime) -> None:
    """End the sessions of everybody."""
    writing.cursor.execute("update store.session set ended_at = $now where ended_at is null", {"now": now})
