"""The table of budgets: ``python -m bench``, with ``QUICK=1`` in the environment over a smaller country.

Floor and figure are taken in the same run, medians of at least five. Words after the command name the parts to
measure; without any, all of them. Exits with 1 if a budget is missed. Runs over the whole country are kept, so that
``python -m bench.document`` can write the last two of each part into the documentation.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
import traceback
from dataclasses import replace
from pathlib import Path

from bench.build import Built, built, ready
from bench.country import SMALL, WHOLE
from bench.machine import described
from bench.parts import PARTS, Part
from bench.runs import Run, keep
from bench.table import line, tally
from bench.timing import Row, quick


def main() -> int:
    """Measure and print; the exit code."""
    parts = _asked_for()
    kept = built(SMALL if quick() else WHOLE)
    print(f"{kept.said}; {described()}\n", flush=True)
    with tempfile.TemporaryDirectory(dir=kept.database.parent) as folder:
        return _run(parts, ready(kept, Path(folder)), keeping=not quick())


def _run(parts: list[Part], made: Built, *, keeping: bool) -> int:
    rows, failed = [], []
    for part in parts:
        begun = time.monotonic()
        try:
            measured = _measured(part, made)
        except Exception:
            # what one part could not do must not cost what the others measured
            traceback.print_exc()
            failed.append(part.name)
            continue
        rows += measured
        print(f"-- {part.title}, {time.monotonic() - begun:.0f} s")
        print("\n".join(line(row) for row in measured), flush=True)
        if keeping:
            keep(Run.of(part.name, measured))
    print(f"\n{tally(rows)}")
    if failed:
        print(f"Not measured: {', '.join(failed)}")
    return 0 if not failed and all(row.met for row in rows) else 1


def _asked_for() -> list[Part]:
    known = {part.name: part for part in PARTS}
    asked = argparse.ArgumentParser(prog="python -m bench", description=__doc__.splitlines()[0])
    asked.add_argument("part", nargs="*", help=f"one of {', '.join(known)}; all where none is named")
    names = asked.parse_args().part
    if unknown := [name for name in names if name not in known]:
        asked.error(f"no part is called {', '.join(unknown)}")
    return [known[name] for name in names] or [part for part in PARTS if part.quick or not quick()]


def _measured(part: Part, made: Built) -> list[Row]:
    with tempfile.TemporaryDirectory(dir=made.database.parent) as folder:
        copy = replace(made, database=Path(folder) / made.database.name)
        shutil.copy(made.database, copy.database)
        return part.measure(copy)


if __name__ == "__main__":
    sys.exit(main())
