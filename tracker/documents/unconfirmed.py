"""What party control's visits did not confirm of a set of indicators, as a part of a card."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.documents.matter import Matter
from tracker.documents.model import Cell, Column, Place, Section, Table
from tracker.queries.visits import visits
from tracker.text import N_

SHOWN = 5


def unconfirmed(of: Matter) -> Iterator[Section]:
    """The newest visits to what the seat carries that did not confirm, or only in part; nothing where there is none."""
    bad = [one for one in visits(of.store, of.actor, of.ask, of.scope) if one.found != "confirmed"]
    if not bad:
        return
    columns = tuple(
        Column(of.t(name)) for name in (N_("Indicator"), N_("Visited on"), N_("Found"), N_("Place and words"))
    )
    lines = tuple(
        (
            Cell(of.say(one.title), place=Place("indicator", one.indicator)),
            Cell(of.short(one.visited_on)),
            Cell(of.t(_FOUND[one.found])),
            Cell(". ".join(part.rstrip(".") for part in (one.place, one.words) if part)),
        )
        for one in bad[:SHOWN]
    )
    heading = of.t("Not confirmed on the spot")
    said = of.t("Visits that did not confirm what was reported, or only in part: {n}.", n=len(bad))
    yield Section(heading, (Table(heading, columns, lines),), said, folded=True, name="unconfirmed")


_FOUND = {"partly": N_("confirmed in part"), "not_confirmed": N_("not confirmed")}
