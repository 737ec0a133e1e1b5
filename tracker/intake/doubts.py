"""What is merely doubtful in a file of reports: a falling total, a jump, a percentage above a hundred.

Owns the doubts. Whether one is a warning (an administrator's import) or needs a reason is decided by whoever asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from tracker import clock
from tracker.intake.known import KnownIndicator
from tracker.intake.rows import Rows
from tracker.store import Store

JUMP = 10.0
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


# Each arriving value beside the newest word on the period before it, from the file or the ledger.
_DOUBTED = """
with held as (
    select -1 as n, r.no, r.period_end, arg_max(r.value, (r.reported_at, r.seq)) as value
    from store.report r semi join arriving a on a.no = r.no
    anti join arriving b on b.no = r.no and b.period_end = r.period_end
    group by r.no, r.period_end
),
words as (
    select arg_max(n, n) as n, no, period_end, arg_max(value, n) as value from arriving group by no, period_end
    union all from held
),
beside as (
    select *, lag(value) over w as before, lag(period_end) over w as before_end
    from words window w as (partition by no order by period_end)
)
select b.n, b.period_end, b.value, b.before, b.before_end,
    b.value < b.before and (k.kind = 'cumulative' or k.kind = 'annual' and year(b.period_end) = year(b.before_end))
        as falls,
    b.before <> 0 and k.kind <> 'milestone' and (k.kind <> 'annual' or year(b.period_end) = year(b.before_end))
        and (abs(b.value) >= $jump * abs(b.before) or abs(b.value) * $jump <= abs(b.before) and b.value <> 0) as jumps,
    k.percent and b.value > 100 and k.target <= 100 as above,
    k.kind = 'milestone' and b.before = 1 and b.value = 0 as undone
from beside b join known k on k.no = b.no
where b.n >= 0 and (falls or jumps or above or undone)
order by b.n
"""
_HELD_STATES = """
select no, measure, period_end, arg_max(state, (reported_at, seq)) from store.measure_report
where list_contains($nos::integer[], no) group by no, measure, period_end
"""


def doubts(store: Store, known: dict[str, KnownIndicator], rows: Rows, today: date) -> list[Doubt]:
    """Everything doubtful about the reports, in the rows' order."""
    found = [*_of_values(store, known, rows), *_of_measures(store, known, rows), *_of_days(rows, today)]
    return sorted(found, key=lambda doubt: doubt.n)


def _of_values(store: Store, known: dict[str, KnownIndicator], rows: Rows) -> Iterator[Doubt]:
    if not rows.reports:
        return
    nos = {name: indicator.no for name, indicator in known.items()}
    arriving = pa.table(
        {
            "n": pa.array(rows.at, pa.int64()),
            "no": pa.array([nos[report.indicator] for report in rows.reports], pa.int32()),
            "period_end": pa.array([report.period.end for report in rows.reports], pa.date32()),
            "value": pa.array([report.value for report in rows.reports], pa.float64()),
        }
    )
    judged = pa.table(
        {
            "no": pa.array(nos.values(), pa.int32()),
            "kind": [indicator.kind for indicator in known.values()],
            "target": pa.array([indicator.target for indicator in known.values()], pa.float64()),
            "percent": [
                (indicator.unit or "").strip(" .").casefold() in PERCENT for indicator in known.values()
            ],
        }
    )
    with store.cursor() as cursor:
        cursor.register("arriving", arriving)
        cursor.register("known", judged)
        found = cursor.execute(_DOUBTED, {"jump": JUMP}).fetchall()
    for n, end, value, before, before_end, falls, jumps, above, undone in found:
        values = {"value": value, "before": before, "end": end, "before_end": before_end}
        if falls:
            yield Doubt(
                n, "value", "total_falls",
                template="The total falls from {before} on {before_end} to {value}; totals count from the program's "
                "beginning.",
                values=values,
            )  # fmt: skip
        if jumps and not (falls and value == 0):
            yield Doubt(
                n, "value", "jump",
                template="The value leaps from {before} on {before_end} to {value}, tenfold or more; is the unit "
                "right?",
                values=values,
            )  # fmt: skip
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


def _of_measures(store: Store, known: dict[str, KnownIndicator], rows: Rows) -> Iterator[Doubt]:
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
    for at, reports in ((rows.at, rows.reports), (rows.measures_at, rows.measure_reports)):
        for n, report in zip(at, reports, strict=True):
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
    for n, report in zip(rows.at, rows.reports, strict=True):
        if report.verdict == "verified" and not report.evidence:
            yield Doubt(
                n, "evidence", "verified_without_evidence",
                template="The value is said to be verified, but names no evidence.", values={},
            )  # fmt: skip
