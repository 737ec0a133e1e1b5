"""The agenda of a hearing: what the figures put on it by attention (domain.md), and what the staff changed about it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tracker.access import Actor, require
from tracker.queries.ask import Ask, Scope, rows
from tracker.queries.attention import GOOD
from tracker.queries.hearings import Hearing, HearingChange, place_of_hearing
from tracker.queries.indicators import Assessed, assessed
from tracker.queries.makeup import makeup
from tracker.store import Store

#: a set of so few indicators is heard whole, what is on plan after what is not
SMALL = 8

LAGS = "Makes {of_share} of the shortfall of what is heard: {done_share} is done, {planned_share} was planned by then."
SILENT = "Makes {of_share} of the shortfall of what is heard: nothing is reported, {planned_share} was planned by then."
OVERDUE = "A report is overdue, which doubles its rank."
CONTRADICTED = (
    "Kinds of contradiction in what is said of it: {contradictions}; each adds its weight once more."
)
WELL = "Not behind its plan; the set is small and is heard whole."
NOT_DUE = "Nothing of it is due yet; the set is small and is heard whole."
NO_PLAN = "What is known of it cannot be set against a plan; the set is small and is heard whole."
ADDED = "Put on the agenda by the staff."
MOVED = "The staff moved it here; by the figures its rank is {rank}."


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an item stands where it stands. ``rank`` by the figures (1 is first; None where they did not put it there),
    ``share`` (0..1) of the shortfall of what is heard, ``contradictions`` by their kinds; ``sentences`` are templates
    with their values, names ending in ``_share`` being shares.
    """

    rank: int | None
    attention: float
    share: float
    overdue: bool
    contradictions: int
    sentences: tuple[tuple[str, dict[str, object]], ...]


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item: ``place`` counts from 1; ``added`` and ``moved`` by the staff; ``annotation`` is theirs or None."""

    place: int
    item: Assessed
    reason: Reason
    added: bool
    moved: bool
    annotation: str | None


@dataclass(frozen=True, slots=True)
class Agenda:
    """Items in order, what was taken off with the reason, and every act of the staff, the first first."""

    items: tuple[AgendaItem, ...]
    dropped: tuple[HearingChange, ...]
    acts: tuple[HearingChange, ...]


_ACTS = """
select seq, said_at as at, actor as by, on_behalf_of, act as what, indicator, place, question, words
from store.agenda_act where hearing = $hearing and seq <= $head order by seq
"""


def agenda(store: Store, actor: Actor, ask: Ask, hearing: Hearing) -> Agenda:
    """The agenda of a hearing for its programs, on the ask's day and head, with the staff's changes put on it.

    Raises AccessRefused for whoever may not see the hearing's papers.
    """
    require(actor, "see_hearing", place_of_hearing(store, None, hearing.territory))
    ask = replace(ask, head=ask.at(store))
    acts = agenda_acts(store, ask, hearing.hearing)
    scope = Scope(programs=hearing.programs)
    ranked = assessed(store, actor, ask, scope, by_attention=True)
    ranks = {one.indicator: n for n, one in enumerate(ranked, 1)}
    known = {one.indicator: one for one in ranked}
    wanted = {one.indicator for one in acts if one.indicator not in known and one.what == "add"}
    for indicator in sorted(wanted):
        found = assessed(store, actor, ask, Scope(indicator=indicator))
        known |= {one.indicator: one for one in found}
    order = [one.indicator for one in _from_figures(ranked, hearing.most)]
    chosen = set(order)
    shares = {part.key: part.share for part in makeup(store, actor, ask, scope, "indicator")}
    dropped: dict[str, HearingChange] = {}
    added: set[str] = set()
    moved: set[str] = set()
    notes: dict[str, str | None] = {}
    for act in acts:
        name = act.indicator
        if act.what == "add" and name in known and name not in order:
            order.append(name)
            added.add(name)
            dropped.pop(name, None)
        elif act.what == "drop" and name in order:
            order.remove(name)
            dropped[name] = act
        elif act.what == "move" and name in order:
            order.remove(name)
            order.insert(max(0, (act.place or 1) - 1), name)
            moved.add(name)
        elif act.what == "annotate":
            notes[name] = act.words
    items = []
    for place, name in enumerate(order, 1):
        rank = ranks.get(name) if name in chosen else None
        reason = _reason(
            known[name], rank, shares.get(name, 0.0), name in added and name not in chosen, name in moved
        )
        items.append(AgendaItem(place, known[name], reason, name in added, name in moved, notes.get(name)))
    return Agenda(tuple(items), tuple(dropped.values()), tuple(acts))


def agenda_acts(store: Store, ask: Ask, hearing: str) -> list[HearingChange]:
    """Everything the staff did with a hearing's agenda and its questions, the first first."""
    with store.cursor() as cursor:
        found = rows(cursor, _ACTS, {"hearing": hearing, "head": ask.at(store)})
    return [HearingChange(**row) for row in found]


def _from_figures(ranked: list[Assessed], most: int) -> list[Assessed]:
    bad = [one for one in ranked if one.attention > 0 and one.status not in GOOD]
    if len(ranked) <= min(SMALL, most):
        return bad + [one for one in ranked if one not in bad]
    return bad[:most]


def _reason(item: Assessed, rank: int | None, share: float, added: bool, moved: bool) -> Reason:
    sentences: list[tuple[str, dict[str, object]]] = []
    contradictions = _contradictions(item)
    if added:
        sentences.append((ADDED, {}))
    if share > 0:
        values = {"of_share": share, "planned_share": item.planned_progress}
        if item.progress is None:
            sentences.append((SILENT, values))
        else:
            sentences.append((LAGS, {**values, "done_share": item.progress}))
        if item.report_overdue:
            sentences.append((OVERDUE, {}))
        if contradictions:
            sentences.append((CONTRADICTED, {"contradictions": contradictions}))
    elif not added:
        plain = {"not_due": NOT_DUE, "no_data": NO_PLAN, "not_measurable": NO_PLAN}
        sentences.append((plain.get(item.status, WELL), {}))
    if moved and rank is not None:
        sentences.append((MOVED, {"rank": rank}))
    return Reason(rank, item.attention or 0.0, share, item.report_overdue, contradictions, tuple(sentences))


def _contradictions(item: Assessed) -> int:
    """How many kinds of contradiction its attention was multiplied with (domain.md, Attention)."""
    gap = min(1.0, item.planned_progress or 0.0) - min(1.0, max(0.0, item.progress or 0.0))
    once = item.weight * gap * (2 if item.report_overdue else 1)
    return max(0, round((item.attention or 0.0) / once) - 1) if once > 0 else 0
