"""What a new hearing is unless somebody says otherwise: its office, its programs, its days."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.access import Actor
from tracker.errors import InputError
from tracker.queries.ask import Ask
from tracker.queries.directory import executors, headline, programs, territories
from tracker.record.hearing import NewHearing
from tracker.store import Store

#: how long before the meeting the executors' answers are wanted, where the figures' day leaves the room
ANSWERED_BEFORE = timedelta(days=3)


def proposed(
    store: Store,
    actor: Actor,
    *,
    held_on: date,
    as_of: date,
    territory: str | None = None,
    program: str | None = None,
    office: str | None = None,
    title: str = "",
    answer_by: date | None = None,
    most: int = 12,
) -> NewHearing:
    """A hearing of a program, or of a territory's election program in force on the figures' day.

    It is spoken at by the territory's own state body that is part of no other. Raises InputError where the program
    or territory is not known, the territory has no program, or nobody could speak.
    """
    ask = Ask(as_of)
    if program is not None:
        known = {one.program: one for one in programs(store, actor, ask)}
        if program not in known:
            raise InputError("There is no program {program}.", program=program)
        territory = territory or known[program].territory
    if territory is None or territory not in {one.code for one in territories(store, actor, ask)}:
        raise InputError("There is no territory {territory}.", territory=territory or "")
    if program is None:
        own = headline(store, actor, ask, territory)
        if own is None:
            raise InputError("{territory} has no election program that could be heard.", territory=territory)
        program = own.program
    return NewHearing(
        territory=territory,
        office=office or _speaks(store, actor, ask, territory),
        programs=(program,),
        held_on=held_on,
        as_of=as_of,
        title=title,
        answer_by=answer_by or max(as_of, held_on - ANSWERED_BEFORE),
        most=most,
    )


def _speaks(store: Store, actor: Actor, ask: Ask, territory: str) -> str:
    own = [one for one in executors(store, actor, ask) if one.territory == territory]
    first = next((one for one in own if one.part_of not in {other.executor for other in own}), None)
    if first is None:
        raise InputError("{territory} has no state body that could speak: name one.", territory=territory)
    return first.executor
