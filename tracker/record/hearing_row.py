"""What every row of a hearing is written with, and what a hearing stands at while somebody writes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker.access import Actor, require
from tracker.access.permission import Place
from tracker.errors import InputError
from tracker.record.acting import acting_as
from tracker.record.entering import already
from tracker.record.place import place_in
from tracker.store import Store
from tracker.store.connection import Writing, first_row
from tracker.store.ledger import append

STATES = ("draft", "sent", "frozen", "held", "closed")


@dataclass(frozen=True, slots=True)
class Standing:
    """A hearing's newest facts and state, read inside a write."""

    hearing: str
    territory: str
    programs: tuple[str, ...]
    held_on: date
    as_of: date
    answer_by: date | None
    state: str


@dataclass(frozen=True, slots=True)
class Act:
    """Who writes and when: ``said_at`` (naive UTC) is for history and needs an administrator; ``key`` makes a
    repeated sending count once.
    """

    actor: Actor
    now: datetime
    key: str | None = None
    said_at: datetime | None = None
    origin: str = "entered"

    def __post_init__(self) -> None:
        """Raise AccessRefused where an act has a date of its own and the actor may not give it one."""
        if self.said_at is not None:
            require(self.actor, "import_history")

    def permitted(
        self, store: Store, writing: Writing, act: str, place: Place, what: str | None = None
    ) -> Act:
        """The act in the role that permits it, which is what its row and the access log name.

        Raises AccessRefused where no role of the actor does.
        """
        actor = acting_as(store, writing, self.actor, act, place, now=self.now, what=what)
        return replace(self, actor=actor)


def write(writing: Writing, table: str, act: Act, values: dict[str, object]) -> int:
    """Append one row, unless its key is held; returns the ledger head."""
    if already(writing, table, act.key) is not None:
        return writing.head
    row = {
        "recorded_at": act.now,
        "actor": act.actor.name,
        "on_behalf_of": act.actor.on_behalf_of,
        "key": act.key,
        **values,
        "said_at": act.said_at or act.now,
        "origin": act.origin,
    }
    append(writing, table, {name: [value] for name, value in row.items()})
    return writing.head


_STANDING = """
select h.hearing, h.territory, h.programs, h.held_on, h.as_of, h.answer_by,
    (select arg_max(s.state, s.seq) from store.hearing_state s where s.hearing = h.hearing) as state
from store.hearing h where h.hearing = $1 order by h.seq desc limit 1
"""


def standing(writing: Writing, hearing: str) -> Standing:
    """The hearing as it stands. Raises InputError where there is none."""
    row = first_row(writing.cursor, _STANDING, [hearing])
    if row is None:
        raise InputError("There is no hearing {hearing}.", hearing=hearing)
    return Standing(row[0], row[1], tuple(row[2].split(",")), *row[3:])


def needs_state(found: Standing, states: tuple[str, ...], template: str) -> None:
    """Raise InputError with the template (places ``hearing`` and ``state``) unless the hearing is in a state."""
    if found.state not in states:
        raise InputError(template, hearing=found.hearing, state=found.state)


def agenda_number(writing: Writing, found: Standing, indicator: str) -> int:
    """The ledger number of an indicator that may stand on the agenda. Raises InputError for any other."""
    row = first_row(
        writing.cursor,
        "select i.no, p.territory from store.indicator i join store.program p on p.load = i.load "
        "join (from loads_at($head::bigint)) l on l.kind = 'program' and l.load = i.load where i.id = $id",
        {"head": writing.head, "id": indicator},
    )
    if row is None:
        raise InputError("There is no indicator {indicator}.", indicator=indicator)
    if found.territory not in place_in(writing, row[1]).territories:
        raise InputError(
            "{indicator} belongs to another territory than the hearing {hearing}, so it cannot be on its agenda.",
            indicator=indicator, hearing=found.hearing,
        )  # fmt: skip
    return row[0]
