"""The permission walk over everything that writes: every role x every record x own and foreign places."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date, datetime
from functools import wraps
from itertools import count

import pytest

import tracker.record
from tests.access.rules import ACTORS, AKMOLA, REPUBLIC, WATER
from tests.small_country import ADMINISTRATOR, NOW, OBLAST, PROGRAM, catalogue, load, record, report
from tracker.access import Actor, api_token, own
from tracker.errors import AccessRefused, InputError
from tracker.periods import parse
from tracker.record import (
    account,
    decision,
    explanation,
    hearing,
    hearing_agenda,
    matching,
    measure_report,
    personal_link,
    recommendation,
    review,
    visit,
    visit_post,
    visit_review,
    workbook,
)
from tracker.record.account import NewRole
from tracker.record.blocked import NewWord, record_word, record_words
from tracker.record.dispute_answer import answer_dispute
from tracker.record.evidence import About, record_evidence
from tracker.record.load import load_catalogue
from tracker.record.report import NewReport, record_reports
from tracker.record.workbook import NewConflict, record_workbook
from tracker.store import Store, open_store
from tracker.store.connection import LEDGER_TABLES

THEN = datetime(2026, 11, 1)
_turn = count(1)
_scenes: dict[tuple, object] = {}


def scene(make: Callable) -> Callable:
    """What a trial needs before it, made once and used until a trial succeeds: a refusal uses nothing up."""

    @wraps(make)
    def made(store: Store, *about: object, **further: object):
        key = (store, make.__name__, about, *further.items())
        if key not in _scenes:
            _scenes[key] = make(store, *about, **further)
        return _scenes[key]

    return made


@pytest.fixture(scope="module")
def world() -> Iterator[Store]:
    """The republic's water, which nobody carries, and Akmola's clinics, which council-11 does; each reported once."""
    with open_store() as store:
        load(store, *_programs())
        record(
            store, report(WATER, "2026-Q2", 20.0, "2026-07-05"), report(AKMOLA, "2026-Q2", 5.0, "2026-07-05")
        )
        yield store


def _programs() -> tuple[dict, dict]:
    """The small country's programs, with a measure under the water and under Akmola's clinics, too."""
    republic, akmola = deepcopy(PROGRAM), deepcopy(OBLAST)
    for indicator in (republic["sections"][1]["indicators"][0], akmola["sections"][0]["indicators"][0]):
        indicator["measures"] = [{"measure": "site", "title": "Site"}]
    return republic, akmola


def _newest(store: Store, indicator: str) -> int:
    with store.cursor() as cursor:
        return cursor.execute(
            "select max(r.seq) from store.report r join store.subject s using (no) where s.id = $1",
            [indicator],
        ).fetchone()[0]


def _report(store: Store, actor: Actor, indicator: str) -> None:
    told = NewReport(indicator, parse("2026-Q3"), 10.0 + next(_turn) / 1000)
    record_reports(store, actor, [told], now=NOW)


@scene
def _fresh_report(store: Store, indicator: str) -> int:
    """A report of somebody else's on a period nobody else speaks of, to be judged."""
    told = NewReport(
        indicator, parse("2026-Q1"), 10.0 + next(_turn) / 1000, reported_at=THEN, author="branch-nobody"
    )
    record_reports(store, ADMINISTRATOR, [told], now=NOW)
    return _newest(store, indicator)


def _territory(indicator: str) -> str:
    return "KZ-11" if indicator == AKMOLA else "KZ"


def _new_hearing(indicator: str) -> hearing.NewHearing:
    territory, program = _territory(indicator), indicator.split("/")[0]
    office = "ministry-health" if territory == "KZ" else "akimat-11"
    held_on, as_of = date(2027, 1, 1 + next(_turn) % 28), date(2026, 12, 1)
    return hearing.NewHearing(territory, office, (program,), held_on, as_of, answer_by=as_of)


def _hearing(store: Store, actor: Actor, indicator: str) -> str:
    return hearing.record_hearing(store, actor, _new_hearing(indicator), now=NOW, key=f"walk-{next(_turn)}")


@scene
def _standing(store: Store, indicator: str, state: str) -> str:
    """A hearing of the indicator's territory that stands in a state."""
    made = _hearing(store, ADMINISTRATOR, indicator)
    for step in ("sent", "frozen", "held"):
        if state == "draft":
            break
        kept = (
            hearing.Freeze("AAAA-AAAA-AAAA", store.head(), "0" * 64, "0" * 64, "{}")
            if step == "frozen"
            else None
        )
        hearing.move_hearing(store, ADMINISTRATOR, made, step, now=NOW, freeze=kept)
        if step == state:
            break
    return made


def _frozen(store: Store, actor: Actor, indicator: str) -> None:
    kept = hearing.Freeze("BBBB-BBBB-BBBB", store.head() + 10, "0" * 64, "0" * 64, "{}")
    hearing.move_hearing(store, actor, _standing(store, indicator, "sent"), "frozen", now=NOW, freeze=kept)


def _demand(store: Store, actor: Actor, indicator: str, **responsible: str) -> str:
    new = decision.NewDecision(
        _standing(store, indicator, "held"),
        "do it",
        date(2027, 3, 1),
        "an act",
        indicator=indicator,
        **responsible,
    )
    return decision.record_decision(store, actor, new, now=NOW, key=f"d{next(_turn)}")


@scene
def _of_seat(store: Store, indicator: str) -> str:
    """A decision for which a seat is responsible: Akmola's council, or the Bureau."""
    return _demand(store, ADMINISTRATOR, indicator, seat="council-11" if indicator == AKMOLA else "bureau-1")


@scene
def _of_chair(store: Store, indicator: str) -> str:
    """A decision for which nobody of the walk is responsible: whoever is closes none of their own."""
    return _demand(store, ADMINISTRATOR, indicator, seat="akim-11")


@scene
def _of_executor(store: Store, indicator: str) -> str:
    return _demand(
        store,
        ADMINISTRATOR,
        indicator,
        executor="akimat-11-health" if indicator == AKMOLA else "ministry-health",
    )


@scene
def _advice(store: Store, indicator: str, *, done: bool = False) -> int:
    """A recommendation to the executor of the indicator's territory; ``done`` says so already."""
    executor = "akimat-11-health" if indicator == AKMOLA else "ministry-health"
    new = recommendation.NewRecommendation("do", date(2027, 1, 1), "sitting", to_executor=executor,
                                           indicator=indicator, sitting="1")  # fmt: skip
    number = recommendation.recommend(store, ADMINISTRATOR, new, now=NOW, key=f"a{next(_turn)}")
    if done:
        said = {"now": NOW, "said_at": THEN}
        recommendation.say_done(store, Actor("branch-of-all", "administrator"), number, "w", "an act", **said)
    return number


@scene
def _posted(store: Store, indicator: str) -> int:
    """A post of control's that stands."""
    return visit_post.open_post(store, ADMINISTRATOR, indicator, now=NOW, words="w", key=f"o{next(_turn)}")


def _differing(store: Store, indicator: str) -> NewConflict:
    with store.cursor() as cursor:
        [(no,)] = cursor.execute("select no from store.subject where id = $1", [indicator]).fetchall()
    value = 10.0 + next(_turn) / 1000
    return NewConflict(no, date(2026, 4, 1), date(2026, 6, 30), value, None, None, _newest(store, indicator))


@scene
def _open_difference(store: Store, indicator: str) -> int:
    workbook.record_conflicts(store, ADMINISTRATOR, "w", [_differing(store, indicator)], now=NOW)
    with store.cursor() as cursor:
        return cursor.execute("select max(seq) from store.workbook_conflict where state = 'open'").fetchone()[
            0
        ]


@scene
def _link(store: Store, indicator: str) -> str:
    return personal_link.make_link(store, ADMINISTRATOR, _territory(indicator), now=NOW)[0]


def _own_act(store: Store, actor: Actor, act: Callable, given: tuple) -> object:
    return act(store, actor, NOW) if act is own.standing else act(store, actor, *given, now=NOW)


@scene
def _token_of_somebody(store: Store) -> str:
    return api_token.make_token(store, ADMINISTRATOR, _somebody(store), ["read"], 1, now=NOW)[1].id


@scene
def _somebody(store: Store) -> str:
    name = f"somebody-{next(_turn)}"
    account.make_account(store, ADMINISTRATOR, name, now=NOW)
    return name


@scene
def _role_given(store: Store) -> str:
    return account.give_role(
        store, ADMINISTRATOR, _somebody(store), NewRole("branch", territory="KZ-11"), now=NOW
    )


def _of_somebody(act: Callable) -> Callable[[Store, Actor, str], object]:
    """An act of the administrator's on an account that was just made."""
    return lambda store, actor, _: act(store, actor, _somebody(store), now=NOW)


def _post(store: Store, actor: Actor, indicator: str) -> None:
    number = visit_post.open_post(store, actor, indicator, now=NOW, words="w", key=f"p{next(_turn)}")
    visit_post.close_post(store, ADMINISTRATOR, number, "over", now=NOW)


@scene
def _disputed(store: Store, indicator: str) -> int:
    seq = _fresh_report(store, indicator)
    review.record_review(store, ADMINISTRATOR, seq, "disputed", "why", now=NOW)
    return seq


_AKMOLA_BRANCH = {"branch", "both", "administrator"}
_COUNCIL = {"council_seat", "aide_council"}
_BUREAU = {"bureau_seat", "aide"}
REPORTING = {AKMOLA: _AKMOLA_BRANCH | _COUNCIL, WATER: {"administrator"}}
CONTROL = {AKMOLA: {"party_control", "administrator"}, WATER: {"administrator"}}
FACTION = {AKMOLA: {"faction", "administrator"}, WATER: {"administrator"}}
EXPLAINING = {AKMOLA: _COUNCIL | {"administrator"}, WATER: {"administrator"}}
NOBODY = {AKMOLA: set()}
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
    "record_measure_reports": (REPORTING, lambda s, a, i: measure_report.record_measure_reports(
        s, a, [measure_report.NewMeasureReport(i, "site", parse("2026-Q3"), "under_way", note=f"{next(_turn)}")],
        now=NOW)),
    "record_words": (REPORTING, lambda s, a, i: record_words(
        s, a, [(NewWord(i, date(2026, 9, 30), "no_change"), f"ws{next(_turn)}")], now=NOW)),
    "remember_matching": (
        # a seat's own table, in its own territory
        {AKMOLA: _AKMOLA_BRANCH | _COUNCIL, WATER: {"administrator"}},
        lambda s, a, i: matching.remember_matching(
            s, a, _territory(i), ("t", f"{next(_turn)}"), matching.Matching({"title": "t"}, {}), now=NOW)),
    "record_conflicts": (REPORTING, lambda s, a, i: workbook.record_conflicts(
        s, a, "w", [_differing(s, i)], now=NOW)),
    "decide_conflict": (REPORTING, lambda s, a, i: workbook.decide_conflict(
        s, a, _open_difference(s, i), "kept", now=NOW)),
    "record_verdicts": (CONTROL, lambda s, a, i: visit_review.record_verdicts(
        s, a, [visit_review.NewVerdict(_fresh_report(s, i), "verified")], now=NOW)),
    "close_post": (CONTROL, lambda s, a, i: visit_post.close_post(s, a, _posted(s, i), "over", now=NOW)),
    "say_done": (
        # the branch speaks for the executors of its territory, who answer before a hearing alone
        {AKMOLA: _AKMOLA_BRANCH, WATER: {"administrator"}},
        lambda s, a, i: recommendation.say_done(s, a, _advice(s, i), "w", "an act", now=NOW)),
    "judge_done": (CONTROL, lambda s, a, i: recommendation.judge_done(
        s, a, _advice(s, i, done=True), "given_back", "look again", now=NOW)),
    "record_hearing": (FACTION, _hearing),
    "change_hearing": (FACTION, lambda s, a, i: hearing.change_hearing(
        s, a, _standing(s, i, "draft"), _new_hearing(i), now=NOW)),
    "move_hearing": (FACTION, lambda s, a, i: hearing.move_hearing(
        s, a, _standing(s, i, "draft"), "sent", now=NOW)),
    "move_hearing, to freeze it": (FACTION, _frozen),
    "check_move": (FACTION, lambda s, a, i: hearing.check_move(s, a, _standing(s, i, "sent"), "frozen", now=NOW)),
    "record_agenda_act": (FACTION, lambda s, a, i: hearing_agenda.record_agenda_act(
        s, a, _standing(s, i, "draft"), i, "annotate", words="w", now=NOW)),
    "record_hearing_answer": (
        {AKMOLA: {"executor", "administrator"}, REPUBLIC: {"both", "administrator"}},  # "both" is that ministry, too
        lambda s, a, i: hearing_agenda.record_hearing_answer(s, a, _standing(s, i, "sent"), i, "w", now=NOW)),
    "record_hearing_note": (FACTION, lambda s, a, i: hearing_agenda.record_hearing_note(
        s, a, _standing(s, i, "held"), "w", now=NOW)),
    "record_decision": (FACTION, lambda s, a, i: _demand(s, a, i, executor="ministry-health")),
    "record_decision_word": (
        {AKMOLA: _COUNCIL | {"administrator"}, WATER: _BUREAU | {"administrator"}},
        lambda s, a, i: decision.record_decision_word(s, a, _of_seat(s, i), "done", "w", now=NOW)),
    "record_decision_word, of an executor's before a hearing": (
        {AKMOLA: {"executor", "administrator"}, WATER: {"both", "administrator"}},
        lambda s, a, i: (_standing(s, i, "sent"), decision.record_decision_word(
            s, a, _of_executor(s, i), "done", "w", now=NOW))),
    "close_decision": (FACTION, lambda s, a, i: decision.close_decision(
        s, a, _of_chair(s, i), "document", evidence="act", now=NOW)),
    "revoke_link": (KEEPING, lambda s, a, i: personal_link.revoke_link(s, a, _link(s, i), now=NOW)),
    "make_account": (KEEPING, lambda s, a, i: account.make_account(s, a, f"alone-{next(_turn)}", now=NOW)),
    "give_role": (KEEPING, lambda s, a, i: account.give_role(
        s, a, _somebody(s), NewRole("branch", territory="KZ-11"), now=NOW)),
    "take_role": (KEEPING, lambda s, a, i: account.take_role(s, a, _role_given(s), now=NOW)),
    "bind_provider": (KEEPING, lambda s, a, i: account.bind_provider(
        s, a, _somebody(s), "https://id.example.org", f"{next(_turn)}", now=NOW)),
    **{act.__name__: (KEEPING, _of_somebody(act)) for act in (
        account.invite_account, account.close_account, account.open_account, account.end_account_sessions,
        account.free_account, account.forget_second_factor)},
    "make_token": (KEEPING, lambda s, a, i: api_token.make_token(s, a, _somebody(s), ["read"], 1, now=NOW)),
    "tokens_of": (KEEPING, lambda s, a, i: api_token.tokens_of(s, a, _somebody(s))),
    "revoke_token": (KEEPING, lambda s, a, i: api_token.revoke_token(s, a, _token_of_somebody(s), now=NOW)),
    # for whoever has an account, of their own alone (tests/access/test_own.py); nobody of the walk has one
    **{act.__name__: (NOBODY, lambda s, a, _, act=act, given=given: _own_act(s, a, act, given)) for act, given in (
        (own.standing, ()), (own.change_password, (None, "a", "b", "b")), (own.own_sessions, (None,)),
        (own.end_own_session, ("x",)), (own.begin_second_step, ()), (own.confirm_second_step, ("a", "1")),
        (own.make_own_token, ("a", "read", 1)), (own.revoke_own_token, ("x",)))},
    "own_tokens": (NOBODY, lambda s, a, _: own.own_tokens(s, a)),
    "load_catalogue": (KEEPING, lambda s, a, i: load_catalogue(
        s, a, catalogue(*_programs()), today=NOW.date(), now=NOW)),
    "make_link": (KEEPING, lambda s, a, i: personal_link.make_link(s, a, "KZ" if i == WATER else "KZ-11", now=NOW)),
    "make_account_with_role": (KEEPING, lambda s, a, i: account.make_account_with_role(
        s, a, f"made-{next(_turn)}", NewRole("branch", territory="KZ-11"), now=NOW)),
}  # fmt: skip
#: parts of the above, which have asked before, and a question
WITHIN = {
    "make_for",
    "end",
    "append_reviews",
    "append_evidence",
    "acting_as",
    "acting_on_all",
    "asked_first",
    "may_report",
}


def _writers() -> dict[str, Callable]:
    found = {}
    rooms = [
        importlib.import_module(f"tracker.record.{one.name}")
        for one in pkgutil.iter_modules(tracker.record.__path__)
    ]
    for loaded in (*rooms, api_token, own):
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            its = function.__module__ == loaded.__name__ and not name.startswith("_")
            if its and "actor" in inspect.signature(function).parameters:
                found[name] = function
    return found


def test_everything_that_writes_has_a_rule_and_asks():
    writers = _writers()
    ruled = {name.partition(",")[0] for name in RULES}
    assert set(writers) == ruled | WITHIN, "a record without a rule, or a rule without a record"
    asks = (
        "require(",
        "acting_as(",
        "acting_on_all(",
        "asked_first(",
        "_require(",
        "_own(",
        "_administering(",
        ".permitted(",
        "append_",
        "make_account(",
        "record_words(",
    )
    silent = [name for name, one in writers.items() if not any(ask in inspect.getsource(one) for ask in asks)]
    assert not set(silent) - WITHIN - {"check_move"}


def _written_by(store: Store, actor: Actor, head: int) -> bool:
    """Whether the ledger holds something of the actor's after a head."""
    if store.head() == head:
        return False
    sql = " union all ".join(
        f"select 1 from store.{one} where seq > $1 and actor = $2" for one in LEDGER_TABLES
    )
    with store.cursor() as cursor:
        return bool(cursor.execute(sql, [head, actor.name]).fetchall())


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
                    _scenes.clear()
                except AccessRefused:
                    done = False
                if done != (role in allowed):
                    wrong.append((name, role, indicator, "written" if done else "refused"))
                # a trial sets its scene as the administrator
                if not done and role != "administrator" and _written_by(world, actor, head):
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
