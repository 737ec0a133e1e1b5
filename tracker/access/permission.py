"""May this actor do this here? The acts of roles.md that exist so far, in one table.

Every function that records asks :func:`require`; nothing else in the program decides about a role.
"""

from __future__ import annotations

from dataclasses import dataclass

from tracker.access.actor import ROLES, Actor
from tracker.errors import AccessRefused

# act -> the roles that may do it, and how far: "own" narrows a seat to the indicators it carries, "section" to the
# sections it carries, "below" to its sections and the same themes at every territory below, "territory" a role to its
# territory and everything below, "items" an executor to what it executes. An aide has the seat's permissions.
_ACTS: dict[str, dict[str, str]] = {
    "report": {"administrator": "any", "branch": "territory", "council_seat": "own"},
    "attach_evidence": {"administrator": "any", "branch": "territory", "council_seat": "own"},
    "answer_dispute": {"administrator": "any", "branch": "territory", "council_seat": "own"},
    "review": {"administrator": "any", "party_control": "territory"},
    "visit": {"administrator": "any", "party_control": "territory"},
    "recommend": {"administrator": "any", "party_control": "territory"},
    "answer_recommendation": {
        "administrator": "any",
        "branch": "territory",
        "council_seat": "own",
        "bureau_seat": "own",
    },
    "explain": {"administrator": "any", "council_seat": "own", "bureau_seat": "section"},
    "ask_for_explanation": {"administrator": "any", "bureau_seat": "below"},
    "ask_for_update": {"administrator": "any", "council_seat": "own"},
    "comment": {"administrator": "any", "bureau_seat": "below"},
    "prepare_hearing": {"administrator": "any", "faction": "territory"},
    "freeze_hearing": {"administrator": "any", "faction": "territory"},
    "record_decision": {"administrator": "any", "faction": "territory"},
    "close_decision": {"administrator": "any", "faction": "territory"},
    "answer_hearing": {"administrator": "any", "executor": "items"},
    # An executor sees its own items only (queries.hearings).
    "see_hearing": {
        "administrator": "any",
        "faction": "territory",
        "branch": "territory",
        "party_control": "territory",
        "council_seat": "territory",
        "bureau_seat": "any",
    },
    # A seat's word on how its own decision goes; it closes nothing. An executor's is an answer before a hearing.
    "say_decision": {"administrator": "any", "council_seat": "own", "bureau_seat": "section"},
    # Everybody, where the program allows it: whether it does is the program's word, not a role's.
    "leave_signal": dict.fromkeys(ROLES, "any"),
    "load": {"administrator": "any"},
    "import_history": {"administrator": "any"},
    "manage_accounts": {"administrator": "any"},
    # What is not verified yet, and notes: tracker.access.reach says the same as a relation.
    "see_unverified": {
        "administrator": "any",
        "branch": "territory",
        "council_seat": "territory_or_own",
        "bureau_seat": "below",
        "party_control": "territory",
        "executor": "items",
        "faction": "territory",
    },
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is done: the territory with everything above it, the seats that carry the indicator and its
    section, the seats that carry a section of the same theme in a territory above, and the executor.
    """

    territories: tuple[str, ...] = ()
    owner: str | None = None
    section_owner: str | None = None
    theme_owners: tuple[str, ...] = ()
    executor: str | None = None


def permits(actor: Actor, act: str, place: Place | None = None) -> bool:
    """Whether the actor, in any of its roles, may do the act at the place (None: anywhere at all).

    KeyError for an act that is not in the table.
    """
    return capacity(actor, act, place) is not None


def capacity(actor: Actor, act: str, place: Place | None = None) -> Actor | None:
    """What of all it may act as lets the actor do the act at the place: the first that does, or None."""
    return next((one for one in actor.capacities if _may(one, act, place)), None)


def require(actor: Actor, act: str, place: Place | None = None) -> Actor:
    """The capacity in which the actor may do the act at the place. Raises AccessRefused where there is none."""
    found = capacity(actor, act, place)
    if found is None:
        raise AccessRefused(_REFUSALS[act], who=actor.name)
    return found


def _may(actor: Actor, act: str, place: Place | None) -> bool:
    scope = _ACTS[act].get(actor.role if actor.role in _ACTS[act] else actor.powers)
    if scope is None:
        return False
    if scope == "any" or place is None:
        return True
    if scope == "items":
        return actor.office is not None and actor.office == place.executor
    inside = actor.territory is not None and actor.territory in place.territories
    if scope == "territory":
        return inside
    if scope == "territory_or_own" and inside:
        return True
    if actor.seat is None:
        return False
    return actor.seat in _CARRIED[scope](place)


_CARRIED = {
    "own": lambda place: (place.owner,),
    "territory_or_own": lambda place: (place.owner,),
    "section": lambda place: (place.section_owner,),
    "below": lambda place: (place.section_owner, *place.theme_owners),
}

_REFUSALS = {
    "explain": "{who} may not explain this indicator: only the seat that carries it or its section may.",
    "ask_for_explanation": "{who} may not ask for an explanation here: only the Bureau seat of the section may.",
    "attach_evidence": "{who} may not add evidence here: it belongs to another branch or another seat.",
    "answer_dispute": "{who} may not answer this dispute: only the branch or the seat whose report it is may.",
    "visit": "{who} may not record a visit here: only party control of its territory may.",
    "recommend": "{who} may not make a recommendation here: only party control of its territory may.",
    "answer_recommendation": "{who} may not answer this recommendation: only those to whom it was made may.",
    "ask_for_update": "{who} may not ask for an update here: only the seat that carries the indicator may.",
    "comment": "{who} may not comment here: only the Bureau seat of the section may.",
    "prepare_hearing": "{who} may not prepare a hearing here: only the faction of its territory may.",
    "freeze_hearing": "{who} may not freeze this hearing: only the faction of its territory may.",
    "record_decision": "{who} may not record a decision here: only the faction of its territory may.",
    "close_decision": "{who} may not close this decision: only the faction of its territory may.",
    "see_hearing": "{who} may not see the papers of this hearing: it is not of its territory.",
    "say_decision": "{who} may not speak for this decision: only the seat responsible may.",
    "answer_hearing": "{who} may not answer here: only the executor whose item it is may.",
    "leave_signal": "{who} may not leave a signal here.",
    "manage_accounts": "{who} may not manage accounts: only the administrator may.",
    "report": "{who} may not report on this indicator: it belongs to another branch or another seat.",
    "review": "{who} may not review this report: only party control of its territory may.",
    "load": "{who} may not change programs: only the administrator may.",
    "import_history": "{who} may not give a report a date or an author of its own: only the administrator may.",
    "see_unverified": "{who} may not see reports that party control has not verified.",
}
