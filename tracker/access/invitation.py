"""Invitations: a link that lets somebody set the password of an account, once, within some days."""

from __future__ import annotations

from datetime import datetime, timedelta

from tracker.access.account import Account, account_by_id
from tracker.access.change import changing
from tracker.access.log import Entry, append_entries
from tracker.access.password import check_password, hash_password
from tracker.access.session import end_sessions
from tracker.access.throttle import forget_failures
from tracker.access.token import hash_of, new_id, new_token
from tracker.errors import InputError
from tracker.store import Store
from tracker.store.connection import Writing, first_row

LASTS = timedelta(days=3)


def invite(writing: Writing, account: str, by: str, now: datetime) -> str:
    """Make an invitation and return its token; earlier ones that were not used are over."""
    token = new_token()
    writing.cursor.execute(
        "update store.invitation set revoked_at = $now where account = $account and used_at is null "
        "and revoked_at is null",
        {"now": now, "account": account},
    )
    writing.cursor.execute(
        "insert into store.invitation (id, account, token_hash, created_at, created_by, expires_at) "
        "values ($id, $account, $token, $now, $by, $expires)",
        {"id": new_id(), "account": account, "token": hash_of(token), "now": now, "by": by, "expires": now + LASTS},
    )  # fmt: skip
    return token


def invited_account(store: Store, token: str, now: datetime) -> Account | None:
    """The account an invitation is for, None where it is unknown, used, over or taken back. Looking uses nothing up."""
    with store.cursor() as cursor:
        row = _valid(cursor, token, now)
    account = None if row is None else account_by_id(store, row[1])
    return account if account is not None and account.disabled_at is None else None


def accept_invitation(
    store: Store, token: str, password: str, repeated: str, *, source: str, now: datetime
) -> Account:
    """Set the password and use the invitation up; every session of the account ends.

    Raises InputError for an invitation that does not hold, a bad password or two different ones.
    """
    account = invited_account(store, token, now)
    if account is None:
        raise InputError(NOT_VALID)
    check_password(password, account.name)
    if password != repeated:
        raise InputError("The two passwords differ: type the same one twice.")
    hashed = hash_password(password)
    with changing(store) as writing:
        row = _valid(writing.cursor, token, now)  # two posts at once: only one uses it
        if row is None:
            raise InputError(NOT_VALID)
        writing.cursor.execute(
            "update store.invitation set used_at = $now where id = $id", {"now": now, "id": row[0]}
        )
        writing.cursor.execute(
            "update store.account set password = $password, password_at = $now where account = $account",
            {"password": hashed, "now": now, "account": account.account},
        )
        writing.cursor.execute(
            "delete from store.known_device where account = $account", {"account": account.account}
        )
        end_sessions(writing, account.account, now)
        forget_failures(writing, account.name)
        append_entries(writing, Entry("password_set", now, account.account, account.name, source=source))
    return account


def _valid(cursor, token: str, now: datetime) -> tuple | None:
    return first_row(
        cursor,
        "select id, account from store.invitation where token_hash = $token and used_at is null "
        "and revoked_at is null and expires_at > $now",
        {"token": hash_of(token), "now": now},
    )


NOT_VALID = (
    "This invitation does not hold: it was used already, is older than three days, or was replaced by a newer one. "
    "Ask the administrator for a new one."
)
