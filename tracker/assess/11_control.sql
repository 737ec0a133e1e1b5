-- What party control looks at first.

-- How far progress stands behind the plan of the day it is judged on, 0..1; silence is 0 of the way.
create or replace macro lag_of(progress, planned_progress) as
    greatest(0.0, clip_or_zero(planned_progress) - clip_or_zero(progress));

-- The risk that a report does not hold: the indicator's weight, raised by its lag (once more at most), by every kind of
-- contradiction found on it, and doubled where nothing shows that the value is true. A report on plan keeps its weight:
-- a factor of 0 would put it out of sight.
create or replace macro risk_of(weight, lag, contradictions, evidenced) as
    weight * (1 + lag) * (1 + contradictions) * case when evidenced then 1 else 2 end;

-- The last verdict that counts for each report that a relation names by `seq`, of those given since an instant and before
-- another.
create or replace macro last_verdicts(words, since, until, head) as table
select v.report_seq as seq, arg_max(v.verdict, in_order(v.reviewed_at, v.seq)) as verdict,
    arg_max(v.reviewer, in_order(v.reviewed_at, v.seq)) as reviewer, max(in_order(v.reviewed_at, v.seq)) as placed
from store.review v semi join query_table(words) w on w.seq = v.report_seq
where v.seq <= head and v.reviewed_at >= since and v.reviewed_at < until and counts(v.conflict, v.verdict)
group by v.report_seq;

-- The newest word on the last period of every indicator chosen (of an annual promise, on the last period of each of its
-- years) that no verdict counts for, or whose dispute was answered since; `chosen` names a relation with the columns of assess_whole.
create or replace macro unreviewed_words(chosen, on_day, until, head) as table
with known as (
    select r.no, r.period_end, r.value, r.reported_at, r.seq from store.report r semi join query_table(chosen) c on c.no = r.no
    where known_by(r.seq, r.reported_at, r.period_end, head, until, on_day)
),
last_periods as (
    select k.no, max(k.period_end) as period_end
    from known k join query_table(chosen) c on c.no = k.no
    group by k.no, case when c.kind = 'annual' then year(k.period_end) end
),
last_words as (
    select k.no, k.period_end, arg_max(k.value, in_order(k.reported_at, k.seq)) as value,
        arg_max(k.seq, in_order(k.reported_at, k.seq)) as seq
    from known k semi join last_periods l on l.no = k.no and l.period_end = k.period_end
    group by k.no, k.period_end
),
judged as (from last_verdicts('last_words', timestamp '0001-01-01', until, head)),
answered as (
    select d.report_seq as seq, max(in_order(d.said_at, d.seq)) as placed
    from store.dispute_answer d semi join last_words w on w.seq = d.report_seq
    where d.seq <= head and d.said_at < until
    group by d.report_seq
),
settled as (
    select j.seq from judged j left join answered n on n.seq = j.seq
    where not (j.verdict = 'disputed' and coalesce(n.placed > j.placed, false))
)
select w.* from last_words w anti join settled s on s.seq = w.seq;

-- Of each indicator chosen how many newest words are known, of how many a verdict counts, and how many of those held.
create or replace macro checked_words(chosen, on_day, until, head) as table
with words as (from newest_words(chosen, on_day, until, head)),
judged as (from last_verdicts('words', timestamp '0001-01-01', until, head))
select w.no, count(*)::integer as known, count(j.seq)::integer as checked,
    (count(*) filter (where j.verdict = 'verified'))::integer as held
from words w left join judged j on j.seq = w.seq group by w.no;
