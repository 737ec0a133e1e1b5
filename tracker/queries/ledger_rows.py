"""Reports and verdicts known on a day, as rows, for whoever takes them to another program."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker import clock
from tracker.access import Actor
from tracker.queries.ask import Ask, Scope, rows, seen_fully, source, titles
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class KnownReport:
    """A report, ``report`` its number in the ledger. To whoever does not see its indicator fully only verified newest
    words are shown, without author, evidence or note.
    """

    report: int
    indicator: str
    program: str
    section: str
    territory: str
    title: dict[str, str]
    unit: dict[str, str] | None
    period_start: date
    period_end: date
    value: float
    reported_at: datetime
    author: str | None
    evidence: str | None
    note: str | None
    verdict: str | None
    newest_word: bool
    demonstration: bool


@dataclass(frozen=True, slots=True)
class KnownReview:
    """A verdict, ``review`` its number in the ledger, on the report of a number."""

    review: int
    report: int
    indicator: str
    period_end: date
    value: float
    verdict: str
    reason: str | None
    reviewer: str
    reviewed_at: datetime
    conflict: bool
    demonstration: bool


_REPORTS = """
with reviewed as (
    select report_seq, arg_max(verdict, (reviewed_at, seq)) as verdict from store.review
    where seq <= $head and reviewed_at < $until and counts(conflict, verdict)
    group by report_seq
),
newest as (
    select arg_max(seq, (reported_at, seq)) as seq from store.report
    where seq <= $head and reported_at < $until and period_end <= $day group by no, period_end
)
select r.seq as report, a.indicator, a.program, a.section, a.territory, t.title_kk, t.title_ru, t.title_en,
    t.unit_kk, t.unit_ru, t.unit_en, r.period_start, r.period_end, r.value, r.reported_at,
    case when e.no is not null then r.author end as author,
    case when e.no is not null then r.evidence end as evidence,
    case when e.no is not null then r.note end as note,
    v.verdict, n.seq is not null as newest_word, r.origin = 'demonstration' or a.demonstration as demonstration
from store.report r
join {source} a on a.no = r.no
join store.terms t on t.load = a.load and t.no = a.no and t.version = a.version
left join reviewed v on v.report_seq = r.seq
left join newest n on n.seq = r.seq
left join {seen} e on e.no = r.no
where {where} and r.seq > $after and r.seq <= $head and r.reported_at < $until and r.period_end <= $day
  and (e.no is not null or (n.seq is not null and v.verdict = 'verified'))
order by r.seq limit $most
"""
_REVIEWS = """
select v.seq as review, v.report_seq as report, a.indicator, v.period_end, v.value, v.verdict, v.reason, v.reviewer,
    v.reviewed_at, v.conflict, v.origin = 'demonstration' or a.demonstration as demonstration
from store.review v
join {source} a on a.no = v.no
join {seen} e on e.no = v.no
where {where} and v.seq > $after and v.seq <= $head and v.reviewed_at < $until
order by v.seq limit $most
"""


def known_reports(
    store: Store, actor: Actor, ask: Ask, scope: Scope, *, after: int = 0, most: int = 1000
) -> list[KnownReport]:
    """The reports on the scope's indicators known on the day, in the ledger's order from after a number on."""
    found = _asked(store, actor, ask, scope, _REPORTS, after, most)
    names = [name for name in KnownReport.__slots__ if name not in ("title", "unit")]
    return [
        KnownReport(title=titles(row), unit=titles(row, "unit"), **{name: row[name] for name in names})
        for row in found
    ]


def known_reviews(
    store: Store, actor: Actor, ask: Ask, scope: Scope, *, after: int = 0, most: int = 1000
) -> list[KnownReview]:
    """The verdicts on indicators that the reader sees fully, in the ledger's order from after a number on."""
    return [KnownReview(**row) for row in _asked(store, actor, ask, scope, _REVIEWS, after, most)]


def _asked(store: Store, actor: Actor, ask: Ask, scope: Scope, sql: str, after: int, most: int) -> list[dict]:
    ask = replace(ask, head=ask.at(store))
    where, values = scope.where(ask, store)
    values |= {
        "head": ask.at(store), "until": clock.end_of(ask.as_of), "day": ask.as_of, "after": after, "most": most,
    }  # fmt: skip
    if "$day" not in sql:
        del values["day"]
    whole = sql.format(source=source(store, actor, ask), seen=seen_fully(store, actor, ask), where=where)
    with store.cursor() as cursor:
        return rows(cursor, whole, values)
