"""May this actor do this here? The acts of roles.md that exist so far, in one table.

Every function that records asks :func:`require`; nothing else in the program decides about a role.
"""

from __future__ import annotations

from dataclasses import dataclass

from tracker.access.actor import Actor
from tracker.errors import AccessRefused

# act -> the roles that may do it. "own" narrows a seat to the indicators it carries, "section" to the sections it
# carries, "below" to its sections and the same themes at every territory below. An aide has the seat's permissions.
_ACTS: dict[str, dict[str, str]] = {
    "report": {"administrator": "any", "branch": "territory", "council_seat": "own"},
    "review": {"administrator": "any", "party_control": "territory"},
    "explain": {"administrator": "any", "council_seat": "own", "bureau_seat": "section"},
    "ask_for_explanation": {"administrator": "any", "bureau_seat": "below"},
    "load": {"administrator": "any"},
    "import_history": {"administrator": "any"},
    # Until accounts exist the roles that see unverified figures see them of every territory; only the public does not.
    "see_unverified": {
        "administrator": "any",
        "branch": "any",
        "council_seat": "any",
        "bureau_seat": "any",
        "aide": "any",
        "party_control": "any",
        "executor": "any",
        "faction": "any",
    },
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is done: the territory with everything above it, the seats that carry the indicator and its
    section, and the seats that carry a section of the same theme in a territory above.
    """

    territories: tuple[str, ...] = ()
    owner: str | None = None
    section_owner: str | None = None
    theme_owners: tuple[str, ...] = ()


def permits(actor: Actor, act: str, place: Place | None = None) -> bool:
    """Whether the actor may do the act at the place (None: anywhere)."""
    role = _SEAT_ROLES[actor.acting_as] if actor.role == "aide" and actor.acting_as else actor.role
    scope = _ACTS[act].get(role)
    if scope is None:
        return False
    if scope == "any" or place is None:
        return True
    if scope == "territory":
        return actor.territory in place.territories
    if actor.seat is None:
        return False
    carried = {"own": (place.owner,), "section": (place.section_owner,)}
    return actor.seat in carried.get(scope, (place.section_owner, *place.theme_owners))


def require(actor: Actor, act: str, place: Place | None = None) -> None:
    """Raise AccessRefused unless the actor may do the act at the place."""
    if permits(actor, act, place):
        return
    raise AccessRefused(_REFUSALS[act], who=actor.name)


_SEAT_ROLES = {"bureau": "bureau_seat", "political_council": "council_seat"}

_REFUSALS = {
    "explain": "{who} may not explain this indicator: only the seat that carries it or its section may.",
    "ask_for_explanation": "{who} may not ask for an explanation here: only the Bureau seat of the section may.",
    "report": "{who} may not report on this indicator: it belongs to another branch or another seat.",
    "review": "{who} may not review this report: only party control of its territory may.",
    "load": "{who} may not change programs: only the administrator may.",
    "import_history": "{who} may not give a report a date or an author of its own: only the administrator may.",
    "see_unverified": "{who} may not see reports that party control has not verified.",
}
