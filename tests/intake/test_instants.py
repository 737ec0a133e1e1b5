"""Days and instants of a reports file."""

from datetime import date, datetime

import pytest

from tracker.intake.instants import DayFault, parse_day, parse_instant


@pytest.mark.parametrize("text", ["2022-03-31", "31.03.2022", "2022-03-31 00:00:00", " 2022-03-31 "])
def test_days(text):
    assert parse_day(text) == date(2022, 3, 31)


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2022-04-05", "2022-04-04T18:00"),
        ("05.04.2022 14:30", "2022-04-05T08:30"),
        ("2022-04-05T14:30:15", "2022-04-05T08:30:15"),
        ("2024-04-05 14:30", "2024-04-05T09:30"),
        ("2022-04-05T14:30Z", "2022-04-05T14:30"),
        ("2022-04-05 14:30 +03:00", "2022-04-05T11:30"),
        ("2022-04-05 00:00:00", "2022-04-04T18:00"),
    ],
)
def test_instants_are_almatys_where_no_zone_is_named(text, utc):
    assert parse_instant(text) == datetime.fromisoformat(utc)


@pytest.mark.parametrize(
    "text", ["31.02.2022", "2022-13-01", "yesterday", "20220405", "2022-04-05 25:00", "2022-W14"]
)
def test_anything_else_is_a_fault_in_words(text):
    for parse in (parse_day, parse_instant):
        with pytest.raises(DayFault) as refused:
            parse(text)
        assert str(refused.value).endswith((".", "calendar."))


def test_a_day_has_no_hour():
    with pytest.raises(DayFault):
        parse_day("2022-03-31 10:00")
