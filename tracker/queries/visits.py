"""Party control's visits and posts, and both sides' words on an indicator in the order they were said."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from tracker import clock
from tracker.access import Actor
from tracker.queries.ask import Ask, Scope, rows, seen_fully, source, titles
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit. ``found`` is confirmed, partly or not_confirmed; ``verdict`` the verdict that rests on it, if any;
    ``photographs`` links and hashes of stored files.
    """

    seq: int
    indicator: str
    title: dict[str, str]
    territory: str
    territory_title: dict[str, str]
    measure: str | None
    measure_title: dict[str, str] | None
    visited_on: date
    place: str
    found: str
    words: str | None
    photographs: tuple[str, ...]
    visitor: str
    conflict: bool
    verdict: str | None
    said_at: datetime


@dataclass(frozen=True, slots=True)
class Post:
    """A standing watch: who keeps it since when; ``closed_at`` and ``closing_words`` once it was lifted."""

    seq: int
    indicator: str
    title: dict[str, str]
    territory: str
    territory_title: dict[str, str]
    status: str
    measure: str | None
    measure_title: dict[str, str] | None
    keeper: str
    words: str | None
    said_at: datetime
    closed_at: datetime | None
    closed_by: str | None
    closing_words: str | None


@dataclass(frozen=True, slots=True)
class Word:
    """One thing said about an indicator. ``what``: reported, corrected, verified, disputed, answered, confirmed,
    partly, not_confirmed (a visit), opened or closed (a post). ``value`` and ``period_end`` stand with a report.
    """

    indicator: str
    said_at: datetime
    what: str
    who: str
    words: str | None
    evidence: str | None
    value: float | None
    period_end: date | None
    report_seq: int | None
    conflict: bool


_NAMES = """
    a.indicator, n.title_kk, n.title_ru, n.title_en, a.territory, t.title_kk as territory_kk,
    coalesce(t.title_ru, a.territory) as territory_ru, t.title_en as territory_en,
    m.title_kk as measure_kk, m.title_ru as measure_ru, m.title_en as measure_en
"""
_JOINS = """
join store.terms n on n.load = a.load and n.no = a.no and n.version = a.version
left join store.measure_terms m on m.load = a.load and m.no = a.no and m.measure = o.measure and m.version = 0
left join (from loads_at($head::bigint)) l on l.kind = 'territories'
left join store.territory t on t.load = l.load and t.code = a.territory
"""
_VISITS = (
    "with cited as (select c.visit_seq, arg_max(r.verdict, r.seq) as verdict from store.review_visit c "
    "join store.review r on r.seq = c.review_seq where c.seq <= $head group by c.visit_seq) "
    f"select o.*, c.verdict, {_NAMES} from store.visit o join {{source}} a on a.no = o.no "
    "semi join {seen} f on f.no = o.no "
    f"left join cited c on c.visit_seq = o.seq {_JOINS} "
    "where o.seq <= $head and o.said_at < $until and {where} order by o.visited_on desc, o.seq desc"
)
_POSTS = (
    f"select o.*, a.status, c.said_at as closed_at, c.keeper as closed_by, c.words as closing_words, {_NAMES} "
    "from store.post o join {source} a on a.no = o.no semi join {seen} f on f.no = o.no "
    f"left join store.post c on c.post = o.seq and c.seq <= $head and c.said_at < $until {_JOINS} "
    "where o.post is null and o.seq <= $head and o.said_at < $until and {where} "
    "order by c.seq is not null, a.attention desc, o.seq desc"
)
_WORDS = """
with asked as (
    select s.no, s.id as indicator from store.subject s semi join {seen} f on f.no = s.no
    where list_contains($indicators::varchar[], s.id)
),
files as (
    select e.report_seq as seq, string_agg(e.shown_sha256, chr(10) order by e.seq) as files
    from store.evidence e join asked a on a.no = e.no where e.report_seq is not null and e.seq <= $head
    group by e.report_seq
),
told as (
    select a.indicator, r.reported_at as said_at, case when r.again then 'corrected' else 'reported' end as what,
        r.author as who, r.note as words,
        nullif(concat_ws(chr(10), nullif(trim(r.evidence), ''), k.files), '') as evidence, r.value,
        r.period_end, r.seq as report_seq, false as conflict,
        r.seq
    from store.report r join asked a on a.no = r.no left join files k on k.seq = r.seq where r.period_end <= $as_of
    union all
    select a.indicator, v.reviewed_at, v.verdict, v.reviewer, v.reason, null, v.value, v.period_end, v.report_seq,
        v.conflict, v.seq
    from store.review v join asked a on a.no = v.no
    union all
    select a.indicator, d.said_at, 'answered', d.author, d.words, d.evidence, null, null, d.report_seq, false, d.seq
    from store.dispute_answer d join asked a on a.no = d.no
    union all
    select a.indicator, o.said_at, o.found, o.visitor, concat_ws('. ', o.place, o.words), o.photographs, null,
        o.visited_on, o.report_seq, o.conflict, o.seq
    from store.visit o join asked a on a.no = o.no
    union all
    select a.indicator, p.said_at, p.what, p.keeper, p.words, null, null, null, null, false, p.seq
    from store.post p join asked a on a.no = p.no
)
select * exclude (seq) from told where seq <= $head and said_at < $until order by indicator, said_at, seq
"""


def visits(store: Store, actor: Actor, ask: Ask, scope: Scope) -> list[Visit]:
    """Every visit known on the day to the scope's indicators, the newest first; only of what is seen fully."""
    return [
        Visit(
            photographs=tuple((row.pop("photographs") or "").split()),
            **_named(row),
            **_plain(row, Visit, "photographs"),
        )
        for row in _known(store, actor, ask, scope, _VISITS)
    ]


def posts(store: Store, actor: Actor, ask: Ask, scope: Scope) -> list[Post]:
    """Every post known on the day, those that stand first, by attention; only of what is seen fully."""
    return [Post(**_named(row), **_plain(row, Post)) for row in _known(store, actor, ask, scope, _POSTS)]


def both_sides(store: Store, actor: Actor, ask: Ask, indicators: Collection[str]) -> dict[str, list[Word]]:
    """What was said about indicators (full ids), by indicator, in the order it was said; only of those seen fully."""
    if not indicators:
        return {}
    values = {
        "indicators": sorted(indicators),
        "as_of": ask.as_of,
        "until": clock.end_of(ask.as_of),
        "head": ask.at(store),
    }
    found: dict[str, list[Word]] = {}
    with store.cursor() as cursor:
        for row in rows(cursor, _WORDS.format(seen=seen_fully(store, actor, ask)), values):
            found.setdefault(row["indicator"], []).append(Word(**row))
    return found


def _known(store: Store, actor: Actor, ask: Ask, scope: Scope, sql: str) -> list[dict]:
    where, values = scope.where(ask, store)
    values |= {"head": ask.at(store), "until": clock.end_of(ask.as_of)}
    with store.cursor() as cursor:
        return rows(
            cursor,
            sql.format(source=source(store, actor, ask), seen=seen_fully(store, actor, ask), where=where),
            values,
        )


def _named(row: dict) -> dict:
    return {
        "title": titles(row),
        "territory_title": titles(row, "territory"),
        "measure_title": titles(row, "measure"),
    }


def _plain(row: dict, of: type, *but: str) -> dict:
    named = ("title", "territory_title", "measure_title", *but)
    return {name: row[name] for name in of.__slots__ if name not in named}
