"""Recording hearings: what they are, and their way from draft over sent and frozen to held and closed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker.access import Actor
from tracker.errors import InputError
from tracker.record.acting import asked_first
from tracker.record.entering import already, text
from tracker.record.hearing_row import STATES, Act, Standing, needs_state, standing, write
from tracker.record.place import place_in
from tracker.store import Store
from tracker.store.connection import Writing, first_row

MOST_ITEMS = 200


@dataclass(frozen=True, slots=True)
class NewHearing:
    """A hearing to prepare: ``office`` is the executor that speaks, ``programs`` are ids at or below ``territory``,
    ``participants`` ids of executors and seats or offices in words, ``answer_by`` the last day for the executors'
    answers, ``most`` how many items the figures may put on the agenda.
    """

    territory: str
    office: str
    programs: tuple[str, ...]
    held_on: date
    as_of: date
    title: str = ""
    participants: tuple[str, ...] = ()
    answer_by: date | None = None
    most: int = 12


@dataclass(frozen=True, slots=True)
class Freeze:
    """What a freeze keeps: the short code, the ledger head with its hash, the digest of the whole and those of its
    parts as JSON.
    """

    code: str
    head: int
    head_hash: str
    digest: str
    digests: str


def record_hearing(
    store: Store,
    actor: Actor,
    new: NewHearing,
    *,
    now: datetime,
    key: str | None = None,
    said_at: datetime | None = None,
    origin: str = "entered",
) -> str:
    """Append a hearing in the state ``draft``; returns its id (territory and day). A repeated ``key`` counts once.

    Raises InputError for an unknown territory, office or program, a program of another territory, days out of
    order, or an agenda of more than 200 items; AccessRefused for anybody but the faction at its level and below.
    """
    act = Act(actor, now, key, said_at, origin)
    with store.writing() as writing:
        act = act.permitted(store, writing, "prepare_hearing", place_in(writing, new.territory))
        held = already(writing, "hearing", key, "hearing")
        if held is not None:
            return held
        facts = _facts(writing, new)
        hearing = _free_id(writing, new)
        write(writing, "hearing", act, {"hearing": hearing, **facts, "reason": None})
        write(writing, "hearing_state", replace(act, key=None), _state(hearing, "draft"))
        return hearing


def change_hearing(
    store: Store,
    actor: Actor,
    hearing: str,
    new: NewHearing,
    *,
    now: datetime,
    reason: str | None = None,
    key: str | None = None,
) -> int:
    """Append changed facts of a hearing that is not frozen yet; its id stays. Returns the ledger head.

    Raises InputError as :func:`record_hearing` does and once the hearing is frozen; AccessRefused.
    """
    with store.writing() as writing:
        found = standing(writing, hearing)
        act = Act(actor, now, key).permitted(
            store, writing, "prepare_hearing", place_in(writing, found.territory), hearing
        )
        needs_state(found, ("draft", "sent"), _FROZEN)
        if new.territory != found.territory:
            raise InputError("A hearing keeps its territory: prepare another one for {territory}.",
                             territory=new.territory)  # fmt: skip
        values = {"hearing": hearing, **_facts(writing, new), "reason": text(reason)}
        return write(writing, "hearing", act, values)


def move_hearing(
    store: Store,
    actor: Actor,
    hearing: str,
    state: str,
    *,
    now: datetime,
    freeze: Freeze | None = None,
    reason: str | None = None,
    key: str | None = None,
    said_at: datetime | None = None,
    origin: str = "entered",
) -> int:
    """Move a hearing one step on: draft, sent, frozen, held, closed. Returns the ledger head.

    ``frozen`` needs a :class:`Freeze` (tracker.hearing.freeze makes it). Raises InputError for any other step, for
    sending without a day to answer by, and where the hearing changed after the head it is frozen at; AccessRefused.
    """
    act = Act(actor, now, key, said_at, origin)
    with store.writing() as writing:
        found = standing(writing, hearing)
        act = act.permitted(store, writing, _act_of(state), place_in(writing, found.territory), hearing)
        _legal(found, state)
        if state == "sent" and found.answer_by is None:
            raise InputError("Name the day by which the executors answer before the hearing is sent to them.")
        if state == "frozen":
            if freeze is None:
                raise ValueError("a freeze needs its figures")
            _unchanged_since(writing, hearing, freeze.head)
        return write(writing, "hearing_state", act, _state(hearing, state, freeze, text(reason)))


def check_move(store: Store, actor: Actor, hearing: str, state: str, *, now: datetime) -> None:
    """Raise InputError or AccessRefused where the actor could not move the hearing to the state now."""
    with store.cursor() as cursor:
        reading = Writing(cursor, store.head(), "")
        found = standing(reading, hearing)
        place = place_in(reading, found.territory)
        asked_first(store, actor, _act_of(state), place, now=now, what=f"hearing {hearing}")
    _legal(found, state)


def _act_of(state: str) -> str:
    return "freeze_hearing" if state == "frozen" else "prepare_hearing"


def _facts(writing: Writing, new: NewHearing) -> dict[str, object]:
    if not place_in(writing, new.territory).territories:
        raise InputError("There is no territory {territory}.", territory=new.territory)
    level = first_row(writing.cursor, _LEVEL, {"head": writing.head, "code": new.territory})[0]
    if first_row(writing.cursor, _OFFICE, {"head": writing.head, "office": new.office}) is None:
        raise InputError("There is no state body {office} that could speak at a hearing.", office=new.office)
    if not new.programs:
        raise InputError("Name the program that is heard.")
    for program in new.programs:
        row = first_row(writing.cursor, _PROGRAM, {"head": writing.head, "program": program})
        if row is None:
            raise InputError("There is no program {program}.", program=program)
        if new.territory not in place_in(writing, row[0]).territories:
            raise InputError(
                "The program {program} is not one of {territory} or of a territory below it.",
                program=program, territory=new.territory,
            )  # fmt: skip
    _days(new)
    if not 1 <= new.most <= MOST_ITEMS:
        raise InputError("An agenda has from 1 to {most} items.", most=MOST_ITEMS)
    return {
        "title": text(new.title) or "",
        "level": level,
        "territory": new.territory,
        "office": new.office,
        "programs": ",".join(dict.fromkeys(new.programs)),
        "participants": "\n".join(said for said in map(text, new.participants) if said),
        "held_on": new.held_on,
        "as_of": new.as_of,
        "answer_by": new.answer_by,
        "most": new.most,
    }


def _days(new: NewHearing) -> None:
    if new.as_of > new.held_on:
        raise InputError(
            "The figures of a hearing on {held_on} cannot be those of {as_of}, a later day.",
            held_on=new.held_on.isoformat(), as_of=new.as_of.isoformat(),
        )  # fmt: skip
    if new.answer_by is not None and new.answer_by > new.held_on:
        raise InputError(
            "The last day to answer, {answer_by}, is after the hearing itself, on {held_on}.",
            answer_by=new.answer_by.isoformat(), held_on=new.held_on.isoformat(),
        )  # fmt: skip


def _free_id(writing: Writing, new: NewHearing) -> str:
    wanted = f"{new.territory.lower()}-{new.held_on.isoformat()}"
    found = {h for (h,) in writing.cursor.execute("select distinct hearing from store.hearing").fetchall()}
    number, name = 1, wanted
    while name in found:
        number += 1
        name = f"{wanted}-{number}"
    return name


def _legal(found: Standing, state: str) -> None:
    if state not in STATES:
        raise InputError("{state} is no state of a hearing.", state=state)
    at = STATES.index(found.state)
    following = STATES[at + 1] if at + 1 < len(STATES) else None
    if following is None:
        raise InputError("The hearing {hearing} is closed: nothing follows.", hearing=found.hearing)
    if state != following:
        raise InputError(_STEPS[following], hearing=found.hearing)


def _unchanged_since(writing: Writing, hearing: str, head: int) -> None:
    for table in ("hearing", "hearing_state", "agenda_act", "hearing_answer"):
        sql = f"select 1 from store.{table} where hearing = $1 and seq > $2 limit 1"
        if first_row(writing.cursor, sql, [hearing, head]):
            raise InputError(
                "Somebody changed the hearing {hearing} while it was being frozen: look at it and freeze it again.",
                hearing=hearing,
            )


def _state(
    hearing: str, state: str, freeze: Freeze | None = None, reason: str | None = None
) -> dict[str, object]:
    kept = freeze if state == "frozen" else None
    return {
        "hearing": hearing,
        "state": state,
        "code": kept.code if kept else None,
        "head": kept.head if kept else None,
        "head_hash": kept.head_hash if kept else None,
        "digest": kept.digest if kept else None,
        "digests": kept.digests if kept else None,
        "reason": reason,
    }


_FROZEN = "The hearing {hearing} is frozen or past: its facts and its agenda stay as they are."
# the only step that is open from where a hearing stands
_STEPS = {
    "sent": "The hearing {hearing} is a draft: the next step is to send it to the executors.",
    "frozen": "The hearing {hearing} is with the executors: the next step is to freeze its figures.",
    "held": "The hearing {hearing} is frozen: the next step is to hold it.",
    "closed": "The hearing {hearing} was held: the next step is to close it.",
}
_LEVEL = (
    "select t.level from store.territory t join (from loads_at($head::bigint)) l "
    "on l.kind = 'territories' and l.load = t.load where t.code = $code"
)
_OFFICE = (
    "select 1 from store.executor e join (from loads_at($head::bigint)) l "
    "on l.kind = 'executors' and l.load = e.load where e.executor = $office"
)
_PROGRAM = (
    "select p.territory from store.program p join (from loads_at($head::bigint)) l "
    "on l.kind = 'program' and l.load = p.load where p.program = $program"
)
