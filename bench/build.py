"""The country as files, as Parquet and as a database; made once for a size and kept beside the benchmarks."""

from __future__ import annotations

import fcntl
import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from bench import country, facts
from bench.country import Size, write_country
from tracker.access import Actor
from tracker.program.check import check
from tracker.record.load import load_catalogue
from tracker.store import Store, open_store
from tracker.store.ledger import append

FOLDER = Path(__file__).parent / ".data"
BEGUN, NOW = date(2021, 1, 1), datetime(2025, 12, 31, 12)
_BATCH = 200_000


@dataclass(frozen=True, slots=True)
class Built:
    """Where a country lies: its program files, the reports as Parquet, the database."""

    size: Size
    programs: Path
    reports: Path
    reviews: Path
    database: Path

    @property
    def said(self) -> str:
        """The size in words."""
        size = self.size
        return (
            f"{size.programs} programs, {size.indicators:,} indicators, {size.measures:,} measures, "
            f"{size.indicators * size.reports:,} reports"
        )


def built(size: Size, factor: int = 1) -> Built:
    """The country of a size, made if it is not there; ``factor`` times the reports for growth."""
    code = b"".join(Path(module.__file__).read_bytes() for module in (country, facts))
    stem = FOLDER / f"{size.name}-{factor}-{hashlib.sha256(code).hexdigest()[:8]}"
    found = Built(
        size, stem / "programs", stem / "reports.parquet", stem / "reviews.parquet", stem / "country.duckdb"
    )
    stem.mkdir(parents=True, exist_ok=True)
    with (stem / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # another benchmark may be building it
        if not (stem / "whole").exists():
            _build(found, factor)
            (stem / "whole").touch()
    return found


def _build(found: Built, factor: int) -> None:
    write_country(found.programs, found.size)
    found.database.unlink(missing_ok=True)
    checked = check(found.programs)
    assert not checked.problems.faults, [str(one) for one in checked.problems.faults[:5]]
    with open_store(found.database) as store:
        load_catalogue(store, Actor.administrator(), checked.catalogue, today=BEGUN, now=datetime(2021, 1, 1))
        numbers, targets = _subjects(store)
        for turn in range(factor):
            reports = facts.report_columns(numbers, targets, seed=7 + turn)
            first = store.head() + 1
            _append(store, "report", reports, {"author": "branch", "evidence": None, "note": None})
            reviews = facts.review_columns(reports, first, seed=8 + turn)
            _append(store, "review", reviews, {"reason": None, "reviewer": "control", "conflict": False})
            if not turn:
                pq.write_table(reports, found.reports)
                pq.write_table(reviews, found.reviews)


def _subjects(store: Store) -> tuple[np.ndarray, np.ndarray]:
    with store.cursor() as cursor:
        rows = cursor.execute(
            "select no, arg_max(target, version) from store.terms group by no order by no"
        ).fetchall()
    return np.array([no for no, _ in rows], "int32"), np.array([target for _, target in rows])


def _append(store: Store, table: str, columns: pa.Table, fixed: dict) -> None:
    """Through the ledger as every other row, chain and all."""
    with store.cursor() as cursor:
        names = [name for name, *_ in cursor.execute(f"describe store.{table}").fetchall()][1:-1]
    act = {"recorded_at": NOW, "actor": "administrator", "on_behalf_of": None, "key": None, "origin": "bench"}
    for start in range(0, columns.num_rows, _BATCH):
        part = columns.slice(start, _BATCH)
        count = part.num_rows
        given = {name: part[name].to_pylist() for name in part.column_names}
        with store.writing() as writing:
            whole = {name: [value] * count for name, value in {**act, **fixed}.items()} | given
            append(
                writing, table, {name: whole[name] for name in names}
            )  # the chain goes by the table's order
