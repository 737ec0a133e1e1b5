"""The doubt that values equal the plan to the digit, time after time, while the plan moves.

Owns the one doubt for which the plan is worked out, and what arriving rows are as a relation. Must not say a sentence.
"""

from __future__ import annotations

from typing import Any

TIMES = 4  # periods running

# What arrives: the last row on a period speaks for it.
ARRIVED = """
with arrived as materialized (
    select max(n) as n, no, period_end, arg_max(value, n) as value from arriving group by no, period_end
)"""


def _compared(further: str = "") -> str:
    """Which words equal the plan of their own day by the terms of that day."""
    return f"""
loads as (from loads_at($head::bigint)),
spoken as (
    select w.n, w.no, t.load, t.version, t.kind, w.period_end as day, w.value, coalesce(t.baseline, 0) as baseline
    from words w
    join store.indicator i on i.no = w.no semi join loads on loads.load = i.load
    join store.terms t on t.load = i.load and t.no = i.no and t.present
        and t.from_on <= w.period_end and w.period_end < t.until_on
    where t.kind in ('cumulative', 'level', 'annual') and w.period_end > t.start_on
      and (t.kind <> 'annual' or month(w.period_end) = 12) {further}
),
compared as (
    select s.*, q.planned, coalesce(q.planned is not null and (s.kind = 'annual' or s.day < q.due_on)
        and equals_plan(s.value, q.planned, s.baseline), false) as equal
    from spoken s join plan_on('spoken') q on q.no = s.no and q.day = s.day
)"""


# The plan of a day that is past the due one need not even be worked out.
_LIKE_ITS_DAY = f"""{ARRIVED}, words as (from arrived),
{_compared("and (t.kind = 'annual' or w.period_end < t.due_on)")}
select distinct no from compared where equal
"""
# Four periods running, each equal to the plan, while the plan moves: the same finding as the contradiction, said
# before it is sent. Asked only of indicators with an arriving value that equals the plan.
_RUNNING = f"""{ARRIVED},
held as (
    select -1 as n, r.no, r.period_end, arg_max(r.value, in_order(r.reported_at, r.seq)) as value
    from store.report r semi join alike on alike.no = r.no
    anti join arrived a on a.no = r.no and a.period_end = r.period_end
    group by r.no, r.period_end
),
words as (
    select n, no, period_end, value from arrived semi join alike using (no)
    union all select n, no, period_end, value from held
),
{_compared()},
numbered as (
    select *, row_number() over (partition by no order by day)
        - row_number() over (partition by no, equal order by day) as run
    from compared
),
counted as (
    select *, row_number() over (partition by no, run, equal order by day) as times,
        value is distinct from lag(value) over (partition by no, run, equal order by day) as moves
    from numbered
)
select n, value, times from counted
where n >= 0 and equal and times >= $times and (moves or kind = 'annual')
order by n
"""


def like_the_plan(cursor: Any, head: int) -> list[tuple[int, float, int]]:
    """The rows of the registered ``arriving`` (n, no, period_end, value) that are doubted so: n, value, how many
    periods running.
    """
    like_its_day = cursor.execute(_LIKE_ITS_DAY, {"head": head}).to_arrow_table()
    if not like_its_day.num_rows:
        return []
    cursor.register("alike", like_its_day)
    return cursor.execute(_RUNNING, {"head": head, "times": TIMES}).fetchall()
