"""Answers kept for requests with an Idempotency-Key: the same request again gets the same answer and does nothing."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from tracker.api.v1.problems import Trouble
from tracker.store import Store
from tracker.store.connection import first_row
from tracker.text import N_

KEPT = timedelta(days=7)
LONGEST_KEY = 200

# a request under the same token and key always meets the same lock; that others share it costs nothing
_locks = [threading.Lock() for _ in range(64)]


def request_hash(path: str, media: str, body: bytes) -> str:
    """What tells one request from another under the same key."""
    return hashlib.sha256("\x1f".join((path, media, "")).encode() + body).hexdigest()


@contextmanager
def alone(token: str, key: str) -> Iterator[None]:
    """One request at a time under a token and key: one sent again while the first is worked on waits for it."""
    with _locks[hash((token, key)) % len(_locks)]:
        yield


def answered(store: Store, token: str, key: str, asked: str, now: datetime) -> tuple[int, object] | None:
    """Status and body of the answer kept under a key, None where there is none.

    Raises Trouble (409) where the key came with another request.
    """
    with store.cursor() as cursor:
        row = first_row(
            cursor,
            "select request_hash, status, body from store.kept_answer "
            "where token = $token and key = $key and answered_at > $since",
            {"token": token, "key": key, "since": now - KEPT},
        )
    if row is None:
        return None
    if row[0] != asked:
        raise Trouble(
            409,
            N_("This Idempotency-Key came before with another request; take a new key for a new request."),
        )
    return row[1], json.loads(row[2])


def keep(store: Store, token: str, key: str, asked: str, status: int, body: object, now: datetime) -> None:
    """Keep an answer, and forget those whose days are over."""
    with store.writing() as writing:
        writing.cursor.execute(
            "delete from store.kept_answer where answered_at <= $since", {"since": now - KEPT}
        )
        writing.cursor.execute(
            "insert into store.kept_answer (token, key, request_hash, status, body, answered_at) "
            "values ($token, $key, $asked, $status, $body, $now)",
            {
                "token": token, "key": key, "asked": asked, "status": status,
                "body": json.dumps(body, ensure_ascii=False), "now": now,
            },
        )  # fmt: skip
