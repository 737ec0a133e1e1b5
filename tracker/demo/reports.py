"""When a made-up value is reported, with what evidence, what control says of it, and how it is put right.

Owns dates, mistakes, corrections and verdicts. Nothing is verified without evidence, and nobody checks their own.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from tracker import clock
from tracker.demo import words
from tracker.demo.ground import Followed, Moment
from tracker.demo.manners import Habit, Manner
from tracker.demo.people import People
from tracker.demo.trajectories import Path
from tracker.periods import Period, containing
from tracker.record.report import NewReport

#: nothing is reported or checked after this day
LAST_WORD = date(2024, 1, 31)
# how long after its due date what was not reached is still reported on
_STILL = timedelta(days=370)


@dataclass(frozen=True, slots=True)
class Check:
    """A verdict of control on a report."""

    verdict: str
    reviewer: str
    at: datetime
    reason: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """A report with what control said of it, in the order it was said."""

    report: NewReport
    checks: tuple[Check, ...] = ()


def reports_of(
    item: Followed, path: Path, habit: Habit, manner: Manner, people: People, seed: int, until: date
) -> Iterator[Told]:
    """Every report on one indicator up to the end of ``until``."""
    if habit.name == "never":
        return
    desk = _Desk(item, habit, manner, people, min(until, LAST_WORD), Random(f"{seed} {item.id} reports"))
    before: date | None = None
    reached = False
    for moment in item.moments:
        period = containing(moment.frequency, moment.day)
        if period.end != moment.day or moment.day not in path:
            continue
        over = before is not None and before >= moment.due
        before = moment.day
        if over and (reached or moment.day > moment.due + _STILL):
            continue
        if over and moment.kind != "milestone" and habit.name != "catches_up":
            continue
        reached = desk.share(moment, path[moment.day]) >= 1 and moment.kind != "annual"
        chance = Random(f"{seed} {item.id} {period}")
        if not _silent(habit, manner, moment.day) and chance.random() > 0.025:
            yield from desk.tell(moment, period, path[moment.day], chance)


def _silent(habit: Habit, manner: Manner, day: date) -> bool:
    if habit.silent_from is not None and day >= habit.silent_from:
        return True
    return manner.silent is not None and manner.silent[0] <= day <= manner.silent[1]


class _Desk:
    """One indicator's correspondence: what goes out, what comes back."""

    def __init__(
        self, item: Followed, habit: Habit, manner: Manner, people: People, until: date, chance: Random
    ) -> None:
        self.item, self.habit, self.manner, self.people, self.until = item, habit, manner, people, until
        self.careful = chance.random()  # how well this indicator's papers are kept

    def share(self, moment: Moment, value: float) -> float:
        """How much of the promise a value is; a year's of the year."""
        if moment.kind == "annual":
            return value / (moment.year_target or moment.target)
        first = moment.baseline if moment.baseline is not None else 0.0
        return (value - first) / (moment.target - first) if moment.target != first else 1.0

    def tell(self, moment: Moment, period: Period, value: float, chance: Random) -> Iterator[Told]:
        """One period's report, or the wrong one and what came of it."""
        at = self._sent(moment, period, chance)
        lot = chance.random()
        wrong = self._wrong(moment, value, chance) if self.habit.name != "exact" else None
        if wrong is not None and lot < self.manner.disputed:
            found = self._dispute(moment, period, value, wrong[1], at, chance)
        elif wrong is not None and lot < self.manner.disputed + 0.035:
            found = self._correct(moment, period, value, wrong[int(chance.random() < 0.6)], at, chance)
        else:
            found = self._plain(moment, period, value, at, chance)
        yield from self._known(found)

    def _known(self, found: Iterator[Told]) -> Iterator[Told]:
        """What was said up to the last day; verdicts after it are yet to come."""
        end = clock.end_of(self.until)
        for told in found:
            if told.report.reported_at < end:
                yield Told(told.report, tuple(check for check in told.checks if check.at < end))

    def _plain(
        self, moment: Moment, period: Period, value: float, at: datetime, chance: Random
    ) -> Iterator[Told]:
        report = self._report(moment, period, value, at, chance)
        yield Told(report, self._checks(report, chance))

    def _correct(
        self, moment: Moment, period: Period, value: float, wrong: float, at: datetime, chance: Random
    ) -> Iterator[Told]:
        """A wrong figure, now and then verified, and the right one later."""
        first = self._report(moment, period, wrong, at, chance)
        then = _later(at, chance, 8, 45)
        checks = tuple(check for check in self._checks(first, chance) if check.at < then)
        yield Told(first, checks)
        note = words.corrected(value > wrong, chance)
        second = self._report(moment, period, value, then, chance, note=note)
        yield Told(second, self._checks(second, chance))

    def _dispute(
        self, moment: Moment, period: Period, value: float, wrong: float, at: datetime, chance: Random
    ) -> Iterator[Told]:
        """A figure that control does not accept: corrected, accepted at a second look, or left open."""
        outcome = chance.random()
        seen_at = _later(at, chance, 3, 20)
        reviewer = self.people.checker(self.item.territory, clock.day_of(seen_at), chance)
        said = value if 0.6 <= outcome < 0.8 else wrong
        first = self._report(moment, period, said, at, chance, evidenced=True)
        if reviewer is None:
            yield Told(first)
            return
        dispute = Check("disputed", reviewer, seen_at, words.disputed(chance, building=self.item.building))
        answer_at = _later(seen_at, chance, 4, 18)
        if outcome < 0.6:
            yield Told(first, (dispute,))
            second = self._report(
                moment, period, value, answer_at, chance, evidenced=True, note=words.answered(chance)
            )
            yield Told(second, self._looked_at(second, answer_at, chance) if outcome < 0.5 else ())
        elif outcome < 0.8:
            yield Told(first, (dispute, *self._looked_at(first, answer_at, chance, again=True)))
        else:
            yield Told(first, (dispute,))

    def _sent(self, moment: Moment, period: Period, chance: Random) -> datetime:
        grace = moment.grace_days
        if chance.random() < self.manner.late:
            days = grace + chance.randint(2, 45)
        else:
            days = int(chance.triangular(2, grace + 0.99, grace * 0.55))
        day = period.end + timedelta(days=days)
        if day.weekday() == 5 and days > 1:
            day -= timedelta(days=1)
        elif day.weekday() == 6 and days != grace:
            day += timedelta(days=1)
        return _instant(day, chance)

    def _report(
        self,
        moment: Moment,
        period: Period,
        value: float,
        at: datetime,
        chance: Random,
        *,
        evidenced: bool = False,
        note: str | None = None,
    ) -> NewReport:
        author = self.people.reporter(self.item.territory, clock.day_of(at), chance)
        likely = self.manner.evidence * (0.7 + 0.6 * self.careful)
        shown = evidenced or chance.random() < likely
        share = self.share(moment, value)
        said = note or words.note(
            share,
            moment.share or 0.0,
            value,
            chance,
            building=self.item.building,
            ends=moment.kind in ("cumulative", "milestone"),
        )
        return NewReport(
            indicator=self.item.id,
            period=period,
            value=value,
            evidence=words.evidence(self.item.id, str(period), chance) if shown else None,
            note=said,
            reported_at=at,
            author=author,
        )

    def _checks(self, report: NewReport, chance: Random) -> tuple[Check, ...]:
        """Control looks at some of what has evidence; where the akim chairs the branch, often he does instead."""
        if report.evidence is None or chance.random() >= self.manner.checked * (0.6 + 0.8 * self.careful):
            return ()
        at = _later(report.reported_at, chance, 2, 35)
        chair = self.people.chair(self.item.territory, clock.day_of(at))
        if chair is None or chance.random() >= self.manner.by_chair:
            return self._looked_at(report, report.reported_at, chance)
        confirmed = Check("verified", chair, at, words.checked(chance))
        more = self._looked_at(report, at, chance) if chance.random() < 0.25 else ()
        return (confirmed, *more)

    def _looked_at(
        self, report: NewReport, after: datetime, chance: Random, again: bool = False
    ) -> tuple[Check, ...]:
        at = _later(after, chance, 2, 28)
        reviewer = self.people.checker(self.item.territory, clock.day_of(at), chance)
        if reviewer is None or reviewer == report.author:
            return ()
        return (Check("verified", reviewer, at, words.checked(chance, again)),)

    def _wrong(self, moment: Moment, value: float, chance: Random) -> tuple[float, float] | None:
        """A figure too modest and one too good, both possible; None where there is no room for either."""
        if moment.kind == "milestone" or moment.target == moment.baseline or value == 0:
            return None
        whole = (moment.year_target or moment.target) if moment.kind == "annual" else moment.target
        first = 0.0 if moment.kind == "annual" or moment.baseline is None else moment.baseline
        step = (whole - first) * chance.uniform(0.03, 0.1)
        if self.item.whole:
            step = math.copysign(max(1.0, round(abs(step))), step)
        digits = self.item.digits
        modest, good = round(value - step, digits), round(value + step, digits)
        modest, good = (0.0 if figure < 0 else float(figure) for figure in (modest, good))
        if self.item.unit == "%":
            modest, good = min(modest, 100.0), min(good, 100.0)
        return None if value in (modest, good) else (modest, good)


def _later(at: datetime, chance: Random, least: int, most: int) -> datetime:
    """A working hour some days after an instant."""
    return _instant(clock.day_of(at) + timedelta(days=chance.randint(least, most)), chance)


def _instant(day: date, chance: Random) -> datetime:
    return clock.to_utc(datetime.combine(day, time(chance.randint(9, 18), chance.randint(0, 59))))
