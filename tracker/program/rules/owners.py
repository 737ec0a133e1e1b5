"""Who carries a section or an indicator: a seat of the right body, of the territory or above it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import Any

from tracker.program.model import OwnerSpan
from tracker.program.rules.registry import Finding, Subject, rule
from tracker.program.rules.spans import may_be_at_fault, span_faults, span_gaps
from tracker.program.world import SeatPlace

_CARRIED = itemgetter("owner")


def _bare(of: Mapping[str, Any]) -> str | None:
    """The seat of an owner without days."""
    span = of["owner"][0]
    return span.seat if len(of["owner"]) == 1 and span.from_ is None and span.to is None else None


def _several(of: Mapping[str, Any]) -> bool:
    return may_be_at_fault(of["owner"])


def _carried(subject: Subject) -> list[tuple[int, OwnerSpan, SeatPlace]]:
    """The owner's entries whose seats are known."""
    # every rule here asks for the same thing before the next one comes
    item, found = subject.world.carried
    if item is not subject.item:
        found = [
            (index, span, place)
            for index, span in enumerate(subject.item.owner)
            if (place := subject.world.seats.get(span.seat)) is not None
            and not (subject.tainted and subject.tainted_at((*subject.way, "owner", index)))
        ]
        subject.world.carried = (subject.item, found)
    return found


@rule("owner-known", "section", "indicator", when=_CARRIED, alike=_bare)
def owner_known(subject: Subject) -> Iterator[Finding]:
    """An owner is a seat of some roster."""
    seats = subject.world.seats
    for index, span in enumerate(subject.item.owner):
        if span.seat in seats or subject.world.unread("roster"):
            continue
        if not subject.tainted_at((*subject.way, "owner", index)):
            yield subject.unknown(
                ("owner", index, "seat"), seats, span.seat, "The owner {id} is no seat of any roster."
            )


@rule("owner-body", "section", "indicator", when=_CARRIED, alike=_bare)
def owner_body(subject: Subject) -> Iterator[Finding]:
    """A section is carried by a Bureau seat, an indicator by a Political Council seat."""
    of_section = subject.item is subject.section
    wanted = "bureau" if of_section else "political_council"
    for index, span, place in _carried(subject):
        if place.kind != wanted and place.kind_sound:
            template = (
                "A section is carried by a Bureau seat, but {id} sits in {body} ({kind})."
                if of_section
                else "An indicator is carried by a Political Council seat, but {id} sits in {body} ({kind})."
            )
            yield subject.say(
                ("owner", index, "seat"),
                template,
                "Name a seat of a body of the kind {wanted}.",
                id=span.seat,
                body=place.body,
                kind=place.kind,
                wanted=wanted,
            )


@rule("owner-territory", "section", "indicator", when=_CARRIED, alike=_bare)
def owner_territory(subject: Subject) -> Iterator[Finding]:
    """An owner's body is of the program's territory or of one above it."""
    if subject.program_broken("territory"):
        return
    territory = subject.program.territory
    line = subject.world.line_of(territory)
    for index, span, place in _carried(subject):
        outside = line and place.territory not in line and place.territory_sound
        if outside and place.territory in subject.world.territories:
            yield subject.say(
                ("owner", index, "seat"),
                "{id} is a seat of {body_territory}, which is neither {territory} nor above it.",
                "Name a seat of the program's territory or above.",
                id=span.seat,
                body_territory=place.territory,
                territory=territory,
            )


@rule("owner-history", "section", "indicator", when=_several)
def owner_history(subject: Subject) -> Iterator[Finding]:
    """The entries of an owner's history follow one another, oldest first, without overlapping."""
    yield from span_faults(subject, "owner", subject.item.owner)


@rule("owner-gap", "section", "indicator", severity="warning", when=_several)
def owner_gap(subject: Subject) -> Iterator[Finding]:
    """Between two entries of an owner's history no day is without an owner."""
    for way, first, last in span_gaps(subject, "owner", subject.item.owner):
        yield subject.say(way, "Nobody carries this from {first} to {last}.", None, first=first, last=last)


@rule("without-owner", "section", "indicator", severity="warning", when=lambda of: not of["owner"])
def without_owner(subject: Subject) -> Iterator[Finding]:
    """Every indicator and every socially sensitive section has an owner."""
    item = subject.item
    if item.owner or subject.broken("owner", "indicator", "section"):
        return
    if item is subject.indicator:
        yield subject.say(
            (),
            "The indicator {id} has no owner.",
            "Add a line owner: with a Political Council seat.",
            id=item.indicator,
        )
    elif item.socially_sensitive:
        yield subject.say(
            (),
            "The socially sensitive section {id} has no owner.",
            "Add a line owner: with a Bureau seat.",
            id=item.section,
        )


@rule("vacant-owner", "section", "indicator", severity="warning", when=_CARRIED, alike=_bare)
def vacant_owner(subject: Subject) -> Iterator[Finding]:
    """A seat that carries something has a holder until the end of what it carries."""
    for index, span, place in _carried(subject):
        if not place.held:
            yield subject.say(
                ("owner", index, "seat"),
                "The seat {id} carries this and is vacant.",
                "Name a holder in the roster {roster}.",
                id=span.seat,
                roster=place.roster,
            )
            continue
        last = place.last_day
        end = min(span.to or dt.date.max, subject.program.end)
        if last is not None and last < end and not subject.program_broken("end"):
            yield subject.say(
                ("owner", index, "seat"),
                "The seat {id} carries this and has no holder after {day}.",
                "Name a holder in the roster {roster}.",
                id=span.seat,
                day=last,
                roster=place.roster,
            )
