"""The branch's pages: what is owed, what came back and why, what became of what was sent, links, measures, burden."""

from __future__ import annotations

import pytest

from tests import small_country
from tracker.queries.ask import Ask
from tracker.queries.personal_links import personal_links

pytestmark = pytest.mark.usefixtures("demonstration")
KZ = {"as_of": "2022-04-15", "viewer": "branch:KZ"}


def press(test, label: str):
    return next(button for button in test.button if button.label == label).click().run()


def test_a_branch_sees_what_it_owes_what_came_back_and_its_published_figures(visit, said):
    shown = said(visit("branch", **KZ))
    assert "reports are awaited here" in shown and "light/report/KZ" in shown
    assert "not found on the spot" in shown and "Correct it or add evidence" in shown
    assert "The published figure stands on it." in shown and "Disputed 8" in shown
    assert "not verified" in shown  # a figure that the centre does not have yet


def test_a_branch_sees_nothing_of_another(visit, said):
    shown = said(visit("branch", as_of="2022-04-15", viewer="branch:KZ-11", territory="KZ"))
    assert "not found on the spot" not in shown and "Disputed 8" not in shown


def test_the_administrator_makes_a_link_that_is_shown_once_and_revokes_it(demonstration, visit, said):
    test = press(visit("branch", as_of="2022-04-15", territory="KZ-11"), "Make a link")
    (token,) = [block.value for block in test.code]
    assert token.startswith("/light/link/")
    (link,) = personal_links(demonstration.store, small_country.ADMINISTRATOR, Ask(small_country.TODAY))
    assert link.territory == "KZ-11" and "Not opened yet." in said(test)
    ended = press(visit("branch", as_of="2022-04-15", territory="KZ-11"), "Revoke")
    assert "Revoked" in said(ended) and token not in said(ended)


def test_a_branch_makes_no_links(visit):
    assert "Make a link" not in [button.label for button in visit("branch", **KZ).button]


def test_a_measure_is_reported_with_its_stage(demonstration, visit, said):
    test = visit("works", measure="republic-2021-2025/clinics/clinic-a", **KZ)
    assert "measures of this branch; 1 of them are late" in said(test)
    states = next(box for box in test.selectbox if box.label == "State")
    states.select("under_way")
    next(box for box in test.selectbox if box.label.startswith("Stage")).select("frame")
    sent = press(test, "Send")
    assert "Received." in said(sent)
    assert "Now: under way; stage: frame" in said(
        visit("works", measure="republic-2021-2025/clinics/clinic-a", **KZ)
    )


def test_the_centre_sees_the_burden_beside_what_was_used(visit, said):
    shown = said(visit("burden", as_of="2022-04-15"))
    assert "2 branches are asked for" in shown and "1 values of the year" in shown
    assert "Kazakhstan" in shown and "Akmola" in shown
