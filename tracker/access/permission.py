"""May this actor do this here? The acts of roles.md that exist so far, in one table.

Every function that records asks :func:`require`; nothing else in the program decides about a role.
"""

from __future__ import annotations

from dataclasses import dataclass

from tracker.access.actor import Actor
from tracker.errors import AccessRefused

# act -> the roles that may do it; "own" narrows a seat to what it carries.
_ACTS: dict[str, dict[str, str]] = {
    "report": {"administrator": "any", "branch": "territory", "council_seat": "own"},
    "review": {"administrator": "any", "party_control": "territory"},
    "load": {"administrator": "any"},
    "import_history": {"administrator": "any"},
    "see_unverified": {
        "administrator": "any",
        "branch": "territory",
        "council_seat": "territory",
        "bureau_seat": "territory",
        "aide": "territory",
        "party_control": "territory",
        "executor": "territory",
        "faction": "territory",
    },
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is done: the territory with everything above it, and the seat that carries the indicator."""

    territories: tuple[str, ...] = ()
    owner: str | None = None


def permits(actor: Actor, act: str, place: Place | None = None) -> bool:
    """Whether the actor may do the act at the place (None: anywhere)."""
    scope = _ACTS[act].get(actor.role)
    if scope is None:
        return False
    if scope == "any" or place is None:
        return True
    if scope == "own":
        return actor.seat is not None and actor.seat == place.owner
    return actor.territory in place.territories


def require(actor: Actor, act: str, place: Place | None = None) -> None:
    """Raise AccessRefused unless the actor may do the act at the place."""
    if permits(actor, act, place):
        return
    raise AccessRefused(_REFUSALS[act], who=actor.name)


_REFUSALS = {
    "report": "{who} may not report on this indicator: it belongs to another branch or another seat.",
    "review": "{who} may not review this report: only party control of its territory may.",
    "load": "{who} may not change programs: only the administrator may.",
    "import_history": "{who} may not give a report a date or an author of its own: only the administrator may.",
    "see_unverified": "{who} may not see reports that party control has not verified.",
}
