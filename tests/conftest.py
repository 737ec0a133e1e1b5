"""What every test stands on: no settings of this machine, a clean store, the small country."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from argon2 import PasswordHasher

from tracker.access import password
from tracker.store import Store, open_store

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test sees neither the tracker's own variables nor the machine's language and zone."""
    for name in [name for name in os.environ if name.startswith("TRACKER_")]:
        monkeypatch.delenv(name)
    for name in ("LANGUAGE", "LC_MESSAGES", "LC_TIME", "LC_NUMERIC"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("TZ", "America/New_York")  # no day of the tracker may follow the machine's zone


@pytest.fixture(scope="session", autouse=True)
def _passwords_cost_little() -> Iterator[None]:
    """Hashes as cheap as may be; tests/access/test_password_cost.py looks at those that are shipped."""
    cheap = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(password, "_HASHER", cheap)
        changed.setattr(password, "_NOBODY", cheap.hash("nobody signs in with this"))
        yield


class Engine:
    """One engine for the tests of a process: each gets a store of its own, and the macros are made once.

    An engine that a test closed, or left something open on, is followed by a new one. It runs one thread: small
    countries fill no second one, and the processes of the suite have the cores between them. What must hold however
    many threads run (tests/assess) opens stores of its own, as the program does.
    """

    def __init__(self) -> None:
        self._kept: Store | None = None

    def lend(self, file: Path) -> Store:
        """A store that is not kept, holding what a database file holds, and nothing of the tests before."""
        try:
            return self._filled(self._kept or open_store(), file)
        except duckdb.Error:
            return self._filled(open_store(), file)

    def _filled(self, last: Store, file: Path) -> Store:
        engine = last._connection
        with engine.cursor() as cursor:
            cursor.execute("set threads = 1")
            found = cursor.execute(
                "select table_name from duckdb_tables() where database_name = 'memory'"
            ).fetchall()
            for (table,) in found:
                cursor.execute(f'drop table memory.main."{table}"')
            cursor.execute("detach store")
            cursor.execute("attach ':memory:' as store")
            cursor.execute(f"attach '{file}' as filled (read_only)")
            cursor.execute("copy from database filled to store")
            cursor.execute("detach filled")
        self._kept = Store(engine, None)
        return self._kept

    def close(self) -> None:
        if self._kept is not None:
            self._kept.close()


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """The process's engine."""
    made = Engine()
    yield made
    made.close()


@pytest.fixture(scope="session")
def _empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("empty") / "empty.duckdb"
    open_store(file).close()
    return file


@pytest.fixture(scope="session")
def _loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small country, loaded once for all the tests of a process."""
    from tests.small_country import load

    file = tmp_path_factory.mktemp("country") / "country.duckdb"
    with open_store(file) as opened:
        load(opened)
    return file


@pytest.fixture
def store(engine: Engine, _empty: Path) -> Store:
    """An empty store that is not kept."""
    return engine.lend(_empty)


@pytest.fixture
def country(engine: Engine, _loaded: Path) -> Store:
    """A store with the small country loaded and nothing reported."""
    return engine.lend(_loaded)
