"""Days and instants: a day is a day in Asia/Almaty, an instant is stored in UTC without a zone.

Owns the one place that knows the zone and the one place that reads the wall clock.
Nothing in assess or queries may call :func:`today`: the page, the command line and the API decide the day once.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ALMATY = ZoneInfo("Asia/Almaty")


def now() -> datetime:
    """The present instant, UTC, naive, to the microsecond."""
    return datetime.now(UTC).replace(tzinfo=None)


def today() -> date:
    """The present day in Almaty."""
    return day_of(now())


def in_almaty(instant: datetime) -> datetime:
    """An instant given in naive UTC as Almaty's wall clock shows it, with the offset of that day."""
    return instant.replace(tzinfo=UTC).astimezone(ALMATY)


def day_of(instant: datetime) -> date:
    """The day in Almaty of an instant given in naive UTC."""
    return in_almaty(instant).date()


def end_of(day: date) -> datetime:
    """The first instant (naive UTC) after the given day: what is before it is known on that day."""
    return to_utc(datetime.combine(day + timedelta(days=1), time.min))


def to_utc(local: datetime) -> datetime:
    """Naive UTC of an instant; one without a zone is read as Almaty's wall clock.

    The hour that the wall clock showed twice in the night of 29 February 2024 is read as the later one,
    so that a day ends when its last minute is over.
    """
    if local.tzinfo is None:
        local = local.replace(tzinfo=ALMATY, fold=1)
    return local.astimezone(UTC).replace(tzinfo=None)
