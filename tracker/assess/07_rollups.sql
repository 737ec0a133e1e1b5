-- One row a program of a set: the roll-ups of domain.md within that program. `keyed` names a relation with the
-- columns of assess_whole and a column `key`; query_table keeps the formulas in this one place.
create or replace macro rolled_by_program(keyed) as table
select key, program, max(program_weight) as program_weight, count(*) as indicators,
    execution_of(weight, progress, status <> 'not_measurable') as execution,
    execution_max_of(weight, progress, covered, status <> 'not_measurable') as execution_max,
    coverage_of(weight, covered) as coverage,
    plan_of(weight, planned_progress, status <> 'not_measurable') as plan,
    plan_of(weight, planned_progress_today, status <> 'not_measurable') as plan_today,
    execution_of(weight, verified_progress, status <> 'not_measurable') as verified,
    shortfall_of(weight, progress, planned_progress, status <> 'not_measurable') as shortfall,
    surplus_of(weight, progress, planned_progress, status <> 'not_measurable') as surplus,
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
group by key, program;

-- A set that crosses programs: figures averaged with the programs' weights, counts summed. `by_program` names a relation
-- with the columns of rolled_by_program.
create or replace macro averaged(by_program) as table
select key, count(*) as programs, count_of(indicators) as indicators,
    average_over_programs(program_weight, execution) as execution,
    average_over_programs(program_weight, execution_max) as execution_max,
    average_over_programs(program_weight, coverage) as coverage,
    average_over_programs(program_weight, plan) as plan,
    average_over_programs(program_weight, plan_today) as plan_today,
    average_over_programs(program_weight, verified) as verified,
    average_over_programs(program_weight, shortfall) as shortfall,
    average_over_programs(program_weight, surplus) as surplus,
    average_over_programs(program_weight, surplus) - average_over_programs(program_weight, shortfall) as deviation,
    count_of(achieved) as achieved, count_of(on_track) as on_track, count_of(at_risk) as at_risk,
    count_of(off_track) as off_track, count_of(missed) as missed, count_of(no_data) as no_data,
    count_of(not_measurable) as not_measurable, count_of(not_due) as not_due, count_of(report_overdue) as report_overdue,
    bool_or(demonstration) as demonstration
from query_table(by_program)
group by key;

-- A set that lies in one program: what `averaged` gives where every key stands in one row, without averaging.
create or replace macro of_one_program(by_program) as table
select key, cast(1 as bigint) as programs, indicators, execution, execution_max, coverage, plan, plan_today, verified,
    shortfall, surplus, surplus - shortfall as deviation, achieved, on_track, at_risk, off_track, missed, no_data,
    not_measurable, not_due, report_overdue, demonstration
from query_table(by_program);

create or replace macro rolled_up(keyed) as table
with by_program as (from rolled_by_program(keyed))
from averaged('by_program');
