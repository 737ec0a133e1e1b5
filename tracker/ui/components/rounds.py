"""What tells one filling-in of a form from the next: sent twice it counts once, and after it the fields are empty."""

from __future__ import annotations

from uuid import uuid4

import streamlit as st


def round_of(form: str) -> str:
    """The present filling-in of a session's forms of one name; the same until :func:`next_round`."""
    if form not in st.session_state:
        next_round(form)
    return st.session_state[form]


def next_round(form: str) -> None:
    """What is filled in from now on is another one."""
    st.session_state[form] = uuid4().hex
