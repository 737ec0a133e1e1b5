"""Made-up hearings: the Prime Minister's a year ago with what became of its decisions, one region's just held, and
the next one of the country being prepared.

What is decided follows from the figures of the day; whether it was done does so as well where a value closes it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from tracker import clock
from tracker.access import Actor
from tracker.demo.words import hearing_words
from tracker.hearing.arranging import proposed
from tracker.hearing.freeze import freeze
from tracker.queries.agenda import AgendaItem, agenda
from tracker.queries.ask import Ask
from tracker.queries.directory import executors, headline
from tracker.queries.explain import explained
from tracker.queries.hearings import Hearing, known_hearing
from tracker.record.decision import NewDecision, close_decision, record_decision, record_decision_word
from tracker.record.hearing import move_hearing, record_hearing
from tracker.record.hearing_agenda import record_agenda_act, record_hearing_answer, record_hearing_note
from tracker.store import Store

COUNTRY, REGION = "KZ", "KZ-23"
_FACTION = "faction-{territory}"
_MOST = 8


@dataclass(frozen=True, slots=True)
class Sitting:
    """A hearing that the demonstration makes up, and how far it gets."""

    territory: str
    as_of: date
    held_on: date
    until: str
    participants: tuple[str, ...]


SITTINGS = (
    Sitting(COUNTRY, date(2021, 5, 15), date(2021, 5, 28), "closed", ("bureau-1", "bureau-3")),
    Sitting(REGION, date(2022, 3, 31), date(2022, 4, 12), "held", ()),
    Sitting(COUNTRY, date(2022, 4, 15), date(2022, 4, 29), "draft", ("bureau-1", "bureau-3")),
)


def record_sittings(store: Store, *, seed: int, until: date, now: datetime, origin: str) -> int:
    """Record the hearings up to a day; returns how many. Where a territory or its program is not loaded, none."""
    made = 0
    for sitting in SITTINGS:
        if sitting.held_on - timedelta(days=20) <= until and _can_be(store, sitting):
            _Playing(store, sitting, seed, until, now, origin).play()
            made += 1
    return made


def _can_be(store: Store, sitting: Sitting) -> bool:
    ask, reader = Ask(sitting.as_of), Actor.administrator()
    if headline(store, reader, ask, sitting.territory) is None:
        return False
    return any(one.territory == sitting.territory for one in executors(store, reader, ask))


class _Playing:
    """One hearing from its first day to the last that is known."""

    def __init__(
        self, store: Store, sitting: Sitting, seed: int, until: date, now: datetime, origin: str
    ) -> None:
        self.store, self.sitting, self.until = store, sitting, until
        self.chance = Random(f"{seed} hearing {sitting.territory} {sitting.held_on}")
        self.staff = Actor(
            _FACTION.format(territory=sitting.territory.lower()), "administrator", territory=sitting.territory
        )
        self.kept = {"now": now, "origin": origin}
        self.name = ""
        self.base = store.head()

    def play(self) -> None:
        """Everything, in the order it happens."""
        self._prepare()
        if self.sitting.until == "draft":
            return
        self._move("sent", -12)
        self._answers()
        freeze(self.store, self.staff, self.name, said_at=self._at(-2), **self.kept)
        self._move("held", 0)
        decided = self._decide()
        if self.sitting.until == "closed":
            self._move("closed", 3)
            for number, (decision, item, due) in enumerate(decided):
                self._follow(number, decision, item, due)

    @property
    def found(self) -> Hearing:
        """The hearing as it stands."""
        return known_hearing(self.store, None, self.name)

    def _at(self, days: int) -> datetime:
        day = self.sitting.held_on + timedelta(days=days)
        return clock.to_utc(datetime.combine(day, time(10, self.chance.randrange(60))))

    def _move(self, state: str, days: int) -> None:
        move_hearing(self.store, self.staff, self.name, state, said_at=self._at(days), **self.kept)

    def _prepare(self) -> None:
        sitting = self.sitting
        new = proposed(
            self.store, self.staff, held_on=sitting.held_on, as_of=sitting.as_of, territory=sitting.territory,
            most=_MOST,
        )  # fmt: skip
        new = replace(new, participants=sitting.participants)
        self.name = record_hearing(self.store, self.staff, new, said_at=self._at(-16), **self.kept)
        self.items = agenda(
            self.store, self.staff, Ask(sitting.as_of, "current", self.base), self.found
        ).items
        if len(self.items) > 3:
            last, first = self.items[-1].item.indicator, self.items[0].item.indicator
            self._act(last, "drop", words=hearing_words("dropped", self.chance))
            self._act(self.items[2].item.indicator, "move", place=1)
            self._act(first, "annotate", words=hearing_words("annotated", self.chance))
            self._act(first, "ask", words=hearing_words("asked", self.chance))
            self.items = self.items[:-1]

    def _act(self, indicator: str, act: str, **words: object) -> None:
        record_agenda_act(
            self.store, self.staff, self.name, indicator, act, said_at=self._at(-15), **words, **self.kept
        )

    def _answers(self) -> None:
        """Two of three executors answer."""
        for number, one in enumerate(self.items):
            if one.item.executor is None or number % 3 == 2:
                continue
            office = Actor(f"executor-{one.item.executor}", "administrator", territory=self.sitting.territory)
            words = hearing_words("answered", self.chance)
            record_hearing_answer(
                self.store, office, self.name, one.item.indicator, words, said_at=self._at(-6), **self.kept
            )

    def _decide(self) -> list[tuple[str, AgendaItem, date]]:
        decided = []
        for number, one in enumerate(self.items[:6]):
            record_hearing_note(
                self.store, self.staff, self.name, hearing_words("noted", self.chance),
                indicator=one.item.indicator, said_at=self._at(0), **self.kept,
            )  # fmt: skip
            due = self.sitting.held_on + timedelta(days=self.chance.choice((60, 90, 120, 180)))
            by_seat = number % 3 == 1 and one.item.owner is not None
            if not by_seat and one.item.executor is None:
                continue
            new = NewDecision(
                self.name, hearing_words("decided", self.chance), due, hearing_words("closes", self.chance),
                seat=one.item.owner if by_seat else None, executor=None if by_seat else one.item.executor,
                indicator=one.item.indicator,
            )  # fmt: skip
            decided.append(
                (record_decision(self.store, self.staff, new, said_at=self._at(0), **self.kept), one, due)
            )
        return decided

    def _follow(self, number: int, decision: str, one: AgendaItem, due: date) -> None:
        """The first two are closed, the third is spoken of, the others stay silent."""
        lot, at = number % 5, clock.to_utc(datetime.combine(due - timedelta(days=5), time(11)))
        if clock.day_of(at) > self.until:
            return
        who = Actor(
            f"executor-{one.item.executor}" if number % 3 != 1 else one.item.owner or "", "administrator",
            territory=self.sitting.territory,
        )  # fmt: skip
        if lot in (0, 1, 2):
            state = "under_way" if lot == 2 else "done"
            record_decision_word(
                self.store, who, decision, state, hearing_words(state, self.chance), said_at=at, **self.kept
            )
        if lot == 0:
            self._close_by_value(decision, one, due)
        elif lot == 1:
            close_decision(
                self.store, self.staff, decision, "document", evidence=hearing_words("document", self.chance),
                said_at=at + timedelta(days=9), **self.kept,
            )  # fmt: skip

    def _close_by_value(self, decision: str, one: AgendaItem, due: date) -> None:
        # at a head and a day that all of it shares: a question on a new day costs an assessment of the country
        asked = Ask(self.until, "current", self.base)
        known = explained(self.store, self.staff, asked, one.item.indicator).reports
        decided_at = clock.to_utc(datetime.combine(self.sitting.held_on + timedelta(days=1), time.min))
        at = clock.to_utc(datetime.combine(due + timedelta(days=7), time(12)))
        newest = next(
            (r for r in known if r.verdict == "verified" and decided_at <= r.reported_at <= at), None
        )
        if newest is None:
            close_decision(
                self.store, self.staff, decision, "visit", evidence=hearing_words("visit", self.chance),
                said_at=at, **self.kept,
            )  # fmt: skip
            return
        close_decision(
            self.store, self.staff, decision, "value", report_seq=newest.seq, said_at=at, **self.kept
        )
