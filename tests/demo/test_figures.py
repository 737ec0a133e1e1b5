"""The demonstration on the eve of the hearing: every status, regions that differ, silence told from zero."""

from __future__ import annotations

from datetime import date

from tests.demo.conftest import EVE
from tests.demonstration import ADMINISTRATOR
from tracker.access import Actor
from tracker.demo.manners import HONEST_LAGGARD, SILENT_REGION
from tracker.queries.ask import Ask, Scope
from tracker.queries.directory import headline
from tracker.queries.indicators import Assessed, assessed
from tracker.queries.rollups import STATUSES, RolledUp, rolled_up, whole
from tracker.store import Store

Eve = dict[str, Assessed]


def regions(store: Store) -> dict[str, RolledUp]:
    rows = rolled_up(store, ADMINISTRATOR, Ask(EVE), Scope(begun=True), "territory")
    return {row.key: row for row in rows if row.key.startswith("KZ-")}


def test_every_status_occurs(eve: Eve) -> None:
    assert {item.status for item in eve.values()} == set(STATUSES)


def test_the_country_is_somewhat_behind_its_plan(demonstration: Store) -> None:
    program = headline(demonstration, ADMINISTRATOR, Ask(EVE)).program
    country = whole(demonstration, ADMINISTRATOR, Ask(EVE), Scope(program=program))
    assert 0.15 < country.execution < 0.32
    assert 0.005 < country.plan - country.execution < 0.08
    assert 0.05 < country.verified < country.execution


def test_the_country_comes_forward_by_the_end_of_2023(demonstration: Store) -> None:
    then = whole(demonstration, ADMINISTRATOR, Ask(EVE), Scope(program="republic-2021-2025"))
    later = whole(demonstration, ADMINISTRATOR, Ask(date(2023, 12, 31)), Scope(program="republic-2021-2025"))
    assert then.execution + 0.1 < later.execution < 0.75


def test_regions_differ_and_most_are_near_their_plan(demonstration: Store) -> None:
    rows = regions(demonstration)
    executions = [row.execution for row in rows.values()]
    assert max(executions) - min(executions) > 0.2
    near = [key for key, row in rows.items() if abs(row.deviation) <= 0.08]
    assert len(near) >= 0.7 * len(rows)
    behind = [key for key, row in rows.items() if row.deviation < -0.09]
    assert 2 <= len(behind) <= 5
    assert any(row.deviation > 0 for row in rows.values())


def test_honest_laggards_are_far_behind_but_report_on_time_and_are_verified(
    demonstration: Store, eve: Eve
) -> None:
    region = regions(demonstration)[HONEST_LAGGARD]
    assert region.deviation < -0.12
    assert region.coverage > 0.9
    assert region.verified > 0.75 * region.execution
    honest = [
        item
        for item in eve.values()
        if item.status == "off_track"
        and item.observed == item.verified
        and item.period_end == item.verified_period_end
        and item.observed
    ]
    assert len(honest) > 10


def test_a_silent_region_is_overdue_throughout_and_its_coverage_is_low(
    demonstration: Store, eve: Eve
) -> None:
    region = regions(demonstration)[SILENT_REGION]
    assert region.coverage < 0.2
    assert region.execution_max - region.execution > 0.6
    items = [item for item in eve.values() if item.territory == SILENT_REGION]
    awaited = [
        item for item in items if item.status not in ("achieved", "missed", "not_due") and item.last_due
    ]
    assert len(awaited) > 30
    assert all(item.report_overdue for item in awaited)
    assert max(item.period_end for item in items if item.period_end) == date(2021, 6, 30)


def test_the_silent_region_reports_again_later(demonstration: Store) -> None:
    scope = Scope(territory=SILENT_REGION, program=f"demo-{SILENT_REGION.lower()}-2021-2025")
    assert whole(demonstration, ADMINISTRATOR, Ask(date(2023, 6, 30)), scope).coverage > 0.8


def test_some_promises_were_kept_late_and_some_missed(eve: Eve) -> None:
    assert any(item.status == "achieved" and item.late for item in eve.values())
    assert any(item.status == "achieved" and not item.late for item in eve.values())
    assert any(item.status == "missed" and 0.5 < item.progress < 1 for item in eve.values())


def test_zero_is_told_from_silence(eve: Eve) -> None:
    zero = [
        item
        for item in eve.values()
        if item.kind == "cumulative"
        and item.observed == 0
        and item.status == "off_track"
        and not item.report_overdue
    ]
    silent = [item for item in eve.values() if item.status == "no_data" and item.report_overdue]
    assert zero and silent
    assert all(item.covered and item.progress == 0 for item in zero)
    assert all(not item.covered and item.progress is None for item in silent)


def test_some_figures_equal_their_plan_every_time(demonstration: Store) -> None:
    days = (date(2021, 4, 30), date(2021, 7, 31), date(2021, 10, 31), date(2022, 1, 31), EVE)
    seen: dict[str, list[tuple[date, float | None, float | None]]] = {}
    for day in days:
        for item in assessed(demonstration, ADMINISTRATOR, Ask(day), Scope(kind="election")):
            if item.planned and item.period_end == item.compared_on and item.target != item.baseline:
                seen.setdefault(item.indicator, []).append((item.period_end, item.observed, item.planned))
    exact = [
        indicator
        for indicator, told in seen.items()
        if len({period for period, _, _ in told}) >= 4
        and all(observed == planned for _, observed, planned in told)
    ]
    assert 3 <= len(exact) <= 40


def test_an_amended_term_and_a_moved_deadline_show_against_the_first_promise(
    demonstration: Store, eve: Eve
) -> None:
    first = {
        item.indicator: item
        for item in assessed(demonstration, ADMINISTRATOR, Ask(EVE, "original"), Scope(begun=True))
    }
    both = [(eve[indicator], item) for indicator, item in first.items() if indicator in eve]
    assert any(now.due > then.due for now, then in both)
    assert any(now.target != then.target and now.due == then.due for now, then in both)
    assert set(first) - set(eve), "something was taken out"
    assert set(eve) - set(first), "something was added"


def test_the_public_sees_a_verified_figure_everywhere_it_matters(demonstration: Store) -> None:
    rows = rolled_up(demonstration, Actor.public(), Ask(EVE), Scope(begun=True, kind="election"), "territory")
    assert all(row.verified is not None for row in rows)
    assert sum(row.verified > 0 for row in rows) > 0.9 * len(rows)


def test_values_look_like_what_an_office_writes(eve: Eve) -> None:
    for item in eve.values():
        unit = (item.unit or {}).get("en")
        if item.observed is None:
            continue
        assert item.observed >= 0, item.indicator
        if unit == "%":
            assert item.observed <= 100, item.indicator
        if unit in ("schools", "people", "facilities", "villages", "jobs"):
            assert item.observed == int(item.observed), item.indicator
        if item.kind == "milestone":
            assert item.observed in (0, 1), item.indicator
