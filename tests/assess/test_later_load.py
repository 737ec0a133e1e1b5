"""What is decided later and loaded later: accepted, and without a trace on the days before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.assess.comparing import differing_indicators, differing_rollups
from tests.assess.world import ADMINISTRATOR, catalogue, naive, record
from tests.oracle.terms import rewound
from tests.oracle.worlds import World, seeded_world
from tracker.queries.ask import Ask, Scope
from tracker.queries.indicators import assessed
from tracker.record.load import load_catalogue
from tracker.store import Store, open_store

PARTING = date(2022, 6, 15)


def as_it_stood(thing: dict[str, Any], day: date) -> dict[str, Any]:
    """The file as it was written on `day`: later amendments undone and not yet listed."""
    then = rewound(thing, day)
    if earlier := [entry for entry in thing.get("amendments", ()) if entry["date"] <= day]:
        then["amendments"] = earlier
    return then


def first_edition(program: dict[str, Any], day: date) -> dict[str, Any]:
    """A program without what was decided after `day`."""
    sections = []
    for section in program["sections"]:
        indicators = [
            as_it_stood(indicator, day)
            for indicator in section["indicators"]
            if indicator.get("since", date.min) <= day
        ]
        sections.append(as_it_stood(section, day) | {"indicators": indicators})
    return as_it_stood(program, day) | {"sections": sections}


def load(store: Store, world: World, on: date) -> None:
    load_catalogue(
        store,
        ADMINISTRATOR,
        catalogue(world.programs, world.rosters),
        today=on,
        now=naive(datetime(on.year, on.month, on.day, 6, tzinfo=UTC)),
    )


@pytest.mark.slow
def test_a_later_load() -> None:
    whole = seeded_world(52, count=25, asked=12)
    first = replace(whole, programs=[first_edition(program, PARTING) for program in whole.programs])
    added = {
        f"{p['program']}/{i['indicator']}"
        for p in whole.programs
        for s in p["sections"]
        for i in s["indicators"]
    }
    added -= {
        f"{p['program']}/{i['indicator']}"
        for p in first.programs
        for s in p["sections"]
        for i in s["indicators"]
    }
    assert added, "no indicator was added later"
    old = [r for r in whole.reports if r.indicator not in added]
    kept = {r.seq for r in old}
    first = replace(first, reports=old, reviews=[r for r in whole.reviews if r.report in kept])
    with open_store() as store:
        load(store, first, PARTING)
        first = record(store, first)
        head = store.head()
        early = [day for day in whole.days if day <= PARTING] + [PARTING]
        before = {day: assessed(store, ADMINISTRATOR, Ask(day), Scope()) for day in early}
        load(store, whole, PARTING)  # on the same day: every new amendment is dated after it
        second = replace(first, programs=whole.programs)
        for day in whole.days:
            # at the former head the first edition holds, also for days after the decisions
            for basis in ("current", "original"):
                assert list(differing_indicators(first, store, day, basis, head)) == []
            assert list(differing_indicators(second, store, day, "current")) == []
            assert list(differing_rollups(second, store, day, "current")) == []
        after = {day: assessed(store, ADMINISTRATOR, Ask(day), Scope()) for day in early}
        assert after == before
        # the first promise is the first promise still
        for day in early:
            assert assessed(store, ADMINISTRATOR, Ask(day, "original"), Scope()) == assessed(
                store, ADMINISTRATOR, Ask(day, "original", head), Scope()
            )
