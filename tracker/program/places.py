"""Where each key and value of a file stands: a tree beside the values, asked by the way to a thing.

Made only for a file in which something is to be pointed at (`builder` says why). A place is a mark for a
scalar, ``(mark, keys, values)`` for a map, ``(mark, items)`` for a list; a mark has ``line`` and
``column`` counted from 0, positions given out count from 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

from yaml.events import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent

from tracker.program.builder import PARSER
from tracker.program.scalars import resolve_key

Way = Sequence[Any]


class Position(NamedTuple):
    """Line and column, both counted from 1."""

    line: int
    column: int


class Places:
    """The places of one file that `builder.build` has accepted; parsed again when first asked."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @cached_property
    def _walked(self) -> tuple[Any, list[tuple[Any, Position, Position]]]:
        walk = _Walk(self._data)
        return walk.root, walk.repeated

    @property
    def repeated(self) -> list[tuple[Any, Position, Position]]:
        """Keys written twice: the key, where it stood before, where it stands again."""
        return self._walked[1]

    def at(self, way: Way = (), *, key: bool = False) -> Position:
        """Where the value at ``way`` stands, or its closest existing ancestor; with ``key`` its key."""
        place = self._walked[0]
        mark = _mark(place)
        for index, step in enumerate(way):
            found = _step(place, step)
            if found is None:
                break
            key_mark, place = found
            wants_key = key and index == len(way) - 1 and key_mark is not None
            mark = key_mark if wants_key else _mark(place)
        return _position(mark)


class _Walk:
    def __init__(self, data: bytes) -> None:
        self.repeated: list[tuple[Any, Position, Position]] = []
        self._anchors: dict[str, Any] = {}
        parser = PARSER(data)
        try:
            self._following = parser.get_event
            self._following()
            self._following()
            self.root = self._node(self._following())
        finally:
            parser.dispose()

    def _node(self, event: Any) -> Any:
        kind = type(event)
        if kind is AliasEvent:
            return self._anchors[event.anchor]
        if kind is ScalarEvent:
            place = event.start_mark
        elif kind is MappingStartEvent:
            place = self._mapping(event.start_mark)
        else:
            place = self._sequence(event.start_mark)
        if event.anchor is not None:
            self._anchors[event.anchor] = place
        return place

    def _mapping(self, mark: Any) -> Any:
        keys: dict[Any, Any] = {}
        values: dict[Any, Any] = {}
        while type(event := self._following()) is not MappingEndEvent:
            key = resolve_key(event.value)
            if key in keys:
                self.repeated.append((key, _position(keys[key]), _position(event.start_mark)))
            keys[key] = event.start_mark
            values[key] = self._node(self._following())
        return (mark, keys, values)

    def _sequence(self, mark: Any) -> Any:
        items: list[Any] = []
        while type(event := self._following()) is not SequenceEndEvent:
            items.append(self._node(event))
        return (mark, items)


def _position(mark: Any) -> Position:
    return Position(mark.line + 1, mark.column + 1)


def _mark(place: Any) -> Any:
    return place[0] if type(place) is tuple else place


def _step(place: Any, step: Any) -> tuple[Any, Any] | None:
    """(mark of the key or None, place of the value) one step down, or None."""
    if type(place) is not tuple:
        return None
    if len(place) == 3:
        _, keys, values = place
        return (keys[step], values[step]) if step in keys else None
    items = place[1]
    return (None, items[step]) if type(step) is int and 0 <= step < len(items) else None
