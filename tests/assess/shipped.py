"""The shipped programs and what a store says of them, as a world of the oracle."""

from __future__ import annotations

from datetime import UTC, date
from functools import lru_cache
from typing import Any

import yaml

from tests.demonstration import PROGRAMS
from tests.oracle.facts import Report, Review, number
from tests.oracle.worlds import World
from tracker.store import Store


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
