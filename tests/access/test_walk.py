"""The permission walk: every role x every act, page, query, record and command x own and foreign places.

Queries and records are found by introspection: a new one without a rule here fails the test.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

import tracker.queries
from tests.access.inside import DAY, HEARINGS, THEN, VALUES, leaks, tell_all
from tests.access.rules import ACTORS, AKMOLA, KNOWS, MAY, PAGES, PLACES, SEES
from tests.small_country import ADMINISTRATOR, NOW
from tracker.access import Actor, permits
from tracker.access.permission import _ACTS, _REFUSALS
from tracker.access.reach import numbers_seen
from tracker.commands.table import COMMANDS
from tracker.errors import AccessRefused, InputError
from tracker.queries import Ask, Scope
from tracker.queries.directory import seats
from tracker.queries.hearings import known_hearing
from tracker.queries.indicators import assessed
from tracker.queries.listed import InParts
from tracker.record.explanation import ask_for_explanation
from tracker.record.place import place_of
from tracker.store import Store, open_store
from tracker.store.connection import Writing
from tracker.ui.menu import MENU, menu_for


@pytest.fixture(scope="module")
def world() -> Iterator[Store]:
    """Everything said is inside: no figure of it is verified, and every text names its indicator."""
    with open_store() as store:
        tell_all(store)
        yield store


def test_every_act_is_permitted_where_the_table_says_and_nowhere_else():
    assert set(_ACTS) == set(MAY), "an act without a rule"
    walked, wrong = 0, []
    for act, rule in MAY.items():
        for role, actor in ACTORS.items():
            for where, place in PLACES.items():
                walked += 1
                if permits(actor, act, place) != (where in rule.get(role, "")):
                    wrong.append((act, role, where))
    print(f"{walked} combinations of act, role and place")
    assert not wrong and walked == len(MAY) * len(ACTORS) * len(PLACES)


def test_every_act_has_its_refusal_in_words():
    assert set(_ACTS) <= set(_REFUSALS)


def test_every_page_is_found_by_those_of_the_table_alone():
    assert {entry.key for entry in MENU} == set(PAGES), "a page without a rule"
    wrong = []
    for role, actor in ACTORS.items():
        found = {entry.key for entry in menu_for(*actor.roles)}
        wrong += [(role, key) for key in PAGES if (key in found) != (role in PAGES[key])]
    print(f"{len(ACTORS) * len(PAGES)} combinations of page and role")
    assert not wrong


def test_what_is_seen_fully_is_what_the_one_table_of_acts_says(world):
    with world.cursor() as cursor:
        numbers = dict(cursor.execute("select id, no from store.subject").fetchall())
        reading = Writing(cursor, world.head(), "")
        places = {name: place_of(reading, no, THEN) for name, no in numbers.items()}
    for role, actor in ACTORS.items():
        seen = numbers_seen(world, actor, DAY.as_of, world.head())
        for name, no in numbers.items():
            may = permits(actor, "see_unverified", places[name])
            assert (seen is None or no in seen) == may, (role, name)
        assert {name for name in VALUES if seen is None or numbers[name] in seen} == SEES[role]


@dataclass(frozen=True, slots=True)
class Asked:
    """One way to ask a query."""

    name: str
    function: Callable
    arguments: dict


def _questions() -> list[Callable]:
    found = []
    for module in pkgutil.iter_modules(tracker.queries.__path__):
        loaded = importlib.import_module(f"tracker.queries.{module.name}")
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            if function.__module__ == loaded.__name__ and not name.startswith("_"):
                found.append(function)
    return found


#: how each further argument is given, several ways where it matters
ARGUMENTS: dict[str, list] = {
    "ask": [DAY],
    "scope": [Scope()],
    "program": ["republic-2021-2025"],
    "indicator": list(VALUES),
    "indicators": [tuple(VALUES)],
    "by": ["territory", "program", "section", "theme", "executor", "seat"],
    "columns": [("indicator", "status", "observed", "verified", "author", "reviewer")],
    "first": [Ask(date(2021, 12, 31))],
    "second": [DAY],
    "days": [[date(2021, 12, 31), DAY.as_of]],
    "seat": ["council-1"],
    "text": ["clinics"],
    "territory": ["KZ", "KZ-11"],
    "before": [date(2023, 1, 1)],
    "year": [2022],
    "now": [NOW],
    "idle_since": [NOW],
    "hearing_id": list(HEARINGS.values()),
}
#: asked through others in this list, with what those answer
FED = {"behind_since", "with_causes", "plan_at"}
#: name a relation, and give no figure
RELATIONS = {
    "eyes_of",
    "seen_fully",
    "sees_nothing_inside",
    "source",
    "rolled_source",
    "contradiction_numbers",
    "find_kinds",
    "offices_of",
    "sees_originals",
}
#: by the hash of a file: tests of evidence ask them
BY_HASH = {"evidence_file"}


def _arguments(store: Store) -> dict[str, list]:
    """The same with what only the world knows: its hearings as they stand, and the codes of their packs."""
    stand = [known_hearing(store, None, one) for one in HEARINGS.values()]
    listed = [seats(store, Actor.administrator(), DAY)]
    return {
        **ARGUMENTS,
        "listed": listed,
        "hearing": stand,
        "found": stand,
        "code": [one.frozen.code for one in stand],
    }


def _asked(function: Callable, arguments: dict[str, list]) -> Iterator[Asked]:
    parameters = inspect.signature(function).parameters
    wanted = [
        name
        for name, one in parameters.items()
        if name not in ("store", "actor") and one.default is inspect.Parameter.empty
    ]
    unknown = [name for name in wanted if name not in arguments]
    assert not unknown, f"{function.__module__}.{function.__name__}: say how to ask with {unknown}"
    ways = max((len(arguments[name]) for name in wanted), default=1)
    for way in range(ways):
        given = {name: arguments[name][way % len(arguments[name])] for name in wanted}
        yield Asked(f"{function.__module__}.{function.__name__}", function, given)


def test_no_query_tells_anybody_what_is_not_theirs_to_see(world):
    skipped = FED | RELATIONS | BY_HASH
    walked, wrong, unguarded, telling = 0, [], [], set()
    arguments = _arguments(world)
    for function in _questions():
        parameters = inspect.signature(function).parameters
        if "actor" not in parameters:
            if "store" in parameters and function.__name__ not in NO_ACTOR:
                unguarded.append(f"{function.__module__}.{function.__name__}")
            continue
        if function.__name__ in skipped:
            continue
        for asked in _asked(function, arguments):
            for role, actor in ACTORS.items():
                walked += 1
                try:
                    answer = asked.function(world, actor, **asked.arguments)
                except (AccessRefused, InputError):  # a code of papers not seen is no code
                    continue
                told = repr(list(answer) if isinstance(answer, InParts) else answer)
                if role == "administrator" and leaks(told, set()):
                    telling.add(function.__name__)
                wrong += [(asked.name, role, leak) for leak in leaks(told, KNOWS[role])]
    print(f"{walked} combinations of query, role and place")
    assert not unguarded, "queries of the store that take no actor"
    assert telling >= TELLING
    assert not wrong, "\n".join(map(str, dict.fromkeys(wrong)))


#: what is asked where secrets are, and tells them to whoever may know
TELLING = {
    "assessed", "listed", "named", "explained", "explanations", "requests", "visits", "recommendations",
    "receipts", "measures_of", "both_sides", "known_reports", "known_reviews", "control_queue", "agenda", "answers",
    "hearing", "hearings", "hearing_changes", "notes", "hearing_of_code", "decisions_of",
}  # fmt: skip
#: of the store and of nobody: counts, titles, and what others of this list ask for an actor
NO_ACTOR = {
    "holds_demonstration",
    "holds_reports",
    "agenda_acts",
    "ever",
    "holders",
    "known_hearing",
    "known_hearings",
    "place_of_hearing",
    "set_titles",
    "state_of_scope",
}


def test_everybody_sees_all_of_their_own(world):
    for role, actor in ACTORS.items():
        observed = {one.indicator: one.observed for one in assessed(world, actor, DAY, Scope())}
        assert {name for name in VALUES if observed[name] == VALUES[name]} == SEES[role], role


def test_roll_ups_of_somebody_mix_what_they_see_with_what_everybody_sees(world):
    from tracker.queries.rollups import course, whole

    inside = {
        role: whole(world, ACTORS[role], DAY, Scope()).execution
        for role in ("public", "branch", "administrator")
    }
    assert inside["public"] < inside["branch"] < inside["administrator"]
    for role, figure in inside.items():
        # asked a day later, so that the day is assessed and not read from what is kept of it
        point = course(world, ACTORS[role], Ask(DAY.as_of + timedelta(1)), Scope(), [DAY.as_of])[
            0
        ].figures.execution
        assert point == pytest.approx(figure)
    own = Scope(territory="KZ-11")
    assert whole(world, ACTORS["branch"], DAY, own) == whole(world, ACTORS["administrator"], DAY, own)


def test_the_command_line_is_the_administrators_and_knows_no_other_command():
    # each is run by whoever may read the database's file, and acts as the administrator
    assert set(COMMANDS) == {
        "serve", "check", "schema", "load", "import", "inbox", "workbook", "assess", "explain", "changes",
        "export", "remind", "hearing", "demo", "token", "verify-ledger", "account", "backup", "restore",
    }  # fmt: skip


def test_an_unknown_act_is_no_permission():
    with pytest.raises(KeyError):
        permits(ADMINISTRATOR, "everything")


def test_a_record_that_is_refused_leaves_nothing(world):
    head = world.head()
    with pytest.raises((AccessRefused, InputError)):
        ask_for_explanation(world, ACTORS["branch"], AKMOLA, now=NOW)
    assert world.head() == head
