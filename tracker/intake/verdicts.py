"""Verdicts on reports that are held already: history may bring them later, or several on one report.

A row that repeats a report adds no report, but the verdict it brings is news all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pyarrow as pa

from tracker.access import Actor, require
from tracker.record.report import NewReport
from tracker.record.review import ReviewedReport, append_reviews
from tracker.store import Store

# The report each verdict speaks of (without a date of its own: the newest word), where it is not held as reviewed so.
_UNHELD = """
select a.n, r.seq, r.no, r.period_end, r.value, r.reported_at, r.author
from brought a
join store.subject s on s.id = a.indicator
join store.report r on r.no = s.no and r.period_end = a.period_end and r.value = a.value
    and (a.reported_at is null or r.reported_at = a.reported_at) and (a.author is null or r.author = a.author)
where not exists (
    from store.review v where v.report_seq = r.seq and v.verdict = a.verdict and v.reviewer = a.reviewer
        and (a.reviewed_at is null or v.reviewed_at = a.reviewed_at)
)
qualify row_number() over (partition by a.n order by r.reported_at desc, r.seq desc) = 1
order by a.n
"""


def record_verdicts(store: Store, actor: Actor, reports: Sequence[NewReport], *, now: datetime) -> int:
    """Record the verdicts that the ledger does not hold yet, in the order given; returns how many.

    The reports themselves are held by now. Raises AccessRefused for anybody but an administrator.
    """
    brought = [report for report in reports if report.verdict]
    if not brought:
        return 0
    require(actor, "import_history")
    table = pa.table(
        {
            "n": pa.array(range(len(brought)), pa.int64()),
            "indicator": [report.indicator for report in brought],
            "period_end": pa.array([report.period.end for report in brought], pa.date32()),
            "value": pa.array([report.value for report in brought], pa.float64()),
            "reported_at": pa.array([report.reported_at for report in brought], pa.timestamp("us")),
            "author": pa.array([report.author for report in brought], pa.string()),
            "verdict": pa.array([report.verdict for report in brought], pa.string()),
            "reviewer": pa.array([report.reviewer for report in brought], pa.string()),
            "reviewed_at": pa.array([report.reviewed_at for report in brought], pa.timestamp("us")),
        }
    )
    with store.writing() as writing:
        writing.cursor.register("brought", table)
        try:
            found = writing.cursor.execute(_UNHELD).fetchall()
        finally:
            writing.cursor.unregister("brought")
        news = [
            (ReviewedReport(*report), of.verdict, of.reason, of.reviewer, of.reviewed_at or now)
            for n, *report in found
            if (of := brought[n])
        ]
        append_reviews(writing, actor, news, now=now, origin="import")
    return len(news)
