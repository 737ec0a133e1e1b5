"""Photographs of a visit: taken on the spot and stored, or named as links."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from tracker.text import N_
from tracker.ui.page import Here


@dataclass(frozen=True, slots=True)
class Taken:
    """What was given in the form; ``keep`` stores it for an indicator (full id) and gives links and hashes."""

    keep: Callable[[str], tuple[str, ...]]


def photographs(here: Here, key: str) -> Taken:
    """The fields of a form for photographs."""
    links = st.text_input(here.t(_LINKS), key=f"photographs:{key}", max_chars=1000)
    return Taken(lambda indicator: tuple(links.split()))


_LINKS = N_("Links to photographs, with a space between")
