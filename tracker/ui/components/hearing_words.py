"""The words a hearing is spoken of with: its name, its state, its speaker, its days."""

from __future__ import annotations

from tracker.queries.hearings import Hearing
from tracker.text import N_, day
from tracker.ui.components.html import Html, a, joined, tag
from tracker.ui.page import Here

STATES = {
    "draft": N_("draft"),
    "sent": N_("with the executors"),
    "frozen": N_("frozen"),
    "held": N_("held"),
    "closed": N_("concluded"),
}
SPEAKERS = {
    "prime_minister": N_("the Prime Minister's report"),
    "minister": N_("a minister's report"),
    "akim": N_("the akim's report"),
}


def name(here: Here, of: Hearing) -> str:
    """The staff's title, else what the hearing is: whose report, where."""
    if of.title:
        return of.title
    return here.t(_NAME, territory=here.say(of.territory_title), speaker=here.t(SPEAKERS[of.speaker]))


def state(here: Here, of: Hearing) -> str:
    """Where it stands, in a word."""
    return here.t(STATES[of.state])


def link(here: Here, of: Hearing, step: str | None = None) -> Html:
    """The hearing's page."""
    return a(here.link("hearings", hearing=of.hearing, step=step), name(here, of))


def line(here: Here, of: Hearing) -> Html:
    """Territory, day and state in a quiet line."""
    said = (here.say(of.territory_title), day(of.held_on, here.language), state(here, of))
    return tag("span", joined(said, " · "), class_="quiet")


_NAME = N_("{territory}: {speaker}")
