"""What party control has to look at: reports nobody reviewed, by risk; the day's sample; what both sides said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial

from tracker import clock
from tracker.access import Actor, permits
from tracker.assess.by_indicator import ByIndicator, by_indicator
from tracker.assess.control import checked, unreviewed
from tracker.assess.snapshot import MOST_AT_ONCE
from tracker.queries.ask import Ask, Scope, rows, seen_fully, seen_of, source, titles
from tracker.queries.contradiction_numbers import contradiction_numbers
from tracker.queries.listed import InParts
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Waiting:
    """A newest word that no verdict counts for, or whose dispute was answered.

    ``previous`` is the value of the period before (of the same year for
    an annual promise), ``planned`` the plan at the period's end (None: no plan is defined there), ``lag`` 0..1;
    ``risk`` is ``risk_of`` of the four beside it; a visit that confirmed is evidence too. ``evidence``: what the report
    names, and the hashes of the files sent with it, a line each.

    ``own``: this reader wrote it; ``conflict``: this reader's office executes it; ``by_office``: the executor's own
    office confirmed it, which does not count. ``visit`` is the newest visit since the period began, or None.
    """

    indicator: str
    no: int
    title: dict[str, str]
    unit: dict[str, str] | None
    kind: str
    status: str
    territory: str
    territory_title: dict[str, str]
    report_seq: int
    period_end: date
    value: float
    previous: float | None
    planned: float | None
    reported_at: datetime
    author: str
    evidence: str | None
    note: str | None
    weight: float
    lag: float
    evidenced: bool
    contradictions: int
    risk: float
    own: bool
    conflict: bool
    by_office: bool
    answered: bool
    visit: int | None
    visit_found: str | None


@dataclass(frozen=True, slots=True)
class Checks:
    """Newest words known on the day, how many of them were checked, and how many of those held."""

    known: int
    checked: int
    held: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """A report of the day's sample; ``verdict`` since the draw, None while nobody has looked."""

    indicator: str
    title: dict[str, str]
    territory_title: dict[str, str]
    report_seq: int
    period_end: date
    verdict: str | None
    reviewer: str | None


@dataclass(frozen=True, slots=True)
class Sample:
    """``drawn`` out of ``waiting`` reports that stood unreviewed when the day began."""

    day: date
    waiting: int
    drawn: tuple[Drawn, ...]


_ABOVE = """
with recursive listed as (
    select e.executor, e.part_of from store.executor e
    join (from loads_at($head::bigint)) l on l.kind = 'executors' and l.load = e.load
), up(executor, above) as (
    select executor, executor from listed
    union
    select up.executor, listed.part_of from up join listed on listed.executor = up.above
    where listed.part_of is not null
)
"""
# What the risk of a word is made of, beside its indicator's weight and lag: `waiting` names the words.
_WEIGHED = """
found as (from {numbers}),
visited as (
    select w.seq, max(v.seq) as visit, arg_max(v.found, v.seq) as found
    from waiting w
    join store.report r on r.seq = w.seq
    join store.visit v on v.no = w.no and v.seq <= $head and v.said_at < $until and v.visited_on >= r.period_start
    group by w.seq
),
files as (
    select e.report_seq as seq, string_agg(e.shown_sha256, chr(10) order by e.seq) as files
    from store.evidence e semi join waiting w on w.seq = e.report_seq where e.seq <= $head group by e.report_seq
),
weighed as (
    select w.no, w.seq, w.period_end, w.value, r.reported_at, r.author, r.note, s.visit, s.found as visit_found,
        nullif(concat_ws(chr(10), nullif(trim(r.evidence), ''), k.files), '') as evidence,
        lag_of(c.progress, c.planned_progress) as lag, coalesce(f.contradictions, 0) as contradictions,
        coalesce(trim(r.evidence), '') <> '' or k.seq is not null or coalesce(s.found, '') = 'confirmed' as evidenced,
        risk_of(c.weight, lag, coalesce(f.contradictions, 0), evidenced) as risk,
        exists (from store.dispute_answer d
                where d.report_seq = w.seq and d.seq <= $head and d.said_at < $until) as answered
    from waiting w
    join chosen c on c.no = w.no
    join store.report r on r.seq = w.seq
    left join found f on f.no = w.no
    left join visited s on s.seq = w.seq
    left join files k on k.seq = w.seq
)"""
_ORDER = (
    """
with chosen as (select a.* from {source} a semi join {seen} f on f.no = a.no where {where}),
waiting as ({waiting}),"""
    + _WEIGHED
    + """
select w.seq, w.answered from weighed w join chosen c on c.no = w.no
order by w.risk desc, c.indicator, w.period_end desc
"""
)
_WORDS = (
    _ABOVE.rstrip()
    + """,
waiting as (
    select no, period_end, value, seq from store.report where seq in (select unnest($words::bigint[]))
),
chosen as (select a.* from {source} a semi join waiting w on w.no = a.no),"""
    + _WEIGHED
    + """,
asked as (select w.no, c.load, c.version, w.period_end as day from waiting w join chosen c on c.no = w.no),
plan as (from plan_on('asked')),
before as (
    select w.no, w.period_end, arg_max(r.value, r.period_end) as previous
    from waiting w
    join chosen c on c.no = w.no
    join (from newest_words('waiting', $as_of::date, $until::timestamp, $head::bigint)) r
      on r.no = w.no and r.period_end < w.period_end
     and (c.kind <> 'annual' or year(r.period_end) = year(w.period_end))
    group by w.no, w.period_end
),
by_office as (
    select distinct v.report_seq as seq from store.review v semi join waiting w on w.seq = v.report_seq
    where v.conflict and v.verdict = 'verified' and v.seq <= $head and v.reviewed_at < $until
)
select c.indicator, n.title_kk, n.title_ru, n.title_en, n.unit_kk, n.unit_ru, n.unit_en, c.kind, c.status,
    c.territory, t.title_kk as territory_kk, coalesce(t.title_ru, c.territory) as territory_ru,
    t.title_en as territory_en, c.weight, w.* exclude (seq), w.seq as report_seq, b.previous, p.planned,
    list_contains($me::varchar[], w.author) as own,
    exists (from up where up.executor = c.executor and up.above = $office) as conflict,
    o.seq is not null as by_office
from weighed w
join chosen c on c.no = w.no
join store.terms n on n.load = c.load and n.no = c.no and n.version = c.version
left join plan p on p.no = w.no and p.day = w.period_end
left join before b on b.no = w.no and b.period_end = w.period_end
left join by_office o on o.seq = w.seq
left join (from loads_at($head::bigint)) l on l.kind = 'territories'
left join store.territory t on t.load = l.load and t.code = c.territory
"""
)
_CHECKS = """
with chosen as (select a.* from {source} a semi join {seen} f on f.no = a.no where {where}),
counted as ({checked})
select coalesce(sum(known), 0)::bigint as known, coalesce(sum(checked), 0)::bigint as checked,
    coalesce(sum(held), 0)::bigint as held
from counted
"""
# Of the whole country both are kept; of a few indicators they are found where they are asked for.
_OF_FEW = {
    "waiting": "from unreviewed_words('chosen', $as_of::date, $until::timestamp, $head::bigint)",
    "waiting_then": "from unreviewed_words('chosen', $as_of::date, $start::timestamp, $head::bigint)",
    "checked": "from checked_words('chosen', $as_of::date, $until::timestamp, $head::bigint)",
}
_SAMPLE = """
with chosen as (select a.* from {source} a semi join {seen} f on f.no = a.no where {where}),
waiting as ({waiting_then}),
drawn as (select * from waiting order by md5($seed || ':' || seq), seq limit $size),
judged as (from last_verdicts('drawn', $start::timestamp, $until::timestamp, $head::bigint))
select (select count(*) from waiting) as waiting, c.indicator, n.title_kk, n.title_ru, n.title_en,
    t.title_kk as territory_kk, coalesce(t.title_ru, c.territory) as territory_ru, t.title_en as territory_en,
    d.seq as report_seq, d.period_end, j.verdict, j.reviewer
from drawn d
join chosen c on c.no = d.no
join store.terms n on n.load = c.load and n.no = c.no and n.version = c.version
left join judged j on j.seq = d.seq
left join (from loads_at($head::bigint)) l on l.kind = 'territories'
left join store.territory t on t.load = l.load and t.code = c.territory
order by md5($seed || ':' || d.seq), d.seq
"""


class Queue(InParts[Waiting]):
    """Unreviewed newest words, the riskiest first, as of one day, head and reviewer.

    ``answered`` of them were disputed before and answered since.
    """

    def __init__(self, store: Store, actor: Actor, ask: Ask, words: Sequence[int], answered: int) -> None:
        super().__init__(words)
        self._store, self._actor, self._ask, self.answered = store, actor, ask, answered

    def _read(self, numbers: list[int]) -> list[Waiting]:
        actor = self._actor
        further = {
            "words": numbers,
            "me": [name for name in (actor.name, actor.seat) if name],
            "office": actor.office,
        }
        found = _asked(self._store, actor, self._ask, _numbered(self._store, numbers), _WORDS, further)
        place = {row["report_seq"]: _waiting(row) for row in found}
        return [place[seq] for seq in numbers]


def control_queue(store: Store, actor: Actor, ask: Ask, scope: Scope) -> Queue:
    """Every unreviewed newest word in the actor's territory and the scope, the riskiest first; nothing for those who
    do not review.
    """
    ask = replace(ask, head=ask.at(store))  # the reports and what contradicts them at one head
    if not permits(actor, "review"):
        return Queue(store, actor, ask, (), 0)
    found = _asked(store, actor, ask, scope, _ORDER, {})
    answered = sum(row["answered"] for row in found)
    return Queue(store, actor, ask, [row["seq"] for row in found], answered)


def _numbered(store: Store, words: list[int]) -> Scope:
    """The scope of the indicators that reports speak of."""
    sql = "select distinct no from store.report where seq in (select unnest($words::bigint[]))"
    with store.cursor() as cursor:
        return Scope(numbers=tuple(no for (no,) in cursor.execute(sql, {"words": words}).fetchall()))


def _waiting(row: dict) -> Waiting:
    named = ("title", "unit", "territory_title")
    return Waiting(
        title=titles(row),
        unit=titles(row, "unit"),
        territory_title=titles(row, "territory"),
        **{name: row[name] for name in Waiting.__slots__ if name not in named},
    )


def checks(store: Store, actor: Actor, ask: Ask, scope: Scope) -> Checks:
    """How many newest words of the scope were checked and how many held, in the actor's territory."""
    if not permits(actor, "review"):
        return Checks(0, 0, 0)
    return Checks(**_asked(store, actor, ask, scope, _CHECKS, {})[0])


def sample(store: Store, actor: Actor, ask: Ask, scope: Scope, size: int = 10) -> Sample:
    """``size`` reports drawn out of those unreviewed when the day began: by the day and each report's number, so that
    the same day, scope and size draw the same reports whatever was reviewed since.
    """
    if not permits(actor, "review"):
        return Sample(ask.as_of, 0, ())
    further = {
        "start": clock.end_of(ask.as_of - timedelta(days=1)),
        "seed": ask.as_of.isoformat(),
        "size": size,
    }
    found = _asked(store, actor, ask, scope, _SAMPLE, further)
    drawn = tuple(
        Drawn(
            title=titles(row),
            territory_title=titles(row, "territory"),
            **{name: row[name] for name in Drawn.__slots__ if name not in ("title", "territory_title")},
        )
        for row in found
    )
    return Sample(ask.as_of, found[0]["waiting"] if found else 0, drawn)


def _asked(store: Store, actor: Actor, ask: Ask, scope: Scope, sql: str, further: dict) -> list[dict]:
    where, values = scope.where(ask, store)
    values |= {"as_of": ask.as_of, "until": clock.end_of(ask.as_of), "head": ask.at(store), **further}
    places = {"source": source(store, actor, ask), "seen": seen_fully(store, actor, ask), "where": where}
    if "{numbers}" in sql:
        places["numbers"] = contradiction_numbers(store, actor, ask, scope)
    places |= {
        name: found()
        for name, found in _words(store, actor, ask, scope, further).items()
        if f"{{{name}}}" in sql
    }
    text = sql.format(**places)
    with store.cursor() as cursor:
        return rows(cursor, text, {name: value for name, value in values.items() if f"${name}" in text})


def _words(store: Store, actor: Actor, ask: Ask, scope: Scope, further: dict) -> dict[str, Callable[[], str]]:
    """The relations of words that a statement may hold, over its ``chosen``: read from what is kept of the country, or
    found of few where nothing is.
    """
    kept: dict[str, Callable[[], ByIndicator]] = {
        "waiting": lambda: unreviewed(store, ask.as_of, ask.basis, clock.end_of(ask.as_of)),
        "waiting_then": lambda: unreviewed(store, ask.as_of, ask.basis, further["start"]),
        "checked": lambda: checked(store, ask.as_of, ask.basis),
    }

    def read(name: str) -> str:
        def of_few() -> str | None:
            return f"({_OF_FEW[name]})" if seen_of(store, actor, ask, scope) <= MOST_AT_ONCE else None

        found = by_indicator(store, kept[name](), ask.at(store), of_few)
        return f"select k.* from {found} k semi join chosen c on c.no = k.no"

    return {name: partial(read, name) for name in kept}
