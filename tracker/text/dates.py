"""How days, months, periods and instants are written.

Owns the date formats of the three languages. Periods come in the form of the reports
(``2022-03``, ``2022-Q1``, ``2022-H1``, ``2022``) or as anything whose ``str()`` is that form.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from babel.dates import format_date

from tracker.clock import ALMATY
from tracker.text.catalogue import N_, translator

#: English as the British write it: day before month
_LOCALE = {"kk": "kk", "ru": "ru", "en": "en_GB"}
_PERIOD = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(\d{2})))?")
_QUARTER = N_("Q{quarter} {year}")
_HALF = N_("H{half} {year}")
_YEAR = N_("{year}")


def day(on: date, language: str) -> str:
    """``5 апреля 2022 г.``, ``2022 ж. 5 сәуір``, ``5 April 2022``."""
    return format_date(on, "long", locale=_LOCALE[language])


def short_day(on: date, language: str) -> str:
    """For tables: ``05.04.2022``; in English ``5 Apr 2022``."""
    return format_date(on, "d MMM y" if language == "en" else "dd.MM.y", locale=_LOCALE[language])


def day_and_month(on: date, language: str) -> str:
    """Without the year: ``5 апреля``, ``5 сәуір``, ``5 April``."""
    return format_date(on, "d MMMM", locale=_LOCALE[language])


def month_name(on: date, language: str) -> str:
    """The short name of the month, as on an axis: ``апр.``, ``сәу.``, ``Apr``."""
    return format_date(on, "LLL", locale=_LOCALE[language])


def month(on: date, language: str) -> str:
    """``апрель 2022 г.``, ``2022 ж. сәуір``, ``April 2022``."""
    name = format_date(on, "LLLL", locale=_LOCALE[language]).lower()
    if language == "en":
        name = name.capitalize()
    return translator(language)("{month} {year}", month=name, year=on.year)


def period(of: object, language: str) -> str:
    """A reporting period in words: ``1-й квартал 2022 г.``, ``2022 ж. 1-тоқсан``, ``Q1 2022``.

    Raises ValueError for what is no period.
    """
    found = _PERIOD.fullmatch(str(of))
    if not found or (found[4] and not 1 <= int(found[4]) <= 12):
        raise ValueError(f"not a period: {of!s}")
    t = translator(language)
    year, quarter, half, which = found.groups()
    if quarter:
        return t(_QUARTER, quarter=quarter, year=year)
    if half:
        return t(_HALF, half=half, year=year)
    if which:
        return month(date(int(year), int(which), 1), language)
    return t(_YEAR, year=year)


def instant(at: datetime, language: str) -> str:
    """An instant on Almaty's clock, to the minute; one without a zone is UTC, as it is stored."""
    local = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(ALMATY)
    return f"{day(local.date(), language)}, {local:%H:%M}"
