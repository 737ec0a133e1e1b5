"""Writes plain data as the YAML an official would have typed: block style, few quotes, short maps inline.

Owns the look of generated program files. Must not know what a program is.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

PLAIN = re.compile(r"^[^\W\d_][^\n:#]*$")
PLAIN_INLINE = re.compile(r"^[^\W\d_][^\n:#\"'{}\[\],&*!|>%@`]*$")
IDS = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)?$")
LOOKS_LIKE_SOMETHING_ELSE = re.compile(r"^(?:[\d.,:+-]+|true|false|null|yes|no|on|off|~|y|n)$", re.IGNORECASE)


class Inline(dict[Any, Any]):
    """A map written in one line: ``{2021: 14, 2022: 18}``."""


def scalar(value: Any, plain: re.Pattern[str] = PLAIN) -> str:
    """One value as YAML writes it; a text is quoted only where it could be read as something else."""
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(round(value, 6))
    if isinstance(value, int):
        return str(value)
    text = str(value)
    if not LOOKS_LIKE_SOMETHING_ELSE.match(text) and text == text.strip():
        if IDS.match(text) and not text[0].isdigit():
            return text
        if plain.match(text):
            return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def lines(value: Any, indent: int = 0) -> Iterator[str]:
    """The lines of a map or a list, indented by ``indent`` spaces."""
    pad = " " * indent
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, Inline):
                yield f"{pad}{scalar(key)}: {inline(inner)}"
            elif isinstance(inner, dict | list):
                yield f"{pad}{scalar(key)}:"
                yield from lines(inner, indent + 2)
            else:
                yield f"{pad}{scalar(key)}: {scalar(inner)}"
        return
    for item in value:
        if isinstance(item, Inline):
            yield f"{pad}- {inline(item)}"
        elif isinstance(item, dict):
            first, *rest = lines(item, indent + 2)
            yield f"{pad}- {first.lstrip()}"
            yield from rest
        else:
            yield f"{pad}- {scalar(item)}"


def inline(value: Any) -> str:
    """A value in one line; maps and lists inside it are in the same line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(key)}: {inline(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    return scalar(value, PLAIN_INLINE)


def document(kind: str, folders_up: int, remarks: list[str], data: dict[str, Any]) -> str:
    """A whole file: the schema an editor completes keys from, remarks as comments, the data.

    ``kind`` is the schema's name (program, roster, ...), ``folders_up`` how deep under ``programs/`` it lies.
    """
    schema = ("../" * folders_up or "./") + f"schema/{kind}.json"
    head = [f"# yaml-language-server: $schema={schema}", *(f"# {remark}" for remark in remarks)]
    return "\n".join([*head, *lines(data)]) + "\n"
