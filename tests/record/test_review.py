"""Nobody confirms their own figures; an executor's own office may dispute its figure but not confirm it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.small_country import ADMINISTRATOR, NOW, record, report
from tracker.access import Actor
from tracker.errors import AccessRefused, InputError
from tracker.queries import Ask, Scope
from tracker.queries.explain import explained
from tracker.queries.indicators import assessed
from tracker.record.review import record_review

CONTROL = Actor(name="control-1", role="party_control", territory="KZ")
AKIM = Actor(name="akim-11", role="party_control", territory="KZ-11", seat="akim-11", office="akimat-11")
OBLAST = "akmola-2021-2025/clinics"


@pytest.fixture
def store(country):
    record(
        country,
        report("clinics", "2021-Q4", 12.0, "2022-01-10"),
        report(OBLAST, "2021-Q4", 4.0, "2022-01-10"),
    )
    return country


def number(store, value: float) -> int:
    with store.cursor() as cursor:
        return cursor.execute("select max(seq) from store.report where value = $1", [value]).fetchone()[0]


def verified(store, indicator: str) -> float | None:
    return assessed(store, ADMINISTRATOR, Ask(date(2026, 11, 20)), Scope(indicator=indicator))[0].verified


def test_a_verified_report_gives_the_verified_value(store):
    record_review(store, CONTROL, number(store, 12.0), "verified", None, now=NOW)
    assert verified(store, "republic-2021-2025/clinics") == 12.0


def test_the_author_may_not_review(store):
    author = Actor(name="branch-kz", role="party_control", territory="KZ")
    with pytest.raises(
        InputError, match="branch-kz wrote this report, and nobody confirms their own figures"
    ):
        record_review(store, author, number(store, 12.0), "verified", None, now=NOW)


def test_an_akim_confirming_the_akimats_department_is_kept_marked_and_does_not_count(store):
    record_review(store, AKIM, number(store, 4.0), "verified", None, now=NOW)
    assert verified(store, OBLAST) is None
    kept = explained(store, ADMINISTRATOR, Ask(date(2026, 11, 20)), OBLAST).reports[0].reviews
    assert [(review.verdict, review.conflict) for review in kept] == [("verified", True)]


def test_an_akim_disputing_the_akimats_figure_counts(store):
    record_review(store, CONTROL, number(store, 4.0), "verified", None, now=NOW)
    record_review(store, AKIM, number(store, 4.0), "disputed", "the gym is shut", now=NOW)
    assert verified(store, OBLAST) is None


def test_a_seats_office_is_known_from_the_roster_even_if_the_actor_does_not_say_it(store):
    quiet = Actor(name="akim-11", role="party_control", territory="KZ-11")
    record_review(store, quiet, number(store, 4.0), "verified", None, now=NOW)
    assert verified(store, OBLAST) is None


def test_a_corrected_report_no_longer_gives_the_verified_value(store):
    record_review(store, CONTROL, number(store, 12.0), "verified", None, now=NOW)
    record(store, report("clinics", "2021-Q4", 13.0, "2022-03-10"))
    assert verified(store, "republic-2021-2025/clinics") is None


def test_a_dispute_needs_a_reason(store):
    with pytest.raises(InputError, match="needs a reason"):
        record_review(store, CONTROL, number(store, 12.0), "disputed", "  ", now=NOW)


def test_control_of_another_territory_is_refused(store):
    other = Actor(name="control-15", role="party_control", territory="KZ-15")
    with pytest.raises(AccessRefused, match="only party control of its territory may"):
        record_review(store, other, number(store, 12.0), "verified", None, now=NOW)


@pytest.mark.parametrize(
    "verdict, seq, words", [("fine", None, "is no verdict"), ("verified", 999_999, "no report number")]
)
def test_a_wrong_verdict_or_report_is_said(store, verdict, seq, words):
    with pytest.raises(InputError, match=words):
        record_review(store, CONTROL, seq or number(store, 12.0), verdict, None, now=NOW)


def test_a_day_of_its_own_needs_an_administrator_and_comes_after_the_report(store):
    from datetime import datetime

    with pytest.raises(AccessRefused):
        record_review(
            store, CONTROL, number(store, 12.0), "verified", None, now=NOW, reviewed_at=datetime(2022, 2, 1)
        )
    with pytest.raises(InputError, match="older than the report it speaks of"):
        record_review(store, ADMINISTRATOR, number(store, 12.0), "verified", None, now=NOW,
                      reviewed_at=datetime(2021, 2, 1))  # fmt: skip
