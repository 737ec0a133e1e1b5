"""The seats of a territory's bodies, each with what it carries: where one finds one's own card."""

from __future__ import annotations

from tracker.access import Actor
from tracker.documents.matter import seat_name
from tracker.documents.model import Cell, Column, Document, Facts, Place, Section, Table
from tracker.errors import InputError
from tracker.queries.ask import Ask, Scope
from tracker.queries.directory import SeatEntry, TerritoryEntry, seats, territories
from tracker.queries.rollups import RolledUp, rolled_up
from tracker.store import Store
from tracker.text import N_, Translator, day, percent, pick, points, translator
from tracker.text.values import why_missing
from tracker.text.vocab import word


def seat_list(store: Store, actor: Actor, ask: Ask, territory: str, language: str) -> Document:
    """The seats of one territory's bodies that carry something, and the territories below that have seats of their own.

    Raises InputError where there is no such territory.
    """
    ask, t = Ask(ask.as_of, ask.basis, ask.at(store)), translator(language)
    known = {place.code: place for place in territories(store, actor, ask)}
    if known and territory not in known:
        raise InputError(_NO_TERRITORY, id=territory)
    listed = seats(store, actor, ask)
    figures = {row.key: row for row in rolled_up(store, actor, ask, Scope(begun=True), "seat")}
    own = [seat for seat in listed if seat.territory == territory]
    carrying = [seat for seat in own if seat.seat in figures]
    bodies = dict.fromkeys(seat.body for seat in carrying)
    title = pick(known[territory].title, language) if territory in known else territory
    sections = [_body([seat for seat in own if seat.body == body], figures, t) for body in bodies]
    return Document(
        place=Place("seats", territory),
        language=language,
        as_of=ask.as_of,
        basis=ask.basis,
        revision=ask.at(store),
        over=t("Members and seats"),
        title=t("{place}: {carrying} seats carry the promises; {vacant} of them are vacant", place=title,
                carrying=len(carrying), vacant=sum(seat.holder is None for seat in carrying)),
        meta=(f"{t('As of')}: {day(ask.as_of, language)} · {word('basis', ask.basis, language)}",),
        sections=(*sections, *_others(known, listed, territory, t)),
        foot=(t(_LIKE),
              t("Ledger revision {head}; the same revision and day give the same figures for ever ({day}).",
                head=ask.at(store), day=ask.as_of)),
    )  # fmt: skip


def _body(of: list[SeatEntry], figures: dict[str | None, RolledUp], t: Translator) -> Section:
    title = pick(of[0].body_title, t.language)
    known = {seat.seat: seat for seat in of}
    names = (N_("Done"), N_("By plan"), N_("From the plan"), N_("Indicators"))
    columns = (Column(t("Seat")), *(Column(t(name), number=True) for name in names))
    lines = tuple(_line(seat, known, figures.get(seat.seat), t) for seat in of)
    return Section(title, (Table(title, columns, lines),))


def _line(
    seat: SeatEntry, known: dict[str, SeatEntry], of: RolledUp | None, t: Translator
) -> tuple[Cell, ...]:
    held = pick(seat.holder, t.language) if seat.holder else why_missing("vacant", t.language)
    name = Cell(seat_name(known, seat.seat, t.language), held, Place("member", seat.seat))
    if of is None or of.execution is None:
        return (name, Cell(t("carries nothing on this day")), Cell(""), Cell(""), Cell("0"))
    deviation = points(of.deviation, t.language) if of.deviation is not None else ""
    plan = percent(of.plan, t.language) if of.plan is not None else why_missing("no_plan", t.language)
    return (
        name,
        Cell(percent(of.execution, t.language)),
        Cell(plan),
        Cell(deviation),
        Cell(str(of.indicators)),
    )


def _others(known: dict[str, TerritoryEntry], listed: list[SeatEntry], territory: str, t: Translator):
    """The territory above, and those below that have seats."""
    seated = {seat.territory for seat in listed}
    above = known[territory].parent if territory in known else None
    found = [above] if above else []
    found += [code for code, place in known.items() if place.parent == territory and code in seated]
    if not found:
        return
    facts = tuple(
        (word("territory_level", known[code].level, t.language),
         Cell(pick(known[code].title, t.language), place=Place("seats", code)))
        for code in found
    )  # fmt: skip
    yield Section(t("Other territories"), (Facts(facts),))


_NO_TERRITORY = N_("There is no territory “{id}”.")
_LIKE = N_(
    "Only seats of one body and level are alike; a percentage says little without the number of indicators beside it. "
    "A Bureau seat and a Political Council seat may carry the same indicator, so the rows do not add up."
)
