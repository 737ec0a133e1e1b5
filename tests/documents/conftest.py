"""The demonstration that documents are made from, filled once; and the people who look at it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tracker.access import Actor
from tracker.demo import fill
from tracker.program.check import check
from tracker.queries.ask import Ask
from tracker.queries.directory import SeatEntry, seats
from tracker.record.load import load_catalogue
from tracker.store import Store, open_store

PROGRAMS = Path(__file__).resolve().parents[2] / "programs"
ADMINISTRATOR = Actor.administrator()
ASK = Ask(date(2022, 4, 15))
TODAY = date(2026, 3, 1)


@pytest.fixture(scope="session")
def demonstration() -> Iterator[Store]:
    """The shipped programs with made-up progress."""
    with open_store() as store:
        load_catalogue(store, ADMINISTRATOR, check(PROGRAMS).catalogue, today=TODAY)
        fill(store, ADMINISTRATOR, today=TODAY)
        yield store


@pytest.fixture(scope="session")
def largest(demonstration: Store) -> list[SeatEntry]:
    """The seats that carry most: two of a Bureau, two of a Political Council, and the republic's Bureau seat."""
    listed = sorted(seats(demonstration, ADMINISTRATOR, ASK), key=lambda seat: -seat.carries)
    chosen = []
    for kind in ("bureau", "political_council"):
        chosen += [seat for seat in listed if seat.body_kind == kind][:2]
    chosen.append(next(seat for seat in listed if seat.body_kind == "bureau" and seat.territory == "KZ"))
    return chosen
