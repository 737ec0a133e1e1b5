"""A random world of the oracle put into a real store, and the store's answers in the oracle's terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.oracle.facts import Report, Review
from tests.oracle.worlds import EXECUTORS, TERRITORIES, THEMES, World
from tracker.access import Actor
from tracker.periods import ending_on
from tracker.program.catalogue import Catalogue, SourceFile
from tracker.program.model import Executor, Program, Roster, Territory, Theme
from tracker.record.load import load_catalogue
from tracker.record.report import NewReport, record_reports
from tracker.record.review import ReviewedReport, append_reviews
from tracker.store import Store, open_store


def naive(instant: datetime) -> datetime:
    return instant.astimezone(UTC).replace(tzinfo=None)


ADMINISTRATOR = Actor.administrator()
LOADED = date(2020, 1, 1)
LOADED_AT = naive(datetime(2020, 1, 1, tzinfo=UTC))
RECORDED = naive(
    datetime(2031, 1, 1, tzinfo=UTC)
)  # every report and review of a world is brought from elsewhere, later
LEVELS = {"KZ": "republic", "KZ-11": "region", "KZ-75": "city", "1110": "district", "1112": "district"}


def text(words: str) -> dict[str, str]:
    return {"ru": words}


def catalogue(programs: Sequence[dict[str, Any]], rosters: Sequence[dict[str, Any]]) -> Catalogue:
    """The models of a world, as the reader would give them."""
    found = Catalogue(
        programs={p["program"]: Program.model_validate(p) for p in programs},
        rosters={r["roster"]: Roster.model_validate(r) for r in rosters},
        territories={
            code: Territory(code=code, title=text(code), level=LEVELS[code], parent=parent)
            for code, parent in TERRITORIES.items()
        },
        themes={theme: Theme(theme=theme, title=text(theme)) for theme in THEMES},
        executors={
            name: Executor(executor=name, title=text(name), part_of=above)
            for name, above in EXECUTORS.items()
        },
    )
    for kind, named in (
        ("program", found.programs),
        ("roster", found.rosters),
        ("territory", found.territories),
        ("theme", found.themes),
        ("executor", found.executors),
    ):
        for name in named:
            digest = sha256(f"{kind}/{name}".encode()).hexdigest()
            found.sources[(kind, name)] = SourceFile(f"{kind}/{name}.yaml", digest)
    return found


def build(world: World, path: Path | str = ":memory:", batches: int = 3) -> tuple[Store, World]:
    """A store holding the world, and the world with the ledger's own sequence numbers.

    Reports are recorded in several batches, so that the ledger's order is not that of `reported_at`.
    """
    store = open_store(path)
    load_catalogue(
        store,
        ADMINISTRATOR,
        catalogue(world.programs, world.rosters),
        today=LOADED,
        now=LOADED_AT,
    )
    return store, record(store, world, batches)


def record(store: Store, world: World, batches: int = 3) -> World:
    """Record the world's reports and reviews; the same world with the ledger's numbers."""
    head = store.head()
    for batch in range(batches):
        if part := world.reports[batch::batches]:
            done = record_reports(
                store, ADMINISTRATOR, [_new(report) for report in part], now=RECORDED, origin="imported"
            )
            assert (done.added, done.unchanged) == (len(part), 0), "the store left reports of the world out"
    with store.cursor() as cursor:
        held = cursor.execute(
            "select s.id, r.period_end, r.reported_at, r.value, r.author, r.seq, r.no "
            "from store.report r join store.subject s using (no) where seq > $1",
            [head],
        ).fetchall()
    numbers: dict[tuple, list[tuple[int, int]]] = {}
    for *named, seq, no in sorted(held, key=lambda row: row[5]):
        numbers.setdefault(tuple(named), []).append((seq, no))
    reports, of = [], {}
    for report in world.reports:
        key = (
            report.indicator,
            report.period_end,
            naive(report.reported_at),
            float(report.value),
            report.author,
        )
        seq, no = numbers[key].pop(0)
        reports.append(replace(report, seq=seq))
        of[report.seq] = (reports[-1], no)
    assert not any(numbers.values()), "the store holds reports that the world does not"
    reviews = record_reviews(store, world, of)
    return replace(world, reports=reports, reviews=reviews)


def _new(report: Report) -> NewReport:
    return NewReport(
        report.indicator,
        ending_on(report.period_end),
        float(report.value),
        reported_at=naive(report.reported_at),
        author=report.author,
    )


def record_reviews(store: Store, world: World, of: dict[int, tuple[Report, int]]) -> list[Review]:
    rows = []
    for review in world.reviews:
        report, no = of[review.report]
        reviewed = ReviewedReport(
            report.seq, no, report.period_end, float(report.value), naive(report.reported_at), report.author
        )
        rows.append((reviewed, review.verdict, "checked", review.reviewer, naive(review.reviewed_at)))
    with store.writing() as writing:
        before = writing.head
        append_reviews(writing, ADMINISTRATOR, rows, now=RECORDED, origin="imported")
    with store.cursor() as cursor:
        marked = dict(cursor.execute("select seq, conflict from store.review").fetchall())
    reviews = [
        replace(review, report=of[review.report][0].seq, seq=before + n)
        for n, review in enumerate(world.reviews, start=1)
    ]
    for review in reviews:
        assert marked[review.seq] == review.conflict, f"the conflict of {review} is marked otherwise"
    return reviews
