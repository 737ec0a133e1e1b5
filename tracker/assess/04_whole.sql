-- Assessments with everything that pages and commands group, filter and rank by.
create or replace macro contradictions_of(verdict) as case when verdict = 'disputed' then 1 else 0 end;

create or replace macro assess_grouped(clocks, basis, programs, nos) as table
select a.*, o.owner, o.section_owner, p.territory, p.demonstration, p.kind as program_kind,
    p.start_on as program_start_on, p.end_on as program_end_on, s.theme, s.sensitive
from assess_at(clocks, basis, programs, nos) a
join owners_by_clock(clocks) o on o.clock = a.clock and o.no = a.no
join store.program p on p.load = a.load
join store.section s on s.load = a.load and s.section = a.section;

create or replace macro assess_whole(clocks, basis, programs, nos) as table
select a.*, a.status = 'achieved' and r.reached_on > a.due as late, r.reached_on,
    contradictions_of(a.verdict) as contradictions,
    attention_of(a.weight, a.progress, a.planned_progress, a.report_overdue, contradictions_of(a.verdict)) as attention
from assess_grouped(clocks, basis, programs, nos) a
left join reached_at(clocks, basis, programs, nos) r on r.clock = a.clock and r.no = a.no;
