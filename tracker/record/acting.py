"""In which of its roles somebody records something: asked of the one table, and written into the access log."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tracker.access import Actor, require
from tracker.access.log import append_entries, entry_of, note
from tracker.access.permission import Place
from tracker.errors import AccessRefused
from tracker.store import Store
from tracker.store.connection import Writing


def acting_as(
    store: Store,
    writing: Writing,
    actor: Actor,
    act: str,
    place: Place | None = None,
    *,
    now: datetime,
    what: str | None = None,
) -> Actor:
    """The capacity in which the actor may do the act at the place; an account's act is logged with its role.

    ``what`` says of what, an indicator's id for example. Raises AccessRefused, which is logged too.
    """
    return acting_on_all(store, writing, actor, act, [place], now=now, what=what)


def acting_on_all(
    store: Store,
    writing: Writing,
    actor: Actor,
    act: str,
    places: Iterable[Place | None],
    *,
    now: datetime,
    what: str | None = None,
) -> Actor:
    """The same for an act at several places at once, logged as one; the capacity is that of the last."""
    found = actor
    for place in places:
        found = asked_first(store, actor, act, place, now=now, what=what)
    if found.account is not None:
        append_entries(writing, entry_of(found, "recorded", now, _said(act, what)))
    return found


def asked_first(
    store: Store,
    actor: Actor,
    act: str,
    place: Place | None = None,
    *,
    now: datetime,
    what: str | None = None,
) -> Actor:
    """The capacity in which the actor may do the act, before there is anything to record.

    Raises AccessRefused, which is logged for an account.
    """
    try:
        return require(actor, act, place)
    except AccessRefused:
        if actor.account is not None:  # a transaction of its own: the one it was asked in is rolled back
            note(store, entry_of(actor, "refused", now, _said(act, what)))
        raise


def _said(act: str, what: str | None) -> str:
    return act if what is None else f"{act} {what}"
