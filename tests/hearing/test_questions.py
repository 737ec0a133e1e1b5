"""Every question fires on its condition and on nothing else; the staff's words stand before the figures'."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.hearing.arranged import CLINICS, FACTION, REPUBLIC, arranged, some_progress, stands
from tests.small_country import ADMINISTRATOR, NOW
from tracker.hearing.conditions import Known
from tracker.hearing.matter import Money, hearing_matter
from tracker.hearing.questions import MOST, TEMPLATES, fired, questions_of
from tracker.queries.ask import Ask
from tracker.queries.contradictions import Contradiction
from tracker.queries.decisions import Decision
from tracker.queries.explain import Amended, explained
from tracker.queries.explanations import Explanation
from tracker.queries.forecast import forecast_of
from tracker.queries.hearings import Answer, HearingChange
from tracker.queries.late_measures import LateMeasure
from tracker.queries.measures import Measure
from tracker.queries.sums import PartStanding
from tracker.record.hearing_agenda import record_agenda_act
from tracker.store import open_store
from tracker.text import LANGUAGES, NO_BREAK

TITLE = {"kk": "Емхана", "ru": "Поликлиника", "en": "A clinic"}
MEASURE = Measure(
    CLINICS, "a", TITLE, date(2022, 1, 1), date(2022, 1, 1), 100.0, None, "done", None, None, None,
    date(2022, 3, 31), None, None, "act 1", False, False,
)  # fmt: skip
SAID = Explanation(
    CLINICS, TITLE, "council-1", "papers", None, "mended", date(2022, 3, 1), None, datetime(2022, 1, 5), "council-1",
    None, None,
)  # fmt: skip
PART = PartStanding("x/y", "KZ-11", TITLE, "off_track", 1.0, 2.0, 0.1, 0.2, None, None, 0.3)
DECISION = Decision(
    "kz-1/1", "kz-1", date(2021, 5, 1), "KZ", CLINICS, TITLE, None, "Open it", "council-1", None, TITLE,
    date(2021, 9, 1), "an act", None, datetime(2021, 5, 1), "silent", 200, None, None, False, False,
)  # fmt: skip
FINDING = Contradiction(
    "parts_and_whole", "more", CLINICS, 1, "p", "s", TITLE, None, "KZ", TITLE, None, "off_track", "",
    {"whole": 10.0, "parts_sum": 12.0, "reported_on": date(2022, 3, 31), "times": 4, "first_on": date(2021, 6, 30),
     "last_on": date(2022, 3, 31)}, (),
)  # fmt: skip


@pytest.fixture(scope="module")
def quiet() -> Known:
    """An item on plan about which nothing is open: the ground every condition is set up on."""
    from tests.small_country import load

    with open_store() as store:
        load(store)
        some_progress(store)
        found = stands(store, arranged(store, replace(REPUBLIC, answer_by=None)))
        opened = explained(store, ADMINISTRATOR, Ask(REPUBLIC.as_of), CLINICS)
        reports = tuple(replace(one, evidence="act") for one in opened.reports)
        item = opened.assessed._replace(
            disputed=False,
            report_overdue=False,
            status="on_track",
            verified_status="on_track",
        )
        return Known(
            hearing=found, explained=replace(opened, assessed=item, reports=reports), measures=(MEASURE,), late=(),
            money=None, parts=(), explanations=(replace(SAID, held=True),), forecast=forecast_of(opened),
            contradictions=(), decisions=(), answer=None,
        )  # fmt: skip


def of_item(known: Known, **more) -> Known:
    return replace(
        known, explained=replace(known.explained, assessed=known.explained.assessed._replace(**more))
    )


def of_terms(known: Known, amended: bool = True, **more) -> Known:
    amendments = (Amended(date(2022, 2, 1), "amended", None, None, None, None, {}),) if amended else ()
    terms = replace(known.explained.terms, **more)
    return replace(known, explained=replace(known.explained, terms=terms, amendments=amendments))


def of_reports(known: Known, evidence: str | None) -> Known:
    reports = tuple(
        replace(one, evidence=evidence if one.chosen else "act") for one in known.explained.reports
    )
    return replace(known, explained=replace(known.explained, reports=reports))


def of_measures(known: Known, **more) -> Known:
    return replace(known, measures=(replace(MEASURE, **more), MEASURE))


def of_late(known: Known, cause: str | None) -> Known:
    late = LateMeasure(replace(MEASURE, state="under_way", late=True), 104, cause, None, None, None)
    return replace(known, late=(late,))


def of_parts(known: Known, *shares: float) -> Known:
    return replace(known, parts=tuple(replace(PART, share=share) for share in shares))


def of_money(known: Known, done: float, with_budget: int = 2) -> Known:
    return replace(known, money=Money(100.0, done, 0.0, with_budget, 2))


def of_words(known: Known, status: str, *held: bool | None) -> Known:
    words = tuple(replace(SAID, held=one) for one in held)
    return of_item(replace(known, explanations=words), status=status)


def asked_of(known: Known, state: str, answer: bool = False) -> Known:
    found = replace(known.hearing, state=state, answer_by=date(2022, 4, 25))
    said = Answer(CLINICS, "ministry-health", "soon", None, NOW, "ministry", False) if answer else None
    return replace(known, hearing=found, answer=said)


def of_forecast(known: Known, **more) -> Known:
    return replace(known, forecast=replace(known.forecast, **more))


SHORT = {"outlook": "falls_short", "expected": 20.0, "low": 18.0, "high": 22.0}
# the question -> what makes it fire (with words it then says), and what comes near and does not
CASES = {
    "earlier_decision": (
        [
            (lambda k: replace(k, decisions=(DECISION,)), "Not a word has come"),
            (lambda k: replace(k, decisions=(replace(DECISION, fate="overdue"),)), "It is not closed"),
        ],
        [lambda k: replace(k, decisions=(replace(DECISION, fate="done"), replace(DECISION, fate="open")))],
    ),
    "disputed": (
        [(lambda k: of_item(k, disputed=True), "10 object")],
        [lambda k: of_item(k, disputed=False)],
    ),
    "overdue": (
        [
            (lambda k: of_item(k, report_overdue=True), "The last report speaks"),
            (lambda k: of_item(k, report_overdue=True, period_end=None), "Not one report has come"),
        ],
        [lambda k: of_item(k, report_overdue=False, period_end=None)],
    ),
    "done_without_evidence": (
        [(lambda k: of_measures(k, evidence=" "), "2 of 2. Of them without evidence: 1")],
        [
            lambda k: of_measures(k, evidence=None, state="under_way"),
            lambda k: of_measures(k, evidence=None, state="removed"),
            lambda k: of_measures(k, evidence="a link"),
        ],
    ),
    "promised_day": (
        [
            (lambda k: of_words(k, "off_track", False), "by 1 March 2022; by the figures it is not"),
            (lambda k: of_words(k, "at_risk", False, False), "did not hold: 2"),
        ],
        [
            lambda k: of_words(k, "on_track", False),  # late, and back on plan by now
            lambda k: of_words(k, "off_track", None, False),  # a newer promise is still awaited
            lambda k: of_words(k, "off_track", True),
        ],
    ),
    "target_lowered": (
        [
            (lambda k: of_terms(k, target=20.0), "First promised: 27 object"),
            (lambda k: of_terms(k, due=date(2027, 12, 31)), "First due on 31 December 2025"),
        ],
        [
            lambda k: of_terms(k, target=30.0),
            lambda k: of_terms(k, due=date(2024, 12, 31)),
            lambda k: of_terms(k),
            lambda k: of_terms(k, amended=False, target=20.0),
        ],
    ),
    "parts_differ": (
        [(lambda k: replace(k, contradictions=(FINDING,)), "add up to 12 object")],
        [lambda k: replace(k, contradictions=(replace(FINDING, kind="one_region"),))],
    ),
    "accepted_not_in_use": (
        [
            (lambda k: of_measures(k, state="accepted", accepted_on=date(2022, 2, 1)), "since 1 February 2022"),
            (lambda k: of_measures(k, state="accepted"), "among them"),
        ],
        [lambda k: of_measures(k, state="done", accepted_on=date(2022, 2, 1))],
    ),
    "late_measures": (
        [
            (lambda k: of_late(k, "court"), "court case"),
            (lambda k: of_late(k, None), "nobody has named a cause"),
        ],
        [lambda k: replace(k, late=())],
    ),
    "one_territory": (
        [(lambda k: of_parts(k, 0.4, 0.35, 0.25), "40.0%")],
        [lambda k: of_parts(k, 0.39, 0.36, 0.25), lambda k: of_parts(k, 0.9, 0.1)],
    ),
    "money_apart": (
        [(lambda k: of_item(of_money(k, 70.0), progress=0.5), "70 mln KZT of 100 mln KZT")],
        [
            lambda k: of_item(of_money(k, 69.0), progress=0.5),
            lambda k: of_item(of_money(k, 100.0, with_budget=0), progress=0.5),
            lambda k: of_item(of_money(k, 70.0), progress=None),
        ],
    ),
    "equal_to_plan": (
        [(lambda k: replace(k, contradictions=(replace(FINDING, kind="equal_to_plan"),)), "last digit: 4")],
        [lambda k: replace(k, contradictions=(FINDING,))],
    ),
    "forecast_short": (
        [
            (lambda k: of_forecast(k, **SHORT), "20 object"),
            (lambda k: of_forecast(k, **SHORT, pace_last_year=0.5, pace_needed=1.5), "1.5 object is needed"),
        ],
        [
            lambda k: of_forecast(k, **(SHORT | {"outlook": "open"})),
            lambda k: of_forecast(k, outlook="falls_short", expected=None),
        ],
    ),
    "value_without_evidence": (
        [(lambda k: of_reports(k, None), "10 object")],
        [lambda k: of_reports(k, "act"), lambda k: replace(k, explained=replace(k.explained, reports=()))],
    ),
    "no_answer": (
        [(lambda k: asked_of(k, "sent"), "25 April 2022"), (lambda k: asked_of(k, "frozen"), "no answer")],
        [
            lambda k: asked_of(k, "draft"),
            lambda k: asked_of(k, "sent", answer=True),
            lambda k: of_item(asked_of(k, "sent"), executor=None),
        ],
    ),
    "unexplained": (
        [(lambda k: of_words(k, "off_track"), "Nobody has explained")],
        [lambda k: of_words(k, "on_track"), lambda k: of_words(k, "off_track", None)],
    ),
    "behind": (
        [
            (lambda k: of_words(k, "off_track", None), "planned by"),
            (lambda k: of_item(k, status="no_data", progress=None), "nothing is reported"),
        ],
        [lambda k: of_item(k, status="achieved"), lambda k: of_item(k, status="off_track", planned_progress=None)],
    ),
}  # fmt: skip


def said_by(known: Known, question: str, language: str = "en") -> str | None:
    found = next((one.said for one in fired(known, language) if one.question == question), None)
    return found and found.replace(NO_BREAK, " ")


def test_nothing_is_asked_where_nothing_is_open(quiet):
    assert fired(quiet, "en") == ()


def test_every_template_is_tried_here():
    assert [one.question for one in TEMPLATES] == list(CASES)


@pytest.mark.parametrize("question", CASES)
def test_a_question_fires_on_its_condition_in_every_language(quiet, question):
    for change, words in CASES[question][0]:
        known = change(quiet)
        assert words in (said_by(known, question) or ""), words
        for language in LANGUAGES:
            text = said_by(known, question, language)
            assert text and "{" not in text and "None" not in text
            assert text.rstrip().endswith("?")
        assert len({said_by(known, question, language) for language in LANGUAGES}) == 3


@pytest.mark.parametrize("question", CASES)
def test_a_question_keeps_silent_on_what_only_comes_near(quiet, question):
    for change in CASES[question][1]:
        assert said_by(change(quiet), question) is None


def test_every_wording_is_reached(quiet):
    for template in TEMPLATES:
        taken = {template.fires(change(quiet))[0] for change, _ in CASES[template.question][0]}
        assert taken == set(range(len(template.wordings))), template.question


def act(what: str, words: str | None = None, question: str | None = None, seq: int = 7) -> HearingChange:
    return HearingChange(NOW, "faction-kz", None, what, CLINICS, None, question, words, seq)


def test_at_most_three_and_the_sharpest_first(quiet):
    known = of_item(of_late(of_reports(quiet, None), "court"), disputed=True, report_overdue=True)
    asked = questions_of(known, (), "en")
    assert [one.question for one in asked] == ["disputed", "overdue", "late_measures"] and len(asked) == MOST
    assert [one.rank for one in asked] == sorted((one.rank for one in asked), reverse=True)


def test_the_staff_asks_rewords_and_leaves_out(quiet):
    known = of_item(of_late(of_reports(quiet, None), "court"), disputed=True, report_overdue=True)
    acts = (
        act("ask", "Who signed it?"),
        act("reword", "Which figure is true?", "disputed", 8),
        act("leave_out", None, "overdue", 9),
    )
    asked = questions_of(known, acts, "ru")
    assert [one.question for one in asked] == [
        "own-7", "disputed", "late_measures", "value_without_evidence",
    ]  # fmt: skip
    assert [one.said for one in asked[:2]] == ["Who signed it?", "Which figure is true?"]
    assert all(one.written and one.template is None for one in asked[:2]) and not asked[2].written
    again = questions_of(
        known, (*acts, act("reword", "Shorter?", "own-7", 10), act("leave_out", None, "disputed", 11)), "en"
    )
    assert [one.question for one in again][:2] == ["own-7", "late_measures"] and again[0].said == "Shorter?"


def test_the_staff_s_questions_stand_in_the_matter_as_written(country):
    some_progress(country)
    name = arranged(country)
    record_agenda_act(country, FACTION, name, CLINICS, "ask", words="Кто подписал акт?", now=NOW)
    for language in LANGUAGES:
        item = next(
            one for one in hearing_matter(country, FACTION, name, language).items
            if one.assessed.indicator == CLINICS
        )  # fmt: skip
        assert item.questions[0].said == "Кто подписал акт?"
        assert item.questions[1].question == "disputed"
