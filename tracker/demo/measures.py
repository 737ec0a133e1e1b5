"""Made-up reports on measures: what stands when, stage by stage, and what was accepted but stays shut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from tracker import clock
from tracker.demo import words
from tracker.demo.ground import MONTH_ENDS, Object
from tracker.demo.manners import Manner
from tracker.demo.people import People
from tracker.demo.reports import LAST_WORD
from tracker.periods import containing
from tracker.record.measure_report import NewMeasureReport

# the part of the way from its beginning to the act at which each stage begins
_STAGES = (
    (0.0, "papers"),
    (0.18, "site"),
    (0.28, "foundation"),
    (0.48, "frame"),
    (0.7, "networks"),
    (0.85, "finishing"),
)


@dataclass(frozen=True, slots=True)
class Life:
    """The days of one object; None where a day never comes."""

    begun_on: date
    accepted_on: date | None
    in_use_on: date | None


def life_of(item: Object, manner: Manner, chance: Random) -> Life:
    """Most are ready about the due date in force, some long before or after, some never; one in six stays shut."""
    due = item.dues[-1][1]
    lateness = chance.gauss((1 - manner.pace) * 320 - 12, 45)
    lot = chance.random()
    if lot < 0.12:
        lateness = chance.uniform(150, 600)
    elif 0.88 < lot <= 0.96:
        lateness = -chance.uniform(60, 290)
    takes = chance.randint(150, 420) if item.building else chance.randint(20, 120)
    ready = due + timedelta(days=int(lateness))
    begun = max(item.start + timedelta(days=chance.randint(5, 60)), ready - timedelta(days=takes))
    if lot > 0.96:
        return Life(begun, None, None)
    ready = max(ready, begun + timedelta(days=int(takes * 0.6)))
    shut = chance.randint(200, 700) if chance.random() < 0.17 else chance.randint(3, 40)
    return Life(begun, ready, ready + timedelta(days=shut))


def measure_reports_of(
    item: Object, manner: Manner, people: People, seed: int, until: date
) -> Iterator[NewMeasureReport]:
    """A report for each quarter in which something moved, and some for those in which nothing did."""
    chance = Random(f"{seed} {item.indicator} {item.measure}")
    life = life_of(item, manner, chance)
    if chance.random() < 0.03:  # nobody has ever said a word of it
        return
    end = clock.end_of(min(until, LAST_WORD))
    said: tuple[str, str | None] | None = None
    for day in MONTH_ENDS:
        period = containing("quarter", day)
        if period.end != day or day <= item.start or (item.ended is not None and item.ended <= day):
            continue
        if manner.silent is not None and manner.silent[0] <= day <= manner.silent[1]:
            continue
        state, stage = standing(item, life, day)
        if said is not None and (state, stage) == said and (state == "done" or chance.random() < 0.75):
            continue
        late = chance.randint(17, 50) if chance.random() < manner.late else chance.randint(2, 15)
        hours = time(chance.randint(9, 18), chance.randint(0, 59))
        at = clock.to_utc(datetime.combine(day + timedelta(days=late), hours))
        if at >= end:
            continue
        finished = state in ("accepted", "done")
        shown = finished or chance.random() < 0.4 * manner.evidence
        proof = words.evidence(f"{item.indicator}/{item.measure}", str(period), chance)
        yield NewMeasureReport(
            indicator=item.indicator,
            measure=item.measure,
            period=period,
            state=state,
            stage=stage,
            accepted_on=life.accepted_on if finished and item.building else None,
            in_use_on=life.in_use_on if state == "done" and item.building else None,
            evidence=proof if shown else None,
            reported_at=at,
            author=people.reporter(item.territory, clock.day_of(at), chance),
        )
        said = (state, stage)


def standing(item: Object, life: Life, day: date) -> tuple[str, str | None]:
    """State and stage on a day; what is no building has no stage and is done when it is carried out."""
    if day < life.begun_on:
        return "not_started", None
    if life.accepted_on is not None and day >= life.accepted_on:
        if not item.building:
            return "done", None
        in_use = life.in_use_on is not None and day >= life.in_use_on
        return ("done", "in_use") if in_use else ("accepted", "accepted")
    if not item.building:
        return "under_way", None
    ends = life.accepted_on or life.begun_on + timedelta(days=1500)
    passed = (day - life.begun_on).days / max(1, (ends - life.begun_on).days)
    return "under_way", next(stage for begins, stage in reversed(_STAGES) if passed >= begins)
