"""My account: roles with their days, the password, the second step, open sessions, tokens; and the way out."""

from __future__ import annotations

import streamlit as st

from tracker.access import moment, own
from tracker.access.sign_in import sign_out_everywhere
from tracker.queries.accounts import own_roles
from tracker.text import N_, instant
from tracker.text.vocab import capital, word
from tracker.ui.components.account_list import role_words
from tracker.ui.components.acting import attempt, say_done, turn
from tracker.ui.components.heading import heading, part
from tracker.ui.components.html import a, joined, show, tag
from tracker.ui.components.own_letters import letters
from tracker.ui.components.own_secrets import password, second_step
from tracker.ui.components.own_tokens import tokens
from tracker.ui.page import Here


def own_account(here: Here) -> None:
    """Who I am, what I may act as, how I come in, and the way out."""
    t, actor = here.t, here.actor
    heading(here, t(_YOU_ARE, name=actor.name))
    if actor.account is None:
        show(tag("p", t(_DEMONSTRATION)), class_="band")
        return
    say_done()
    part(t(_ROLES))
    held = own_roles(here.store, actor)
    if held:
        show(tag("ul", joined(tag("li", role_words(here, one)) for one in held), class_="plain"))
    else:
        show(tag("p", t(_NO_ROLE)))
    letters(here)
    _sessions(here)
    stands = own.standing(here.store, actor, moment.now())
    password(here, stands)
    second_step(here, stands)
    tokens(here, stands)
    show(tag("p", a(f"sign-out?lang={t.language}", t(_SIGN_OUT))))


def _sessions(here: Here) -> None:
    t = here.t
    part(t(_SESSIONS), t(_SESSIONS_WHY))
    for one in own.own_sessions(here.store, here.actor, here.token, now=moment.now()):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            began = t(_BEGAN, at=instant(one.opened_at, here.language))
            used = t(_USED, at=instant(one.seen_at, here.language))
            said = (
                capital(word("way_in", one.way, t.language)),
                one.source and t(_FROM, place=one.source),
                began,
                used,
            )
            show(
                tag(
                    "p",
                    joined(filter(None, said), " · "),
                    tag("strong", " · ", t(_THIS)) if one.is_this else None,
                )
            )
            if not one.is_this and st.button(t(_END), key=f"end:{one.session}:{turn()}"):
                attempt(
                    here,
                    lambda of=one.session: own.end_own_session(here.store, here.actor, of, now=moment.now()),
                    t(_ENDED),
                )
    st.button(t(_END_ALL), on_click=_end_all, args=(here,))


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
_BEGAN, _USED = N_("signed in {at}"), N_("last used {at}")
_FROM, _THIS = N_("from {place}"), N_("this one")
_END, _ENDED = N_("End this session"), N_("The session is ended.")
_END_ALL = N_("End all my sessions, on every device")
_SIGN_OUT = N_("Sign out")
