"""What may be done with a decision: the responsible's word, the closing by somebody else, a correction of the text."""

from __future__ import annotations

import streamlit as st

from tracker.access import capacity, permits
from tracker.access.permission import Place
from tracker.errors import TrackerError
from tracker.queries.decisions import Decision
from tracker.queries.explain import explained
from tracker.queries.hearings import hearings, offices_of
from tracker.queries.visits import visits
from tracker.record.decision import NewDecision, close_decision, record_decision, record_decision_word
from tracker.text import N_, short_day, with_unit
from tracker.ui.components.acting import attempt, turn
from tracker.ui.components.decision_card import WAYS
from tracker.ui.components.html import show, tag
from tracker.ui.components.saying import above
from tracker.ui.components.unfolding import unfolded
from tracker.ui.components.visiting import FOUND_WORDS
from tracker.ui.page import Here


def acts(here: Here, one: Decision) -> None:
    """The forms this viewer may use on a decision, or why there is none."""
    t = here.t
    answers_for_it = _is_own(here, one)
    if one.fate == "done":
        show(tag("p", t(_IS_CLOSED), class_="quiet"))
        return
    speaks = _may_speak(here, one)
    if answers_for_it:
        show(tag("p", t(_NOT_OWN if speaks else _NOT_ASKED)), class_="band")
    if speaks:
        _word(here, one)
    place = Place(above(here, one.territory))
    if not answers_for_it and permits(here.actor, "close_decision", place):
        _close(here, one)
    if permits(here.actor, "record_decision", place):
        _correct(here, one)
    elif not answers_for_it:
        show(tag("p", t(_NOT_YOURS), class_="quiet"))


def _is_own(here: Here, one: Decision) -> bool:
    if one.seat is not None:
        return any(one.seat in (held.seat, held.on_behalf_of) for held in here.actor.capacities)
    return one.executor in offices_of(here.actor)


def _may_speak(here: Here, one: Decision) -> bool:
    """Whether the reader may say how it goes: a seat at any time, an executor while a hearing awaits its answers."""
    if one.executor is None:
        return permits(here.actor, "say_decision", Place(owner=one.seat, section_owner=one.seat))
    speaking = capacity(here.actor, "answer_hearing", Place(executor=one.executor))
    if speaking is None or speaking.powers != "executor":
        return speaking is not None
    return bool(here.of(hearings, territory=one.territory, state="sent"))


def _word(here: Here, one: Decision) -> None:
    t, key = here.t, f"{one.decision}:{turn()}"
    with st.form(f"word:{key}", border=True):
        show(tag("p", tag("strong", t(_WORD))))
        state = st.radio(
            t(_STATE), ["under_way", "done"], key=f"state:{key}", horizontal=True,
            format_func=lambda code: t(_SAYS[code]),
        )  # fmt: skip
        words = st.text_area(t(_WORDS), key=f"words:{key}", height=96, max_chars=2000)
        shown = st.text_input(t(_EVIDENCE), key=f"shown:{key}", max_chars=1000)
        sent = st.form_submit_button(t(_SAY), type="primary")
    if sent:
        attempt(
            here,
            lambda: record_decision_word(
                here.store, here.actor, one.decision, state, words, now=here.moment, evidence=shown, key=key
            ),
            t(_SAID),
        )


def _close(here: Here, one: Decision) -> None:
    t, key = here.t, f"{one.decision}:{turn()}"
    values = _values(here, one)
    visited = _visits(here, one)
    ways = [way for way in WAYS if way != "value" or values]
    with st.form(f"close:{key}", border=True):
        show(tag("p", tag("strong", t(_CLOSE))), tag("p", t(_CLOSE_HOW, words=one.evidence), class_="quiet"))
        way = st.radio(
            t(_AGAINST), ways, key=f"way:{key}", horizontal=True, format_func=lambda code: t(WAYS[code])
        )
        report = None
        if one.indicator is not None and not values:
            show(tag("p", t(_NO_VALUE), class_="quiet"))
        if values:
            report = st.selectbox(
                t(_WHICH), list(values), index=None, key=f"report:{key}", placeholder=t(_CHOOSE),
                format_func=lambda seq: values[seq],
            )  # fmt: skip
        visit = None
        if visited:
            visit = st.selectbox(
                t(_VISIT), list(visited), index=None, key=f"visit:{key}", placeholder=t(_CHOOSE),
                format_func=lambda seq: visited[seq],
            )  # fmt: skip
        proof = st.text_input(t(_PROOF), key=f"proof:{key}", max_chars=1000)
        words = st.text_input(t(_REMARK), key=f"remark:{key}", max_chars=1000)
        sent = st.form_submit_button(t(_CLOSE_IT), type="primary")
    if sent:
        if way == "visit" and visit is not None:
            proof = "; ".join(filter(None, (visited[visit], proof.strip())))
        attempt(
            here,
            lambda: close_decision(
                here.store, here.actor, one.decision, way, now=here.moment, report_seq=report, evidence=proof,
                words=words, key=key,
            ),
            t(_CLOSED),
        )  # fmt: skip


def _values(here: Here, one: Decision) -> dict[int, str]:
    """What was reported on the decision's indicator since it was made and is not disputed, the newest period first."""
    if one.indicator is None:
        return {}
    try:
        found = here.of(explained, one.indicator)
    except TrackerError:  # it may have left the terms in force since
        return {}
    unit = found.assessed.unit
    return {
        report.seq: here.t(
            _REPORT, value=with_unit(report.value, unit, here.language),
            day=short_day(report.period_end, here.language), who=report.author,
        )
        for report in sorted(found.reports, key=lambda r: r.period_end, reverse=True)
        if report.newest_word and report.reported_at >= one.decided_at and report.verdict != "disputed"
    }  # fmt: skip


def _visits(here: Here, one: Decision) -> dict[int, str]:
    """The visits recorded on the decision's indicator since it was made, the newest first, each in words."""
    if one.indicator is None:
        return {}
    return {
        visit.seq: here.t(
            _VISITED, number=visit.seq, day=short_day(visit.visited_on, here.language), place=visit.place,
            found=here.t(FOUND_WORDS[visit.found]), who=visit.visitor,
        )
        for visit in here.of(visits, here.scope(indicator=one.indicator))
        if visit.said_at >= one.decided_at
    }  # fmt: skip


def _correct(here: Here, one: Decision) -> None:
    t, key = here.t, f"{one.decision}:{turn()}"
    place = unfolded(t(_CORRECT), f"correct:{one.decision}")
    if place is None:
        return
    with place, st.form(f"correct:{key}", border=False):
        words = st.text_area(t(_TEXT), one.words, key=f"text:{key}", height=96, max_chars=2000)
        due = st.date_input(t(_DUE), one.due_on, key=f"due:{key}", width=200,
                            format="YYYY-MM-DD" if here.language == "en" else "DD.MM.YYYY")  # fmt: skip
        proof = st.text_input(t(_CLOSING_EVIDENCE), one.evidence, key=f"closes:{key}", max_chars=1000)
        why = st.text_input(t(_WHY), key=f"why:{key}", max_chars=500)
        with st.container(horizontal=True, gap="small"):
            saved = st.form_submit_button(t(_SAVE))
            back = st.form_submit_button(t(_WITHDRAW), type="tertiary")
    if saved or back:
        new = NewDecision(one.hearing, words, due, proof, one.seat, one.executor, one.indicator)
        attempt(
            here,
            lambda: record_decision(
                here.store,
                here.actor,
                new,
                now=here.moment,
                decision=one.decision,
                withdrawn=back,
                reason=why,
                key=key,
            ),
            t(_WITHDRAWN if back else _CORRECTED),
        )


_IS_CLOSED = N_("This decision is closed: nothing more can be said on it.")
_NOT_OWN = N_("You answer for this decision: you may say how it goes; somebody else closes it.")
_NOT_ASKED = N_(
    "Your body answers for this decision: it says how it goes when it answers before the next hearing. The faction "
    "closes it."
)
_NOT_YOURS = N_("The one responsible says how it goes; the faction that demanded it closes it.")
_WORD = N_("Say how it goes")
_STATE = N_("State")
_SAYS = {"under_way": N_("under way"), "done": N_("done")}
_WORDS = N_("What was done, what stands in the way")
_EVIDENCE = N_("Evidence: a link or the name of a document")
_SAY = N_("Send the word")
_SAID = N_("The word is recorded. The decision stays open until somebody else has closed it.")
_CLOSE = N_("Close the decision")
_CLOSE_HOW = N_("When it was demanded, this was named as what closes it: {words}")
_AGAINST = N_("Closed against")
_WHICH = N_("The value, if it is closed against one")
_CHOOSE = N_("Choose")
_NO_VALUE = N_(
    "No undisputed value has been reported since the decision; a document or a visit may close it."
)
_VISIT = N_("The visit, if it is closed against one")
_VISITED = N_("Visit {number} of {day}, {place}: {found}, {who}")
_PROOF = N_("The document or the visit: a link, or number and day")
_REMARK = N_("Remark")
_CLOSE_IT = N_("Close it")
_CLOSED = N_("The decision is closed.")
_REPORT = N_("{value} for the period until {day}, reported by {who}")
_CORRECT = N_("Correct or withdraw")
_TEXT = N_("What is demanded")
_DUE = N_("By which day")
_CLOSING_EVIDENCE = N_("What will close it: a value, a document or a visit")
_WHY = N_("Why it is changed or withdrawn")
_SAVE = N_("Save the correction")
_WITHDRAW = N_("Withdraw the decision")
_CORRECTED = N_("The decision is corrected; what it said before is kept.")
_WITHDRAWN = N_("The decision is withdrawn; it is kept with the reason.")
