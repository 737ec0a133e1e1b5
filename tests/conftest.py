"""What every test stands on: no settings of this machine, a clean store, the small country."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

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


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store that is not kept."""
    with open_store() as opened:
        yield opened


@pytest.fixture
def country(store: Store) -> Store:
    """A store with the small country loaded and nothing reported."""
    from tests.small_country import load

    load(store)
    return store
