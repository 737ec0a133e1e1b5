"""The personal links there are, and every use of them, for the administrator alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tracker.access import Actor, permits
from tracker.queries.ask import Ask, rows
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class LinkEntry:
    """A link (instants naive UTC). ``bound_at`` when a browser first opened it; ``used`` and ``refused`` count its
    uses, ``last_refusal`` is why the newest refused one was.
    """

    link: str
    territory: str
    seat: str | None
    purpose: str | None
    made_by: str
    made_at: datetime
    expires_at: datetime
    bound_at: datetime | None
    revoked_at: datetime | None
    used: int
    refused: int
    last_used_at: datetime | None
    last_refusal: str | None


_SQL = """
with events as (
    select link, min(recorded_at) filter (where event = 'bound') as bound_at,
        min(recorded_at) filter (where event = 'revoked') as revoked_at
    from store.personal_link_event group by link
),
uses as (
    select link, count(*) filter (where outcome in ('bound', 'opened', 'used')) as used,
        count(*) filter (where outcome not in ('bound', 'opened', 'used')) as refused, max(used_at) as last_used_at,
        arg_max(outcome, used_at) filter (where outcome not in ('bound', 'opened', 'used')) as last_refusal
    from store.personal_link_use group by link
)
select l.link, l.territory, l.seat, l.purpose, l.actor as made_by, l.recorded_at as made_at, l.expires_at, e.bound_at,
    e.revoked_at, coalesce(u.used, 0) as used, coalesce(u.refused, 0) as refused, u.last_used_at, u.last_refusal
from store.personal_link l left join events e on e.link = l.link left join uses u on u.link = l.link
order by l.seq desc
"""


def personal_links(store: Store, actor: Actor, ask: Ask, territory: str | None = None) -> list[LinkEntry]:
    """Every link, the newest first; none for anybody but the administrator. What is used now is not kept by day."""
    if not permits(actor, "manage_accounts"):
        return []
    with store.cursor() as cursor:
        found = rows(cursor, _SQL)
    return [LinkEntry(**row) for row in found if territory in (None, row["territory"])]
