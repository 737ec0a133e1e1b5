"""My account: roles with their days, and ending all sessions."""

from __future__ import annotations

import streamlit as st

from tracker.access import moment
from tracker.access.sign_in import sign_out_everywhere
from tracker.text import N_
from tracker.text.vocab import capital, word
from tracker.ui.components.heading import heading, part
from tracker.ui.components.html import a, joined, show, tag
from tracker.ui.components.own_letters import letters
from tracker.ui.page import Here


def own_account(here: Here) -> None:
    """Who I am, what I may act as, and the way out."""
    t, actor = here.t, here.actor
    heading(here, t(_YOU_ARE, name=actor.name))
    if actor.account is None:
        show(tag("p", t(_DEMONSTRATION)), class_="band")
        return
    part(t(_ROLES))
    lines = [
        " ".join(
            filter(
                None, (capital(word("role", one.role, t.language)), one.seat or one.office or one.territory)
            )
        )
        for one in actor.capacities
        if one.role != "public"
    ]
    if lines:
        show(tag("ul", joined(tag("li", line) for line in lines), class_="plain"))
    else:
        show(tag("p", t(_NO_ROLE)))
    letters(here)
    part(t(_SESSIONS), t(_SESSIONS_WHY))
    st.button(t(_END_ALL), on_click=_end_all, args=(here,))
    show(tag("p", a(f"sign-out?lang={t.language}", t(_SIGN_OUT))))


def _end_all(here: Here) -> None:
    actor = here.actor  # asked anew: the session may have ended since the page was made
    if actor.account is not None:
        sign_out_everywhere(here.store, actor, now=moment.now())


_YOU_ARE = N_("You are {name}")
_DEMONSTRATION = N_("This is a demonstration: nobody signs in, and you choose in the menu as whom to look.")
_ROLES = N_("What you may act as")
_NO_ROLE = N_("No role holds today: you see what everybody sees. The administrator gives roles.")
_SESSIONS = N_("Sessions")
_SESSIONS_WHY = N_("A session ends after two hours without use and after twelve hours in any case.")
_END_ALL = N_("End all my sessions, on every device")
_SIGN_OUT = N_("Sign out")
