"""Texts that a ``#`` has cut off without anybody noticing: ``title: School #5`` is read as "School".

A remark proper has a space behind its ``#``; only ``#`` with something right behind it, after an
unquoted text that is more than an id, is taken for the slip.
"""

from __future__ import annotations

import re

from yaml.events import ScalarEvent, StreamEndEvent

from tracker.errors import Problem
from tracker.program.builder import PARSER, lines_of
from tracker.program.scalars import resolve

_SUSPECT = re.compile(rb"[^\s#][ \t]+#[^\s#]")
_CUT = re.compile(r"[ \t]+(?P<rest>#[^\s#].*)")
_NO_TEXT = re.compile(r"[a-z0-9_/.-]+\Z|[A-Z]{2}(?:-[0-9]+)?\Z|https?://\S+\Z")


def cut_texts(name: str, data: bytes) -> list[Problem]:
    """The texts of the parseable file ``name`` that end at a ``#`` without a space behind it."""
    if b" #" not in data or _SUSPECT.search(data) is None:
        return []
    lines = lines_of(data)
    parser = PARSER(data)
    problems: list[Problem] = []
    try:
        while type(event := parser.get_event()) is not StreamEndEvent:
            if type(event) is not ScalarEvent or event.style not in (None, ""):
                continue
            end = event.end_mark
            cut = _CUT.match(lines[end.line], end.column)
            if cut and _is_text(event.value):
                problems.append(
                    Problem(
                        name,
                        end.line + 1,
                        cut.start("rest") + 1,
                        "hash-in-text",
                        "After a space, # begins a remark: the rest of the line is lost.",
                        {"example": _short(f"{event.value} {cut['rest'].strip()}")},
                        hint='Put the text in quotes: "{example}".',
                    )
                )
    finally:
        parser.dispose()
    return problems


def _is_text(value: str) -> bool:
    return type(resolve(value)) is str and not _NO_TEXT.match(value)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
