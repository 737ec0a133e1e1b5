"""A day is a day in Almaty: UTC+6 until 29 February 2024, then +5."""

from datetime import UTC, date, datetime

import pytest

from tracker import clock


@pytest.mark.parametrize(
    "day, end",
    [
        (date(2022, 4, 15), datetime(2022, 4, 15, 18)),
        (date(2024, 2, 28), datetime(2024, 2, 28, 18)),
        (date(2024, 2, 29), datetime(2024, 2, 29, 19)),
        (date(2024, 3, 1), datetime(2024, 3, 1, 19)),
    ],
)
def test_a_day_ends_at_almatys_midnight(day, end):
    assert clock.end_of(day) == end
    assert clock.day_of(end) > day
    assert clock.day_of(end.replace(microsecond=0) - (end - end.replace(hour=end.hour - 1)) / 60) == day


def test_a_time_without_a_zone_is_almatys_and_one_with_a_zone_its_own():
    assert clock.to_utc(datetime(2022, 4, 15, 12)) == datetime(2022, 4, 15, 6)
    assert clock.to_utc(datetime(2022, 4, 15, 12, tzinfo=UTC)) == datetime(2022, 4, 15, 12)
