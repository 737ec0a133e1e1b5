"""Seats side by side, the make-up of a shortfall, and who owes a report."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.record.test_explanation import words
from tests.small_country import ADMINISTRATOR, NOW, record, report
from tracker.queries import Ask, Scope
from tracker.queries import scorecards as module
from tracker.queries.makeup import makeup
from tracker.queries.rollups import whole
from tracker.queries.scorecards import owed, scorecards
from tracker.record.explanation import record_explanation

DAY = Ask(date(2022, 4, 15))


@pytest.fixture
def store(country):
    record(
        country,
        report("clinics", "2021-Q4", 5.0, "2022-01-10"),
        report("clinics", "2022-Q1", 9.0, "2022-04-10"),
        report("villages", "2021-Q4", 11.0, "2022-01-10"),
        report("akmola-2021-2025/clinics", "2022-Q1", 1.0, "2022-04-10"),
    )
    return country


@pytest.mark.parametrize("by", ["territory", "indicator", "section", "theme", "executor", "seat", "program"])
@pytest.mark.parametrize("scope", [Scope(), Scope(territory="KZ-11"), Scope(seat="bureau-1")], ids=str)
def test_the_parts_of_a_shortfall_add_up_to_it(store, scope, by):
    parts = makeup(store, ADMINISTRATOR, DAY, scope, by)
    total = whole(store, ADMINISTRATOR, DAY, scope).shortfall
    assert total > 0
    assert sum(part.part for part in parts) == pytest.approx(total, abs=1e-12)
    assert sum(part.share for part in parts) == pytest.approx(1)
    assert [part.part for part in parts] == sorted((part.part for part in parts), reverse=True)


def test_nothing_short_has_parts_of_nothing(store):
    record(store, report("akmola-2021-2025/clinics", "2022-Q1", 10.0, "2022-04-11"))
    parts = makeup(store, ADMINISTRATOR, DAY, Scope(territory="KZ-11"), "indicator")
    assert [(part.part, part.share, part.lagging) for part in parts] == [(0.0, 0.0, 0)]


def test_a_holder_is_judged_by_the_change_since_their_first_day(store):
    card = next(card for card in scorecards(store, ADMINISTRATOR, DAY) if card.seat.seat == "council-1")
    assert card.changed_since == date(2022, 3, 1)
    assert card.changed == pytest.approx((9 - 5) / 27 / 2)
    assert card.figures.indicators == 2


@pytest.mark.parametrize("few", [0, 1, 1000])
def test_however_many_began_on_one_day_their_change_is_the_same(store, monkeypatch, few):
    before = scorecards(store, ADMINISTRATOR, DAY)
    assert any(card.changed for card in before)
    monkeypatch.setattr(module, "_FEW", few)
    store.unmoved = None  # nothing of the answer before may be given again
    assert scorecards(store, ADMINISTRATOR, DAY) == before


def test_a_vacant_seat_has_its_figures_and_no_change_of_anybodys(store):
    card = next(card for card in scorecards(store, ADMINISTRATOR, DAY) if card.seat.seat == "council-11")
    assert card.seat.holder is None and card.changed is None
    assert card.figures.indicators == 1
    assert card.like == ("political_council", "region")


def test_promised_days_are_counted_kept_and_broken(store):
    for day, expected in (("2022-01-15", date(2022, 2, 1)), ("2022-03-01", date(2022, 12, 31))):
        record_explanation(
            store, ADMINISTRATOR, words(expected=expected, explained_at=datetime.fromisoformat(day)), now=NOW
        )
    card = next(card for card in scorecards(store, ADMINISTRATOR, DAY) if card.seat.seat == "council-1")
    assert (card.given, card.kept, card.broken) == (2, 0, 1)


def test_who_owes_a_report_the_silent_first(store):
    names = [row.indicator for row in owed(store, ADMINISTRATOR, Ask(date(2022, 5, 1)), Scope())]
    assert names[0] == "republic-2021-2025/grants"
    assert "republic-2021-2025/villages" in names and "republic-2021-2025/clinics" not in names
