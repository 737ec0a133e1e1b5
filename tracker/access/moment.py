"""The instant by which sessions, invitations and throttles end.

For the tests alone, ``TRACKER_SIGN_IN_CLOCK`` names a file with a number of seconds by which this clock runs ahead, so
that a lock-out can end without waiting for it. Whoever may set a server's environment may do anything to it already.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path

from tracker import clock


def now() -> datetime:
    """The present instant, naive UTC."""
    ahead, file = 0.0, os.environ.get("TRACKER_SIGN_IN_CLOCK")
    if file:
        with suppress(OSError, ValueError):
            ahead = float(Path(file).read_text("ascii"))
    return clock.now() + timedelta(seconds=ahead)


def today() -> date:
    """The present day in Almaty by the same clock."""
    return clock.day_of(now())
