"""The country as files, as Parquet and as a database; made once for a size and kept beside the benchmarks."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from bench import country, facts
from bench.country import Size, write_country
from bench.facts import Subjects
from tracker.access import Actor
from tracker.store import Store, open_store
from tracker.store.ledger import append, verify
from tracker.ui.installation import Installation

FOLDER = Path(__file__).parent / ".data"
NOW = datetime(2025, 12, 31, 12)
_AT_ONCE = 500_000  # rows in one transaction


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

    @property
    def environment(self) -> dict[str, str]:
        """What a server over it is told."""
        return {"TRACKER_DATABASE": str(self.database), "TRACKER_PROGRAMS": str(self.programs)}

    def copy(self, name: str) -> Built:
        """The same with a copy of the database beside it, since one process alone may hold a file."""
        other = self.database.with_name(f"{name}.duckdb")
        shutil.copy(self.database, other)
        return replace(self, database=other)


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


def ready(made: Built, folder: Path) -> Built:
    """A copy of the database in a folder, upgraded, which remembers what today's code finds in the files.

    So no server reads them in its start, and what is kept stays as it was built, whichever version measures it.
    """
    copied = replace(made, database=folder / made.database.name)
    shutil.copy(made.database, copied.database)
    with open_store(copied.database) as store:
        read = Installation(copied.programs, store).read_programs(Actor.administrator())
    assert not read.refused, [str(one) for one in (*read.problems, *read.refusals)][:5]
    return copied


def _build(found: Built, words: int) -> None:
    write_country(found.programs, found.size)
    found.database.unlink(missing_ok=True)
    with open_store(found.database) as store:
        Installation(found.programs, store).read_programs(Actor.administrator())
        reports = facts.report_columns(_subjects(store), words)
        pq.write_table(reports, found.reports)
        first = store.head() + 1
        _append(store, "report", reports, author="branch", evidence=None, note=None)
        reviews = facts.review_columns(reports, first)
        pq.write_table(reviews, found.reviews)
        del reports
        _append(store, "review", reviews, reason=None, reviewer="control", conflict=False)
        before = f"{store.head()}:{store.head_hash()}"
        _append(
            store,
            "measure_report",
            facts.measure_columns(_measures(store)),
            stage=None,
            accepted_on=None,
            in_use_on=None,
            author="branch",
            evidence=None,
            note=None,
        )
        found_bad = verify(store, before).first_bad
        assert found_bad is None, found_bad


def _subjects(store: Store) -> Subjects:
    with store.cursor() as cursor:
        numbers, targets, kinds, frequencies = zip(
            *cursor.execute(
                "select no, arg_max(target, version), arg_max(kind, version), arg_max(frequency, version) "
                "from store.terms group by no order by no"
            ).fetchall(),
            strict=True,
        )
    return Subjects(
        np.array(numbers, "int32"),
        np.array(targets),
        np.array(kinds) == "annual",
        np.array(frequencies) == "quarter",
    )


def _measures(store: Store) -> pa.Table:
    with store.cursor() as cursor:
        return cursor.execute(
            "select no, measure, arg_max(due_on, version) as due_on from store.measure_terms "
            "group by no, measure order by no, measure"
        ).to_arrow_table()


def _append(store: Store, table: str, columns: pa.Table, **fixed: object) -> None:
    act = {"recorded_at": NOW, "actor": "administrator", "on_behalf_of": None, "key": None, "origin": "bench"}
    for start in range(0, columns.num_rows, _AT_ONCE):
        part = columns.slice(start, _AT_ONCE)
        same = {name: pa.repeat(pa.scalar(value), part.num_rows) for name, value in {**act, **fixed}.items()}
        own = {name: part[name].combine_chunks() for name in part.column_names}
        with store.writing() as writing:
            append(writing, table, {**same, **own})
