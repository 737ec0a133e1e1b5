"""What outlives a report is what would be found anew, after anything was recorded in any order."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.assess.test_oracle import worlds
from tests.assess.test_snapshots import History
from tests.assess.world import ADMINISTRATOR
from tests.oracle.worlds import seeded_world
from tests.small_country import NOW, OBLAST, PROGRAM
from tests.small_country import load as load_country
from tracker.access import Actor
from tracker.periods import parse
from tracker.queries.ask import Ask, Scope
from tracker.queries.attention import needing
from tracker.queries.changes import figures_changed
from tracker.queries.directory import executors, programs, seats, territories, themes
from tracker.queries.first_promises import first_promises
from tracker.queries.gaps import accountability_gaps
from tracker.queries.indicators import assessed
from tracker.queries.makeup import makeup
from tracker.queries.measures import measure_counts, measure_months, measures_of
from tracker.queries.moved import moved_most
from tracker.queries.rollups import course
from tracker.queries.scorecards import scorecards
from tracker.record.measure_report import NewMeasureReport, record_measure_reports
from tracker.record.report import NewReport, record_reports
from tracker.store import Store, open_store

DAY = Ask(date(2022, 6, 1))
DAYS = (date(2021, 12, 31), date(2022, 3, 31), DAY.as_of)
REPUBLIC, AKMOLA = Scope(program="republic-2021-2025"), Scope(program="akmola-2021-2025")


def answers(store: Store, actor: Actor, ask: Ask, scope: Scope) -> list:
    """Everything that is kept by what it depends on."""
    days = [ask.as_of - timedelta(days=n) for n in (300, 100, 0)]
    return [
        course(store, actor, ask, scope, days),
        moved_most(store, actor, ask, scope, days=200),
        needing(store, actor, ask, scope),
        accountability_gaps(store, actor, ask, scope),
        first_promises(store, actor, ask, scope.program or "none"),
        assessed(store, actor, ask, scope),  # with the names of holders
        scorecards(store, actor, ask, scope),
        *(makeup(store, actor, ask, scope, by) for by in ("indicator", "seat")),
        seats(store, actor, ask),
        figures_changed(store, actor, replace(ask, as_of=days[0]), ask, scope),
        list(measures_of(store, actor, ask, scope)),
        measure_counts(store, actor, ask, scope),
        measure_months(store, actor, ask, scope),
        *(listing(store, actor, ask) for listing in (programs, territories, themes, executors)),
    ]


def anew(store: Store, *asked) -> list:
    """The same where nothing of it is kept."""
    store.unmoved = None
    for key in [key for key in store.snapshots if key[0] == "measures"]:
        del store.snapshots[key]
    return answers(store, *asked)


@pytest.mark.slow
@worlds(1)
@given(seed=st.integers(0, 2**32 - 1))
def test_what_is_kept_is_what_would_be_found_anew(
    seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    chance = random.Random(seed)
    with open_store(tmp_path_factory.mktemp("kept") / "tracker.duckdb") as store:
        world = seeded_world(seed, count=4, asked=2)
        history = History(store, world, chance)
        names = [program["program"] for program in world.programs]
        asked = [
            (ADMINISTRATOR, Ask(chance.choice(world.days)), Scope(program=chance.choice(names))),
            (Actor.public(), Ask(chance.choice(world.days), "original"), Scope(territory="KZ-11")),
        ]
        for _ in range(4):
            history.go_on()
            told = [answers(store, *one) for one in asked]
            kept = store.unmoved, store.snapshots.copy()
            for one, its in zip(asked, told, strict=True):
                assert its == anew(store, *one), one
            store.unmoved, store.snapshots = kept


@pytest.fixture
def country(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "tracker.duckdb") as store:
        load_country(store)
        said(store, "republic-2021-2025/clinics", 3)
        said(store, "akmola-2021-2025/clinics", 1)
        yield store


def said(store: Store, indicator: str, value: float) -> None:
    new = NewReport(indicator, parse("2022-03"), value, reported_at=datetime(2022, 4, 10), author="branch")
    record_reports(store, ADMINISTRATOR, [new], now=NOW + timedelta(seconds=value))


def test_a_report_elsewhere_moves_nothing_and_one_of_the_program_moves_it(country: Store) -> None:
    def asked(scope: Scope) -> tuple[list, list]:
        return (
            course(country, ADMINISTRATOR, DAY, scope, DAYS),
            moved_most(country, ADMINISTRATOR, DAY, scope, days=100),
        )

    before, beside = asked(REPUBLIC), asked(AKMOLA)
    assert before[1][0].after == pytest.approx(3 / 27)
    said(country, "akmola-2021-2025/clinics", 5)
    after = asked(REPUBLIC)
    assert after == before and after[1] is before[1], "found anew though nothing of it was recorded"
    assert asked(AKMOLA)[1] != beside[1]
    said(country, "republic-2021-2025/clinics", 9)
    assert asked(REPUBLIC)[1][0].after == pytest.approx(9 / 27)
    assert asked(REPUBLIC)[0][-1].figures.execution > before[0][-1].figures.execution


def test_points_of_a_course_outlive_the_day_that_was_asked_for(country: Store) -> None:
    later = Ask(date(2022, 9, 1))
    days = (*DAYS, date(2022, 6, 30), later.as_of)
    first = course(country, ADMINISTRATOR, DAY, REPUBLIC, DAYS)
    found = course(country, ADMINISTRATOR, later, REPUBLIC, days)
    assert [point.day for point in found] == sorted(days)
    kept = {point.day: point.figures for point in found}
    assert all(kept[point.day] is point.figures for point in first[:-1]), "found anew though it was known"
    country.unmoved = None
    assert course(country, ADMINISTRATOR, later, REPUBLIC, days) == found


def test_who_asks_at_an_earlier_head_is_told_what_held_there(country: Store) -> None:
    head = country.head()
    at_head = Ask(DAY.as_of, head=head)
    before = answers(country, ADMINISTRATOR, at_head, REPUBLIC)
    said(country, "republic-2021-2025/clinics", 9)
    assert answers(country, ADMINISTRATOR, DAY, REPUBLIC) != before
    assert answers(country, ADMINISTRATOR, at_head, REPUBLIC) == before


def test_a_load_makes_lists_new_and_a_report_does_not(country: Store) -> None:
    before = programs(country, ADMINISTRATOR, DAY)
    said(country, "republic-2021-2025/clinics", 9)
    assert programs(country, ADMINISTRATOR, DAY) is before
    renamed = PROGRAM | {"title": {"kk": "Жаңа", "ru": "Новая", "en": "New"}}
    load_country(country, renamed, OBLAST)
    titles = {one.program: one.title["en"] for one in programs(country, ADMINISTRATOR, DAY)}
    assert titles["republic-2021-2025"] == "New"


def built(store: Store, measure: str, state: str, month: str = "2022-03") -> None:
    number = int(month[-2:])
    new = NewMeasureReport(
        "republic-2021-2025/clinics", measure, parse(month), state, reported_at=datetime(2022, number + 1, 10)
    )
    record_measure_reports(store, ADMINISTRATOR, [new], now=NOW + timedelta(seconds=number))


def test_a_measure_reported_on_is_brought_into_the_table_that_is_there(country: Store) -> None:
    def states(ask: Ask) -> dict[str, str]:
        return {one.measure: one.state for one in measures_of(country, ADMINISTRATOR, ask, REPUBLIC)}

    assert set(states(DAY).values()) == {"not_started"}
    tables, head = set(country.snapshots), country.head()
    built(country, "clinic-a", "under_way")
    assert states(DAY) == {"clinic-a": "under_way", "clinic-b": "not_started"}
    built(country, "clinic-a", "done", "2022-04")
    assert states(DAY)["clinic-a"] == "done"
    assert states(Ask(date(2022, 4, 30)))["clinic-a"] == "under_way", "nothing was said of April yet"
    assert set(states(Ask(DAY.as_of, head=head)).values()) == {"not_started"}
    anew_made = {key for key in country.snapshots if key[0] == "measures" and key[1] == DAY.as_of}
    assert anew_made <= tables, "a table was made anew for one report"
    counts = measure_counts(country, ADMINISTRATOR, DAY, REPUBLIC)
    assert (counts.states["done"], counts.states["not_started"]) == (1, 1)
