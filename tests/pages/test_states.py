"""Every page in every state of the world: data, nothing reported, partly reported, something wrong."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest
import streamlit as st

from tests import small_country
from tracker.errors import DatabaseHeld, NewerDatabase, Problem
from tracker.ui.installation import Installation, open_installation
from tracker.ui.menu import MENU

PAGES = [entry.key for entry in MENU]
STATES = [
    ("empty", "en"),
    ("partial", "ru"),
    *(("demonstration", language) for language in ("kk", "ru", "en")),
]
CHOSEN = [
    ("indicator", {"indicator": "republic-2021-2025/clinics"}),
    ("indicator", {"indicator": "republic-2021-2025/grants"}),
    ("indicator", {"indicator": "republic-2021-2025/quality"}),
    ("indicator", {"indicator": "republic-2021-2025/law"}),
    ("member", {"seat": "bureau-1"}),
    ("member", {"seat": "council-1"}),
    ("member", {"seat": "council-11"}),
    ("report", {"indicator": "republic-2021-2025/clinics"}),
    ("overview", {"territory": "KZ-11"}),
]


@pytest.mark.parametrize(("state", "language"), STATES)
def test_every_page_opens_in_every_state_and_language(state, language, visit, said, request):
    request.getfixturevalue(state)
    for key in PAGES:
        assert "<h1>" in said(visit(key, lang=language, as_of="2022-04-15")), key


@pytest.mark.parametrize("state", ["empty", "demonstration"])
def test_every_choice_opens_in_every_state(state, visit, said, request):
    request.getfixturevalue(state)
    for key, chosen in CHOSEN:
        for basis in ("current", "original"):
            shown = said(visit(key, as_of="2022-04-15", basis=basis, **chosen))
            assert "<h1>" in shown, (key, chosen, basis)


def test_an_empty_tracker_says_how_to_report_and_how_to_see_the_demonstration(empty, visit, said):
    shown = said(visit(as_of="2022-04-15"))
    assert "Nothing has been reported yet" in shown
    assert "make run" in shown
    assert 'href="./report?' in shown


def test_silence_is_shown_as_a_range(partial, visit, said):
    shown = said(visit(as_of="2022-04-20"))
    assert "Execution lies between" in shown
    assert "Nothing has been reported yet" not in shown


def test_before_a_program_begins_the_page_leads_to_its_first_day(empty, visit, said):
    shown = said(visit(as_of="2020-06-01"))
    assert "begins on 1 January 2021" in shown
    assert "as_of=2021-01-01" in shown


def test_a_demonstration_says_so_on_every_page_and_offers_today(demonstration, visit, said):
    for key in PAGES:
        shown = said(visit(key))
        assert "the eve of the Prime Minister's hearing" in shown
        assert "are made up" in shown
        assert "Show today" in shown


def test_a_held_database_is_said_in_words(opened, visit, said, tmp_path: Path):
    fault = DatabaseHeld("Another process holds the database {path}.", path="tracker.duckdb")
    opened(Installation(tmp_path, fault=fault))
    shown = said(visit("indicator"))
    assert "Another process holds the database tracker.duckdb." in shown
    assert "start this server again" in shown


def test_a_newer_database_is_said_in_words(opened, visit, said, tmp_path: Path):
    opened(Installation(tmp_path, fault=NewerDatabase("The database is of a newer version.")))
    assert "Nothing was changed in the file." in said(visit())


def test_broken_program_files_are_shown_with_place_and_the_last_program_stays(empty, visit, said):
    empty.reading.problems = [
        Problem("health.yaml", 3, 7, "typo", "There is no key {key}.", {"key": "titel"})
    ]
    shown = said(visit("check"))
    assert "The program files have 1 fault" in shown
    assert "health.yaml:3:7" in shown
    assert "There is no key titel." in shown
    assert "last good program stays in force" in shown
    assert "Clinics" in said(visit("indicator", as_of="2022-04-15"))


def test_no_program_at_all_leads_to_the_check(store, opened, visit, said, tmp_path: Path):
    opened(Installation(tmp_path, store=store))
    shown = said(visit())
    assert "No program is loaded" in shown
    assert 'href="./check?' in shown


def test_a_folder_without_programs_is_remembered_as_a_refusal(tmp_path: Path):
    made = open_installation(":memory:", tmp_path / "nowhere")
    assert made.fault is None
    assert made.reading.refused
    made.close()


def test_a_wait_can_be_shown_at_the_first_look_at_every_revision(partial, visit, monkeypatch):
    shown = []

    def spinner(words: str):
        shown.append(words)
        return nullcontext()

    monkeypatch.setattr(st, "spinner", spinner)
    visit("overview", as_of="2022-04-15")
    assert len(shown) == 1 and "15 April 2022" in shown[0]
    visit("overview", as_of="2022-04-15")
    assert len(shown) == 1, "what was seen at this revision is quick"
    visit("overview", as_of="2022-04-14")
    assert len(shown) == 2
    small_country.record(partial.store, small_country.report("clinics", "2022-Q1", 13, "2022-04-06T06:00:00"))
    visit("overview", as_of="2022-04-15")
    assert len(shown) == 3, "what was recorded since makes the figures anew"
