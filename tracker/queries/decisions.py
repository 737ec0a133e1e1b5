"""Decisions of hearings: what was demanded of whom, what came of it, and who is silent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from tracker import clock
from tracker.access import Actor, permits
from tracker.queries.ask import Ask, rows, titles
from tracker.queries.hearings import may_see, offices_of
from tracker.store import Store

#: in the order they are shown: silent ones first
FATES = ("silent", "overdue", "open", "done")


@dataclass(frozen=True, slots=True)
class Word:
    """The responsible's word: ``done`` or ``under_way``."""

    state: str
    words: str
    evidence: str | None
    said_at: datetime
    author: str


@dataclass(frozen=True, slots=True)
class Closing:
    """How a decision was closed: ``way`` is ``value`` (of the report ``report_seq``, for ``period_end``), ``document``
    or ``visit`` (``evidence`` says which).
    """

    way: str
    report_seq: int | None
    value: float | None
    period_end: date | None
    evidence: str | None
    words: str | None
    said_at: datetime
    author: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as of a day. ``fate``: ``done`` (closed by somebody else), ``silent`` (past due and never a word),
    ``overdue`` (past due, with a word), ``open``. ``responsible`` is the title of the seat or executor,
    ``indicator_title`` and ``unit`` those of the newest terms.
    """

    decision: str
    hearing: str
    held_on: date
    territory: str
    indicator: str | None
    indicator_title: dict[str, str] | None
    unit: dict[str, str] | None
    words: str
    seat: str | None
    executor: str | None
    responsible: dict[str, str]
    due_on: date
    evidence: str
    reason: str | None
    decided_at: datetime
    fate: str
    days_overdue: int
    word: Word | None
    closing: Closing | None
    changed: bool
    demonstration: bool


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a set of decisions, silent ones first; ``done`` of ``total`` is the count with its base."""

    total: int
    done: int
    silent: int
    overdue: int
    open: int
    decisions: tuple[Decision, ...]


_SQL = """
with newest as (
    select decision, max(seq) as seq, min(seq) as first_seq, min(said_at) as decided_at from store.decision
    where seq <= $head and ($until::timestamp is null or said_at < $until) group by decision
),
facts as (
    select hearing, arg_max(territory, seq) as territory, arg_max(held_on, seq) as held_on
    from store.hearing where seq <= $head group by hearing
),
words as (
    select decision, unnest(arg_max({{'word': state, 'word_words': words, 'word_evidence': evidence,
        'word_at': said_at, 'word_by': actor}}, seq))
    from store.decision_word where seq <= $head and ($until::timestamp is null or said_at < $until)
    group by decision
),
closed as (
    select c.decision, c.way, c.report_seq, c.evidence as proof, c.words as closing_words, c.said_at as closed_at,
        c.actor as closed_by, r.value, r.period_end
    from store.decision_closing c left join store.report r on r.seq = c.report_seq
    where c.seq <= $head and ($until::timestamp is null or c.said_at < $until)
),
loads as (from loads_at($head::bigint)),
subjects as (
    select s.id, t.title_kk as it_kk, t.title_ru as it_ru, t.title_en as it_en, t.unit_kk, t.unit_ru, t.unit_en
    from store.subject s join (from terms_of_newest($head::bigint)) t on t.no = s.no
),
named as (
    select 'seat' as kind, seat as id, title_kk, title_ru, title_en from store.seat semi join loads using (load)
    union all
    select 'executor', executor, title_kk, title_ru, title_en from store.executor semi join loads using (load)
)
select d.*, n.decided_at, n.seq <> n.first_seq as changed, f.territory, f.held_on, w.* exclude (decision),
    c.* exclude (decision), s.* exclude (id), m.title_kk, coalesce(m.title_ru, d.seat, d.executor) as title_ru,
    m.title_en
from store.decision d
join newest n on n.seq = d.seq
join facts f on f.hearing = d.hearing
left join words w on w.decision = d.decision
left join closed c on c.decision = d.decision
left join subjects s on s.id = d.indicator
left join named m on m.kind = case when d.seat is not null then 'seat' else 'executor' end
    and m.id = coalesce(d.seat, d.executor)
where not d.withdrawn and {where}
order by f.held_on, d.decision
"""
_WHERE = {
    "seat": "d.seat = $seat",
    "executor": "d.executor = $executor",
    "hearing": "d.hearing = $hearing",
    "indicator": "d.indicator = $indicator",
    "territory": "f.territory in (select code from territories_above($head::bigint) where above = $territory)",
    "held_in": "f.territory = $held_in",
}


def decisions_of(
    store: Store,
    actor: Actor,
    ask: Ask,
    *,
    seat: str | None = None,
    executor: str | None = None,
    hearing: str | None = None,
    indicator: str | None = None,
    territory: str | None = None,
    held_in: str | None = None,
    whenever: bool = False,
) -> list[Decision]:
    """Decisions known on the day (``whenever``: at the head, whatever the day), silent and overdue ones first.

    All given bounds hold together: the responsible ``seat`` or ``executor``, the ``hearing``, the ``indicator``
    (full id), hearings at or below a ``territory`` or ``held_in`` exactly one. Overdue is judged on the ask's day.
    Those of hearings that the actor may see, and those it is responsible for itself; none for the public.
    """
    allowed = _allowed(store, actor, ask)
    if allowed is None:
        return []
    given = {
        "seat": seat,
        "executor": executor,
        "hearing": hearing,
        "indicator": indicator,
        "territory": territory,
        "held_in": held_in,
    }
    values = {name: value for name, value in given.items() if value is not None}
    where = " and ".join(["true", *(_WHERE[name] for name in values)])
    values |= {"head": ask.at(store), "until": None if whenever else clock.end_of(ask.as_of)}
    with store.cursor() as cursor:
        found = [_decision(row, ask.as_of) for row in rows(cursor, _SQL.format(where=where), values)]
    found = [one for one in found if allowed(one)]
    return sorted(found, key=lambda one: (FATES.index(one.fate), one.due_on, one.decision))


def fate_of(decisions: list[Decision]) -> Fate:
    """The counts of a set of decisions: ``done`` of ``total``."""
    counts = {fate: sum(one.fate == fate for one in decisions) for fate in FATES}
    return Fate(len(decisions), decisions=tuple(decisions), **counts)


def earlier_decisions(store: Store, actor: Actor, ask: Ask, territory: str, before: date) -> list[Decision]:
    """Decisions of every hearing held in the territory before a day, silent ones first (see :func:`decisions_of`)."""
    found = decisions_of(store, actor, ask, held_in=territory, whenever=True)
    return [one for one in found if one.held_on < before]


def _allowed(store: Store, actor: Actor, ask: Ask) -> Callable[[Decision], bool] | None:
    """Which decisions the actor may see; None for none at all."""
    seats = {one.seat for one in actor.capacities if one.seat and one.role != "public"}
    offices = offices_of(actor)
    if not seats and not offices and not permits(actor, "see_hearing"):
        return None
    seen: dict[str, bool] = {}

    def allowed(one: Decision) -> bool:
        if one.territory not in seen:
            seen[one.territory] = may_see(store, actor, ask, one.territory)
        return seen[one.territory] or one.seat in seats or one.executor in offices

    return allowed


def _decision(row: dict, as_of: date) -> Decision:
    late = (as_of - row["due_on"]).days
    word = None
    if row["word"] is not None:
        word = Word(row["word"], row["word_words"], row["word_evidence"], row["word_at"], row["word_by"])
    closing = None
    if row["way"] is not None:
        closing = Closing(
            row["way"], row["report_seq"], row["value"], row["period_end"], row["proof"], row["closing_words"],
            row["closed_at"], row["closed_by"],
        )  # fmt: skip
    if closing is not None:
        fate = "done"
    elif late <= 0:
        fate = "open"
    else:
        fate = "silent" if word is None else "overdue"
    return Decision(
        indicator_title=titles(row, "it"),
        unit=titles(row, "unit"),
        responsible=titles(row),
        fate=fate,
        days_overdue=max(0, late) if closing is None else 0,
        word=word,
        closing=closing,
        demonstration=row["origin"] == "demonstration",
        **{
            name: row[name]
            for name in (
                "decision", "hearing", "held_on", "territory", "indicator", "words", "seat", "executor", "due_on",
                "evidence", "reason", "decided_at", "changed",
            )
        },
    )  # fmt: skip
