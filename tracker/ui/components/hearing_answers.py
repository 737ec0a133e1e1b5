"""Sending a hearing to its executors, and their answers: who answered, who did not, and by which day."""

from __future__ import annotations

from functools import partial
from urllib.parse import quote, urlencode

import streamlit as st

from tracker.documents.pack import executor_workbook
from tracker.hearing.matter import HearingMatter, ItemMatter
from tracker.hearing.replying import may_answer
from tracker.queries.hearings import Hearing
from tracker.record.hearing import move_hearing
from tracker.text import N_, day, instant
from tracker.ui.components import cells, hearing_upload
from tracker.ui.components.acting import attempt, turn
from tracker.ui.components.heading import part
from tracker.ui.components.hearing_matter import matter
from tracker.ui.components.html import Html, joined, show, tag
from tracker.ui.components.saying import evidence
from tracker.ui.own_files import own_file
from tracker.ui.page import Here


def sending(here: Here, of: Hearing, leads: bool) -> None:
    """What each executor will get, and the act that sends it."""
    t, found = here.t, matter(here, of)
    part(t(_SENDING), t(_SENDING_HOW))
    if of.state == "draft" and leads:
        if of.answer_by is None:
            show(tag("p", t(_NO_DAY)), class_="band fault")
        elif st.button(t(_SEND, day=day(of.answer_by, here.language)), type="primary", key=f"send:{turn()}"):
            attempt(
                here, lambda: move_hearing(here.store, here.actor, of.hearing, "sent", now=here.moment, key=turn()),
                t(_SENT), step="answers",
            )  # fmt: skip
    elif of.state == "draft":
        show(tag("p", t(_STILL_DRAFT), class_="quiet"))
    executors(here, of, found)


def answers_step(here: Here, of: Hearing, leads: bool) -> None:
    """Every item with its answer, or that none came; and the executors' links."""
    t, found = here.t, matter(here, of)
    part(t(_ANSWERS), _count(here, of, found))
    if of.state == "draft":
        show(tag("p", t(_NOT_SENT), class_="quiet"))
        return
    show(tag("ol", *(_item(here, of, one) for one in found.items), class_="needs things"))
    part(t(_EXECUTORS))
    executors(here, of, found)


def _count(here: Here, of: Hearing, found: HearingMatter) -> str:
    asked = [one for one in found.items if not one.no_executor]
    answered = sum(one.answer is not None for one in asked)
    until = day(of.answer_by, here.language) if of.answer_by else here.t(_NO_DAY_SHORT)
    return here.t(_ANSWERED, answered=answered, asked=len(asked), items=len(found.items), day=until)


def _item(here: Here, of: Hearing, one: ItemMatter) -> Html:
    t = here.t
    title = tag("p", f"{one.place}. ", cells.indicator_link(here, one.assessed))
    who = tag("p", here.say(one.executor_title) or t(_NOBODY), class_="quiet")
    return tag("li", title, who, said(here, of, one))


def said(here: Here, of: Hearing, one: ItemMatter) -> Html:
    """The executor's answer with its day and evidence, or why there is none."""
    if one.answer is None:
        return tag("p", one.answer_missing, class_="quiet")
    answer = one.answer
    when = f"{instant(answer.said_at, here.language)} · {answer.author}"
    late = tag("span", here.t(_LATE), class_="badge") if answer.late else None
    return tag(
        "div",
        tag("p", answer.words, class_="ask"),
        tag("p", evidence(here, answer.evidence), class_="quiet") if answer.evidence else None,
        tag("p", joined((when, late), " "), class_="quiet"),
    )


def executors(here: Here, of: Hearing, found: HearingMatter) -> None:
    """Each executor with how many items it answers for, its light page and its workbook."""
    t = here.t
    counts: dict[str, list[ItemMatter]] = {}
    for one in found.items:
        if one.assessed.executor:
            counts.setdefault(one.assessed.executor, []).append(one)
    if not counts:
        show(tag("p", t(_NO_EXECUTORS), class_="quiet"))
    for number, (executor, items) in enumerate(counts.items()):
        answered = sum(one.answer is not None for one in items)
        title = here.say(items[0].executor_title) or executor
        with st.container(
            horizontal=True, vertical_alignment="center", gap="small", key=f"executor_{number}"
        ):
            show(tag("p", tag("strong", title), tag("span", " · ", t(_HAS, items=len(items), answered=answered),
                     class_="quiet")), tag("p", light_link(here, of, executor)))  # fmt: skip
            st.download_button(
                t(_LIST_XLSX), own_file(here, partial(executor_workbook, found, executor)), type="tertiary",
                file_name=f"{of.hearing}-{executor}.xlsx", key=f"list:{executor}", icon=":material/download:",
                on_click="ignore",
            )  # fmt: skip
    silent = sum(one.no_executor for one in found.items)
    if silent:
        show(tag("p", t(_WITHOUT, n=silent), class_="quiet"))
    if of.state == "sent" and any(may_answer(here.actor, executor) for executor in counts):
        hearing_upload.upload(here, of, list(counts))


def light_link(here: Here, of: Hearing, executor: str) -> Html:
    """The executor's own page, light enough for any telephone."""
    return tag("a", here.t(_LIGHT), href=light_address(here, of.hearing, executor), target="_blank")


def light_address(here: Here, hearing: str, executor: str) -> str:
    """Where an executor answers; in a demonstration as that executor."""
    state = here.selection.state()
    if here.installation.demonstration:
        state = {**state, "viewer": f"executor:{executor}"}
    return f"light/hearing/{quote(hearing)}/{quote(executor)}?{urlencode(state)}"


_SENDING = N_("To the executors")
_SENDING_HOW = N_(
    "Each executor gets the list of its own items, as a light page and as a workbook, and may answer until the day "
    "named. The answer is printed beside the figure; where none comes, that is printed."
)
_NO_DAY = N_("Name the day by which the executors answer before the hearing is sent to them.")
_SEND = N_("Send to the executors, who answer by {day}")
_SENT = N_("The hearing is with the executors. Give each of them the address of its page or its workbook.")
_STILL_DRAFT = N_("The hearing is a draft and has not been sent to the executors yet.")
_ANSWERS = N_("The executors' answers")
_NOT_SENT = N_("Here will stand each executor's answer, once the hearing has been sent to them.")
_ANSWERED = N_(
    "{answered} of {asked} items that have an executor are answered; {items} items in all. Last day to answer: {day}."
)
_NO_DAY_SHORT = N_("not named")
_EXECUTORS = N_("By executor")
_NOBODY = N_("no executor is named")
_LATE = N_("late")
_NO_EXECUTORS = N_("No item of the agenda names its executor, so there is nobody to send it to.")
_HAS = N_("items: {items}, answered: {answered}")
_LIST_XLSX = N_("List as XLSX")
_WITHOUT = N_("Items without an executor, on which nobody is asked: {n}.")
_LIGHT = N_("Page to answer on")
