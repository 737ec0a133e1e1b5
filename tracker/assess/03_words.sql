-- Which reports and reviews the moments of a scope know, and which verified words stand. `scope` names a relation of one
-- row a moment and indicator: clock, no, the clocks results_* and reviews_* (02_ledger.sql), fixes_head, fixes_until and
-- `fixes_to`, the last period that further reports may speak of (null: none).
-- `after_on` and `upto_on` bound the periods read, `until` is the first instant no moment looks at: constants, by which
-- the engine passes over whole pieces of a log that lies in the order said.

create or replace macro scope_of(clocks, terms, until) as table
with newest_before as (
    -- Where the two report clocks differ: the newest period each indicator was known for before.
    select t.clock, r.no, max(r.period_end) as period_end
    from store.report r
    join query_table(terms) t on t.no = r.no
    join query_table(clocks) c on c.clock = t.clock
    where r.reported_at < until
      and (c.fixes_head <> c.results_head or c.fixes_until <> c.results_until or c.fixes_on <> c.results_on)
      and known_by(r.seq, r.reported_at, r.period_end, c.results_head, c.results_until, c.results_on)
    group by t.clock, r.no
)
select t.clock, t.no, t.kind = 'annual' as annual, c.results_on, c.results_until, c.results_head,
    c.fixes_until, c.fixes_head, earlier_of(c.fixes_on, n.period_end) as fixes_to, c.reviews_until, c.reviews_head
from query_table(terms) t
join query_table(clocks) c on c.clock = t.clock
left join newest_before n on n.clock = t.clock and n.no = t.no;

create or replace macro known_reports(scope, after_on, upto_on, until) as table
select s.clock, r.no, r.period_end, r.value, r.reported_at, r.seq, r.author, r.again
from store.report r
join query_table(scope) s on s.no = r.no
where r.reported_at < until and r.period_end > after_on and r.period_end <= upto_on
  and (known_by(r.seq, r.reported_at, r.period_end, s.results_head, s.results_until, s.results_on)
    or known_by(r.seq, r.reported_at, r.period_end, s.fixes_head, s.fixes_until, s.fixes_to));

-- Reviews that count: a `verified` under a conflict of interest is skipped.
create or replace macro counted_reviews(scope, after_on, upto_on, until) as table
select s.clock, v.no, v.period_end, v.value, v.reported_at, v.report_seq, v.verdict, v.reviewer, v.reviewed_at, v.seq
from store.review v
join query_table(scope) s on s.no = v.no
where v.reviewed_at < until and v.period_end > after_on and v.period_end <= upto_on
  and counts(v.conflict, v.verdict)
  and v.seq <= s.reviews_head and v.reviewed_at < s.reviews_until
  and (known_by(v.report_seq, v.reported_at, v.period_end, s.results_head, s.results_until, s.results_on)
    or known_by(v.report_seq, v.reported_at, v.period_end, s.fixes_head, s.fixes_until, s.fixes_to));

-- Reports that are no longer the newest word on their period. A period with more than one has a report flagged `again`
-- when it was recorded, so that single words need not be looked at.
create or replace macro superseded_reports(known) as table
with doubled as (
    select k.clock, k.no, k.period_end, k.seq, in_order(k.reported_at, k.seq) as placed
    from query_table(known) k
    semi join (select clock, no, period_end from query_table(known) where again) a
        on a.clock = k.clock and a.no = k.no and a.period_end = k.period_end
)
select d.clock, d.seq
from doubled d
join (select clock, no, period_end, max(placed) as newest from doubled group by clock, no, period_end) n
    on n.clock = d.clock and n.no = d.no and n.period_end = d.period_end and d.placed < n.newest;

-- Reports whose latest review that counts is `disputed`; most were never disputed. Which verdict outlived one is asked in
-- one expression with when: if every use of the reviews named a verdict, the engine would compare that text in the whole
-- log before it looks for the scope's own.
create or replace macro disputed_reports(counted) as table
with disputed as (
    select clock, report_seq, max(in_order(reviewed_at, seq)) as placed
    from query_table(counted) where verdict = 'disputed' group by clock, report_seq
),
outlived as (
    select c.clock, c.report_seq
    from query_table(counted) c join disputed d on d.clock = c.clock and d.report_seq = c.report_seq
    where case when c.verdict = 'verified' then in_order(c.reviewed_at, c.seq) > d.placed else false end
)
select d.clock, d.report_seq as seq
from disputed d anti join outlived o on o.clock = d.clock and o.report_seq = d.report_seq;

-- Verified words: `void` names the reports that are superseded or disputed (clock, seq).
create or replace macro verified_words(counted, void) as table
select c.* from query_table(counted) c
anti join query_table(void) d on d.clock = c.clock and d.seq = c.report_seq
where c.verdict = 'verified';

-- Of reports or of reviews those on the latest period of each indicator at each moment.
create or replace macro words_of_latest(words) as table
select w.* from query_table(words) w
join (select clock, no, max(period_end) as period_end from query_table(words) group by clock, no) l
    on l.clock = w.clock and l.no = w.no and l.period_end = w.period_end;
