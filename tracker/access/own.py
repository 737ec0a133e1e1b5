"""One's own account: the password changed, sessions looked at and ended, the second step set up, tokens made.

Whoever asks is the account itself, by its actor; what opens a door for later (a password, a token, a key) asks for the
present password first, where there is one: a browser left open must not become somebody else's way in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from tracker import clock
from tracker.access import api_token, totp
from tracker.access.account import Account, account_by_id
from tracker.access.actor import Actor
from tracker.access.change import changing
from tracker.access.log import append_entries, entry_of
from tracker.access.password import check_password, hash_password, is_right
from tracker.access.session import IDLE, OPEN
from tracker.access.sign_in import second_factor_of, secret_to_set_up
from tracker.access.throttle import forget_failures, held_back_until, note_failure
from tracker.access.token import hash_of
from tracker.errors import AccessRefused, InputError
from tracker.store import Store

MOST_TOKENS = 20


@dataclass(frozen=True, slots=True)
class OwnSession:
    """An open session: from where, since when, last used when (naive UTC), and whether it is the one that asks."""

    session: str
    way: str
    source: str | None
    opened_at: datetime
    seen_at: datetime
    is_this: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How one signs in: with a password of one's own, with a confirmed second step."""

    has_password: bool
    has_second_step: bool


def standing(store: Store, actor: Actor, now: datetime) -> Standing:
    """How the actor's account signs in. Raises AccessRefused for an actor without an open account."""
    account = _own(store, actor)
    needed = second_factor_of(store, account, clock.day_of(now))
    return Standing(account.password is not None, needed is not None and not needed.setting_up)


def change_password(
    store: Store, actor: Actor, token: str | None, present: str, new: str, repeated: str, *, now: datetime
) -> int:
    """Set another password; every session but the token's ends, known browsers are forgotten. Returns how many ended.

    Raises InputError (the present one is wrong or tried too often, the new one bad, two different ones), AccessRefused.
    """
    account = _own(store, actor)
    if account.password is None:
        raise InputError("This account has no password: it signs in with the organisation's own account.")
    _confirm(store, account, present, now)
    check_password(new, account.name)
    if new != repeated:
        raise InputError("The two passwords differ: type the same one twice.")
    if new == present:
        raise InputError("The new password is the present one: choose another.")
    hashed = hash_password(new)
    with changing(store) as writing:
        writing.cursor.execute(
            "update store.account set password = $password, password_at = $now where account = $account",
            {"password": hashed, "now": now, "account": account.account},
        )
        writing.cursor.execute(
            "delete from store.known_device where account = $account", {"account": account.account}
        )
        ended = _end_others(writing, account, token, now)
        append_entries(writing, entry_of(actor, "password_set", now, f"{account.name}: {ended}"))
    return ended


def own_sessions(store: Store, actor: Actor, token: str | None, *, now: datetime) -> list[OwnSession]:
    """Every open session of the account, the one used last first. Raises AccessRefused."""
    account = _own(store, actor)
    with store.cursor() as cursor:
        found = cursor.execute(
            "select id, way, source, opened_at, seen_at, token_hash = $token from store.session "
            "where account = $account and step = $open and ended_at is null and ends_at > $now and seen_at > $idle "
            "order by seen_at desc, opened_at desc, id",
            {
                "account": account.account,
                "open": OPEN,
                "now": now,
                "idle": now - IDLE,
                "token": hash_of(token or ""),
            },
        ).fetchall()
    return [OwnSession(*row) for row in found]


def end_own_session(store: Store, actor: Actor, session: str, *, now: datetime) -> None:
    """End one session of the account by its id. Raises InputError for one not its own or over, AccessRefused."""
    account = _own(store, actor)
    with changing(store) as writing:
        ended = writing.cursor.execute(
            "update store.session set ended_at = $now where id = $id and account = $account and ended_at is null "
            "returning id",
            {"now": now, "id": session, "account": account.account},
        ).fetchall()
        if not ended:
            raise InputError("This session is over already.")
        append_entries(writing, entry_of(actor, "sessions_ended", now, f"{account.name}: 1"))


def begin_second_step(store: Store, actor: Actor, *, now: datetime) -> str:
    """The key to put into an authenticator app, the same until a code confirms it.

    Raises InputError where a second step is set up already, AccessRefused.
    """
    account = _own(store, actor)
    if standing(store, actor, now).has_second_step:
        raise InputError(
            "The second step is set up already; the administrator can drop it if a telephone is lost."
        )
    return secret_to_set_up(store, account, now)


def confirm_second_step(store: Store, actor: Actor, present: str, code: str, *, now: datetime) -> None:
    """Set the second step up with a code of the app; it is asked for at every sign-in from then on.

    Raises InputError (the password or the code is wrong, set up already), AccessRefused.
    """
    account, secret = _own(store, actor), begin_second_step(store, actor, now=now)
    _confirm(store, account, present, now)
    with changing(store) as writing:
        step = totp.step_matched(secret, code, now, 0)
        if step is None:
            raise InputError("The code is wrong: type the one that the app shows now.")
        writing.cursor.execute(
            "update store.totp set last_step = $step, confirmed_at = $now where account = $account",
            {"step": step, "now": now, "account": account.account},
        )
        append_entries(writing, entry_of(actor, "second_factor", now, account.name))


def make_own_token(
    store: Store, actor: Actor, present: str, scope: str, days: int, *, now: datetime
) -> tuple[str, api_token.KeptToken]:
    """A token of the account itself for reading and, with ``scope``, for more; its text is told this once.

    Raises InputError (the password is wrong, an unknown scope, too long a time, too many tokens), AccessRefused.
    """
    account = _own(store, actor)
    _confirm(store, account, present, now)
    good = [one for one in own_tokens(store, actor) if one.revoked_at is None and one.expires_at > now]
    if len(good) >= MOST_TOKENS:
        raise InputError("There are {most} good tokens already: end one first.", most=MOST_TOKENS)
    return api_token.make_for(store, actor, account, {"read", scope}, days, now=now)


def own_tokens(store: Store, actor: Actor) -> list[api_token.KeptToken]:
    """Every token ever made for the account, the newest first. Raises AccessRefused."""
    return api_token.kept_of(store, _own(store, actor))


def revoke_own_token(store: Store, actor: Actor, token: str, *, now: datetime) -> None:
    """End a token of the account by its id. Raises InputError for one that is not its own or over, AccessRefused."""
    api_token.end(store, actor, token, now=now, account=_own(store, actor))


def _own(store: Store, actor: Actor) -> Account:
    account = account_by_id(store, actor.account) if actor.account is not None else None
    if account is None or account.disabled_at is not None:
        raise AccessRefused("{who} has no account of their own here: sign in first.", who=actor.name)
    return account


def _confirm(store: Store, account: Account, present: str, now: datetime) -> None:
    """Raise InputError unless the present password was typed; guessing is held back as at the sign-in.

    Failures are counted for the account's own page alone: they hold nobody back who signs in.
    """
    if account.password is None:
        return
    place = f"own {account.account}"
    free_at = held_back_until(store, account.account, place, now)
    if free_at is not None:
        minutes = max(1, ceil((free_at - now).total_seconds() / 60))
        raise InputError(
            "Too many tries with a wrong password: it is asked for again in {minutes} min.", minutes=minutes
        )
    right = is_right(present, account.password)
    with changing(store) as writing:
        if right:
            forget_failures(writing, account.account, place)
        else:
            note_failure(writing, account.account, place, now)
    if not right:
        raise InputError("The present password is wrong; nothing was changed.")


def _end_others(writing, account: Account, token: str | None, now: datetime) -> int:
    found = writing.cursor.execute(
        "update store.session set ended_at = $now where account = $account and ended_at is null "
        "and token_hash <> $token returning id",
        {"now": now, "account": account.account, "token": hash_of(token or "")},
    ).fetchall()
    return len(found)
