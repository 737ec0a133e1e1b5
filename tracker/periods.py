"""Reporting periods: months, quarters, half-years and years of the calendar, as reports name them.

Owns how a period is written (contracts.md, "Reports") and which periods a frequency has.
Must not know an indicator, a grace or the present day: whoever asks brings the day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from tracker.errors import InputError

Frequency = Literal["month", "quarter", "half_year", "year"]
MONTHS_IN: dict[str, int] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
FIRST_YEAR, LAST_YEAR = 1900, 2199

_NAMED = re.compile(r"([0-9]{4})(?:-(?:([0-9]{2})|[Qq]([1-4])|[Hh]([12])))?")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DOTTED_DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")


class PeriodFault(InputError):
    """A text that names no reporting period; the message says how one is written."""


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar period; ``start`` and ``end`` are its first and last day, both in it."""

    kind: Frequency
    start: date
    end: date

    def __str__(self) -> str:
        """The form of contracts.md: ``2022-03``, ``2022-Q1``, ``2022-H1``, ``2022``."""
        year = f"{self.end.year:04d}"
        if self.kind == "month":
            return f"{year}-{self.end.month:02d}"
        if self.kind == "quarter":
            return f"{year}-Q{self.end.month // 3}"
        if self.kind == "half_year":
            return f"{year}-H{self.end.month // 6}"
        return year


def containing(frequency: Frequency, day: date) -> Period:
    """The period of that frequency which the day lies in."""
    length = MONTHS_IN[frequency]
    first = (day.month - 1) // length * length + 1
    last = first + length - 1
    return Period(frequency, date(day.year, first, 1), _last_day(day.year, last))


def last_ended(frequency: Frequency, before: date) -> Period:
    """The newest period of that frequency that was over before the given day (its last day is earlier)."""
    return containing(frequency, containing(frequency, before).start - timedelta(days=1))


def periods_between(frequency: Frequency, after: date, until: date) -> Iterator[Period]:
    """The periods that end after ``after`` and on or before ``until``, oldest first."""
    period = containing(frequency, after + timedelta(days=1))
    while period.end <= until:
        yield period
        period = containing(frequency, period.end + timedelta(days=1))


def parse(text: str, frequency: Frequency | None = None) -> Period:
    """The period a report's cell names. Raises PeriodFault in words.

    A date must be the last day of a month. It stands for the period of ``frequency`` that ends on it,
    or for its month where none is given or none ends there: only the end enters the arithmetic.
    """
    return _parse(text.strip(), frequency)


@lru_cache(maxsize=4096)
def _parse(text: str, frequency: Frequency | None) -> Period:
    if named := _NAMED.fullmatch(text):
        return _named(text, *named.groups())
    for pattern, order in ((_ISO_DAY, (1, 2, 3)), (_DOTTED_DAY, (3, 2, 1))):
        if found := pattern.fullmatch(text):
            year, month, day = (int(found.group(n)) for n in order)
            _check_year(text, year)
            try:
                return ending_on(date(year, month, day), frequency)
            except ValueError:
                raise PeriodFault("There is no day {text} in the calendar.", text=text) from None
    raise PeriodFault(
        "'{text}' is no reporting period; write 2022-03, 2022-Q1, 2022-H1, 2022, or the last day of a month "
        "such as 2022-03-31 or 31.03.2022.",
        text=text,
    )


def ending_on(day: date, frequency: Frequency | None = None) -> Period:
    """The period that ends on the day, by :func:`parse`'s rule for dates. Other days raise PeriodFault."""
    last = _last_day(day.year, day.month)
    if day != last:
        named = {"day": day.isoformat(), "month": day.isoformat()[:7], "last": last.isoformat()}
        if day.day == 1:
            raise PeriodFault(
                "{day} is not the last day of a month. If {month} was meant, a spreadsheet turned it into "
                "the first day: format the column as text and write {month}, or give {last}.",
                **named,
            )
        raise PeriodFault(
            "{day} is not the last day of a month. Write the last day ({last}) or the period's name "
            "({month}); a spreadsheet turns 2022-03 into 1 March unless the column is formatted as text.",
            **named,
        )
    if frequency is not None and (period := containing(frequency, day)).end == day:
        return period
    return containing("month", day)


def _named(text: str, year: str, month: str | None, quarter: str | None, half: str | None) -> Period:
    _check_year(text, int(year))
    if month is not None:
        if not 1 <= int(month) <= 12:
            raise PeriodFault("'{text}' names month {month}; a year has twelve.", text=text, month=month)
        return containing("month", date(int(year), int(month), 1))
    if quarter is not None:
        return containing("quarter", date(int(year), int(quarter) * 3, 1))
    if half is not None:
        return containing("half_year", date(int(year), int(half) * 6, 1))
    return containing("year", date(int(year), 1, 1))


def _check_year(text: str, year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise PeriodFault(
            "'{text}' lies outside the years {first} to {last}.", text=text, first=FIRST_YEAR, last=LAST_YEAR
        )


def _last_day(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
