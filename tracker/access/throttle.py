"""Holding guessing back: after a few failures of one name from one place that place waits, longer each time.

The wait ends by itself and never grows beyond a quarter of an hour, so nobody can be locked out for good. It is bound
to the name and the place together, and a browser that has signed in to the account before has a count of its own, so
guessing from elsewhere does not hold its owner back. Names that no account has are held back alike: the answer tells
nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from tracker.access.token import hash_of
from tracker.store import Store
from tracker.store.connection import Writing, first_row

FREE_FAILURES = 5
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=24)
# one place that tries many names: so many failures in all, within the day, before it waits too, and never long, since
# a whole organisation may come from one place
FREE_FAILURES_OF_PLACE = 50
EVERY_NAME = ""


def held_back_until(store: Store, name: str, place: str, now: datetime) -> datetime | None:
    """The instant from which this place may try this name again, None if it may now."""
    with store.cursor() as cursor:
        row = first_row(
            cursor,
            "select max(free_at) from store.sign_in_throttle "
            "where source = $place and name_hash in ($name, $every) and free_at > $now",
            {"place": place, "name": _key(name), "every": _key(EVERY_NAME), "now": now},
        )
    return row[0] if row else None


def note_failure(writing: Writing, name: str, place: str, now: datetime) -> None:
    """Count a failure of the name from the place, and of the place itself."""
    for of, free, longest in (
        (name, FREE_FAILURES, LONGEST_WAIT),
        (EVERY_NAME, FREE_FAILURES_OF_PLACE, FIRST_WAIT),
    ):
        key = {"name": _key(of), "place": place}
        row = first_row(
            writing.cursor,
            "select failures, failed_at from store.sign_in_throttle where name_hash = $name and source = $place",
            key,
        )
        failures = 1 if row is None or now - row[1] > FORGOTTEN_AFTER else row[0] + 1
        writing.cursor.execute(
            "delete from store.sign_in_throttle where (name_hash = $name and source = $place) or failed_at < $old",
            {**key, "old": now - FORGOTTEN_AFTER},
        )
        writing.cursor.execute(
            "insert into store.sign_in_throttle (name_hash, source, failures, failed_at, free_at) "
            "values ($name, $place, $failures, $now, $free)",
            {**key, "failures": failures, "now": now, "free": now + wait_after(failures, free, longest)},
        )


def forget_failures(writing: Writing, name: str, place: str | None = None) -> None:
    """Start counting anew after a success, or (no place) everywhere, when an administrator says so."""
    writing.cursor.execute(
        "delete from store.sign_in_throttle where name_hash = $name and ($place is null or source = $place)",
        {"name": _key(name), "place": place},
    )


def wait_after(failures: int, free: int = FREE_FAILURES, longest: timedelta = LONGEST_WAIT) -> timedelta:
    """How long the next try waits: nothing at first, then a minute, doubling."""
    if failures < free:
        return timedelta(0)
    return min(FIRST_WAIT * 2 ** min(failures - free, 10), longest)


def _key(name: str) -> str:
    return hash_of(name.strip().casefold())
