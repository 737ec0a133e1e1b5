"""The oracle on what is shipped: every indicator and roll-up of the real programs and the demonstration."""

from __future__ import annotations

from datetime import date

import pytest

from tests.assess.comparing import BASES, differing_indicators, differing_rollups
from tests.assess.shipped import as_world, parents
from tests.oracle.worlds import World
from tracker.store import Store

DAYS = [date(2022, 4, 15), date(2022, 6, 8), date(2023, 1, 16), date(2023, 12, 31), date(2026, 3, 1)]


@pytest.fixture(scope="module")
def world(shipped: Store) -> World:
    return as_world(shipped, DAYS)


@pytest.mark.slow
@pytest.mark.parametrize("day", DAYS)
def test_the_shipped_country(day: date, shipped: Store, world: World) -> None:
    for basis in BASES:
        differing = differing_indicators(world, shipped, day, basis)
        # holders are texts in three languages there, and so no names to compare
        assert [str(found) for found in differing if found.field != "holder"][:10] == []
        assert [str(d) for d in differing_rollups(world, shipped, day, basis, parents())][:10] == []
