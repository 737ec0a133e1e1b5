"""A person's digest on the page: what awaits them, as lines with links and as text to copy."""

from __future__ import annotations

import streamlit as st

from tracker.queries.digest import Digest
from tracker.queries.digest import digest as digest_of
from tracker.queries.directory import executors, seats, territories
from tracker.reminders.wording import text
from tracker.text import N_
from tracker.text.vocab import word
from tracker.ui.components import foot, recommending
from tracker.ui.components.heading import heading, part
from tracker.ui.components.html import Html, a, joined, show, tag
from tracker.ui.page import Here


def page(here: Here) -> None:
    """The whole page."""
    t, of = here.t, here.of(digest_of)
    heading(here, t(_AWAITS, n=of.matters) if of.matters else t(_NOTHING), name=_name(here))
    ways = [a(address, words) for address, words, there in _ways(here, of) if there]
    if ways:
        show(tag("ul", *(tag("li", way) for way in ways), class_="plain"))
    _list(here, t(_BACK), [
        joined((_indicator(here, one), tag("div", joined((one.reviewer, one.reason), ": "), class_="quiet")))
        for one in of.came_back[:10]
    ])  # fmt: skip
    recommending.of_those_who_answer(here, of.recommended)
    _list(here, t(_ASKED), [_indicator(here, one) for one in of.asked[:10]])
    part(t(_AS_TEXT), t(_COPY))
    st.code(
        text(of, _name(here), here.language, made_up=here.installation.demonstration),
        language=None,
        wrap_lines=True,
    )
    foot.foot(here, (_HOW,))


def _ways(here: Here, of: Digest) -> list[tuple[str, str, bool]]:
    overdue = sum(one.overdue for one in of.owes)
    return [
        (here.link("report"), here.t(_OWES, n=len(of.owes), overdue=overdue), bool(of.owes)),
        (here.link("control") if of.to_review else "", here.t(_REVIEW, n=of.to_review), bool(of.to_review)),
        (
            here.link("contradictions") if of.answered else "",
            here.t(_ANSWERED, n=of.answered),
            bool(of.answered),
        ),
        (here.link("recommendations", state="done"), here.t(_CLOSE, n=of.to_close), bool(of.to_close)),
    ]


def _list(here: Here, title: str, lines: list[Html]) -> None:
    if lines:
        part(title)
        show(tag("ul", *(tag("li", line) for line in lines), class_="plain said"))


def _indicator(here: Here, one) -> Html:
    return a(here.link("indicator", indicator=one.indicator), here.say(one.title))


def _name(here: Here) -> str:
    actor = here.actor
    named = {one.seat: one.title for one in here.of(seats)} if actor.seat else {}
    if not actor.seat and actor.office:
        named = {one.executor: one.title for one in here.of(executors)}
    elif not actor.seat:
        named = {one.code: one.title for one in here.of(territories)}
    title = here.say(named.get(actor.seat or actor.office or actor.territory or ""))
    return f"{word('role', actor.role, here.language)}: {title}" if title else actor.name


_AWAITS = N_("Matters that await you: {n}")
_NOTHING = N_("Nothing awaits you")
_OWES = N_("Reports to send: {n}, of which overdue: {overdue}")
_REVIEW = N_("Reports to review: {n}")
_ANSWERED = N_("Disputes that were answered and wait for a second look: {n}")
_CLOSE = N_("Recommendations said to be done, to accept or give back: {n}")
_BACK = N_("Came back, disputed by party control")
_ASKED = N_("You are asked to explain")
_AS_TEXT = N_("As text")
_COPY = N_("The same words that come by mail, once a week at most; copy them to a messenger.")
_HOW = N_(
    "What awaits you: reports of periods that have ended and are not reported, reports in force that control disputed "
    "and nobody answered, recommendations that are open, requests for an explanation, and for party control what waits "
    "for a verdict."
)
