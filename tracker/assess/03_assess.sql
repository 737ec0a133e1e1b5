-- The whole of domain.md's "One indicator" for every indicator of a scope, at every moment of a relation of clocks
-- (02_ledger.sql; give its name). `programs` and `nos` bound the scope before any report is read; null is everything.
create or replace macro assess_at(clocks, basis, programs, nos) as table
with clock as (from query_table(clocks)),
terms as materialized (
    select *, last_due_period_end(frequency, on_day, grace_days, start_on) as last_due
    from terms_in_force(clocks, basis, programs, nos)
),
asked_for as (select distinct clock, no from terms),
-- Where the two report clocks differ: the newest period each indicator was known for before.
newest_before as (
    select c.clock, r.no, max(r.period_end) as period_end
    from (from clock where fixes_head <> results_head or fixes_until <> results_until or fixes_on <> results_on) c
    cross join store.report r
    semi join asked_for on asked_for.clock = c.clock and asked_for.no = r.no
    where known_by(r.seq, r.reported_at, r.period_end, c.results_head, c.results_until, c.results_on)
    group by c.clock, r.no
),
known as (
    select c.clock, r.no, r.period_end, r.value, r.reported_at, r.seq, r.author, r.again
    from clock c
    cross join store.report r
    semi join asked_for on asked_for.clock = c.clock and asked_for.no = r.no
    left join newest_before n on n.clock = c.clock and n.no = r.no
    where known_by(r.seq, r.reported_at, r.period_end, c.results_head, c.results_until, c.results_on)
       or known_by(r.seq, r.reported_at, r.period_end, c.fixes_head, c.fixes_until, earlier_of(c.fixes_on, n.period_end))
),
-- The newest word on the latest period.
latest as (select clock, no, max(period_end) as period_end from known group by clock, no),
observed as (
    select k.clock, k.no, k.period_end, unnest(arg_max(
        {'value': k.value, 'reported_at': k.reported_at, 'seq': k.seq, 'author': k.author}, in_order(k.reported_at, k.seq)))
    from known k join latest using (clock, no, period_end) group by k.clock, k.no, k.period_end
),
-- Verified: each known report's latest review that counts; then only newest words on their period.
reviewed as (
    select c.clock, v.report_seq, any_value(v.no) as no, any_value(v.period_end) as period_end,
           any_value(v.value) as value, any_value(v.reported_at) as reported_at,
           arg_max(v.verdict, in_order(v.reviewed_at, v.seq)) as verdict,
           arg_max(v.reviewer, in_order(v.reviewed_at, v.seq)) as reviewer, max(v.reviewed_at) as reviewed_at
    from clock c
    cross join store.review v
    semi join asked_for on asked_for.clock = c.clock and asked_for.no = v.no
    left join newest_before n on n.clock = c.clock and n.no = v.no
    where not (v.conflict and v.verdict = 'verified')
      and known_by(v.seq, v.reviewed_at, v.period_end, c.reviews_head, c.reviews_until, date '9999-12-31')
      and (known_by(v.report_seq, v.reported_at, v.period_end, c.results_head, c.results_until, c.results_on)
        or known_by(v.report_seq, v.reported_at, v.period_end, c.fixes_head, c.fixes_until,
                    earlier_of(c.fixes_on, n.period_end)))
    group by c.clock, v.report_seq
),
-- Periods with more than one word: every such period has a report flagged `again` when it was recorded.
repeated as (
    select k.clock, k.no, k.period_end, k.reported_at, k.seq
    from known k semi join (select clock, no, period_end from known where again) r
      on r.clock = k.clock and r.no = k.no and r.period_end = k.period_end
),
newest_repeated as (
    select clock, no, period_end, max((reported_at, seq)) as newest from repeated group by clock, no, period_end
),
standing as (
    select v.* from reviewed v
    left join newest_repeated r on r.clock = v.clock and r.no = v.no and r.period_end = v.period_end
    where r.no is null or r.newest = (v.reported_at, v.report_seq)
),
verified_words as (select * from standing where verdict = 'verified'),
verified as (
    select clock, no, max(period_end) as period_end, arg_max(value, period_end) as value,
           arg_max(report_seq, period_end) as seq, arg_max(reviewer, period_end) as reviewer,
           arg_max(reported_at, period_end) as reported_at,
           arg_max(reviewed_at, period_end) as reviewed_at
    from verified_words group by clock, no
),
-- Annual promises: the newest word of each of their years.
years as (
    select t.clock, t.no, s.from_on, s.to_on, year(s.to_on) as year, s.to_value as target, t.direction
    from terms t join store.segment s on s.load = t.load and s.no = t.no and s.version = t.version
    where t.kind = 'annual'
),
year_observed as (
    select k.clock, k.no, year(k.period_end) as year, arg_max(k.value, (k.period_end, k.reported_at, k.seq)) as value
    from known k semi join years y on y.no = k.no group by all
),
year_verified as (
    select v.clock, v.no, year(v.period_end) as year, arg_max(v.value, v.period_end) as value
    from verified_words v semi join years y on y.no = v.no group by all
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
days as (
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
        s.verdict
    from terms t
    left join observed o on o.clock = t.clock and o.no = t.no
    left join verified v on v.clock = t.clock and v.no = t.no
    left join annual a on a.clock = t.clock and a.no = t.no
    left join standing s on s.clock = t.clock and s.report_seq = o.seq
),
-- The plan on the three days it is asked for.
asked as (
    select clock, no, load, version, kind, profile, start_on, due_on, baseline, target, unnest([
        {'which': 'compared', 'day': compared_on},
        {'which': 'verified', 'day': verified_compared_on},
        {'which': 'today', 'day': on_day}], recursive := true)
    from days
),
plan as (
    select q.clock, q.no, q.which,
        case when any_value(q.kind) = 'annual' then null
             when any_value(q.day) <= any_value(q.start_on) then any_value(q.baseline)
             when any_value(q.day) >= any_value(q.due_on) then any_value(q.target)
             when any_value(q.kind) = 'milestone' then 0.0
             else max(planned_on_piece(q.profile, s.from_on, s.to_on, s.from_value, s.to_value, q.day))
                  filter (where s.from_on <= q.day and q.day < s.to_on) end as planned,
        case when any_value(q.kind) = 'annual' then
            sum(case when s.to_on <= q.day then 1.0
                     when q.profile = 'linear' and s.from_on < q.day
                     then (q.day - s.from_on) / (s.to_on - s.from_on) else 0.0 end) / count(*) end as year_progress
    from asked q
    left join store.segment s on s.load = q.load and s.no = q.no and s.version = q.version
    where q.day is not null
    group by q.clock, q.no, q.which
),
planned as (
    select d.*,
        c.planned, v.planned as verified_planned, n.planned as planned_today,
        planned_progress_of(d.kind, d.baseline, d.target, d.start_on, d.due_on, c.planned, c.year_progress, d.closed, d.compared_on) as q,
        planned_progress_of(d.kind, d.baseline, d.target, d.start_on, d.due_on, v.planned, v.year_progress, d.verified_closed, d.verified_compared_on) as qv,
        planned_progress_of(d.kind, d.baseline, d.target, d.start_on, d.due_on, n.planned, n.year_progress, d.closed, d.on_day) as q_today
    from days d
    left join plan c on c.clock = d.clock and c.no = d.no and c.which = 'compared'
    left join plan v on v.clock = d.clock and v.no = d.no and v.which = 'verified'
    left join plan n on n.clock = d.clock and n.no = d.no and n.which = 'today'
),
-- Once closed, silence is p = 0, and so is an unknown baseline whose target was not reached.
closing as (
    select * replace (
        case when closed and p is null then 0.0 else p end as p,
        case when verified_closed and pv is null then 0.0 else pv end as pv)
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
    clock, on_day, no, id as indicator, program, section, place, load, version, kind, baseline, target, bound, start_on, due_on as due,
    profile, direction, frequency, grace_days, weight, program_weight, on_track, at_risk, has_plan, part_of, executor,
    title_kk, title_ru, title_en, unit_kk, unit_ru, unit_en,
    last_due, compared_on, planned, planned_today, observed, period_end, reported_at, report_seq, author, verdict,
    verified, verified_period_end, verified_reported_at, verified_seq, verified_compared_on, verified_planned,
    verified_closed, reviewer, reviewed_at,
    p as progress, q as planned_progress, q_today as planned_progress_today, pv as verified_progress,
    qv as verified_planned_progress, p / nullif(q, 0) as ratio, closed, status, verified_status,
    overdue as report_overdue,
    covered_of(status, p, overdue) as covered
from flagged;

-- Whether an achieved promise was reached late: the first newest word that reached it speaks of a day after E;
-- for an annual promise, the year reached last.
-- Of what `eyes` (04_whole.sql) do not see fully only words that stand verified count.
create or replace macro reached_at(clocks, basis, programs, nos, eyes) as table
with terms as (from terms_in_force(clocks, basis, programs, nos)),
confirmed as (
    select c.clock, v.report_seq
    from query_table(clocks) c cross join store.review v
    anti join query_table(eyes) e on e.no = v.no
    where not (v.conflict and v.verdict = 'verified')
      and known_by(v.seq, v.reviewed_at, v.period_end, c.reviews_head, c.reviews_until, date '9999-12-31')
    group by c.clock, v.report_seq
    having arg_max(v.verdict, in_order(v.reviewed_at, v.seq)) = 'verified'
),
spoken as (
    select c.clock, r.no, r.period_end, arg_max(r.value, in_order(r.reported_at, r.seq)) as value,
        arg_max(r.seq, in_order(r.reported_at, r.seq)) as seq
    from query_table(clocks) c
    cross join store.report r
    semi join terms on terms.no = r.no
    where known_by(r.seq, r.reported_at, r.period_end, c.results_head, c.results_until, c.results_on)
    group by c.clock, r.no, r.period_end
),
words as (
    select s.* from spoken s left join confirmed f on f.clock = s.clock and f.report_seq = s.seq
    left join query_table(eyes) e on e.no = s.no
    where e.no is not null or f.report_seq is not null
),
single as (
    select t.clock, t.no, min(w.period_end) as reached_on
    from terms t join words w on w.clock = t.clock and w.no = t.no
    where t.kind <> 'annual' and progress_of(t.kind, t.baseline, t.target, t.direction, w.value) >= 1 - 1e-9
    group by t.clock, t.no
),
years as (
    select t.clock, t.no, t.direction, year(s.to_on) as year, s.to_value as target
    from terms t join store.segment s on s.load = t.load and s.no = t.no and s.version = t.version
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
