"""The revision: which indicators can be judged at all, what is missing, and whose it is to mend."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.small_country import ADMINISTRATOR, PROGRAM, load, record, report
from tracker.queries.ask import Ask, Scope
from tracker.queries.evaluability import BARS, CHECKS, REPAIRED_BY, WEAKENS, revision
from tracker.store import Store

ASK = Ask(date(2022, 4, 15))
SCOPE = Scope(programs=("republic-2021-2025",))


@pytest.fixture
def told(country: Store) -> Store:
    """Clinics reported twice with evidence and checked once, grants once without, the others silent."""
    record(
        country,
        report("clinics", "2021-Q4", 9.0, "2022-01-10T08:00", evidence="act 1", verdict="verified",
               reviewed_at=datetime(2022, 1, 20), reviewer="control-kz"),
        report("clinics", "2022-Q1", 10.0, "2022-04-10T08:00", evidence="act 2", verdict="disputed",
               reviewed_at=datetime(2022, 4, 12), reviewer="control-kz", reason="shut"),
        report("grants", "2021", 12.0, "2022-01-12T08:00"),
    )  # fmt: skip
    return country


def lacks(store: Store, name: str, ask: Ask = ASK) -> tuple[str, ...]:
    judged = revision(store, ADMINISTRATOR, ask, SCOPE).judged
    return next(one.lacks for one in judged if one.indicator == f"republic-2021-2025/{name}")


def test_every_check_has_somebody_who_mends_it():
    assert set(CHECKS) == set(REPAIRED_BY) and not set(BARS) & set(WEAKENS)


def test_what_each_indicator_lacks(told):
    assert lacks(told, "clinics") == ("source",)
    assert lacks(told, "grants") == ("unit", "source", "evidence", "verification")
    # no value though one is due; five years without a dated point on the way; nobody carries it
    assert lacks(told, "villages") == ("first_value", "dated_target", "source", "owner")
    assert lacks(told, "quality") == ("baseline", "unit", "first_value", "dated_target", "source", "owner")
    assert lacks(told, "law") == (
        "source",
        "owner",
    )  # a milestone needs no unit, and nothing of it is due yet


def test_nothing_is_missed_before_it_is_due(told):
    assert "first_value" not in lacks(told, "villages", Ask(date(2021, 4, 10)))
    assert "first_value" in lacks(told, "villages", Ask(date(2021, 12, 1)))


def test_the_share_that_can_be_judged_is_by_weight(told):
    found = revision(told, ADMINISTRATOR, ASK, SCOPE)
    # clinics and law of weight 1 each; grants and quality 1, villages 2 cannot be judged
    assert (found.indicators, found.judgeable) == (5, 2) and found.share == pytest.approx(2 / 6)
    assert found.lacking["first_value"] == 2 and found.lacking["period"] == 0
    assert (found.reported, found.with_evidence) == (2, 1)
    assert (found.reports, found.checked, found.held) == (3, 2, 1)
    assert found.contradicted == 1  # the disputed report


def test_what_to_repair_bars_first_and_says_whose_it_is(told):
    repairs = revision(told, ADMINISTRATOR, ASK, SCOPE).repairs
    assert [CHECKS.index(one.lack) for one in repairs] == sorted(CHECKS.index(one.lack) for one in repairs)
    assert (repairs[0].lack, repairs[0].whose, repairs[0].indicator) == (
        "baseline", "program", "republic-2021-2025/quality",
    )  # fmt: skip
    owned = next(one for one in repairs if one.lack == "evidence")
    assert (owned.whose, owned.seat) == ("owner", "council-1")
    assert {one.whose for one in repairs if one.lack == "verification"} == {"party_control"}


def test_a_report_once_a_year_on_a_promise_of_half_a_year_is_no_plausible_period(store):
    (health, _) = PROGRAM["sections"]
    short = health["indicators"][0] | {
        "due": date(2021, 6, 30),
        "frequency": "year",
        "plan": {},
        "measures": [],
    }
    load(store, PROGRAM | {"sections": [health | {"indicators": [short]}]})
    assert "period" in lacks(store, "clinics", Ask(date(2021, 5, 1)))


def test_the_revision_is_that_of_its_head(told):
    before = Ask(ASK.as_of, "current", told.head())
    then = revision(told, ADMINISTRATOR, before, SCOPE)
    record(told, report("villages", "2021-Q4", 12.0, "2022-01-11T08:00", evidence="photo"))
    assert revision(told, ADMINISTRATOR, before, SCOPE) == then
    assert revision(told, ADMINISTRATOR, ASK, SCOPE).judgeable == 3


def test_an_empty_set_has_no_share(country):
    found = revision(country, ADMINISTRATOR, ASK, Scope(program="none"))
    assert (found.indicators, found.share, found.repairs) == (0, None, ())
