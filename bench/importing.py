"""Importing a large workbook as a branch would send it: checked by every rule and recorded in a database on disk."""

from __future__ import annotations

import itertools
import random
import statistics
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import openpyxl

from bench.build import Built
from bench.timing import TURNS, Row, once, quick
from tracker.access import Actor
from tracker.intake.taking import take_in
from tracker.store import Store, open_store

ROWS = 20_000 if quick() else 100_000
NOW = datetime(2035, 1, 1)
_HEADINGS = ("indicator", "period", "value", "evidence", "note")
# the last word on every indicator: a branch goes on from there
_LAST = """
select s.id, arg_max(t.frequency, t.version), arg_max(r.value, r.seq)
from store.subject s join store.terms t on t.no = s.no join store.report r on r.no = s.no
group by s.id, s.no order by s.no
"""


def importing_rows(made: Built) -> list[Row]:
    """The budget of importing, over the country's own indicators; each turn takes in the same file anew."""
    with tempfile.TemporaryDirectory(dir=made.database.parent) as folder:
        with open_store(made.database) as store:
            file = _written(store, Path(folder) / "reports.xlsx")
        data = file.read_bytes()
        taken: list[float] = []
        read: list[float] = []
        for turn in range(TURNS + 1):
            # what a turn records must not be there for the next one
            with open_store(made.copy("importing").database) as store:
                imported = once(lambda store=store: _import(store, file.name, data))
            times = (imported, once(lambda: _openpyxl(file)))
            if turn:
                taken.append(times[0])
                read.append(times[1])
    return [
        Row(
            f"XLSX of {ROWS:,} rows, checked and imported",
            "openpyxl reading it",
            statistics.median(taken),
            statistics.median(read),
            0.2,
        )
    ]


def _import(store: Store, name: str, data: bytes) -> None:
    done = take_in(store, Actor.administrator(), name, data, now=NOW)
    assert done.added == ROWS, done.added


def _openpyxl(file: Path) -> None:
    book = openpyxl.load_workbook(file, read_only=True)
    for _ in book.active.iter_rows(values_only=True):
        pass
    book.close()


def _written(store: Store, file: Path) -> Path:
    """A workbook that reports on every indicator, period after period, until the rows are full."""
    with store.cursor() as cursor:
        last = cursor.execute(_LAST).fetchall()
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("reports")
    sheet.append(_HEADINGS)
    for row in itertools.islice(_reports(last), ROWS):
        sheet.append(row)
    book.save(file)
    return file


def _reports(last: list[tuple[str, str, float]]) -> Iterator[tuple[str, str, float, str, str | None]]:
    chance = random.Random(11)
    for n in itertools.count():
        for name, frequency, value in last:
            year, month = 2026 + n // 12, n % 12 + 1
            period = f"{year}-{month:02d}" if frequency == "month" else f"{2026 + n // 4}-Q{n % 4 + 1}"
            grown = round(value * (1 + 0.01 * (n + 1)) + n + 1, 1)
            note = "по данным акимата" if chance.random() < 0.2 else None
            yield name, period, grown, f"https://example.org/{name}/{period}.pdf", note
