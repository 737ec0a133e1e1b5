"""Histories by days: what both owners and holders must keep to.

Days are inclusive; a missing first or last day is open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from tracker.program.model import HolderSpan, OwnerSpan
from tracker.program.rules.registry import Finding, Subject

Spans = Sequence[OwnerSpan] | Sequence[HolderSpan]
_FIRST = dt.date.min
_LAST = dt.date.max


def may_be_at_fault(spans: Spans) -> bool:
    """Whether there is anything to compare: several entries, or one with a last day."""
    return len(spans) > 1 or (len(spans) == 1 and spans[0].to is not None)


def span_faults(subject: Subject, key: str, spans: Spans) -> Iterator[Finding]:
    """Entries that end before they begin, overlap, or do not follow one another oldest first."""
    before: OwnerSpan | HolderSpan | None = None
    for index, span in enumerate(spans):
        way = (key, index)
        if subject.tainted_at((*subject.way, *way)):
            return
        if span.from_ and span.to and span.to < span.from_:
            yield subject.say(
                (*way, "to"),
                "The last day {to} lies before the first day {first}.",
                to=span.to,
                first=span.from_,
            )
        elif before is not None:
            yield from _following(subject, way, before, span)
        before = span


def _following(
    subject: Subject, way: tuple[str, int], before: OwnerSpan | HolderSpan, span: OwnerSpan | HolderSpan
) -> Iterator[Finding]:
    if (span.to or _LAST) < (before.from_ or _FIRST):
        yield subject.say(
            (*way, "from"), "This entry lies before the one above it.", "Put the oldest entry first."
        )
    elif (span.from_ or _FIRST) <= (before.to or _LAST):
        if before.to is None:
            yield subject.say(
                (*way, "from"),
                "This entry overlaps the one above it, which has no last day.",
                "Add to: to the entry above, the day before this one begins.",
            )
        elif span.from_ is None:
            yield subject.say(
                way,
                "This entry has no first day and overlaps the one above it.",
                "Add from: with its first day.",
            )
        else:
            yield subject.say(
                (*way, "from"),
                "This entry begins on {first}, but the one above it lasts until {to}.",
                "No day may belong to two entries.",
                first=span.from_,
                to=before.to,
            )


def span_gaps(subject: Subject, key: str, spans: Spans) -> Iterator[tuple[tuple[str, int], dt.date, dt.date]]:
    """Days between two entries that belong to neither: (where, first day, last day)."""
    if subject.broken(key):
        return
    for index in range(1, len(spans)):
        to, following = spans[index - 1].to, spans[index].from_
        if to and following and following - to > dt.timedelta(days=1):
            yield (key, index), to + dt.timedelta(days=1), following - dt.timedelta(days=1)
