"""What guessing a password costs, with the settings as they are shipped and not as the other tests cheapen them."""

from __future__ import annotations

import importlib.util

from argon2 import extract_parameters
from argon2.low_level import Type

#: the least that RFC 9106 recommends where memory is scarce: 64 MiB, three passes, four lanes
MEMORY, PASSES, LANES = 65_536, 3, 4


def test_a_shipped_hash_costs_what_the_standard_recommends():
    spec = importlib.util.find_spec("tracker.access.password")
    shipped = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(shipped)
    kept = shipped.hash_password("four words make it")
    for one in (kept, shipped._NOBODY):
        used = extract_parameters(one)
        assert used.type is Type.ID
        assert used.memory_cost >= MEMORY and used.time_cost >= PASSES and used.parallelism >= LANES
    assert shipped.is_right("four words make it", kept)
    assert not shipped.is_right("four words fake it", kept)
