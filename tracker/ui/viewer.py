"""Who looks: in a demonstration whom the viewer picked, anywhere else who is signed in, and the public otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.access import Actor
from tracker.queries.ask import Ask
from tracker.queries.directory import SeatEntry, executors, seats, territories
from tracker.store import Store
from tracker.text import N_, Translator, pick
from tracker.text.vocab import word
from tracker.ui.cache import answer
from tracker.ui.installation import Installation
from tracker.ui.selection import Selection
from tracker.ui.signed_in import actor_of_token

ADMINISTRATOR, PUBLIC = "administrator", "public"
_SEAT_ROLES = {"bureau": "bureau_seat", "political_council": "council_seat"}
# a faction is the republic's or a region's or city's own; branches and party control sit there too
_PLACE_ROLES = ("branch", "party_control", "faction")


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody the viewer may be: an id for the address, the actor, and what they are called."""

    id: str
    actor: Actor
    title: dict[str, str] | None

    def name(self, t: Translator) -> str:
        """Role and place in words."""
        role = word("role", self.actor.role, t.language)
        return role if self.title is None else t(_WITH_PLACE, role=role, place=pick(self.title, t.language))


def chosen_viewer(present: Installation, selection: Selection, token: str | None = None) -> Viewer | None:
    """Who is looking: the holder of a session's token, or in a demonstration whom the address names (None: nobody of
    that id).
    """
    if not present.demonstration:
        return signed_in_viewer(present.store, token)
    return next((one for one in viewers(present.store, selection.as_of) if one.id == selection.viewer), None)


def viewers(store: Store, day: date) -> list[Viewer]:
    """Everybody one may be on a day: administrator, seats and aides, branches, party control, factions, executors,
    the public.
    """
    return answer(_viewers, store, Actor.administrator(), Ask(day))


def signed_in_viewer(store: Store, token: str | None) -> Viewer:
    """Who holds the token; the public where nobody does."""
    actor = actor_of_token(store, token)
    if actor.account is None:
        return Viewer(PUBLIC, actor, None)
    return Viewer(actor.name, actor, {"ru": actor.name})


def _viewers(store: Store, reader: Actor, ask: Ask) -> list[Viewer]:
    found = [Viewer(ADMINISTRATOR, reader, None)]
    for seat in seats(store, reader, ask):
        role = _SEAT_ROLES.get(seat.body_kind)
        if role is not None:
            actor = Actor(seat.seat, role, territory=seat.territory, seat=seat.seat, office=seat.office_of)
            found.append(Viewer(f"{role}:{seat.seat}", actor, seat.title))
    # of the republic's seats alone: three hundred aides of the regions would bury everybody else in the list
    republic = {place.code for place in territories(store, reader, ask) if place.level == "republic"}
    found += [_aide(seat) for seat in seats(store, reader, ask)
              if seat.body_kind in _SEAT_ROLES and seat.territory in republic]  # fmt: skip
    for role in _PLACE_ROLES:
        for place in territories(store, reader, ask):
            if place.level in ("republic", "region", "city"):
                actor = Actor(f"{role}-{place.code}", role, territory=place.code)
                found.append(Viewer(f"{role}:{place.code}", actor, place.title))
    for body in executors(store, reader, ask):
        actor = Actor(f"executor-{body.executor}", "executor", territory=body.territory, office=body.executor)
        found.append(Viewer(f"executor:{body.executor}", actor, body.title))
    found.append(Viewer(PUBLIC, Actor.public(), None))
    return found


def _aide(seat: SeatEntry) -> Viewer:
    """Whoever acts for a seat: sees what it sees, may do what it may, and both are recorded."""
    actor = Actor(
        f"aide-{seat.seat}", "aide", territory=seat.territory, seat=seat.seat, office=seat.office_of,
        on_behalf_of=seat.seat, acting_as=seat.body_kind,
    )  # fmt: skip
    return Viewer(f"aide:{seat.seat}", actor, seat.title)


_WITH_PLACE = N_("{role}: {place}")
