"""The demonstration over the shipped programs, made once for the tests that look at it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.demonstration import demonstration
from tracker.store import Store


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The store."""
    with demonstration(tmp_path_factory) as (store, _):
        yield store
