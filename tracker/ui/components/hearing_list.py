"""All hearings: what is due and unprepared, the calendar of the country, the list, and a pack's code to check."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from tracker.errors import TrackerError
from tracker.queries.directory import territories
from tracker.queries.hearings import STATES, Hearing, hearing_of_code
from tracker.text import N_, short_day
from tracker.ui.components import hearing_verify
from tracker.ui.components.acting import refuse
from tracker.ui.components.filters import choose, side_by_side
from tracker.ui.components.heading import part
from tracker.ui.components.hearing_words import STATES as STATE_WORDS
from tracker.ui.components.hearing_words import link, name, state
from tracker.ui.components.html import tag
from tracker.ui.components.table import Column, table
from tracker.ui.page import Here


def sentence(here: Here, found: Sequence[Hearing]) -> str:
    """How many hearings are being prepared and how many were held."""
    if not found:
        return here.t(_NONE_YET)
    going = sum(one.state in ("draft", "sent", "frozen") for one in found)
    return here.t(_HOW_MANY, going=going, held=len(found) - going)


def rows(here: Here, found: Sequence[Hearing]) -> None:
    """Every hearing, the latest day first."""
    t = here.t
    part(t(_ALL))
    with side_by_side("filters_hearings"):
        places = here.names(territories, "code")
        used = {one.territory for one in found}
        choose(
            here, "territory", t(_TERRITORY), {code: words for code, words in places.items() if code in used}
        )
        choose(here, "state", t(_STATE), {code: t(STATE_WORDS[code]) for code in STATES})
    kept = here.drawn(lambda: [
        one for one in found
        if here.chosen("territory") in (None, one.territory) and here.chosen("state") in (None, one.state)
    ], ("hearings",), found)  # fmt: skip
    table(here, "hearings", [
        Column(t(N_("Hearing")), lambda one: link(here, one), lambda one: name(here, one), "head"),
        Column(t(N_("id")), None, lambda one: one.hearing),
        Column(t(N_("Territory")), None, lambda one: here.say(one.territory_title)),
        Column(t(N_("Who speaks")), lambda one: here.say(one.office_title), lambda one: here.say(one.office_title),
               "wide"),
        Column(t(N_("Held on")), lambda one: short_day(one.held_on, here.language), lambda one: one.held_on, "num",
               "date"),
        Column(t(N_("Figures as of")), lambda one: short_day(one.as_of, here.language), lambda one: one.as_of, "num",
               "date"),
        Column(t(N_("State")), lambda one: state(here, one), lambda one: state(here, one)),
        Column(t(N_("Code of the pack")), lambda one: _code(here, one), lambda one: one.frozen and one.frozen.code),
    ], kept, caption=t(_CAPTION), empty=t(_EMPTY))  # fmt: skip


def _code(here: Here, one: Hearing) -> object:
    return tag("code", one.frozen.code) if one.frozen else here.t(_NOT_FROZEN)


def check_code(here: Here) -> None:
    """Which pack a code belongs to, and whether its figures follow from the ledger."""
    t = here.t
    part(t(_CHECK), t(_CHECK_HOW))
    given = here.chosen("code")
    with st.form("hearing_code", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        typed = st.text_input(t(_CODE), given or "", key=f"code:{given}", max_chars=40, width=256)
        sent = st.form_submit_button(t(_CHECK_IT))
    if sent and typed.strip():
        st.query_params["code"] = typed.strip()
        st.rerun()
    if not given:
        return
    try:
        found = here.of(hearing_of_code, given)
    except TrackerError as refused:
        refuse(here, refused)
        return
    hearing_verify.outcome(here, found)


_NONE_YET = N_("No hearing is prepared yet")
_HOW_MANY = N_("Hearings being prepared: {going}; held: {held}")
_ALL = N_("All hearings")
_TERRITORY = N_("Territory")
_STATE = N_("State")
_CAPTION = N_("The latest day first; the code is printed on every page of the pack.")
_EMPTY = N_("Here will stand every hearing with its day, its state and the code of its pack.")
_NOT_FROZEN = N_("not frozen yet")
_CHECK = N_("Check a pack by its code")
_CHECK_HOW = N_("The short code stands on the pack's first page and at the foot of every page.")
_CODE = N_("Code")
_CHECK_IT = N_("Check")
