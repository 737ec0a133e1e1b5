"""The permission walk over what leaves as a document: every role x every card, list, pack and form x every place.

Makers are found by introspection: a new one without a rule here fails the test.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator

import pytest

import tracker.documents
import tracker.hearing
from tests.access.inside import DAY, HEARD, HEARINGS, leaks
from tests.access.rules import ACTORS, AKMOLA, HEARS, KNOWS, REPUBLIC, WATER
from tests.small_country import NOW
from tracker.access import Actor
from tracker.documents.card import member_card
from tracker.documents.handing_out import hand_out
from tracker.documents.handover import handover
from tracker.documents.indicator_sheet import indicator_sheet
from tracker.documents.pack import (
    brief_document,
    executor_document,
    executor_workbook,
    pack_document,
    protocol_document,
    revision_document,
)
from tracker.documents.seat_list import seat_list
from tracker.errors import AccessRefused, InputError
from tracker.hearing.matter import hearing_matter
from tracker.hearing.replying import reply_matter
from tracker.store import Store

EVERY = {REPUBLIC, WATER, AKMOLA}
SEATS = ("bureau-1", "council-1", "council-11")


def _told(document) -> str:
    """All that a document says, whatever it is written as."""
    return repr(document)


def _packs(store: Store, actor: Actor, hearing: str) -> str:
    """Every paper that is made of a hearing's matter."""
    matter = hearing_matter(store, actor, hearing, "en")
    forms = (pack_document, brief_document, protocol_document, revision_document)
    return repr(matter) + "".join(_told(form(matter)) for form in forms)


def _reply(store: Store, actor: Actor, hearing: str, executor: str) -> str:
    matter = reply_matter(store, actor, DAY, hearing, executor, "en")
    return (
        repr(matter) + _told(executor_document(matter, executor)) + repr(executor_workbook(matter, executor))
    )


#: maker -> how it is asked, and at which place (None: nowhere in particular)
MAKERS: dict[str, list[tuple[Callable[[Store, Actor], str], str | None]]] = {
    "member_card": [(lambda s, a, x=x: _told(member_card(s, a, DAY, x, "en")), None) for x in SEATS],
    "handover": [(lambda s, a, x=x: _told(handover(s, a, DAY, x, "en")), None) for x in SEATS],
    "indicator_sheet": [(lambda s, a, x=x: _told(indicator_sheet(s, a, DAY, x, "en")), None) for x in sorted(EVERY)],
    "seat_list": [(lambda s, a, x=x: _told(seat_list(s, a, DAY, x, "en")), None) for x in HEARD],
    "hand_out": [(lambda s, a, x=x: repr(hand_out(
        s, a, x, executor=None, language="en", record=lambda *_, **__: ("w", 1), now=NOW)), None) for x in HEARD],
    "hearing_matter": [(lambda s, a, h=HEARINGS[x]: _packs(s, a, h), x) for x in HEARD],
    "reply_matter": [
        (lambda s, a, h=HEARINGS[x], e=HEARD[x][1]: _reply(s, a, h, e), x) for x in HEARD
    ],
}  # fmt: skip
#: record, and are walked with what records; or are asked by the above, or after them, with what those answer
ELSEWHERE = {
    "freeze", "take_replies", "may_answer", "matter", "matter_of", "by_executor", "proposed", "verify",
}  # fmt: skip


_SEE = {x: {role for role in ACTORS if x in HEARS[role]} for x in HEARD}
#: papers are for whoever sees the hearing, an executor's own form for that executor, too
GIVEN = {
    **{("hearing_matter", x): _SEE[x] for x in HEARD},
    ("reply_matter", "KZ"): _SEE["KZ"] | {"both"},
    ("reply_matter", "KZ-11"): _SEE["KZ-11"] | {"executor"},
}


@pytest.fixture(scope="module")
def world() -> Iterator[Store]:
    from tests.access.inside import tell_all
    from tracker.store import open_store

    with open_store() as store:
        tell_all(store)
        yield store


def _makers() -> set[str]:
    found = set()
    for room in (tracker.documents, tracker.hearing):
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            loaded = importlib.import_module(module.name)
            found |= {
                name for name, one in inspect.getmembers(loaded, inspect.isfunction)
                if one.__module__ == loaded.__name__ and not name.startswith("_")
                and "actor" in inspect.signature(one).parameters
            }  # fmt: skip
    return found


def test_every_maker_of_documents_has_a_rule():
    assert _makers() == set(MAKERS) | ELSEWHERE, "a document without a rule, or a rule without a document"


def test_no_document_tells_anybody_what_is_not_theirs(world):
    walked, wrong, telling = 0, [], set()
    for name, ways in MAKERS.items():
        for make, place in ways:
            given = set()
            for role, actor in ACTORS.items():
                walked += 1
                try:
                    told = make(world, actor)
                except (AccessRefused, InputError):
                    continue
                given.add(role)
                # a hearing's papers show all that is heard to whoever may see them
                allowed = KNOWS[role] | (EVERY if place in HEARS[role] else set())
                if role == "administrator" and leaks(told, set()):
                    telling.add(name)
                wrong += [(name, role, place, leak) for leak in leaks(told, allowed)]
            if place is not None and given != GIVEN[name, place]:
                wrong.append((name, place, "given to", *sorted(given)))
    print(f"{walked} combinations of document, role and place")
    assert not wrong, "\n".join(map(str, dict.fromkeys(wrong)))
    assert telling == set(MAKERS) - {"seat_list", "hand_out"}
