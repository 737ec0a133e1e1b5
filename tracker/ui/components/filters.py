"""Choosing what a page or a table shows: each choice stands in the address as an id."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from tracker.text import N_
from tracker.ui.components.narrowing import narrowed
from tracker.ui.page import Here

WIDTH = 256


def side_by_side(key: str = "filters"):
    """A row for choices, which wraps on a narrow screen; a second one on a page says ``filters_...``."""
    return st.container(horizontal=True, gap="small", vertical_alignment="bottom", key=key)


def choose(
    here: Here, name: str, label: str, options: Mapping[str, str], *, chosen: str | None = None,
    clears: str | None = None, wide: bool = False,
) -> str | None:  # fmt: skip
    """One of ``options`` (id -> words) or none; the choice is written into the address under ``name``.

    An id in the address that is no option gives None: the page has said so already where it matters.
    ``chosen`` stands where the address names nothing; ``clears`` is a choice that means nothing after this one.
    """
    key = f"choose_{here.key}_{name}"
    given = here.chosen(name) or chosen
    options = narrowed(here, options, key, (given,))
    st.session_state[key] = given if given in options else None
    st.selectbox(
        label, list(options), key=key, index=None, format_func=lambda one: options.get(one, one),
        placeholder=here.t(_CHOOSE if wide else _ANY), on_change=_write, args=(name, key, clears),
        width="stretch" if wide else WIDTH,
    )  # fmt: skip
    return st.session_state[key]


def find(here: Here, label: str) -> str:
    """Words to look for, kept in the address."""
    key = f"find_{here.key}"
    st.session_state[key] = here.chosen("find") or ""
    st.text_input(label, key=key, on_change=_write, args=("find", key), max_chars=80, width=WIDTH)
    return st.session_state[key].strip().casefold()


def _write(name: str, key: str, clears: str | None = None) -> None:
    chosen = st.session_state[key]
    for stale in ("rows", clears):
        if stale is not None and stale in st.query_params:
            del st.query_params[stale]
    if chosen:
        st.query_params[name] = chosen
    elif name in st.query_params:
        del st.query_params[name]


_ANY = N_("All")
_CHOOSE = N_("Choose")
