"""Who gets a letter: the roster of addresses that the administrator keeps, and the actor behind each entry.

A recipient is a role and what it is held in or by, as in ``council_seat:council-1``, ``bureau_seat:bureau-3``,
``branch:KZ-11``, ``party_control:KZ-11``, ``executor:akimat-11``: an office, never a person. Or it is an account, as in
``account:branch-akmola``, which is written to in all its roles.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from datetime import datetime

from tracker import clock
from tracker.access import Actor, require
from tracker.access.account import actor_of, find_account
from tracker.errors import InputError, Problem, ProblemsError
from tracker.queries.ask import Ask
from tracker.queries.directory import executors, seats, territories
from tracker.reminders.wishes import OF_ACCOUNT, Wish, is_address, keep, wishes
from tracker.store import Store
from tracker.text import LANGUAGES

SEAT_ROLES = {"bureau": "bureau_seat", "political_council": "council_seat"}


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to write to: what they wish, and each role they are written to in, with its title."""

    wish: Wish
    capacities: tuple[tuple[Actor, dict[str, str]], ...]

    @property
    def id(self) -> str:
        """``branch:KZ-11``, ``account:branch-akmola``."""
        return self.wish.recipient


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
    return f"{actor.powers}:{actor.seat or actor.office or actor.territory}"


def recipients(store: Store, actor: Actor, ask: Ask) -> list[Recipient]:
    """Everybody with an address who still is somebody on the day. For the administrator alone.

    An office whose address is that of an account that holds it is written to once, as the account.
    """
    require(actor, "manage_accounts")
    people = known(store, ask)
    found = [Recipient(one, _capacities(store, one, ask, people)) for one in wishes(store)]
    written = {
        (id_of(who), one.wish.address.lower())
        for one in found
        if one.id.startswith(OF_ACCOUNT)
        for who, _ in one.capacities
    }
    return [one for one in found if one.capacities and (one.id, one.wish.address.lower()) not in written]


def _capacities(store: Store, wish: Wish, ask: Ask, people: dict) -> tuple[tuple[Actor, dict[str, str]], ...]:
    if not wish.recipient.startswith(OF_ACCOUNT):
        return (people[wish.recipient],) if wish.recipient in people else ()
    account = find_account(store, wish.recipient.removeprefix(OF_ACCOUNT))
    if account is None or account.disabled_at is not None:
        return ()
    found = []
    for one in actor_of(store, account, ask.as_of).capacities:
        if one.role in ("public", "administrator", "faction"):
            continue  # nothing is asked of them
        if one.role in ("branch", "party_control"):
            one = replace(one, seat=None, office=None)  # a seat held beside it is written to as that seat
        found.append((one, people.get(id_of(one), (one, {}))[1]))
    return tuple(found)


def take_addresses(store: Store, actor: Actor, file: str, data: bytes, *, now: datetime) -> int:
    """Keep the addresses of a CSV file (columns recipient, address, language and, if given, weekly: yes, no for only
    when asked, never) in the place of those held for the same recipients; returns how many. An empty address takes
    one out. What the administrator gives counts as confirmed.

    Raises ProblemsError with every fault, AccessRefused for anybody but the administrator.
    """
    require(actor, "manage_accounts")
    try:
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    except UnicodeDecodeError:
        raise InputError("The file of addresses is not UTF-8 text.") from None
    people = {*known(store, Ask(clock.day_of(now))), *_accounts(store)}
    problems = [
        problem for number, row in enumerate(rows, 2) for problem in _faults(file, number, row, people)
    ]
    if problems:
        raise ProblemsError(problems)
    with store.writing() as writing:
        for row in rows:
            recipient, address = row["recipient"], (row["address"] or "").strip()
            if not address:
                writing.cursor.execute("delete from store.letter_wish where recipient = $1", [recipient])
                continue
            often = _WEEKLY[(row.get("weekly") or "yes").strip()]
            keep(writing, Wish(recipient, address, row["language"].strip(), often, now), actor.name, now)
    return len(rows)


def _faults(file: str, number: int, row: dict, people: set[str]) -> list[Problem]:
    def fault(column: int, rule: str, template: str, **values: str) -> Problem:
        return Problem(file, number, column, rule, template, values)

    found = []
    if (row.get("recipient") or "") not in people:
        found.append(fault(1, "recipient", _NOBODY, who=row.get("recipient") or ""))
    address = (row.get("address") or "").strip()
    if address and not is_address(address):
        found.append(fault(2, "address", _NO_ADDRESS))
    if (row.get("language") or "").strip() not in LANGUAGES:
        found.append(fault(3, "language", _NO_LANGUAGE, given=row.get("language") or ""))
    if (row.get("weekly") or "yes").strip() not in _WEEKLY:
        found.append(fault(4, "weekly", _NO_WEEKLY, given=row.get("weekly") or ""))
    return found


def _accounts(store: Store) -> set[str]:
    with store.cursor() as cursor:
        rows = cursor.execute("select name from store.account where disabled_at is null").fetchall()
    return {OF_ACCOUNT + name for (name,) in rows}


_WEEKLY = {"yes": "weekly", "no": "asked", "never": "never"}
_NOBODY = (
    "There is no recipient {who}: write a role, a colon and a seat, territory or executor, as in branch:KZ-11, or an "
    "account, as in account:branch-akmola."
)
_NO_WEEKLY = "“{given}” is not how often letters come: write yes, no (only when asked) or never."
_NO_ADDRESS = "This is no e-mail address."
_NO_LANGUAGE = "“{given}” is no language of the tracker. There are kk, ru and en."
