-- The whole of domain.md's "One indicator" for every indicator of a scope, at every moment of a relation of clocks
-- (02_ledger.sql; give its name). `programs` and `nos` bound the scope before any report is read; null is everything.
-- `recent` and `until` change no answer, only the way to it: words on periods after the day `recent` are looked at
-- first, and the whole history of those indicators only that need it; no moment looks at `until` or later.
create or replace macro assess_at(clocks, basis, programs, nos,
                                  recent := date '0001-01-01', until := timestamp '9999-12-31') as table
with terms as materialized (
    select clock, on_day, no, load, version, kind, baseline, target, bound, start_on, due_on, profile, direction, frequency,
        grace_days, weight, program_weight, on_track, at_risk, has_plan,
        last_due_period_end(frequency, on_day, grace_days, start_on) as last_due
    from terms_in_force(clocks, basis, programs, nos)
),
scope as materialized (from scope_of(clocks, 'terms', until)),
-- An annual promise asks for every year it has seen; any other for its last words.
other as (from scope where not annual),
recent_known as materialized (from known_reports('other', recent, date '9999-12-31', until)),
recent_counted as materialized (from counted_reviews('other', recent, date '9999-12-31', until)),
recent_superseded as materialized (from superseded_reports('recent_known')),
recent_disputed as materialized (from disputed_reports('recent_counted')),
recent_void as (from recent_superseded union all from recent_disputed),
recent_verified as materialized (from verified_words('recent_counted', 'recent_void')),
whole as materialized (
    select s.* from scope s
    anti join (select distinct clock, no from recent_verified) v on v.clock = s.clock and v.no = s.no
    where s.annual or recent > date '0001-01-01'
),
whole_known as materialized (from known_reports('whole', date '0001-01-01', date '9999-12-31', until)),
whole_counted as materialized (from counted_reviews('whole', date '0001-01-01', date '9999-12-31', until)),
whole_superseded as materialized (from superseded_reports('whole_known')),
whole_disputed as materialized (from disputed_reports('whole_counted')),
whole_void as (from whole_superseded union all from whole_disputed),
whole_verified as materialized (from verified_words('whole_counted', 'whole_void')),
superseded as (from recent_superseded union from whole_superseded),
disputed as (from recent_disputed union from whole_disputed),
-- The newest word on the latest period.
last_known as (
    from words_of_latest('whole_known')
    union all
    from words_of_latest('recent_known') k anti join whole h on h.clock = k.clock and h.no = k.no
),
observed as (select k.* from last_known k anti join superseded s on s.clock = k.clock and s.seq = k.seq),
-- Of several reviews that verified it the last.
last_verified as (from words_of_latest('whole_verified') union all from words_of_latest('recent_verified')),
verified as (
    select v.clock, v.no, v.period_end, v.value, v.report_seq as seq, v.reported_at, v.reviewer, v.reviewed_at
    from last_verified v
    semi join (
        select clock, no, arg_max(seq, in_order(reviewed_at, seq)) as seq from last_verified group by clock, no) n
        on n.clock = v.clock and n.seq = v.seq
),
-- Annual promises: the newest word of each of their years.
years as (
    select t.clock, t.no, year(s.to_on) as year, s.to_value as target, t.direction
    from terms t join store.segment s on s.load = t.load and s.no = t.no and s.version = t.version
    where t.kind = 'annual'
),
year_observed as (
    select k.clock, k.no, year(k.period_end) as year, arg_max(k.value, k.period_end) as value
    from whole_known k anti join whole_superseded s on s.clock = k.clock and s.seq = k.seq
    group by k.clock, k.no, year(k.period_end)
),
year_verified as (
    select clock, no, year(period_end) as year, arg_max(value, period_end) as value
    from whole_verified group by clock, no, year(period_end)
),
annual as (
    select y.clock, y.no,
           sum(cast(year_share(o.value, y.target, y.direction) as decimal(38, 18))) / count(*) as p,
           sum(cast(year_share(v.value, y.target, y.direction) as decimal(38, 18))) / count(*) as pv
    from years y
    left join year_observed o on o.clock = y.clock and o.no = y.no and o.year = y.year
    left join year_verified v on v.clock = y.clock and v.no = y.no and v.year = y.year
    group by y.clock, y.no
),
days as materialized (
    select t.*,
        later_of(o.period_end, t.last_due) as compared_on,
        later_of(v.period_end, t.last_due) as verified_compared_on,
        o.value as observed, o.period_end, o.reported_at, o.seq as report_seq, o.author,
        v.value as verified, v.period_end as verified_period_end, v.seq as verified_seq, v.reviewer,
        v.reported_at as verified_reported_at,
        v.reviewed_at,
        coalesce(o.period_end >= t.due_on, false) or t.on_day > t.due_on + t.grace_days as closed,
        coalesce(v.period_end >= t.due_on, false) or t.on_day > t.due_on + t.grace_days as verified_closed,
        -- an annual promise is silent only if no report at all is known
        case when t.kind = 'annual' then case when o.no is not null then cast(a.p as double) end
             else progress_of(t.kind, t.baseline, t.target, t.direction, o.value) end as p,
        case when t.kind = 'annual' then case when v.no is not null then cast(a.pv as double) end
             else progress_of(t.kind, t.baseline, t.target, t.direction, v.value) end as pv,
        -- a newest word that stands verified is the last verified word
        case when v.seq = o.seq then 'verified' when s.seq is not null then 'disputed' end as verdict
    from terms t
    left join observed o on o.clock = t.clock and o.no = t.no
    left join verified v on v.clock = t.clock and v.no = t.no
    left join annual a on a.clock = t.clock and a.no = t.no
    left join disputed s on s.clock = t.clock and s.seq = o.seq
),
-- The plan on the three days it is asked for.
plan as (
    select d.clock, d.no,
        max(planned_on_piece(d.profile, s.from_on, s.to_on, s.from_value, s.to_value, d.compared_on))
            filter (where s.from_on <= d.compared_on and d.compared_on < s.to_on) as compared,
        max(planned_on_piece(d.profile, s.from_on, s.to_on, s.from_value, s.to_value, d.verified_compared_on))
            filter (where s.from_on <= d.verified_compared_on and d.verified_compared_on < s.to_on) as verified,
        max(planned_on_piece(d.profile, s.from_on, s.to_on, s.from_value, s.to_value, d.on_day))
            filter (where s.from_on <= d.on_day and d.on_day < s.to_on) as today,
        sum(year_passed(d.profile, s.from_on, s.to_on, d.compared_on)) / count(*) as compared_years,
        sum(year_passed(d.profile, s.from_on, s.to_on, d.verified_compared_on)) / count(*) as verified_years,
        sum(year_passed(d.profile, s.from_on, s.to_on, d.on_day)) / count(*) as today_years
    from days d
    join store.segment s on s.load = d.load and s.no = d.no and s.version = d.version
    -- of an annual promise every year counts; of another the pieces that hold one of the days
    where d.kind = 'annual' or s.from_on <= greatest(d.compared_on, d.verified_compared_on, d.on_day)
        and s.to_on > least(d.compared_on, d.verified_compared_on, d.on_day)
    group by d.clock, d.no
),
planned as (
    select d.*,
        planned_value(d.kind, d.baseline, d.target, d.start_on, d.due_on, c.compared, d.compared_on) as planned,
        planned_value(d.kind, d.baseline, d.target, d.start_on, d.due_on, c.verified, d.verified_compared_on) as verified_planned,
        planned_value(d.kind, d.baseline, d.target, d.start_on, d.due_on, c.today, d.on_day) as planned_today,
        c.compared_years, c.verified_years, c.today_years
    from days d
    left join plan c on c.clock = d.clock and c.no = d.no
),
-- Once closed, silence is p = 0, and so is an unknown baseline whose target was not reached.
closing as (
    select * replace (
        case when closed and p is null then 0.0 else p end as p,
        case when verified_closed and pv is null then 0.0 else pv end as pv),
        planned_progress_of(kind, baseline, target, start_on, due_on, planned, compared_years, closed, compared_on) as q,
        planned_progress_of(kind, baseline, target, start_on, due_on, verified_planned, verified_years, verified_closed, verified_compared_on) as qv,
        planned_progress_of(kind, baseline, target, start_on, due_on, planned_today, today_years, closed, on_day) as q_today
    from planned
),
judged as (
    select *,
        status_of(is_hold(kind, baseline, target), is_unknown(kind, baseline), closed, report_seq is not null,
                  compared_on, p, q, on_track, at_risk) as status,
        status_of(is_hold(kind, baseline, target), is_unknown(kind, baseline), verified_closed, verified_seq is not null,
                  verified_compared_on, pv, qv, on_track, at_risk) as verified_status
    from closing
),
flagged as (
    select *, overdue_of(status, last_due, period_end) as overdue from judged
)
select
    clock, on_day, no, load, version, kind, baseline, target, bound, start_on, due_on as due, profile, direction, frequency,
    grace_days, weight, program_weight, on_track, at_risk, has_plan,
    last_due, compared_on, planned, planned_today, observed, period_end, reported_at, report_seq, author, verdict,
    verified, verified_period_end, verified_reported_at, verified_seq, verified_compared_on, verified_planned,
    verified_closed, reviewer, reviewed_at,
    p as progress, q as planned_progress, q_today as planned_progress_today, pv as verified_progress,
    qv as verified_planned_progress, p / nullif(q, 0) as ratio, closed, status, verified_status,
    overdue as report_overdue,
    covered_of(status, p, overdue) as covered
from flagged;
