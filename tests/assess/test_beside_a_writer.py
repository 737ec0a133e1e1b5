"""Readers who each took a head, beside a writer: each is answered as of theirs, whoever asked what first."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.assess.test_snapshots import History
from tests.assess.world import ADMINISTRATOR
from tests.oracle.worlds import seeded_world
from tracker.access import Actor
from tracker.queries.ask import Ask, Scope
from tracker.queries.attention import needing
from tracker.queries.control_queue import checks, control_queue
from tracker.queries.findings import findings
from tracker.queries.measures import measures_of
from tracker.queries.moved import moved_most
from tracker.queries.rollups import rolled_up, whole
from tracker.store import Store, open_store

CONTROL = Actor("control", "party_control", territory="KZ")
BRANCH = Actor("branch", "branch", territory="KZ-11")
QUESTIONS: dict[str, Callable] = {
    "the whole": whole,
    "sections": lambda store, actor, ask, scope: rolled_up(store, actor, ask, scope, "section"),
    "what needs somebody": needing,
    "what moved": moved_most,
    "findings": lambda *asked: list(findings(*asked)),
    "measures": lambda *asked: list(measures_of(*asked)),
    "the queue": lambda store, _, ask, scope: list(control_queue(store, CONTROL, ask, scope)),
    "checks": lambda store, _, ask, scope: checks(store, CONTROL, ask, scope),
}
READERS, STEPS = 6, 60


def test_everybody_is_answered_as_of_the_head_they_took(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.queries.control_queue.MOST_AT_ONCE", -1)  # as of a whole country
    told: list[tuple[str, tuple, object]] = []
    with open_store(tmp_path / "tracker.duckdb") as store:
        world = seeded_world(2, count=4, asked=2)
        history = History(store, world, random.Random(2))
        scopes = (Scope(), Scope(territory="KZ-11"), Scope(program=world.programs[0]["program"]))
        written, answered = threading.Event(), threading.Semaphore(0)

        def read(number: int) -> None:
            chance = random.Random(number)
            while not written.is_set():
                question, actor = chance.choice(list(QUESTIONS)), chance.choice((ADMINISTRATOR, BRANCH))
                asked = actor, Ask(world.days[-1], head=store.head()), chance.choice(scopes)
                told.append((question, asked, QUESTIONS[question](store, *asked)))
                answered.release()

        readers = [threading.Thread(target=read, args=(number,)) for number in range(READERS)]
        for reader in readers:
            reader.start()
        try:
            for step in range(STEPS):
                history.go_on()
                # three heads at a time, so that readers pass over some
                assert step % 3 or answered.acquire(timeout=60), "nobody was answered"
        finally:
            written.set()
            for reader in readers:
                reader.join()
        assert len({asked[1].head for _, asked, _ in told}) > STEPS / 6, (
            "hardly anybody asked while it was written"
        )
        for question, asked, answer in told:
            assert answer == anew(store, question, asked), (question, asked)


def anew(store: Store, question: str, asked: tuple) -> object:
    """The answer where nothing is kept."""
    store.unmoved, store.snapshots = None, {}
    return QUESTIONS[question](store, *asked)
