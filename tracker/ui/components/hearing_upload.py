"""An executor's workbook brought back: its answers read, checked and recorded, all or none of them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from tracker.documents.pack import read_executor_workbook
from tracker.errors import InputError, TrackerError
from tracker.hearing.replying import Reply, reply_matter, take_replies
from tracker.queries.hearings import Hearing
from tracker.text import N_
from tracker.ui.components.acting import attempt, refuse, turn
from tracker.ui.components.html import show, tag
from tracker.ui.page import Here

MOST_MB = 5


def upload(here: Here, of: Hearing, executors: Sequence[str]) -> None:
    """Take back a list that was filled in as a workbook."""
    t = here.t
    show(tag("p", t(_HOW), class_="quiet"))
    with st.form(f"workbook:{turn()}", border=False):
        file = st.file_uploader(t(_FILE), ["xlsx"], key=f"file:{turn()}", max_upload_size=MOST_MB)
        sent = st.form_submit_button(t(_TAKE))
    if not sent:
        return
    if file is None:
        show(tag("p", t(_NO_FILE)), class_="band fault")
        return
    try:
        sheet = read_executor_workbook(file.getvalue())
        if sheet.hearing != of.hearing or sheet.executor not in executors:
            raise InputError(_FOREIGN, hearing=sheet.hearing, executor=sheet.executor)
        found = reply_matter(here.store, here.actor, here.ask, of.hearing, sheet.executor, here.language)
    except TrackerError as refused:
        refuse(here, refused)
        return
    replies = [Reply(one.indicator, one.words, one.evidence or "") for one in sheet.answers]
    attempt(
        here,
        lambda: take_replies(
            here.store, here.actor, found, sheet.executor, replies, now=here.moment, key=turn()
        ),
        t(_TAKEN),
    )


_HOW = N_(
    "A list filled in as a workbook is taken back here: the sheet with answers, unchanged in its other columns."
)
_FILE = N_("The workbook with answers")
_TAKE = N_("Take the answers")
_NO_FILE = N_("Choose the workbook first.")
_FOREIGN = N_("This workbook is the list of {executor} for the hearing {hearing}, not one of this hearing.")
_TAKEN = N_("The answers of the workbook are recorded; what was empty or said before was left.")
