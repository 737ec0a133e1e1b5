"""Where every territory stands, and a program's list, as a script over the same database would ask for them: window
functions over the log.
"""

from __future__ import annotations

from datetime import date, datetime

import duckdb

_STANDING = """
with words as (
    select no, period_end, value, seq from report
    where period_end <= $day and reported_at < $until
    qualify row_number() over (partition by no, period_end order by reported_at desc, seq desc) = 1
),
verdicts as (
    select report_seq, verdict from review where reviewed_at < $until and not (conflict and verdict = 'verified')
    qualify row_number() over (partition by report_seq order by reviewed_at desc, seq desc) = 1
),
said as (select no, period_end, value, true as reported from words
    union all
    select no, period_end, value, false from words w join verdicts v on v.report_seq = w.seq and verdict = 'verified'),
newest as (
    select no, reported, value from said
    qualify row_number() over (partition by no, reported order by period_end desc) = 1
),
years as (
    select no, reported, value from said
    qualify row_number() over (partition by no, reported, year(period_end) order by period_end desc) = 1
),
terms as (
    select t.no, i.program, p.territory, t.kind, coalesce(t.baseline, 0) as baseline, t.target, t.weight
    from terms t join indicator i on i.load = t.load and i.no = t.no join program p on p.load = t.load
    where t.from_on <= $day and $day < t.until_on
),
annual as (
    select y.no, reported, sum(least(1, greatest(0, value / target))) / 5 as share
    from years y join terms t on t.no = y.no and kind = 'annual' group by all
),
shares as (
    select t.*, r.reported, coalesce(case when kind = 'annual' then a.share
        else least(1, greatest(0, (value - baseline) / (target - baseline))) end, 0) as share
    from terms t cross join (values (true), (false)) r(reported)
    left join newest n on n.no = t.no and n.reported = r.reported
    left join annual a on a.no = t.no and a.reported = r.reported
),
programs as (
    select program, territory, reported, sum(weight * share) / sum(weight) as share from shares group by all
),
recursive_above as (
    with recursive up(above, code) as (
        select code, code from territory
        union all select t.parent, up.code from up join territory t on t.code = up.above and t.parent is not null
    ) from up
)
select above, avg(share) filter (reported) as execution, avg(share) filter (not reported) as verified
from programs join recursive_above on code = territory group by above order by above
"""

_LISTED = """
with mine as (select no from indicator where program = $program),
words as (
    select no, period_end, value, seq, reported_at from report semi join mine using (no)
    where period_end <= $day and reported_at < $until
    qualify row_number() over (partition by no, period_end order by reported_at desc, seq desc) = 1
),
verdicts as (
    select report_seq, verdict from review semi join mine using (no)
    where reviewed_at < $until and not (conflict and verdict = 'verified')
    qualify row_number() over (partition by report_seq order by reviewed_at desc, seq desc) = 1
),
newest as (select * from words qualify row_number() over (partition by no order by period_end desc) = 1),
confirmed as (
    select w.no, w.value from words w join verdicts v on v.report_seq = w.seq and verdict = 'verified'
    qualify row_number() over (partition by w.no order by period_end desc) = 1
)
select i.id, t.title_kk, t.title_ru, t.title_en, t.unit_ru as unit, o.seat as owner, h.name_ru as holder,
    t.due_on as due, n.period_end, n.reported_at, n.value as observed, c.value as verified
from indicator i
join terms t on t.load = i.load and t.no = i.no and t.from_on <= $day and $day < t.until_on
left join ownership o on o.load = i.load and o.no = i.no and o.from_on <= $day and $day < o.until_on
left join holder h on h.seat = o.seat and h.from_on <= $day and $day < h.until_on
left join newest n on n.no = i.no
left join confirmed c on c.no = i.no
where i.program = $program order by i.place
"""


def standing(connection: duckdb.DuckDBPyConnection, day: date, until: datetime):
    """Territory, executed and verified share, as a data frame."""
    return connection.cursor().execute(_STANDING, {"day": day, "until": until}).df()


def listed(connection: duckdb.DuckDBPyConnection, program: str, day: date, until: datetime):
    """A program's indicators with titles, unit, holder, days and values, as a data frame."""
    return connection.cursor().execute(_LISTED, {"program": program, "day": day, "until": until}).df()
