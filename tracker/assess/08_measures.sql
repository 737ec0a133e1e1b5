-- The state of every measure at a moment (domain.md, Measures): the latest report known, or not started; late is
-- computed over it. An amendment that removed, replaced or moved a measure names itself in `action`.
create or replace macro measures_at(clocks, basis, nos) as table
with terms as (from terms_in_force(clocks, basis, null, nos)),
known as (
    select c.clock, r.no, r.measure, unnest(arg_max({
        'state': r.state, 'stage': r.stage, 'accepted_on': r.accepted_on, 'in_use_on': r.in_use_on,
        'period_end': r.period_end, 'reported_at': r.reported_at, 'author': r.author, 'evidence': r.evidence},
        (r.period_end, r.reported_at, r.seq)))
    from query_table(clocks) c
    join store.measure_report r on r.seq <= c.results_head and r.reported_at < c.results_until
        and r.period_end <= c.results_on and (nos is null or list_contains(nos, r.no))
    group by c.clock, r.no, r.measure
)
select t.clock, t.on_day, t.no, t.id as indicator, t.program, t.section, t.load, m.measure, m.place, m.executor, v.version,
    v.title_kk, v.title_ru, v.title_en, v.due_on, v.budget_mln_kzt, v.action, f.due_on as first_due_on,
    case when not v.present then v.action else coalesce(k.state, 'not_started') end as state,
    k.stage, k.accepted_on, k.in_use_on, k.period_end, k.reported_at, k.author, k.evidence,
    v.present and v.due_on < t.on_day and coalesce(k.state, 'not_started') <> 'done' as late,
    v.present and v.due_on > f.due_on as moved
from terms t
join query_table(clocks) c on c.clock = t.clock
join store.measure m on m.load = t.load and m.no = t.no
join store.measure_terms v on v.load = m.load and v.no = m.no and v.measure = m.measure
    and case when basis = 'original' then v.version = 0 else v.from_on <= c.terms_on and c.terms_on < v.until_on end
join store.measure_terms f on f.load = m.load and f.no = m.no and f.measure = m.measure and f.version = 0
left join known k on k.clock = t.clock and k.no = m.no and k.measure = m.measure;
