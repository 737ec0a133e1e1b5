"""The method: what it must do whatever the series, and how fast."""

from __future__ import annotations

import math
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.forecast.trend import trend

QUARTER = 91


def interval(days, values, ahead, total=True, least=0.0):
    mixed = trend(days, values, total=total, least=least).after(ahead)
    return tuple(mixed.quantile(share) for share in (0.1, 0.5, 0.9))


def test_a_straight_line_goes_on_straight():
    days = [QUARTER * i for i in range(9)]
    low, middle, high = interval(days, [3.0 * i for i in range(9)], 4 * QUARTER)
    assert middle == pytest.approx(36, abs=0.5)
    assert low < middle < high


def test_a_skipped_period_changes_little():
    days, values = [QUARTER * i for i in range(10)], [0, 2, 5, 6, 9, 12, 13, 16, 19, 21]
    whole = interval(days, values, 4 * QUARTER)
    thinned = interval(days[:4] + days[5:], values[:4] + values[5:], 4 * QUARTER)
    assert thinned[1] == pytest.approx(whole[1], rel=0.03)


def test_further_ahead_is_less_sure():
    days, values = [QUARTER * i for i in range(8)], [0, 2, 5, 6, 9, 12, 13, 16]
    widths = [high - low for low, _, high in (interval(days, values, QUARTER * n) for n in (1, 4, 8))]
    assert widths == sorted(widths)


def test_a_state_that_only_trembles_is_not_sent_on_a_journey():
    days, values = [QUARTER * i for i in range(12)], [50, 51, 49, 50, 52, 50, 49, 51, 50, 49, 51, 53]
    low, middle, high = interval(days, values, 8 * QUARTER, total=False)
    assert 48 < middle < 55
    assert low < 50 < high


def test_a_standstill_leaves_room_for_a_move():
    days = [QUARTER * i for i in range(6)]
    low, middle, high = interval(days, [4.0] * 6, 4 * QUARTER, least=0.5)
    assert middle == pytest.approx(4, abs=0.1)
    assert low < 4 < high
    low, middle, high = interval(days, [4.0] * 6, 4 * QUARTER)
    assert math.isfinite(low) and middle == pytest.approx(4)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.integers(20, 400), st.floats(-1e6, 1e6)), min_size=4, max_size=20),
    st.floats(1e-3, 1e3),
    st.booleans(),
)
def test_no_unit_and_no_beginning_of_time_changes_a_forecast(steps, unit, total):
    days = [sum(gap for gap, _ in steps[: i + 1]) for i in range(len(steps))]
    values = [value for _, value in steps]
    plain = interval(days, values, 365, total, 1.0)
    scaled = interval([day + 1000 for day in days], [value * unit for value in values], 365, total, unit)
    size = max(map(abs, values)) + (plain[2] - plain[0])
    assert plain[0] <= plain[1] <= plain[2]
    for one, other in zip(plain, scaled, strict=True):
        assert other == pytest.approx(one * unit, rel=1e-6, abs=1e-6 * size * unit + 1e-12)


def test_chance_and_interval_say_the_same():
    mixed = trend([0, 90, 200, 280, 400], [0, 4, 6, 11, 13], total=True).after(300)
    for share in (0.1, 0.5, 0.9):
        assert mixed.below(mixed.quantile(share)) == pytest.approx(share, abs=1e-6)


def test_a_forecast_of_sixty_months_takes_less_than_fifty_milliseconds():
    days, values = [30 * i for i in range(60)], [i * 1.3 + i % 5 for i in range(60)]
    interval(days, values, 700)
    best = min(_seconds(days, values) for _ in range(5))
    assert best < 0.05


def _seconds(days, values) -> float:
    began = time.process_time()
    interval(days, values, 700)
    return time.process_time() - began
