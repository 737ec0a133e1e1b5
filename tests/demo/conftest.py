"""The shipped programs with the demonstration over them, made once for the tests that look at it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tests.demonstration import ADMINISTRATOR
from tests.demonstration import demonstration as made
from tracker.demo import Filled
from tracker.queries.ask import Ask, Scope
from tracker.queries.indicators import Assessed, assessed
from tracker.store import Store

EVE = date(2022, 4, 15)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Filled]]:
    """The store, and what the filling said it did."""
    with made(tmp_path_factory) as found:
        yield found


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
