"""Freezing a hearing, and proving later that its figures still follow from the ledger at their day and head.

The digest covers what :mod:`tracker.hearing.content` writes down, the day, the head and the chain's hash there; the
short code on the papers is the digest's first sixty bits.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker.access import Actor
from tracker.errors import InputError
from tracker.hearing import content
from tracker.hearing.gathering import READER, matter_at
from tracker.queries.ask import Ask, Scope
from tracker.queries.hearings import Hearing, hearing, known_hearing
from tracker.queries.indicators import assessed
from tracker.queries.lags import lags
from tracker.queries.program_versions import program_versions
from tracker.record.hearing import Freeze, check_move, move_hearing
from tracker.store import Store
from tracker.store.ledger import hash_at

#: letters and digits that are not taken for one another, read aloud or in another alphabet's print
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_GROUPS, _LETTERS = 3, 4


@dataclass(frozen=True, slots=True)
class Verified:
    """Whether a freeze still follows. ``differs`` names the parts that do not (keys of content.parts_of; ``ledger``
    where the chain no longer holds the head, ``code`` where what was kept of the freeze does not fit together),
    ``indicators`` those whose figures differ.
    """

    hearing: str
    code: str
    as_of: date
    head: int
    frozen_at: datetime
    follows: bool
    differs: tuple[str, ...]
    indicators: tuple[str, ...]


def freeze(store: Store, actor: Actor, hearing_id: str, *, now: datetime, **history: object) -> str:
    """Freeze a hearing at the ledger's newest head; returns the short code.

    Raises InputError unless the hearing is with the executors, AccessRefused for anybody but the faction of its level.
    ``history`` (``said_at``, ``origin``) is for the demonstration and imports.
    """
    check_move(store, actor, hearing_id, "frozen", now=now)
    ask = Ask(known_hearing(store, None, hearing_id).as_of, "current", store.head())
    kept = frozen_at(store, known_hearing(store, ask, hearing_id), ask)
    move_hearing(store, actor, hearing_id, "frozen", now=now, freeze=kept, **history)
    return kept.code


def frozen_at(store: Store, found: Hearing, ask: Ask) -> Freeze:
    """What a freeze of a hearing keeps at a day, basis and head."""
    ask = replace(ask, head=ask.at(store))
    matter = matter_at(store, found, ask, "en")
    figures = _figures(store, ask, Scope(programs=found.programs))
    versions = program_versions(store, READER, ask, found.programs)
    parts = content.parts_of(matter, figures, versions)
    digests: dict[str, object] = {name: content.digest(lines) for name, lines in parts.items()}
    head_hash = hash_at(store, ask.at(store))
    top = content.line(content.FORMAT, found.hearing, ask.as_of, ask.basis, ask.head, head_hash)
    whole = content.digest([top, *(content.line(name, digests[name]) for name in sorted(parts))])
    digests["indicators"] = {indicator: content.digest([its])[:12] for indicator, its in figures.items()}
    return Freeze(code_of(whole), ask.at(store), head_hash, whole, json.dumps(digests, sort_keys=True))


def _figures(store: Store, ask: Ask, scope: Scope) -> dict[str, str]:
    lag = lags(store, READER, ask, scope)
    return {
        one.indicator: content.figure_line(one, lag[one.indicator])
        for one in assessed(store, READER, ask, scope)
    }


def verify(store: Store, actor: Actor, hearing_id: str) -> Verified:
    """Compute a frozen hearing again at its day and head, and say whether it follows and what differs.

    Raises InputError for a hearing that is not frozen, AccessRefused for whoever may not see it.
    """
    found = hearing(store, actor, Ask(date.max), hearing_id)
    held = found.frozen
    if held is None:
        raise InputError(
            "The hearing {hearing} is not frozen, so there is nothing to verify.", hearing=hearing_id
        )
    ask = Ask(found.as_of, "current", held.head)
    again = frozen_at(store, known_hearing(store, ask, hearing_id), ask)
    fresh = json.loads(again.digests)
    differs = [name for name in fresh if name != "indicators" and fresh[name] != held.digests.get(name)]
    if again.head_hash != held.head_hash:
        differs.append("ledger")
    if held.code != code_of(held.digest) or (not differs and again.digest != held.digest):
        differs.append("code")
    then, now = held.digests.get("indicators", {}), fresh["indicators"]
    moved = tuple(sorted(name for name in {*then, *now} if then.get(name) != now.get(name)))
    return Verified(
        hearing_id, held.code, found.as_of, held.head, held.frozen_at, not differs, tuple(differs), moved
    )


def code_of(digest: str) -> str:
    """The short code of a digest: three groups of four letters."""
    bits = int(digest, 16) >> (4 * len(digest) - 5 * _GROUPS * _LETTERS)
    letters = [ALPHABET[bits >> 5 * n & 31] for n in reversed(range(_GROUPS * _LETTERS))]
    return "-".join("".join(letters[n : n + _LETTERS]) for n in range(0, len(letters), _LETTERS))
