"""Hearings: what they are and where they stand, who changed what, executors' answers, notes of the meeting.

What belongs to a hearing is bounded by the ledger head alone, not by the day: it is prepared, answered and held after
the day that its figures are of.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker import clock
from tracker.access import Actor, permits, require
from tracker.access.permission import Place
from tracker.errors import InputError
from tracker.queries.ask import LANGUAGES, Ask, rows, titles
from tracker.store import Store

STATES = ("draft", "sent", "frozen", "held", "closed")


@dataclass(frozen=True, slots=True)
class Frozen:
    """A freeze: its short code, the ledger head with its hash, the digest of the whole and by part, and when."""

    code: str
    head: int
    head_hash: str
    digest: str
    digests: dict
    frozen_at: datetime


@dataclass(frozen=True, slots=True)
class Hearing:
    """A hearing as it stands. ``level`` is the territory's; ``speaker`` is ``prime_minister``, ``minister`` or
    ``akim``, whose ``office`` is an executor. ``participants`` are offices in three languages. ``most`` bounds the
    items that the figures put on the agenda. ``programs`` are ids, ``program_titles`` stand in their order.
    ``title`` is as the staff wrote it, empty where they wrote none.
    """

    hearing: str
    title: str
    level: str
    territory: str
    territory_title: dict[str, str]
    office: str
    office_title: dict[str, str]
    speaker: str
    programs: tuple[str, ...]
    program_titles: tuple[dict[str, str], ...]
    participants: tuple[dict[str, str], ...]
    participants_written: tuple[str, ...]
    held_on: date
    as_of: date
    answer_by: date | None
    most: int
    state: str
    frozen: Frozen | None
    created_at: datetime
    created_by: str
    demonstration: bool


@dataclass(frozen=True, slots=True)
class HearingChange:
    """Who changed what when. ``what`` is ``prepared``, ``facts``, a state, an act on the agenda (hearing_agenda.ACTS),
    ``answer``, ``note`` or ``decision``; ``words`` a person's; ``place`` where an item was moved to.
    """

    at: datetime
    by: str
    on_behalf_of: str | None
    what: str
    indicator: str | None
    place: int | None
    question: str | None
    words: str | None
    seq: int


@dataclass(frozen=True, slots=True)
class Answer:
    """An executor's answer on one of its items; ``late`` where it came after the day to answer by."""

    indicator: str
    executor: str
    words: str
    evidence: str | None
    said_at: datetime
    author: str
    late: bool


@dataclass(frozen=True, slots=True)
class Note:
    """What was answered at the meeting; ``indicator`` and ``question`` None where it speaks of the whole."""

    indicator: str | None
    question: str | None
    words: str
    said_at: datetime
    author: str


_HEARINGS = """
with newest as (
    select hearing, max(seq) as seq from store.hearing where seq <= $head group by hearing
),
first as (
    select hearing, min(recorded_at) as created_at, arg_min(actor, seq) as created_by
    from store.hearing where seq <= $head group by hearing
),
states as (
    select hearing, arg_max(state, seq) as state from store.hearing_state where seq <= $head group by hearing
),
freezes as (
    select hearing, code, head, head_hash, digest, digests, said_at as frozen_at
    from store.hearing_state where state = 'frozen' and seq <= $head
)
select h.*, s.state, f.code, f.head, f.head_hash, f.digest, f.digests, f.frozen_at, c.created_at, c.created_by
from store.hearing h semi join newest n on n.hearing = h.hearing and n.seq = h.seq
join states s on s.hearing = h.hearing
join first c on c.hearing = h.hearing
left join freezes f on f.hearing = h.hearing
order by h.held_on desc, h.seq desc
"""
_NAMES = """
with loads as (from loads_at($head::bigint))
select 'territory' as kind, code as id, null as part_of, code as place, title_kk, title_ru, title_en
from store.territory semi join loads using (load)
union all
select 'executor', executor, part_of, territory, title_kk, title_ru, title_en
from store.executor semi join loads using (load)
union all
select 'program', program, null, territory, title_kk, title_ru, title_en from store.program semi join loads using (load)
union all
select 'seat', seat, null, null, title_kk, title_ru, title_en from store.seat semi join loads using (load)
"""


def hearings(
    store: Store, actor: Actor, ask: Ask, *, territory: str | None = None, state: str | None = None
) -> list[Hearing]:
    """Every hearing known at the head that the actor may see, the latest day first; ``territory`` keeps those held
    exactly there.

    Empty for the public. An executor gets those that were sent out or are past that, where it speaks or has an item
    in what is heard.
    """
    return [
        found
        for found in _hearings(store, ask)
        if territory in (None, found.territory)
        and state in (None, found.state)
        and _sees(store, actor, ask, found)
    ]


def hearing(store: Store, actor: Actor, ask: Ask, hearing_id: str) -> Hearing:
    """One hearing. Raises InputError where there is none at the head, AccessRefused for whom it is not."""
    found = known_hearing(store, ask, hearing_id)
    if not _sees(store, actor, ask, found):
        require(actor, "see_hearing", place_of_hearing(store, ask, found.territory))
    return found


def known_hearing(store: Store, ask: Ask | None, hearing_id: str) -> Hearing:
    """One hearing at the ask's head (None: the newest), whoever asks: for what was already permitted.

    Raises InputError where there is none.
    """
    found = next((one for one in _hearings(store, ask) if one.hearing == hearing_id), None)
    if found is None:
        raise InputError("There is no hearing {hearing}.", hearing=hearing_id)
    return found


def known_hearings(store: Store, ask: Ask) -> list[Hearing]:
    """Every hearing at the ask's head, whoever asks: for a calendar that shows days and states alone."""
    return _hearings(store, ask)


def may_see(store: Store, actor: Actor, ask: Ask, territory: str) -> bool:
    """Whether the actor may see the papers of the territory's hearings."""
    return permits(actor, "see_hearing", place_of_hearing(store, ask, territory))


def offices_of(actor: Actor) -> set[str]:
    """The executors whose office the actor acts for as an executor."""
    return {one.office for one in actor.capacities if one.powers == "executor" and one.office}


def _sees(store: Store, actor: Actor, ask: Ask, found: Hearing) -> bool:
    if may_see(store, actor, ask, found.territory):
        return True
    offices = offices_of(actor)
    return (
        found.state != "draft"
        and bool(offices)
        and (found.office in offices or _has_item(store, ask, found, offices))
    )


_ITEM = """
select 1 from store.indicator i join store.program p on p.load = i.load
semi join (from loads_at($head::bigint)) l on l.kind = 'program' and l.load = i.load
where list_contains($programs::varchar[], p.program) and list_contains($offices::varchar[], i.executor) limit 1
"""


def _has_item(store: Store, ask: Ask, found: Hearing, offices: set[str]) -> bool:
    """Whether one of the executors carries out an indicator of the programs heard."""
    values = {"head": ask.at(store), "programs": list(found.programs), "offices": sorted(offices)}
    with store.cursor() as cursor:
        return bool(cursor.execute(_ITEM, values).fetchall())


def shown_to(store: Store, actor: Actor, ask: Ask, found: Hearing) -> Hearing:
    """The hearing for the actor: to whoever may not see it its days, place, speaker and state alone."""
    if _sees(store, actor, ask, found):
        return found
    return replace(found, title="", participants=(), participants_written=(), frozen=None, created_by="")


def figures_ask(found: Hearing) -> Ask:
    """The day, basis and head that a hearing's figures are of: the freeze's head once frozen, else the newest."""
    return Ask(found.as_of, "current", found.frozen.head if found.frozen else None)


def hearing_of_code(store: Store, actor: Actor, ask: Ask, code: str) -> Hearing:
    """The hearing a pack's short code belongs to, however it was typed. Raises InputError where there is none."""
    plain = "".join(c for c in code.upper() if c.isalnum())
    for found in hearings(store, actor, ask):
        if found.frozen is not None and found.frozen.code.replace("-", "") == plain:
            return found
    raise InputError("No pack bears the code {code}.", code=code)


def may_prepare(store: Store, actor: Actor, ask: Ask, territory: str) -> bool:
    """Whether the actor may prepare, freeze and lead hearings of the territory."""
    return permits(actor, "prepare_hearing", place_of_hearing(store, ask, territory))


def previous_hearing(store: Store, actor: Actor, ask: Ask, hearing_id: str) -> Hearing | None:
    """The latest earlier hearing of the same territory that was held or closed and shares a program with this one,
    or, where the cycle is new, the latest one of the territory at all; None where there is none.
    """
    this = hearing(store, actor, ask, hearing_id)
    earlier = [
        h
        for h in _hearings(store, ask)
        if h.territory == this.territory
        and h.state in ("held", "closed")
        and (h.held_on, h.hearing) < (this.held_on, this.hearing)
    ]
    sharing = [h for h in earlier if set(h.programs) & set(this.programs)]
    return next(iter(sharing or earlier), None)


_CHANGES = """
select seq, said_at as at, actor as by, on_behalf_of,
    case when seq = (select min(seq) from store.hearing where hearing = $hearing) then 'prepared'
         else 'facts' end as what,
    null as indicator, null as place, null as question, reason as words
from store.hearing where hearing = $hearing and seq <= $head
union all
select seq, said_at, actor, on_behalf_of, state, null, null, null, reason from store.hearing_state
where hearing = $hearing and seq <= $head and state <> 'draft'
union all
select seq, said_at, actor, on_behalf_of, act, indicator, place, question, words from store.agenda_act
where hearing = $hearing and seq <= $head
union all
select seq, said_at, actor, on_behalf_of, 'answer', indicator, null, null, words from store.hearing_answer
where hearing = $hearing and seq <= $head
union all
select seq, said_at, actor, on_behalf_of, 'note', indicator, null, question, words from store.hearing_note
where hearing = $hearing and seq <= $head
union all
select seq, said_at, actor, on_behalf_of, 'decision', indicator, null, null, words from store.decision
where hearing = $hearing and seq <= $head
order by seq
"""


def hearing_changes(store: Store, actor: Actor, ask: Ask, hearing_id: str) -> list[HearingChange]:
    """Everything that was done with a hearing, the first first. Raises InputError, AccessRefused."""
    _papers(store, actor, ask, hearing_id)
    with store.cursor() as cursor:
        found = rows(cursor, _CHANGES, {"hearing": hearing_id, "head": ask.at(store)})
    return [HearingChange(**row) for row in found]


_ANSWERS = """
select a.indicator, a.executor, a.words, a.evidence, a.said_at, a.actor as author
from store.hearing_answer a
semi join (
    select max(seq) as seq from store.hearing_answer where hearing = $hearing and seq <= $head group by indicator
) n on n.seq = a.seq
order by a.indicator
"""


def answers(store: Store, actor: Actor, ask: Ask, hearing_id: str) -> dict[str, Answer]:
    """The newest answer on each item by indicator; an executor gets its own. Raises InputError, AccessRefused."""
    found_hearing = hearing(store, actor, ask, hearing_id)
    until, whole = found_hearing.answer_by, may_see(store, actor, ask, found_hearing.territory)
    with store.cursor() as cursor:
        found = rows(cursor, _ANSWERS, {"hearing": hearing_id, "head": ask.at(store)})
    return {
        row["indicator"]: Answer(late=until is not None and clock.day_of(row["said_at"]) > until, **row)
        for row in found
        if whole or row["executor"] in offices_of(actor)
    }


def notes(store: Store, actor: Actor, ask: Ask, hearing_id: str) -> list[Note]:
    """What was noted at the meeting, in the order it was said. Raises InputError, AccessRefused."""
    _papers(store, actor, ask, hearing_id)
    sql = (
        "select indicator, question, words, said_at, actor as author from store.hearing_note "
        "where hearing = $hearing and seq <= $head order by seq"
    )
    with store.cursor() as cursor:
        return [Note(**row) for row in rows(cursor, sql, {"hearing": hearing_id, "head": ask.at(store)})]


def _papers(store: Store, actor: Actor, ask: Ask, hearing_id: str) -> None:
    """Raise InputError where there is no such hearing, AccessRefused for whoever may not see its papers."""
    require(
        actor, "see_hearing", place_of_hearing(store, ask, known_hearing(store, ask, hearing_id).territory)
    )


def _hearings(store: Store, ask: Ask | None) -> list[Hearing]:
    head = store.head() if ask is None else ask.at(store)
    with store.cursor() as cursor:
        found = rows(cursor, _HEARINGS, {"head": head})
        named = {(r["kind"], r["id"]): r for r in rows(cursor, _NAMES, {"head": head})} if found else {}
    return [_hearing(row, named) for row in found]


def _hearing(row: dict, named: dict[tuple[str, str], dict]) -> Hearing:
    programs = tuple(row["programs"].split(","))
    written = tuple(row["participants"].split("\n")) if row["participants"] else ()
    return Hearing(
        territory_title=_title(named, ("territory",), row["territory"]),
        office_title=_title(named, ("executor",), row["office"]),
        speaker=_speaker(row, named),
        programs=programs,
        program_titles=tuple(_title(named, ("program",), program) for program in programs),
        participants=tuple(_title(named, ("executor", "seat"), one) for one in written),
        participants_written=written,
        frozen=Frozen(
            row["code"],
            row["head"],
            row["head_hash"],
            row["digest"],
            json.loads(row["digests"]),
            row["frozen_at"],
        )
        if row["code"]
        else None,
        demonstration=row["origin"] == "demonstration",
        **{
            name: row[name]
            for name in (
                "hearing", "title", "level", "territory", "office", "held_on", "as_of", "answer_by", "most", "state",
                "created_at", "created_by",
            )
        },
    )  # fmt: skip


def _speaker(row: dict, named: dict[tuple[str, str], dict]) -> str:
    if row["level"] != "republic":
        return "akim"
    office = named.get(("executor", row["office"]))
    return "minister" if office and office["part_of"] else "prime_minister"


def _title(named: dict[tuple[str, str], dict], kinds: Iterable[str], name: str) -> dict[str, str]:
    """The title of an id, or the words themselves in every language."""
    for kind in kinds:
        if (kind, name) in named:
            return titles(named[kind, name])
    return dict.fromkeys(LANGUAGES, name)


_ABOVE = "select above from territories_above($head::bigint) where code = $code"


def place_of_hearing(store: Store, ask: Ask | None, territory: str) -> Place:
    """A hearing's territory with everything above it, as a place to ask access for."""
    head = store.head() if ask is None else ask.at(store)
    with store.cursor() as cursor:
        found = cursor.execute(_ABOVE, {"head": head, "code": territory}).fetchall()
    return Place(tuple(above for (above,) in found))
