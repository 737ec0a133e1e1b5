"""The demonstration that documents are made from, filled once; and the people who look at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

import pytest

from tests.demonstration import ADMINISTRATOR
from tests.demonstration import demonstration as made
from tracker.documents.card import member_card
from tracker.documents.handover import handover
from tracker.documents.model import Document
from tracker.queries.ask import Ask
from tracker.queries.directory import SeatEntry, seats
from tracker.store import Store

ASK = Ask(date(2022, 4, 15))


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The shipped programs with made-up progress."""
    with made(tmp_path_factory) as (store, _):
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


@pytest.fixture(scope="session")
def card_of(demonstration: Store) -> Callable[[str, str], Document]:
    """The card of a seat in a language. Nothing is recorded meanwhile, so each is made once for all who look at it."""
    return cache(lambda seat, language: member_card(demonstration, ADMINISTRATOR, ASK, seat, language))


@pytest.fixture(scope="session")
def handover_of(demonstration: Store) -> Callable[[str, str], Document]:
    """The handover sheet of a seat in a language, likewise."""
    return cache(lambda seat, language: handover(demonstration, ADMINISTRATOR, ASK, seat, language))
