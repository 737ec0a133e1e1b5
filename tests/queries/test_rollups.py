"""Sets of indicators: who counts where, averages over programs, and the frozen head."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.small_country import ADMINISTRATOR, NOW, OBLAST, PROGRAM, TODAY, catalogue, load, record, report
from tracker.assess.rolled import rolled
from tracker.queries import Ask, Scope
from tracker.queries.directory import headline, holdings, seats
from tracker.queries.gaps import accountability_gaps
from tracker.queries.measures import measure_counts, measures_of
from tracker.queries.rollups import RolledUp, course, rolled_up, whole
from tracker.record.load import load_catalogue

DAY = Ask(date(2022, 4, 15))


@pytest.fixture
def store(country):
    record(
        country,
        report("clinics", "2022-Q1", 13.5, "2022-04-10"),
        report("akmola-2021-2025/clinics", "2022-Q1", 4.0, "2022-04-10"),
    )
    return country


def by_key(store, grouping, ask=DAY, scope=None):
    return {row.key: row for row in rolled_up(store, ADMINISTRATOR, ask, scope or Scope(), grouping)}


def test_programs_are_averaged_with_their_weights_and_counts_are_summed(store):
    both = whole(store, ADMINISTRATOR, DAY, Scope())
    programs = by_key(store, "program")
    republic, oblast = programs["republic-2021-2025"], programs["akmola-2021-2025"]
    assert both.execution == pytest.approx((republic.execution + 3 * oblast.execution) / 4)
    assert both.indicators == republic.indicators + oblast.indicators == 6
    assert both.deviation == pytest.approx(both.execution - both.plan)


def test_a_territory_counts_what_lies_below_and_own_does_not(store):
    assert by_key(store, "territory")["KZ"].indicators == 6
    assert by_key(store, "territory", scope=Scope(own=True))["KZ"].indicators == 5


def test_a_head_keeps_the_tree_of_territories_it_was_loaded_with(store):
    before = replace(DAY, head=store.head())
    scope = Scope(territory="KZ")
    assert whole(store, ADMINISTRATOR, before, scope).indicators == 6
    moved = catalogue()
    apart = {
        code: one.model_copy(update={"parent": None if code == "KZ-11" else one.parent})
        for code, one in moved.territories.items()
    }
    load_catalogue(store, ADMINISTRATOR, replace(moved, territories=apart), today=TODAY, now=NOW)
    assert by_key(store, "territory")["KZ"].indicators == 5
    assert whole(store, ADMINISTRATOR, DAY, scope).indicators == 5
    assert by_key(store, "territory", ask=before)["KZ"].indicators == 6
    assert whole(store, ADMINISTRATOR, before, scope).indicators == 6


def test_an_indicator_counts_for_its_own_seat_and_its_sections_and_null_is_what_nobody_carries(store):
    found = by_key(store, "seat")
    assert {key: row.indicators for key, row in found.items()} == {
        "bureau-1": 2,
        "council-1": 2,
        "council-11": 1,
        None: 3,
    }


def test_a_head_freezes_the_figures_whatever_is_recorded_later(store):
    frozen = Ask(DAY.as_of, head=store.head())
    before = rolled_up(store, ADMINISTRATOR, frozen, Scope(), "section")
    record(store, report("clinics", "2022-Q1", 27.0, "2022-04-11"))
    assert rolled_up(store, ADMINISTRATOR, frozen, Scope(), "section") == before
    assert rolled_up(store, ADMINISTRATOR, DAY, Scope(), "section") != before


def test_titles_are_those_of_the_head_asked_at_and_move_with_a_load(store):
    frozen = Ask(DAY.as_of, head=store.head())
    asked = ("program", "section", "seat", "theme")
    before = {way: by_key(store, way, frozen) for way in asked}
    load(store, {**PROGRAM, "title": "The country"}, OBLAST)
    assert by_key(store, "program")["republic-2021-2025"].title["ru"] == "The country"
    assert {way: by_key(store, way, frozen) for way in asked} == before
    assert before["program"]["republic-2021-2025"].title == PROGRAM["title"]
    assert before["section"]["health"].title["en"] == "Health"


@pytest.mark.parametrize("way", ["section", "program"])
def test_sets_within_one_program_are_what_averaging_them_gives(store, way):
    asked = {"source": rolled(store, DAY.as_of, DAY.basis, None, "all", way), "way": way}
    sql = "with keyed as (select * from {source} a where way = '{way}') from {macro}('keyed') order by key"
    with store.cursor() as cursor:
        one, several = (
            cursor.execute(sql.format(macro=macro, **asked)).fetchall()
            for macro in ("of_one_program", "averaged")
        )
        names = [column[0] for column in cursor.description]
    assert one == several != []
    assert tuple(names[1:]) == RolledUp._fields[3:]


def test_a_course_says_on_each_day_what_an_assessment_of_that_day_says(store):
    days = [date(2021, 12, 31), date(2022, 3, 31), date(2022, 4, 15)]
    points = course(store, ADMINISTRATOR, DAY, Scope(program="republic-2021-2025"), days)
    expected = [whole(store, ADMINISTRATOR, Ask(day), Scope(program="republic-2021-2025")) for day in days]
    assert [point.day for point in points] == days
    assert [point.figures for point in points] == expected


def test_gaps_name_what_nobody_carries_and_the_vacant_seat_that_carries(store):
    gaps = {(gap.kind, gap.id) for gap in accountability_gaps(store, ADMINISTRATOR, DAY, Scope())}
    assert ("vacant_seat", "council-11") in gaps
    assert ("indicator_without_owner", "republic-2021-2025/villages") in gaps
    assert not any(gap_id == "council-1" for _, gap_id in gaps)


def test_measures_are_late_by_the_day_and_their_states_add_up(store):
    measures = measures_of(store, ADMINISTRATOR, DAY, Scope(program="republic-2021-2025"))
    counts = measure_counts(store, ADMINISTRATOR, DAY, Scope(program="republic-2021-2025"))
    assert {m.measure: m.late for m in measures} == {"clinic-a": True, "clinic-b": False}
    assert sum(counts.states.values()) == counts.total == 2
    assert counts.late == 1


def test_a_seat_names_its_holder_of_the_day_and_all_before(store):
    before, after = Ask(date(2022, 2, 28)), Ask(date(2022, 3, 1))
    names = [seats(store, ADMINISTRATOR, ask, "council-1")[0].holder["en"] for ask in (before, after)]
    assert names == ["holder 1", "holder 2"]
    assert [(h.holder["en"], h.to) for h in holdings(store, ADMINISTRATOR, after, "council-1")] == [
        ("holder 1", date(2022, 2, 28)),
        ("holder 2", None),
    ]


def test_the_headline_is_the_territorys_own_election_program(store):
    assert headline(store, ADMINISTRATOR, DAY).program == "republic-2021-2025"
    assert headline(store, ADMINISTRATOR, DAY, "KZ-11").program == "akmola-2021-2025"
    assert headline(store, ADMINISTRATOR, DAY, "1110") is None
