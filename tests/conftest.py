"""What every test stands on: no settings of this machine, a clean store, the small country."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

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


@dataclass(frozen=True, slots=True)
class Loaded:
    """A kept database: its file, the tables that hold rows, and the chain's head."""

    file: Path
    tables: list[str]
    head: int
    head_hash: str


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store that is not kept."""
    with open_store() as opened:
        yield opened


@pytest.fixture(scope="session")
def _loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """The small country, loaded once for all the tests of a process."""
    from tests.small_country import load

    file = tmp_path_factory.mktemp("country") / "country.duckdb"
    with open_store(file) as opened:
        load(opened)
        with opened.cursor() as cursor:
            tables = cursor.execute(
                "select table_name from duckdb_tables() where database_name = 'store' and estimated_size > 0 "
                "and table_name <> 'migration'"
            ).fetchall()
        return Loaded(file, [name for (name,) in tables], opened.head(), opened.head_hash())


@pytest.fixture
def country(store: Store, _loaded: Loaded) -> Store:
    """A store with the small country loaded and nothing reported."""
    with store.cursor() as cursor:
        cursor.execute(f"attach '{_loaded.file}' as loaded (read_only)")
    with store.writing() as writing:
        for table in _loaded.tables:
            writing.cursor.execute(f"insert into store.{table} select * from loaded.{table}")
        writing.head, writing.head_hash = _loaded.head, _loaded.head_hash
    with store.cursor() as cursor:
        cursor.execute("detach loaded")
    return store
