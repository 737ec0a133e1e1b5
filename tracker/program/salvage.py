"""What can still be judged of a file in which single values are at fault.

So that one wrong value does not hide the other faults of its file: what is wrong is taken out or stands
in for, the ways at which it stood are kept (`SourceFile.tainted`), and the rules leave those alone.
The result serves only to find further faults; a file at fault is never loaded.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError

from tracker.program.fields import Frozen

Noun = TypeVar("Noun", bound=Frozen)
Way = tuple[Any, ...]

_ROUNDS = 8
_UNREAD = itertools.count(1)
#: an id that stands in for one that could not be read; never to be shown
UNREAD = re.compile(r"unread-[0-9]+\Z")
_STAND_INS: dict[str, Any] = {
    "title": "?",
    "holder": "?",
    "start": dt.date(1900, 1, 1),
    "end": dt.date(2200, 12, 31),
    "date": dt.date(1900, 1, 1),
    "territories": [],
    "themes": [],
    "executors": [],
}
_KINDS = {"indicators": "milestone", "bodies": "branch"}


def salvage(model: type[Noun], data: Any) -> tuple[Noun | None, frozenset[Way]]:
    """``data`` as ``model`` with everything at fault replaced, and the ways of what was replaced.

    None where nothing sensible is left. ``data`` is changed.
    """
    tainted: set[Way] = set()
    for _ in range(_ROUNDS):
        try:
            return model.model_validate(data), frozenset(tainted)
        except ValidationError as error:
            if not isinstance(data, dict):
                break
            for each in error.errors(include_url=False, include_context=False):
                tainted.add(_mend(data, each["type"], each["loc"]))
    return None, frozenset(tainted)


def _mend(data: dict[Any, Any], kind: str, loc: Sequence[Any]) -> Way:
    """Take out, or stand in for, what stands at ``loc``; the way of what was touched."""
    way = tuple(step for step in loc if step != "[key]")
    parent, reached = _reach(data, way[:-1])
    if len(reached) < len(way) - 1:
        # below something that is no map or list, e.g. a bare owner: the whole of it is at fault
        way = reached
        parent, _ = _reach(data, way[:-1])
    if not way:
        return way
    key = way[-1]
    if isinstance(parent, list):
        if isinstance(key, int) and key < len(parent):
            parent[key] = {}
    elif isinstance(parent, dict):
        if kind == "missing" or key in _REQUIRED.get(_noun(way[:-1]), ()):
            parent[key] = _stand_in(key, way)
        else:
            parent.pop(key, None)
    return way


def _reach(data: Any, way: Iterable[Any]) -> tuple[Any, Way]:
    """The value at ``way`` or its closest existing ancestor, and the way to it."""
    reached: list[Any] = []
    for step in way:
        try:
            following = data[step]
        except (KeyError, IndexError, TypeError):
            return data, tuple(reached)
        if not isinstance(following, (dict, list)):
            return following, (*reached, step)
        data = following
        reached.append(step)
    return data, tuple(reached)


_REQUIRED: dict[str, tuple[str, ...]] = {
    "": ("program", "roster", "title", "territory", "start", "end", "territories", "themes", "executors"),
    "sections": ("section", "title"),
    "indicators": ("indicator", "title", "kind"),
    "measures": ("measure", "title"),
    "amendments": ("date",),
    "owner": ("seat",),
    "bodies": ("body", "kind", "territory", "title"),
    "seats": ("seat", "title"),
    "holders": ("holder",),
    "territories": ("code", "title", "level"),
    "themes": ("theme", "title"),
    "executors": ("executor", "title"),
}


def _noun(way: Way) -> str:
    """The list the thing at ``way`` stands in; empty for the file itself."""
    return next((step for step in reversed(way) if isinstance(step, str)), "")


def _stand_in(key: Any, way: Way) -> Any:
    if key == "kind":
        return _KINDS.get(_noun(way[:-1]), "election")
    if key == "level":
        return "region"
    if key in _STAND_INS:
        return _STAND_INS[key]
    # an id of its own, so that it repeats no other and can be referred to by none
    return f"unread-{next(_UNREAD)}"
