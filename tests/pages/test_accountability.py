"""Accountability on the pages: seats compared with their base, sets, changes that add up, explanations, findings."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest

from tests import small_country
from tests.pages.conftest import unfold
from tracker import clock
from tracker.access import Actor
from tracker.documents.card import member_card
from tracker.documents.model import Items
from tracker.queries.ask import Ask, Scope
from tracker.queries.explanations import explanations, requests
from tracker.record.hearing import NewHearing, record_hearing

CLINICS = "republic-2021-2025/clinics"
VILLAGES = "republic-2021-2025/villages"
EVE = date(2022, 4, 15)
pytestmark = pytest.mark.usefixtures("demonstration")


def press(test, label: str):
    return next(button for button in test.button if button.label == label).click().run()


def explain(test, *, action: str = "A new contractor is at work"):
    test = unfold(test, "Explain the lag")
    next(box for box in test.selectbox if box.label == "Cause").select("contractor")
    next(area for area in test.text_area if area.label == "What is being done").input(action)
    next(box for box in test.date_input if box.label.startswith("The day by which")).set_value(
        date(2022, 9, 1)
    )
    return press(test, "Send the explanation")


def known(made):
    ask = (made.store, Actor.administrator(), Ask(EVE), Scope(indicator=CLINICS))
    return explanations(*ask), requests(*ask)


def test_a_seat_stands_beside_its_base_and_only_among_its_like(visit, said):
    shown = said(visit("members", among="political_council-republic"))
    assert "Council, seat 1" in shown
    assert "of 2 indicators" in shown
    assert "Council of Akmola" not in shown


def test_a_seat_with_few_indicators_says_so(visit, said):
    assert ">few<" in said(visit("members", among="political_council-republic"))


def test_a_group_of_seats_that_does_not_exist_is_said(visit, said):
    assert "There is no group of seats “kings-republic” to compare." in said(
        visit("members", among="kings-republic")
    )


@pytest.mark.parametrize(
    ("page", "given", "words"),
    [
        ("territory", {"territory": "KZ-99"}, "There is no territory “KZ-99”."),
        ("theme", {"theme": "space"}, "There is no theme “space”."),
        ("executor", {"executor": "nobody"}, "There is no executor “nobody”."),
        ("section", {"section": "nothing"}, "The program holds no section “nothing”"),
        ("section", {"program": "nothing"}, "There is no program “nothing”."),
        ("changes", {"indicator": "nope/nothing"}, "Nothing of that id stood in the programs"),
        ("changes", {"from": "2022-05-01"}, "is no earlier day than the one shown."),
    ],
)
def test_what_does_not_exist_is_said_in_words(page, given, words, visit, said):
    assert words in said(visit(page, **given))


def test_a_territory_shows_its_own_program_and_what_lies_below(visit, said):
    shown = said(visit("territory", territory="KZ"))
    assert "Territories below" in shown
    assert "territory=KZ-11" in unescape(shown)


def test_an_executor_is_followed_across_programs(visit, said):
    shown = said(visit("executor", executor="ministry-health"))
    assert "Clinics" in shown
    assert "Whom to ring" in shown


def test_a_theme_counts_every_program(visit, said):
    assert "in 2 programs" in said(visit("theme", theme="health"))


def test_a_change_opens_into_rows_that_name_the_indicators(visit, said):
    shown = said(visit("changes", territory="KZ", **{"from": "2021-12-31"}, step="results"))
    assert "What each indicator adds to this step" in shown
    assert "Clinics" in shown


def test_a_change_is_counted_since_the_last_hearing_of_the_territory(demonstration, visit, said):
    assert "No earlier hearing of this territory is known" in said(visit("changes", territory="KZ"))
    for held, figures in ((date(2022, 2, 1), date(2022, 1, 20)), (date(2022, 6, 1), date(2022, 4, 10))):
        new = NewHearing("KZ", "ministry-health", ("republic-2021-2025",), held, figures)
        record_hearing(
            demonstration.store, Actor.administrator(), new, now=small_country.NOW, origin="demonstration"
        )
    shown = unescape(said(visit("changes", territory="KZ")))
    assert "Since the last hearing, on 1 February 2022 (figures of 20 January 2022)" in shown
    assert "from=2022-01-20" in shown and "from=2022-04-10" not in shown
    assert "No earlier hearing" in said(visit("changes", territory="KZ-11"))


def test_measures_say_their_base_and_their_states_add_up(visit, said):
    shown = said(visit("measures", program="republic-2021-2025"))
    assert "In all <strong>2</strong>" in shown


def test_an_explanation_is_recorded_once_and_shown(demonstration, visit, said):
    test = explain(visit("indicator", indicator=CLINICS, viewer="council_seat:council-1"))
    assert "The explanation is recorded; earlier ones stay." in said(test)
    given, _ = known(demonstration)
    assert [(one.cause, one.expected_on, one.seat) for one in given] == [
        ("contractor", date(2022, 9, 1), "council-1")
    ]
    assert "A new contractor is at work" in said(visit("member", seat="council-1"))


def test_a_form_is_made_when_it_is_opened_and_stays_when_it_is_folded(visit):
    test = visit("indicator", indicator=CLINICS, viewer="council_seat:council-1")
    assert not test.text_area
    made = [area.key for area in unfold(test, "Explain the lag").text_area]
    assert made
    assert [area.key for area in unfold(test, "Explain the lag", opened=False).text_area] == made


@pytest.mark.parametrize(
    ("seat", "named"), [("bureau-1", "Bureau, seat 1"), ("council-1", "Council, seat 1")]
)
def test_an_aide_explains_on_the_seat_s_page_and_both_are_shown(seat, named, demonstration, visit, said):
    test = explain(visit("member", seat=seat, viewer=f"aide:{seat}"))
    assert "The explanation is recorded; earlier ones stay." in said(test)
    (given,) = explanations(demonstration.store, Actor.administrator(), Ask(EVE), Scope())
    assert (given.author, given.on_behalf_of, given.seat) == (f"aide-{seat}", seat, seat)
    for page, chosen in (("member", {"seat": "council-1"}), ("indicator", {"indicator": given.indicator})):
        assert f"for {named}, by the aide" in said(visit(page, **chosen))


def test_a_seat_s_page_says_what_its_card_says(demonstration, visit, said):
    shown = said(visit("member", seat="bureau-1"))
    card = member_card(demonstration.store, Actor.administrator(), Ask(EVE), "bureau-1", "en")
    things = [item for section in card.sections for block in section.blocks if isinstance(block, Items)
              for item in block.items]  # fmt: skip
    assert "Clinics" in [item.title for item in things]
    for words in (card.title, *(section.heading for section in card.sections)):
        assert words in shown
    for item in things:
        assert item.sentence in shown and item.question in shown
        assert all(line in shown for line in item.details)


def test_an_explanation_without_an_action_is_not_recorded(demonstration, visit, said):
    test = explain(visit("indicator", indicator=CLINICS, viewer="council_seat:council-1"), action=" ")
    assert "Still missing: What is being done." in said(test)
    assert known(demonstration)[0] == []


def test_a_bureau_seat_asks_with_one_tap(demonstration, visit, said):
    test = press(
        visit("indicator", indicator=CLINICS, viewer="bureau_seat:bureau-1"), "Ask for an explanation"
    )
    assert "The request is recorded" in said(test)
    (request,) = known(demonstration)[1]
    assert (request.asked_by, request.asked_of) == ("bureau-1", "council-1")
    assert "Requests without an answer: 1." in said(visit("member", seat="council-1"))


def test_who_carries_nothing_here_finds_no_form(visit):
    test = visit("indicator", indicator=VILLAGES, viewer="council_seat:council-1")
    assert "Send the explanation" not in [button.label for button in test.button]
    assert "Ask for an explanation" not in [button.label for button in test.button]


def test_the_public_sees_no_explanation(visit, said):
    explain(visit("indicator", indicator=CLINICS, viewer="council_seat:council-1"))
    assert "A new contractor" not in said(visit("indicator", indicator=CLINICS, viewer="public"))


def test_a_finding_stands_with_its_evidence(visit, said):
    shown = said(visit("contradictions"))
    assert "Party control disputed the newest report on 8 Apr 2022" in shown


def test_a_branch_finds_no_page_of_findings(visit, said):
    assert "This page is not for you" in said(visit("contradictions", viewer="branch:KZ"))


def test_a_name_is_found_in_another_language_and_leads_to_its_page(visit, said):
    shown = unescape(said(visit("search", find="поликлин")))
    assert "Clinics" in shown
    assert "indicator=republic-2021-2025%2Fclinics" in shown


def test_a_member_is_led_to_the_other_forms_of_the_card(visit, said):
    shown = unescape(said(visit("member", seat="bureau-1", lang="kk")))
    for form in ("light/member/bureau-1?", "light/member/bureau-1.pdf?", "light/member/bureau-1.txt?"):
        assert form in shown


def test_the_day_of_an_explanation_is_the_eve_in_a_demonstration(demonstration, visit):
    explain(visit("indicator", indicator=CLINICS, viewer="council_seat:council-1"))
    assert clock.day_of(known(demonstration)[0][0].explained_at) == EVE
    assert small_country.TODAY > EVE
