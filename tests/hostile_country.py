"""The small country in which everybody writes what an attacker would: markup of every kind in every text there is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from tests import small_country
from tests.small_country import ADMINISTRATOR, NOW, OBLAST, PROGRAM
from tracker.errors import TrackerError
from tracker.hearing.freeze import freeze
from tracker.record.blocked import NewWord, record_word
from tracker.record.decision import NewDecision, record_decision, record_decision_word
from tracker.record.dispute_answer import answer_dispute
from tracker.record.explanation import NewExplanation, ask_for_explanation, record_explanation
from tracker.record.hearing import NewHearing, move_hearing, record_hearing
from tracker.record.hearing_agenda import record_agenda_act, record_hearing_answer, record_hearing_note
from tracker.record.recommendation import NewRecommendation, recommend
from tracker.record.report import record_reports
from tracker.record.review import record_review
from tracker.record.visit import NewVisit, record_visit
from tracker.record.visit_post import open_post
from tracker.store import Store

#: HTML, Markdown and its colours, Typst, formulas, format fields, a link that runs; each leaves a trace if it works
HOSTILE = (
    "<script>window.ran='script'</script><img src=x onerror=\"window.ran='image'\"><svg onload=\"window.ran='svg'\">"
    "</textarea></td></table><style>body{display:none}</style> **bold** :red[red] [go](javascript:window.ran='link') "
    "![p](x) $x^2$ #panic() #set page(fill: red) @ref <label> `raw` {field} {0} %s =1+1 </p>"
)
TODAY = date(2026, 11, 20)
LATER = TODAY + timedelta(days=30)
CLINICS, BELOW = "republic-2021-2025/clinics", "akmola-2021-2025/clinics"


def fill(store: Store) -> list[str]:
    """Load it, and say the hostile words wherever a person may; returns what was refused, in words."""
    program = {**PROGRAM, "title": HOSTILE}
    health = {**PROGRAM["sections"][0], "title": HOSTILE}
    health["indicators"] = [{**one, "title": HOSTILE, "unit": "<b>unit</b>"} for one in health["indicators"]]
    program["sections"] = [health, *PROGRAM["sections"][1:]]
    small_country.load(store, program, OBLAST)
    told = [
        small_country.report("clinics", "2026-Q1", 12, "2026-04-05T06:00:00", note=HOSTILE, evidence=HOSTILE),
        small_country.report("villages", "2026-Q1", 11, "2026-04-06T06:00:00", note=HOSTILE,
                             evidence="javascript:window.ran='evidence'"),
        small_country.report(BELOW, "2026-Q1", 3, "2026-04-06T06:00:00", note=HOSTILE),
    ]  # fmt: skip
    record_reports(store, ADMINISTRATOR, told, now=NOW, origin="demonstration")
    refused: list[str] = []

    def say(what: Callable[[], object]) -> object:
        try:
            return what()
        except TrackerError as fault:
            refused.append(str(fault))
            return None

    _of_owners(store, say)
    _of_control(store, say)
    _of_hearing(store, say)
    return refused


def _of_owners(store: Store, say) -> None:
    explanation = NewExplanation(CLINICS, "court", HOSTILE, LATER, HOSTILE, HOSTILE)
    say(lambda: ask_for_explanation(store, ADMINISTRATOR, CLINICS, now=NOW, words=HOSTILE))
    say(lambda: record_explanation(store, ADMINISTRATOR, explanation, now=NOW))
    held_up = NewWord(CLINICS, date(2026, 6, 30), "blocked", None, "court", HOSTILE[:300], TODAY, HOSTILE)
    say(lambda: record_word(store, ADMINISTRATOR, held_up, now=NOW))


def _of_control(store: Store, say) -> None:
    with store.cursor() as cursor:
        [(number,)] = cursor.execute(
            "select r.seq from store.report r join store.subject s on s.no = r.no "
            "where s.id = $1 order by r.seq limit 1",
            [CLINICS],
        ).fetchall()
    say(lambda: record_review(store, ADMINISTRATOR, number, "disputed", HOSTILE, now=NOW))
    say(lambda: answer_dispute(store, ADMINISTRATOR, number, HOSTILE, now=NOW, evidence=HOSTILE))
    visit = NewVisit(
        CLINICS, TODAY, HOSTILE[:200], "not_confirmed", HOSTILE, photographs=("javascript:window.ran=1",)
    )
    say(lambda: record_visit(store, ADMINISTRATOR, visit, now=NOW))
    say(lambda: open_post(store, ADMINISTRATOR, CLINICS, now=NOW, words=HOSTILE))
    made = NewRecommendation(
        HOSTILE, LATER, "sitting", to_seat="council-1", indicator=CLINICS, sitting=HOSTILE[:100]
    )
    say(lambda: recommend(store, ADMINISTRATOR, made, now=NOW))


def _of_hearing(store: Store, say) -> None:
    def later(hours: int) -> datetime:
        return NOW + timedelta(hours=hours)

    new = NewHearing(
        "KZ", "ministry-health", ("republic-2021-2025",), LATER, TODAY, HOSTILE, (HOSTILE,), answer_by=LATER
    )
    hearing = say(lambda: record_hearing(store, ADMINISTRATOR, new, now=NOW))
    for act in ("annotate", "ask"):
        say(
            lambda act=act: record_agenda_act(
                store, ADMINISTRATOR, hearing, CLINICS, act, now=later(1), words=HOSTILE
            )
        )
    say(lambda: move_hearing(store, ADMINISTRATOR, hearing, "sent", now=later(2)))
    say(
        lambda: record_hearing_answer(
            store, ADMINISTRATOR, hearing, CLINICS, HOSTILE, now=later(3), evidence=HOSTILE
        )
    )
    say(lambda: freeze(store, ADMINISTRATOR, hearing, now=later(4)))
    say(lambda: record_hearing_note(store, ADMINISTRATOR, hearing, HOSTILE, now=later(5), indicator=CLINICS))
    due = LATER + timedelta(days=60)
    asked = NewDecision(hearing, HOSTILE, due, HOSTILE, executor="ministry-health", indicator=CLINICS)
    decision = say(lambda: record_decision(store, ADMINISTRATOR, asked, now=later(5)))
    if decision is not None:
        say(lambda: record_decision_word(store, ADMINISTRATOR, decision, "under_way", HOSTILE, now=later(6)))
