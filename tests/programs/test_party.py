"""The party's own modernisation program: exactly what the congress of 1 March 2022 decided."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tracker.program.check import check
from tracker.program.model import Indicator, Program

PROGRAMS = Path(__file__).parents[2] / "programs"
NUMBERS = {
    "councils-republic": ("level", 9),
    "councils-region": ("level", 8),
    "councils-district": ("level", 5),
    "councils-fewer": ("cumulative", 700),
    "members-trained": ("cumulative", 3000),
}
MILESTONES = {
    "deputies-rating",
    "mobile-application",
    "receptions",
    "prime-minister-report",
    "regional-reports",
    "sections-assigned",
    "indicators-assigned",
    "charter",
    "program-2030",
    "program-2025",
    "youth-problems",
    "youth-program",
    "orleu",
    "kaisar",
    "content-factory",
    "taza-like",
    "aleumet",
}


@pytest.fixture(scope="module")
def party() -> Program:
    return check(PROGRAMS).catalogue.programs["party-modernisation-2022"]


@pytest.fixture(scope="module")
def decisions(party: Program) -> dict[str, Indicator]:
    return {one.indicator: one for section in party.sections for one in section.indicators}


def test_it_is_the_partys_and_begins_with_the_congress(party: Program) -> None:
    assert party.kind == "party"
    assert (party.start, party.end) == (dt.date(2022, 3, 1), dt.date(2022, 12, 31))
    assert not party.demonstration


def test_numbers_stand_where_numbers_were_given(decisions: dict[str, Indicator]) -> None:
    numbers = {name: (one.kind, one.target) for name, one in decisions.items() if one.kind != "milestone"}
    assert numbers == NUMBERS
    assert decisions["members-trained"].bound == "at_least"
    for name in ("councils-republic", "councils-region", "councils-district"):
        assert decisions[name].baseline == "unknown", "nobody said from how many"


def test_all_else_is_a_milestone(decisions: dict[str, Indicator]) -> None:
    assert {name for name, one in decisions.items() if one.kind == "milestone"} == MILESTONES


def test_only_the_hearing_has_a_term_of_its_own(decisions: dict[str, Indicator]) -> None:
    assert {name: one.due for name, one in decisions.items() if one.due} == {
        "prime-minister-report": dt.date(2022, 4, 30)
    }


def test_sources_name_the_day_and_no_address(decisions: dict[str, Indicator]) -> None:
    for name, one in decisions.items():
        assert one.source is not None, name
        assert (one.source.url, one.source.date) == (None, dt.date(2022, 3, 1)), name
        assert one.source.note is not None, name
