"""Who reports and who checks in the demonstration: seats of branches, of party control, and akims who chair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from random import Random

from tracker.demo.ground import Ground, Staff


class People:
    """The seats by territory; where a territory has none of a kind, the nearest one above speaks for it."""

    def __init__(self, ground: Ground) -> None:
        self._above = ground.above
        self._by_kind: dict[tuple[str, str], list[Staff]] = defaultdict(list)
        for seat in ground.staff:
            self._by_kind[seat.territory, _role(seat)].append(seat)

    def reporter(self, territory: str, day: date, chance: Random) -> str:
        """The branch's seat that sends a report: mostly whoever is answerable for reporting."""
        seats = self._seats(territory, "branch", day)
        if not seats:
            return f"branch-{territory.lower()}"
        return seats[-1].seat if len(seats) == 1 or chance.random() < 0.85 else seats[-2].seat

    def checker(self, territory: str, day: date, chance: Random) -> str | None:
        """A seat of party control of the place, now and then of the country; never one that reports."""
        here = self._seats("KZ" if chance.random() < 0.1 else territory, "party_control", day)
        return chance.choice(here).seat if here else None

    def chair(self, territory: str, day: date) -> str | None:
        """The seat of an akim who chairs the branch of this very place, if there is one."""
        seats = [seat for seat in self._by_kind[territory, "chair"] if seat.present(day)]
        return seats[0].seat if seats else None

    def _seats(self, territory: str, role: str, day: date) -> Sequence[Staff]:
        for place in self._above.get(territory, (territory, "KZ")):
            found = [seat for seat in self._by_kind[place, role] if seat.present(day)]
            if found:
                return found
        return ()


def _role(seat: Staff) -> str:
    """An akim's seat in a bureau is the chair's; the same person's seat among the branch's staff reports nothing."""
    if seat.office is None:
        return seat.kind
    return "chair" if seat.kind == "bureau" else "office"
