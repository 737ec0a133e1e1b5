"""Who carried what and who held which seat on days already past: a load may not rewrite it.

A day is past if it lies before the load's today. Where nobody was named an owner may be named, and a
seat whose holders were never written down may get them; a vacancy on record is history too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tracker.errors import Problem
from tracker.program.fields import Text
from tracker.program.model import HolderSpan, OwnerSpan, Program, Roster

if TYPE_CHECKING:
    from tracker.program.compare import Load

Span = OwnerSpan | HolderSpan
_MEND = (
    "Let the entry end yesterday and a new one begin today; to correct history say why: "
    '--correct-history "...".'
)


def rewritten_owners(load: Load, old: Program, new: Program) -> Iterator[Problem]:
    """Sections and indicators whose owner on a past day of the program would change."""
    sections = {section.section: section for section in old.sections}
    indicators = {i.indicator: i for section in old.sections for i in section.indicators}
    for i, section in enumerate(new.sections):
        before = sections.get(section.section)
        if before is not None:
            yield from _owner(
                load,
                ("sections", i),
                f"{new.program}/{section.section}",
                new.start,
                before.owner,
                section.owner,
            )
        for j, indicator in enumerate(section.indicators):
            carried = indicators.get(indicator.indicator)
            if carried is not None:
                yield from _owner(
                    load,
                    ("sections", i, "indicators", j),
                    f"{new.program}/{indicator.indicator}",
                    carried.since or new.start,
                    carried.owner,
                    indicator.owner,
                )


def _owner(
    load: Load,
    way: tuple[Any, ...],
    name: str,
    start: dt.date,
    old: Sequence[OwnerSpan],
    new: Sequence[OwnerSpan],
) -> Iterator[Problem]:
    if old == new or not old:
        return
    found = _first_change(old, new, start, load.today, lambda span: span.seat, vacancy_counts=False)
    if found is not None:
        day, before, after = found
        yield load.refuse(
            "owner-rewritten",
            (*way, "owner"),
            "On {day} {id} was carried by {old}; this file says {new}."
            if after
            else "On {day} {id} was carried by {old}; this file says nobody.",
            _MEND,
            id=name,
            day=day,
            old=before,
            new=after,
        )


def rewritten_holders(load: Load, old: Roster, new: Roster) -> Iterator[Problem]:
    """Seats whose holder on a past day would change, and seats with a past that are gone."""
    seats = {
        seat.seat: (("bodies", i, "seats", j), seat)
        for i, body in enumerate(new.bodies)
        for j, seat in enumerate(body.seats)
    }
    for body in old.bodies:
        for seat in body.seats:
            if not seat.holders:
                continue
            if seat.seat not in seats:
                yield load.refuse(
                    "seat-dropped",
                    (),
                    "The seat {id} had holders and is no longer in the file.",
                    'Put it back, or say why with --correct-history "...".',
                    id=seat.seat,
                )
                continue
            way, following = seats[seat.seat]
            if following.holders == seat.holders:
                continue
            found = _first_change(
                seat.holders,
                following.holders,
                dt.date.min,
                load.today,
                lambda span: _named(span.holder),
                vacancy_counts=True,
            )
            if found is not None:
                day, before, after = found
                if before is None:
                    template = "On {day} the seat {id} was vacant; this file says {new}."
                elif after is None:
                    template = "On {day} the seat {id} was held by {old}; this file says nobody."
                else:
                    template = "On {day} the seat {id} was held by {old}; this file says {new}."
                yield load.refuse(
                    "holder-rewritten",
                    (*way, "holders"),
                    template,
                    _MEND,
                    id=seat.seat,
                    day=day,
                    old=before,
                    new=after,
                )


def _named(holder: Text) -> str:
    return holder.filled()["ru"]


def _first_change(
    old: Sequence[Any],
    new: Sequence[Any],
    start: dt.date,
    today: dt.date,
    name: Callable[[Any], str],
    *,
    vacancy_counts: bool,
) -> tuple[dt.date, str | None, str | None] | None:
    """The first day from ``start`` and before ``today`` on which somebody else is named: (day, old, new)."""
    one = dt.timedelta(days=1)
    days = {start}
    for span in (*old, *new):
        days.update(
            day for day in (span.from_, span.to + one if span.to and span.to < dt.date.max else None) if day
        )
    # before the first entry nothing was on record
    recorded = min((span.from_ or dt.date.min) for span in old)
    for day in sorted(days):
        if not start <= day < today:
            continue
        before, after = _on(old, day, name), _on(new, day, name)
        if before != after and (before is not None or (vacancy_counts and day >= recorded)):
            return day, before, after
    return None


def _on(spans: Sequence[Any], day: dt.date, name: Callable[[Any], str]) -> str | None:
    for span in spans:
        if (span.from_ or dt.date.min) <= day <= (span.to or dt.date.max):
            return name(span)
    return None
