-- What contradictions are looked for in: the newest word on every period, and the plan on the days they speak of.

-- Digits after the point that a value was written with, 6 at most.
create or replace macro digits_of(x) as
    case when round(x, 0) = x then 0 when round(x, 1) = x then 1 when round(x, 2) = x then 2 when round(x, 3) = x then 3
         when round(x, 4) = x then 4 when round(x, 5) = x then 5 else 6 end;

-- A value equals the plan to the digit: the plan rounded as the value is written. Where that rounding could hide more
-- than 0.2 % of what was to be done by then (41 lamps of 41.3), only the plan itself will do.
create or replace macro equals_plan(x, planned, baseline) as
    abs(x - planned) < 1e-9 * greatest(1.0, abs(planned))
    or (abs(x - round(planned, digits_of(x))) < 1e-9 and 0.5 * pow(10.0, -digits_of(x)) <= 0.002 * abs(planned - baseline));

-- The newest word on every period known at a moment, for the indicators that a relation with a column `no` names.
create or replace macro newest_words(nos, on_day, until, head) as table
select r.no, r.period_end, arg_max(r.value, in_order(r.reported_at, r.seq)) as value,
    arg_max(r.seq, in_order(r.reported_at, r.seq)) as seq
from store.report r
semi join query_table(nos) n on n.no = r.no
where known_by(r.seq, r.reported_at, r.period_end, head, until, on_day)
group by r.no, r.period_end;

-- The plan on any days: `asked` names a relation of (no, load, version, day). `planned` of an annual promise is the
-- year's target, on the last day of the year only.
create or replace macro plan_on(asked) as table
with pieces as (
    select q.no, q.day, any_value(t.kind) as kind, any_value(t.baseline) as baseline, any_value(t.target) as target,
        any_value(t.start_on) as start_on, any_value(t.due_on) as due_on, any_value(t.profile) as profile,
        max(planned_on_piece(t.profile, s.from_on, s.to_on, s.from_value, s.to_value, q.day))
            filter (where s.from_on <= q.day and q.day < s.to_on) as on_piece,
        max(s.to_value) filter (where s.to_on = q.day) as year_target,
        sum(year_passed(t.profile, s.from_on, s.to_on, q.day)) / count(*) as year_progress
    from query_table(asked) q
    join store.terms t on t.load = q.load and t.no = q.no and t.version = q.version
    left join store.segment s on s.load = q.load and s.no = q.no and s.version = q.version
    group by q.no, q.day
),
planned as (
    select *, case when kind = 'annual' then year_target
                   else planned_value(kind, baseline, target, start_on, due_on, on_piece, day) end as planned
    from pieces
)
select no, day, kind, baseline, target, start_on, due_on, profile, planned,
    planned_progress_of(kind, baseline, target, start_on, due_on, planned, year_progress, false, day) as planned_progress
from planned;
