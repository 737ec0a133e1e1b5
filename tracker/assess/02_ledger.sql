-- What the ledger said at a head: which loads are in force, which indicators and terms, who carries what.

create or replace macro loads_at(head) as table
    select kind, id, max(seq) as load from store.load where seq <= head group by kind, id;

-- Clocks: the one thing an assessment is asked with, a relation of one row a moment. Each thing that moves has a
-- clock of its own, so that `changes` can move them one after another:
--   clock                     the moment's label
--   content_on/content_head   indicators added, programs loaded
--   assign_on                 who carries what
--   terms_on                  amendments
--   reviews_until/_head       reviews recorded before that instant
--   results_on/_until/_head   reports known
--   fixes_on/_until/_head     further reports known, for periods not later than the indicator's newest known one
--   on_day                    the day the plan is compared with
--   bound_to                  the numbers of the indicators asked about at this moment; null is every one
-- A plain assessment sets all of them to one day and head; `untils` are the first instants after the days.
create or replace macro plain_clocks(days, untils, head) as table
    select row_number() over (order by d) as clock, d as on_day,
        d as content_on, head as content_head, d as assign_on, d as terms_on, u as reviews_until, head as reviews_head,
        d as results_on, u as results_until, head as results_head, d as fixes_on, u as fixes_until, head as fixes_head,
        null::integer[] as bound_to
    from (select unnest(days) as d, unnest(untils) as u);

create or replace macro loads_by_clock(clocks) as table
    select c.clock, l.kind, l.id, max(l.seq) as load
    from query_table(clocks) c join store.load l on l.seq <= c.content_head group by c.clock, l.kind, l.id;

-- Indicators present at a moment with the terms in force (domain.md, Terms in force).
create or replace macro terms_in_force(clocks, basis, programs, nos) as table
    select c.clock, c.on_day, i.id, i.program, i.section, i.part_of, i.executor, i.place,
        t.* exclude (from_on, until_on, present)
    from query_table(clocks) c
    join (from loads_by_clock(clocks)) l on l.clock = c.clock and l.kind = 'program'
    join store.indicator i on i.load = l.load
    join store.terms t on t.load = i.load and t.no = i.no
    where (programs is null or list_contains(programs, l.id))
      -- of both sides: the engine would join the terms of every indicator with every clock first
      and (nos is null or list_contains(nos, i.no)) and (nos is null or list_contains(nos, t.no))
      and (c.bound_to is null or list_contains(c.bound_to, i.no))
      and case when basis = 'original' then i.since_on is null and t.version = 0
               else (i.since_on is null or i.since_on <= c.content_on)
                    and t.from_on <= c.terms_on and c.terms_on < t.until_on and t.present end;

-- Who carries each indicator and its section at a moment; `programs` and `nos` bound the indicators, null is every one.
create or replace macro owners_by_clock(clocks, programs := null, nos := null) as table
    select c.clock, i.load, i.no, own.seat as owner, sec.seat as section_owner
    from query_table(clocks) c
    join (from loads_by_clock(clocks)) l on l.clock = c.clock and l.kind = 'program'
    join store.indicator i on i.load = l.load
    left join store.ownership own on own.load = i.load and own.no = i.no
        and own.from_on <= c.assign_on and c.assign_on < own.until_on
    left join store.ownership sec on sec.load = i.load and sec.no is null and sec.program = i.program
        and sec.section = i.section and sec.from_on <= c.assign_on and c.assign_on < sec.until_on
    where (programs is null or list_contains(programs, l.id)) and (nos is null or list_contains(nos, i.no));

-- Where each indicator belongs at a moment: its place in the program, its seats, and what is said of the whole program and
-- section. Narrow rows, put together before they meet an assessment: the engine builds its tables from the wide side.
create or replace macro belonging_by_clock(clocks, programs := null, nos := null) as table
    select o.clock, o.no, i.id as indicator, i.program, i.section, i.place, i.part_of, i.executor,
        o.owner, o.section_owner, p.territory, p.demonstration, p.kind as program_kind,
        p.start_on as program_start_on, p.end_on as program_end_on, s.theme, s.sensitive
    from (from owners_by_clock(clocks, programs := programs, nos := nos)) o
    join store.indicator i on i.load = o.load and i.no = o.no
    join store.program p on p.load = i.load
    join store.section s on s.load = i.load and s.section = i.section;

create or replace macro holders_at(on_day, head) as table
    select h.seat, h.name_kk, h.name_ru, h.name_en, h.from_on, h.until_on
    from store.holder h
    join (from loads_at(head)) l on l.kind = 'roster' and l.load = h.load
    where h.from_on <= on_day and on_day < h.until_on;

-- A territory with every territory above it, itself included.
create or replace macro territories_above(head) as table
    with recursive listed as (
        select t.* from store.territory t join (from loads_at(head)) l on l.kind = 'territories' and l.load = t.load
    ), up(code, above, parent) as (
        select code, code, parent from listed
        union all
        select up.code, p.code, p.parent from up join listed p on p.code = up.parent
    )
    select code, above from up;

-- Who carries each indicator and its section on one day.
create or replace macro owners_on(assign_on, head) as table
    with day as (from plain_clocks([assign_on], [cast(assign_on as timestamp)], head))
    select no, owner, section_owner from owners_by_clock('day');

-- The newest terms of every indicator held at a head, in force or not: for naming what a list speaks of.
create or replace macro terms_of_newest(head) as table
    select t.* from store.terms t
    join (from loads_at(head)) l on l.kind = 'program' and l.load = t.load
    where t.until_on = date '9999-12-31';
