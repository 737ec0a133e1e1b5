"""The questions on one item: reworded, left out, and the staff's own."""

from __future__ import annotations

import streamlit as st

from tracker.hearing.matter import ItemMatter
from tracker.queries.hearings import Hearing
from tracker.record.hearing_agenda import record_agenda_act
from tracker.text import N_
from tracker.ui.components.acting import attempt, turn
from tracker.ui.components.html import show, tag
from tracker.ui.page import Here


def edit(here: Here, of: Hearing, one: ItemMatter) -> None:
    """Each question in a field of its own, with a button to reword and one to leave out; below, a new one."""
    t, key = here.t, turn()
    if not one.questions:
        show(tag("p", t(_NONE), class_="quiet"))
    for number, question in enumerate(one.questions, 1):
        with st.form(f"question:{question.question}:{key}", border=True):
            words = st.text_area(
                t(_NUMBER, number=number), question.said, key=f"words:{question.question}:{key}", height=96,
                max_chars=2000,
            )  # fmt: skip
            with st.container(horizontal=True, gap="small"):
                saved = st.form_submit_button(t(_REWORD))
                out = st.form_submit_button(t(_LEAVE_OUT), type="tertiary")
        if saved:
            _act(here, of, one, "reword", t(_REWORDED), words=words, question=question.question)
        if out:
            _act(here, of, one, "leave_out", t(_LEFT_OUT), question=question.question)
    with st.form(f"ask:{key}", border=True):
        own = st.text_area(t(_OWN), key=f"own:{key}", height=80, max_chars=2000)
        asked = st.form_submit_button(t(_ASK))
    if asked:
        _act(here, of, one, "ask", t(_ASKED), words=own)


def _act(here: Here, of: Hearing, one: ItemMatter, what: str, said: str, **given: str) -> None:
    attempt(
        here,
        lambda: record_agenda_act(
            here.store, here.actor, of.hearing, one.assessed.indicator, what, now=here.moment,
            key=f"{turn()}:{what}:{given.get('question', '')}", **given
        ),
        said,
    )  # fmt: skip


_NONE = N_("The figures leave no question open here; one may be written.")
_NUMBER = N_("Question {number}")
_REWORD = N_("Save this wording")
_LEAVE_OUT = N_("Leave it out")
_REWORDED = N_("The question stands in the new wording.")
_LEFT_OUT = N_("The question is left out; the record keeps it.")
_OWN = N_("A question of your own")
_ASK = N_("Add the question")
_ASKED = N_("The question is added.")
