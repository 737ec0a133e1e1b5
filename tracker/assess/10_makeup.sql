-- What a set's figures are made of: each indicator's part of execution, plan, verified and shortfall, so that the
-- parts of a set add up to its figure. `keyed` names a relation with the columns of assess_grouped and a column `key`,
-- one set a key.
create or replace macro figure_parts(keyed) as table
with programs as (
    select key, program, max(program_weight) as program_weight,
        exact_sum(case when status <> 'not_measurable' then weight end) as weights
    from query_table(keyed) group by key, program
),
sets as (
    select key, exact_sum(case when weights > 0 then program_weight end) as program_weights from programs group by key
),
scaled as (
    select k.*, case when k.status = 'not_measurable' or p.weights is null then 0.0
        else (p.program_weight / s.program_weights) * k.weight / p.weights end as scale
    from query_table(keyed) k
    join programs p on p.key is not distinct from k.key and p.program = k.program
    join sets s on s.key is not distinct from k.key
)
select *, scale * clip_or_zero(progress) as execution_part, scale * clip_or_zero(planned_progress) as plan_part,
    scale * clip_or_zero(verified_progress) as verified_part,
    scale * greatest(0.0, clip_or_zero(planned_progress) - clip_or_zero(progress)) as shortfall_part
from scaled;
