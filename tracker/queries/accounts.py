"""For the administrator: accounts with their roles and state, and the log of who did what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tracker.access import Actor, require
from tracker.queries.ask import rows, titles
from tracker.store import Store

FOREVER = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class GivenRole:
    """A role of an account; ``to`` is its last day or None, ``of`` names its territory, seat or executor."""

    id: str
    role: str
    of: str | None
    title: dict[str, str] | None
    from_: date
    to: date | None


@dataclass(frozen=True, slots=True)
class AccountEntry:
    """An account as an administrator sees it: nothing of its password or tokens.

    ``invited_until`` is the end of an invitation that waits, ``held_back_until`` that of a throttle, ``sessions`` how
    many are open.
    """

    account: str
    name: str
    roles: tuple[GivenRole, ...]
    has_password: bool
    has_second_factor: bool
    provider: str | None
    invited_until: datetime | None
    signed_in_at: datetime | None
    closed_at: datetime | None
    held_back_until: datetime | None
    sessions: int


@dataclass(frozen=True, slots=True)
class LoggedEntry:
    """A row of the access log."""

    seq: int
    happened_at: datetime
    kind: str
    name: str | None
    role: str | None
    on_behalf_of: str | None
    what: str | None
    source: str | None


_ACCOUNTS = """
select a.account, a.name, a.password is not null as has_password, a.issuer as provider, a.signed_in_at,
    a.disabled_at as closed_at,
    exists (select 1 from store.totp t where t.account = a.account and t.confirmed_at is not null) as has_second_factor,
    (select max(i.expires_at) from store.invitation i where i.account = a.account and i.used_at is null
        and i.revoked_at is null and i.expires_at > $now) as invited_until,
    (select max(t.free_at) from store.sign_in_throttle t where t.name_hash = sha256(a.name) and t.free_at > $now)
        as held_back_until,
    (select count(*) from store.session s where s.account = a.account and s.step = 'open' and s.ended_at is null
        and s.ends_at > $now and s.seen_at > $idle) as sessions
from store.account a order by a.name
"""
_ROLES = """
with loads as (from loads_at($head::bigint)),
title as (
    select 'territory' as kind, code as id, title_kk, title_ru, title_en
    from store.territory semi join loads using (load)
    union all
    select 'seat', seat, title_kk, title_ru, title_en from store.seat semi join loads using (load)
    union all
    select 'office', executor, title_kk, title_ru, title_en from store.executor semi join loads using (load)
)
select r.id, r.account, r.role, coalesce(r.territory, r.seat, r.office) as of, r.from_on, r.until_on,
    t.title_kk, t.title_ru, t.title_en
from store.account_role r
left join title t on t.id = coalesce(r.territory, r.seat, r.office)
    and t.kind = case when r.territory is not null then 'territory' when r.seat is not null then 'seat'
        else 'office' end
where r.revoked_at is null order by r.granted_at, r.id
"""
_LOG = """
select seq, happened_at, kind, name, role, on_behalf_of, what, source from store.access_entry
where ($account is null or account = $account) order by seq desc limit $most
"""


def accounts(store: Store, actor: Actor, now: datetime, idle_since: datetime) -> list[AccountEntry]:
    """Every account by name, with roles not taken away. Raises AccessRefused for anybody but an administrator."""
    require(actor, "manage_accounts")
    with store.cursor() as cursor:
        found = rows(cursor, _ACCOUNTS, {"now": now, "idle": idle_since})
        given: dict[str, list[GivenRole]] = {}
        for row in rows(cursor, _ROLES, {"head": store.head()}):
            given.setdefault(row["account"], []).append(_given(row))
    return [AccountEntry(roles=tuple(given.get(row["account"], ())), **row) for row in found]


def own_roles(store: Store, actor: Actor) -> list[GivenRole]:
    """The roles given to the actor's own account and not taken away; none without an account."""
    with store.cursor() as cursor:
        return [
            _given(row)
            for row in rows(cursor, _ROLES, {"head": store.head()})
            if row["account"] == actor.account
        ]


def _given(row: dict) -> GivenRole:
    to = None if row["until_on"] == FOREVER else date.fromordinal(row["until_on"].toordinal() - 1)
    return GivenRole(row["id"], row["role"], row["of"], titles(row), row["from_on"], to)


def access_log(store: Store, actor: Actor, account: str | None = None, most: int = 100) -> list[LoggedEntry]:
    """The newest entries of the access log, of one account or of all. Raises AccessRefused likewise."""
    require(actor, "manage_accounts")
    with store.cursor() as cursor:
        return [LoggedEntry(**row) for row in rows(cursor, _LOG, {"account": account, "most": most})]
