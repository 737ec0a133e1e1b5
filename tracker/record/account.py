"""Accounts and their roles: made, given, taken and closed by an administrator; every act is logged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from tracker import clock
from tracker.access import Actor
from tracker.access.account import FOREVER, Account, find_account, read_name
from tracker.access.actor import ROLES, SEAT_ROLES
from tracker.access.change import changing
from tracker.access.invitation import invite
from tracker.access.log import append_entries, entry_of
from tracker.access.session import end_sessions
from tracker.access.throttle import forget_failures
from tracker.access.token import new_id
from tracker.errors import InputError
from tracker.record.acting import acting_as, asked_first
from tracker.store import Store
from tracker.store.connection import Writing, first_row

_ACT = "manage_accounts"
_IN_TERRITORY = ("branch", "party_control", "faction")


@dataclass(frozen=True, slots=True)
class NewRole:
    """A role to give: with a ``territory``, a ``seat`` (held, or acted for by an aide) or an ``office`` (an executor),
    as the role asks for. ``to`` is its last day, None for no end.
    """

    role: str
    territory: str | None = None
    seat: str | None = None
    office: str | None = None
    from_: date | None = None
    to: date | None = None


def make_account(store: Store, actor: Actor, name: str, *, now: datetime) -> str:
    """Make an account without a password or a role; returns its id. Raises InputError, AccessRefused."""
    name = read_name(name)
    with _administering(store, actor, now, name) as (writing, acting):
        if find_account(store, name) is not None:
            raise InputError("There is an account {name} already.", name=name)
        account = new_id()
        writing.cursor.execute(
            "insert into store.account (account, name, created_at, created_by) values ($id, $name, $now, $by)",
            {"id": account, "name": name, "now": now, "by": acting.name},
        )
        append_entries(writing, entry_of(acting, "account_made", now, name))
    return account


def make_account_with_role(store: Store, actor: Actor, name: str, role: NewRole, *, now: datetime) -> str:
    """Make an account and give it its first role, or neither; returns its id. Raises InputError, AccessRefused."""
    with store.cursor() as cursor:
        asked_first(store, actor, _ACT, now=now, what=name)
        _check_role(Writing(cursor, store.head(), ""), role)  # before the account is there without one
    account = make_account(store, actor, name, now=now)
    give_role(store, actor, name, role, now=now)
    return account


def invite_account(store: Store, actor: Actor, name: str, *, now: datetime) -> str:
    """Make a one-time link's token for an account; earlier ones end. Raises InputError, AccessRefused."""
    with _administering(store, actor, now, name) as (writing, acting):
        account = _account(store, name)
        token = invite(writing, account.account, acting.name, now)
        append_entries(writing, entry_of(acting, "invited", now, account.name))
    return token


def give_role(store: Store, actor: Actor, name: str, role: NewRole, *, now: datetime) -> str:
    """Give an account a role; returns the role's id. Raises InputError for one that cannot be, AccessRefused."""
    with _administering(store, actor, now, name) as (writing, acting):
        account = _account(store, name)
        _check_role(writing, role)
        from_on = role.from_ or clock.day_of(now)
        until_on = FOREVER if role.to is None else date.fromordinal(role.to.toordinal() + 1)
        if until_on <= from_on:
            raise InputError(
                "The role would end before it begins: its last day must not be before its first."
            )
        given = new_id()
        writing.cursor.execute(
            "insert into store.account_role (id, account, role, territory, seat, office, from_on, until_on, "
            "granted_at, granted_by) "
            "values ($id, $account, $role, $territory, $seat, $office, $from, $until, $now, $by)",
            {
                "id": given, "account": account.account, "role": role.role, "territory": role.territory,
                "seat": role.seat, "office": role.office, "from": from_on, "until": until_on, "now": now,
                "by": acting.name,
            },
        )  # fmt: skip
        append_entries(writing, entry_of(acting, "role_given", now, f"{account.name}: {_said(role)}"))
    return given


def take_role(store: Store, actor: Actor, given: str, *, now: datetime) -> None:
    """Take a role away; it ends at once. Raises InputError (unknown, the last administrator's), AccessRefused."""
    with _administering(store, actor, now, given) as (writing, acting):
        row = first_row(
            writing.cursor,
            "select a.name, r.role, coalesce(r.territory, r.seat, r.office) from store.account_role r "
            "join store.account a on a.account = r.account where r.id = $id and r.revoked_at is null",
            {"id": given},
        )
        if row is None:
            raise InputError("There is no such role, or it was taken away already.")
        writing.cursor.execute(
            "update store.account_role set revoked_at = $now, revoked_by = $by where id = $id",
            {"now": now, "by": acting.name, "id": given},
        )
        if row[1] == "administrator":
            _check_administrator_left(writing, clock.day_of(now))
        append_entries(
            writing, entry_of(acting, "role_taken", now, f"{row[0]}: {row[1]} {row[2] or ''}".strip())
        )


def close_account(store: Store, actor: Actor, name: str, *, now: datetime) -> None:
    """Close an account: nobody signs in with it, its sessions end. Raises InputError, AccessRefused."""
    with _administering(store, actor, now, name) as (writing, acting):
        account = _account(store, name)
        day = clock.day_of(now)
        administered = _has_administrator(writing, day)
        _set_closed(writing, account, now)
        if administered:
            _check_administrator_left(writing, day)
        end_sessions(writing, account.account, now)
        append_entries(writing, entry_of(acting, "account_closed", now, account.name))


def open_account(store: Store, actor: Actor, name: str, *, now: datetime) -> None:
    """Open a closed account again. Raises InputError, AccessRefused."""
    with _administering(store, actor, now, name) as (writing, acting):
        account = _account(store, name)
        _set_closed(writing, account, None)
        append_entries(writing, entry_of(acting, "account_opened", now, account.name))


def end_account_sessions(store: Store, actor: Actor, name: str, *, now: datetime) -> int:
    """End every session of an account; returns how many there were. Raises InputError, AccessRefused."""
    with _administering(store, actor, now, name) as (writing, acting):
        account = _account(store, name)
        ended = end_sessions(writing, account.account, now)
        append_entries(writing, entry_of(acting, "sessions_ended", now, f"{account.name}: {ended}"))
    return ended


def free_account(store: Store, actor: Actor, name: str, *, now: datetime) -> None:
    """Let an account sign in again at once, from wherever it was held back. Raises InputError, AccessRefused."""
    with _administering(store, actor, now, name) as (writing, acting):
        account = _account(store, name)
        forget_failures(writing, account.name)
        append_entries(
            writing, entry_of(acting, "account_opened", now, f"{account.name}: failures forgotten")
        )


def forget_second_factor(store: Store, actor: Actor, name: str, *, now: datetime) -> None:
    """Drop an account's second factor (a telephone was lost); its sessions end. Raises InputError, AccessRefused."""
    with _administering(store, actor, now, name) as (writing, acting):
        account = _account(store, name)
        writing.cursor.execute("delete from store.totp where account = $id", {"id": account.account})
        end_sessions(writing, account.account, now)
        append_entries(writing, entry_of(acting, "second_factor", now, f"{account.name}: dropped"))


def bind_provider(store: Store, actor: Actor, name: str, issuer: str, subject: str, *, now: datetime) -> None:
    """Let somebody of an identity provider sign in with an account. Raises InputError, AccessRefused."""
    issuer, subject = issuer.strip(), subject.strip()
    if not issuer.startswith(("https://", "http://localhost", "http://127.0.0.1")) or not subject:
        raise InputError("Name the provider's address (https://...) and the person's id at it.")
    with _administering(store, actor, now, name) as (writing, acting):
        account = _account(store, name)
        taken = first_row(
            writing.cursor,
            "select name from store.account where issuer = $issuer and subject = $subject and account <> $id",
            {"issuer": issuer, "subject": subject, "id": account.account},
        )
        if taken is not None:
            raise InputError("{name} is bound to this person already.", name=taken[0])
        writing.cursor.execute(
            "update store.account set issuer = $issuer, subject = $subject where account = $id",
            {"issuer": issuer, "subject": subject, "id": account.account},
        )
        end_sessions(writing, account.account, now)
        append_entries(writing, entry_of(acting, "role_given", now, f"{account.name}: provider"))


@contextmanager
def _administering(store: Store, actor: Actor, now: datetime, what: str) -> Iterator[tuple[Writing, Actor]]:
    with changing(store) as writing:
        yield writing, acting_as(store, writing, actor, _ACT, now=now, what=what)


def _account(store: Store, name: str) -> Account:
    account = find_account(store, name)
    if account is None:
        raise InputError("There is no account {name}.", name=name.strip()[:60])
    return account


def _set_closed(writing: Writing, account: Account, at: datetime | None) -> None:
    writing.cursor.execute(
        "update store.account set disabled_at = $at where account = $id", {"at": at, "id": account.account}
    )


def _check_role(writing: Writing, role: NewRole) -> None:
    if role.role not in ROLES or role.role == "public":
        raise InputError("{role} is no role that can be given.", role=role.role)
    wanted = {
        "administrator": (), "executor": ("office",), "bureau_seat": ("seat",), "council_seat": ("seat",),
        "aide": ("seat",),
    }.get(role.role, ("territory",))  # fmt: skip
    given = tuple(name for name in ("territory", "seat", "office") if getattr(role, name))
    if given != wanted:
        raise InputError(
            "The role {role} is given with {wanted} and nothing else.",
            role=role.role,
            wanted=" ".join(wanted) or "nothing",
        )
    if role.territory and not _listed(writing, "territory", "code", role.territory):
        raise InputError("There is no territory {territory}.", territory=role.territory)
    if role.office and not _listed(writing, "executor", "executor", role.office):
        raise InputError("There is no executor {executor}.", executor=role.office)
    if role.seat:
        kind = first_row(
            writing.cursor,
            "select b.kind from store.seat s join (from loads_at($head::bigint)) l on l.load = s.load "
            "join store.body b on b.load = s.load and b.body = s.body where l.kind = 'roster' and s.seat = $seat",
            {"seat": role.seat, "head": writing.head},
        )
        if kind is None:
            raise InputError("There is no seat {seat}.", seat=role.seat)
        if kind[0] not in SEAT_ROLES or (role.role != "aide" and SEAT_ROLES[kind[0]] != role.role):
            raise InputError("{seat} is no seat of that body.", seat=role.seat)


def _listed(writing: Writing, table: str, column: str, value: str) -> bool:
    return (
        first_row(
            writing.cursor,
            f"select 1 from store.{table} t semi join (from loads_at($head::bigint)) l on l.load = t.load "
            f"where t.{column} = $value",
            {"value": value, "head": writing.head},
        )
        is not None
    )


def _check_administrator_left(writing: Writing, day: date) -> None:
    """Somebody must be able to open the door again: the command line could, but nobody should have to."""
    if not _has_administrator(writing, day):
        raise InputError("This is the last administrator: give somebody else the role first.")


def _has_administrator(writing: Writing, day: date) -> bool:
    found = first_row(
        writing.cursor,
        "select 1 from store.account_role r join store.account a on a.account = r.account "
        "where r.role = 'administrator' and r.revoked_at is null and r.from_on <= $day and $day < r.until_on "
        "and a.disabled_at is null limit 1",
        {"day": day},
    )
    return found is not None


def _said(role: NewRole) -> str:
    return f"{role.role} {role.territory or role.seat or role.office or ''}".strip()
