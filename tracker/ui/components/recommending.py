"""Recommendations of party control: how many are done, what is to be done by whom, said done, closed or given back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from tracker import clock
from tracker.access import permits
from tracker.access.permission import Place
from tracker.errors import TrackerError
from tracker.queries.directory import executors, seats
from tracker.queries.recommendations import STATES, Recommendation, counts
from tracker.queries.visits import visits
from tracker.record.recommendation import NewRecommendation, judge_done, recommend, say_done
from tracker.text import N_, percent, short_day
from tracker.ui.components import narrowing
from tracker.ui.components.heading import part
from tracker.ui.components.html import Html, a, joined, show, tag
from tracker.ui.components.rounds import next_round, round_of
from tracker.ui.components.saying import above, evidence
from tracker.ui.components.table import Column, table
from tracker.ui.components.unfolding import unfolded
from tracker.ui.page import Here

_DONE, _ROUND = "_recommended", "_recommending_round"
_FAR = date(2099, 12, 31)


def sentence(here: Here, found: Sequence[Recommendation]) -> str:
    """ "180 of 273 recommendations are done"."""
    if not found:
        return here.t(_NONE)
    of = counts(found)
    return here.t(_OF, closed=of.closed, made=of.made)


def base(here: Here, found: Sequence[Recommendation]) -> str | None:
    """What the share is counted over, and the states, which add up to it."""
    if not found:
        return None
    of = counts(found)
    return here.t(
        _BASE, share=percent(of.closed / of.made, here.language), made=of.made, closed=of.closed, done=of.done,
        given_back=of.given_back, open=of.open, late=of.late,
    )  # fmt: skip


def states(here: Here) -> dict[str, str]:
    """The states to choose from."""
    return {state: here.t(_STATES[state]) for state in STATES}


def of_those_who_answer(here: Here, found: Sequence[Recommendation]) -> None:
    """On the pages of an indicator, a seat, an executor: what was recommended, the open ones first."""
    if not found:
        return
    of = counts(found)
    part(here.t(_TITLE), here.t(_DONE_OF, closed=of.closed, made=of.made))
    show(tag("ol", *(_line(here, one) for one in found[:10]), class_="needs"))


def _line(here: Here, one: Recommendation) -> Html:
    due = here.t(_BY, day=short_day(one.due_on, here.language))
    return tag(
        "li",
        tag("span", a(here.link("recommendations", find=str(one.seq)), one.words)),
        tag("span", _state(here, one)),
        tag(
            "span",
            joined((here.say(one.to_title), due, here.say(one.title) or None), " · "),
            class_="quiet who",
        ),
    )


def _state(here: Here, one: Recommendation) -> Html:
    return tag("strong" if one.state == "late" else "span", here.t(_STATES[one.state]), class_="nowrap")


def listed(here: Here, found: Sequence[Recommendation]) -> None:
    """Every recommendation of the state chosen."""
    t, state = here.t, here.chosen("state")
    shown: Sequence[Recommendation] = here.drawn(
        lambda: [one for one in found if state in (None, one.state)], ("recommendations",), found)  # fmt: skip
    part(t(_ALL))
    table(here, "recommendations", [
        Column(t(N_("Recommended")), lambda one: _what(here, one), lambda one: one.words, "head"),
        Column(t(N_("No.")), None, lambda one: one.seq, "num", "whole"),
        Column(t(N_("Indicator")), None, lambda one: one.indicator),
        Column(t(N_("Territory")), None, lambda one: here.say(one.territory_title)),
        Column(t(N_("To whom")), lambda one: here.say(one.to_title), lambda one: here.say(one.to_title), "wide"),
        Column(t(N_("Due")), lambda one: _due(here, one), lambda one: one.due_on, "num", "date"),
        Column(t(N_("State")), lambda one: _state(here, one), lambda one: t(_STATES[one.state])),
        Column(t(N_("Said on it")), lambda one: _said(here, one), None, "wide"),
    ], shown, caption=t(_CAPTION), empty=t(_NONE))  # fmt: skip


def _due(here: Here, one: Recommendation) -> Html:
    return tag("span", short_day(one.due_on, here.language), class_="nowrap")


def _what(here: Here, one: Recommendation) -> Html:
    about = a(here.link("indicator", indicator=one.indicator), here.say(one.title)) if one.indicator else None
    after = here.t(_OCCASION[one.occasion])
    after = f"{after}: {one.sitting}" if one.sitting else after
    on = short_day(clock.day_of(one.said_at), here.language)
    return joined((
        a(here.stay(find=str(one.seq)), one.words),
        tag("div", joined((here.say(one.territory_title), about), " · "), class_="quiet"),
        tag("div", f"{after}, {on} · {one.author}", class_="quiet"),
    ))  # fmt: skip


def _said(here: Here, one: Recommendation) -> Html | str:
    if not one.said:
        return here.t(_NOTHING_SAID)
    return joined(
        tag("div", joined((
            f"{here.t(_WORD[said.what])}, {short_day(clock.day_of(said.said_at), here.language)}, {said.who}",
            said.words, evidence(here, said.evidence) if said.evidence else None), " · "))
        for said in one.said
    )  # fmt: skip


def one_of(here: Here, found: Sequence[Recommendation]) -> None:
    """The recommendation that the address names, with what this reader may say on it."""
    wanted = here.chosen("find")
    one = next((one for one in found if str(one.seq) == wanted), None)
    if (done := st.session_state.pop(_DONE, None)) is not None:
        show(tag("p", here.t(done)), class_="band fine")
    if one is None:
        return
    place = above(here, one.territory)
    due = here.t(_BY, day=short_day(one.due_on, here.language))
    part(here.t(_NUMBER, number=one.seq))
    show(tag("div", _what(here, one)), tag("div", joined((here.say(one.to_title), due), " · ")),
         tag("div", _state(here, one)), tag("div", _said(here, one), class_="quiet"), class_="card")  # fmt: skip
    answering = Place(place if one.to_executor else (), owner=one.to_seat, executor=one.to_executor)
    if one.state not in ("closed", "done") and permits(here.actor, "answer_recommendation", answering):
        _done_form(here, one)
    if one.state == "done" and permits(here.actor, "recommend", Place(place)):
        _judge_form(here, one)


def _done_form(here: Here, one: Recommendation) -> None:
    t, key = here.t, _round(one.seq)
    with st.form(f"done:{key}", border=True):
        shown = st.text_input(t(_EVIDENCE), key=f"shown:{key}", max_chars=1000)
        words = st.text_area(t(_DONE_WORDS), key=f"done_words:{key}", height=68, max_chars=2000)
        sent = st.form_submit_button(t(_SAY_DONE), type="primary", width="stretch")
    if sent:
        _do(
            here, lambda: say_done(here.store, here.actor, one.seq, words, shown, now=here.moment), _DONE_SAID
        )


def _judge_form(here: Here, one: Recommendation) -> None:
    t, key = here.t, _round(one.seq)
    with st.form(f"judge:{key}", border=True):
        words = st.text_area(t(_JUDGE_WORDS), key=f"judge_words:{key}", height=68, max_chars=2000)
        with st.container(horizontal=True):
            closed = st.form_submit_button(t(_CLOSE), type="primary")
            back = st.form_submit_button(t(_GIVE_BACK))
    for pressed, what, said in ((closed, "closed", _CLOSED_NOW), (back, "given_back", _GIVEN_BACK_NOW)):
        if pressed:
            _do(
                here,
                lambda what=what: judge_done(here.store, here.actor, one.seq, what, words, now=here.moment),
                said,
            )


def form(here: Here, territory: str) -> None:
    """Make a recommendation."""
    t = here.t
    if not permits(here.actor, "recommend"):
        return
    key = _round("new")
    first = clock.day_of(here.moment) + timedelta(days=1)
    place = unfolded(t(_MAKE), "recommend")
    if place is None:
        return
    with place:
        indicators = {
            one.indicator: f"{here.say(one.title)} · {here.say(one.territory_title)}"
            for one in narrowing.indicators(
                here, here.scope(territory=territory), "about", _picked(f"about:{key}")
            )
        }
        to = narrowing.narrowed(here, _everybody(here), "to", _picked(f"who:{key}"))
        form = st.form(f"recommend:{key}", border=False)
    with form:
        about = st.selectbox(t(_ABOUT), list(indicators), index=None, format_func=indicators.__getitem__,
                             placeholder=t(_IN_GENERAL), key=f"about:{key}")  # fmt: skip
        who = st.selectbox(t(_TO_WHOM), list(to), index=None, format_func=to.__getitem__, placeholder=t(_CHOOSE),
                           key=f"who:{key}")  # fmt: skip
        words = st.text_area(t(_WHAT_TO_DO), key=f"what:{key}", height=96, max_chars=2000)
        due = st.date_input(t(_DUE), value=None, min_value=first, max_value=_FAR, key=f"due:{key}",
                            format="YYYY-MM-DD" if here.language == "en" else "DD.MM.YYYY")  # fmt: skip
        occasion = st.pills(t(_AFTER), list(_OCCASION), format_func=lambda one: t(_OCCASION[one]), default="visit",
                            key=f"occasion:{key}")  # fmt: skip
        sitting = st.text_input(t(_SITTING), key=f"sitting:{key}", max_chars=200)
        sent = st.form_submit_button(t(_MAKE), type="primary", width="stretch")
    if not sent:
        return
    needs = ((_TO_WHOM, who), (_WHAT_TO_DO, words.strip()), (_DUE, due), (_AFTER, occasion))
    missing = [t(name) for name, given in needs if not given]
    if missing:
        show(tag("p", t(_MISSING, fields=", ".join(missing))), class_="band fault")
        return
    kind, _, name = who.partition(":")
    seen = here.of(visits, here.scope(indicator=about)) if about and occasion == "visit" else []
    made = NewRecommendation(
        words, due, occasion, name if kind == "seat" else None, name if kind == "executor" else None, about,
        None if about else territory, visit=seen[0].seq if seen else None, sitting=sitting or None,
    )  # fmt: skip
    _do(here, lambda: recommend(here.store, here.actor, made, now=here.moment, key=key), _MADE)


def _picked(key: str) -> tuple[str | None, ...]:
    """What stands chosen already, which a further word must not take away."""
    return (st.session_state.get(key),)


def _everybody(here: Here) -> dict[str, str]:
    """Whom a recommendation may be made to: seats, then executors."""
    held, bodies = here.of(seats), here.of(executors)

    def build() -> dict[str, str]:
        to = {f"seat:{one.seat}": f"{here.say(one.title)} · {here.say(one.body_title)}" for one in held}
        return to | {f"executor:{one.executor}": here.say(one.title) for one in bodies}

    return here.drawn(build, ("everybody",), held, bodies)


def _round(of: object) -> str:
    return f"{of}:{round_of(_ROUND)}"


def _do(here: Here, act, words: str) -> None:
    try:
        act()
    except TrackerError as refused:
        show(tag("p", here.t(refused.template, **refused.values)), class_="band fault")
        return
    st.session_state[_DONE] = words
    next_round(_ROUND)
    st.rerun()


_STATES = {
    "late": N_("past its day"),
    "open": N_("open"),
    "given_back": N_("given back"),
    "done": N_("said to be done"),
    "closed": N_("done"),
}
_WORD = {"done": N_("Said to be done"), "closed": N_("Accepted"), "given_back": N_("Given back")}
_OCCASION = {"visit": N_("After a visit"), "sitting": N_("At a sitting")}
_NONE = N_("No recommendation is made here on the day shown")
_OF = N_("{closed} of {made} recommendations are done")
_BASE = N_(
    "{share} of all {made} made up to the day shown. Done and accepted by somebody else: {closed}; said to be done, "
    "waiting for control: {done}; given back: {given_back}; open: {open}; late: {late}."
)
_TITLE = N_("Recommendations of party control")
_DONE_OF = N_("Done: {closed} of {made} made.")
_BY = N_("by {day}")
_ALL = N_("All recommendations")
_CAPTION = N_("The late ones first. Tap one to answer it or to close it.")
_NOTHING_SAID = N_("nothing said yet")
_NUMBER = N_("Recommendation {number}")
_EVIDENCE = N_("Evidence: a link or the name of a document")
_DONE_WORDS = N_("What was done")
_SAY_DONE = N_("Say that it is done")
_DONE_SAID = N_("Recorded. Party control looks at the evidence and closes it, or gives it back.")
_JUDGE_WORDS = N_("In your own words; to give it back, say what is missing")
_CLOSE = N_("Accept and close")
_GIVE_BACK = N_("Give back")
_CLOSED_NOW = N_("The recommendation is closed.")
_GIVEN_BACK_NOW = N_("The recommendation is given back with your words.")
_MAKE = N_("Make a recommendation")
_ABOUT = N_("Indicator it concerns")
_IN_GENERAL = N_("The territory in general")
_TO_WHOM = N_("To whom")
_CHOOSE = N_("Choose")
_WHAT_TO_DO = N_("What should be done")
_DUE = N_("By which day")
_AFTER = N_("Made")
_SITTING = N_("Sitting: its name or number")
_MADE = N_("The recommendation is recorded; those to whom it is made see it on their page.")
_MISSING = N_("Still missing: {fields}.")
HOW = N_(
    "A recommendation is done when those to whom it was made have said so against evidence and somebody else has "
    "accepted it. Late: its day has passed and nobody said it was done."
)
