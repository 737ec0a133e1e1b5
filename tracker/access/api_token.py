"""Bearer tokens of the HTTP interface: bound to an account and to what they may do, ended by a day or by somebody.

The token's text is told once and kept nowhere; what the account may do bounds what its token may.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker import clock
from tracker.access.account import Account, account_by_id, actor_of, find_account
from tracker.access.actor import Actor
from tracker.access.change import changing
from tracker.access.log import append_entries, entry_of
from tracker.access.permission import require
from tracker.access.token import hash_of, new_id, new_token
from tracker.errors import InputError
from tracker.store import Store
from tracker.store.connection import first_row

SCOPES = ("read", "report", "review")
MOST_DAYS = 366
# told apart from other secrets by whoever searches texts for secrets
_PREFIX = "trk_"


@dataclass(frozen=True, slots=True)
class KeptToken:
    """What is kept of a token: never the token."""

    id: str
    account: str
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who holds a token that is good now: the account's actor of the day, and what the token is for."""

    token: KeptToken
    account: Account
    actor: Actor


def make_token(
    store: Store, actor: Actor, name: str, scopes: Iterable[str], days: int, *, now: datetime
) -> tuple[str, KeptToken]:
    """A token for the account of a name, and what is kept of it; its text is told this once.

    Raises AccessRefused, InputError for an unknown account or scope, or too long a time.
    """
    require(actor, "manage_accounts")
    account = find_account(store, name)
    if account is None or account.disabled_at is not None:
        raise InputError("There is no open account {name}.", name=name)
    return make_for(store, actor, account, scopes, days, now=now)


def make_for(
    store: Store, actor: Actor, account: Account, scopes: Iterable[str], days: int, *, now: datetime
) -> tuple[str, KeptToken]:
    """The same for an account, whoever asks: for what was permitted before. Raises InputError."""
    scopes = set(scopes)
    wanted = tuple(scope for scope in SCOPES if scope in scopes)
    unknown = sorted(scopes - set(SCOPES))
    if unknown or not wanted:
        raise InputError(
            "{scope} is no scope of a token: it may read, report or review.",
            scope=unknown[0] if unknown else "",
        )
    if not 1 <= days <= MOST_DAYS:
        raise InputError("A token lasts from 1 to {most} days.", most=MOST_DAYS)
    text = _PREFIX + new_token()
    kept = KeptToken(new_id(), account.account, wanted, now, now + timedelta(days=days), None)
    with changing(store) as writing:
        writing.cursor.execute(
            "insert into store.api_token (id, account, token_hash, scope, created_at, expires_at) "
            "values ($id, $account, $hash, $scope, $created, $expires)",
            {
                "id": kept.id, "account": kept.account, "hash": hash_of(text), "scope": ",".join(wanted),
                "created": now, "expires": kept.expires_at,
            },
        )  # fmt: skip
        append_entries(writing, entry_of(actor, "token_made", now, f"{account.name} {','.join(wanted)}"))
    return text, kept


def revoke_token(store: Store, actor: Actor, token: str, *, now: datetime) -> None:
    """End a token by its id; from now on it opens nothing. Raises AccessRefused, InputError for one there is not."""
    require(actor, "manage_accounts")
    end(store, actor, token, now=now)


def end(store: Store, actor: Actor, token: str, *, now: datetime, account: Account | None = None) -> None:
    """The same, for an account's own tokens where one is given: for what was permitted before. Raises InputError."""
    with changing(store) as writing:
        ended = writing.cursor.execute(
            "update store.api_token set revoked_at = $now where id = $id and revoked_at is null "
            "and ($account is null or account = $account) returning account",
            {"now": now, "id": token, "account": account.account if account else None},
        ).fetchall()
        if not ended:
            raise InputError("There is no token {token} that is still good.", token=token)
        append_entries(writing, entry_of(actor, "token_taken", now, token))


def tokens_of(store: Store, actor: Actor, name: str) -> list[KeptToken]:
    """Every token ever made for an account, the newest first. Raises AccessRefused, InputError for no account."""
    require(actor, "manage_accounts")
    account = find_account(store, name)
    if account is None:
        raise InputError("There is no account {name}.", name=name)
    return kept_of(store, account)


def kept_of(store: Store, account: Account) -> list[KeptToken]:
    """Every token ever made for an account, whoever asks: for what was permitted before."""
    with store.cursor() as cursor:
        found = cursor.execute(
            f"select {_COLUMNS} from store.api_token where account = $account order by created_at desc, id",
            {"account": account.account},
        ).fetchall()
    return [_kept(row) for row in found]


def bearer_of(store: Store, text: str, now: datetime) -> Bearer | None:
    """Who holds the token, None for one that is unknown, over, revoked, or whose account is closed."""
    if not text.startswith(_PREFIX) or len(text) > 100:
        return None
    with store.cursor() as cursor:
        row = first_row(
            cursor,
            f"select {_COLUMNS} from store.api_token where token_hash = $hash",
            {"hash": hash_of(text)},
        )
    if row is None:
        return None
    token = _kept(row)
    if token.revoked_at is not None or now >= token.expires_at:
        return None
    account = account_by_id(store, token.account)
    if account is None or account.disabled_at is not None:
        return None
    return Bearer(token, account, actor_of(store, account, clock.day_of(now)))


_COLUMNS = "id, account, scope, created_at, expires_at, revoked_at"


def _kept(row: tuple) -> KeptToken:
    return KeptToken(row[0], row[1], tuple(row[2].split(",")), *row[3:])
