"""The burden of reporting: fields asked of each branch in a month, beside what a published figure stands on.

A field is one value of one indicator, or one state of one measure, asked once a period. What nobody ever uses is a
question that need not be asked.
"""

from __future__ import annotations

from dataclasses import dataclass

from tracker import clock
from tracker.access import Actor
from tracker.queries.ask import Ask, rows, seen_fully, source, titles
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Burden:
    """One territory's branch. ``asked`` is fields a month by the indicators' frequencies (a quarter's is a third),
    ``sent`` the values sent in the year that ends on the day, ``used`` those of them that the verified figures stand
    on at the day; ``sent_a_month`` is ``sent`` over twelve.
    """

    territory: str
    title: dict[str, str]
    indicators: int
    asked: float
    sent: int
    verified: int
    used: int

    @property
    def sent_a_month(self) -> float:
        return self.sent / 12


_SQL = """
with items as (
    select a.no, a.territory, a.verified_seq, a.closed,
        case a.frequency when 'month' then 1.0 when 'quarter' then 1 / 3.0 when 'half_year' then 1 / 6.0
            else 1 / 12.0 end as fields
    from {source} a where a.program_start_on <= $as_of::date
),
said as (
    select i.territory, r.seq, r.seq = i.verified_seq as used,
        exists (from store.review v where v.report_seq = r.seq and v.verdict = 'verified' and not v.conflict
            and v.seq <= $head and v.reviewed_at < $until) as verified
    from store.report r join items i on i.no = r.no semi join {seen} f on f.no = r.no
    where r.seq <= $head and r.reported_at < $until and r.reported_at >= $from
),
counted as (
    select territory, count(*) as sent, count(*) filter (where verified) as verified,
        count(*) filter (where used) as used from said group by territory
),
asked as (
    select territory, count(*) as indicators, sum(case when closed then 0 else fields end) as asked
    from items group by territory
)
select a.territory, a.indicators, a.asked, coalesce(c.sent, 0) as sent, coalesce(c.verified, 0) as verified,
    coalesce(c.used, 0) as used, t.title_kk, coalesce(t.title_ru, a.territory) as title_ru, t.title_en
from asked a left join counted c on c.territory = a.territory
left join (from loads_at($head::bigint)) l on l.kind = 'territories'
left join store.territory t on t.load = l.load and t.code = a.territory
order by a.asked desc, a.territory
"""


def burden(store: Store, actor: Actor, ask: Ask) -> list[Burden]:
    """Every branch that is asked for something on the day, the most burdened first."""
    start = ask.as_of.replace(year=ask.as_of.year - 1, day=min(ask.as_of.day, 28))
    with store.cursor() as cursor:
        found = rows(
            cursor,
            _SQL.format(source=source(store, actor, ask), seen=seen_fully(store, actor, ask)),
            {
                "as_of": ask.as_of,
                "head": ask.at(store),
                "until": clock.end_of(ask.as_of),
                "from": clock.end_of(start),
            },
        )
    return [
        Burden(row["territory"], titles(row), *(row[name] for name in Burden.__slots__[2:])) for row in found
    ]
