-- What became of every promise of the first approval by a day (domain.md, Terms in force: kept + amended + moved +
-- replaced + removed). The gravest action names it: what was replaced or removed is no longer there, and a moved due
-- date outweighs other amendments. What was added after approval is `added` and no first promise.
create or replace macro first_promises_at(on_day, head) as table
with held as (from loads_at(head) where kind = 'program'),
acted as (
    select a.load, a.no, list(distinct a.action) as actions
    from store.amendment a semi join held on held.load = a.load
    where a.no is not null and a.measure is null and a.dated <= on_day
    group by a.load, a.no
)
select i.program, i.no, i.id as indicator,
    case when i.since_on is not null then 'added'
         when list_contains(c.actions, 'removed') then 'removed'
         when list_contains(c.actions, 'replaced') then 'replaced'
         when list_contains(c.actions, 'moved') then 'moved'
         when list_contains(c.actions, 'amended') then 'amended'
         else 'kept' end as became
from store.indicator i
semi join held on held.load = i.load
left join acted c on c.load = i.load and c.no = i.no
where i.since_on is null or i.since_on <= on_day;
