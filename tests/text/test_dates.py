"""Days, months, periods and instants as each language writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tracker.periods import parse
from tracker.text import day, day_and_month, instant, month, period, short_day

APRIL = date(2022, 4, 5)


def test_days():
    assert [day(APRIL, x).replace("\u202f", " ") for x in ("kk", "ru", "en")] == [
        "2022 ж. 5 сәуір",
        "5 апреля 2022 г.",
        "5 April 2022",
    ]
    assert [short_day(APRIL, x) for x in ("kk", "ru", "en")] == ["05.04.2022", "05.04.2022", "5 Apr 2022"]
    assert [month(APRIL, x) for x in ("kk", "ru", "en")] == ["2022 ж. сәуір", "апрель 2022 г.", "April 2022"]
    assert [day_and_month(APRIL, x) for x in ("kk", "ru", "en")] == ["5 сәуір", "5 апреля", "5 April"]


@pytest.mark.parametrize(
    ("text", "kk", "ru", "en"),
    [
        ("2022-Q1", "2022 ж. 1-тоқсан", "1-й квартал 2022 г.", "Q1 2022"),
        ("2022-H2", "2022 ж. 2-жартыжылдық", "2-е полугодие 2022 г.", "H2 2022"),
        ("2022-03", "2022 ж. наурыз", "март 2022 г.", "March 2022"),
        ("2022", "2022 ж.", "2022 г.", "2022"),
    ],
)
def test_periods(text, kk, ru, en):
    assert [period(text, x) for x in ("kk", "ru", "en")] == [kk, ru, en]
    assert period(parse(text), "en") == en


@pytest.mark.parametrize("text", ["2022-13", "2022-Q5", "22", "", "2022-00"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ValueError, match="not a period"):
        period(text, "en")


def test_instants_stand_on_almatys_clock():
    assert instant(datetime(2022, 4, 5, 20, 0), "en") == "6 April 2022, 02:00"
    assert instant(datetime(2026, 4, 5, 20, 0, tzinfo=UTC), "en") == "6 April 2026, 01:00"
