"""Posts of party control: a standing watch on a problem object, opened and closed, with who keeps it."""

from __future__ import annotations

from datetime import datetime

from tracker.access import Actor, require
from tracker.errors import InputError
from tracker.record.acting import acting_as
from tracker.record.entering import already, text
from tracker.record.place import indicator_numbers, place_of
from tracker.record.visit import known_measure
from tracker.store import Store
from tracker.store.connection import Writing, first_row
from tracker.store.ledger import append

_OPEN = """
select o.seq, o.no, o.measure, o.keeper from store.post o
where o.post is null and not exists (from store.post c where c.post = o.seq)
"""


def open_post(
    store: Store,
    actor: Actor,
    indicator: str,
    *,
    now: datetime,
    words: str | None = None,
    measure: str | None = None,
    keeper: str | None = None,
    key: str | None = None,
    said_at: datetime | None = None,
    origin: str = "entered",
) -> int:
    """Set a watch on an indicator or one of its measures, kept by the actor unless ``keeper`` (a seat) is named;
    returns its number.

    Raises InputError (unknown indicator or measure, a watch stands there already), AccessRefused for anybody but
    party control of the place.
    """
    if said_at is not None or keeper is not None:
        require(actor, "import_history")
    at = said_at or now
    with store.writing() as writing:
        no = indicator_numbers(writing, {indicator})[indicator]
        actor = acting_as(store, writing, actor, "visit", place_of(writing, no, at), now=now)
        held = already(writing, "post", key)
        if held is not None:
            return held
        known_measure(writing, indicator, no, measure)
        standing = first_row(
            writing.cursor, _OPEN + " and o.no = $1 and o.measure is not distinct from $2", [no, measure]
        )
        if standing is not None:
            raise InputError(
                "A post stands here already, kept by {keeper}: close that one first.", keeper=standing[3]
            )
        return _append(
            writing, actor, (None, no, measure, "opened", keeper or actor.name, words), now, at, key, origin
        )


def close_post(
    store: Store,
    actor: Actor,
    post: int,
    words: str,
    *,
    now: datetime,
    said_at: datetime | None = None,
    origin: str = "entered",
) -> int:
    """Lift a watch, saying why; returns the ledger head.

    Raises InputError (no such open post, no words), AccessRefused for anybody but party control of the place.
    """
    if said_at is not None:
        require(actor, "import_history")
    with store.writing() as writing:
        found = first_row(writing.cursor, _OPEN + " and o.seq = $1", [post])
        if found is None:
            raise InputError("There is no open post number {number}.", number=post)
        _, no, measure, _ = found
        actor = acting_as(store, writing, actor, "visit", place_of(writing, no, said_at or now), now=now)
        if not words.strip():
            raise InputError("Say why the post is lifted: what holds there now.")
        _append(
            writing,
            actor,
            (post, no, measure, "closed", actor.name, words),
            now,
            said_at or now,
            None,
            origin,
        )
        return writing.head


def _append(
    writing: Writing,
    actor: Actor,
    said: tuple[int | None, int, str | None, str, str, str | None],
    now: datetime,
    at: datetime,
    key: str | None,
    origin: str,
) -> int:
    post, no, measure, what, keeper, words = said
    [seq] = append(
        writing,
        "post",
        {
            "recorded_at": [now],
            "actor": [actor.name],
            "on_behalf_of": [actor.on_behalf_of],
            "key": [key],
            "post": [post],
            "no": [no],
            "measure": [measure],
            "what": [what],
            "keeper": [keeper],
            "words": [text(words)],
            "said_at": [at],
            "origin": [origin],
        },
    )
    return seq
