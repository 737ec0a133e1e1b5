"""Holders of a seat: one after another by days."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.program.rules.registry import Finding, Subject, rule
from tracker.program.rules.spans import may_be_at_fault, span_faults, span_gaps


@rule("holder-history", "seat", when=lambda of: may_be_at_fault(of["holders"]))
def holder_history(subject: Subject) -> Iterator[Finding]:
    """The holders of a seat follow one another, oldest first, without overlapping."""
    yield from span_faults(subject, "holders", subject.item.holders)


@rule("holder-gap", "seat", severity="warning", when=lambda of: len(of["holders"]) > 1)
def holder_gap(subject: Subject) -> Iterator[Finding]:
    """Between two holders of a seat no day is vacant."""
    for way, first, last in span_gaps(subject, "holders", subject.item.holders):
        yield subject.say(
            way,
            "The seat {id} is vacant from {first} to {last}.",
            None,
            id=subject.item.seat,
            first=first,
            last=last,
        )
