"""The oracle against figures worked out by hand from domain.md's sentences: roll-ups and changes."""

from __future__ import annotations

from datetime import date
from fractions import Fraction as F
from typing import Any

from tests.oracle.changes import STEPS, changes
from tests.oracle.facts import Report
from tests.oracle.hand import checked, indicator, one, program, said
from tests.oracle.oracle import assess
from tests.oracle.rollups import roll_up, rolled_up

# --- roll-ups ----------------------------------------------------------------------------------------


def halfway() -> tuple[dict[str, Any], list[Report]]:
    """Plan 50 of 100 at the end of 2021 for each; seen on 2 January 2022 unless silent."""
    plan = {"plan": {2021: 50}}
    whole = program(
        indicator(indicator="good", weight=2, **plan),  # 60: p 0.6, q 0.5
        indicator(indicator="bad", **plan),  # 20: p 0.2, q 0.5
        indicator(indicator="silent", **plan),  # compared on 30 September, q = 0.5 x 272 / 364
        indicator("level", indicator="unknown", baseline="unknown", direction="increase"),
    )
    return whole, [
        said("2021-12-31", 60, seq=1, name="p/good"),
        said("2021-12-31", 20, seq=2, name="p/bad"),
        said("2021-12-31", 20, seq=3, name="p/unknown"),
    ]


def test_roll_up_of_one_program() -> None:
    whole, reports = halfway()
    figures = roll_up(assess(whole, reports, [checked(1, "verified", "2022-01-02")], date(2022, 1, 2)))
    q = F(1, 2) * F(272, 364)  # of the silent one, 0.3736
    assert figures.execution == F(2 * 60 + 20 + 0, 400)  # 0.35, weights 2 + 1 + 1
    assert figures.plan == (F(3, 2) + q) / 4
    assert figures.verified == F(120, 400)
    assert figures.shortfall == (F(3, 10) + q) / 4
    assert figures.surplus == F(2, 10) / 4
    assert figures.deviation == figures.execution - figures.plan
    assert figures.coverage == F(3, 5)  # the silent and the unmeasurable one of all five
    assert figures.execution_max == F(140 + 100, 400)
    # plan today: 2 January 2022, 2 of 1461 days on from 50 to 100
    assert figures.plan_today == F(1, 2) + F(1, 2) * F(2, 1461)
    assert figures.statuses["on_track"] == figures.statuses["off_track"] == 1
    assert figures.statuses["no_data"] == figures.statuses["not_measurable"] == 1
    assert (figures.indicators, figures.report_overdue) == (4, 1)


def test_programs_are_averaged_not_pooled() -> None:
    whole, reports = halfway()
    small = program(indicator(plan={2021: 50}), name="small", weight=3, territory="KZ-11")
    day = date(2022, 1, 2)
    items = assess(whole, reports, [], day) + assess(
        small, [said("2021-12-31", 100, name="small/i")], [], day
    )
    assert roll_up(items).execution == (F(35, 100) + 3 * 1) / 4
    rows = rolled_up(items, "territory", {"KZ": None, "KZ-11": "KZ"})
    assert (rows["KZ"].indicators, rows["KZ-11"].indicators) == (5, 1)
    assert rolled_up(items, "territory", {"KZ": None, "KZ-11": "KZ"}, own=True)["KZ"].execution == F(35, 100)


def test_a_program_with_nothing_measurable_has_no_share() -> None:
    unknown = program(indicator("level", baseline="unknown", direction="increase"), name="u")
    reports = [said("2021-12-31", 3, name="u/i")]
    alone = roll_up(assess(unknown, reports, [], date(2022, 1, 2)))
    assert (alone.execution, alone.plan, alone.deviation, alone.coverage) == (None, None, None, 0)
    beside = program(indicator(plan={2021: 50}))
    both = roll_up(
        assess(unknown, reports, [], date(2022, 1, 2))
        + assess(beside, [said("2021-12-31", 40)], [], date(2022, 1, 2))
    )
    assert (both.execution, both.coverage) == (F(40, 100), F(1, 2))


def test_attention() -> None:
    seen = one(indicator(target=200, plan={2021: 100}, weight=3), [said("2021-12-31", 60)], "2022-01-02")
    assert seen.attention() == 3 * (F(1, 2) - F(3, 10))
    silent = one(indicator(target=200, plan={2021: 100}), [], "2022-01-16")
    assert silent.attention(contradictions=1) == F(1, 2) * 2 * 2


# --- changes -----------------------------------------------------------------------------------------


def test_the_split_names_what_moved_the_figure() -> None:
    whole = program(
        indicator(indicator="a", plan={2021: 50}, owner=[{"seat": "x", "to": date(2022, 1, 31)}]),
        indicator(indicator="new", since=date(2022, 2, 1), target=10),
        indicator(
            indicator="cut", target=50, amendments=[{"date": date(2022, 2, 15), "was": {"target": 100}}]
        ),
    )
    reports = [
        said("2021-12-31", 40, "2022-01-05", 1, "p/a"),
        said("2021-12-31", 20, "2022-01-05", 2, "p/cut"),
        said("2021-12-31", 30, "2022-02-01", 3, "p/a"),  # a correction
        said("2022-03-31", 44, "2022-04-05", 4, "p/a"),  # a result
    ]
    reviews = [checked(1, "verified", "2022-01-10")]
    first, second = date(2022, 1, 20), date(2022, 4, 10)
    moved = changes([whole], reports, reviews, first, second)
    execution = moved["execution"]
    assert execution.start == F(40 + 20, 200)  # 0.30
    assert execution.steps == {
        "content": F(60, 300) - F(60, 200),  # a third indicator without a value
        "assignments": 0,
        "amendments": F(40 - 20, 300),  # 20 of 50 instead of 20 of 100
        "reviews": 0,
        "corrections": F(30 - 40, 300),
        "results": F(44 - 30, 300),
        "time": 0,
    }
    assert execution.end == F(44 + 40, 300)
    # the correction takes the verified report away, nothing verifies the later ones
    assert moved["verified"].start == F(40, 200)
    assert moved["verified"].steps["corrections"] == -F(40, 300)
    assert moved["verified"].end == 0
    seat = changes([whole], reports, reviews, first, second, lambda item: item.owner == "x")
    assert seat["execution"].steps["assignments"] == -F(40, 100)
    assert seat["execution"].end == 0  # an empty set is 0
    for change in (*moved.values(), *seat.values()):
        assert change.start + sum(change.steps[step] for step in STEPS) == change.end
