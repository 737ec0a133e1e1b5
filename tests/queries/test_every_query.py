"""Every question is asked of an empty migrated database and of the shipped program: an answer, never a fault.

The list is read from the package, so that a new query module without a case here fails.
"""

from __future__ import annotations

import pkgutil
from datetime import date, datetime
from pathlib import Path

import pytest

import tracker.queries
from tests.small_country import ADMINISTRATOR
from tracker.access import Actor
from tracker.errors import AccessRefused, InputError
from tracker.program.check import check
from tracker.queries import Ask, Scope
from tracker.queries.accounts import access_log, accounts
from tracker.queries.agenda import agenda, agenda_acts
from tracker.queries.attention import needing
from tracker.queries.burden import burden
from tracker.queries.changes import changed, changed_rows, figures_changed
from tracker.queries.contradiction_numbers import contradiction_numbers
from tracker.queries.contradictions import contradiction_counts, contradictions
from tracker.queries.control_queue import checks, control_queue, sample
from tracker.queries.decisions import decisions_of, earlier_decisions, fate_of
from tracker.queries.digest import digest
from tracker.queries.directory import (
    executors,
    headline,
    holdings,
    holds_demonstration,
    holds_reports,
    programs,
    seats,
    territories,
    themes,
)
from tracker.queries.evaluability import revision
from tracker.queries.evidence import evidence, evidence_file
from tracker.queries.explain import explained
from tracker.queries.explanations import explanations, requests
from tracker.queries.figures import figures
from tracker.queries.findings import findings
from tracker.queries.first_promises import first_promises
from tracker.queries.forecast import forecast
from tracker.queries.gaps import accountability_gaps
from tracker.queries.hearing_calendar import hearing_calendar
from tracker.queries.hearings import (
    answers,
    hearing,
    hearing_changes,
    hearing_of_code,
    hearings,
    known_hearings,
    may_prepare,
    notes,
    previous_hearing,
)
from tracker.queries.indicators import assessed
from tracker.queries.lags import lags
from tracker.queries.late_measures import late_measures
from tracker.queries.ledger_rows import known_reports, known_reviews
from tracker.queries.listed import listed, named
from tracker.queries.makeup import makeup
from tracker.queries.measures import (
    longest_late,
    measure_counts,
    measure_months,
    measures_by_day,
    measures_of,
)
from tracker.queries.moved import moved_most
from tracker.queries.owed import owed as owing
from tracker.queries.owed import sections_owed
from tracker.queries.parts import behind_by_territory
from tracker.queries.personal_links import personal_links
from tracker.queries.program_versions import program_versions
from tracker.queries.promised import indicators
from tracker.queries.receipt import receipts
from tracker.queries.recommendations import recommendations
from tracker.queries.reporting import due_reports
from tracker.queries.rollups import GROUPINGS, cells, course, rolled_up, whole
from tracker.queries.scorecards import owed, scorecards
from tracker.queries.search import search
from tracker.queries.sums import part_standings, sums_of_parts
from tracker.queries.trajectory import trajectory
from tracker.queries.visits import both_sides, posts, visits
from tracker.queries.workbook_conflicts import workbook_conflicts
from tracker.record.load import load_catalogue
from tracker.store import open_store

DAY, BEFORE = Ask(date(2022, 4, 15)), Ask(date(2021, 12, 31))
NOON = datetime(2022, 4, 15, 6)
SEAT = Actor("council-1", "council_seat", territory="KZ", seat="council-1")
INDICATOR = "republic-2021-2025/new-schools"

# module -> the questions it answers, each asked with (store, actor, ask, scope)
QUESTIONS = {
    "agenda": [
        lambda s, a, q, w: [agenda(s, a, q, one) for one in known_hearings(s, q)],
        lambda s, a, q, w: agenda_acts(s, q, "none"),
    ],
    "decisions": [
        lambda s, a, q, w: fate_of(decisions_of(s, a, q, territory=w.territory, seat=w.seat)),
        lambda s, a, q, w: earlier_decisions(s, a, q, "KZ", q.as_of),
    ],
    "evaluability": [lambda s, a, q, w: revision(s, a, q, w)],
    "hearing_calendar": [lambda s, a, q, w: hearing_calendar(s, a, q, q.as_of.year)],
    "hearings": [
        lambda s, a, q, w: hearings(s, a, q, territory=w.territory),
        lambda s, a, q, w: may_prepare(s, a, q, "KZ"),
        *(
            lambda s, a, q, w, ask=ask: [ask(s, a, q, one.hearing) for one in known_hearings(s, q)]
            for ask in (answers, hearing, hearing_changes, notes, previous_hearing)
        ),
        lambda s, a, q, w: [hearing_of_code(s, a, q, "")] if known_hearings(s, q) else None,
    ],
    "late_measures": [lambda s, a, q, w: late_measures(s, a, q, w)],
    "program_versions": [lambda s, a, q, w: program_versions(s, a, q, [w.program] if w.program else [])],
    "sums": [
        lambda s, a, q, w: sums_of_parts(s, a, q, w),
        lambda s, a, q, w: part_standings(s, a, q, [INDICATOR]),
    ],
    "attention": [lambda s, a, q, w: needing(s, a, q, w)],
    "changes": [
        lambda s, a, q, w: changed(s, a, BEFORE, q, w),
        lambda s, a, q, w: changed_rows(s, a, BEFORE, q, w),
        lambda s, a, q, w: figures_changed(s, a, BEFORE, q, w),
    ],
    "contradiction_numbers": [lambda s, a, q, w: contradiction_numbers(s, a, q, w)],
    "figures": [lambda s, a, q, w: figures(s, a, q, w, ("indicator", "status", "observed"))],
    "findings": [lambda s, a, q, w: list(findings(s, a, q, w))],
    "contradictions": [
        lambda s, a, q, w: contradictions(s, a, q, w),
        lambda s, a, q, w: contradiction_counts(s, a, q, w),
    ],
    "control_queue": [
        lambda s, a, q, w: [of(s, a, q, w) for of in (control_queue, checks, sample)],
        lambda s, a, q, w: control_queue(s, Actor("c", "party_control", territory="KZ-11", office="x"), q, w),
    ],
    "digest": [
        lambda s, a, q, w: [digest(s, one, q) for one in (a, SEAT, Actor("b", "branch", territory="KZ-11"))],
        lambda s, a, q, w: digest(s, Actor("c", "party_control", territory="KZ"), q),
        lambda s, a, q, w: digest(s, Actor("e", "executor", office="akimat-11"), q),
    ],
    "directory": [
        lambda s, a, q, w: executors(s, a, q),
        lambda s, a, q, w: headline(s, a, q),
        lambda s, a, q, w: holdings(s, a, q, "bureau-3"),
        lambda s, a, q, w: holds_demonstration(s),
        lambda s, a, q, w: holds_reports(s),
        lambda s, a, q, w: programs(s, a, q),
        lambda s, a, q, w: seats(s, a, q),
        lambda s, a, q, w: territories(s, a, q),
        lambda s, a, q, w: themes(s, a, q),
    ],
    "burden": [lambda s, a, q, w: burden(s, a, q)],
    "evidence": [
        lambda s, a, q, w: evidence(s, a, q, w),
        lambda s, a, q, w: evidence_file(s, a, q, "0" * 64),
    ],
    "owed": [lambda s, a, q, w: sections_owed(owing(s, a, q, w))],
    "personal_links": [lambda s, a, q, w: personal_links(s, a, q, w.territory)],
    "promised": [lambda s, a, q, w: indicators(s, a, q)],
    "receipt": [
        lambda s, a, q, w: receipts(s, a, q, w),
        lambda s, a, q, w: receipts(s, a, q, w, seq=1, most=1),
    ],
    "workbook_conflicts": [lambda s, a, q, w: workbook_conflicts(s, a, q, w)],
    "explain": [lambda s, a, q, w: explained(s, a, q, INDICATOR)],
    "explanations": [lambda s, a, q, w: explanations(s, a, q, w), lambda s, a, q, w: requests(s, a, q, w)],
    "ledger_rows": [
        lambda s, a, q, w: known_reports(s, a, q, w),
        lambda s, a, q, w: known_reviews(s, a, q, w),
    ],
    "first_promises": [lambda s, a, q, w: first_promises(s, a, q, w.program or "republic-2021-2025")],
    "forecast": [lambda s, a, q, w: forecast(s, a, q, INDICATOR)],
    "gaps": [lambda s, a, q, w: accountability_gaps(s, a, q, w)],
    "indicators": [lambda s, a, q, w: assessed(s, a, q, w)],
    "lags": [lambda s, a, q, w: lags(s, a, q, w)],
    "listed": [
        lambda s, a, q, w: list(listed(s, a, q, w, by_attention=True, words="a", language="kk")),
        lambda s, a, q, w: named(s, a, q, (INDICATOR,)),
    ],
    "makeup": [
        lambda s, a, q, w: [
            makeup(s, a, q, w, by)
            for by in ("territory", "indicator", "section", "theme", "executor", "seat", "program")
        ]
    ],
    "measures": [
        lambda s, a, q, w: [measure_counts(s, a, q, w), measure_months(s, a, q, w)],
        lambda s, a, q, w: [list(measures_of(s, a, q, w)), list(longest_late(s, a, q, w))],
        lambda s, a, q, w: list(measures_by_day(s, a, q, w, state="late", stage="tender", month="2022-03")),
    ],
    "moved": [lambda s, a, q, w: moved_most(s, a, q, w)],
    "parts": [lambda s, a, q, w: behind_by_territory(s, a, q, INDICATOR)],
    "recommendations": [
        lambda s, a, q, w: recommendations(s, a, q),
        lambda s, a, q, w: recommendations(
            s, SEAT, q, territory=w.territory, seat=w.seat, executor=w.executor, indicator=w.indicator
        ),
    ],
    "reporting": [lambda s, a, q, w: due_reports(s, a, q, w)],
    "rollups": [
        lambda s, a, q, w: [rolled_up(s, a, q, w, by) for by in GROUPINGS],
        lambda s, a, q, w: whole(s, a, q, w),
        lambda s, a, q, w: cells(s, a, q, w),
        lambda s, a, q, w: course(s, a, q, w, [BEFORE.as_of, DAY.as_of]),
    ],
    "scorecards": [lambda s, a, q, w: scorecards(s, a, q, w), lambda s, a, q, w: owed(s, a, q, w)],
    "search": [lambda s, a, q, w: [search(s, a, q, text) for text in ("мектеп", "мектеб", "shkol", "%'")]],
    "trajectory": [lambda s, a, q, w: trajectory(s, a, q, INDICATOR)],
    "visits": [
        lambda s, a, q, w: [of(s, a, q, w) for of in (visits, posts)],
        lambda s, a, q, w: both_sides(s, a, q, [INDICATOR, "nothing/at-all"]),
    ],
}
# accounts are asked about at an instant and not as of a day: see the test at the end
NOT_QUESTIONS = {"ask", "contradiction_kinds", "accounts", "ever", "holders", "set_titles"}
SCOPES = [
    Scope(),
    Scope(begun=True, kind="election", period=(2021, 2025)),
    Scope(program="republic-2021-2025"),
    Scope(territory="KZ-11"),
    Scope(territory="KZ-11", own=True),
    Scope(seat="bureau-3"),
    Scope(theme="health"),
    Scope(executor="akimat-11"),
    Scope(program="nothing'; drop table store.report; --"),
]


@pytest.fixture(scope="module")
def empty():
    with open_store() as store:
        yield store


@pytest.fixture(scope="module")
def shipped():
    with open_store() as store:
        read = check(Path(__file__).parents[2] / "programs")
        load_catalogue(store, ADMINISTRATOR, read.catalogue, today=date(2026, 11, 20))
        yield store


def ask(question, store, actor, asked, scope) -> None:
    try:
        question(store, actor, asked, scope)
    except InputError as fault:
        assert "There is no indicator" in str(fault)


@pytest.mark.parametrize("module", QUESTIONS)
def test_an_empty_database_answers(empty, module):
    for question in QUESTIONS[module]:
        ask(question, empty, Actor.public(), DAY, Scope())
        for asked in (Ask(DAY.as_of, "original"), Ask(date(2020, 1, 1)), Ask(date(2099, 1, 1))):
            ask(question, empty, ADMINISTRATOR, asked, Scope())


@pytest.mark.parametrize("module", QUESTIONS)
def test_the_shipped_program_answers(shipped, module):
    for question in QUESTIONS[module]:
        for scope in SCOPES:
            ask(question, shipped, ADMINISTRATOR, DAY, scope)


def test_every_query_module_is_asked():
    modules = {module.name for module in pkgutil.iter_modules(tracker.queries.__path__)}
    assert modules - NOT_QUESTIONS == set(QUESTIONS)


def test_the_shipped_program_has_the_indicator_asked_for(shipped):
    assert explained(shipped, ADMINISTRATOR, DAY, INDICATOR).assessed.indicator == INDICATOR


def test_accounts_are_asked_of_an_empty_database_by_administrators_alone(empty):
    assert accounts(empty, ADMINISTRATOR, NOON, NOON) == []
    assert access_log(empty, ADMINISTRATOR) == []
    for question in (
        lambda: accounts(empty, Actor.public(), NOON, NOON),
        lambda: access_log(empty, Actor.public()),
    ):
        with pytest.raises(AccessRefused):
            question()
