"""The freeze: what it means before it is done, and afterwards the code, the head and whether the figures follow."""

from __future__ import annotations

import streamlit as st

from tracker.hearing.freeze import freeze
from tracker.queries.hearings import Hearing
from tracker.text import N_, day
from tracker.ui.components import hearing_verify
from tracker.ui.components.acting import attempt, turn
from tracker.ui.components.heading import part
from tracker.ui.components.hearing_matter import matter
from tracker.ui.components.html import show, tag
from tracker.ui.page import Here


def freeze_step(here: Here, of: Hearing, leads: bool) -> None:
    """Freeze the figures, or show what is frozen."""
    t = here.t
    part(t(_TITLE))
    if of.frozen is not None:
        hearing_verify.outcome(here, of)
        return
    show(
        tag(
            "ul", *(tag("li", t(words, day=day(of.as_of, here.language))) for words in _MEANS), class_="plain"
        )
    )
    if of.state == "draft":
        show(tag("p", t(_FIRST_SEND)), class_="band")
        return
    found = matter(here, of)
    asked = [one for one in found.items if not one.no_executor]
    silent = sum(one.answer is None for one in asked)
    if silent:
        show(tag("p", t(_SILENT, n=silent, asked=len(asked), day=of.answer_by)), class_="band")
    if not leads:
        show(tag("p", t(_NOT_YOURS), class_="quiet"))
        return
    with st.form(f"freeze:{turn()}", border=False):
        sure = st.checkbox(t(_SURE), key=f"sure:{turn()}")
        sent = st.form_submit_button(t(_FREEZE), type="primary")
    if sent and not sure:
        show(tag("p", t(_SAY_SURE)), class_="band fault")
    elif sent:
        attempt(
            here, lambda: freeze(here.store, here.actor, of.hearing, now=here.moment), t(_DONE), step="freeze"
        )


_TITLE = N_("Freeze the figures")
_MEANS = (
    N_("The pack's figures are those of {day} as the ledger stands at the moment of the freeze."),
    N_(
        "Reports, corrections and answers that come later do not change the pack; it can be made again with the same "
        "content."
    ),
    N_("The agenda, the questions and the facts of the hearing can no longer be changed."),
    N_(
        "A code is made from the figures and printed on every page; anybody who may see the hearing can check it."
    ),
)
_FIRST_SEND = N_("First it is sent to the executors, so that they may answer; then it is frozen.")
_SILENT = N_(
    "Items without an answer yet: {n} of {asked}; the last day to answer is {day}. After the freeze that is printed."
)
_NOT_YOURS = N_("The faction that prepares the hearing freezes it.")
_SURE = N_("The agenda and the questions are ready")
_FREEZE = N_("Freeze")
_SAY_SURE = N_(
    "Say first that the agenda and the questions are ready: after the freeze they stay as they are."
)
_DONE = N_("The figures are frozen. The code below stands on every page of the pack.")
