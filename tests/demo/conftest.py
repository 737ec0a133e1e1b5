"""The shipped programs with the demonstration over them, made once for the tests that look at it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tracker.access import Actor
from tracker.demo import Filled, fill
from tracker.program.check import check
from tracker.queries.ask import Ask, Scope
from tracker.queries.indicators import Assessed, assessed
from tracker.record.load import load_catalogue
from tracker.store import Store, open_store

PROGRAMS = Path(__file__).resolve().parents[2] / "programs"
ADMINISTRATOR = Actor.administrator()
EVE = date(2022, 4, 15)
TODAY = date(2026, 3, 1)


@pytest.fixture(scope="session")
def filled() -> Iterator[tuple[Store, Filled]]:
    """The store, and what the filling said it did."""
    with open_store() as store:
        load_catalogue(store, ADMINISTRATOR, check(PROGRAMS).catalogue, today=TODAY)
        yield store, fill(store, ADMINISTRATOR, today=TODAY)


@pytest.fixture(scope="session")
def demonstration(filled: tuple[Store, Filled]) -> Store:
    """The store."""
    return filled[0]


@pytest.fixture(scope="session")
def eve(demonstration: Store) -> dict[str, Assessed]:
    """Every indicator of a program begun, as of the eve of the hearing."""
    return {
        item.indicator: item for item in assessed(demonstration, ADMINISTRATOR, Ask(EVE), Scope(begun=True))
    }
