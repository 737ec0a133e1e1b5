-- When achieved promises were reached, and so whether late: the first newest word that reached it speaks of a day after
-- E; for an annual promise, the year reached last. `achieved` names a relation of them with the columns of assess_at.
-- Of what `eyes` (06_whole.sql) do not see fully only words that stand verified count.
create or replace macro reached_at(clocks, achieved, eyes, until) as table
with scope as materialized (from scope_of(clocks, achieved, until)),
unseen as (select s.* from scope s anti join query_table(eyes) e on e.no = s.no),
known as materialized (from known_reports('scope', date '0001-01-01', date '9999-12-31', until)),
counted as materialized (from counted_reviews('unseen', date '0001-01-01', date '9999-12-31', until)),
superseded as materialized (from superseded_reports('known')),
void as (from superseded union all from disputed_reports('counted')),
words as (
    select k.clock, k.no, k.period_end, k.value
    from known k anti join superseded s on s.clock = k.clock and s.seq = k.seq
    semi join query_table(eyes) e on e.no = k.no
    union all
    select clock, no, period_end, value from verified_words('counted', 'void')
),
single as (
    select t.clock, t.no, min(w.period_end) as reached_on
    from query_table(achieved) t join words w on w.clock = t.clock and w.no = t.no
    where t.kind <> 'annual' and progress_of(t.kind, t.baseline, t.target, t.direction, w.value) >= 1 - 1e-9
    group by t.clock, t.no
),
years as (
    select t.clock, t.no, t.direction, year(s.to_on) as year, s.to_value as target
    from query_table(achieved) t join store.segment s on s.load = t.load and s.no = t.no and s.version = t.version
    where t.kind = 'annual'
),
reaching as (
    select y.clock, y.no, y.year, min(w.period_end) as reached_on
    from years y join words w on w.clock = y.clock and w.no = y.no and year(w.period_end) = y.year
    where year_share(w.value, y.target, y.direction) >= 1 - 1e-9
    group by y.clock, y.no, y.year
),
by_year as (
    select y.clock, y.no, max(r.reached_on) as reached_on
    from years y left join reaching r on r.clock = y.clock and r.no = y.no and r.year = y.year
    group by y.clock, y.no
    having count(*) = count(r.reached_on)
)
select clock, no, reached_on from single
union all
from by_year;
