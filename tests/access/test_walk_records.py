"""The permission walk over everything that writes: every role x every record x own and foreign places."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import count

import pytest

import tracker.record
from tests.access.rules import ACTORS, AKMOLA, WATER
from tests.small_country import ADMINISTRATOR, NOW, catalogue, load, record, report
from tracker.access import Actor
from tracker.errors import AccessRefused, InputError
from tracker.periods import parse
from tracker.record import (
    account,
    explanation,
    hearing,
    measure_report,
    personal_link,
    recommendation,
    review,
    visit,
    visit_post,
)
from tracker.record.account import NewRole
from tracker.record.blocked import NewWord, record_word
from tracker.record.dispute_answer import answer_dispute
from tracker.record.evidence import About, record_evidence
from tracker.record.load import load_catalogue
from tracker.record.report import NewReport, record_reports
from tracker.record.workbook import record_workbook
from tracker.store import Store, open_store

THEN = datetime(2026, 11, 1)
_turn = count(1)


@pytest.fixture(scope="module")
def world() -> Iterator[Store]:
    """The republic's water, which nobody carries, and Akmola's clinics, which council-11 does; each reported once."""
    with open_store() as store:
        load(store)
        record(
            store, report(WATER, "2026-Q2", 20.0, "2026-07-05"), report(AKMOLA, "2026-Q2", 5.0, "2026-07-05")
        )
        yield store


def _newest(store: Store, indicator: str) -> int:
    with store.cursor() as cursor:
        return cursor.execute(
            "select max(r.seq) from store.report r join store.subject s using (no) where s.id = $1",
            [indicator],
        ).fetchone()[0]


def _report(store: Store, actor: Actor, indicator: str) -> None:
    told = NewReport(indicator, parse("2026-Q3"), 10.0 + next(_turn) / 1000)
    record_reports(store, actor, [told], now=NOW)


def _fresh_report(store: Store, indicator: str) -> int:
    """A report of somebody else's, to be judged."""
    told = NewReport(
        indicator, parse("2026-Q3"), 10.0 + next(_turn) / 1000, reported_at=THEN, author="branch-nobody"
    )
    record_reports(store, ADMINISTRATOR, [told], now=NOW)
    return _newest(store, indicator)


def _hearing(store: Store, actor: Actor, indicator: str) -> None:
    territory = "KZ" if indicator == WATER else "KZ-11"
    program = indicator.split("/")[0]
    office = "ministry-health" if territory == "KZ" else "akimat-11"
    new = hearing.NewHearing(
        territory, office, (program,), date(2027, 1, 1 + next(_turn) % 28), date(2026, 12, 1)
    )
    hearing.record_hearing(store, actor, new, now=NOW, key=f"walk-{next(_turn)}")


def _post(store: Store, actor: Actor, indicator: str) -> None:
    number = visit_post.open_post(store, actor, indicator, now=NOW, words="w", key=f"p{next(_turn)}")
    visit_post.close_post(store, ADMINISTRATOR, number, "over", now=NOW)


def _disputed(store: Store, indicator: str) -> int:
    seq = _fresh_report(store, indicator)
    review.record_review(store, ADMINISTRATOR, seq, "disputed", "why", now=NOW)
    return seq


_AKMOLA_BRANCH = {"branch", "both", "administrator"}
_COUNCIL = {"council_seat", "aide_council"}
_BUREAU = {"bureau_seat", "aide"}
REPORTING = {AKMOLA: _AKMOLA_BRANCH | _COUNCIL, WATER: {"administrator"}}
CONTROL = {AKMOLA: {"party_control", "administrator"}, WATER: {"administrator"}}
EXPLAINING = {AKMOLA: _COUNCIL | {"administrator"}, WATER: {"administrator"}}
KEEPING = {AKMOLA: {"administrator"}, WATER: {"administrator"}}

#: what is written -> who may write it of which indicator, and how it is tried
RULES: dict[str, tuple[dict[str, set[str]], Callable[[Store, Actor, str], object]]] = {
    "record_reports": (REPORTING, _report),
    "record_word": (REPORTING, lambda s, a, i: record_word(
        s, a, NewWord(i, date(2026, 9, 30), "no_change"), now=NOW, key=f"w{next(_turn)}")),
    "record_evidence": (REPORTING, lambda s, a, i: record_evidence(s, a, About(i), [], now=NOW)),
    "answer_dispute": (REPORTING, lambda s, a, i: answer_dispute(s, a, _disputed(s, i), "words", now=NOW)),
    "record_workbook": (
        # a workbook holds a seat's own indicators, wherever they are
        {AKMOLA: _AKMOLA_BRANCH | _COUNCIL, WATER: _COUNCIL | {"administrator"}},
        lambda s, a, i: record_workbook(s, a, "KZ" if i == WATER else "KZ-11", None, "en", 1, now=NOW),
    ),
    "record_review": (CONTROL, lambda s, a, i: review.record_review(
        s, a, _fresh_report(s, i), "verified", None, now=NOW)),
    "record_visit": (CONTROL, lambda s, a, i: visit.record_visit(
        s, a, visit.NewVisit(i, date(2026, 11, 2), "on the spot", "confirmed"), now=NOW, key=f"v{next(_turn)}")),
    "open_post": (CONTROL, _post),
    "recommend": (CONTROL, lambda s, a, i: recommendation.recommend(
        s, a, recommendation.NewRecommendation("do", date(2027, 1, 1), "sitting", to_executor="ministry-health",
                                               indicator=i, sitting="1"), now=NOW, key=f"r{next(_turn)}")),
    "record_explanation": (EXPLAINING, lambda s, a, i: explanation.record_explanation(
        s, a, explanation.NewExplanation(i, "other", "we do", date(2027, 1, 1)), now=NOW, key=f"e{next(_turn)}")),
    "ask_for_explanation": (
        {AKMOLA: _BUREAU | {"administrator"}},  # nobody carries the water, so there is nobody to ask
        lambda s, a, i: explanation.ask_for_explanation(s, a, i, now=NOW, key=f"q{next(_turn)}"),
    ),
    "record_hearing": ({AKMOLA: {"faction", "administrator"}, WATER: {"administrator"}}, _hearing),
    "load_catalogue": (KEEPING, lambda s, a, i: load_catalogue(s, a, catalogue(), today=NOW.date(), now=NOW)),
    "make_link": (KEEPING, lambda s, a, i: personal_link.make_link(s, a, "KZ" if i == WATER else "KZ-11", now=NOW)),
    "make_account_with_role": (KEEPING, lambda s, a, i: account.make_account_with_role(
        s, a, f"made-{next(_turn)}", NewRole("branch", territory="KZ-11"), now=NOW)),
}  # fmt: skip
#: the same act asked in the same way by a neighbour of these, tried in the tests of its own room
LIKE = {
    "record_measure_reports": "record_reports",
    "record_words": "record_word",
    "remember_matching": "record_reports",
    "record_conflicts": "record_workbook",
    "decide_conflict": "record_reports",
    "record_verdicts": "record_review",
    "close_post": "open_post",
    "say_done": "recommend",
    "judge_done": "recommend",
    "change_hearing": "record_hearing",
    "move_hearing": "record_hearing",
    "check_move": "record_hearing",
    "record_agenda_act": "record_hearing",
    "record_hearing_answer": "record_hearing",
    "record_hearing_note": "record_hearing",
    "record_decision": "record_hearing",
    "record_decision_word": "record_hearing",
    "close_decision": "record_hearing",
    "revoke_link": "make_link",
    **dict.fromkeys(
        ("make_account", "invite_account", "give_role", "take_role", "close_account", "open_account", "bind_provider",
         "end_account_sessions", "free_account", "forget_second_factor"),
        "make_account_with_role",
    ),
}  # fmt: skip
#: parts of the above, which have asked before, and a question
WITHIN = {"append_reviews", "append_evidence", "acting_as", "acting_on_all", "may_report"}


def _writers() -> dict[str, Callable]:
    found = {}
    for module in pkgutil.iter_modules(tracker.record.__path__):
        loaded = importlib.import_module(f"tracker.record.{module.name}")
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            own = function.__module__ == loaded.__name__ and not name.startswith("_")
            if own and "actor" in inspect.signature(function).parameters:
                found[name] = function
    return found


def test_everything_that_writes_has_a_rule_and_asks():
    writers = _writers()
    assert set(writers) == set(RULES) | set(LIKE) | WITHIN, (
        "a record without a rule, or a rule without a record"
    )
    asks = (
        "require(",
        "acting_as(",
        "acting_on_all(",
        "_require(",
        "_administering(",
        ".permitted(",
        "append_",
        "make_account(",
        "record_words(",
    )
    silent = [name for name, one in writers.items() if not any(ask in inspect.getsource(one) for ask in asks)]
    assert not set(silent) - WITHIN - {"check_move"}


def test_everybody_writes_what_is_theirs_and_nothing_else(world):
    walked, wrong = 0, []
    for name, (rule, write) in RULES.items():
        for indicator, allowed in rule.items():
            for role, actor in ACTORS.items():
                walked += 1
                head = world.head()
                try:
                    write(world, actor, indicator)
                    done = True
                except AccessRefused:
                    done = False
                if done != (role in allowed):
                    wrong.append((name, role, indicator, "written" if done else "refused"))
                made_up = name in (
                    "answer_dispute",
                    "record_review",
                )  # their trial writes what is to be judged
                if not done and not made_up and world.head() != head:
                    wrong.append((name, role, indicator, "refused and written all the same"))
    print(f"{walked} combinations of record, role and place")
    assert not wrong, "\n".join(map(str, wrong))


def test_nobody_gives_a_record_a_day_of_its_own_but_the_administrator(world):
    told = NewReport(AKMOLA, parse("2026-Q3"), 3.0, reported_at=THEN, author="somebody-else")
    state = measure_report.NewMeasureReport("republic-2021-2025/clinics", "clinic-a", parse("2026-Q3"), "done",
                                            reported_at=THEN)  # fmt: skip
    for role, actor in ACTORS.items():
        if role != "administrator":
            with pytest.raises(AccessRefused):
                record_reports(world, actor, [told], now=NOW)
            with pytest.raises(AccessRefused):
                measure_report.record_measure_reports(world, actor, [state], now=NOW)


def test_nobody_confirms_their_own_figure_in_another_role(world):
    two = Actor(
        "both-hats",
        "branch",
        territory="KZ-11",
        also=(Actor("both-hats", "party_control", territory="KZ-11"),),
    )
    record_reports(world, two, [NewReport(AKMOLA, parse("2026-Q3"), 9.75)], now=NOW)
    with pytest.raises(InputError, match="nobody confirms their own figures"):
        review.record_review(world, two, _newest(world, AKMOLA), "verified", None, now=NOW)
