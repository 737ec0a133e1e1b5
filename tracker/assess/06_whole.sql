-- Assessments with everything that pages and commands group, filter and rank by.
-- `eyes` names a relation of the indicators (column `no`) that the reader sees fully: `all`, `public` (none), or one
-- made for somebody's roles. Of all others verified figures are seen and the statuses computed from them only: what
-- was verified then stands in the place of what was reported.
create or replace view "all" as select no from store.subject;
create or replace view "public" as select no from store.subject where false;
-- At the moment `public_clock` it is seen as `public` sees it, which is nothing fully: one assessment then answers for two
-- pairs of eyes.
-- It reads assess_at itself, not by a name: a statement over the whole country that grouped it in several ways never came
-- to an end (version 1.5.5).
create or replace macro assess_grouped(clocks, basis, programs, nos, eyes,
                                       recent := date '0001-01-01', until := timestamp '9999-12-31',
                                       public_clock := null) as table
with seen as (
    select x.* exclude (seen_fully) replace (
        case when not seen_fully then verified else observed end as observed,
        case when not seen_fully then verified_period_end else period_end end as period_end,
        case when not seen_fully then verified_reported_at else reported_at end as reported_at,
        case when not seen_fully then verified_seq else report_seq end as report_seq,
        case when not seen_fully then null else author end as author,
        case when not seen_fully and x.verified_seq is null then null when not seen_fully then 'verified'
             else verdict end as verdict,
        case when not seen_fully then verified_compared_on else compared_on end as compared_on,
        case when not seen_fully then verified_planned else planned end as planned,
        case when not seen_fully then verified_progress else progress end as progress,
        case when not seen_fully then verified_planned_progress else planned_progress end as planned_progress,
        case when not seen_fully then verified_progress / nullif(verified_planned_progress, 0) else ratio end as ratio,
        case when not seen_fully then verified_closed else closed end as closed,
        case when not seen_fully then verified_status else status end as status)
    from (
        select *, no in (from query_table(eyes)) and (public_clock is null or clock <> public_clock) as seen_fully
        from assess_at(clocks, basis, programs, nos, recent := recent, until := until)
    ) x
),
flagged as (
    select * replace (overdue_of(status, last_due, period_end) as report_overdue,
        covered_of(status, progress, overdue_of(status, last_due, period_end)) as covered)
    from seen
)
select a.*, b.* exclude (clock, no)
from flagged a
join (from belonging_by_clock(clocks, programs := programs, nos := nos)) b on b.clock = a.clock and b.no = a.no;

-- `grouped` names a relation with the columns of assess_grouped, of the same clocks and eyes.
create or replace macro with_reached(grouped, clocks, eyes, until) as table
with achieved as (from query_table(grouped) where status = 'achieved')
select a.*, late_of(a.status, r.reached_on, a.due) as late, r.reached_on,
    attention_of(a.weight, a.progress, a.planned_progress, a.report_overdue) as attention
from query_table(grouped) a
left join (from reached_at(clocks, 'achieved', eyes, until)) r on r.clock = a.clock and r.no = a.no;

create or replace macro assess_whole(clocks, basis, programs, nos, eyes,
                                     recent := date '0001-01-01', until := timestamp '9999-12-31') as table
with grouped as materialized (
    from assess_grouped(clocks, basis, programs, nos, eyes, recent := recent, until := until)
)
from with_reached('grouped', clocks, eyes, until);
