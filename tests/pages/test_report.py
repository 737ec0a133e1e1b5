"""Reporting on a page: the figures move, a second sending adds nothing, faults are said in words."""

from __future__ import annotations

import pytest

from tracker.queries.ask import Ask, Scope
from tracker.queries.indicators import assessed

GRANTS = "republic-2021-2025/grants"
CLINICS = "republic-2021-2025/clinics"
pytestmark = pytest.mark.usefixtures("demonstration")


def send(test, value: str, note: str = ""):
    test.text_input[0].input(value)
    test.text_area[0].input(note)
    return next(button for button in test.button if button.label == "Send the report").click().run()


def observed(made, indicator: str, day):
    return assessed(made.store, made_actor(), Ask(day), Scope(indicator=indicator))[0].observed


def made_actor():
    from tracker.access import Actor

    return Actor.administrator()


def test_a_report_moves_the_figures_and_shows_before_and_after(demonstration, visit, said):
    test = send(visit("report", indicator=GRANTS), "7,5")
    shown = said(test)
    assert "Recorded for Q1 2022." in shown
    assert "Before" in shown and "After" in shown
    assert observed(demonstration, GRANTS, demonstration.defaults().as_of) == 7.5


def test_a_report_entered_on_the_eve_is_known_on_the_eve(demonstration, visit, said):
    send(visit("report", indicator=GRANTS), "7.5")
    shown = said(visit("indicator", indicator=GRANTS))
    assert "Reported: 7.5" in shown


def test_the_same_value_sent_again_adds_nothing(demonstration, visit, said):
    head = demonstration.store.head()
    send(visit("report", indicator=GRANTS), "7.5")
    again = send(visit("report", indicator=GRANTS), "7.5")
    assert "nothing was added" in said(again)
    assert demonstration.store.head() == head + 1


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("1,234", "can be read two ways"),
        ("many", "is no number"),
        ("-3", "cannot be below zero"),
        ("", "Enter a value"),
    ],
)
def test_a_value_that_cannot_be_is_said_in_words_and_not_recorded(value, words, demonstration, visit, said):
    head = demonstration.store.head()
    assert words in said(send(visit("report", indicator=GRANTS), value))
    assert demonstration.store.head() == head


def test_a_falling_total_needs_a_reason_from_a_branch(demonstration, visit, said):
    test = visit("report", indicator="akmola-2021-2025/clinics", viewer="branch:KZ-11")
    refused = send(test, "0")
    assert "The total falls" in said(refused)
    assert "say why in the note" in said(refused)
    assert "Recorded" in said(send(refused, "0", "one was closed"))


def test_a_branch_may_not_report_for_another(demonstration, visit, said):
    head = demonstration.store.head()
    refused = send(visit("report", indicator=CLINICS, viewer="branch:KZ-11"), "13")
    assert "may not report on this indicator" in said(refused)
    assert demonstration.store.head() == head


def test_a_council_seat_reports_on_what_it_carries(visit, said):
    assert "Recorded" in said(send(visit("report", indicator=CLINICS, viewer="council_seat:council-1"), "13"))
