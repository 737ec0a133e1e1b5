"""Made-up explanations of made-up lags: who was asked, what they said, the day they promised.

Whether a promised day holds is not written here: it follows from the reports that are made up already.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from tracker import clock
from tracker.access import Actor
from tracker.demo.words import explained
from tracker.queries.ask import Ask, Scope
from tracker.queries.indicators import Assessed, assessed
from tracker.record.explanation import NewExplanation, ask_for_explanation, record_explanation
from tracker.store import Store

#: the days on which lags are looked at, weeks before a sitting
DAYS = tuple(
    date(*day)
    for day in ((2021, 5, 24), (2021, 8, 23), (2021, 11, 22), (2022, 2, 21), (2022, 4, 8), (2022, 8, 22), (2023, 2, 20),
                (2023, 8, 21))
)  # fmt: skip
_BEHIND = ("off_track", "at_risk")
_MOST = 26
_LATER = 120


@dataclass(frozen=True, slots=True)
class Talk:
    """One lag talked about: asked by a seat (or by nobody), answered (or not)."""

    indicator: str
    owner: str
    asked_by: str | None
    asked_at: datetime
    answer: NewExplanation | None


def talks_on(items: list[Assessed], later: list[Assessed], day: date, seed: int) -> list[Talk]:
    """What is asked and said about the lags of a day, in the order of indicators.

    The country's own lags first; of the rest half will be mended ``_LATER`` days on (``later``), where so many are.
    """
    lagging = [item for item in items if item.status in _BEHIND and item.owner and item.holder]
    mended = {item.indicator for item in later if item.status in ("achieved", "on_track")}
    chance = Random(f"{seed} explanations {day}")
    most = min(_MOST, len(lagging) // 8)
    below = [item for item in lagging if item.territory != "KZ"]
    well = [item for item in below if item.indicator in mended]
    ill = [item for item in below if item.indicator not in mended]
    chosen = [item for item in lagging if item.territory == "KZ"][:6]
    chosen += chance.sample(well, min(most // 2, len(well)))
    chosen += chance.sample(ill, min(max(0, most - len(chosen)), len(ill)))
    return [_talk(item, day, chance, item.indicator in mended)
            for item in sorted(chosen, key=lambda item: item.indicator)]  # fmt: skip


def _talk(item: Assessed, day: date, chance: Random, well: bool) -> Talk:
    asked = item.section_owner if item.section_owner != item.owner and chance.random() < 0.6 else None
    asked_at = clock.to_utc(datetime.combine(day, time(9, chance.randrange(60))))
    said_at = asked_at + timedelta(days=chance.randrange(1, 7), hours=chance.randrange(8))
    silent = asked is not None and chance.random() < 0.3
    answer = None if silent else _said(item, said_at, chance, well)
    return Talk(item.indicator, item.owner or "", asked, asked_at, answer)


def _said(item: Assessed, at: datetime, chance: Random, well: bool) -> NewExplanation:
    cause, words, action, needed = explained(chance)
    expected = clock.day_of(at) + timedelta(days=_LATER if well else chance.choice((45, 75, 120, 210)))
    return NewExplanation(item.indicator, cause, action, expected, words, needed, at)


def record_talks(store: Store, *, seed: int, until: date, now: datetime, origin: str) -> int:
    """Record what is asked and said up to ``until``; returns how many explanations. For the administrator alone."""
    given = 0
    for day in DAYS:
        reader, both = Actor.administrator(), (day, day + timedelta(days=_LATER + 20))
        found, later = (assessed(store, reader, Ask(on), Scope(begun=True)) for on in both)
        for talk in talks_on(found, later, day, seed):
            if talk.asked_by and clock.day_of(talk.asked_at) <= until:
                asking = Actor(talk.asked_by, "administrator", territory="KZ", seat=talk.asked_by)
                ask_for_explanation(
                    store, asking, talk.indicator, now=now, asked_at=talk.asked_at, origin=origin
                )
            if talk.answer and clock.day_of(talk.answer.explained_at or now) <= until:
                owner = Actor(talk.owner, "administrator", territory="KZ", seat=talk.owner)
                record_explanation(store, owner, talk.answer, now=now, origin=origin)
                given += 1
    return given
