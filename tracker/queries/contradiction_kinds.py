"""The kinds of contradiction: each one's SQL, where its line is drawn, and its words.

Every statement reads tables that :mod:`tracker.queries.contradictions` made for the question: ``chosen`` (the
scope's assessments), ``parts`` (the assessments of what feeds them), ``words`` (the newest word on every period
of both) and ``measures_now`` (the measures under what was chosen), and gives ``no``, ``how`` where a kind has several
ways, ``related``, and its evidence. *Good* is achieved or on track; judged *on its own day* means against the plan of
the day it speaks of.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A heading (msgid), the statement, and a template for each way the finding can come (None: only one)."""

    heading: str
    sql: str
    templates: dict[str | None, str]


# The newest word stands disputed; or control had confirmed another figure for the very same period; or the reported
# figure is good while the newest confirmed one was off track on its own day (running totals and states; a year's
# figure is confirmed year by year, and one year left unconfirmed would say nothing).
_REPORTED_AND_VERIFIED = """
with verdicts as (
    select v.report_seq, any_value(v.no) as no, any_value(v.period_end) as period_end, any_value(v.value) as value,
        arg_max(v.verdict, in_order(v.reviewed_at, v.seq)) as verdict,
        arg_max(v.reason, in_order(v.reviewed_at, v.seq)) as reason, max(v.reviewed_at) as reviewed_at
    from store.review v semi join chosen c on c.no = v.no and c.period_end = v.period_end
    where v.seq <= $head and v.reviewed_at < $until and counts(v.conflict, v.verdict)
    group by v.report_seq
),
asked as (
    select no, load, version, verified_period_end as day from chosen
    where verified_seq is not null and verified_seq is distinct from report_seq and status in ('achieved', 'on_track')
      and kind in ('cumulative', 'level')
),
behind as (
    select c.no, q.planned
    from chosen c join plan_on('asked') q on q.no = c.no
    where status_of(is_hold(c.kind, c.baseline, c.target), is_unknown(c.kind, c.baseline), false, true,
        c.verified_period_end, c.verified_progress, q.planned_progress, c.on_track, c.at_risk) = 'off_track'
),
found as (
    select c.no, 'disputed' as how, 1 as first, c.observed as reported, c.period_end as reported_on,
        null::double as verified, null::date as verified_on, v.reviewed_at as reviewed_on, null::double as planned,
        v.reason
    from chosen c join verdicts v on v.report_seq = c.report_seq where c.verdict = 'disputed'
    union all
    select c.no, 'corrected', 2, c.observed, c.period_end, v.value, v.period_end, v.reviewed_at, null, null
    from chosen c join verdicts v on v.no = c.no and v.report_seq <> c.report_seq
    where v.verdict = 'verified' and c.verdict is distinct from 'verified' and abs(v.value - c.observed) > 1e-9
    union all
    select c.no, 'status', 3, c.observed, c.period_end, c.verified, c.verified_period_end, c.reviewed_at, b.planned,
        null
    from chosen c join behind b on b.no = c.no
)
select * exclude (first) from found
qualify row_number() over (partition by no order by first, reviewed_on desc) = 1
"""

# Every measure under it (two at least) is reported as done and it is off track or missed. The other way, a promised day
# that did not hold, is asked of the explanations themselves: see PROMISED_DAY.
_EXPLAINED_AND_FIGURES = """
with done as (
    select m.no, count(*) as measures, bool_and(m.state = 'done') as done
    from measures_now m where m.state not in ('removed', 'replaced')
    group by m.no
)
select c.no, 'measures_done' as how, d.measures, c.observed as reported, c.planned, c.compared_on
from chosen c join done d on d.no = c.no
where d.done and d.measures >= 2 and c.status in ('off_track', 'missed')
"""
PROMISED_DAY = "explained_and_figures", "promised_day"
BEHIND = ("at_risk", "off_track", "missed", "no_data")

# A good running total that would be at risk, off track or missed had the part furthest beyond its own plan only met
# it. Three parts at least, and the surplus a tenth of the whole at least; parts are compared on the day the whole
# speaks of.
_ONE_REGION = """
with whole as (
    select * from chosen where kind = 'cumulative' and target > baseline and status in ('achieved', 'on_track')
),
told as (
    select w.no as whole, p.no, p.load, p.version, w.period_end as day, arg_max(r.value, r.period_end) as value
    from whole w join parts p on p.part_of = w.indicator and p.kind = 'cumulative'
    join words r on r.no = p.no and r.period_end <= w.period_end
    group by all
),
beyond as (
    select t.whole, count(*) as parts, max(t.value - q.planned) as surplus, arg_max(t.no, t.value - q.planned) as part
    from told t join plan_on('told') q on q.no = t.no and q.day = t.day
    group by t.whole having count(*) >= 3
)
select w.no, w.observed as reported, w.period_end as reported_on, b.surplus, w.observed - b.surplus as without,
    w.planned, b.parts, [p.indicator] as related, p.territory as part_territory,
    t.title_kk as place_kk, coalesce(t.title_ru, p.territory) as place_ru, t.title_en as place_en
from whole w join beyond b on b.whole = w.no join parts p on p.no = b.part
left join (from loads_at($head::bigint)) l on l.kind = 'territories'
left join store.territory t on t.load = l.load and t.code = p.territory
where b.surplus >= 0.1 * (w.observed - w.baseline) and b.surplus > 0
  and status_of(false, false, w.closed, true, w.compared_on,
    (w.observed - b.surplus - w.baseline) / (w.target - w.baseline), w.planned_progress, w.on_track, w.at_risk)
    in ('at_risk', 'off_track', 'missed')
"""

# Good by the newest report alone, which nobody has looked at: the report before it was off track on its own day, and
# no figure is confirmed (where one is, the first kind compares with it).
_ONE_UNVERIFIED = """
with before as (
    select c.no, c.load, c.version, max(r.period_end) as day, arg_max(r.value, r.period_end) as value
    from chosen c join words r on r.no = c.no and r.period_end < c.period_end
    where c.status in ('achieved', 'on_track') and c.verdict is null and c.verified_seq is null
      and c.kind in ('cumulative', 'level')
    group by c.no, c.load, c.version
)
select c.no, c.observed as reported, c.period_end as reported_on, b.value as before, b.day as before_on, q.planned
from chosen c join before b on b.no = c.no join plan_on('before') q on q.no = b.no
where status_of(is_hold(c.kind, c.baseline, c.target), is_unknown(c.kind, c.baseline), false, true, b.day,
    progress_of(c.kind, c.baseline, c.target, c.direction, b.value), q.planned_progress, c.on_track, c.at_risk)
    = 'off_track'
"""

# Good by the terms in force, and not by those first approved.
_AMENDED_TARGET = """
with clocks as (from plain_clocks([$as_of::date], [$until::timestamp], $head::bigint)),
original as (
    from assess_at('clocks', 'original', null, $amended::integer[], recent := $recent::date, until := $until::timestamp)
),
changed as (
    select m.load, m.no, max(m.dated) as amended_on from store.amendment m
    where m.measure is null and m.dated <= $as_of::date group by m.load, m.no
)
select c.no, c.status as now, o.status as first, m.amended_on, c.target, o.target as first_target, c.due,
    o.due as first_due, c.observed as reported, c.period_end as reported_on, o.planned as first_planned, c.planned
from chosen c
join original o on o.no = c.no
left join changed m on m.load = c.load and m.no = c.no
where c.status in ('achieved', 'on_track') and o.status in ('at_risk', 'off_track', 'missed')
"""

# The sum of the parts' newest words for the whole's period against the whole. More than the whole is a finding even
# where some parts have not spoken (a running total does not fall: their last word stands); less is one only where
# all spoke for that period and their targets make up the whole's. Whole numbers must agree exactly, others to the
# rounding they are written with.
_PARTS_AND_WHOLE = """
with told as (
    select c.no, p.no as part, p.indicator, p.target, arg_max(r.value, r.period_end) as value,
        coalesce(max(r.period_end) = c.period_end, false) as spoke
    from chosen c join parts p on p.part_of = c.indicator and p.kind = c.kind
        and p.unit_ru is not distinct from c.unit_ru
    left join words r on r.no = p.no and r.period_end <= c.period_end
        and (c.kind = 'cumulative' or year(r.period_end) = year(c.period_end))
    where c.kind in ('cumulative', 'annual') and c.observed is not null
    group by c.no, c.period_end, p.no, p.indicator, p.target
),
summed as (
    select no, count(*) as parts, count(*) filter (where spoke) as spoke, exact_sum(value) as value,
        sum(target) as target, max(digits_of(value)) as digits, list(indicator order by indicator) as related
    from told group by no having count(value) > 0
)
select c.no, c.observed as whole, s.value as parts_sum, s.value - c.observed as difference, c.period_end as reported_on,
    s.parts, s.spoke, s.related,
    case when s.value > c.observed then 'more' else 'less' end as how
from chosen c join summed s on s.no = c.no
where abs(s.value - c.observed) > 1e-6 + case when greatest(s.digits, digits_of(c.observed)) = 0 then 0.0
        else 0.5 * (s.parts + 1) * pow(10.0, -least(s.digits, digits_of(c.observed))) end
  and (s.value > c.observed or (s.spoke = s.parts and s.target >= 0.995 * c.target))
"""

# Four reports running, each equal to the plan of its own day by the terms of that day, while the plan moves (a total
# that stands still beside a plan that stands still is no wonder) and before the due date; of an annual promise four
# years running at the year's target. The last of them at most a year ago.
_EQUAL_TO_PLAN = """
with lately as (
    select c.no, c.load, c.version, r.period_end as day, r.value, coalesce(c.baseline, 0) as baseline
    from words r join chosen c on c.no = r.no where r.period_end > $as_of::date - 366 and c.kind <> 'milestone'
),
-- most of the country is left here, before every report ever made is compared with its plan
suspected as (
    select distinct l.no from lately l join chosen c on c.no = l.no
    join store.terms t on t.load = c.load and t.no = c.no
        and case when $basis = 'original' then t.version = 0
                 else t.from_on <= l.day and l.day < t.until_on end
    join plan_on('lately') q on q.no = l.no and q.day = l.day
    where t.version <> c.version or q.planned is null or equals_plan(l.value, q.planned, l.baseline)
),
spoken as (
    select r.no, c.load, c.kind, t.version, r.period_end as day, r.value, coalesce(t.baseline, 0) as baseline
    from (from words semi join suspected using (no)) r join chosen c on c.no = r.no
    join store.terms t on t.load = c.load and t.no = c.no and t.present
        and case when $basis = 'original' then t.version = 0
                 else t.from_on <= r.period_end and r.period_end < t.until_on end
    where c.kind <> 'milestone' and r.period_end > c.start_on
      and (c.kind <> 'annual' or (month(r.period_end) = 12 and day(r.period_end) = 31))
),
compared as (
    select s.*,
        coalesce(q.planned is not null and (s.kind = 'annual' or s.day < q.due_on)
            and equals_plan(s.value, q.planned, s.baseline), false) as equal
    from spoken s join plan_on('spoken') q on q.no = s.no and q.day = s.day
),
numbered as (
    select *, row_number() over (partition by no order by day)
        - row_number() over (partition by no, equal order by day) as run
    from compared
)
select no, count(*) as times, min(day) as first_on, max(day) as last_on, arg_min(value, day) as first,
    arg_max(value, day) as last
from numbered where equal
group by no, kind, run
having count(*) >= 4 and (kind = 'annual' or count(distinct value) = count(*)) and max(day) > $as_of::date - 366
qualify row_number() over (partition by no order by max(day) desc) = 1
"""

# Of the newest whole calendar year more than half was reported in its last period, though the plan puts no such part
# there. Monthly and quarterly reports only, three quarters of the year's periods at least, the period before the last
# among them; at least four pieces where whole pieces are counted, and a twentieth of the promise.
_JUMP_AT_YEAR_END = """
with ends as (
    select c.*, r.period_end as year_end, r.value as at_end,
        make_date(year(r.period_end), case c.frequency when 'month' then 11 else 9 end, 30) as before_on
    from chosen c join words r on r.no = c.no
    where c.kind in ('cumulative', 'annual') and c.target > coalesce(c.baseline, 0)
      and c.frequency in ('month', 'quarter')
      and month(r.period_end) = 12 and day(r.period_end) = 31 and r.period_end > $as_of::date - 550
    qualify row_number() over (partition by c.no order by r.period_end desc) = 1
),
years as (
    select e.no, e.load, e.version, e.kind, e.profile, e.year_end, e.before_on, e.at_end, b.value as before,
        e.target - coalesce(e.baseline, 0) as way, digits_of(e.at_end) + digits_of(b.value) = 0 as whole,
        case when e.kind = 'annual' then 0.0 when e.start_on >= make_date(year(e.year_end), 1, 1) - 1 then e.baseline
             else y.value end as at_start,
        (select count(*) from words w where w.no = e.no and year(w.period_end) = year(e.year_end)) as told
    from ends e
    join words b on b.no = e.no and b.period_end = e.before_on
    left join words y on y.no = e.no and y.period_end = make_date(year(e.year_end), 1, 1) - 1
    where e.start_on < e.before_on
      and (select count(*) from words w where w.no = e.no and year(w.period_end) = year(e.year_end))
          >= case e.frequency when 'month' then 9 else 3 end
),
asked as (
    select no, load, version, unnest([year_end, before_on, make_date(year(year_end), 1, 1) - 1]) as day
    from years where kind = 'cumulative'
),
plan as (from plan_on('asked')),
planned as (
    select y.no, (e.planned - b.planned) / nullif(e.planned - s.planned, 0) as share
    from years y join plan e on e.no = y.no and e.day = y.year_end join plan b on b.no = y.no and b.day = y.before_on
    join plan s on s.no = y.no and s.day = make_date(year(y.year_end), 1, 1) - 1
)
select y.no, year(y.year_end) as year, y.at_end - y.at_start as total, y.at_end - y.before as last,
    (y.at_end - y.before) / (y.at_end - y.at_start) as share, p.share as planned_share, y.before_on, y.year_end
from years y left join planned p on p.no = y.no
where y.at_end - y.at_start > 0 and y.at_end - y.before > 0.5 * (y.at_end - y.at_start) + 1e-9
  and y.at_end - y.at_start >= case when y.whole then 4 else 0 end and y.at_end - y.at_start >= 0.05 * y.way
  and case when y.kind = 'annual' then y.profile <> 'step' else coalesce(p.share, 0) <= 0.5 end
"""

# A measure, or the indicator itself, first due two calendar years ago or more (the due date first approved, moved or
# not) and not done.
_UNEXECUTED = """
select c.no, case when m.due_on > m.first_due_on then 'measure_moved' else 'measure' end as how,
    year($as_of::date) - year(m.first_due_on) as years, m.first_due_on as first_due,
    m.due_on as due, m.state, m.title_kk as measure_kk, m.title_ru as measure_ru, m.title_en as measure_en,
    [c.indicator || '/' || m.measure] as related
from measures_now m join chosen c on c.no = m.no
where m.state in ('not_started', 'under_way', 'accepted') and year($as_of::date) - year(m.first_due_on) >= 2
union all
select c.no, case when c.due > f.due_on then 'indicator_moved' else 'indicator' end,
    year($as_of::date) - year(f.due_on), f.due_on, c.due, c.status, null, null, null, null
from chosen c join store.terms f on f.load = c.load and f.no = c.no and f.version = 0
where c.kind <> 'annual' and c.status <> 'achieved' and year($as_of::date) - year(f.due_on) >= 2
"""

KINDS: dict[str, Kind] = {
    "reported_and_verified": Kind(
        "Reported and confirmed differ",
        _REPORTED_AND_VERIFIED,
        {
            "disputed": "Party control disputed the newest report on {reviewed_on}: {reported} for the period up to "
            "{reported_on}.",
            "corrected": "For the period up to {reported_on}, {verified} was confirmed; the newest report says "
            "{reported}.",
            "status": "On plan by the report of {reported} for the period up to {reported_on}. The newest confirmed "
            "figure, {verified} on {verified_on}, was behind the plan of its day.",
        },
    ),
    "explained_and_figures": Kind(
        "The owner's words and the figures differ",
        _EXPLAINED_AND_FIGURES,
        {
            "promised_day": "The explanation expected it to be back on plan by {expected_on}; by the figures it is "
            "not yet.",
            "measures_done": "All measures under it are reported as done (their number: {measures}), and the figures "
            "are behind.",
        },
    ),
    "one_region": Kind(
        "On plan by one region alone",
        _ONE_REGION,
        {
            None: "On plan with {reported}. Without what {place} did beyond its own plan ({surplus}) it would be "
            "{without}, which is behind."
        },
    ),
    "one_unverified_report": Kind(
        "On plan by one unconfirmed report",
        _ONE_UNVERIFIED,
        {
            None: "On plan by one report that is not confirmed yet: {reported} on {reported_on}. The report before it, "
            "{before} on {before_on}, was behind the plan of its day."
        },
    ),
    "amended_target": Kind(
        "On plan by the amended terms alone",
        _AMENDED_TARGET,
        {
            None: "On plan by the terms in force (target {target}, due {due}), behind by those first approved (target "
            "{first_target}, due {first_due})."
        },
    ),
    "parts_and_whole": Kind(
        "The parts and the whole differ",
        _PARTS_AND_WHOLE,
        {
            "more": "Up to {reported_on} the parts add up to {parts_sum}, more than what is reported for the whole: "
            "{whole}.",
            "less": "Up to {reported_on} the parts add up to {parts_sum}, less than what is reported for the whole: "
            "{whole}.",
        },
    ),
    "equal_to_plan": Kind(
        "Equal to the plan to the last digit",
        _EQUAL_TO_PLAN,
        {
            None: "Reports running that equal the plan of their day to the last digit: {times}, from {first_on} to "
            "{last_on}."
        },
    ),
    "jump_at_year_end": Kind(
        "A jump at the end of the year",
        _JUMP_AT_YEAR_END,
        {None: "Added in {year}: {total}. Of it in the last reporting period of the year: {last}."},
    ),
    "unexecuted_for_years": Kind(
        "Not done for years",
        _UNEXECUTED,
        {
            "measure": "{measure}: due on {due}; not done, and calendar years since: {years}.",
            "measure_moved": "{measure}: first due on {first_due}, now on {due}; not done, and calendar years since: "
            "{years}.",
            "indicator": "Due on {due}; not reached, and calendar years since: {years}.",
            "indicator_moved": "First due on {first_due}, now on {due}; not reached, and calendar years since: "
            "{years}.",
        },
    ),
}
