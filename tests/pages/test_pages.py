"""What the pages say and where their links lead, on the demonstration of the small country."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from tests import small_country
from tracker.access import Actor
from tracker.record.account import NewRole, make_account_with_role
from tracker.ui.menu import MENU, menu_for

CLINICS = "republic-2021-2025/clinics"
HREF = re.compile(r'href="(\./[^"]*)"')
pytestmark = pytest.mark.usefixtures("demonstration")


def links(shown: str) -> list[dict[str, list[str]]]:
    return [parse_qs(urlsplit(unescape(href)).query) for href in HREF.findall(shown)]


def menu_of(test) -> str:
    return next(block.value for block in test.sidebar.markdown if "<nav" in block.value)


def test_every_link_of_every_page_carries_day_basis_and_language_once(visit, said):
    for entry in MENU:
        test = visit(entry.key, as_of="2022-04-15", basis="original", lang="kk")
        found = links(said(test) + "".join(block.value for block in test.sidebar.markdown))
        assert found, entry.key
        for parameters in found:
            for name in ("as_of", "basis", "lang", "viewer"):
                assert len(parameters.get(name, [])) == 1, (entry.key, parameters)


def test_the_menu_keeps_the_state(visit):
    test = visit("member", as_of="2021-12-31", basis="original", lang="ru")
    menu = links(menu_of(test))
    assert len(menu) == len(menu_for("administrator"))
    assert {(one["as_of"][0], one["basis"][0], one["lang"][0]) for one in menu} == {
        ("2021-12-31", "original", "ru")
    }


def test_an_address_without_state_is_completed(visit):
    test = visit("indicator")
    assert dict(test.query_params) == {
        "lang": "en", "as_of": "2022-04-15", "basis": "current", "viewer": "administrator"}  # fmt: skip


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"as_of": "2022-02-30"}, "There is no day 2022-02-30 in the calendar."),
        ({"as_of": "tomorrow"}, "“tomorrow” is not a day."),
        ({"basis": "latest"}, "“latest” is no basis."),
        ({"lang": "fr"}, "fr"),
        ({"viewer": "nobody:1"}, "“nobody:1” is nobody"),
    ],
)
def test_what_the_address_says_wrong_is_said_and_not_replaced(given, words, visit, said):
    test = visit("member", **given)
    assert words in said(test)
    for name, value in given.items():
        assert test.query_params[name] == value
    assert "seats carry" not in said(test)


@pytest.mark.parametrize(
    ("key", "given", "words"),
    [
        ("indicator", {"indicator": "nope/nothing"}, "There is no indicator nope/nothing."),
        ("member", {"seat": "bureau-99"}, "No roster names a seat “bureau-99”."),
        ("overview", {"program": "atlantis"}, "There is no program “atlantis”."),
        ("overview", {"territory": "KZ-99"}, "There is no program “KZ-99”."),
        ("report", {"indicator": "nope/nothing"}, "There is no indicator “nope/nothing” to report on"),
    ],
)
def test_an_id_that_names_nothing_is_said_in_words(key, given, words, visit, said):
    assert words in said(visit(key, **given))


def test_what_people_wrote_is_shown_as_text(visit):
    test = visit("indicator", indicator="republic-2021-2025/villages")
    shown = "".join(block.value for block in test.main.markdown)
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; $x$" in shown
    assert "<b>" not in shown


def test_the_indicator_page_says_promise_value_people_and_control(visit, said):
    shown = said(visit("indicator", indicator=CLINICS))
    assert "Promised: 27\u00a0object by 31 December 2025" in shown
    assert "branch-kz" in shown
    assert "control-kz" in shown
    assert 'href="https://example.org/act"' in shown
    assert "Clinic A" in shown


def test_the_member_page_shows_the_change_under_the_present_holder(visit, said):
    shown = said(visit("member", seat="council-1"))
    assert "Under the present holder, since 1 March 2022" in shown
    assert "holder 2" in shown


def test_a_vacant_seat_is_a_gap_on_the_overview_and_says_so_itself(visit, said):
    assert "Vacant seats that carry something: 1" in said(visit("overview", territory="KZ-11"))
    assert "vacant" in said(visit("member", seat="council-11"))


def test_an_account_made_beside_the_page_is_on_it_at_the_next_look_and_in_the_log(demonstration, visit, said):
    made_before = demonstration.store.head()
    assert "branch-akmola" not in said(visit("accounts"))
    make_account_with_role(
        demonstration.store, Actor.administrator(), "branch-akmola", NewRole("branch", territory="KZ-11"),
        now=small_country.NOW,
    )  # fmt: skip
    assert said(visit("accounts")).count("branch-akmola") > 1
    assert demonstration.store.head() == made_before, "accounts are no part of the ledger"


def test_the_public_finds_no_form_and_is_told_so(visit, said):
    test = visit("report", viewer="public")
    assert "This page is not for you" in said(test)
    assert not test.main.text_input
    assert "Report progress" not in menu_of(test)


def test_a_branch_chooses_among_its_own_territories(visit):
    test = visit("report", viewer="branch:KZ-11")
    branch = next(box for box in test.selectbox if box.label == "Branch")
    assert "Akmola" in branch.options
    assert len(branch.options) < 3


def test_a_filter_is_kept_in_the_address(visit, said):
    test = visit("indicator")
    status = next(box for box in test.selectbox if box.label == "Status")
    status.select("no_data").run()
    assert test.query_params["status"] == "no_data"
    assert "Clinics" not in said(test)
    assert "Grants" in said(test)


def test_every_table_offers_both_files(visit):
    [shown] = [one.value for one in visit("indicator").main.markdown if "<table" in one.value]
    assert re.findall(r'href="table/[^"/]+/indicators-[^"/]+\.(\w+)"', shown) == ["csv", "xlsx"]
