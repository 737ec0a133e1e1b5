"""The calendar: the Prime Minister yearly, state bodies quarterly, regions in turn; what is due stands out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.hearing.arranged import AKMOLA, AKMOLA_FACTION, FACTION, arranged, moved
from tests.small_country import ADMINISTRATOR, NOW
from tracker.access import Actor
from tracker.queries.ask import Ask
from tracker.queries.hearing_calendar import KINDS, STANDINGS, hearing_calendar, quarter
from tracker.record.hearing import record_hearing


def standings(store, day: date, year: int = 2022, actor=FACTION) -> dict[tuple[str, str], str]:
    found = hearing_calendar(store, actor, Ask(day), year)
    assert all(one.kind in KINDS and one.standing in STANDINGS for one in found)
    assert [one.until_on for one in found] == sorted(one.until_on for one in found)
    return {(one.kind, one.until_on.isoformat()): one.standing for one in found}


def test_a_year_wants_six_sittings_of_the_small_country(country):
    found = standings(country, date(2022, 1, 1))
    assert found == {
        ("region", "2022-01-31"): "unprepared",  # the only region has the first turn
        ("state_bodies", "2022-03-31"): "awaited",
        ("prime_minister", "2022-06-30"): "awaited",
        ("state_bodies", "2022-06-30"): "awaited",
        ("state_bodies", "2022-09-30"): "awaited",
        ("state_bodies", "2022-12-31"): "awaited",
    }
    assert quarter(2024, 1) == (date(2024, 1, 1), date(2024, 3, 31))


def test_what_is_due_and_unprepared_is_visible_and_what_was_missed_too(country):
    key = ("state_bodies", "2022-03-31")
    assert standings(country, date(2022, 2, 13))[key] == "awaited"
    assert standings(country, date(2022, 2, 14))[key] == "unprepared"  # 45 days before
    assert standings(country, date(2022, 3, 31))[key] == "unprepared"
    assert standings(country, date(2022, 4, 1))[key] == "overdue"


def test_a_hearing_answers_to_its_place_in_the_calendar(country):
    name = arranged(country)  # the republic's office that is part of no other: the Prime Minister's report
    key, day = ("prime_minister", "2022-06-30"), date(2022, 6, 1)
    assert standings(country, day)[key] == "prepared"
    moved(country, name, "sent", "frozen", "held")
    assert standings(country, day)[key] == "held" and standings(country, date(2022, 12, 1))[key] == "held"
    found = {one.kind: one.hearing for one in hearing_calendar(country, FACTION, Ask(day), 2022)}
    assert found["prime_minister"].hearing == name
    assert standings(country, date(2023, 1, 1), 2023)["prime_minister", "2023-06-30"] == "awaited"


def test_a_prepared_one_whose_time_passed_without_being_held_is_overdue(country):
    arranged(country, AKMOLA)
    region = ("region", "2022-01-31")
    assert standings(country, date(2022, 1, 20))[region] == "prepared"
    assert standings(country, date(2022, 6, 1))[region] == "overdue"


def test_what_is_beside_the_calendar_stands_in_it(country):
    arranged(country, AKMOLA)
    extra = record_hearing(country, ADMINISTRATOR, replace(AKMOLA, held_on=date(2022, 11, 3)), now=NOW)
    found = [
        one for one in hearing_calendar(country, FACTION, Ask(date(2022, 1, 1)), 2022) if one.kind == "other"
    ]
    assert [(one.hearing.hearing, one.until_on) for one in found] == [(extra, date(2022, 11, 3))]


def test_the_region_not_heard_longest_has_the_first_turn(country):
    from tests.small_country import catalogue
    from tracker.program.model import Territory
    from tracker.record.load import load_catalogue

    read = catalogue()
    for code in ("KZ-15", "KZ-19", "KZ-23"):
        read.territories[code] = Territory.model_validate(
            {"code": code, "title": code, "level": "region", "parent": "KZ"}
            | ({"from": date(2022, 6, 8)} if code == "KZ-23" else {})
        )
    load_catalogue(country, ADMINISTRATOR, read, today=NOW.date(), now=NOW)
    name = arranged(
        country, replace(AKMOLA, held_on=date(2021, 9, 1), as_of=date(2021, 8, 1), answer_by=date(2021, 8, 2))
    )
    moved(country, name, "sent", "frozen", "held")

    def turns(year: int) -> list[tuple[str, int]]:
        found = hearing_calendar(country, FACTION, Ask(date(year, 1, 1)), year)
        return [(one.territory, one.until_on.month) for one in found if one.kind == "region"]

    # a region formed in June 2022 has its first turn the year after
    assert turns(2022) == [("KZ-15", 1), ("KZ-19", 5), ("KZ-11", 9)]
    assert turns(2023) == [("KZ-15", 1), ("KZ-19", 4), ("KZ-23", 7), ("KZ-11", 10)]


def test_the_calendar_is_not_the_public_s(country):
    assert hearing_calendar(country, Actor.public(), Ask(date(2022, 1, 1)), 2022) == []
    assert hearing_calendar(country, AKMOLA_FACTION, Ask(date(2022, 1, 1)), 2022)
