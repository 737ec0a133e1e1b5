"""Who looks at the pages in a benchmark: the public, and an account of each role that sees much, signed in."""

from __future__ import annotations

from tracker import clock
from tracker.access import Actor, moment
from tracker.access.account import find_account
from tracker.access.session import open_session
from tracker.record.account import NewRole, give_role, make_account
from tracker.store import Store

PUBLIC = "public"
#: the roles that see most; party control of the republic has the whole country in its queue
ROLES = {
    "administrator": NewRole("administrator"),
    "faction": NewRole("faction", "KZ"),
    "control": NewRole("party_control", "KZ"),
    "branch": NewRole("branch", "KZ-39"),
    "bureau": NewRole("bureau_seat", seat="bureau-kz-health"),
    "council": NewRole("council_seat", seat="council-kz-39-health"),
}


def sign_in_everybody(store: Store) -> dict[str, str]:
    """Make an account for each of :data:`ROLES`; the token of an open session by role."""
    tokens, by = {}, Actor.administrator()
    for name, role in ROLES.items():
        make_account(store, by, f"bench-{name}", now=clock.now())
        give_role(store, by, f"bench-{name}", role, now=clock.now())
        with store.writing() as writing:
            tokens[name] = open_session(
                writing, find_account(store, f"bench-{name}"), "password", moment.now()
            )
    return tokens
