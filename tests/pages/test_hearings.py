"""Hearings, decisions and the revision as pages: what each role sees, what each state offers, what is refused."""

from __future__ import annotations

import io
from datetime import date, datetime

import openpyxl
import pytest

from tests import small_country
from tracker.access import Actor
from tracker.documents.pack import executor_workbook
from tracker.hearing.freeze import freeze
from tracker.hearing.gathering import matter_of
from tracker.queries.ask import Ask
from tracker.queries.hearings import answers, hearing_changes
from tracker.record.decision import NewDecision, record_decision
from tracker.record.hearing import NewHearing, move_hearing, record_hearing

CLINICS = "republic-2021-2025/clinics"
ADMINISTRATOR = Actor.administrator()
NOON = datetime(2022, 4, 15, 7)
STEPS = ("prepare", "send", "answers", "freeze", "pack", "meeting", "afterwards")
FACTION = {"viewer": "faction:KZ", "as_of": "2022-04-15"}


@pytest.fixture
def at(demonstration):
    """A hearing of the republic brought to a state; its id."""

    def bring(state: str) -> str:
        store = demonstration.store
        small_country.record(store, small_country.report("clinics", "2022-Q1", 6, "2022-04-09T06:00:00"))
        new = NewHearing(
            "KZ", "ministry-health", ("republic-2021-2025",), date(2022, 4, 29), date(2022, 4, 15),
            answer_by=date(2022, 4, 26), title="Hearing & <b>hearing</b>",
        )  # fmt: skip
        made = record_hearing(store, ADMINISTRATOR, new, now=NOON)
        for step in ("sent", "frozen", "held", "closed"):
            if STATES.index(step) > STATES.index(state):
                break
            if step == "frozen":
                freeze(store, ADMINISTRATOR, made, now=NOON)
            else:
                move_hearing(store, ADMINISTRATOR, made, step, now=NOON)
            if step == "held":
                decision = NewDecision(
                    made, "Open two", date(2022, 6, 1), "the act", seat="council-1", indicator=CLINICS
                )
                record_decision(store, ADMINISTRATOR, decision, now=NOON)
        return made

    return bring


STATES = ("draft", "sent", "frozen", "held", "closed")


def labels(test) -> set[str]:
    return {button.label for button in test.main.button}


@pytest.mark.parametrize("state", STATES)
def test_every_step_opens_in_every_state_and_offers_only_what_is_legal(state, at, visit, said):
    made = at(state)
    offered = {}
    for step in STEPS:
        test = visit("hearings", hearing=made, step=step, **FACTION)
        assert "<h1>" in said(test)
        assert "<b>hearing" not in "".join(block.value for block in test.main.markdown)
        offered[step] = labels(test)
    is_open = state in ("draft", "sent")
    assert ("Put it on the agenda" in offered["prepare"]) == is_open
    assert any(one.startswith("Send to the executors") for one in offered["send"]) == (state == "draft")
    assert ("Freeze" in offered["freeze"]) == (state == "sent")
    assert ("The hearing was held" in offered["meeting"]) == (state == "frozen")
    assert ("Close the hearing" in offered["afterwards"]) == (state == "held")


@pytest.mark.parametrize("viewer", ["bureau_seat:bureau-1", "party_control:KZ", "branch:KZ"])
def test_who_reads_a_hearing_changes_nothing_on_it(viewer, at, visit, said):
    made = at("sent")
    for step in STEPS:
        test = visit("hearings", hearing=made, step=step, viewer=viewer, as_of="2022-04-15")
        assert "<h1>" in said(test)
        assert not labels(test)


def test_the_public_sees_no_hearing_and_no_decision(at, visit, said):
    made = at("held")
    for page, chosen in (("hearings", {"hearing": made}), ("decisions", {}), ("revision", {})):
        shown = said(visit(page, viewer="public", as_of="2022-04-15", **chosen))
        assert "This page is not for you" in shown
        assert "Open two" not in shown


def test_an_executor_sees_its_own_page_and_nothing_of_the_others(at, visit, said):
    made = at("sent")
    own = said(visit("hearings", viewer="executor:ministry-health", as_of="2022-04-15", hearing=made))
    assert "Hearings that await your answers: 1" in own
    assert f'href="light/hearing/{made}/ministry-health?' in own
    other = said(visit("hearings", viewer="executor:akimat-11", as_of="2022-04-15", hearing=made))
    assert "No hearing awaits your answer" in other
    assert "light/hearing" not in other and "Clinics" not in other


def filled(store, hearing: str, words: str) -> bytes:
    """The ministry's workbook with its first answer written."""
    book = openpyxl.load_workbook(
        io.BytesIO(executor_workbook(matter_of(store, ADMINISTRATOR, hearing, "en"), "ministry-health"))
    )
    sheet = book.worksheets[0]
    row = next(cell.row for cell in sheet["I"] if cell.value == CLINICS)
    sheet.cell(row, 7, words)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_with_answers_is_taken_back_and_a_foreign_one_refused(at, visit, said, demonstration):
    made, store = at("sent"), demonstration.store
    own = {"viewer": "executor:ministry-health", "as_of": "2022-04-15"}

    def bring(viewer: dict[str, str], name: str, data: bytes):
        test = visit("hearings", **viewer)
        test.file_uploader[0].upload(name, data)
        return next(one for one in test.button if one.label == "Take the answers").click().run()

    assert "not a list of answers" in said(bring(own, "other.xlsx", b"no workbook"))
    assert "are recorded" in said(bring(own, "list.xlsx", filled(store, made, "Two wait for power")))
    found = answers(store, ADMINISTRATOR, Ask(date(2022, 4, 15)), made)
    assert [(one.indicator, one.words) for one in found.values()] == [(CLINICS, "Two wait for power")]


def test_the_new_form_is_filled_from_the_territory_and_the_rule(demonstration, visit):
    test = visit("hearings", step="new", **FACTION)
    office = next(box for box in test.selectbox if box.label == "Who speaks")
    assert office.value == "ministry-health"
    programs = next(box for box in test.multiselect if box.label == "Programs heard")
    assert programs.value == ["republic-2021-2025"]
    held, as_of, answer = (box.value for box in test.date_input if box.label in (
        "Held on", "Figures as of", "Executors answer by"))  # fmt: skip
    assert as_of == date(2022, 4, 15) < answer < held
    from_calendar = visit("hearings", step="new", territory="KZ", **{"from": "2022-06-30"}, **FACTION)
    assert next(box.value for box in from_calendar.date_input if box.label == "Held on") == date(2022, 6, 30)


def test_days_out_of_order_are_refused_in_words(demonstration, visit, said):
    test = visit("hearings", step="new", **FACTION)
    next(box for box in test.date_input if box.label == "Held on").set_value(date(2022, 4, 1))
    next(button for button in test.button if button.label == "Prepare the hearing").click().run()
    assert "a later day" in said(test)
    assert "hearing" not in test.query_params


def test_an_item_is_not_taken_off_without_a_reason(at, visit, said, demonstration):
    made = at("draft")
    test = visit("hearings", hearing=made, step="prepare", indicator=CLINICS, **FACTION)
    next(button for button in test.button if button.label == "Take it off the agenda").click().run()
    assert "Say why the item is taken off" in said(test)
    found = hearing_changes(demonstration.store, ADMINISTRATOR, Ask(date(2022, 4, 15)), made)
    assert [one.what for one in found] == ["prepared"]


def test_the_calendar_names_what_is_due_and_leads_to_a_filled_form(demonstration, visit, said):
    shown = said(visit("hearings", as_of="2022-06-15", viewer="faction:KZ"))
    assert "the Prime Minister's yearly report" in shown
    assert "due, not prepared" in shown
    assert "step=new" in shown and "from=2022-06-30" in shown


def test_a_code_says_which_pack_it_is_or_that_there_is_none(at, visit, said, demonstration):
    made = at("frozen")
    from tracker.queries.hearings import hearing

    code = hearing(demonstration.store, ADMINISTRATOR, Ask(date(2022, 4, 15)), made).frozen.code
    right = said(visit("hearings", code=code.lower(), **FACTION))
    assert "The figures follow" in right and code in right and "15 April 2022" in right
    assert "No pack bears the code" in said(visit("hearings", code="AAAA-BBBB-CCCC", **FACTION))


def test_decisions_stand_where_those_responsible_look(at, visit, said):
    made = at("held")
    later = {"as_of": "2022-08-01", "viewer": "faction:KZ"}
    for page, chosen in (
        ("decisions", {}),
        ("member", {"seat": "council-1"}),
        ("indicator", {"indicator": CLINICS}),
        ("territory", {"territory": "KZ"}),
    ):
        shown = said(visit(page, **chosen, **later))
        assert "Open two" in shown and "silent" in shown, page
    assert "Open two" not in said(visit("member", seat="council-11", **later))
    assert "0 of 1 decisions are done" in said(visit("decisions", **later))
    assert made in said(visit("decisions", hearing=made, **later))


def test_the_one_responsible_speaks_and_does_not_close(at, visit, said):
    made = at("held")
    test = visit("decisions", decision=f"{made}/1", viewer="council_seat:council-1", as_of="2022-08-01")
    assert "somebody else closes it." in said(test)
    assert "Send the word" in labels(test) and "Close it" not in labels(test)
    test.text_area[0].input("One is open")
    next(button for button in test.button if button.label == "Send the word").click().run()
    assert "The word is recorded." in said(test)
    shown = said(visit("decisions", as_of="2022-08-01", viewer="faction:KZ", decision=f"{made}/1"))
    assert "One is open" in shown and "overdue: past its day, with a word" in shown


def test_a_faction_closes_against_a_value_that_came_after_the_decision(at, visit, said, demonstration):
    made = at("held")
    before = visit("decisions", decision=f"{made}/1", as_of="2022-08-01", viewer="faction:KZ")
    assert "No undisputed value has been reported since the decision" in said(before)
    assert before.radio[0].options == ["a document", "a visit"]
    later = small_country.report("clinics", "2022-Q2", 20, "2022-07-09T06:00:00")
    small_country.record(demonstration.store, later)
    test = visit("decisions", decision=f"{made}/1", as_of="2022-08-01", viewer="faction:KZ")
    next(button for button in test.button if button.label == "Close it").click().run()
    assert "Name the report whose value closes the decision." in said(test)
    which = next(box for box in test.selectbox if box.label.startswith("The value, if"))
    which.select_index(0)
    next(button for button in test.button if button.label == "Close it").click().run()
    assert "The decision is closed." in said(test)
    assert "Closed against the value" in said(test)


def test_the_revision_says_what_can_be_judged_and_whose_the_rest_is(demonstration, visit, said):
    shown = said(visit("revision", program="republic-2021-2025", **FACTION))
    assert "indicators can be judged at all" in shown
    assert "no baseline" in shown and "who keeps the program" in shown
    only = said(visit("revision", program="republic-2021-2025", among="baseline", **FACTION))
    assert "Quality" in only
    assert "There is no program “atlantis”." in said(visit("revision", program="atlantis", **FACTION))
