-- What the ledger said at a head: which loads are in force, which indicators and terms, who carries what.

create or replace macro loads_at(head) as table
    select kind, id, max(seq) as load from store.load where seq <= head group by kind, id;

-- Indicators present on a day with the terms in force (domain.md, Terms in force).
-- content: programs as loaded at content_head, indicators begun by content_on; terms: amendments dated by terms_on.
create or replace macro terms_in_force(content_on, content_head, terms_on, basis, programs, nos) as table
    select i.id, i.program, i.section, i.part_of, i.executor, i.place, t.* exclude (from_on, until_on, present)
    from store.indicator i
    join (from loads_at(content_head)) l on l.kind = 'program' and l.load = i.load
    join store.terms t on t.load = i.load and t.no = i.no
    where (programs is null or list_contains(programs, i.program)) and (nos is null or list_contains(nos, i.no))
      and case when basis = 'original' then i.since_on is null and t.version = 0
               else (i.since_on is null or i.since_on <= content_on)
                    and t.from_on <= terms_on and terms_on < t.until_on and t.present end;

-- Who carries each indicator and its section on a day.
create or replace macro owners_at(assign_on, content_head) as table
    select i.no, own.seat as owner, sec.seat as section_owner
    from store.indicator i
    join (from loads_at(content_head)) l on l.kind = 'program' and l.load = i.load
    left join store.ownership own on own.load = i.load and own.no = i.no
        and own.from_on <= assign_on and assign_on < own.until_on
    left join store.ownership sec on sec.load = i.load and sec.no is null and sec.program = i.program
        and sec.section = i.section and sec.from_on <= assign_on and assign_on < sec.until_on;

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
