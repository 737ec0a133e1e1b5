"""Values out of YAML events, in bounded time and memory.

Built on the events of PyYAML's C parser (seven times faster than composing nodes): own scalar rules
(`scalars`), repeated keys noticed, aliases only up to a bound, nothing ever executed or looked up.
Where things stand is kept by `places`, which is asked only once something is at fault: keeping a mark
for each of a million values would cost as much as the values. Must not know what the keys mean.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from tracker.program.scalars import FIRST, LONGEST, PAST_FIRST, resolve, resolve_key, resolve_short

DEEPEST = 24
MOST_NODES = 400_000
MOST_ALIASED = 20_000

PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


def lines_of(data: bytes) -> list[str]:
    """The lines of UTF-8 ``data`` as the parser counts them in its marks."""
    return _BREAK.split(data.decode("utf-8"))


class Broken(Exception):
    """The file cannot be built: at which mark (from 0), what is wrong and what to do (templates)."""

    def __init__(self, rule: str, mark: Any, template: str, hint: str | None = None, **values: Any) -> None:
        super().__init__(template)
        self.rule = rule
        self.mark = mark
        self.template = template
        self.hint = hint
        self.values = values


class Empty(Exception):
    """The file holds no document at all."""


def build(data: bytes | str) -> tuple[Any, bool]:
    """The one document in ``data`` (UTF-8) as dicts, lists and scalars; and whether a key is repeated.

    Of a repeated key the last value is kept. Raises `Empty`, `Broken` where the structure is beyond what
    a program file may be, yaml.YAMLError where it does not parse.
    """
    parser = PARSER(data)
    try:
        builder = _Builder(parser.get_event)
        return builder.document(), builder.repeated
    finally:
        parser.dispose()


class _Builder:
    """One walk over the events of one document."""

    def __init__(self, following: Any) -> None:
        self.following = following
        self.known_keys: dict[str, Any] = {}
        self.anchors: dict[str, tuple[Any, int] | None] = {}
        self.nodes = 0
        self.aliased = 0
        self.repeated = False

    def document(self) -> Any:
        self.following()  # the stream's start
        event = self.following()
        if type(event) is StreamEndEvent:
            raise Empty
        value = self.node(self.following(), 0)
        while type(event := self.following()) is DocumentEndEvent:
            pass
        if type(event) is DocumentStartEvent:
            raise Broken(
                "one-document",
                event.start_mark,
                "A second document begins here; a file holds one.",
                "Put it into a file of its own, or remove the line ---.",
            )
        return value

    def node(self, event: Any, depth: int) -> Any:
        kind = type(event)
        anchor = event.anchor
        if kind is AliasEvent:
            return self.alias(event)
        if event.tag is not None:
            _refuse_tag(event)
        if kind is ScalarEvent:
            value = resolve(event.value) if event.implicit[0] else event.value
            if anchor is not None:
                self.anchors[anchor] = (value, 1)
            return value
        if depth >= DEEPEST:
            raise Broken(
                "too-deep",
                event.start_mark,
                "This is nested more than {limit} levels deep.",
                "Look for a bracket too many or for indentation that grows by mistake.",
                limit=DEEPEST,
            )
        if anchor is None:
            return (self.mapping if kind is MappingStartEvent else self.sequence)(depth + 1)
        before = self.nodes
        self.anchors[anchor] = None
        value = (self.mapping if kind is MappingStartEvent else self.sequence)(depth + 1)
        self.anchors[anchor] = (value, self.nodes - before + 1)
        return value

    def mapping(self, depth: int) -> dict[Any, Any]:
        value: dict[Any, Any] = {}
        following = self.following
        known_keys = self.known_keys
        first, past_first = FIRST, PAST_FIRST
        count = 0
        while True:
            event = following()
            if type(event) is not ScalarEvent:
                if type(event) is MappingEndEvent:
                    break
                _refuse_key(event)
            text = event.value
            key = known_keys.get(text)
            if key is None:
                key = known_keys[text] = resolve_key(text)
            count += 1
            event = following()
            # the common cases inline: most nodes are plain scalars, most others plain maps and lists
            kind = type(event)
            if event.anchor is not None:
                value[key] = self.node(event, depth)
            elif kind is ScalarEvent:
                # a scalar without a tag is implicit in one of two ways
                plain, quoted = event.implicit
                text = event.value
                if plain:
                    if not text or (text < past_first and text[0] in first and len(text) <= LONGEST):
                        text = resolve_short(text)
                elif not quoted:
                    _refuse_tag(event)
                value[key] = text
            elif depth >= DEEPEST or event.tag is not None:
                value[key] = self.node(event, depth)
            elif kind is MappingStartEvent:
                value[key] = self.mapping(depth + 1)
            else:
                value[key] = self.sequence(depth + 1)
        self.nodes += count
        if self.nodes > MOST_NODES:
            _refuse_many(event)
        if count != len(value):
            self.repeated = True
        return value

    def sequence(self, depth: int) -> list[Any]:
        value: list[Any] = []
        following = self.following
        while type(event := following()) is not SequenceEndEvent:
            if (
                type(event) is MappingStartEvent
                and event.anchor is None
                and event.tag is None
                and depth < DEEPEST
            ):
                value.append(self.mapping(depth + 1))
            else:
                value.append(self.node(event, depth))
        self.nodes += len(value)
        if self.nodes > MOST_NODES:
            _refuse_many(event)
        return value

    def alias(self, event: Any) -> Any:
        name = event.anchor
        if name not in self.anchors:
            raise Broken(
                "alias-unknown",
                event.start_mark,
                "*{name} refers to nothing in this file.",
                "A text that begins with * must stand in quotes.",
                name=name,
            )
        anchored = self.anchors[name]
        if anchored is None:
            raise Broken(
                "alias-of-itself",
                event.start_mark,
                "*{name} refers to the very thing it stands in.",
                "Write the values out.",
                name=name,
            )
        value, size = anchored
        self.aliased += size
        self.nodes += size - 1
        if self.aliased > MOST_ALIASED:
            raise Broken(
                "alias-too-many",
                event.start_mark,
                "References (*{name}) in this file grow to more than {limit} values.",
                "Write the values out.",
                name=name,
                limit=MOST_ALIASED,
            )
        return value


def _refuse_tag(event: Any) -> None:
    raise Broken(
        "text-begins-with",
        event.start_mark,
        "A word that begins with ! has a meaning of its own in YAML and is not used here.",
        "If it is a text, put it in quotes.",
    )


def _refuse_key(event: Any) -> None:
    raise Broken(
        "key-not-a-word",
        event.start_mark,
        "A key must be one word, not a list, a map or a reference.",
        "If this is a text that begins with a bracket or with *, put it in quotes.",
    )


def _refuse_many(event: Any) -> None:
    raise Broken(
        "too-many",
        event.start_mark,
        "The file holds more than {limit} values.",
        "Divide it into several files.",
        limit=MOST_NODES,
    )
