"""My account: tokens with which programs of one's own read and send over the HTTP interface."""

from __future__ import annotations

import streamlit as st

from tracker.access import moment, own
from tracker.access.api_token import MOST_DAYS, SCOPES, KeptToken
from tracker.access.own import Standing
from tracker.errors import TrackerError
from tracker.text import N_, instant
from tracker.text.vocab import word
from tracker.ui.components.acting import attempt, refuse, turn
from tracker.ui.components.heading import part
from tracker.ui.components.html import a, joined, show, tag
from tracker.ui.components.own_secrets import WIDTH, present_password
from tracker.ui.page import Here

_MADE = "_own_token_made"
DAYS = 90


def tokens(here: Here, stands: Standing) -> None:
    """Tokens that are good, each with its end; a new one, whose text is shown this once."""
    t, now = here.t, moment.now()
    part(t(_TOKENS), joined((t(_WHY), a("api/v1/docs", t(_DOCS))), " "))
    text = st.session_state.pop(_MADE, None)
    if text is not None:
        show(tag("p", t(_SHOWN)), class_="band fine")
        st.code(text, language=None, wrap_lines=True)
    good = [
        one for one in own.own_tokens(here.store, here.actor) if not one.revoked_at and one.expires_at > now
    ]
    for one in good:
        _line(here, one)
    if not good:
        show(tag("p", t(_NONE), class_="quiet"))
    with st.form(f"own_token:{turn()}", clear_on_submit=True, width=WIDTH):
        scope = st.selectbox(
            t(_FOR), SCOPES, key=f"own_scope:{turn()}", format_func=lambda one: word("scope", one, t.language)
        )
        days = st.number_input(t(_DAYS), 1, MOST_DAYS, DAYS, key=f"own_days:{turn()}")
        present = present_password(here, "token") if stands.has_password else ""
        sent = st.form_submit_button(t(_MAKE), type="primary")
    if sent:
        _make(here, present, scope, int(days))


def _make(here: Here, present: str, scope: str, days: int) -> None:
    try:
        text, _ = own.make_own_token(here.store, here.actor, present, scope, days, now=moment.now())
    except TrackerError as refused:
        refuse(here, refused)
        return
    st.session_state[_MADE] = text
    st.rerun()


def _line(here: Here, one: KeptToken) -> None:
    t = here.t
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        scopes = ", ".join(word("scope", scope, t.language) for scope in one.scopes)
        until = t(_UNTIL, at=instant(one.expires_at, here.language))
        show(tag("p", joined((tag("code", one.id[:8]), scopes, until), " · ")))
        if st.button(t(_END), key=f"end:{one.id}:{turn()}"):
            attempt(
                here,
                lambda: own.revoke_own_token(here.store, here.actor, one.id, now=moment.now()),
                t(_ENDED),
            )


_TOKENS, _DOCS = N_("Tokens for programs"), N_("How programs ask")
_WHY = N_("With a token a program of yours reads or sends in your place, and never may more than you.")
_SHOWN = N_("The token is shown only now; keep it like a password:")
_NONE = N_("No token of yours is good now.")
_FOR, _DAYS, _MAKE = N_("What it is for"), N_("Days that it is good"), N_("Make a token")
_UNTIL = N_("good until {at}")
_END, _ENDED = N_("End this token"), N_("The token opens nothing any more.")
