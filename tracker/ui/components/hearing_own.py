"""What an executor sees of hearings: those sent to it, where it answers, and what was demanded of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from tracker.access import Actor
from tracker.documents.pack import executor_workbook
from tracker.hearing.matter import HearingMatter
from tracker.hearing.replying import reply_matter
from tracker.queries.ask import Ask
from tracker.queries.hearings import Hearing, offices_of
from tracker.store import Store
from tracker.text import N_, day
from tracker.ui.components import decision_list, hearing_upload
from tracker.ui.components.acting import say_done
from tracker.ui.components.heading import heading, part
from tracker.ui.components.hearing_answers import light_link
from tracker.ui.components.hearing_words import name, state
from tracker.ui.components.html import show, tag
from tracker.ui.own_files import own_file
from tracker.ui.page import Here


def page(here: Here, found: Sequence[Hearing]) -> None:
    """Every hearing that asks this executor something, those that await an answer first."""
    t, offices = here.t, sorted(offices_of(here.actor))
    every = [
        (one, office, here.of(_own, one.hearing, office, here.language))
        for one in found
        for office in offices
    ]
    asked = sorted((of for of in every if of[2].items), key=lambda of: of[0].state != "sent")
    waiting = sum(
        any(item.answer is None for item in matter.items) for one, _, matter in asked if one.state == "sent"
    )
    heading(here, t(_WAITING, n=waiting) if waiting else t(_NONE_WAITS), t(_HOW))
    say_done()
    if not asked:
        show(tag("p", t(_EMPTY), class_="quiet"))
    for number, (one, office, matter) in enumerate(asked):
        _hearing(here, one, office, matter, number)
    for office in offices:
        decision_list.decisions_on(here, executor=office)


def _own(store: Store, actor: Actor, ask: Ask, hearing: str, executor: str, language: str) -> HearingMatter:
    return reply_matter(store, actor, ask, hearing, executor, language)


def _hearing(here: Here, one: Hearing, office: str, matter: HearingMatter, number: int) -> None:
    t = here.t
    answered = sum(item.answer is not None for item in matter.items)
    part(name(here, one), t(_HELD, day=day(one.held_on, here.language), state=state(here, one)))
    until = day(one.answer_by, here.language) if one.answer_by else t(_NOT_NAMED)
    show(
        tag("p", t(_ITEMS, items=len(matter.items), answered=answered, day=until)),
        tag("p", light_link(here, one, office)),
    )
    st.download_button(
        t(_XLSX), own_file(here, partial(executor_workbook, matter, office)),
        file_name=f"{one.hearing}-{office}.xlsx",
        key=f"own:{number}", type="tertiary", icon=":material/download:", on_click="ignore",
    )  # fmt: skip
    if one.state == "sent":
        hearing_upload.upload(here, one, [office])


_WAITING = N_("Hearings that await your answers: {n}")
_NONE_WAITS = N_("No hearing awaits your answer")
_HOW = N_(
    "Before a hearing each state body may answer on its own items; the answer is printed beside the figure."
)
_EMPTY = N_("Here will stand every hearing with an item that you answer for, once it has been sent.")
_HELD = N_("Held on {day}; state: {state}.")
_NOT_NAMED = N_("not named")
_ITEMS = N_("Items: {items}; answered: {answered}. Last day to answer: {day}.")
_XLSX = N_("List as XLSX")
