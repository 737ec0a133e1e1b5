"""Explanations given and asked for, and whether the day they promised held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tracker import clock
from tracker.access import Actor
from tracker.queries.ask import Ask, Scope, rows, seen_fully, sees_nothing_inside, source, titles
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Explanation:
    """The owner's words, with the promised day's fate as of the day asked for.

    ``held`` is True where the indicator stood on plan (achieved or on track) once the promised day's grace was over,
    or already stands there; False where it did not; None while that is awaited.
    """

    indicator: str
    title: dict[str, str]
    seat: str | None
    cause: str
    words: str | None
    corrective_action: str
    expected_on: date
    help_needed: str | None
    explained_at: datetime
    author: str
    on_behalf_of: str | None
    held: bool | None


@dataclass(frozen=True, slots=True)
class Request:
    """A Bureau seat's request for an explanation; ``answered_at`` is the first explanation after it, or None."""

    indicator: str
    title: dict[str, str]
    asked_by: str | None
    asked_of: str | None
    words: str | None
    asked_at: datetime
    answered_at: datetime | None


_EXPLANATIONS = """
with said as (
    select e.*, a.indicator, n.title_kk, n.title_ru, n.title_en, a.grace_days
    from store.explanation e join {source} a on a.no = e.no
    join store.terms n on n.load = a.load and n.no = a.no and n.version = a.version
    semi join {seen} f on f.no = e.no
    where e.seq <= $head and e.explained_at < $until and {where}
),
judged_on as (
    select seq, no, least(expected_on + grace_days, $as_of::date) as on_day from said
    where expected_on <= $as_of::date
)
select said.*, j.on_day from said left join judged_on j using (seq) order by explained_at desc, seq desc
"""
_STATUSES = """
with judged as (select unnest($days::date[]) as day, unnest($of::integer[][]) as nos),
clocks as (
    select c.* replace (j.nos as bound_to)
    from plain_clocks($days::date[], $untils::timestamp[], $head::bigint) c join judged j on j.day = c.on_day
)
select no, on_day, status from assess_at('clocks', $basis, null, null)
"""
_REQUESTS = """
with answered as (
    select r.seq, min(e.explained_at) as answered_at
    from store.explanation_request r
    join store.explanation e on e.no = r.no and e.explained_at >= r.asked_at
    where e.seq <= $head and e.explained_at < $until
    group by r.seq
)
select r.*, d.answered_at, a.indicator, n.title_kk, n.title_ru, n.title_en
from store.explanation_request r join {source} a on a.no = r.no
join store.terms n on n.load = a.load and n.no = a.no and n.version = a.version
semi join {seen} f on f.no = r.no
left join answered d on d.seq = r.seq
where r.seq <= $head and r.asked_at < $until and {where}
order by d.answered_at is not null, r.asked_at desc, r.seq desc
"""


def explanations(store: Store, actor: Actor, ask: Ask, scope: Scope) -> list[Explanation]:
    """Every explanation known on the day for the scope's indicators, newest first; of what the reader sees fully."""
    found = _known(store, actor, ask, scope, _EXPLANATIONS)
    statuses = _statuses(store, ask, found)
    return [
        Explanation(
            title=titles(row),
            author=row["actor"],
            held=_held(row, statuses, ask.as_of),
            **{name: row[name] for name in Explanation.__slots__ if name not in ("title", "author", "held")},
        )
        for row in found
    ]


def requests(store: Store, actor: Actor, ask: Ask, scope: Scope) -> list[Request]:
    """Every request known on the day for the scope's indicators, the unanswered first; of what is seen fully."""
    return [
        Request(title=titles(row), **{name: row[name] for name in Request.__slots__ if name != "title"})
        for row in _known(store, actor, ask, scope, _REQUESTS)
    ]


def _known(store: Store, actor: Actor, ask: Ask, scope: Scope, sql: str) -> list[dict]:
    if sees_nothing_inside(store, actor, ask):
        return []
    where, values = scope.where(ask, store)
    values |= {"head": ask.at(store), "until": clock.end_of(ask.as_of)}
    if "$as_of" in sql:
        values["as_of"] = ask.as_of
    with store.cursor() as cursor:
        places = {"source": source(store, actor, ask), "seen": seen_fully(store, actor, ask), "where": where}
        return rows(cursor, sql.format(**places), values)


def _statuses(store: Store, ask: Ask, found: list[dict]) -> dict[tuple[int, date], str]:
    """The status of each explained indicator on the day it is judged: each on its own days, not on everybody's."""
    of: dict[date, set[int]] = {}
    for row in found:
        if row["on_day"] is not None:
            of.setdefault(row["on_day"], set()).add(row["no"])
    if not of:
        return {}
    days = sorted(of)
    with store.cursor() as cursor:
        judged = rows(
            cursor,
            _STATUSES,
            {
                "days": days,
                "untils": [clock.end_of(day) for day in days],
                "head": ask.at(store),
                "basis": ask.basis,
                "of": [sorted(of[day]) for day in days],
            },
        )
    return {(row["no"], row["on_day"]): row["status"] for row in judged}


def _held(row: dict, statuses: dict, as_of: date) -> bool | None:
    if row["on_day"] is None:
        return None
    if statuses.get((row["no"], row["on_day"])) in ("achieved", "on_track"):
        return True
    return None if row["on_day"] == as_of and as_of < _grace_over(row) else False


def _grace_over(row: dict) -> date:
    return date.fromordinal(row["expected_on"].toordinal() + row["grace_days"])
