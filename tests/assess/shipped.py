"""The shipped programs with the demonstration over them, and the same as a world of the oracle."""

from __future__ import annotations

from datetime import UTC, date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from tests.assess.world import ADMINISTRATOR
from tests.oracle.facts import Report, Review, number
from tests.oracle.worlds import World
from tracker.demo import fill
from tracker.program.check import check
from tracker.record.load import load_catalogue
from tracker.store import Store, open_store

PROGRAMS = Path(__file__).parents[2] / "programs"
TODAY = date(2026, 3, 1)


def demonstration() -> Store:
    """A store of its own, which the caller closes."""
    store = open_store()
    load_catalogue(store, ADMINISTRATOR, check(PROGRAMS).catalogue, today=TODAY)
    fill(store, ADMINISTRATOR, today=TODAY)
    return store


@lru_cache
def files() -> list[dict[str, Any]]:
    """Every program file as plain YAML, read by another reader than the program's own."""
    paths = sorted(path for path in PROGRAMS.rglob("*") if path.suffix in (".yaml", ".yml"))
    return [yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader) for path in paths]


def parents() -> dict[str, str | None]:
    """Every territory's parent."""
    return {t["code"]: t.get("parent") for file in files() for t in file.get("territories", ())}


def as_world(store: Store, days: list[date]) -> World:
    """The files and the facts of the store's ledger as the oracle takes them."""
    with store.cursor() as cursor:
        reported = cursor.execute(
            "select s.id, r.period_end, r.value, r.reported_at, r.seq, r.author "
            "from store.report r join store.subject s using (no)"
        ).fetchall()
        reviewed = cursor.execute(
            "select report_seq, verdict, reviewed_at, seq, conflict from store.review"
        ).fetchall()
    return World(
        programs=[file for file in files() if "program" in file],
        rosters=[file for file in files() if "roster" in file],
        reports=[
            Report(name, end, number(value), at.replace(tzinfo=UTC), seq, author)
            for name, end, value, at, seq, author in reported
        ],
        reviews=[
            Review(report, verdict, at.replace(tzinfo=UTC), seq, conflict)
            for report, verdict, at, seq, conflict in reviewed
        ],
        days=days,
    )
