"""Party control's recommendations: made after a visit or a sitting, done against evidence, closed by somebody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tracker import clock
from tracker.access import Actor, require
from tracker.access.permission import Place
from tracker.errors import InputError
from tracker.record.acting import acting_as
from tracker.record.entering import already, text
from tracker.record.place import indicator_numbers, place_in, place_of
from tracker.store import Store
from tracker.store.connection import Writing, first_row
from tracker.store.ledger import append

OCCASIONS = ("visit", "sitting")
#: what is said on a recommendation: done by those it was made to, closed or given back by control
WORDS = ("done", "closed", "given_back")


@dataclass(frozen=True, slots=True)
class NewRecommendation:
    """What somebody should do by a day: a seat or an executor, one of the two.

    ``territory`` is where it holds; of an indicator (full id) it is the indicator's own. ``visit`` is the number of
    the visit it follows from, ``sitting`` names the sitting. ``said_at`` is for history and needs an administrator.
    """

    words: str
    due_on: date
    occasion: str
    to_seat: str | None = None
    to_executor: str | None = None
    indicator: str | None = None
    territory: str | None = None
    visit: int | None = None
    sitting: str | None = None
    author: str | None = None
    said_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Made:
    no: int | None
    territory: str
    to_seat: str | None
    to_executor: str | None
    author: str
    last_what: str | None
    last_author: str | None


def recommend(
    store: Store,
    actor: Actor,
    made: NewRecommendation,
    *,
    now: datetime,
    key: str | None = None,
    origin: str = "entered",
) -> int:
    """Append a recommendation; returns its number. A repeated ``key`` counts once.

    Raises InputError (no words, nobody or two to do it, a day gone by, an unknown seat, executor, visit or place),
    AccessRefused for anybody but party control of the place.
    """
    if made.said_at is not None or made.author is not None:
        require(actor, "import_history")
    at = made.said_at or now
    _check(made, clock.day_of(at))
    with store.writing() as writing:
        no, territory = None, made.territory
        if made.indicator is not None:
            no = indicator_numbers(writing, {made.indicator})[made.indicator]
            place = place_of(writing, no, at)
            territory = _territory_of(writing, no)
        else:
            place = _place(writing, territory)
        actor = acting_as(store, writing, actor, "recommend", place, now=now)
        held = already(writing, "recommendation", key)
        if held is not None:
            return held
        _check_names(writing, made)
        [seq] = append(
            writing,
            "recommendation",
            {
                "recorded_at": [now],
                "actor": [actor.name],
                "on_behalf_of": [actor.on_behalf_of],
                "key": [key],
                "territory": [territory],
                "no": [no],
                "occasion": [made.occasion],
                "visit_seq": [made.visit],
                "sitting": [text(made.sitting)],
                "words": [text(made.words)],
                "to_seat": [made.to_seat],
                "to_executor": [made.to_executor],
                "due_on": [made.due_on],
                "author": [made.author or actor.name],
                "said_at": [at],
                "origin": [origin],
            },
        )
        return seq


def say_done(
    store: Store,
    actor: Actor,
    number: int,
    words: str | None,
    evidence: str,
    *,
    now: datetime,
    said_at: datetime | None = None,
    origin: str = "entered",
) -> int:
    """Say that a recommendation was done, and what shows it; returns the ledger head.

    Raises InputError (no such recommendation, closed already, no evidence), AccessRefused for anybody to whom it was
    not made (for an executor its branch may speak too).
    """
    if said_at is not None:
        require(actor, "import_history")
    with store.writing() as writing:
        made = _made(writing, number)
        above = _place(writing, made.territory).territories if made.to_executor else ()
        actor = acting_as(
            store,
            writing,
            actor,
            "answer_recommendation",
            Place(above, owner=made.to_seat, executor=made.to_executor),
            now=now,
        )
        if made.last_what == "closed":
            raise InputError("Recommendation {number} is closed already.", number=number)
        if text(evidence) is None:
            raise InputError("Name what shows that it was done: a link, a document or a photograph.")
        return _append(writing, actor, number, ("done", words, evidence), now, said_at, origin)


def judge_done(
    store: Store,
    actor: Actor,
    number: int,
    what: str,
    words: str | None,
    *,
    now: datetime,
    said_at: datetime | None = None,
    origin: str = "entered",
) -> int:
    """Close a recommendation that was said to be done (``closed``), or give it back with a reason (``given_back``);
    returns the ledger head.

    Raises InputError (no such recommendation, nobody said it was done, said so by oneself, given back without a
    reason), AccessRefused for anybody but party control of the place.
    """
    if said_at is not None:
        require(actor, "import_history")
    if what not in WORDS[1:]:
        raise InputError("A recommendation is closed or given back, not {what}.", what=what)
    with store.writing() as writing:
        made = _made(writing, number)
        actor = acting_as(store, writing, actor, "recommend", _place(writing, made.territory), now=now)
        if made.last_what != "done":
            raise InputError("Nobody has said that recommendation {number} is done.", number=number)
        own = actor.office is not None and actor.office == made.to_executor
        if own or made.last_author in (actor.name, actor.seat):
            raise InputError(
                "{who} said that it was done or answers for it: somebody else has to close it.",
                who=actor.name,
            )
        if what == "given_back" and text(words) is None:
            raise InputError("Say what is still missing, so that it can be done.")
        return _append(writing, actor, number, (what, words, None), now, said_at, origin)


def _append(writing, actor, number, said, now, said_at, origin) -> int:
    what, words, evidence = said
    append(
        writing,
        "recommendation_word",
        {
            "recorded_at": [now],
            "actor": [actor.name],
            "on_behalf_of": [actor.on_behalf_of],
            "key": [None],
            "recommendation": [number],
            "what": [what],
            "words": [text(words)],
            "evidence": [text(evidence)],
            "author": [actor.name],
            "said_at": [said_at or now],
            "origin": [origin],
        },
    )
    return writing.head


_MADE = """
select r.no, r.territory, r.to_seat, r.to_executor, r.author, w.what, w.author
from store.recommendation r
left join store.recommendation_word w on w.recommendation = r.seq
where r.seq = $1 order by w.seq desc limit 1
"""


def _made(writing: Writing, number: int) -> _Made:
    row = first_row(writing.cursor, _MADE, [number])
    if row is None:
        raise InputError("There is no recommendation number {number}.", number=number)
    return _Made(*row)


def _territory_of(writing: Writing, no: int) -> str:
    sql = (
        "select p.territory from store.indicator i "
        "join (from loads_at($head::bigint)) l on l.kind = 'program' and l.load = i.load "
        "join store.program p on p.load = i.load where i.no = $no"
    )
    return first_row(writing.cursor, sql, {"head": writing.head, "no": no})[0]


def _place(writing: Writing, territory: str | None) -> Place:
    place = place_in(writing, territory or "")
    if not place.territories:
        raise InputError("There is no territory {code}.", code=territory or "")
    return place


def _check(made: NewRecommendation, today: date) -> None:
    if made.occasion not in OCCASIONS:
        raise InputError(
            "A recommendation follows a visit or a sitting, not {occasion}.", occasion=made.occasion
        )
    if not made.words.strip():
        raise InputError("Say what should be done.")
    if (made.to_seat is None) == (made.to_executor is None):
        raise InputError("Name one to do it: a seat or an executor.")
    if made.due_on <= today:
        raise InputError(
            "The day {day} is not in the future: name the day by which it should be done.",
            day=made.due_on.isoformat(),
        )


def _check_names(writing: Writing, made: NewRecommendation) -> None:
    for table, column, kind, name in (
        ("seat", "seat", "roster", made.to_seat),
        ("executor", "executor", "executors", made.to_executor),
    ):
        sql = (
            f"select 1 from store.{table} t join (from loads_at($head::bigint)) l on l.kind = '{kind}' "
            f"and l.load = t.load where t.{column} = $name limit 1"
        )
        if name is not None and first_row(writing.cursor, sql, {"head": writing.head, "name": name}) is None:
            raise InputError("There is no seat or executor {name}.", name=name)
    if made.visit is not None and not first_row(
        writing.cursor, "select 1 from store.visit where seq = $1", [made.visit]
    ):
        raise InputError("There is no visit number {number}.", number=made.visit)
