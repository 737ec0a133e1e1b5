"""The fairness of the statuses, in the store: exactly on plan, reported on the last day of grace, fine on every day."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest

from tests.assess.world import ADMINISTRATOR, build
from tests.oracle.faithful import (
    FREQUENCIES,
    PROFILES,
    SHAPES,
    edges,
    faithful_reports,
    first_report_on,
)
from tests.oracle.terms import terms_on
from tests.oracle.worlds import World, indicators_of
from tracker import clock
from tracker.queries.ask import Ask, Scope
from tracker.queries.indicators import assessed
from tracker.store import Store

NOT_ANNUAL = tuple(shape for shape in SHAPES if not shape.startswith("annual"))
FINE = {"on_track", "achieved"}


def combinations(
    start: date, end: date, frequencies: tuple[str, ...], shapes: tuple[str, ...] = tuple(SHAPES)
) -> dict[str, Any]:
    """One program with every shape at every frequency, profile and grace."""
    indicators = []
    for n, (shape, frequency, profile, grace) in enumerate(
        product(shapes, frequencies, PROFILES, (0, 15, 40))
    ):
        own = {"indicator": f"i{n}", "title": {"ru": shape}, "frequency": frequency, "profile": profile}
        indicators.append(own | {"grace_days": grace} | SHAPES[shape])
    section = {"section": "s", "title": {"ru": "Раздел"}, "indicators": indicators}
    return {
        "program": "faithful", "title": {"ru": "Программа"}, "territory": "KZ", "start": start, "end": end,
        "sections": [section],
    }  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    ("start", "end", "frequencies", "shapes"),
    [
        (date(2021, 1, 1), date(2022, 12, 31), FREQUENCIES, tuple(SHAPES)),
        # an annual promise from the last day of a year is not fair: tests/oracle/test_fairness.py
        (date(2020, 12, 31), date(2021, 12, 31), FREQUENCIES, NOT_ANNUAL),
        (date(2021, 5, 17), date(2022, 6, 30), ("month", "quarter", "half_year"), tuple(SHAPES)),
    ],
)
def test_fair_on_every_edge(
    start: date, end: date, frequencies: tuple[str, ...], shapes: tuple[str, ...]
) -> None:
    program = combinations(start, end, frequencies, shapes)
    terms = {
        f"faithful/{indicator['indicator']}": terms_on(program, section, indicator, None)
        for section, indicator in indicators_of(program)
    }
    first = {name: first_report_on(own) for name, own in terms.items()}
    days = sorted({day for own in terms.values() for day in edges(own) if day >= start})
    store, _ = build(World([program], [], faithful_reports(program), []))
    with store:
        said = said_on(store, days)
        unfair = [
            (day, terms[name], status)
            for (day, name), (status, overdue, late) in said.items()
            if overdue or late or status not in (FINE if day >= first[name] else {"not_due"})
        ]
        assert unfair == []
        assert len(said) == len(days) * len(terms)
        # what is asked one day at a time is the same
        for day in (days[0], days[len(days) // 2], *days[-2:]):
            for seen in assessed(store, ADMINISTRATOR, Ask(day), Scope()):
                assert said[day, seen.indicator] == (seen.status, seen.report_overdue, seen.late)


_SAID = """
with clocks as (from plain_clocks($days::date[], $untils::timestamp[], $head::bigint))
select on_day, indicator, status, report_overdue, late
from assess_whole('clocks', 'current', null, null, 'all')
"""


def said_on(store: Store, days: list[date]) -> dict[tuple[date, str], tuple[str, bool, bool]]:
    """By day and indicator: status, whether a report is overdue, whether it was late; of all days at once."""
    asked = {"days": days, "untils": [clock.end_of(day) for day in days], "head": store.head()}
    with store.cursor() as cursor:
        found = cursor.execute(_SAID, asked).fetchall()
    return {(day, name): tuple(said) for day, name, *said in found}


def test_a_due_date_inside_a_period_is_not_fair() -> None:
    """Known and meant by domain.md's `closed`; tests/oracle/test_fairness.py says why."""
    program = combinations(date(2021, 1, 1), date(2022, 5, 15), ("quarter",))
    store, _ = build(World([program], [], faithful_reports(program), []))
    with store:
        for day, status in ((date(2022, 6, 1), "missed"), (date(2022, 7, 15), "achieved")):
            found = {
                seen.status
                for seen in assessed(store, ADMINISTRATOR, Ask(day), Scope())
                if seen.kind in ("cumulative", "annual", "milestone") and seen.grace_days == 15
                if seen.direction is None
            }
            assert found == {status}
