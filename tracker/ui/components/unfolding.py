"""A part of a page that most readers leave folded: what is in it is made at the first press, and kept from then on."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

_UNFOLDED = "_unfolded"


def unfolded(label: str, name: str) -> DeltaGenerator | None:
    """The place to fill, None until its reader has opened it; ``name`` tells it from others of the page.

    Once opened it is filled also while it is folded: what was typed there and not sent would be gone otherwise.
    """
    opened: set[str] = st.session_state.setdefault(_UNFOLDED, set())
    fold = st.expander(label, key=f"unfold:{name}", on_change="rerun")
    if fold.open:
        opened.add(name)
    return fold if name in opened else None
