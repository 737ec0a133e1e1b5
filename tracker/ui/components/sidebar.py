"""The menu and what stands under it: day, basis, language, and in a demonstration whom the viewer is."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from tracker.text import N_, Translator
from tracker.ui.cache import drawn
from tracker.ui.components.found import search_box
from tracker.ui.components.html import Html, a, joined, show, tag
from tracker.ui.components.signing_in import who_is_here
from tracker.ui.components.state import controls
from tracker.ui.installation import Installation
from tracker.ui.menu import Entry
from tracker.ui.selection import Selection, link
from tracker.ui.viewer import Viewer, viewers

NAME = N_("Program tracker")


def menu(key: str, selection: Selection, t: Translator, entries: Sequence[Entry]) -> None:
    """The pages as links that carry the day, the basis and the language; the present one is marked."""
    show(t(NAME), class_="brand")
    if any(entry.key == "search" for entry in entries):
        show(search_box(selection, t))
    offered = tuple(entry.key for entry in entries)
    pages = drawn(lambda: _pages(key, selection, t, entries), (key, *selection.state().items(), offered))
    show(pages, class_="menu")


def _pages(key: str, selection: Selection, t: Translator, entries: Sequence[Entry]) -> Html:
    items = joined(
        tag(
            "li",
            a(link(entry.path, selection), t(entry.name), aria_current="page" if entry.key == key else None),
        )
        for entry in entries
    )
    return tag("nav", tag("ul", items), aria_label=t(_PAGES))


def state(
    key: str, selection: Selection, t: Translator, present: Installation, viewer: Viewer | None
) -> None:
    """Day, basis, language, viewer."""
    show(controls(key, selection, t, demonstration=present.demonstration))
    if present.demonstration:
        choose_viewer(selection, t, present, viewer)
    elif viewer is not None:
        who_is_here(key, selection, t, viewer)


def choose_viewer(selection: Selection, t: Translator, present: Installation, viewer: Viewer | None) -> None:
    """Whom the viewer of a demonstration looks as."""
    offered = {one.id: one for one in viewers(present.store, selection.as_of)}
    key = "viewer"
    st.session_state[key] = viewer.id if viewer is not None else None
    st.selectbox(
        t(_LOOK_AS), list(offered), key=key, format_func=lambda one: offered[one].name(t), on_change=_choose_viewer,
        args=(key,), placeholder=t(_CHOOSE),
    )  # fmt: skip


def _choose_viewer(key: str) -> None:
    chosen = st.session_state[key]
    if chosen is not None:
        st.query_params["viewer"] = chosen


_PAGES = N_("Pages")
_LOOK_AS, _CHOOSE = N_("Look as"), N_("Choose")
