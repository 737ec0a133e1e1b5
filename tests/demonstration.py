"""The shipped programs with made-up progress: filled once in a run of the tests, a copy for each room that asks."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from tracker.access import Actor
from tracker.demo import Filled, fill
from tracker.program.check import check
from tracker.record.load import load_catalogue
from tracker.store import Store, open_store

PROGRAMS = Path(__file__).resolve().parents[1] / "programs"
ADMINISTRATOR = Actor.administrator()
TODAY = date(2026, 3, 1)


@contextmanager
def demonstration(folders: pytest.TempPathFactory) -> Iterator[tuple[Store, Filled]]:
    """A store of the caller's own, and what the filling said it did."""
    shared = folders.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent  # of all the processes of the run
    file, said = shared / "demonstration.duckdb", shared / "demonstration.json"
    with (shared / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            file.unlink(missing_ok=True)  # of a process that did not end its filling
            said.write_text(json.dumps(asdict(_fill(file))), "utf-8")
    own = folders.mktemp("demonstration") / "own.duckdb"
    shutil.copy(file, own)
    with open_store(own) as store:
        yield store, Filled(**json.loads(said.read_text("utf-8")))


def _fill(file: Path) -> Filled:
    with open_store(file) as store:
        load_catalogue(store, ADMINISTRATOR, check(PROGRAMS).catalogue, today=TODAY)
        return fill(store, ADMINISTRATOR, today=TODAY)
