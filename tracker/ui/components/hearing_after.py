"""After the meeting: the protocol, what became of the decisions, and closing the hearing."""

from __future__ import annotations

import streamlit as st

from tracker.queries.decisions import decisions_of, fate_of
from tracker.queries.hearings import Hearing
from tracker.record.hearing import move_hearing
from tracker.text import N_
from tracker.ui.components import decision_list, hearing_papers
from tracker.ui.components.acting import attempt, turn
from tracker.ui.components.heading import part
from tracker.ui.components.html import show, tag
from tracker.ui.page import Here


def after_step(here: Here, of: Hearing, leads: bool) -> None:
    """Protocol, decisions with their fate on the day shown, closing."""
    t = here.t
    if of.state in ("draft", "sent"):
        part(t(_TITLE))
        show(tag("p", t(_LATER), class_="quiet"))
        return
    found = here.of(decisions_of, hearing=of.hearing, whenever=True)
    fate = fate_of(found)
    part(t(_TITLE), decision_list.detail(here, fate))
    decision_list.cards(here, found, page="hearings", hearing=of.hearing, step="afterwards")
    hearing_papers.protocol(here, of)
    if of.state == "held" and leads:
        part(t(_CLOSING), t(_CLOSING_HOW))
        if st.button(t(_CLOSE), key=f"closed:{turn()}"):
            attempt(
                here, lambda: move_hearing(here.store, here.actor, of.hearing, "closed", now=here.moment, key=turn()),
                t(_CLOSED), step="afterwards",
            )  # fmt: skip


_TITLE = N_("Decisions of this hearing")
_LATER = N_("Here will stand the decisions with their fate and the protocol, once the hearing was held.")
_CLOSING = N_("Close the hearing")
_CLOSING_HOW = N_(
    "Answers and decisions are complete. Decisions go on being followed; the next hearing opens with their fate."
)
_CLOSE = N_("Close the hearing")
_CLOSED = N_("The hearing is closed.")
