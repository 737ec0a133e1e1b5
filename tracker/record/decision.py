"""Recording what a hearing demands: decisions, words on how they go, and their closing by somebody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tracker import clock
from tracker.access import Actor
from tracker.access.permission import Place
from tracker.errors import InputError
from tracker.record.entering import already, text
from tracker.record.hearing_row import Act, agenda_number, needs_state, standing, write
from tracker.record.place import place_in
from tracker.store import Store
from tracker.store.connection import Writing, first_row

WORDS = ("done", "under_way")
WAYS = ("value", "document", "visit")


@dataclass(frozen=True, slots=True)
class NewDecision:
    """What is demanded (``words``), of which seat or executor (one of them), by which day, on which indicator of the
    hearing (or None), and the ``evidence`` that will close it.
    """

    hearing: str
    words: str
    due_on: date
    evidence: str
    seat: str | None = None
    executor: str | None = None
    indicator: str | None = None


def record_decision(
    store: Store,
    actor: Actor,
    new: NewDecision,
    *,
    now: datetime,
    decision: str | None = None,
    withdrawn: bool = False,
    reason: str | None = None,
    key: str | None = None,
    said_at: datetime | None = None,
    origin: str = "entered",
) -> str:
    """Append a decision of a hearing that is frozen or held; returns its id (``hearing/number``).

    With ``decision`` it corrects (or with ``withdrawn`` takes back) an earlier one of the same hearing, which needs a
    ``reason``; the earlier row stays. Raises InputError for missing words, evidence or responsible, an unknown seat or
    executor, a due day not after the decision's own, a state it cannot be recorded in; AccessRefused.
    """
    written = Act(actor, now, key, said_at, origin)
    said, evidence, why = text(new.words), text(new.evidence), text(reason)
    if said is None:
        raise InputError("A decision needs its words: who does what.")
    if evidence is None:
        raise InputError("Say what will close the decision: a value, a document or a visit.")
    if (new.seat is None) == (new.executor is None):
        raise InputError("A decision has one responsible: name a seat or an executor.")
    with store.writing() as writing:
        found = standing(writing, new.hearing)
        place = place_in(writing, found.territory)
        written = written.permitted(store, writing, "record_decision", place)
        needs_state(found, ("frozen", "held"), _NO_MEETING)
        _known(writing, new)
        if new.due_on <= clock.day_of(said_at or now) and decision is None:
            raise InputError(
                "The due day {day} is not after the day of the decision.", day=new.due_on.isoformat()
            )
        if new.indicator is not None:
            agenda_number(writing, found, new.indicator)
        held = already(writing, "decision", key, "decision")
        if held is not None:
            return held
        name = decision or f"{new.hearing}/{_count(writing, new.hearing) + 1}"
        if decision is not None:
            _of_hearing(writing, decision, new.hearing)
            if why is None:
                raise InputError("Say why the decision is changed: the reason is kept beside it.")
        write(
            writing,
            "decision",
            written,
            {
                "decision": name,
                "hearing": new.hearing,
                "indicator": new.indicator,
                "words": said,
                "seat": new.seat,
                "executor": new.executor,
                "due_on": new.due_on,
                "evidence": evidence,
                "withdrawn": withdrawn,
                "reason": why,
            },
        )
        return name


def record_decision_word(
    store: Store,
    actor: Actor,
    decision: str,
    state: str,
    words: str,
    *,
    now: datetime,
    evidence: str | None = None,
    key: str | None = None,
    said_at: datetime | None = None,
    origin: str = "entered",
) -> int:
    """The responsible's word on how a decision goes (``done`` or ``under_way``); it closes nothing.

    An executor's is an answer before a hearing: it is taken while one of the decision's territory is with the
    executors. Returns the ledger head. Raises InputError for an unknown decision, one that is closed or withdrawn, no
    words, an executor's outside that time; AccessRefused for anybody but the seat or executor responsible.
    """
    written = Act(actor, now, key, said_at, origin)
    said = text(words)
    if state not in WORDS:
        raise InputError("{state} is no word on a decision: it is done or under way.", state=state)
    if said is None:
        raise InputError("Say in words how the decision goes.")
    with store.writing() as writing:
        seat, executor, hearing = _open(writing, decision)
        if executor is None:
            place = Place(owner=seat, section_owner=seat)
            written = written.permitted(store, writing, "say_decision", place)
        else:
            written = written.permitted(store, writing, "answer_hearing", Place(executor=executor))
            if written.actor.powers == "executor" and first_row(writing.cursor, _AWAITING, [hearing]) is None:
                raise InputError(_NOT_ASKED)
        values = {"decision": decision, "state": state, "words": said, "evidence": text(evidence)}
        return write(writing, "decision_word", written, values)


def close_decision(
    store: Store,
    actor: Actor,
    decision: str,
    way: str,
    *,
    now: datetime,
    report_seq: int | None = None,
    evidence: str | None = None,
    words: str | None = None,
    key: str | None = None,
    said_at: datetime | None = None,
    origin: str = "entered",
) -> int:
    """Close a decision against a ``value`` (``report_seq``, a report on its indicator), a ``document`` or a ``visit``
    (``evidence`` says which); returns the ledger head.

    Raises InputError where the evidence is missing or does not fit, where the decision is closed already, and where
    the one responsible would close it; AccessRefused for anybody but the faction of the hearing's level.
    """
    written = Act(actor, now, key, said_at, origin)
    proof = text(evidence)
    if way not in WAYS:
        raise InputError(
            "A decision is closed against a value, a document or a visit, not against {way}.", way=way
        )
    if way != "value" and proof is None:
        raise InputError(_NO_DOCUMENT if way == "document" else _NO_VISIT)
    with store.writing() as writing:
        seat, executor, hearing = _open(writing, decision)
        if _is_responsible(writing, actor, seat, executor):
            raise InputError(
                "{who} is responsible for this decision, and nobody closes their own: somebody else must.",
                who=actor.name,
            )
        place = place_in(writing, standing(writing, hearing).territory)
        written = written.permitted(store, writing, "close_decision", place)
        if way == "value":
            _report_fits(writing, decision, report_seq)
        values = {
            "decision": decision,
            "way": way,
            "report_seq": report_seq if way == "value" else None,
            "evidence": proof,
            "words": text(words),
        }
        return write(writing, "decision_closing", written, values)


def _known(writing: Writing, new: NewDecision) -> None:
    if new.seat is not None and not first_row(
        writing.cursor, _SEAT, {"head": writing.head, "seat": new.seat}
    ):
        raise InputError("There is no seat {seat}.", seat=new.seat)
    if new.executor is not None and not first_row(
        writing.cursor, _EXECUTOR, {"head": writing.head, "executor": new.executor}
    ):
        raise InputError("There is no executor {executor}.", executor=new.executor)


def _count(writing: Writing, hearing: str) -> int:
    sql = "select count(distinct decision) from store.decision where hearing = $1"
    return first_row(writing.cursor, sql, [hearing])[0]


def _of_hearing(writing: Writing, decision: str, hearing: str) -> None:
    _open(writing, decision)
    sql = "select 1 from store.decision where decision = $1 and hearing = $2 limit 1"
    if first_row(writing.cursor, sql, [decision, hearing]) is None:
        raise InputError("There is no decision {decision} of the hearing {hearing}.",
                         decision=decision, hearing=hearing)  # fmt: skip


def _open(writing: Writing, decision: str) -> tuple[str | None, str | None, str]:
    """The responsible seat, executor, and the hearing of a decision that is still open."""
    row = first_row(
        writing.cursor,
        "select seat, executor, hearing, withdrawn from store.decision where decision = $1 order by seq desc limit 1",
        [decision],
    )
    if row is None:
        raise InputError("There is no decision {decision}.", decision=decision)
    if row[3]:
        raise InputError("The decision {decision} was withdrawn.", decision=decision)
    if first_row(
        writing.cursor, "select 1 from store.decision_closing where decision = $1 limit 1", [decision]
    ):
        raise InputError("The decision {decision} is closed already.", decision=decision)
    return row[:3]


def _is_responsible(writing: Writing, actor: Actor, seat: str | None, executor: str | None) -> bool:
    """Whether the actor, in any of its roles, is the seat or the executor responsible, acts for it, or heads its
    office or one above it.
    """
    names = {actor.name, actor.on_behalf_of}
    offices: set[str] = set()
    for one in actor.capacities:
        names |= {one.name, one.seat, one.on_behalf_of}
        offices |= {one.office} if one.office else set()
    if seat is not None and seat in names:
        return True
    if executor is None:
        return False
    for name in names - {None}:
        row = first_row(writing.cursor, _OFFICE_OF, {"head": writing.head, "seat": name})
        offices |= {row[0]} if row else set()
    above = {
        name
        for (name,) in writing.cursor.execute(_ABOVE, {"head": writing.head, "executor": executor}).fetchall()
    }
    return executor in names or bool(offices & above)


def _report_fits(writing: Writing, decision: str, report_seq: int | None) -> None:
    if report_seq is None:
        raise InputError("Name the report whose value closes the decision.")
    indicator, decided_at = first_row(writing.cursor, _DEMANDED, [decision])
    row = first_row(writing.cursor, _REPORTED, [report_seq])
    if row is None:
        raise InputError("There is no report number {number}.", number=report_seq)
    name, reported_at, verdict = row
    values = {"number": report_seq, "decision": decision}
    if name != indicator:
        raise InputError(
            "Report number {number} speaks of another indicator than the decision {decision}.", **values
        )
    if reported_at < decided_at:
        raise InputError("Report number {number} is older than the decision {decision}.", **values)
    if verdict == "disputed":
        raise InputError("Party control disputes report number {number}, so it closes nothing.", **values)


_NO_MEETING = "Decisions are recorded once the hearing {hearing} is frozen and until it is closed."
_NO_DOCUMENT = "Name the document that closes the decision: its link, or its number and day."
_NO_VISIT = "Name the visit that closes the decision: its day, its place and what was found."
_DEMANDED = (
    "select arg_max(indicator, seq), min(said_at) from store.decision where decision = $1 group by decision"
)
_REPORTED = """
select s.id, r.reported_at, (
    select arg_max(v.verdict, in_order(v.reviewed_at, v.seq)) from store.review v
    where v.report_seq = r.seq and counts(v.conflict, v.verdict)
) as verdict
from store.report r join store.subject s on s.no = r.no where r.seq = $1
"""
_NOT_ASKED = (
    "A state body says how its decision goes when it answers before a hearing: none of this territory is with the "
    "executors now."
)
_AWAITING = """
with newest as (
    select hearing, arg_max(territory, seq) as territory from store.hearing group by hearing
)
select 1 from newest n
where n.territory = (select territory from newest where hearing = $1)
    and (select arg_max(s.state, s.seq) from store.hearing_state s where s.hearing = n.hearing) = 'sent'
limit 1
"""
_SEAT = (
    "select 1 from store.seat s join (from loads_at($head::bigint)) l on l.kind = 'roster' and l.load = s.load "
    "where s.seat = $seat"
)
_EXECUTOR = (
    "select 1 from store.executor e join (from loads_at($head::bigint)) l "
    "on l.kind = 'executors' and l.load = e.load where e.executor = $executor"
)
_OFFICE_OF = (
    "select s.office_of from store.seat s join (from loads_at($head::bigint)) l "
    "on l.kind = 'roster' and l.load = s.load where s.seat = $seat and s.office_of is not null"
)
_ABOVE = """
with recursive listed as (
    select e.executor, e.part_of from store.executor e
    join (from loads_at($head::bigint)) l on l.kind = 'executors' and l.load = e.load
), up(executor) as (
    select $executor::varchar
    union
    select listed.part_of from up join listed on listed.executor = up.executor where listed.part_of is not null
)
select executor from up
"""
