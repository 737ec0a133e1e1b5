"""Who gets a letter: the roster of addresses that the administrator keeps, and the actor behind each entry.

A recipient is a role and what it is held in or by, as in ``council_seat:council-1``, ``bureau_seat:bureau-3``,
``branch:KZ-11``, ``party_control:KZ-11``, ``executor:akimat-11``: an office, never a person.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import datetime

from tracker import clock
from tracker.access import Actor, require
from tracker.errors import InputError, Problem, ProblemsError
from tracker.queries.ask import Ask
from tracker.queries.directory import executors, seats, territories
from tracker.store import Store
from tracker.text import LANGUAGES

COLUMNS = ("recipient", "address", "language", "weekly")
SEAT_ROLES = {"bureau": "bureau_seat", "political_council": "council_seat"}
# no quotes, no comments, no line breaks: nothing that could reach into a header
_ADDRESS = re.compile(
    r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]{1,63})+"
)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to write to: their id, who they act as, how they are called, and in which language."""

    id: str
    actor: Actor
    title: dict[str, str]
    language: str
    address: str
    weekly: bool


def known(store: Store, ask: Ask) -> dict[str, tuple[Actor, dict[str, str]]]:
    """Everybody who could get a letter on a day: id -> the actor and the title."""
    reader = Actor.administrator()
    found: dict[str, tuple[Actor, dict[str, str]]] = {}
    for seat in seats(store, reader, ask):
        role = SEAT_ROLES.get(seat.body_kind)
        if role is not None and seat.holder is not None:
            actor = Actor(seat.seat, role, territory=seat.territory, seat=seat.seat, office=seat.office_of)
            found[f"{role}:{seat.seat}"] = actor, seat.title
    for place in territories(store, reader, ask):
        for role in ("branch", "party_control"):
            actor = Actor(f"{role}-{place.code}", role, territory=place.code)
            found[f"{role}:{place.code}"] = actor, place.title
    for body in executors(store, reader, ask):
        actor = Actor(f"executor-{body.executor}", "executor", territory=body.territory, office=body.executor)
        found[f"executor:{body.executor}"] = actor, body.title
    return found


def id_of(actor: Actor) -> str:
    """The id under which an actor gets letters."""
    return f"{actor.role}:{actor.seat or actor.office or actor.territory}"


def recipients(store: Store, actor: Actor, ask: Ask) -> list[Recipient]:
    """Everybody with an address who still is somebody on the day. For the administrator alone."""
    require(actor, "manage_accounts")
    people = known(store, ask)
    with store.cursor() as cursor:
        rows = cursor.execute(
            "select recipient, address, language, weekly from store.digest_subscription order by recipient"
        ).fetchall()
    return [
        Recipient(who, *people[who], language, address, weekly)
        for who, address, language, weekly in rows
        if who in people
    ]


def take_addresses(store: Store, actor: Actor, file: str, data: bytes, *, now: datetime) -> int:
    """Keep the addresses of a CSV file (columns recipient, address, language and, if given, weekly: yes or no) in the
    place of those held for the same recipients; returns how many. An empty address takes one out.

    Raises ProblemsError with every fault, AccessRefused for anybody but the administrator.
    """
    require(actor, "manage_accounts")
    try:
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    except UnicodeDecodeError:
        raise InputError("The file of addresses is not UTF-8 text.") from None
    people = known(store, Ask(clock.day_of(now)))
    problems = [
        problem for number, row in enumerate(rows, 2) for problem in _faults(file, number, row, people)
    ]
    if problems:
        raise ProblemsError(problems)
    with store.writing() as writing:
        for row in rows:
            writing.cursor.execute(
                "delete from store.digest_subscription where recipient = $1", [row["recipient"]]
            )
            if row["address"]:
                weekly = (row.get("weekly") or "yes").strip() != "no"
                writing.cursor.execute(
                    "insert into store.digest_subscription values ($1, $2, $3, $4, $5)",
                    [row["recipient"], row["address"].strip(), row["language"].strip(), weekly, now],
                )
    return len(rows)


def _faults(file: str, number: int, row: dict, people: dict) -> list[Problem]:
    def fault(column: int, rule: str, template: str, **values: str) -> Problem:
        return Problem(file, number, column, rule, template, values)

    found = []
    if (row.get("recipient") or "") not in people:
        found.append(fault(1, "recipient", _NOBODY, who=row.get("recipient") or ""))
    address = (row.get("address") or "").strip()
    if address and not _ADDRESS.fullmatch(address):
        found.append(fault(2, "address", _NO_ADDRESS))
    if (row.get("language") or "").strip() not in LANGUAGES:
        found.append(fault(3, "language", _NO_LANGUAGE, given=row.get("language") or ""))
    return found


_NOBODY = "There is no recipient {who}: write a role, a colon and a seat, territory or executor, as in branch:KZ-11."
_NO_ADDRESS = "This is no e-mail address."
_NO_LANGUAGE = "“{given}” is no language of the tracker. There are kk, ru and en."
