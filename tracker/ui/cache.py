"""Answers kept between reruns, keyed on everything they depend on; never on a time-out.

An answer is given again only for the same query, store, ledger head, roles with their bounds, day, basis and
arguments, so nobody gets an answer of another scope, nor one older than the last acknowledged write. Who asks is taken
out before the query is asked: those of one scope share an answer because it cannot depend on them.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

from tracker.access import Actor
from tracker.queries.ask import Ask
from tracker.store import Store

Answer = TypeVar("Answer")
KEPT = 400

_answers: OrderedDict[tuple, Any] = OrderedDict()
_heads: dict[int, int] = {}
_lock = threading.Lock()


def answer(
    query: Callable[..., Answer], store: Store, actor: Actor, ask: Ask, *args: Any, **named: Any
) -> Answer:
    """``query(store, actor, ask, ...)``, or what it gave for the same before. Arguments must be hashable."""
    reader = actor.reader()
    key = (query, id(store), store.head(), reader, ask, args, tuple(sorted(named.items())))
    with _lock:
        if key in _answers:
            _answers.move_to_end(key)
            return _answers[key]
    found = query(store, reader, ask, *args, **named)
    with _lock:
        if _heads.get(id(store)) != store.head():
            _heads[id(store)] = store.head()
            _answers.clear()  # nothing asked at an earlier head can be asked for again
        _answers[key] = found
        while len(_answers) > KEPT:
            _answers.popitem(last=False)
    return found


def drawn(build: Callable[..., Answer], key: tuple, *anchors: Any) -> Answer:
    """``build()``, or what it gave for the same key and the very same ``anchors``.

    Anchors are answers of :func:`answer`, told apart by identity and kept alive with what was made of them, so
    that no other object can stand at their place.
    """
    whole = (build.__qualname__, key, tuple(map(id, anchors)))
    with _lock:
        found = _answers.get(whole)
        if found is not None:
            _answers.move_to_end(whole)
            return found[1]
    made = build()
    with _lock:
        _answers[whole] = (anchors, made)
        while len(_answers) > KEPT:
            _answers.popitem(last=False)
    return made


def forget() -> None:
    """Drop everything: when a store is closed, another may take its place in memory."""
    with _lock:
        _answers.clear()
        _heads.clear()
