"""The demonstration over the shipped programs, made once for the tests that look at it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.assess.shipped import demonstration
from tracker.store import Store


@pytest.fixture(scope="session")
def shipped() -> Iterator[Store]:
    """The store."""
    with demonstration() as store:
        yield store
