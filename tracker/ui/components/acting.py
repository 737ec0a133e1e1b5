"""One act of a form: done once, said in words, refused in words where it is not allowed."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from tracker.errors import TrackerError
from tracker.ui.components.html import show, tag
from tracker.ui.components.rounds import next_round, round_of
from tracker.ui.page import Here

_DONE, _ROUND = "_act_done", "_act_round"


def turn() -> str:
    """The key of the forms on the page: another one after each act, so that fields are empty and an act counts once."""
    return round_of(_ROUND)


def say_done() -> None:
    """What the last act did."""
    said = st.session_state.pop(_DONE, None)
    if said is not None:
        show(tag("p", said), class_="band fine")


def attempt(here: Here, act: Callable[[], object], said: str, **address: str) -> None:
    """Do ``act``; where it is refused say why, else say ``said`` above the page, which is drawn anew.

    ``address`` are parts of the address that change with it; an act's answer is put in where one is None.
    """
    try:
        made = act()
    except TrackerError as refused:
        refuse(here, refused)
        return
    st.session_state[_DONE] = said
    next_round(_ROUND)
    for name, value in address.items():
        st.query_params[name] = str(made) if value is None else value
    st.rerun()


def refuse(here: Here, refused: TrackerError) -> None:
    """Why something was not done."""
    show(tag("p", here.t(refused.template, **refused.values)), class_="band fault")
