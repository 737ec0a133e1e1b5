"""Explanations of an indicator's lag: what was said and whether its day held, the form, a request for one.

What is entered is recorded by :mod:`tracker.record.explanation`, which asks the actor itself; a form sent twice
counts once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from tracker import clock
from tracker.access import permits
from tracker.access.permission import Place
from tracker.documents.needs import said_by
from tracker.errors import TrackerError
from tracker.queries.directory import territories
from tracker.queries.explanations import Explanation, Request, explanations, requests
from tracker.queries.figures import figures
from tracker.queries.indicators import Assessed
from tracker.record.explanation import (
    CAUSES,
    LONGEST,
    NewExplanation,
    ask_for_explanation,
    record_explanation,
)
from tracker.text import N_, day, short_day
from tracker.text.values import why_missing
from tracker.text.vocab import capital, word
from tracker.ui.components import cells
from tracker.ui.components.heading import part
from tracker.ui.components.html import Html, joined, show, tag
from tracker.ui.components.rounds import next_round, round_of
from tracker.ui.components.unfolding import unfolded
from tracker.ui.page import Here

_DONE, _ROUND = "_explained", "_explaining_round"
_FAR = date(2099, 12, 31)
SHOWN = 10


def explained_lag(here: Here, item: Assessed) -> None:
    """On an indicator's page: what was asked and said, and what this reader may do about it."""
    scope, place = here.scope(indicator=item.indicator), _place(here, item)
    said, asked = here.of(explanations, scope), here.of(requests, scope)
    may_explain, may_ask = (permits(here.actor, act, place) for act in ("explain", "ask_for_explanation"))
    if not (said or asked or may_explain or may_ask):
        return
    part(here.t(_TITLE), _kept_of(here, said))
    _done(here, item)
    _say(here, said[:SHOWN], [one for one in asked if one.answered_at is None])
    if may_ask and item.owner is not None:
        _ask_button(here, item)
    if may_explain:
        _form(here, item)


def act_on(here: Here, item: Assessed) -> None:
    """Under a thing on a seat's page: the request and the form alone, where this reader may use them."""
    actor, place = here.actor, _place(here, item)
    _done(here, item)
    if item.owner is not None and permits(actor, "ask_for_explanation", place):
        _ask_button(here, item)
    if permits(actor, "explain", place):
        _form(here, item)


def _done(here: Here, item: Assessed) -> None:
    """What was just recorded on the indicator, once."""
    done = st.session_state.get(_DONE)
    if done is not None and done[0] == item.indicator:
        del st.session_state[_DONE]
        show(tag("p", here.t(done[1])), class_="band fine")


def _kept_of(here: Here, said: Sequence[Explanation]) -> str:
    kept, broken = (sum(one.held is held for one in said) for held in (True, False))
    return here.t(_KEPT_OF, given=len(said), kept=kept, broken=broken)


def _place(here: Here, item: Assessed) -> Place:
    """Where the indicator belongs, as far as this reader's seat is concerned."""
    known, seat = here.of(territories), here.actor.seat
    mine = here.of(figures, here.scope(seat=seat), ("section_owner", "theme", "territory")) if seat else None

    def build() -> Place:
        parents = {one.code: one.parent for one in known}
        above, code = [], item.territory
        while code is not None and code not in above:
            above.append(code)
            code = parents.get(code)
        by_theme = any(
            owner == seat and theme == item.theme is not None and territory in above
            for owner, theme, territory in mine or ()
        )
        return Place(tuple(above), item.owner, item.section_owner, (seat,) if by_theme else ())

    return here.drawn(build, ("place", item.indicator, item.owner, item.section_owner, seat), known, mine)


def _say(here: Here, said: Sequence[Explanation], asked: Sequence[Request]) -> None:
    lines = [_asked(here, one) for one in asked[:SHOWN]] + [_said(here, one) for one in said]
    if lines:
        show(tag("ul", joined(lines), class_="plain said"))


def _asked(here: Here, one: Request) -> Html:
    who = _seat(here, one.asked_by) if one.asked_by else word("role", "administrator", here.language)
    on = here.t(_ASKED_ON, day=day(clock.day_of(one.asked_at), here.language))
    said = f"{on} · {who}: {one.words}" if one.words else f"{on} · {who}"
    return tag("li", tag("strong", here.t(_UNANSWERED)), tag("div", said, class_="quiet"))


def _said(here: Here, one: Explanation) -> Html:
    t, language = here.t, here.language
    on = short_day(clock.day_of(one.explained_at), language)
    cause = capital(word("cause", one.cause, language))
    promised = t(_PROMISED_BY, day=short_day(one.expected_on, language))
    fate = t({True: _HELD, False: _BROKEN, None: _COMING}[one.held])
    who = said_by(t, _seat(here, one.seat), one)
    return tag(
        "li",
        tag("div", tag("strong", cause), f": {one.words}" if one.words else None),
        tag("div", t(_DOES, action=one.corrective_action)),
        tag("div", promised, " ", tag("strong", fate)),
        tag("div", t(_NEEDS, help=one.help_needed)) if one.help_needed else None,
        tag("div", on, " · ", who, class_="quiet"),
    )  # fmt: skip


def _seat(here: Here, seat: str | None) -> str:
    if seat is None:
        return why_missing("no_owner", here.language)
    return here.say(here.of(cells.seat_titles).get(seat)) or seat


def _round() -> str:
    return round_of(_ROUND)


def _ask_button(here: Here, item: Assessed) -> None:
    key = f"ask:{item.indicator}:{_round()}"
    if st.button(here.t(_ASK), key=key):
        _record(here, item, _ASKED_NOW, lambda: ask_for_explanation(
            here.store, here.actor, item.indicator, now=here.moment, key=key))  # fmt: skip


def _form(here: Here, item: Assessed) -> None:
    t, key = here.t, f"explain:{item.indicator}:{_round()}"
    place = unfolded(t(_EXPLAIN), f"explain:{item.indicator}")
    if place is None:
        return
    with place, st.form(key, border=False):
        names = {cause: capital(word("cause", cause, here.language)) for cause in CAUSES}
        cause = st.selectbox(t(_CAUSE), list(names), index=None, format_func=names.__getitem__,
                             placeholder=t(_CHOOSE), key=f"{key}:cause")  # fmt: skip
        words = st.text_area(t(_WORDS), key=f"{key}:words", height=68, max_chars=LONGEST)
        action = st.text_area(t(_ACTION), key=f"{key}:action", height=68, max_chars=LONGEST)
        first = clock.day_of(here.moment) + timedelta(days=1)
        expected = st.date_input(
            t(_EXPECTED), value=None, min_value=first, max_value=_FAR, key=f"{key}:expected",
            format="YYYY-MM-DD" if here.language == "en" else "DD.MM.YYYY",
        )  # fmt: skip
        needed = st.text_area(t(_HELP), key=f"{key}:help", height=68, max_chars=LONGEST)
        sent = st.form_submit_button(t(_SEND), type="primary")
    if not sent:
        return
    needs = ((_CAUSE, cause), (_ACTION, action.strip()), (_EXPECTED, expected))
    missing = [t(name) for name, given in needs if not given]
    if missing:
        show(tag("p", t(_MISSING, fields=", ".join(missing))), class_="band fault")
        return
    told = NewExplanation(item.indicator, cause, action, expected, words or None, needed or None)
    _record(
        here, item, _SENT, lambda: record_explanation(here.store, here.actor, told, now=here.moment, key=key)
    )


def _record(here: Here, item: Assessed, words: str, act) -> None:
    try:
        act()
    except TrackerError as refused:
        show(tag("p", here.t(refused.template, **refused.values)), class_="band fault")
        return
    st.session_state[_DONE] = (item.indicator, words)
    next_round(_ROUND)
    st.rerun()


_TITLE = N_("Explanations")
_KEPT_OF = N_("Given: {given}; promised days that held: {kept}, that did not: {broken}")
_UNANSWERED = N_("An explanation is awaited.")
_ASKED_ON = N_("asked on {day}")
_PROMISED_BY = N_("Promised day: {day}.")
_HELD = N_("It held.")
_BROKEN = N_("It did not hold.")
_COMING = N_("It has not come yet.")
_DOES = N_("What is done: {action}")
_NEEDS = N_("Help needed: {help}")
_ASK = N_("Ask for an explanation")
_ASKED_NOW = N_("The request is recorded; the seat that carries the indicator sees it on its page.")
_EXPLAIN = N_("Explain the lag")
_CAUSE = N_("Cause")
_CHOOSE = N_("Choose")
_WORDS = N_("In your own words, if the cause does not say it")
_ACTION = N_("What is being done")
_EXPECTED = N_("The day by which it will be on plan")
_HELP = N_("What help is needed, if any")
_SEND = N_("Send the explanation")
_SENT = N_("The explanation is recorded; earlier ones stay.")
_MISSING = N_("Still missing: {fields}.")
