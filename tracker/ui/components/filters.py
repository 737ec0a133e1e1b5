"""Choosing what a page or a table shows: each choice stands in the address as an id."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from tracker.text import N_
from tracker.ui.page import Here


def choose(here: Here, name: str, label: str, options: Mapping[str, str], *, chosen: str | None = None) -> str | None:
    """One of ``options`` (id -> words) or none; the choice is written into the address under ``name``.

    An id in the address that is no option gives None: the page has said so already where it matters.
    """
    key = f"choose_{here.key}_{name}"
    given = here.chosen(name) or chosen
    st.session_state[key] = given if given in options else None
    st.selectbox(
        label, list(options), key=key, index=None, format_func=lambda one: options.get(one, one),
        placeholder=here.t(_ANY), on_change=_write, args=(name, key),
    )  # fmt: skip
    return st.session_state[key]


def find(here: Here, label: str) -> str:
    """Words to look for, kept in the address."""
    key = f"find_{here.key}"
    st.session_state[key] = here.chosen("find") or ""
    st.text_input(label, key=key, on_change=_write, args=("find", key), max_chars=80)
    return st.session_state[key].strip().casefold()


def _write(name: str, key: str) -> None:
    chosen = st.session_state[key]
    if "rows" in st.query_params:
        del st.query_params["rows"]
    if chosen:
        st.query_params[name] = chosen
    elif name in st.query_params:
        del st.query_params[name]


_ANY = N_("All")
