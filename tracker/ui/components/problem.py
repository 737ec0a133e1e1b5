"""What is wrong, in words, with the way on: an address, an id, a database, a refusal. Never a traceback."""

from __future__ import annotations

import logging

import streamlit as st

from tracker.errors import BrokenDatabase, DatabaseHeld, NewerDatabase, TrackerError
from tracker.text import LANGUAGES, N_, Translator, tr
from tracker.ui.components.heading import quiet_line
from tracker.ui.components.html import a, joined, show, tag
from tracker.ui.gate import FIRST_LANGUAGE
from tracker.ui.menu import path_of
from tracker.ui.page import Here
from tracker.ui.selection import BASES, Defaults, Selection, link, link_here


def _title(words: str) -> None:
    show(tag("h1", words), class_="alone")


def address(
    page: str, selection: Selection, t: Translator, defaults: Defaults, *, viewer_known: bool = True
) -> None:
    """The address asks for something impossible: what, and links that mend it."""
    _title(t(_BAD_ADDRESS))
    path = path_of(page)
    faults = [tag("p", t(fault.template, **fault.values)) for fault in selection.faults]
    if not viewer_known:
        faults.append(tag("p", t(_NO_VIEWER, viewer=selection.viewer or "")))
    show(*faults, class_="band fault")
    wrong = {fault.parameter for fault in selection.faults}
    mended = {"as_of": defaults.as_of, "basis": BASES[0], "lang": selection.language}
    changes = {name: value for name, value in mended.items() if name in wrong}
    if not viewer_known:
        changes["viewer"] = defaults.viewer
    way_on = t(_SHOW_DAY, day=defaults.as_of) if "as_of" in wrong else t(_SHOW_PAGE)
    show(tag("p", a(link_here(path, selection, **changes), way_on)))


def unknown(here: Here, template: str, **values: str) -> None:
    """An id in the address names nothing: say so, and lead to the list to choose from."""
    _title(here.t(_NOTHING_HERE))
    quiet_line(here)
    show(tag("p", here.t(template, **values)), class_="band fault")
    show(tag("p", a(here.link(here.key), here.t(_SHOW_LIST))))


def not_for(who: str, selection: Selection, t: Translator) -> None:
    """The page is not one of this viewer's."""
    _title(t(_NOT_YOURS))
    show(tag("p", t(_NOT_YOURS_WHY, who=who)), class_="band fault")
    show(tag("p", a(link(path_of("overview"), selection), t(_TO_OVERVIEW))))


def fault(here: Here, raised: TrackerError) -> None:
    """A fault a person can understand, raised while the page was made; the day and basis can be changed."""
    _title(here.t(_NOTHING_TO_SHOW))
    quiet_line(here)
    show(tag("p", here.t(raised.template, **raised.values)), class_="band fault")
    show(tag("p", a(here.link(here.key), here.t(_SHOW_LIST))))


def unexpected(raised: Exception) -> bool:
    """A fault of the program itself: its trace goes to the server's log, the reader gets words. Always True."""
    _LOG.error("a page failed", exc_info=raised)
    language = st.query_params.get("lang", FIRST_LANGUAGE)
    t = tr(language if language in LANGUAGES else FIRST_LANGUAGE)
    show(tag("p", t(_UNEXPECTED)), class_="band fault")
    return True


def environment(raised: TrackerError | None, t: Translator) -> None:
    """The database cannot be opened: why, and what to do."""
    _title(t(_NO_DATABASE))
    if raised is None:
        return
    show(tag("p", t(raised.template, **raised.values)), class_="band fault")
    advice = [words for kind, words in _ADVICE.items() if isinstance(raised, kind)]
    show(joined(tag("p", t(words)) for words in advice))


_LOG = logging.getLogger(__name__)
_UNEXPECTED = N_(
    "The program itself is at fault here; nothing was changed. What happened stands in the server's log: show it to "
    "whoever keeps the tracker."
)
_BAD_ADDRESS = N_("The address asks for something that does not exist")
_NO_VIEWER = N_("“{viewer}” is nobody the viewer of this demonstration can be.")
_SHOW_DAY = N_("Show {day} instead")
_SHOW_PAGE = N_("Show the page without it")
_NOTHING_HERE = N_("There is nothing under this address")
_NOTHING_TO_SHOW = N_("This cannot be shown")
_SHOW_LIST = N_("Show the list to choose from")
_NOT_YOURS = N_("This page is not for you")
_NOT_YOURS_WHY = N_("You look as: {who}. This page is for those who report and those who keep the programs.")
_TO_OVERVIEW = N_("To the overview")
_NO_DATABASE = N_("The figures cannot be shown now")
_ADVICE = {
    DatabaseHeld: N_(
        "Another tracker is running on the same database. Stop it, or open its pages; then start this server again."
    ),
    NewerDatabase: N_("Nothing was changed in the file."),
    BrokenDatabase: N_("Restore a backup with “tracker restore”; the file itself was left as it is."),
}
