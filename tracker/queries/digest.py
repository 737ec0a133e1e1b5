"""What awaits one person: reports owed, what came back disputed, what was recommended, asked, and waits for review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker import clock
from tracker.access import Actor, permits
from tracker.queries.ask import Ask, Scope, rows, seen_fully, source, titles
from tracker.queries.control_queue import control_queue
from tracker.queries.explanations import Request, requests
from tracker.queries.recommendations import Recommendation, recommendations
from tracker.queries.reporting import due_reports
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Owes:
    """A report that is due or overdue, for the period that ends on a day."""

    indicator: str
    title: dict[str, str]
    territory_title: dict[str, str]
    until: date
    overdue: bool


@dataclass(frozen=True, slots=True)
class CameBack:
    """A report in force that control disputed and nobody has answered."""

    indicator: str
    title: dict[str, str]
    kind: str
    unit: dict[str, str] | None
    value: float
    period_end: date
    reviewer: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Digest:
    """Everything that awaits somebody on a day. ``to_review`` and ``to_close`` (recommendations said to be done) are
    party control's; ``answered`` the disputes that were answered and wait for a second look.
    """

    as_of: date
    owes: tuple[Owes, ...] = ()
    came_back: tuple[CameBack, ...] = ()
    recommended: tuple[Recommendation, ...] = ()
    asked: tuple[Request, ...] = ()
    to_review: int = 0
    answered: int = 0
    to_close: int = 0

    @property
    def matters(self) -> int:
        """How many things await the person."""
        listed = len(self.owes) + len(self.came_back) + len(self.recommended) + len(self.asked)
        return listed + self.to_review + self.answered + self.to_close


# Of the reviews those of the disputed alone: the engine would sort out all that were ever made.
_DISPUTED = """
with chosen as materialized (
    select a.* from {source} a semi join {seen} f on f.no = a.no where {where} and a.verdict = 'disputed'
),
judged as (
    select v.report_seq, unnest(arg_max({{'verdict': v.verdict, 'reviewer': v.reviewer, 'reason': v.reason,
        'placed': in_order(v.reviewed_at, v.seq)}}, in_order(v.reviewed_at, v.seq)))
    from store.review v semi join chosen c on c.no = v.no
    where v.seq <= $head and v.reviewed_at < $until and counts(v.conflict, v.verdict)
    group by v.report_seq
)
select a.indicator, n.title_kk, n.title_ru, n.title_en, a.kind, n.unit_kk, n.unit_ru, n.unit_en,
    a.observed as value, a.period_end, j.reviewer, j.reason,
    exists (from store.dispute_answer d where d.report_seq = a.report_seq and in_order(d.said_at, d.seq) > j.placed
            and d.seq <= $head and d.said_at < $until) as answered
from chosen a
join store.terms n on n.load = a.load and n.no = a.no and n.version = a.version
join judged j on j.report_seq = a.report_seq and j.verdict = 'disputed'
order by a.attention desc, a.indicator
"""


def digest(store: Store, actor: Actor, ask: Ask) -> Digest:
    """What awaits the actor on the day, the most pressing first; empty for those of whom nothing is asked."""
    scope = _scope(actor)
    if scope is None:
        return Digest(ask.as_of)
    controls = permits(actor, "review")
    waiting = control_queue(store, actor, ask, scope)
    disputed = _disputed(store, actor, ask, scope)
    reports = permits(actor, "report") and not controls
    made = recommendations(
        store, actor, ask, territory=scope.territory, seat=actor.seat, executor=scope.executor
    )
    closing = sum(one.state == "done" for one in made) if permits(actor, "recommend") else 0
    if actor.role == "branch":  # the branch speaks for the executors of its own territory
        made = [one for one in made if one.to_executor and one.territory == actor.territory]
    return Digest(
        ask.as_of,
        owes=_owes(store, actor, ask, scope) if reports else (),
        came_back=tuple(one for one, answered in disputed if not answered) if reports else (),
        recommended=()
        if controls
        else tuple(one for one in made if one.state in ("late", "open", "given_back")),
        asked=_asked(store, actor, ask, scope) if actor.seat else (),
        to_review=len(waiting) - waiting.answered,
        answered=waiting.answered,
        to_close=closing,
    )


def _scope(actor: Actor) -> Scope | None:
    """What concerns the actor; None where nothing is asked of the role."""
    if actor.role in ("administrator", "public", "faction"):
        return None
    if actor.seat is not None:
        return Scope(seat=actor.seat, begun=True)
    if actor.role == "executor":
        return Scope(executor=actor.office or "", begun=True)
    return Scope(territory=actor.territory, own=actor.role == "branch", begun=True)


def _owes(store: Store, actor: Actor, ask: Ask, scope: Scope) -> tuple[Owes, ...]:
    waiting = [one for one in due_reports(store, actor, ask, scope) if not one.reported]
    if actor.seat is not None:
        waiting = [one for one in waiting if one.item.owner == actor.seat]
    return tuple(
        Owes(one.item.indicator, one.item.title, one.item.territory_title, one.period.end, one.overdue)
        for one in waiting
        if one.period.end <= ask.as_of
    )


def _disputed(store: Store, actor: Actor, ask: Ask, scope: Scope) -> list[tuple[CameBack, bool]]:
    where, values = scope.where(ask, store)
    text = _DISPUTED.format(source=source(store, actor, ask), seen=seen_fully(store, actor, ask), where=where)
    with store.cursor() as cursor:
        found = rows(cursor, text, {**values, "head": ask.at(store), "until": clock.end_of(ask.as_of)})
    named = ("title", "unit")
    return [
        (
            CameBack(
                title=titles(row),
                unit=titles(row, "unit"),
                **{name: row[name] for name in CameBack.__slots__ if name not in named},
            ),
            row["answered"],
        )
        for row in found
    ]


def _asked(store: Store, actor: Actor, ask: Ask, scope: Scope) -> tuple[Request, ...]:
    found = requests(store, actor, ask, scope)
    return tuple(one for one in found if one.answered_at is None and one.asked_of == actor.seat)
