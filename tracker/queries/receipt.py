"""Receipts: for every value a branch sent, when it came in, what party control said, and whether the published figure
stands on it.

The published figure is the verified one (roles.md, public): a value is *used* where it is the verified value of its
indicator on the day, *superseded* where a later word on the same period took its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tracker import clock
from tracker.access import Actor
from tracker.queries.ask import Ask, Scope, rows, seen_fully, source, titles
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Receipt:
    """One value sent. ``sent_at`` is when it was made, ``received_at`` when the ledger took it in (naive
    UTC; what is made up was never received: the same);
    ``verdict`` is the newest one or None, ``reason`` its words; ``word`` the one tap it came by, if it did.
    """

    seq: int
    indicator: str
    title: dict[str, str]
    kind: str
    unit: dict[str, str] | None
    period_start: date
    period_end: date
    value: float
    sent_at: datetime
    received_at: datetime
    author: str
    evidence: str | None
    note: str | None
    origin: str
    word: str | None
    cause: str | None
    office: str | None
    verdict: str | None
    reviewed_at: datetime | None
    reason: str | None
    superseded: bool
    counts: bool
    used: bool


_SQL = """
with chosen as (select a.* from {source} a semi join {seen} f on f.no = a.no where {where}),
said as (
    select r.*, in_order(r.reported_at, r.seq) as placed from store.report r semi join chosen c on c.no = r.no
    where r.seq <= $receipt_head and r.reported_at < $until
),
judged as (
    select v.report_seq, arg_max(v.verdict, in_order(v.reviewed_at, v.seq)) as verdict,
        max(v.reviewed_at) as reviewed_at, arg_max(v.reason, in_order(v.reviewed_at, v.seq)) as reason
    from store.review v semi join said s on s.seq = v.report_seq
    where v.seq <= $receipt_head and v.reviewed_at < $until and counts(v.conflict, v.verdict)
    group by v.report_seq
),
newest as (select no, period_end, max(placed) as placed from said group by no, period_end),
tapped as (
    select report_seq, any_value(word) as word, any_value(cause) as cause, any_value(office) as office
    from store.progress_word where report_seq is not null group by report_seq
)
select s.seq, c.indicator, t.title_kk, t.title_ru, t.title_en, c.kind, t.unit_kk, t.unit_ru, t.unit_en,
    s.period_start, s.period_end, s.value, s.reported_at as sent_at,
    case when s.origin = 'demonstration' then s.reported_at else s.recorded_at end as received_at, s.author, s.evidence,
    s.note, s.origin, w.word, w.cause, w.office, j.verdict, j.reviewed_at, j.reason,
    s.placed < n.placed as superseded, s.seq = c.report_seq as counts, s.seq is not distinct from c.verified_seq as used
from said s
join chosen c on c.no = s.no
join store.terms t on t.load = c.load and t.no = c.no and t.version = c.version
join newest n on n.no = s.no and n.period_end = s.period_end
left join judged j on j.report_seq = s.seq
left join tapped w on w.report_seq = s.seq
where $seq is null or s.seq = $seq
order by s.reported_at desc, s.seq desc
limit $most
"""


def receipts(
    store: Store, actor: Actor, ask: Ask, scope: Scope, *, seq: int | None = None, most: int = 500
) -> list[Receipt]:
    """The newest ``most`` values sent for the scope's indicators, or the one with the ledger number ``seq``.

    Of indicators that the reader does not see fully, nothing.
    """
    where, values = scope.where(ask, store)
    values |= {"receipt_head": ask.at(store), "until": clock.end_of(ask.as_of), "seq": seq, "most": most}
    with store.cursor() as cursor:
        found = rows(
            cursor,
            _SQL.format(source=source(store, actor, ask), seen=seen_fully(store, actor, ask), where=where),
            values,
        )
    return [
        Receipt(
            title=titles(row),
            unit=titles(row, "unit"),
            **{name: row[name] for name in Receipt.__slots__ if name not in ("title", "unit")},
        )
        for row in found
    ]
