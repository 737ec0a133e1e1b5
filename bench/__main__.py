"""The table of budgets: ``python -m bench``, with ``QUICK=1`` in the environment over a smaller country.

Floor and figure are taken in the same run, medians of at least five. Exits with 1 if a budget is missed.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from bench.asking import asking_rows, recording_rows
from bench.build import Built, built
from bench.country import SMALL, WHOLE
from bench.pages import page_rows
from bench.reading import reading_rows
from bench.timing import Row, medians
from tracker.store import open_store


def main() -> int:
    """Measure and print; the exit code."""
    made = built(SMALL if os.environ.get("QUICK") == "1" else WHOLE)
    print(f"{made.size.programs} programs, {made.size.indicators:,} indicators, "
          f"{made.size.indicators * made.size.reports:,} reports; Python {platform.python_version()}, "
          f"{os.cpu_count()} cores\n", flush=True)  # fmt: skip
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        # recording changes what is measured: each part works on a copy
        for part in (_on_a_store(reading_rows), _on_a_store(asking_rows), _recording, page_rows):
            copy = replace(made, database=Path(folder) / f"{len(rows)}.duckdb")
            shutil.copy(made.database, copy.database)
            for row in part(copy):
                print(_line(row), flush=True)
                rows.append(row)
    row = _help()
    print(_line(row))
    missed = [one for one in (*rows, row) if not one.met]
    print(f"\n{len(rows) + 1 - len(missed)} of {len(rows) + 1} budgets met")
    return 1 if missed else 0


def _on_a_store(part):
    def over(made: Built) -> list[Row]:
        with open_store(made.database) as store:
            return part(made, store) if part is reading_rows else part(store)

    return over


def _recording(made: Built) -> list[Row]:
    with open_store(made.database) as store:
        return recording_rows(store)


def _help() -> Row:
    def run(*words: str) -> None:
        subprocess.run([sys.executable, *words], check=True, capture_output=True)

    taken = medians(lambda: run("-m", "tracker", "--help"), lambda: run("-c", "pass"), 9)
    return Row("tracker --help", "python -c pass", *taken, 10)


def _line(row: Row) -> str:
    milliseconds = "  ".join(
        "        ?" if s is None else f"{s * 1000:9.1f}" for s in (row.seconds, row.floor)
    )
    ratio = "     ?" if row.ratio is None else f"{row.ratio:6.2f}"
    verdict = "met" if row.met else "MISSED"
    return (
        f"{row.figure:48} {milliseconds} ms {ratio} (of {row.budget:.2f})  {verdict:7} against {row.against}"
    )


if __name__ == "__main__":
    sys.exit(main())
