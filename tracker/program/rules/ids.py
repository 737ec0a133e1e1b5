"""Ids that must not repeat inside a program, an indicator or the rosters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from tracker.program.rules.registry import Finding, Subject, rule

_TWICE = "The id {id} is used twice: first in line {line}."
_MEND = "Give one of the two another id, or delete one."


def _line(subject: Subject, way: tuple[Any, ...]) -> int:
    places = subject.source.places
    return places.at((*subject.source.within, *subject.way, *way)).line if places is not None else 0


def _repeated(subject: Subject, named: Iterable[tuple[str, tuple[Any, ...]]]) -> Iterator[Finding]:
    first: dict[str, tuple[Any, ...]] = {}
    for name, way in named:
        if name in first:
            yield subject.say(way, _TWICE, _MEND, id=name, line=_line(subject, first[name]))
        else:
            first[name] = way


@rule("section-id", "program")
def section_id(subject: Subject) -> Iterator[Finding]:
    """A section's id is unique in its program."""
    yield from _repeated(
        subject,
        ((section.section, ("sections", i, "section")) for i, section in enumerate(subject.item.sections)),
    )


@rule("indicator-id", "program")
def indicator_id(subject: Subject) -> Iterator[Finding]:
    """An indicator's id is unique in its program, also across sections."""
    yield from _repeated(
        subject,
        (
            (indicator.indicator, ("sections", i, "indicators", j, "indicator"))
            for i, section in enumerate(subject.item.sections)
            for j, indicator in enumerate(section.indicators)
        ),
    )


@rule(
    "measure-id",
    "indicator",
    when=lambda of: len({one.measure for one in of["measures"]}) < len(of["measures"]),
)
def measure_id(subject: Subject) -> Iterator[Finding]:
    """A measure's id is unique in its indicator."""
    yield from _repeated(
        subject,
        ((measure.measure, ("measures", i, "measure")) for i, measure in enumerate(subject.item.measures)),
    )


@rule("body-id", "roster")
def body_id(subject: Subject) -> Iterator[Finding]:
    """A body's id is unique in its roster."""
    yield from _repeated(
        subject, ((body.body, ("bodies", i, "body")) for i, body in enumerate(subject.item.bodies))
    )


@rule("seat-id", "seat")
def seat_id(subject: Subject) -> Iterator[Finding]:
    """A seat's id is unique in all rosters: an owner is named by it alone."""
    first = subject.world.seats.get(subject.item.seat)
    if first is not None and (first.file, first.way) != (subject.source.path, subject.way):
        yield subject.say(
            ("seat",),
            "The id {id} is used twice: first in the body {body} of the roster {roster}.",
            _MEND,
            id=subject.item.seat,
            body=first.body,
            roster=first.roster,
        )
