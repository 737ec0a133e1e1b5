"""Signing in: name and password, or a provider's word, then the second factor; each try is written down.

What is answered never tells whether there is such an account: an unknown name takes as long, is refused in the same
words and is held back alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tracker import clock
from tracker.access import totp
from tracker.access.account import Account, account_of_provider, actor_of, find_account
from tracker.access.actor import Actor
from tracker.access.change import changing
from tracker.access.log import Entry, append_entries, entry_of
from tracker.access.password import is_right
from tracker.access.session import (
    OPEN,
    SECOND_FACTOR,
    awaiting_second_factor,
    end_session,
    end_sessions,
    open_session,
)
from tracker.access.throttle import forget_failures, held_back_until, note_failure
from tracker.access.token import hash_of, new_token
from tracker.store import Store
from tracker.store.connection import Writing, first_row

DEVICES = 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a try to sign in ended: ``open``, ``second_factor``, ``refused`` or ``held_back``.

    ``token`` is the new session's, ``device`` what this browser is known by from now on, ``free_at`` when a place
    held back may try again.
    """

    step: str
    token: str | None = None
    device: str | None = None
    free_at: datetime | None = None


def sign_in(
    store: Store,
    name: str,
    password: str,
    *,
    source: str,
    now: datetime,
    device: str | None = None,
    held: str | None = None,
) -> Outcome:
    """Try name and password. ``device`` is the browser's own token, ``held`` that of the session it came with, which
    ends.
    """
    account = find_account(store, name)
    place = _place(store, account, source, device)
    free_at = held_back_until(store, name, place, now)
    if free_at is not None:
        with changing(store) as writing:
            append_entries(writing, _about(account, "sign_in_held_back", now, source))
        return Outcome("held_back", free_at=free_at)
    right = is_right(password, account.password if account else None)
    if not right or account is None or account.disabled_at is not None:
        with changing(store) as writing:
            note_failure(writing, name, place, now)
            append_entries(writing, _about(account, "sign_in_failed", now, source))
        return Outcome("refused")
    with changing(store) as writing:
        end_session(writing, held, now)
        if second_factor_of(store, account, clock.day_of(now)) is not None:
            token = open_session(writing, account, "password", now, step=SECOND_FACTOR, source=source)
            return Outcome(SECOND_FACTOR, token)
        return _opened(
            writing, account, "password", now, name=name, place=place, source=source, device=device
        )


def sign_in_from_provider(
    store: Store, issuer: str, subject: str, *, source: str, now: datetime, held: str | None = None
) -> Outcome:
    """Sign in whom an identity provider vouches for; the second factor is the provider's business."""
    account = account_of_provider(store, issuer, subject)
    with changing(store) as writing:
        if account is None or account.disabled_at is not None:
            append_entries(writing, _about(account, "sign_in_failed", now, source))
            return Outcome("refused")
        end_session(writing, held, now)
        return _opened(writing, account, "provider", now, name=account.name, place=source, source=source)


def pass_second_factor(
    store: Store, token: object, code: str, *, source: str, now: datetime, device: str | None = None
) -> Outcome:
    """Try a code for a session whose password was right. The session is replaced, never carried over."""
    account = awaiting_second_factor(store, token, now)
    if account is None:
        return Outcome("refused")
    place = _place(store, account, source, device)
    free_at = held_back_until(store, account.name, place, now)
    if free_at is not None:
        return Outcome("held_back", free_at=free_at)
    with changing(store) as writing:
        row = first_row(
            writing.cursor,
            "select secret, last_step from store.totp where account = $account",
            {"account": account.account},
        )
        step = None if row is None else totp.step_matched(row[0], code, now, row[1])
        if step is None:
            note_failure(writing, account.name, place, now)
            append_entries(writing, _about(account, "sign_in_failed", now, source))
            return Outcome(SECOND_FACTOR)
        writing.cursor.execute(
            "update store.totp set last_step = $step, confirmed_at = coalesce(confirmed_at, $now) "
            "where account = $account",
            {"step": step, "now": now, "account": account.account},
        )
        end_session(writing, token, now)
        return _opened(
            writing, account, "password", now, name=account.name, place=place, source=source, device=device
        )


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """What an account's second step asks for; ``setting_up`` while its owner has not confirmed the key by a code."""

    setting_up: bool


def second_factor_of(store: Store, account: Account, day: date) -> SecondFactor | None:
    """The second step this account must take, None for none: administrators always, others who have set one up."""
    with store.cursor() as cursor:
        row = first_row(
            cursor,
            "select secret, confirmed_at from store.totp where account = $account",
            {"account": account.account},
        )
    if row is not None and row[1] is not None:
        return SecondFactor(False)
    if "administrator" in actor_of(store, account, day).roles:
        return SecondFactor(True)
    return None


def secret_to_set_up(store: Store, account: Account, now: datetime) -> str:
    """The secret to put into the app, made on the first call; the same until it is confirmed by a code."""
    with changing(store) as writing:
        row = first_row(
            writing.cursor,
            "select secret from store.totp where account = $account",
            {"account": account.account},
        )
        if row is not None:
            return row[0]
        secret = totp.new_secret()
        writing.cursor.execute(
            "insert into store.totp (account, secret, made_at, last_step) values ($account, $secret, $now, 0)",
            {"account": account.account, "secret": secret, "now": now},
        )
        return secret


def sign_out(store: Store, token: object, *, source: str, now: datetime) -> None:
    """End the session of a token."""
    with changing(store) as writing:
        row = isinstance(token, str) and first_row(
            writing.cursor,
            "select a.account, a.name from store.session s join store.account a on a.account = s.account "
            "where s.token_hash = $token and s.ended_at is null",
            {"token": hash_of(token)},
        )
        end_session(writing, token, now)
        if row:
            append_entries(writing, Entry("signed_out", now, row[0], row[1], source=source))


def _opened(
    writing: Writing,
    account: Account,
    way: str,
    now: datetime,
    *,
    name: str,
    place: str,
    source: str,
    device: str | None = None,
) -> Outcome:
    token = open_session(writing, account, way, now, step=OPEN, source=source)
    forget_failures(writing, name, place)
    known = _remember_device(writing, account, device, now) if way == "password" else None
    writing.cursor.execute(
        "update store.account set signed_in_at = $now where account = $account",
        {"now": now, "account": account.account},
    )
    append_entries(writing, _about(account, "signed_in", now, source))
    return Outcome(OPEN, token, known)


def _place(store: Store, account: Account | None, source: str, device: str | None) -> str:
    """Where failures are counted: at the address, or for a browser that has signed in to the account at itself."""
    if account is not None and device:
        with store.cursor() as cursor:
            row = first_row(
                cursor,
                "select 1 from store.known_device where account = $account and token_hash = $device",
                {"account": account.account, "device": hash_of(device)},
            )
        if row is not None:
            return f"device {hash_of(device)[:32]}"
    return source


def _remember_device(writing: Writing, account: Account, device: str | None, now: datetime) -> str:
    device = device or new_token()
    key = {"account": account.account, "device": hash_of(device)}
    writing.cursor.execute(
        "delete from store.known_device where account = $account and token_hash = $device", key
    )
    writing.cursor.execute(
        "insert into store.known_device (account, token_hash, seen_at) values ($account, $device, $now)",
        {**key, "now": now},
    )
    writing.cursor.execute(
        "delete from store.known_device where account = $account and seen_at < (select min(seen_at) from ("
        "select seen_at from store.known_device where account = $account order by seen_at desc limit $most))",
        {"account": account.account, "most": DEVICES},
    )
    return device


def _about(account: Account | None, kind: str, now: datetime, source: str) -> Entry:
    """An entry that never repeats what was typed for a name: it may have been the password."""
    if account is None:
        return Entry(kind, now, source=source)
    return Entry(kind, now, account.account, account.name, source=source)


def sign_out_everywhere(store: Store, actor: Actor, *, now: datetime) -> int:
    """End every session of the actor's own account; returns how many were open."""
    with changing(store) as writing:
        ended = end_sessions(writing, actor.account or "", now)
        append_entries(writing, entry_of(actor, "sessions_ended", now, f"{actor.name}: {ended}"))
    return ended
