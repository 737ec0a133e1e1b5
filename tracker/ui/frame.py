"""The frame of every page: language, menu, day and basis, the demonstration's band, and what is wrong in words.

The platform's main script: it runs whole on every visit and every click. It reads the address, makes what the
page works with, and runs the page. Holds no figure of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import streamlit as st

from tracker.errors import AccessRefused, TrackerError
from tracker.text import N_, tr
from tracker.ui import browser, installation, page, provider, style, together
from tracker.ui.all_pages import all_pages
from tracker.ui.components import problem, sidebar
from tracker.ui.components.demonstration import band
from tracker.ui.components.signing_in import note_refusal, refuse_page
from tracker.ui.gate import spoken
from tracker.ui.installation import Installation
from tracker.ui.menu import MENU, menu_for
from tracker.ui.selection import Selection, read_selection
from tracker.ui.viewer import Viewer, chosen_viewer


def run() -> None:
    """One run of the frame and, unless something is wrong, of the page that the address names."""
    present = installation.current()
    if present is None:
        raise RuntimeError("the server has not opened an installation")
    given = {name: st.query_params.get_all(name) for name in st.query_params}
    selection = read_selection(given, present.defaults(spoken([st.context.locale or ""])))
    t = tr(selection.language)
    st.set_page_config(page_title=t(sidebar.NAME), page_icon="📊", layout="wide")
    theme = style.theme()
    style.put_style(theme, t)
    pages = all_pages(t)
    running = st.navigation(list(pages.values()), position="hidden")
    key = next(name for name, candidate in pages.items() if candidate == running)
    _complete_address(selection, given)
    if present.store is None:
        with st.sidebar:
            sidebar.menu(key, selection, t, MENU[:1])
        problem.environment(present.fault, t)
        return
    if "sign_in" in given and not present.demonstration and provider.is_set_up():
        st.login()
        return
    token = browser.token()
    viewer = chosen_viewer(present, selection, token)
    _run_page(running, key, present, selection, viewer, theme, token)


def _run_page(
    running,
    key: str,
    present: Installation,
    selection: Selection,
    viewer: Viewer | None,
    theme: str,
    token: str | None,
) -> None:
    t = tr(selection.language)
    roles = viewer.actor.roles if viewer else ("public",)
    entries = menu_for(*roles, has_account=viewer is not None and viewer.actor.account is not None)
    with st.sidebar:
        sidebar.menu(key, selection, t, entries)
        sidebar.state(key, selection, t, present, viewer)
    if present.demonstration:
        band(key, selection, t, viewer)
    if selection.faults or viewer is None:
        problem.address(key, selection, t, present.defaults(), viewer_known=viewer is not None)
        return
    if key not in {entry.key for entry in entries}:
        refuse_page(present, key, selection, t, viewer)
        return
    here = page.Here(key, selection, present, present.store, viewer.actor, theme, token)
    page.put(here)
    try:
        with _wait(here):
            running.run()
    except AccessRefused as refused:
        note_refusal(present, viewer.actor, key)
        problem.fault(here, refused)
    except TrackerError as fault:
        problem.fault(here, fault)


@contextmanager
def _wait(here: page.Here) -> Iterator[None]:
    """What is being computed, in sight where it takes longer than half a second.

    What was seen before at the same revision of the ledger takes less, and the platform's timer is a thread.
    """
    seen = ("seen", here.store.head(), here.opened_as.reader())
    with nullcontext() if here.drawn(list, seen) else st.spinner(here.t(_COMPUTING, day=here.ask.as_of)):
        yield
    # asked for anew: what was kept of an earlier revision, and with it this, is dropped while the page is made
    here.drawn(list, seen).append(here.key)


def _complete_address(selection: Selection, given: dict[str, list[str]]) -> None:
    """Write the parts an address left out, so that it says the whole of what is shown; what is given stays."""
    missing = {name: value for name, value in selection.state().items() if name not in given}
    if missing:
        st.query_params.update(missing)


_COMPUTING = N_("Computing the figures: {day}")

together.forget_waiting()
try:
    run()
finally:
    together.put_waiting()
