"""Who a session's token is, looked up whenever it is asked: revoking acts at the next click. Knows no Streamlit."""

from __future__ import annotations

from tracker.access import Actor, moment
from tracker.access.session import signed_in
from tracker.store import Store


def actor_of_token(store: Store, token: str | None) -> Actor:
    """The actor of an open session; the public for anything else."""
    known = signed_in(store, token, moment.now())
    return Actor.public() if known is None else known.actor
