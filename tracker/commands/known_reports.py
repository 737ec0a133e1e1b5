"""Every report known on a day, with its latest verdict, for the export."""

from __future__ import annotations

from collections.abc import Iterator

from tracker import clock
from tracker.queries import Ask
from tracker.queries.indicators import Assessed
from tracker.store import Store

_PART = 10_000
_SQL = """
with reviewed as (
    select report_seq, arg_max(verdict, (reviewed_at, seq)) as verdict from store.review
    where seq <= $head and reviewed_at < $until and counts(conflict, verdict)
    group by report_seq
)
select r.no, r.period_start, r.period_end, r.value, r.reported_at, r.author, r.evidence, r.note, v.verdict,
    row_number() over (partition by r.no, r.period_end order by r.reported_at desc, r.seq desc) = 1 as newest_word,
    r.origin = 'demonstration' as made_up
from store.report r left join reviewed v on v.report_seq = r.seq
where r.no in (select unnest($nos::integer[])) and r.seq <= $head and r.reported_at < $until and r.period_end <= $day
order by r.no, r.period_end, r.reported_at, r.seq
"""


def known_reports(store: Store, ask: Ask, of: dict[int, Assessed]) -> Iterator[dict[str, object]]:
    """The reports on these indicators (by number) that are known on the day, oldest period first, a part at a time."""
    values = {"head": ask.at(store), "until": clock.end_of(ask.as_of), "day": ask.as_of, "nos": sorted(of)}
    with store.cursor() as cursor:
        cursor.execute(_SQL, values)
        columns = [column[0] for column in cursor.description]
        while part := cursor.fetchmany(_PART):
            for values_ in part:
                row = dict(zip(columns, values_, strict=True))
                indicator = of[row["no"]]
                for name in ("indicator", "program", "section", "territory", "title", "unit"):
                    row[name] = getattr(indicator, name)
                row["demonstration"] = row["made_up"] or indicator.demonstration
                yield row
