"""The comparison has teeth: an oracle with one small mistake is found out on one ordinary world.

If one of these passes unnoticed, the random worlds hold no case of that rule, and agreeing means nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from tests.assess.comparing import BASES, differing_indicators, differing_rollups
from tests.assess.world import build
from tests.oracle import facts, oracle, rollups, terms
from tests.oracle.worlds import World, seeded_world
from tracker.store import Store


@pytest.fixture(scope="module")
def held() -> Iterator[tuple[Store, World]]:
    store, world = build(seeded_world(3, asked=12))
    with store:
        yield store, world


def utc_day(instant):
    return instant.astimezone(UTC).date()


def first_of_a_tie(reports):
    """Of two words made at one instant the earlier in the ledger."""
    newest = {}
    for report in sorted(reports, key=lambda r: (r.reported_at, -r.seq)):
        newest[report.period_end] = report
    return [newest[end] for end in sorted(newest)]


def any_verdict(report, reviews):
    standing = [review for review in reviews if review.report == report.seq]
    return max(standing, key=lambda r: (r.reviewed_at, r.seq)).verdict if standing else None


def verified_ever(words, reviews):
    return [w for w in words if any(r.report == w.seq and r.verdict == "verified" for r in reviews)]


def day_late(own, day):
    return last_period_due(own, day - timedelta(days=1))


def year_earlier(own, day):
    return last_period_due(replace(own, frequency="year"), day)


def always_linear(own, day):
    return planned(replace(own, profile="linear"), day)


def annual_of_whole_years(own, day):
    return annual_planned_share(replace(own, profile="step"), day)


def reached_upwards(own, value):
    return value >= own.target


def gone_a_day_later(thing, content_day, terms_day, basis):
    return present(thing, content_day, terms_day - timedelta(days=1), basis)


def amended_a_day_later(program, section, indicator, day):
    return terms_on(program, section, indicator, day and day - timedelta(days=1))


def never_late(own, words):
    return False


def carried_for_good(owner, day):
    return carrier(owner, date(2021, 6, 1))


def clipped_to_one(share):
    return Fraction(1) if share is None else min(Fraction(1), max(Fraction(0), share))


def not_clipped(share):
    return share or Fraction(0)


planned, last_period_due = oracle.planned, oracle.last_period_due
annual_planned_share, present = oracle.annual_planned_share, oracle.present
terms_on, carrier = terms.terms_on, terms.carrier

MISTAKES: dict[str, tuple[Any, str, Callable[..., Any] | Any]] = {
    "days are days in UTC": (facts, "day_of", utc_day),
    "two words of one instant": (oracle, "newest_words", first_of_a_tie),
    "a verdict under a conflict of interest counts": (facts, "latest_verdict", any_verdict),
    "verified once is verified for good": (oracle, "verified_words", verified_ever),
    "a day more of grace": (oracle, "last_period_due", day_late),
    "every frequency is a year": (oracle, "last_period_due", year_earlier),
    "no steps": (oracle, "planned", always_linear),
    "no days of a year": (oracle, "annual_planned_share", annual_of_whole_years),
    "more is always better": (oracle, "reaches", reached_upwards),
    "removal from the next day": (oracle, "present", gone_a_day_later),
    "amendments from the next day": (oracle, "terms_on", amended_a_day_later),
    "nothing is late": (oracle, "reached_late", never_late),
    "seats never change hands": (oracle, "carrier", carried_for_good),
    "no tolerance on a threshold": (oracle, "TOLERANCE", Fraction(0)),
    "silence is a hundred percent": (rollups, "clip", clipped_to_one),
    "no clipping in sums": (rollups, "clip", not_clipped),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_found(mistake: str, held: tuple[Store, World], monkeypatch: pytest.MonkeyPatch) -> None:
    store, world = held
    module, name, wrong = MISTAKES[mistake]
    monkeypatch.setattr(module, name, wrong)
    compare = differing_rollups if module is rollups else differing_indicators
    found = (
        difference
        for day in world.days
        for basis in BASES
        for difference in compare(world, store, day, basis)
    )
    assert next(found, None) is not None, f"{mistake!r} went unnoticed"
