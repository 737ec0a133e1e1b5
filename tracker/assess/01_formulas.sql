-- Scalar formulas of domain.md, "One indicator" and "Roll-ups".
-- Comparisons allow 1e-9, so that a value exactly on a threshold meets it.
-- least(1, NULL) is 1 in DuckDB: silence would become 100 %, so clipping is a CASE.

create or replace macro clip(x) as case when x is null then null when x < 0 then 0.0 when x > 1 then 1.0 else x end;
create or replace macro clip_or_zero(x) as case when x is null or x < 0 then 0.0 when x > 1 then 1.0 else x end;
-- Null if either is: least(1, NULL) would be 1.
create or replace macro earlier_of(a, b) as case when a is null or b is null then null when a < b then a else b end;
create or replace macro later_of(a, b) as case when a is null then b when b is null then a when a > b then a else b end;

-- Whether something said was known at a ledger head, before an instant, and speaks of a period ended by a day; a null
-- day is never. One expression, not three conditions: the engine would sort the whole log to join on an inequality.
create or replace macro known_by(seq, said_at, period_end, head, until, on_day) as
    case when on_day is null then false else seq <= head and said_at < until and period_end <= on_day end;

-- Whether a review counts: a `verified` under a conflict of interest does not. Without a `not` around both: the engine
-- then compares the text of the few under a conflict only.
create or replace macro counts(conflict, verdict) as not conflict or verdict <> 'verified';

-- Later said, then later in the ledger, as one number: a tuple orders the same and takes twice the time.
create or replace macro in_order(said_at, seq) as cast(epoch_us(said_at) as hugeint) * 1099511627776 + seq;

-- The end of the last reporting period that ended before D - grace_days, or null unless it ended after S.
create or replace macro last_due_period_end(frequency, on_day, grace_days, start_on) as
    nullif(greatest(start_on, cast(case frequency
        when 'month' then date_trunc('month', on_day - grace_days)
        when 'quarter' then date_trunc('quarter', on_day - grace_days)
        when 'half_year' then make_date(year(on_day - grace_days), case when month(on_day - grace_days) <= 6 then 1 else 7 end, 1)
        else date_trunc('year', on_day - grace_days)
    end as date) - 1), start_on);

create or replace macro is_hold(kind, baseline, target) as kind = 'level' and baseline is not null and baseline = target;
create or replace macro is_unknown(kind, baseline) as kind = 'level' and baseline is null;
create or replace macro at_or_better(value, target, direction) as
    case direction when 'decrease' then value <= target else value >= target end;

-- Progress of one value, before closing is looked at; annual promises are summed over their years instead.
create or replace macro progress_of(kind, baseline, target, direction, value) as
    case when value is null then null
         when is_unknown(kind, baseline) then case when at_or_better(value, target, direction) then 1.0 end
         when is_hold(kind, baseline, target) then case when at_or_better(value, target, direction) then 1.0 else 0.0 end
         else (value - baseline) / (target - baseline) end;

-- A year's share of an annual promise.
create or replace macro year_share(value, target, direction) as
    case when value is null then 0.0
         when direction = 'decrease' then case when value <= target then 1.0 else 0.0 end
         else clip(value / target) end;

-- Planned value on one piece of the trajectory that holds the day.
create or replace macro planned_on_piece(profile, from_on, to_on, from_value, to_value, on_day) as
    case when profile = 'step' then from_value
         else from_value + (to_value - from_value) * (on_day - from_on) / (to_on - from_on) end;

-- Planned value on a day; `on_piece` is that of the piece which holds it.
create or replace macro planned_value(kind, baseline, target, start_on, due_on, on_piece, on_day) as
    case when kind = 'annual' or on_day is null then null
         when on_day <= start_on then baseline when on_day >= due_on then target
         when kind = 'milestone' then 0.0
         else on_piece end;
-- How much of a year of an annual promise has passed on a day.
create or replace macro year_passed(profile, from_on, to_on, on_day) as
    case when to_on <= on_day then 1.0
         when profile = 'linear' and from_on < on_day then (on_day - from_on) / (to_on - from_on) else 0.0 end;

create or replace macro planned_progress_of(kind, baseline, target, start_on, due_on, planned, year_progress, closed, on_day) as
    case when on_day is null then null
         when kind = 'milestone' then case when on_day >= due_on then 1.0 else 0.0 end
         when kind = 'annual' then case when on_day <= start_on then 0.0 when on_day >= due_on then 1.0 else year_progress end
         when is_unknown(kind, baseline) then case when closed then 1.0 end
         when is_hold(kind, baseline, target) then case when on_day >= start_on then 1.0 else 0.0 end
         else (planned - baseline) / (target - baseline) end;

-- The first rule that applies; r = p / q(c).
create or replace macro status_of(hold, unknown, closed, reported, compared_on, p, q, on_track, at_risk) as
    case when p >= 1 - 1e-9 and (closed or not hold) then 'achieved'
         when closed then 'missed'
         when not reported and (compared_on is null or q <= 1e-9) then 'not_due'
         when not reported then 'no_data'
         when unknown then 'not_measurable'
         when q <= 1e-9 then 'on_track'
         when p / q >= on_track - 1e-9 then 'on_track'
         when p / q >= at_risk - 1e-9 then 'at_risk'
         else 'off_track' end;

create or replace macro overdue_of(status, last_due, period_end) as
    status not in ('achieved', 'missed', 'not_due') and last_due is not null
    and (period_end is null or period_end < last_due);
-- Whether an achieved promise was reached after its day; null where no word says when.
create or replace macro late_of(status, reached_on, due) as status = 'achieved' and reached_on > due;
create or replace macro covered_of(status, p, overdue) as
    case when status = 'not_due' then true when status = 'not_measurable' then false
         else p is not null and not overdue end;

-- Sums of doubles depend on the order of rows; sums of decimals do not.
create or replace macro exactly(x) as cast(x as decimal(38, 18));
create or replace macro exact_sum(x) as cast(sum(exactly(x)) as double);
create or replace macro share_of(part, whole) as cast(part as double) / nullif(cast(whole as double), 0);

-- A set that crosses programs: the programs' figures averaged with the programs' weights, of exact sums. Most sets lie in
-- one program, and a decimal made a double again is what takes the time: of one program (`alone`) its figure is the average.
create or replace macro average_over_programs(alone, figure, weighted, weights) as
    case when alone then figure else share_of(weighted, weights) end;

-- Counts of several programs together; a sum of whole numbers is a number twice as wide, slow to hand over.
create or replace macro count_of(counts) as cast(sum(counts) as bigint);

-- Attention in two parts: contradictions are looked for only where something is ranked, see attention_with.
create or replace macro attention_of(w, p, q, overdue) as
    w * greatest(0.0, clip_or_zero(q) - clip_or_zero(p)) * (1 + case when overdue then 1 else 0 end);
create or replace macro attention_with(attention, contradictions) as attention * (1 + contradictions);
