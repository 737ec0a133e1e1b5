-- Assessments with everything that pages and commands group, filter and rank by.
create or replace macro assess_whole(on_day, until, head, basis, programs, nos) as table
select a.*, o.owner, o.section_owner, p.territory, p.demonstration, p.kind as program_kind, p.start_on as program_start_on,
    p.end_on as program_end_on, s.theme, s.sensitive,
    status = 'achieved' and r.reached_on > a.due as late,
    case when a.verdict = 'disputed' then 1 else 0 end as contradictions,
    attention_of(weight, progress, planned_progress, report_overdue, case when a.verdict = 'disputed' then 1 else 0 end) as attention
from assess(on_day, until, head, basis, programs, nos) a
join owners_at(on_day, head) o on o.no = a.no
join store.program p on p.load = a.load
join store.section s on s.load = a.load and s.section = a.section
left join reached_on(until, head, on_day, basis, programs, nos) r on r.no = a.no;
