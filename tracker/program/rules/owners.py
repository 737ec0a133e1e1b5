"""Who carries a section or an indicator: a seat of the right body, of the territory or above it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from tracker.program.catalogue import SeatPlace
from tracker.program.model import OwnerSpan
from tracker.program.rules.registry import Finding, Subject, rule
from tracker.program.rules.spans import span_faults, span_gaps


def _carried(subject: Subject) -> Iterator[tuple[int, OwnerSpan, SeatPlace]]:
    """The owner's entries whose seats are known."""
    if not subject.item.owner:
        return
    for index, span in enumerate(subject.item.owner):
        place = subject.world.seats.get(span.seat)
        if place is not None and not subject.tainted_at((*subject.way, "owner", index)):
            yield index, span, place


@rule("owner-known", "section", "indicator")
def owner_known(subject: Subject) -> Iterator[Finding]:
    """An owner is a seat of some roster."""
    seats = subject.world.seats
    for index, span in enumerate(subject.item.owner):
        if span.seat in seats or subject.world.unread("roster"):
            continue
        if not subject.tainted_at((*subject.way, "owner", index)):
            yield subject.unknown(
                ("owner", index, "seat"),
                "seats",
                span.seat,
                seats,
                "The owner {id} is no seat of any roster.",
            )


@rule("owner-body", "section", "indicator")
def owner_body(subject: Subject) -> Iterator[Finding]:
    """A section is carried by a Bureau seat, an indicator by a Political Council seat."""
    of_section = subject.item is subject.section
    wanted = "bureau" if of_section else "political_council"
    for index, span, place in _carried(subject):
        if place.body.kind != wanted and subject.world.sound(place, "kind"):
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
                body=place.body.body,
                kind=place.body.kind,
                wanted=wanted,
            )


@rule("owner-territory", "section", "indicator")
def owner_territory(subject: Subject) -> Iterator[Finding]:
    """An owner's body is of the program's territory or of one above it."""
    if subject.program_broken("territory") or not subject.item.owner:
        return
    territory = subject.program.territory
    line = subject.world.line_of(territory)
    for index, span, place in _carried(subject):
        known = place.body.territory in subject.world.catalogue.territories
        if line and known and place.body.territory not in line and subject.world.sound(place, "territory"):
            yield subject.say(
                ("owner", index, "seat"),
                "{id} is a seat of {body_territory}, which is neither {territory} nor above it.",
                "Name a seat of the program's territory or above.",
                id=span.seat,
                body_territory=place.body.territory,
                territory=territory,
            )


@rule("owner-history", "section", "indicator")
def owner_history(subject: Subject) -> Iterator[Finding]:
    """The entries of an owner's history follow one another, oldest first, without overlapping."""
    if subject.item.owner:
        yield from span_faults(subject, "owner", subject.item.owner)


@rule("owner-gap", "section", "indicator", severity="warning")
def owner_gap(subject: Subject) -> Iterator[Finding]:
    """Between two entries of an owner's history no day is without an owner."""
    if len(subject.item.owner) > 1:
        for way, first, last in span_gaps(subject, "owner", subject.item.owner):
            yield subject.say(
                way, "Nobody carries this from {first} to {last}.", None, first=first, last=last
            )


@rule("without-owner", "section", "indicator", severity="warning")
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


@rule("vacant-owner", "section", "indicator", severity="warning")
def vacant_owner(subject: Subject) -> Iterator[Finding]:
    """A seat that carries something has a holder until the end of what it carries."""
    for index, span, place in _carried(subject):
        holders = place.seat.holders
        if not holders:
            yield subject.say(
                ("owner", index, "seat"),
                "The seat {id} carries this and is vacant.",
                "Name a holder in the roster {roster}.",
                id=span.seat,
                roster=place.roster,
            )
            continue
        last = holders[-1].to
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
