"""The figure above beside the sum of its parts, and where the parts stand."""

from __future__ import annotations

from datetime import date

import pytest

from tests.small_country import ADMINISTRATOR, OBLAST, PROGRAM, load, record, report
from tracker.queries.ask import Ask, Scope
from tracker.queries.sums import part_standings, sums_of_parts
from tracker.store import Store

CLINICS = "republic-2021-2025/clinics"
ASK, SCOPE = Ask(date(2022, 4, 15)), Scope(programs=("republic-2021-2025",))


@pytest.fixture
def regions(store: Store) -> Store:
    """Two regions whose clinics feed the republic's, in its unit."""
    (section,) = OBLAST["sections"]
    clinics = section["indicators"][0] | {
        "unit": {"kk": "нысан", "ru": "объект", "en": "object"},
        "target": 13.5,
    }
    lower = [
        OBLAST | {"program": name, "title": name, "sections": [section | {"indicators": [clinics]}]}
        for name in ("akmola-2021-2025", "akmola-too-2021-2025")
    ]
    load(store, PROGRAM, *lower)
    record(
        store,
        report("clinics", "2022-Q1", 10.0, "2022-04-10T08:00"),
        report("akmola-2021-2025/clinics", "2022-Q1", 2.0, "2022-04-09T08:00"),
    )
    return store


def test_a_sum_says_how_many_parts_spoke_and_by_how_much_it_differs(regions):
    (found,) = sums_of_parts(regions, ADMINISTRATOR, ASK, SCOPE)
    assert (found.indicator, found.whole, found.parts_sum, found.difference) == (CLINICS, 10.0, 2.0, -8.0)
    assert (found.parts, found.spoke, found.differs) == (
        2,
        1,
        None,
    )  # one part has not spoken: no contradiction
    record(regions, report("akmola-too-2021-2025/clinics", "2022-Q1", 5.0, "2022-04-11T08:00"))
    (found,) = sums_of_parts(regions, ADMINISTRATOR, ASK, SCOPE)
    assert (found.parts_sum, found.spoke, found.differs) == (7.0, 2, "less")
    record(regions, report("akmola-too-2021-2025/clinics", "2022-Q1", 8.0, "2022-04-12T08:00"))
    (found,) = sums_of_parts(regions, ADMINISTRATOR, ASK, SCOPE)
    assert (found.difference, found.differs) == (0.0, None)


def test_a_sum_is_that_of_its_head(regions):
    before = Ask(ASK.as_of, "current", regions.head())
    record(regions, report("akmola-too-2021-2025/clinics", "2022-Q1", 5.0, "2022-04-11T08:00"))
    assert sums_of_parts(regions, ADMINISTRATOR, before, SCOPE)[0].parts_sum == 2.0
    standing = part_standings(regions, ADMINISTRATOR, before, [CLINICS])[CLINICS]
    assert {one.indicator: one.observed for one in standing} == {
        "akmola-2021-2025/clinics": 2.0,
        "akmola-too-2021-2025/clinics": None,
    }


def test_where_the_parts_stand(regions):
    standing = part_standings(regions, ADMINISTRATOR, ASK, [CLINICS, "republic-2021-2025/law"])
    assert set(standing) == {CLINICS}
    silent, spoken = standing[CLINICS]
    assert (silent.indicator, silent.status) == ("akmola-too-2021-2025/clinics", "no_data")
    assert silent.share > spoken.share > 0 and silent.share + spoken.share == pytest.approx(1.0)
    assert part_standings(regions, ADMINISTRATOR, ASK, []) == {}
