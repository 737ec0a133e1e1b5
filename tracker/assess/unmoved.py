"""Answers that outlive a report, because nothing recorded since can have moved them.

A page keeps every answer until anything is recorded (tracker.ui.cache). While reports come in every few seconds that is
never for long, and most of a country stands still meanwhile: what only loads change, and what only words on some
programs change, is kept here by the state of those.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection
from typing import Any, TypeVar

from tracker.assess.snapshot import touched
from tracker.store import Store
from tracker.store.loads import newest_load

Answer = TypeVar("Answer")
State = tuple
MOST = 500


class Unmoved:
    """What a store keeps: answers by question with the state they hold in, and when programs were last spoken of."""

    def __init__(self, head: int) -> None:
        self.answers: OrderedDict[tuple, tuple[State, Any]] = OrderedDict()
        self.head, self.spoken_of = head, dict[str, int]()
        self.lock = threading.Lock()


def state_of_loads(store: Store, head: int) -> State:
    """What answers depend on that only loads of programs, rosters or territories change."""
    return (newest_load(store, head),)


def state_of_programs(store: Store, head: int, programs: Collection[str]) -> State | None:
    """The same of answers that reports and reviews on these programs change as well.

    None where it cannot be told: at a head before one that was asked about already.
    """
    known = _of(store)
    with known.lock:
        if head < known.head:
            return None
        if head > known.head:
            known.spoken_of |= dict.fromkeys(touched(store, known.head, head).programs, head)
            known.head = head
        spoken_of = tuple(known.spoken_of.get(program, 0) for program in sorted(programs))
    return (*state_of_loads(store, head), *spoken_of)


def unmoved(store: Store, state: State | None, question: tuple, find: Callable[[], Answer]) -> Answer:
    """The answer to a question that stands while its state does; found anew where the state cannot be told.

    A question names everything else that the answer depends on: the query, day, basis, scope and eyes. The answer is
    shared: nobody may change it but the query that keeps it.
    """
    if state is None:
        return find()
    known = _of(store)
    with known.lock:
        kept = known.answers.get(question)
        if kept is not None and kept[0] == state:
            known.answers.move_to_end(question)
            return kept[1]
    found = find()
    with known.lock:
        known.answers[question] = state, found
        known.answers.move_to_end(question)
        while len(known.answers) > MOST:
            known.answers.popitem(last=False)
    return found


def _of(store: Store) -> Unmoved:
    if store.unmoved is None:
        store.unmoved = Unmoved(store.head())
    return store.unmoved
