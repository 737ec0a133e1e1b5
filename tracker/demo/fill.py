"""Filling a database with made-up progress over everything loaded: ``tracker demo``.

The same programs, seed and day give the same facts. Every row says ``demonstration``. Loads no programs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tracker import clock
from tracker.access import Actor, require
from tracker.demo.control import record_control
from tracker.demo.explanations import record_talks
from tracker.demo.ground import LAST_DAY, Ground, read_ground
from tracker.demo.hearings import record_sittings
from tracker.demo.manners import Manner, habit_of, manner_of
from tracker.demo.measures import measure_reports_of
from tracker.demo.people import People
from tracker.demo.reports import Told, reports_of
from tracker.demo.trajectories import add_up_parts, path_of
from tracker.errors import InputError
from tracker.queries.ask import rows
from tracker.record.measure_report import NewMeasureReport, record_measure_reports
from tracker.record.report import record_reports
from tracker.record.review import ReviewedReport, append_reviews
from tracker.store import Store
from tracker.text import N_

ORIGIN = "demonstration"
#: told what is being done, as a template to translate, for a command to print
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Filled:
    """How much was made up; all zero where the database already held a demonstration. ``head``: the ledger's newest."""

    indicators: int
    reports: int
    reviews: int
    measures: int
    head: int


def fill(
    store: Store,
    actor: Actor,
    *,
    today: date,
    seed: int = 20220415,
    progress: Progress | None = None,
    now: datetime | None = None,
) -> Filled:
    """Make up progress over every program loaded, up to ``today`` and to the end of 2023 at most.

    ``now`` is written as the instant of recording. A database that holds a demonstration is left as it is.
    Raises AccessRefused for anybody but the administrator, InputError where real reports are held.
    """
    require(actor, "import_history")
    tell = progress or (lambda _: None)
    held = _origins(store)
    if ORIGIN in held:
        return Filled(0, 0, 0, 0, store.head())
    if held:
        raise InputError(_REAL)
    tell(N_("Reading what was promised"))
    ground = read_ground(store)
    tell(N_("Making up what was done"))
    told, measures = make_up(ground, seed=seed, until=today)
    tell(N_("Recording reports"))
    instant = now or clock.now()
    before = store.head()
    reports = record_reports(store, actor, [one.report for one in told], now=instant, origin=ORIGIN).added
    tell(N_("Recording verdicts"))
    reviews = _record_checks(store, actor, told, after=before, now=instant)
    tell(N_("Recording measures"))
    works = record_measure_reports(store, actor, measures, now=instant, origin=ORIGIN).added
    tell(N_("Recording explanations"))
    record_talks(store, seed=seed, until=min(today, LAST_DAY), now=instant, origin=ORIGIN)
    tell(N_("Recording hearings"))
    record_sittings(store, seed=seed, until=min(today, LAST_DAY), now=instant, origin=ORIGIN)
    tell(N_("Recording visits and recommendations"))
    record_control(store, ground, seed=seed, until=min(today, LAST_DAY), now=instant, origin=ORIGIN)
    return Filled(len({one.report.indicator for one in told}), reports, reviews, works, store.head())


def make_up(ground: Ground, *, seed: int, until: date) -> tuple[list[Told], list[NewMeasureReport]]:
    """Everything that is told, in the order of indicators and periods."""
    people = People(ground)
    manners = {
        place: manner_of(place, region, seed)
        for place, region in sorted({(item.territory, item.region) for item in ground.indicators})
    }
    habits = {item.id: habit_of(item, manners[item.territory], seed) for item in ground.indicators}
    paths = {item.id: path_of(item, habits[item.id], seed) for item in ground.indicators}
    add_up_parts(paths, ground.indicators, seed)
    told = [
        report
        for item in ground.indicators
        for report in reports_of(
            item, paths[item.id], habits[item.id], manners[item.territory], people, seed, until
        )
    ]
    measures = [
        report
        for item in ground.objects
        for report in measure_reports_of(item, manners.get(item.territory, Manner()), people, seed, until)
    ]
    return told, measures


def _origins(store: Store) -> set[str]:
    """Where the facts held come from: ``demonstration``, ``entered``..."""
    with store.cursor() as cursor:
        sql = "select origin from store.report union select origin from store.measure_report"
        return {origin for (origin,) in cursor.execute(sql).fetchall()}


_RECORDED = """
select s.id, r.seq, r.no, r.period_end, r.value, r.reported_at, r.author
from store.report r join store.subject s on s.no = r.no where r.seq > $after
"""


def _record_checks(store: Store, actor: Actor, told: Sequence[Told], *, after: int, now: datetime) -> int:
    """Record every verdict in the order they were given; returns how many."""
    with store.cursor() as cursor:
        found = {
            (row.pop("id"), row["period_end"], row["reported_at"]): ReviewedReport(**row)
            for row in rows(cursor, _RECORDED, {"after": after})
        }
    checks = sorted(
        (
            (check, found[one.report.indicator, one.report.period.end, one.report.reported_at])
            for one in told
            for check in one.checks
        ),
        key=lambda pair: (pair[0].at, pair[1].seq),
    )
    with store.writing() as writing:
        append_reviews(
            writing,
            actor,
            [(report, check.verdict, check.reason, check.reviewer, check.at) for check, report in checks],
            now=now,
            origin=ORIGIN,
        )
    return len(checks)


_REAL = N_(
    "This database holds reports that somebody made. A demonstration would mix made-up figures with them: "
    "give it a database of its own."
)
