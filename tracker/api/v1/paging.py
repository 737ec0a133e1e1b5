"""Long answers by parts: a cursor that goes on at the same ledger head, and the links that carry it."""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from urllib.parse import urlencode

from tracker.api.v1.problems import Trouble
from tracker.text import N_

USUAL, MOST = 100, 1000


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of an answer: the rows after ``after`` (a count, or a row's number), at a ledger head."""

    after: int
    head: int
    limit: int


def question(path: str, asked: dict[str, str]) -> str:
    """What tells one question from another; a cursor of one is no cursor of the other."""
    kept = sorted((name, value) for name, value in asked.items() if name not in ("cursor", "limit"))
    return hashlib.sha256(json.dumps([path, kept]).encode()).hexdigest()[:16]


def cursor_of(asked: str, after: int, head: int) -> str:
    """The cursor after which an answer goes on."""
    return urlsafe_b64encode(json.dumps([asked, after, head]).encode()).decode().rstrip("=")


def part_of(cursor: str | None, asked: str, limit: int, newest: int) -> Part:
    """Where an answer begins. Raises Trouble (400) for a cursor that is not one of this question."""
    if cursor is None:
        return Part(0, newest, limit)
    try:
        told = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        of, after, head = told
        good = of == asked and type(after) is int and type(head) is int and after >= 0 and 0 <= head <= newest
    except (ValueError, TypeError):
        good = False
    if not good:
        raise Trouble(
            400,
            N_("The cursor does not belong to this question; take it from the link of the part before."),
        )
    return Part(after, head, limit)


def links(path: str, asked: dict[str, str], next_cursor: str | None) -> dict[str, str]:
    """The Link header of a part: its first part, and the next where there is one."""
    bare = {name: value for name, value in asked.items() if name != "cursor"}
    told = [f'<{_address(path, bare)}>; rel="first"']
    if next_cursor is not None:
        told.append(f'<{_address(path, {**bare, "cursor": next_cursor})}>; rel="next"')
    return {"Link": ", ".join(told)}


def _address(path: str, asked: dict[str, str]) -> str:
    return path + ("?" + urlencode(asked) if asked else "")
