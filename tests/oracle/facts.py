"""What was reported and reviewed, and which of it is known on a day (domain.md, "Time", "One indicator").

Part of the oracle: plain Python written from domain.md alone. It imports nothing of the program it judges.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache
from zoneinfo import ZoneInfo

ALMATY = ZoneInfo("Asia/Almaty")


@dataclass(frozen=True, slots=True)
class Report:
    """One observed value: `indicator` is the full id, `reported_at` an aware instant, `seq` in the ledger."""

    indicator: str
    period_end: date
    value: Fraction
    reported_at: datetime
    seq: int
    author: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """One verdict (`verified` or `disputed`) on the report numbered `report`."""

    report: int
    verdict: str
    reviewed_at: datetime
    seq: int
    conflict: bool = False
    reviewer: str = ""


@lru_cache(maxsize=100_000, typed=True)
def number(value: int | float | str | Fraction) -> Fraction:
    """The number as a person wrote it: 0.1 is one tenth, not the double nearest to it."""
    return value if isinstance(value, Fraction) else Fraction(str(value))


@lru_cache(maxsize=100_000)
def day_of(instant: datetime) -> date:
    """The day of an instant in Asia/Almaty."""
    return instant.astimezone(ALMATY).date()


def known_reports(reports: Iterable[Report], day: date, head: int | None = None) -> list[Report]:
    """Reports in the ledger up to `head`, reported by the end of `day`, for periods ended by `day`."""
    return [
        report
        for report in reports
        if (head is None or report.seq <= head)
        and day_of(report.reported_at) <= day
        and report.period_end <= day
    ]


def known_reviews(reviews: Iterable[Review], day: date, head: int | None = None) -> list[Review]:
    """Reviews in the ledger up to `head`, given by the end of `day`."""
    return [
        review
        for review in reviews
        if (head is None or review.seq <= head) and day_of(review.reviewed_at) <= day
    ]


def newest_words(reports: Iterable[Report]) -> list[Report]:
    """For each period end the newest word (latest `reported_at`, then later in the ledger), by period."""
    newest: dict[date, Report] = {}
    for report in reports:
        other = newest.get(report.period_end)
        if other is None or (report.reported_at, report.seq) > (other.reported_at, other.seq):
            newest[report.period_end] = report
    return [newest[end] for end in sorted(newest)]


def latest_verdict(report: Report, reviews: Iterable[Review]) -> str | None:
    """The verdict of the report's latest review; a `verified` under a conflict of interest is skipped."""
    standing = [
        review
        for review in reviews
        if review.report == report.seq and not (review.conflict and review.verdict == "verified")
    ]
    if not standing:
        return None
    return max(standing, key=lambda review: (review.reviewed_at, review.seq)).verdict


def verified_words(words: Sequence[Report], reviews: Sequence[Review]) -> list[Report]:
    """Those of the newest words whose latest review says `verified`."""
    return [word for word in words if latest_verdict(word, reviews) == "verified"]
