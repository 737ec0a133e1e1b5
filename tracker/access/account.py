"""Accounts as they stand: who has one, and what it may act as on a day.

A role bound to a seat holds on the days of the seat's holder under whom it was given: when the roster names another,
or nobody, it has ended, whatever days were written on it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from tracker.access.actor import Actor
from tracker.errors import InputError
from tracker.store import Store
from tracker.store.connection import first_row

FOREVER = date(9999, 12, 31)
_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{2,39}")
_COLUMNS = "account, name, password, issuer, subject, created_at, disabled_at, signed_in_at"


@dataclass(frozen=True, slots=True)
class Account:
    """An account; ``name`` is what it signs in with and what the ledger says: an office or a seat, never a person."""

    account: str
    name: str
    password: str | None = field(repr=False)
    issuer: str | None
    subject: str | None
    created_at: datetime
    disabled_at: datetime | None
    signed_in_at: datetime | None


def read_name(typed: str) -> str:
    """The name of an account as it is kept. Raises InputError for what cannot be one."""
    name = typed.strip().lower()
    if not _NAME.fullmatch(name):
        raise InputError(
            "{name} cannot be an account's name: it has 3 to 40 small Latin letters, digits, points and hyphens, and "
            "names an office or a seat, such as branch-akmola.",
            name=typed.strip()[:60],
        )
    return name


def find_account(store: Store, name: str) -> Account | None:
    """The account of a name, None where there is none."""
    return _one(store, "name = $value", name.strip().lower())


def account_by_id(store: Store, account: str) -> Account | None:
    """The account of an id, None where there is none."""
    return _one(store, "account = $value", account)


def account_of_provider(store: Store, issuer: str, subject: str) -> Account | None:
    """The account bound to somebody of an identity provider, None where there is none."""
    return _one(store, "issuer = $value and subject = $subject", issuer, subject=subject)


def has_accounts(store: Store) -> bool:
    """Whether anybody can sign in: an account that has a password or is bound to a provider."""
    with store.cursor() as cursor:
        return (
            first_row(
                cursor,
                "select 1 from store.account where disabled_at is null and "
                "(password is not null or subject is not null) limit 1",
            )
            is not None
        )


def _one(store: Store, where: str, value: str, **further: str) -> Account | None:
    with store.cursor() as cursor:
        row = first_row(
            cursor, f"select {_COLUMNS} from store.account where {where}", {"value": value, **further}
        )
    return None if row is None else Account(*row)


_ROLES = """
with loads as (from loads_at($head::bigint)),
seat as (
    select s.seat, s.office_of, b.kind, b.territory from store.seat s
    join loads on loads.kind = 'roster' and loads.load = s.load
    join store.body b on b.load = s.load and b.body = s.body
),
holding as (
    select h.seat, h.from_on, h.until_on from store.holder h
    join loads on loads.kind = 'roster' and loads.load = h.load
)
select r.role, coalesce(r.territory, s.territory, e.territory), r.seat, coalesce(r.office, s.office_of), s.kind
from store.account_role r
left join seat s on s.seat = r.seat
left join loads el on el.kind = 'executors'
left join store.executor e on e.load = el.load and e.executor = r.office
where r.account = $account and r.revoked_at is null and r.from_on <= $day::date and $day::date < r.until_on
  and (r.seat is null or r.seat in (
      select h.seat from holding h
      where h.from_on <= r.from_on and r.from_on < h.until_on and h.from_on <= $day::date and $day::date < h.until_on))
order by r.granted_at, r.id
"""


def actor_of(store: Store, account: Account, day: date) -> Actor:
    """Who the account is on a day, in all its roles; one without a role sees what the public sees."""
    with store.cursor() as cursor:
        found = cursor.execute(
            _ROLES, {"account": account.account, "day": day, "head": store.head()}
        ).fetchall()
    capacities = [_capacity(account, *row) for row in found]
    if not capacities:
        return Actor(account.name, "public", account=account.account)
    # a seat or an office held stays with the person in every role, so that a conflict of interest is seen in all
    seat, office = (
        next(filter(None, (getattr(one, name) for one in capacities)), None) for name in ("seat", "office")
    )
    first, *rest = (replace(one, seat=one.seat or seat, office=one.office or office) for one in capacities)
    return replace(first, also=tuple(rest))


def _capacity(
    account: Account, role: str, territory: str | None, seat: str | None, office: str | None, kind: str | None
) -> Actor:
    aide = role == "aide"
    return Actor(
        account.name,
        role,
        territory="KZ" if role == "administrator" else territory,
        seat=seat,
        office=office,
        on_behalf_of=seat if aide else None,
        acting_as=kind if aide else None,
        account=account.account,
    )
