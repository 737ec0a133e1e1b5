"""The demonstration's band: on every page, saying that the progress is made up, as of which day, and as whom."""

from __future__ import annotations

from tracker import clock
from tracker.text import N_, Translator
from tracker.ui.components.html import a, show, tag
from tracker.ui.installation import EVE
from tracker.ui.menu import path_of
from tracker.ui.selection import Selection, link_here
from tracker.ui.viewer import Viewer


def badge(t: Translator):
    """The mark beside anything made up."""
    return tag("span", t(_BADGE), class_="badge", title=t(_MADE_UP))


def band(page: str, selection: Selection, t: Translator, viewer: Viewer | None) -> None:
    """What is shown is made up; the day's meaning, and the other day one tap away."""
    path = path_of(page)
    today = a(link_here(path, selection, as_of=clock.today()), t(_SHOW_TODAY))
    eve = a(link_here(path, selection, as_of=EVE), t(_SHOW_EVE))
    on_eve = selection.as_of == EVE
    sentence = t(_ON_EVE) if on_eve else t(_ON_DAY, day=selection.as_of)
    looking = None if viewer is None else tag("span", t(_LOOKING, name=viewer.name(t)))
    show(
        tag("p", badge(t), " ", t(_MADE_UP), " ", sentence, " ", today if on_eve else eve, " · ", looking),
        class_="band",
    )


_BADGE = N_("Demonstration")
_MADE_UP = N_("Progress and the demonstration roadmaps are made up; the election programs are as published.")
_ON_EVE = N_("As of 15 April 2022, the eve of the Prime Minister's hearing.")
_ON_DAY = N_("As of {day}.")
_SHOW_TODAY = N_("Show today")
_SHOW_EVE = N_("Show the eve of the hearing")
_LOOKING = N_("You look as: {name}.")
