"""What party control's visits did not confirm of a set of indicators, as a line on a card."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.documents.matter import Matter
from tracker.documents.model import Section
from tracker.queries.visits import visits
from tracker.text import N_


def unconfirmed(of: Matter) -> Iterator[Section]:
    """How many visits to what the seat carries did not confirm, and the newest of them; nothing where there is none.

    One line: a table would push what is overdue off the printed page.
    """
    bad = [one for one in visits(of.store, of.actor, of.ask, of.scope) if one.found != "confirmed"]
    if not bad:
        return
    newest = bad[0]
    said = of.t(
        "Visits that did not confirm what was reported, or only in part: {n}. The newest: {title}, {day}, {found}.",
        n=len(bad), title=of.say(newest.title), day=of.short(newest.visited_on), found=of.t(_FOUND[newest.found]),
    )  # fmt: skip
    yield Section(of.t("Not confirmed on the spot"), said=said, folded=True, name="unconfirmed")


_FOUND = {"partly": N_("confirmed in part"), "not_confirmed": N_("not confirmed")}
