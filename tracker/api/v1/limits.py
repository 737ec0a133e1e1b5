"""How often one may ask: a bucket of tokens for each source and for each bearer, filled again as time goes.

Kept in memory: one process answers. A source is an address on the network; what is in a bucket says nothing of anybody.
"""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

KEPT = 10_000


class Buckets:
    """Buckets that hold ``most`` requests and fill by ``each_second`` of one a second; a fresh one is full."""

    def __init__(self, most: float, each_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.most, self.each_second, self.clock = most, each_second, clock
        self._left: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, key: Hashable, cost: float = 1.0) -> int:
        """0 where the request may go on; else after how many whole seconds it may be tried again."""
        now = self.clock()
        with self._lock:
            left, filled_at = self._left.pop(key, (self.most, now))
            left = min(self.most, left + (now - filled_at) * self.each_second)
            may = left >= cost
            self._left[key] = (left - cost if may else left, now)
            while len(self._left) > KEPT:
                self._left.popitem(last=False)
        return 0 if may else max(1, math.ceil((cost - left) / self.each_second))

    def left(self, key: Hashable) -> int:
        """How many requests the bucket still holds."""
        with self._lock:
            return int(self._left.get(key, (self.most, 0.0))[0])
