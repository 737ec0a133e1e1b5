"""What is merely doubtful in reports, whichever way they come in: file, page, light form, workbook, own table.

A falling total, a jump, a percentage above a hundred, last year's number, the plan's own number time after time.

Owns the doubts. Whether one is a warning (an administrator's import) or needs a reason is decided by whoever asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from tracker import clock
from tracker.intake.known import KnownIndicators
from tracker.intake.like_the_plan import ARRIVED, like_the_plan
from tracker.intake.rows import Rows
from tracker.record.new_report import NewReports
from tracker.store import Store

JUMP, THOUSAND = 10.0, 1000.0
_RECENT = timedelta(days=100)  # a quarter and what is left of a month: most report as often
_MOST_OF_A_YEAR, _LEAST_OF_A_YEAR = timedelta(days=366), timedelta(days=365)
PERCENT = frozenset({"%", "процент", "проценты", "процентов", "пайыз", "percent"})
FARTHEST = {"done": 3, "accepted": 2, "under_way": 1, "not_started": 0}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubt about the report in the n-th row below the heading; the template is said with its values."""

    n: int
    column: str
    rule: str
    template: str
    values: dict[str, object]


# Of the ledger's words those that the arriving ones are held against: the newest before the first of them, what stands
# between them, and of the same period a year before what is the same number, which few are. Whole histories of
# thousands of indicators would not fit into memory. The newest before them is mostly a recent one, and the rest of the
# ledger is read for the others alone.
_DOUBTED = (
    ARRIVED
    + """,
span as (select no, min(period_end) as first_end, max(period_end) as last_end from arrived group by no),
recent as (
    select r.no, max(r.period_end) as period_end from store.report r join span s on s.no = r.no
    where r.period_end >= $recent::date and r.period_end < s.first_end group by r.no
),
older as (
    select r.no, max(r.period_end) as period_end from store.report r join (from span anti join recent using (no)) s
    on s.no = r.no where r.period_end < s.first_end group by r.no
),
between_them as (
    select r.no, r.period_end from store.report r join span s on s.no = r.no
    where r.period_end > s.first_end and r.period_end < s.last_end
),
wanted as (from recent union all from older union all from between_them),
held as (
    select r.no, r.period_end, arg_max(r.value, in_order(r.reported_at, r.seq)) as value
    from store.report r semi join wanted w on w.no = r.no and w.period_end = r.period_end
    anti join arrived a on a.no = r.no and a.period_end = r.period_end
    group by r.no, r.period_end
),
words as (
    select n, no, period_end, value from arrived union all select -1, no, period_end, value from held
),
beside as (
    select *, lag(value) over w as before, lag(period_end) over w as before_end
    from words window w as (partition by no order by period_end)
),
years as (
    select period_end, cast(last_day(period_end - interval 1 year) as date) as year_before
    from (select distinct period_end from arrived)
),
a_year_before as (select w.n, w.no, w.value, y.year_before from arrived w join years y using (period_end)),
arrived_a_year_ago as (
    select b.n, w.value from a_year_before b
    join (from arrived where period_end <= (select max(year_before) from years)) w
    on w.no = b.no and w.period_end = b.year_before
),
said_a_year_ago as (
    select b.n, b.no, b.year_before from a_year_before b
    semi join (from store.report where period_end between $earliest::date and $latest::date) r
    on r.no = b.no and r.period_end = b.year_before and r.value = b.value
    anti join arrived_a_year_ago a on a.n = b.n
),
held_a_year_ago as (
    select b.n, arg_max(r.value, in_order(r.reported_at, r.seq)) as value
    from said_a_year_ago b join (from store.report where period_end between $earliest::date and $latest::date) r
    on r.no = b.no and r.period_end = b.year_before group by b.n
),
a_year_ago as (from arrived_a_year_ago union all from held_a_year_ago),
judged as (
    select b.*, k.kind, k.percent, k.target, y.value as year_ago,
        b.before is not null and (k.kind <> 'annual' or year(b.period_end) = year(b.before_end)) as goes_on,
        case when goes_on then b.before when k.kind <> 'milestone' then k.target end as held_against
    from beside b join known k on k.no = b.no
    left join a_year_ago y on y.n = b.n
    where b.n >= 0
)
-- Without an earlier word a value is held against its target. Last year's number is doubted where it moved since, or
-- where the year begins anew and the number is one that two years hardly share (three digits or a fraction).
select n, period_end, value, before, before_end, target, goes_on,
    value < before and (kind = 'cumulative' or kind = 'annual' and year(period_end) = year(before_end)) as falls,
    kind <> 'milestone' and held_against <> 0 and value <> 0 and (abs(value) >= $thousand * abs(held_against)
        or goes_on and abs(value) * $thousand <= abs(held_against)) as thousandfold,
    kind <> 'milestone' and held_against <> 0 and value <> 0 and (abs(value) >= $jump * abs(held_against)
        or goes_on and abs(value) * $jump <= abs(held_against)) as jumps,
    percent and value > 100 and target <= 100 as above,
    kind = 'milestone' and before = 1 and value = 0 as undone,
    value = year_ago and value <> 0 and case kind when 'milestone' then false
        when 'annual' then abs(value) >= 100 or value <> round(value)
        else before <> value end as last_years
from judged
where falls or jumps or above or undone or last_years
order by n
"""
)
_HELD_STATES = """
select no, measure, period_end, arg_max(state, (reported_at, seq)) from store.measure_report
where list_contains($nos::integer[], no) group by no, measure, period_end
"""


def doubts(store: Store, known: KnownIndicators, rows: Rows, today: date) -> list[Doubt]:
    """Everything doubtful about the reports, in the rows' order."""
    found = [*_of_values(store, known, rows), *_of_measures(store, known, rows), *_of_days(rows, today)]
    return sorted(found, key=lambda doubt: doubt.n)


def _of_values(store: Store, known: KnownIndicators, rows: Rows) -> Iterator[Doubt]:
    if not rows.reports:
        return
    told = rows.reports
    arriving = pa.table(
        {
            "n": rows.at,
            "no": told.numbered(known.table["id"].combine_chunks(), known.table["no"].combine_chunks()),
            "period_end": told.column("period_end"),
            "value": told.column("value"),
        }
    )
    unit = known.table["unit"].combine_chunks().dictionary_encode()
    percent = [(one or "").strip(" .").casefold() in PERCENT for one in unit.dictionary.to_pylist()]
    percents = pc.fill_null(pa.array(percent, pa.bool_()).take(unit.indices), False)
    judged = known.table.select(["no", "kind", "target"]).append_column("percent", percents)
    first, last = (found.as_py() for found in pc.min_max(told.column("period_end")).values())
    asked = {
        "jump": JUMP,
        "thousand": THOUSAND,
        "recent": first - _RECENT,
        "earliest": first - _MOST_OF_A_YEAR,
        "latest": last - _LEAST_OF_A_YEAR,
    }
    with store.cursor() as cursor:
        cursor.register("arriving", arriving)
        cursor.register("known", judged)
        found = cursor.execute(_DOUBTED, asked).fetchall()
        alike = like_the_plan(cursor, store.head())
    for (
        n,
        end,
        value,
        before,
        before_end,
        target,
        goes_on,
        falls,
        thousandfold,
        jumps,
        above,
        undone,
        last_years,
    ) in found:
        values = {"value": value, "before": before, "end": end, "before_end": before_end, "target": target}
        if falls:
            yield Doubt(
                n, "value", "total_falls",
                template="The total falls from {before} on {before_end} to {value}; totals count from the program's "
                "beginning.",
                values=values,
            )  # fmt: skip
        if thousandfold:
            yield Doubt(n, "value", "thousandfold", _THOUSAND[not goes_on], values)
        elif jumps:
            yield Doubt(n, "value", "jump", _JUMP[not goes_on], values)
        if above:
            yield Doubt(
                n, "value", "above_100", template="{value} is more than a hundred percent.", values=values
            )
        if undone:
            yield Doubt(
                n, "value", "milestone_undone",
                template="The milestone was reached on {before_end} and is now said not to be.",
                values=values,
            )  # fmt: skip
        if last_years:
            yield Doubt(
                n, "value", "last_years_number",
                template="{value} is the number reported for the same period a year before; was it pasted again?",
                values=values,
            )  # fmt: skip
    for n, value, times in alike:
        yield Doubt(
            n, "value", "like_the_plan",
            template="{value} equals the plan to the digit, for the {times}th period running; is it what was counted?",
            values={"value": value, "times": times},
        )  # fmt: skip


_JUMP = (
    "The value leaps from {before} on {before_end} to {value}, tenfold or more; is the unit right?",
    "{value} is ten times the target of {target} or more; is the unit right?",
)
_THOUSAND = (
    "The value leaps from {before} on {before_end} to {value}, a thousandfold or more; are these thousands or single "
    "units?",
    "{value} is a thousand times the target of {target} or more; are these thousands or single units?",
)


def _of_measures(store: Store, known: KnownIndicators, rows: Rows) -> Iterator[Doubt]:
    if not rows.measure_reports:
        return
    nos = sorted({known[report.indicator].no for report in rows.measure_reports})
    with store.cursor() as cursor:
        held = cursor.execute(_HELD_STATES, {"nos": nos}).fetchall()
    words = {(no, measure, end): (state, -1) for no, measure, end, state in held}
    for n, report in zip(rows.measures_at, rows.measure_reports, strict=True):
        words[known[report.indicator].no, report.measure, report.period.end] = (report.state, n)
    last: tuple | None = None
    for (no, measure, end), (state, n) in sorted(words.items()):
        if last is not None and last[:2] == (no, measure) and n >= 0 and FARTHEST[state] < FARTHEST[last[3]]:
            yield Doubt(
                n, "state", "measure_back",
                template="The measure was '{before}' on {before_end} and is now said to be '{state}'.",
                values={"before": last[3], "before_end": last[2], "state": state},
            )  # fmt: skip
        last = (no, measure, end, state)


def _of_days(rows: Rows, today: date) -> Iterator[Doubt]:
    told = rows.reports
    spoken = pc.indices_nonzero(
        pc.or_(
            pc.greater(told.column("period_end"), pa.scalar(today, pa.date32())),
            pc.or_(pc.is_valid(told.column("reported_at")), pc.is_valid(told.column("verdict"))),
        )
    )
    at, few = rows.at.take(spoken).to_pylist(), list(NewReports(told.table.take(spoken)))
    for places, reports in ((at, few), (rows.measures_at, rows.measure_reports)):
        for n, report in zip(places, reports, strict=True):
            end, made = report.period.end, report.reported_at
            if end > today:
                yield Doubt(
                    n, "period", "period_not_over",
                    template="The period {period} is not over; the report counts from {end} on.",
                    values={"period": str(report.period), "end": end},
                )  # fmt: skip
            elif made is not None and clock.day_of(made) < end:
                yield Doubt(
                    n, "reported_at", "reported_early",
                    template="The report is older than the end of its period {period}; it counts from {end} on.",
                    values={"period": str(report.period), "end": end},
                )  # fmt: skip
    for n, report in zip(at, few, strict=True):
        if report.verdict == "verified" and not report.evidence:
            yield Doubt(
                n, "evidence", "verified_without_evidence",
                template="The value is said to be verified, but names no evidence.", values={},
            )  # fmt: skip
