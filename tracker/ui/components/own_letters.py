"""Letters of one's own account: where they go, in which language, how often; a part of the page of the account."""

from __future__ import annotations

import streamlit as st

from tracker.access import moment
from tracker.errors import TrackerError
from tracker.reminders.wishes import OFTEN, Wish, ask_for_letter, choose_letters, own_wish
from tracker.text import LANGUAGES, N_
from tracker.text.vocab import OWN_NAMES
from tracker.ui.components.branch_workbook import faults
from tracker.ui.components.heading import part
from tracker.ui.components.html import show, tag
from tracker.ui.page import Here

_SAID = "_letters_said"


def letters(here: Here) -> None:
    """The choice, as a form; nothing where nobody is signed in."""
    if here.actor.account is None:
        return
    t, wish = here.t, own_wish(here.store, here.actor)
    part(t(_LETTERS), t(_WHAT))
    said = st.session_state.pop(_SAID, None)
    if isinstance(said, TrackerError):
        faults(here, said)
    elif said:
        show(tag("p", t(said), role="status"), class_="band fine")
    show(tag("p", t(_state(wish))))
    with st.form("own-letters", border=False):
        st.text_input(t(_ADDRESS), wish.address if wish else "", key="letters:address", max_chars=254,
                      placeholder="branch@example.kz", autocomplete="email")  # fmt: skip
        st.radio(t(_OFTEN), OFTEN, OFTEN.index(wish.often) if wish else 0, key="letters:often",
                 format_func=lambda often: t(_HOW_OFTEN[often]))  # fmt: skip
        st.radio(t(_LANGUAGE), LANGUAGES, LANGUAGES.index(wish.language if wish else here.language),
                 key="letters:language", format_func=OWN_NAMES.get, horizontal=True)  # fmt: skip
        st.form_submit_button(t(_KEEP), on_click=_choose, args=(here,))
    if wish is not None and wish.often != "never" and wish.confirmed_at is not None:
        st.button(t(_NOW), on_click=_ask, args=(here,))


def _state(wish: Wish | None) -> str:
    if wish is None:
        return _NONE
    if wish.often == "never":
        return _NEVER
    return _UNCONFIRMED if wish.confirmed_at is None else _CONFIRMED


def _choose(here: Here) -> None:
    given = st.session_state
    _do(_KEPT, lambda: choose_letters(
        here.store, here.actor, given["letters:address"], given["letters:language"], given["letters:often"],
        now=moment.now()))  # fmt: skip


def _ask(here: Here) -> None:
    _do(_ASKED, lambda: ask_for_letter(here.store, here.actor, now=moment.now()))


def _do(done: str, act) -> None:
    try:
        act()
    except TrackerError as refused:
        st.session_state[_SAID] = refused
    else:
        st.session_state[_SAID] = done


_LETTERS = N_("Letters")
_WHAT = N_(
    "What awaits you, by mail. Your address is shown to nobody else, and every letter has a link that stops them."
)
_NONE = N_("No letters go to you: no address is given.")
_NEVER = N_("No letters go to you.")
_UNCONFIRMED = N_(
    "The address waits to be confirmed: the next run sends a letter that asks whether it is yours."
)
_CONFIRMED = N_("Letters go to the address below.")
_ADDRESS = N_("E-mail address")
_OFTEN, _LANGUAGE = N_("How often"), N_("Language of the letters")
_HOW_OFTEN = {
    "weekly": N_("Once a week at most, when something awaits me"),
    "asked": N_("Only when I ask"),
    "never": N_("Never"),
}
_KEEP = N_("Keep this choice")
_NOW = N_("Write to me with the next run")
_KEPT, _ASKED = N_("Your choice is kept."), N_("The next run, within a day, writes to you.")
