-- Roll-ups of domain.md within one program, in three steps, so that a country grouped in many ways makes its decimals once.

-- What each indicator adds to the sums of any set: `sum_` columns, beside those of assess_whole. Shares leave out what is
-- not measurable; coverage does not.
create or replace macro summands(assessed) as table
with weighed as (
    select *, case when status <> 'not_measurable' then weight end as measured, clip_or_zero(progress) as p,
        clip_or_zero(planned_progress) as q
    from query_table(assessed)
)
select * exclude (measured, p, q),
    exactly(weight) as sum_weight, exactly(measured) as sum_measured, exactly(measured * p) as sum_execution,
    exactly(measured * case when covered then p else 1.0 end) as sum_execution_max,
    exactly(case when covered then weight else 0.0 end) as sum_coverage, exactly(measured * q) as sum_plan,
    exactly(measured * clip_or_zero(planned_progress_today)) as sum_plan_today,
    exactly(measured * clip_or_zero(verified_progress)) as sum_verified,
    exactly(measured * greatest(0.0, q - p)) as sum_shortfall, exactly(measured * greatest(0.0, p - q)) as sum_surplus
from weighed;

-- One row a program of a set. `keyed` names a relation with the columns of summands and a column `key`; query_table keeps
-- the formulas in this one place.
create or replace macro shares_by_program(keyed) as table
with summed as (
    select key, program, max(program_weight) as program_weight, count(*) as indicators,
        sum(sum_weight) as weights, sum(sum_measured) as measured, sum(sum_execution) as execution,
        sum(sum_execution_max) as execution_max, sum(sum_coverage) as coverage, sum(sum_plan) as plan,
        sum(sum_plan_today) as plan_today, sum(sum_verified) as verified, sum(sum_shortfall) as shortfall,
        sum(sum_surplus) as surplus,
        count(*) filter (where status = 'achieved') as achieved,
        count(*) filter (where status = 'on_track') as on_track,
        count(*) filter (where status = 'at_risk') as at_risk,
        count(*) filter (where status = 'off_track') as off_track,
        count(*) filter (where status = 'missed') as missed,
        count(*) filter (where status = 'no_data') as no_data,
        count(*) filter (where status = 'not_measurable') as not_measurable,
        count(*) filter (where status = 'not_due') as not_due,
        count(*) filter (where report_overdue) as report_overdue,
        bool_or(demonstration) as demonstration
    from query_table(keyed)
    group by key, program
)
select * exclude (weights, measured) replace (
    share_of(execution, measured) as execution, share_of(execution_max, measured) as execution_max,
    share_of(coverage, weights) as coverage, share_of(plan, measured) as plan,
    share_of(plan_today, measured) as plan_today, share_of(verified, measured) as verified,
    share_of(shortfall, measured) as shortfall, share_of(surplus, measured) as surplus)
from summed;

-- The same of a relation with the columns of assess_whole and a column `key`.
create or replace macro rolled_by_program(keyed) as table
with adding as (from summands(keyed))
from shares_by_program('adding');

-- A set that crosses programs: figures averaged with the programs' weights, counts summed. `by_program` names a relation
-- with the columns of rolled_by_program.
create or replace macro averaged(by_program) as table
with summed as (
    select key, count(*) as programs, count(*) = 1 and max(program_weight) > 0 as alone,
        -- all shares but coverage are of what is measured, so they are null together
        sum(exactly(case when execution is not null then program_weight end)) as measuring,
        sum(exactly(case when coverage is not null then program_weight end)) as covering,
        max(execution) as one_execution, sum(exactly(program_weight * execution)) as sum_execution,
        max(execution_max) as one_execution_max, sum(exactly(program_weight * execution_max)) as sum_execution_max,
        max(coverage) as one_coverage, sum(exactly(program_weight * coverage)) as sum_coverage,
        max(plan) as one_plan, sum(exactly(program_weight * plan)) as sum_plan,
        max(plan_today) as one_plan_today, sum(exactly(program_weight * plan_today)) as sum_plan_today,
        max(verified) as one_verified, sum(exactly(program_weight * verified)) as sum_verified,
        max(shortfall) as one_shortfall, sum(exactly(program_weight * shortfall)) as sum_shortfall,
        max(surplus) as one_surplus, sum(exactly(program_weight * surplus)) as sum_surplus,
        count_of(indicators) as indicators, count_of(achieved) as achieved, count_of(on_track) as on_track,
        count_of(at_risk) as at_risk, count_of(off_track) as off_track, count_of(missed) as missed,
        count_of(no_data) as no_data, count_of(not_measurable) as not_measurable, count_of(not_due) as not_due,
        count_of(report_overdue) as report_overdue, bool_or(demonstration) as demonstration
    from query_table(by_program)
    group by key
)
select key, programs, indicators,
    average_over_programs(alone, one_execution, sum_execution, measuring) as execution,
    average_over_programs(alone, one_execution_max, sum_execution_max, measuring) as execution_max,
    average_over_programs(alone, one_coverage, sum_coverage, covering) as coverage,
    average_over_programs(alone, one_plan, sum_plan, measuring) as plan,
    average_over_programs(alone, one_plan_today, sum_plan_today, measuring) as plan_today,
    average_over_programs(alone, one_verified, sum_verified, measuring) as verified,
    average_over_programs(alone, one_shortfall, sum_shortfall, measuring) as shortfall,
    average_over_programs(alone, one_surplus, sum_surplus, measuring) as surplus,
    surplus - shortfall as deviation,
    achieved, on_track, at_risk, off_track, missed, no_data, not_measurable, not_due, report_overdue, demonstration
from summed;

-- A set that lies in one program: what `averaged` gives where every key stands in one row, without averaging.
create or replace macro of_one_program(by_program) as table
select key, cast(1 as bigint) as programs, indicators, execution, execution_max, coverage, plan, plan_today, verified,
    shortfall, surplus, surplus - shortfall as deviation, achieved, on_track, at_risk, off_track, missed, no_data,
    not_measurable, not_due, report_overdue, demonstration
from query_table(by_program);

create or replace macro rolled_up(keyed) as table
with by_program as (from rolled_by_program(keyed))
from averaged('by_program');
