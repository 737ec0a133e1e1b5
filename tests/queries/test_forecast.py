"""The forecast of each kind of indicator, out of real reports in a real store."""

from __future__ import annotations

import time
from copy import deepcopy
from datetime import date, timedelta

import pytest

from tests.small_country import ADMINISTRATOR, OBLAST, PROGRAM, load, record, report
from tracker.access import Actor
from tracker.periods import parse
from tracker.queries import Ask
from tracker.queries.explain import explained
from tracker.queries.forecast import (
    MILESTONE,
    NO_BEGINNING,
    OVER,
    TOO_FEW,
    TOO_SHORT,
    Forecast,
    forecast,
    forecast_of,
)
from tracker.store import Store

QUARTERS = [f"{year}-Q{quarter}" for year in (2021, 2022, 2023) for quarter in (1, 2, 3, 4)]


def tell(store: Store, indicator: str, values: list[float | None], periods: list[str] = QUARTERS) -> None:
    """Report the values for the periods in turn, ten days after each; None is a skipped period."""
    record(
        store,
        *(
            report(indicator, period, value, str(parse(period).end + timedelta(days=10)))
            for period, value in zip(periods, values, strict=False)
            if value is not None
        ),
    )


def asked(store: Store, indicator: str, day: date = date(2024, 1, 20), **further) -> Forecast:
    name = indicator if "/" in indicator else f"republic-2021-2025/{indicator}"
    return forecast(store, ADMINISTRATOR, Ask(day, **further), name)


def test_a_running_total_is_carried_on_to_its_due_date(country: Store):
    tell(country, "clinics", [1, 2, None, 5, 6, 7, 9, 10, 11, 12, 13, 15])
    found = asked(country, "clinics")
    assert found.reason is None and found.due == date(2025, 12, 31)
    assert (found.last_on, found.last_value, found.periods) == (date(2023, 12, 31), 15.0, 11)
    assert 15 <= found.low < found.expected < found.high
    assert found.expected == pytest.approx(25, abs=1.5)
    assert found.outlook == "open" and 0.01 < found.chance < 0.5
    assert found.pace_last_year == pytest.approx(5 / 12, rel=0.01)
    assert found.pace_needed == pytest.approx(12 / 23.36, rel=0.01)
    assert found.path[-1].day == found.due
    assert [point.expected for point in found.path] == sorted(point.expected for point in found.path)


def test_what_goes_well_reaches_and_what_stands_still_falls_short(country: Store):
    tell(country, "clinics", [2, 5, 7, 9, 12, 14, 16, 18, 21, 23, 25, 26.5])
    well = asked(country, "clinics")
    assert (well.outlook, well.recovery) == ("reaches", "not_needed")
    tell(country, "akmola-2021-2025/clinics", [0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])
    stuck = asked(country, "akmola-2021-2025/clinics")
    assert (stuck.outlook, stuck.recovery, stuck.chance) == ("falls_short", "past", 0.01)
    assert stuck.low >= 1


def test_the_last_day_of_a_realistic_recovery(country: Store):
    tell(country, "clinics", [2, 4, 6, 8, 8, 9, 9, 10, 10, 10, 10, 10])
    found = asked(country, "clinics", date(2023, 1, 20))
    assert (found.pace_fastest, found.recovery) == (pytest.approx(8 / 12, rel=0.02), "possible")
    assert date(2023, 1, 20) < found.recovery_until < date(2024, 6, 30)
    later = asked(country, "clinics")
    assert (later.recovery, later.recovery_until) == ("past", None)


def test_one_year_of_reports_does_not_rule_a_recovery_out(country: Store):
    tell(country, "clinics", [1, 2, 4, 5])
    found = asked(country, "clinics", date(2022, 1, 20))
    assert found.pace_fastest == found.pace_last_year < found.pace_realistic
    assert (found.outlook, found.recovery) == ("open", "possible")


def test_a_share_stays_between_nothing_and_everything():
    program = deepcopy(PROGRAM)
    villages = program["sections"][1]["indicators"][0]
    villages |= {"baseline": 60.0, "target": 95.0}
    from tracker.store import open_store

    with open_store() as store:
        load(store, program, OBLAST)
        tell(store, "villages", [63, 66, 70, 74, 79, 82, 86, 90, 92, 95, 97, 99])
        found = asked(store, "villages")
    assert found.high == 100.0 and found.low > 60
    assert found.direction == "increase" and found.outlook in ("reaches", "open")


def test_less_is_better_where_the_promise_says_so():
    program = deepcopy(PROGRAM)
    villages = program["sections"][1]["indicators"][0]
    villages |= {"baseline": 8.0, "target": 4.0}
    from tracker.store import open_store

    with open_store() as store:
        load(store, program, OBLAST)
        tell(store, "villages", [7.9, 7.6, 7.4, 7.3, 7.0, 6.9, 6.7, 6.4, 6.3, 6.0, 5.9, 5.7])
        found = asked(store, "villages")
    assert found.direction == "decrease"
    assert found.pace_last_year < 0 and found.pace_needed < 0 and found.pace_fastest < 0
    assert found.expected < 5.7 and found.low >= 0


def test_a_year_is_carried_on_out_of_the_years_laid_end_to_end(country: Store):
    tell(country, "grants", [5, 10, 15, 20, 4, 9, 13, 18, 5, 11])
    found = asked(country, "grants", date(2023, 7, 20))
    assert (found.year, found.due, found.target) == (2023, date(2023, 12, 31), 20.0)
    assert found.last_value == 11.0
    assert found.low >= 11 and found.expected == pytest.approx(21, abs=2)
    before = asked(country, "grants", date(2023, 2, 20))
    assert (before.last_value, before.last_on) == (0.0, date(2022, 12, 31))
    assert before.expected == pytest.approx(18.5, abs=2.5)


def test_a_year_cut_off_from_the_one_before_says_so(country: Store):
    tell(country, "grants", [5, 10, 15, 20, 4, 9, 13, None, 5, 11])
    assert asked(country, "grants", date(2023, 7, 20)).reason == NO_BEGINNING


def test_too_little_is_said_and_not_forecast(country: Store):
    tell(country, "clinics", [1, None, 2, 3])
    few = asked(country, "clinics")
    assert (few.reason, few.reason_values) == (TOO_FEW, {"known": 3, "needed": 4})
    assert few.expected is None and few.path == () and few.pace_needed > 0
    tell(country, "villages", [11, 12, 13, 14], ["2021-06", "2021-07", "2021-08", "2021-09"])
    assert asked(country, "villages").reason == TOO_SHORT
    tell(country, "quality", [11, 12, 13, 14])  # its beginning was never measured
    assert asked(country, "quality").reason_values == {"known": 4, "needed": 5}
    nothing = asked(country, "akmola-2021-2025/clinics")
    assert (nothing.reason, nothing.last_value, nothing.last_on) == (TOO_FEW, None, None)


def test_milestones_and_what_is_over_are_not_forecast(country: Store):
    assert asked(country, "law", date(2022, 1, 20)).reason == MILESTONE
    tell(country, "clinics", [1, 2, 4, 5, 6, 7])
    assert asked(country, "clinics", date(2026, 3, 1)).reason == OVER
    assert asked(country, "grants", date(2026, 3, 1)).reason == OVER


def test_a_corrected_word_counts_once_and_as_corrected(country: Store):
    tell(country, "clinics", [1, 2, 3, 5, 6, 7, 9, 20])
    record(country, report("clinics", "2022-Q4", 10, "2024-01-12"))
    assert asked(country, "clinics").last_value == 10.0
    assert asked(country, "clinics").periods == 8


def test_the_public_is_told_of_verified_reports_only(country: Store):
    tell(country, "clinics", [1, 2, 3, 5, 6, 7, 9, 10])
    found = forecast(country, Actor.public(), Ask(date(2024, 1, 20)), "republic-2021-2025/clinics")
    assert found.reason == TOO_FEW and found.periods == 0


def test_one_forecast_takes_less_than_fifty_milliseconds(country: Store):
    tell(country, "clinics", [1, 2, 4, 5, 6, 7, 9, 10, 11, 12, 13, 15])
    item = explained(country, ADMINISTRATOR, Ask(date(2024, 1, 20)), "republic-2021-2025/clinics")
    forecast_of(item)

    def took() -> float:
        began = time.process_time()
        forecast_of(item)
        return time.process_time() - began

    assert min(took() for _ in range(5)) < 0.05
