"""A world in which everything is said inside: no figure is verified, and every text names its indicator."""

from __future__ import annotations

from datetime import date, datetime

from tests.access.rules import AKMOLA, REPUBLIC, WATER
from tests.small_country import ADMINISTRATOR, NOW, load, record, report
from tracker.access import Actor
from tracker.hearing.freeze import freeze
from tracker.periods import parse
from tracker.queries import Ask
from tracker.record.decision import NewDecision, close_decision, record_decision, record_decision_word
from tracker.record.explanation import NewExplanation, ask_for_explanation, record_explanation
from tracker.record.hearing import NewHearing, move_hearing, record_hearing
from tracker.record.hearing_agenda import record_agenda_act, record_hearing_answer, record_hearing_note
from tracker.record.measure_report import NewMeasureReport, record_measure_reports
from tracker.record.recommendation import NewRecommendation, recommend
from tracker.record.review import record_review
from tracker.record.visit import NewVisit, record_visit
from tracker.store import Store

DAY = Ask(date(2022, 4, 15))
THEN = datetime(2022, 4, 11)
VALUES = {REPUBLIC: 12.3456, WATER: 33.2109, AKMOLA: 6.7891}
#: where a hearing was held -> its item, that item's executor, the seat responsible for a decision
HEARD = {
    "KZ": (REPUBLIC, "ministry-health", "council-1"),
    "KZ-11": (AKMOLA, "akimat-11-health", "akim-11"),
}
HEARINGS = {territory: f"{territory.lower()}-2022-04-29" for territory in HEARD}
#: what a text must not hold for whom it is not: the value and the words of an indicator, a hearing's papers, and what
#: an executor asked for an answer reads and says there
SECRETS = {
    **{name: (str(value), f"secret of {name}") for name, value in VALUES.items()},
    **{f"papers of {territory}": (f"papers of {territory};",) for territory in HEARD},
    **{f"answer in {territory}": (f"answer in {territory};",) for territory in HEARD},
}


def tell_all(store: Store) -> None:
    """Load the small country and say something secret of three of its indicators, in every way there is."""
    load(store)
    for name, value in VALUES.items():
        secret = f"secret of {name}"
        told = report(
            name, "2022-Q1", value, "2022-04-05", note=secret, evidence=secret, author="branch-somewhere"
        )
        record(store, told)
        with store.cursor() as cursor:
            [(seq,)] = cursor.execute("select max(seq) from store.report").fetchall()
        given = {"words": secret, "corrective_action": secret, "help_needed": secret}
        explained = NewExplanation(
            name, "money_late", expected_on=date(2022, 6, 1), explained_at=THEN, **given
        )
        record_explanation(store, ADMINISTRATOR, explained, now=NOW)
        if name != WATER:  # nobody carries it
            ask_for_explanation(store, ADMINISTRATOR, name, now=NOW, words=secret, asked_at=THEN)
        visit = NewVisit(name, date(2022, 4, 10), secret, "not_confirmed", words=secret, said_at=THEN)
        record_visit(store, ADMINISTRATOR, visit, now=NOW)
        advice = NewRecommendation(secret, date(2022, 5, 1), "sitting", to_executor="ministry-health",
                                   indicator=name, sitting="sitting 1", author="control", said_at=THEN)  # fmt: skip
        recommend(store, ADMINISTRATOR, advice, now=NOW)
        if name != WATER:  # that one waits for its review
            record_review(store, ADMINISTRATOR, seq, "disputed", secret, now=NOW, reviewed_at=THEN)
    secret = f"secret of {REPUBLIC}"
    state = NewMeasureReport(REPUBLIC, "clinic-a", parse("2022-Q1"), "under_way", evidence=secret, note=secret,
                             reported_at=THEN, author="branch-somewhere")  # fmt: skip
    record_measure_reports(store, ADMINISTRATOR, [state], now=NOW)
    for territory in HEARD:
        hear(store, territory)


def hear(store: Store, territory: str) -> None:
    """Hold a hearing of the territory's program in which every word is inside."""
    item, executor, seat = HEARD[territory]
    secret, words, program = f"papers of {territory};", f"answer in {territory};", item.split("/")[0]
    office = "ministry-health" if territory == "KZ" else "akimat-11"
    new = NewHearing(territory, office, (program,), date(2022, 4, 29), DAY.as_of, title=words,
                     participants=(words,), answer_by=date(2022, 4, 25))  # fmt: skip
    hearing = record_hearing(store, ADMINISTRATOR, new, now=NOW, said_at=THEN)
    at = {"now": NOW, "said_at": THEN}
    for act, further in (("add", {}), ("annotate", {}), ("ask", {}), ("drop", {}), ("add", {})):
        told = words if act == "ask" else secret  # what is asked is asked of the executor
        record_agenda_act(store, ADMINISTRATOR, hearing, item, act, words=told, **further, **at)
    move_hearing(store, ADMINISTRATOR, hearing, "sent", reason=secret, **at)
    answering = Actor(f"executor-{executor}", "executor", office=executor)
    record_hearing_answer(store, answering, hearing, item, words, evidence=words, now=THEN)
    freeze(store, ADMINISTRATOR, hearing, **at)
    record_hearing_note(store, ADMINISTRATOR, hearing, secret, indicator=item, **at)
    for closed in (False, True):
        demanded = NewDecision(hearing, secret, date(2022, 4, 13), secret, seat=seat, indicator=item)
        decision = record_decision(store, ADMINISTRATOR, demanded, **at)
        record_decision_word(store, ADMINISTRATOR, decision, "under_way", secret, evidence=secret, **at)
        if closed:
            close_decision(store, ADMINISTRATOR, decision, "document", evidence=secret, words=secret, **at)


def leaks(told: str, allowed: set[str]) -> list[str]:
    """The indicators whose secrets stand in a text although they are not among the allowed."""
    return [
        name for name, secrets in SECRETS.items() if name not in allowed and any(s in told for s in secrets)
    ]
