"""My account: another password, and a second step at signing in."""

from __future__ import annotations

import streamlit as st

from tracker.access import moment, own
from tracker.access.own import Standing
from tracker.access.password import LONGEST, RULE, SHORTEST
from tracker.access.totp import address_for_app
from tracker.text import N_
from tracker.ui.components.acting import attempt, turn
from tracker.ui.components.heading import part
from tracker.ui.components.html import a, show, tag
from tracker.ui.page import Here

WIDTH = 420


def password(here: Here, stands: Standing) -> None:
    """The present one and twice the new one."""
    t = here.t
    part(t(_PASSWORD), t(RULE, shortest=SHORTEST) if stands.has_password else t(_BY_PROVIDER))
    if not stands.has_password:
        return
    with st.form(f"own_password:{turn()}", clear_on_submit=True, width=WIDTH):
        present = present_password(here, "password")
        new, again = (
            st.text_input(t(label), type="password", max_chars=LONGEST, autocomplete="new-password",
                          key=f"own_{name}:{turn()}")
            for name, label in (("new", _NEW), ("again", _AGAIN))
        )  # fmt: skip
        sent = st.form_submit_button(t(_CHANGE), type="primary")
    if sent:
        attempt(
            here,
            lambda: own.change_password(
                here.store, here.actor, here.token, present, new, again, now=moment.now()
            ),
            t(_CHANGED),
        )


def second_step(here: Here, stands: Standing) -> None:
    """A key for an app and the code that confirms it; or that it stands."""
    t = here.t
    part(t(_SECOND), t(_SECOND_STANDS) if stands.has_second_step else t(_SECOND_WHY))
    if stands.has_second_step or not stands.has_password:
        return
    opened = f"own_second:{turn()}"
    if not st.session_state.get(opened):
        st.button(t(_SET_UP), key=f"own_second_open:{turn()}", on_click=_open, args=(opened,))
        return
    secret = own.begin_second_step(here.store, here.actor, now=moment.now())
    grouped = " ".join(secret[n : n + 4] for n in range(0, len(secret), 4))
    show(tag("p", t(_KEY)), tag("p", tag("code", grouped)),
         tag("p", a(address_for_app(secret, here.actor.name), t(_OPEN_APP))))  # fmt: skip
    with st.form(f"own_second_form:{turn()}", clear_on_submit=True, width=WIDTH):
        present = present_password(here, "second")
        code = st.text_input(t(_CODE), max_chars=12, autocomplete="one-time-code", key=f"own_code:{turn()}")
        sent = st.form_submit_button(t(_CONFIRM), type="primary")
    if sent:
        attempt(
            here,
            lambda: own.confirm_second_step(here.store, here.actor, present, code, now=moment.now()),
            t(_SECOND_DONE),
        )


def present_password(here: Here, where: str) -> str:
    """The field for the password one has now."""
    return st.text_input(
        here.t(_PRESENT), type="password", max_chars=LONGEST, autocomplete="current-password",
        key=f"own_present_{where}:{turn()}",
    )  # fmt: skip


def _open(key: str) -> None:
    st.session_state[key] = True


_PASSWORD, _CHANGE = N_("Password"), N_("Change the password")
_PRESENT, _NEW, _AGAIN = N_("Present password"), N_("New password"), N_("The same once more")
_CHANGED = N_("The password is changed; every other session of yours is ended.")
_BY_PROVIDER = N_("You sign in with the organisation's own account: its password is changed there.")
_SECOND, _SET_UP = N_("Second step at signing in"), N_("Set it up")
_SECOND_WHY = N_(
    "After the password a code is asked for that an app on your telephone shows. Recommended to everybody."
)
_SECOND_STANDS = N_(
    "It is set up: a code is asked for at every sign-in. If the telephone is lost, the administrator drops it."
)
_KEY = N_("Put this key into an authenticator app, then type the code that the app shows.")
_OPEN_APP = N_("Open in the app on this device")
_CODE, _CONFIRM = N_("Six-digit code"), N_("Confirm with the code")
_SECOND_DONE = N_("The second step is set up: a code is asked for at the next sign-in.")
