"""Party control's recommendations: to whom, by when, what was said on them, and how many of them are done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tracker import clock
from tracker.access import Actor
from tracker.queries.ask import Ask, rows, seen_fully, sees_nothing_inside, titles
from tracker.store import Store

STATES = ("late", "open", "given_back", "done", "closed")


@dataclass(frozen=True, slots=True)
class Said:
    """One word on a recommendation: done, closed or given_back."""

    what: str
    who: str
    words: str | None
    evidence: str | None
    said_at: datetime


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommendation as of a day. ``state``: open, late (its day has passed and nobody said it was done), done
    (said to be, waits for control), given_back (not accepted, its day not passed), closed.
    """

    seq: int
    territory: str
    territory_title: dict[str, str]
    indicator: str | None
    title: dict[str, str] | None
    occasion: str
    visit_seq: int | None
    sitting: str | None
    words: str
    to_seat: str | None
    to_executor: str | None
    to_title: dict[str, str]
    due_on: date
    author: str
    said_at: datetime
    state: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """``closed`` of ``made``: done and accepted by somebody else; the states add up to ``made``."""

    made: int
    closed: int
    done: int
    given_back: int
    open: int
    late: int


_MADE = """
with loads as (from loads_at($head::bigint)),
above as (from territories_above($head::bigint))
select r.*, s.id as indicator, n.title_kk, n.title_ru, n.title_en,
    t.title_kk as territory_kk, coalesce(t.title_ru, r.territory) as territory_ru, t.title_en as territory_en,
    coalesce(q.title_kk, e.title_kk) as to_kk, coalesce(q.title_ru, e.title_ru, r.to_seat, r.to_executor) as to_ru,
    coalesce(q.title_en, e.title_en) as to_en
from store.recommendation r
left join store.subject s on s.no = r.no
left join (from terms_of_newest($head::bigint)) n on n.no = r.no
left join loads tl on tl.kind = 'territories'
left join store.territory t on t.load = tl.load and t.code = r.territory
left join loads el on el.kind = 'executors'
left join store.executor e on e.load = el.load and e.executor = r.to_executor
left join (select q.* from store.seat q semi join loads on loads.kind = 'roster' and loads.load = q.load) q
    on q.seat = r.to_seat
where r.seq <= $head and r.said_at < $until
  and ($territory is null or r.territory in (select code from above where above.above = $territory))
  and ($seat is null or r.to_seat = $seat) and ($executor is null or r.to_executor = $executor)
  and ($indicator is null or s.id = $indicator)
  and (r.no in (select no from {seen}) or r.to_seat = $my_seat or r.to_executor = $my_office
       or (r.no is null and r.territory in (select code from above where above.above = $mine)))
order by r.due_on, r.seq
"""
_SAID = """
select w.recommendation, w.what, w.author as who, w.words, w.evidence, w.said_at
from store.recommendation_word w where w.seq <= $head and w.said_at < $until order by w.said_at, w.seq
"""


def recommendations(
    store: Store,
    actor: Actor,
    ask: Ask,
    *,
    territory: str | None = None,
    seat: str | None = None,
    executor: str | None = None,
    indicator: str | None = None,
) -> list[Recommendation]:
    """Every recommendation known on the day at or below a territory, to a seat, to an executor, on an indicator: those
    that are late first, then by state and day. Of what the reader sees fully, and what was made to the reader.
    """
    if sees_nothing_inside(store, actor, ask):
        return []
    own = {"my_seat": actor.seat, "my_office": actor.office}
    own["mine"] = None if actor.role == "executor" else actor.territory
    moment = {"head": ask.at(store), "until": clock.end_of(ask.as_of)}
    bounds = {"territory": territory, "seat": seat, "executor": executor, "indicator": indicator}
    said: dict[int, list[Said]] = {}
    with store.cursor() as cursor:
        for row in rows(cursor, _SAID, moment):
            said.setdefault(row.pop("recommendation"), []).append(Said(**row))
        made = rows(cursor, _MADE.format(seen=seen_fully(store, actor, ask)), {**moment, **bounds, **own})
    found = [_recommendation(row, tuple(said.get(row["seq"], ())), ask.as_of) for row in made]
    return sorted(found, key=lambda one: STATES.index(one.state))


def counts(found: Sequence[Recommendation]) -> Counts:
    """How many recommendations are in which state."""
    by = {state: sum(one.state == state for one in found) for state in STATES}
    return Counts(len(found), **by)


def _recommendation(row: dict, said: tuple[Said, ...], as_of: date) -> Recommendation:
    what = said[-1].what if said else None
    state = what if what in ("closed", "done") else None
    if state is None:
        late = row["due_on"] < as_of
        state = "late" if late else "given_back" if what == "given_back" else "open"
    named = ("title", "territory_title", "to_title", "state", "said")
    return Recommendation(
        title=titles(row),
        territory_title=titles(row, "territory"),
        to_title=titles(row, "to"),
        state=state,
        said=said,
        **{name: row[name] for name in Recommendation.__slots__ if name not in named},
    )
