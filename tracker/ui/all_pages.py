"""The platform's pages, made once in each language: each looks for its file on the disk when it is made.

Not in the frame: the platform runs its text anew on every run, and nothing kept in it lasts.
"""

from __future__ import annotations

from copy import copy
from functools import cache

import streamlit as st

from tracker.text import Translator
from tracker.ui.menu import MENU


def all_pages(t: Translator) -> dict[str, st.Page]:
    """The pages by key, for one run: the platform marks those of a run as its own."""
    return {key: copy(made) for key, made in _made(t).items()}


@cache
def _made(t: Translator) -> dict[str, st.Page]:
    return {
        entry.key: st.Page(
            entry.file, title=t(entry.name), url_path=entry.path or None, default=not entry.path
        )
        for entry in MENU
    }
