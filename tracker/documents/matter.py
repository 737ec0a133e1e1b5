"""What a document about a seat is made from: who asks, on which day, about which seat, and the words shared by all.

Owns the phrases for people, places and distances from the plan, so that every form says them alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tracker.access import Actor
from tracker.documents.model import Cell, Place
from tracker.errors import InputError
from tracker.queries.ask import Ask, Scope
from tracker.queries.attention import behind_since
from tracker.queries.directory import (
    ExecutorEntry,
    ProgramEntry,
    SeatEntry,
    executors,
    holds_demonstration,
    programs,
    seats,
)
from tracker.queries.indicators import Assessed, assessed
from tracker.queries.rollups import RolledUp, whole
from tracker.queries.scorecards import before_holders
from tracker.store import Store
from tracker.text import N_, Translator, day, percent, pick, points, short_day, translator
from tracker.text.values import why_missing
from tracker.text.vocab import word

#: for how many of the worst indicators it is asked since when they lag
SINCE = 12


@dataclass(frozen=True)
class Matter:
    """A seat as of a day, for one reader in one language; what is asked for once is kept for the document."""

    store: Store
    actor: Actor
    ask: Ask
    seat: SeatEntry
    seats: Mapping[str, SeatEntry]
    language: str

    @cached_property
    def t(self) -> Translator:
        return translator(self.language)

    @cached_property
    def scope(self) -> Scope:
        """What the seat carries, of programs that have begun."""
        return Scope(begun=True, seat=self.seat.seat)

    @cached_property
    def is_bureau(self) -> bool:
        return self.seat.body_kind == "bureau"

    @cached_property
    def figures(self) -> RolledUp | None:
        """Everything the seat carries as one set."""
        return whole(self.store, self.actor, self.ask, self.scope)

    @cached_property
    def items(self) -> list[Assessed]:
        """Every indicator the seat carries, by attention."""
        return assessed(self.store, self.actor, self.ask, self.scope, by_attention=True)

    @cached_property
    def since(self) -> dict[int, date]:
        """By indicator number, since when the worst of them have stood badly without a break."""
        worst = [item for item in self.items if item.attention > 0][:SINCE]
        return behind_since(self.store, self.actor, self.ask, worst)

    @cached_property
    def executors(self) -> dict[str, ExecutorEntry]:
        return {one.executor: one for one in executors(self.store, self.actor, self.ask)}

    @cached_property
    def programs(self) -> list[ProgramEntry]:
        """The programs of what the seat carries."""
        wanted = {item.program for item in self.items}
        return [one for one in programs(self.store, self.actor, self.ask) if one.program in wanted]

    @cached_property
    def changed(self) -> float | None:
        """The change of execution since the present holder's first day; None while the seat is vacant."""
        first = self.seat.holder_since if self.seat.holder else None
        if first is None or first > self.ask.as_of or self.figures is None or self.figures.execution is None:
            return None
        before = before_holders(self.store, self.actor, self.ask, Scope(begun=True), [self.seat])
        return self.figures.execution - before[self.seat.seat] if before else None

    def say(self, text: dict[str, str] | None) -> str:
        """A text of the program files in the reader's language."""
        return pick(text, self.language)

    def percent(self, share: float | None, missing: str = "not_measurable") -> str:
        """A share, or why there is none."""
        return why_missing(missing, self.language) if share is None else percent(share, self.language)

    def points(self, difference: float | None) -> str:
        """Ahead of or behind the plan in percentage points, or that it cannot be measured."""
        return (
            why_missing("not_measurable", self.language)
            if difference is None
            else points(difference, self.language)
        )

    def short(self, on: date | None) -> str:
        """A day in a cell, or that nothing is reported."""
        return why_missing("not_reported", self.language) if on is None else short_day(on, self.language)

    def behind(self, item: Assessed) -> str:
        """How far an indicator's progress stands from its plan on the day it is judged."""
        if item.planned_progress is None:
            missing = "not_measurable" if item.status == "not_measurable" else "no_plan"
            return why_missing(missing, self.language)
        return points((item.progress or 0.0) - item.planned_progress, self.language)

    def held(self, holder: dict[str, str] | None) -> str:
        """Who holds a seat, or that it is vacant."""
        return self.say(holder) if holder else why_missing("vacant", self.language)

    def carrier(self, item: Assessed) -> Cell:
        """The seat that carries an indicator and its holder."""
        if item.owner is None:
            return Cell(why_missing("no_owner", self.language))
        return Cell(self.seat_title(item.owner), self.held(item.holder), Place("member", item.owner))

    def seat_title(self, seat: str) -> str:
        """A seat's title, its id where no roster names it."""
        return seat_name(self.seats, seat, self.language)

    def executor(self, executor: str | None) -> str:
        """An executor's name and where it is reached."""
        return called(self.executors, executor, self.language)

    def meta(self) -> tuple[str, ...]:
        """Day, basis and what every percentage is counted over; under it how much of that is known."""
        t, of = self.t, self.figures
        said = [
            f"{t('As of')}: {day(self.ask.as_of, self.language)}",
            word("basis", self.ask.basis, self.language),
        ]
        if of is None:
            return (" · ".join(said),)
        said.append(
            t.plural("Base: {n} indicator, by weight", "Base: {n} indicators, by weight", of.indicators)
        )
        if of.programs > 1:
            said.append(t("programs: {n}", n=of.programs))
        return (" · ".join(said), self.known(of))

    def known(self, of: RolledUp) -> str:
        """How far a set stands from the plan, and how much of it is known."""
        t, said = self.t, []
        if of.deviation is not None:
            said.append(
                t(
                    "From the plan of the days the reports speak of: {points}",
                    points=self.points(of.deviation),
                )
            )
        if of.verified is not None:
            said.append(t("verified: {share}", share=self.percent(of.verified)))
        if of.coverage is not None and of.coverage < 1:
            said.append(t("Reported in time: {share}", share=self.percent(of.coverage)))
        if self.changed is not None:
            since, change = self.seat.holder_since, self.points(self.changed)
            said.append(t("under the present holder, since {day}: {points}", day=since, points=change))
        return " · ".join(said)

    def over(self) -> str:
        """Body, seat, holder and since when."""
        seat = self.seat
        parts = [self.say(seat.body_title), self.say(seat.title), self.held(seat.holder)]
        if seat.holder and seat.holder_since:
            parts.append(self.t("since {day}", day=seat.holder_since))
        return " · ".join(dict.fromkeys(parts))

    def badge(self) -> str | None:
        """The mark of a document that shows anything made up: a program, or reports."""
        made_up = (self.figures is not None and self.figures.demonstration) or holds_demonstration(self.store)
        return self.t("Demonstration") if made_up else None

    def how(self) -> tuple[str, ...]:
        """How the figures are made."""
        return (self.t(_EXECUTION), self.t(_PLAN))

    def foot(self) -> tuple[str, ...]:
        """Where the promises stand, and the revision the figures were read at."""
        t = self.t
        sources = "; ".join(self.say(one.title) for one in self.programs)
        return (
            *((f"{t('Sources:')} {sources}.",) if sources else ()),
            t(_REVISION, head=self.ask.at(self.store), day=self.ask.as_of),
        )


def seat_name(known: Mapping[str, SeatEntry], seat: str, language: str) -> str:
    """A seat's title, its id where no roster names it."""
    return pick(known[seat].title, language) if seat in known else seat


def called(known: Mapping[str, ExecutorEntry], executor: str | None, language: str) -> str:
    """An executor's name and contact; the contact of the body it belongs to where it has none of its own."""
    if executor is None:
        return why_missing("no_executor", language)
    found = known.get(executor)
    if found is None:
        return executor
    contact = found.contact
    if contact is None and found.part_of in known:
        contact = known[found.part_of].contact
    said = pick(found.title, language)
    return f"{said}, {pick(contact, language)}" if contact else said


def matter(store: Store, actor: Actor, ask: Ask, seat: str, language: str) -> Matter:
    """The matter of a seat. Raises InputError when no roster names it on the day."""
    known = {one.seat: one for one in seats(store, actor, ask)}
    if seat not in known:
        raise InputError(_NO_SEAT, id=seat)
    return Matter(store, actor, Ask(ask.as_of, ask.basis, ask.at(store)), known[seat], known, language)


_NO_SEAT = N_("No roster names a seat “{id}”.")
_EXECUTION = N_(
    "Execution is the weighted mean of the indicators' progress, each kept between 0 and 100 %; an indicator without "
    "a report counts as 0, and the hatched part shows how far execution could reach if everybody silent had done all."
)
_PLAN = N_(
    "The plan is the weighted mean of what each indicator should have reached on the day its newest report speaks of; "
    "the tick on the bar is the plan on the day shown and is not subtracted."
)
_REVISION = N_("Ledger revision {head}; the same revision and day give the same figures for ever ({day}).")
