"""Reporting periods as contracts.md writes them."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.periods import (
    MONTHS_IN,
    Period,
    PeriodFault,
    containing,
    ending_on,
    last_ended,
    parse,
    periods_between,
)

days = st.dates(date(1901, 1, 1), date(2198, 12, 31))
frequencies = st.sampled_from(list(MONTHS_IN))


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("2022-03", "month", date(2022, 3, 1), date(2022, 3, 31)),
        ("2022-Q1", "quarter", date(2022, 1, 1), date(2022, 3, 31)),
        (" 2022-q4 ", "quarter", date(2022, 10, 1), date(2022, 12, 31)),
        ("2022-H1", "half_year", date(2022, 1, 1), date(2022, 6, 30)),
        ("2022-H2", "half_year", date(2022, 7, 1), date(2022, 12, 31)),
        ("2022", "year", date(2022, 1, 1), date(2022, 12, 31)),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022-03-31", "month", date(2022, 3, 1), date(2022, 3, 31)),
        ("31.03.2022", "month", date(2022, 3, 1), date(2022, 3, 31)),
    ],
)
def test_each_written_form(text, kind, start, end):
    assert parse(text) == Period(kind, start, end)


def test_a_date_stands_for_the_period_of_the_frequency_that_ends_on_it():
    assert str(parse("31.03.2022", "quarter")) == "2022-Q1"
    assert str(parse("30.06.2022", "half_year")) == "2022-H1"
    assert str(parse("2022-12-31", "year")) == "2022"
    assert str(parse("30.04.2022", "quarter")) == "2022-04"


def test_the_first_of_a_month_is_refused_with_the_spreadsheets_habit_named():
    with pytest.raises(PeriodFault) as refused:
        parse("2022-03-01")
    assert "spreadsheet" in str(refused.value)
    assert "2022-03-31" in str(refused.value)


@pytest.mark.parametrize(
    "text",
    ["", "март", "2022-13", "2022-00", "2022-Q5", "2022-H3", "22-03", "2022-3", "31.02.2022", "2022-02-30",
     "15.03.2022", "0000", "9999-12", "2022-03-15", "2022/03/31", "٢٠٢٢"],
)  # fmt: skip
def test_anything_else_is_a_fault_in_words(text):
    with pytest.raises(PeriodFault) as refused:
        parse(text)
    assert str(refused.value).endswith(".")


@given(frequencies, days)
def test_the_written_form_reads_back(frequency, day):
    period = containing(frequency, day)
    assert period.start <= day <= period.end
    assert parse(str(period)) == period
    assert ending_on(period.end, frequency) == period


@given(frequencies, days)
def test_the_last_ended_period_is_the_newest_wholly_before_the_day(frequency, day):
    ended = last_ended(frequency, day)
    assert ended.end < day
    assert containing(frequency, ended.end + timedelta(days=1)).end >= day


@given(frequencies, days, st.integers(0, 1500))
def test_the_periods_between_follow_one_another(frequency, after, length):
    until = min(after + timedelta(days=length), date(2199, 12, 31))
    found = list(periods_between(frequency, after, until))
    assert all(after < period.end <= until for period in found)
    assert all(b.start - a.end == timedelta(days=1) for a, b in pairwise(found))
    if found:
        assert last_ended(frequency, until + timedelta(days=1)) == found[-1]
