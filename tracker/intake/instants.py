"""Days and instants in a reports file: ISO form or the dotted one, Almaty's clock where no zone is named.

Must not read the wall clock: whoever asks brings it.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from tracker import clock
from tracker.errors import InputError
from tracker.periods import Frequency, Period, parse

_DAY = re.compile(
    r"(?:(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})|(?P<dd>[0-9]{2})\.(?P<mm>[0-9]{2})\.(?P<yyyy>[0-9]{4}))"
)
_TIME = re.compile(r"[ T]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)( ?Z| ?[+-][0-9]{2}:?[0-9]{2})?")


class DayFault(InputError):
    """A text that is no day or instant; the message says how one is written."""


def parse_period(text: str, frequency: Frequency | None) -> Period:
    """A reporting period as :func:`tracker.periods.parse` reads it; a day cell of a workbook reads as its midnight."""
    return parse(text.removesuffix(" 00:00:00"), frequency)


def parse_day(text: str) -> date:
    """A day, ``2022-03-31`` or ``31.03.2022`` (a midnight beside it is a spreadsheet's). Raises DayFault."""
    day, rest = _day(text)
    if rest not in ("", " 00:00:00", "T00:00:00"):
        raise DayFault("'{text}' is no day; write 2022-03-31 or 31.03.2022.", text=text[:60])
    return day


def parse_instant(text: str) -> datetime:
    """An instant as naive UTC; a bare day is its first moment in Almaty. Raises DayFault."""
    day, rest = _day(text)
    if not rest:
        return clock.to_utc(datetime.combine(day, datetime.min.time()))
    found = _TIME.fullmatch(rest)
    if found is None:
        raise _no_instant(text)
    try:
        return clock.to_utc(datetime.fromisoformat(f"{day.isoformat()}T{found[1]}{(found[2] or '').strip()}"))
    except (ValueError, OverflowError):
        raise _no_instant(text) from None


def _no_instant(text: str) -> DayFault:
    return DayFault(
        "'{text}' is no day or time; write 2022-04-05, 2022-04-05 14:30 or 05.04.2022 14:30.", text=text[:60]
    )


def _day(text: str) -> tuple[date, str]:
    text = text.strip()
    found = _DAY.match(text)
    if found is None:
        raise DayFault("'{text}' is no day; write 2022-03-31 or 31.03.2022.", text=text[:60])
    year, month, day = (int(found[a] or found[b]) for a, b in (("y", "yyyy"), ("m", "mm"), ("d", "dd")))
    try:
        return date(year, month, day), text[found.end() :]
    except ValueError:
        raise DayFault("There is no day {text} in the calendar.", text=found[0]) from None
