"""The meeting: what was answered item by item, and what was decided."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import streamlit as st

from tracker import clock
from tracker.hearing.matter import HearingMatter, ItemMatter
from tracker.queries.directory import executors, seats
from tracker.queries.hearings import Hearing, Note
from tracker.record.decision import NewDecision, record_decision
from tracker.record.hearing import move_hearing
from tracker.record.hearing_agenda import record_hearing_note
from tracker.text import N_, day, instant
from tracker.ui.components import cells
from tracker.ui.components.acting import attempt, turn
from tracker.ui.components.decision_card import responsible
from tracker.ui.components.heading import part
from tracker.ui.components.hearing_answers import said
from tracker.ui.components.hearing_matter import matter
from tracker.ui.components.html import Html, a, joined, show, tag
from tracker.ui.components.narrowing import narrowed
from tracker.ui.page import Here

#: days given to carry out a decision unless another day is named
GIVEN = 90
_WHOLE = "whole"


def meeting_step(here: Here, of: Hearing, leads: bool) -> None:
    """The items in order, each with its questions and answers, what was noted and decided."""
    t, found = here.t, matter(here, of)
    if of.state in ("draft", "sent"):
        part(t(_TITLE))
        show(tag("p", t(_FIRST_FREEZE), class_="quiet"))
        return
    may = leads and of.state in ("frozen", "held")
    part(t(_TITLE), t(_HOW, notes=len(found.notes), decisions=found.decisions.total))
    if leads and of.state == "frozen":
        show(tag("p", t(_HOLD_HOW), class_="quiet"))
        if st.button(t(_HOLD), key=f"hold:{turn()}", type="primary"):
            attempt(
                here, lambda: move_hearing(here.store, here.actor, of.hearing, "held", now=here.moment, key=turn()),
                t(_HELD), step="meeting",
            )  # fmt: skip
    for one in found.items:
        _item(here, of, found, one, may)
    _whole(here, of, found, may)


def _item(here: Here, of: Hearing, found: HearingMatter, one: ItemMatter, may: bool) -> None:
    t, name = here.t, one.assessed.indicator
    opened = here.chosen("indicator") == name
    questions = tag("ul", *(tag("li", question.said) for question in one.questions), class_="questions")
    facts = joined((cells.status(here, one.assessed), cells.behind(here, one.assessed)), " · ")
    with st.container(key=f"heard_{one.place}"):
        show(
            tag("div", f"{one.place}. ", cells.indicator_link(here, one.assessed), class_="name"),
            tag("div", facts),
            tag("div", tag("span", t(_QUESTIONS), class_="quiet"), questions) if one.questions else None,
            tag("div", tag("span", t(_ANSWER), class_="quiet"), said(here, of, one)),
            _recorded(here, found, one.notes, name),
            _way(here, of, name, opened) if may else None,
            class_="card",
        )  # fmt: skip
        if opened and may:
            _forms(here, of, one)


def _whole(here: Here, of: Hearing, found: HearingMatter, may: bool) -> None:
    """What was said and decided on the hearing as a whole."""
    t, opened = here.t, here.chosen("indicator") == _WHOLE
    notes = [one for one in found.notes if one.indicator is None]
    show(
        tag("div", t(_ON_WHOLE), class_="name"),
        _recorded(here, found, notes, None),
        _way(here, of, _WHOLE, opened) if may else None,
        class_="card",
    )
    if opened and may:
        _forms(here, of, None)


def _way(here: Here, of: Hearing, name: str, opened: bool) -> Html:
    address = None if opened else name
    words = here.t(_CLOSE if opened else _NOTE_OR_DECIDE)
    return tag("p", a(here.link("hearings", hearing=of.hearing, step="meeting", indicator=address), words))


def _recorded(here: Here, found: HearingMatter, notes: Iterable[Note], indicator: str | None) -> Html:
    t = here.t
    lines = [
        tag("li", tag("div", f"{instant(one.said_at, here.language)} · {one.author}", class_="quiet"),
            tag("div", one.words), class_="side-branch")
        for one in notes
    ]  # fmt: skip
    lines += [
        tag("li", tag("div", t(_DECIDED, number=one.decision.rpartition("/")[2]), class_="quiet"),
            tag("div", tag("strong", one.words)),
            tag("div", responsible(here, one), ", ", t(_BY, day=day(one.due_on, here.language)), class_="quiet"),
            class_="side-control")
        for one in found.decisions.decisions if one.indicator == indicator
    ]  # fmt: skip
    return tag("ol", *lines, class_="words") if lines else tag("p", t(_NOTHING_YET), class_="quiet")


def _forms(here: Here, of: Hearing, one: ItemMatter | None) -> None:
    t, key = here.t, f"{one.place if one else 0}:{turn()}"
    indicator = one.assessed.indicator if one else None
    with st.form(f"heard:{key}", border=True):
        words = st.text_area(t(_WORDS), key=f"heardwords:{key}", height=96, max_chars=2000)
        sent = st.form_submit_button(t(_NOTE))
    if sent:
        attempt(
            here,
            lambda: record_hearing_note(
                here.store, here.actor, of.hearing, words, now=here.moment, indicator=indicator, key=key
            ),
            t(_NOTED),
        )
    _decide(here, of, one, key)


def _decide(here: Here, of: Hearing, one: ItemMatter | None, key: str) -> None:
    t = here.t
    people = _people(here)
    first = f"executor:{one.assessed.executor}" if one and one.assessed.executor else f"executor:{of.office}"
    chosen = st.session_state.get(f"who:{key}")
    people = narrowed(here, people, f"who:{key}", (first, chosen))
    options = list(people)
    today = clock.day_of(here.moment)
    with st.form(f"decide:{key}", border=True):
        words = st.text_area(t(_DEMAND), key=f"demand:{key}", height=96, max_chars=2000)
        who = st.selectbox(
            t(_WHO), options, index=options.index(first) if first in people else None, key=f"who:{key}",
            format_func=lambda code: people[code], placeholder=t(_CHOOSE),
        )  # fmt: skip
        due = st.date_input(
            t(_DUE), today + timedelta(days=GIVEN), key=f"due:{key}", width=200,
            format="YYYY-MM-DD" if here.language == "en" else "DD.MM.YYYY",
        )  # fmt: skip
        proof = st.text_input(t(_CLOSES), key=f"closes:{key}", max_chars=1000)
        sent = st.form_submit_button(t(_DECIDE), type="primary")
    if not sent:
        return
    kind, _, name = (who or "").partition(":")
    new = NewDecision(
        of.hearing, words, due, proof, name if kind == "seat" else None, name if kind == "executor" else None,
        one.assessed.indicator if one else None,
    )  # fmt: skip
    attempt(
        here,
        lambda: record_decision(here.store, here.actor, new, now=here.moment, key=f"decision:{key}"),
        t(_DEMANDED),
    )


def _people(here: Here) -> dict[str, str]:
    """Everybody a decision may name: executors, then seats with their territory."""
    found = {f"executor:{one.executor}": here.say(one.title) for one in here.of(executors)}
    return found | {
        f"seat:{one.seat}": f"{here.say(one.title)} · {here.say(one.territory_title)}"
        for one in here.of(seats)
    }


_TITLE = N_("The meeting")
_FIRST_FREEZE = N_("Here will stand what is answered and decided item by item, once the figures are frozen.")
_HOW = N_("Answers noted: {notes}. Decisions recorded: {decisions}.")
_HOLD_HOW = N_(
    "When the hearing has taken place, say so; answers and decisions may be entered before and after."
)
_HOLD = N_("The hearing was held")
_HELD = N_("The hearing was held. Enter what was answered and decided, item by item.")
_QUESTIONS = N_("Questions")
_ANSWER = N_("Executor's answer before the hearing")
_ON_WHOLE = N_("On the program as a whole")
_CLOSE = N_("Fold up")
_NOTE_OR_DECIDE = N_("Note an answer, record a decision")
_DECIDED = N_("Decision {number}")
_BY = N_("by {day}")
_NOTHING_YET = N_("Nothing was noted or decided here.")
_WORDS = N_("What was answered at the meeting")
_NOTE = N_("Note the answer")
_NOTED = N_("The answer is noted.")
_DEMAND = N_("What is demanded")
_WHO = N_("Responsible")
_CHOOSE = N_("Choose")
_DUE = N_("By which day")
_CLOSES = N_("What will close it: a value, a document or a visit")
_DECIDE = N_("Record the decision")
_DEMANDED = N_("The decision is recorded and stands on the pages of those who answer for it.")
