"""What both sides said about an indicator, in order, and the answer to a dispute."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from tracker import clock
from tracker.access import permits
from tracker.access.permission import Place
from tracker.errors import TrackerError
from tracker.queries.directory import territories
from tracker.queries.evidence import sees_originals
from tracker.queries.explain import Explained
from tracker.queries.indicators import Assessed
from tracker.queries.visits import Word, both_sides
from tracker.record.dispute_answer import answer_dispute
from tracker.text import N_, short_day
from tracker.text.values import value
from tracker.ui.components.heading import part
from tracker.ui.components.html import Html, a, joined, show, tag
from tracker.ui.components.rounds import next_round, round_of
from tracker.ui.components.unfolding import unfolded
from tracker.ui.page import Here

_DONE, _ROUND = "_answered", "_answering_round"
_HASH = re.compile(r"[0-9a-f]{64}")


def of_indicator(here: Here, of: Explained) -> None:
    """On an indicator's page: everything both sides said of it, and the answer its branch may give to a dispute."""
    item = of.assessed
    said = here.of(both_sides, (item.indicator,)).get(item.indicator, [])
    if not any(one.what not in ("reported", "corrected") for one in said):
        return
    part(here.t(_TITLE), here.t(_NEVER_GONE))
    if st.session_state.pop(_DONE, None) == item.indicator:
        show(tag("p", here.t(_SENT)), class_="band fine")
    show(words_in_order(here, item, said[-30:]))
    disputed = next((r for r in reversed(of.reports) if r.newest_word and r.verdict == "disputed"), None)
    if disputed is not None and permits(here.actor, "answer_dispute", place_of_item(here, item)):
        show(tag("p", a(here.link("report", indicator=item.indicator), here.t(_CORRECT))))
        _answer(here, item, disputed.seq)


def words_in_order(here: Here, item, said: Sequence[Word]) -> Html:
    """One line a word: the day, what was said, by whom, with the value, the words and the evidence."""
    return tag("ol", *(_line(here, item, one) for one in said), class_="words")


def _line(here: Here, item, one: Word) -> Html:
    language = here.language
    what = here.t(_WHAT[one.what])
    amount = value(one.value, item.kind, item.unit, language) if one.value is not None else None
    if one.value is not None and one.period_end is not None:
        what = here.t(_OF_VALUE, what=what, value=amount, day=short_day(one.period_end, language))
    elif one.period_end is not None:
        what = here.t(_ON_DAY, what=what, day=short_day(one.period_end, language))
    conflict = tag("span", here.t(_CONFLICT), class_="badge") if one.conflict else None
    on = short_day(clock.day_of(one.said_at), language)
    return tag(
        "li",
        tag("div", tag("span", f"{on} · {one.who}", class_="quiet")),
        tag("div", joined((tag("strong", what), conflict), " ")),
        tag("div", one.words) if one.words else None,
        tag("div", evidence(here, one.evidence), class_="quiet") if one.evidence else None,
        class_=f"side-{_SIDE[one.what]}",
    )  # fmt: skip


def evidence(here: Here, said: str) -> Html:
    """Links as links, a stored file by its place, anything else as it stands."""
    return joined((_piece(here, one, n) for n, one in enumerate(said.split("\n"), 1)), " · ")


def _piece(here: Here, one: str, number: int) -> Html | str:
    if one.startswith(("https://", "http://")):
        return tag("a", one, href=one, target="_blank", rel="noopener noreferrer")
    if _HASH.fullmatch(one):
        address = f"light/evidence/{one}?{urlencode(here.selection.state())}"
        copy = tag("a", here.t(_FILE, number=number), href=address, target="_blank")
        if not sees_originals(here.actor):
            return copy
        whole = tag(
            "a", here.t(_ORIGINAL), href=f"{address}&original=1", target="_blank", title=here.t(_ORIGINAL_WHY)
        )
        return joined((copy, Html(" ("), whole, Html(")")))
    return one


def place_of_item(here: Here, item: Assessed) -> Place:
    """Where an assessed indicator belongs: its territory with all above it, and who carries it."""
    return Place(above(here, item.territory), item.owner, item.section_owner, executor=item.executor)


def above(here: Here, territory: str | None) -> tuple[str, ...]:
    """A territory with every territory above it."""
    parents = {one.code: one.parent for one in here.of(territories)}
    found: list[str] = []
    while territory is not None and territory not in found:
        found.append(territory)
        territory = parents.get(territory)
    return tuple(found)


def _answer(here: Here, item: Assessed, report: int) -> None:
    t = here.t
    key = f"{report}:{round_of(_ROUND)}"
    place = unfolded(t(_ANSWER), f"answer:{report}")
    if place is None:
        return
    with place, st.form(f"answer:{key}", border=False):
        words = st.text_area(t(_WORDS), key=f"words:{key}", height=96, max_chars=2000)
        shown = st.text_input(t(_EVIDENCE), key=f"evidence:{key}", max_chars=1000)
        sent = st.form_submit_button(t(_SEND), type="primary")
    if not sent:
        return
    try:
        answer_dispute(
            here.store, here.actor, report, words, now=here.moment, evidence=shown or None, key=key
        )
    except TrackerError as refused:
        show(tag("p", t(refused.template, **refused.values)), class_="band fault")
        return
    st.session_state[_DONE] = item.indicator
    next_round(_ROUND)
    st.rerun()


_SIDE = {
    "reported": "branch",
    "corrected": "branch",
    "answered": "branch",
    "verified": "control",
    "disputed": "control",
    "confirmed": "control",
    "partly": "control",
    "not_confirmed": "control",
    "opened": "control",
    "closed": "control",
}
_WHAT = {
    "reported": N_("Reported"),
    "corrected": N_("Corrected"),
    "answered": N_("Answered"),
    "verified": N_("Confirmed by control"),
    "disputed": N_("Disputed by control"),
    "confirmed": N_("Visit: confirmed"),
    "partly": N_("Visit: confirmed in part"),
    "not_confirmed": N_("Visit: not confirmed"),
    "opened": N_("Post of party control set"),
    "closed": N_("Post of party control lifted"),
}
_TITLE = N_("What both sides said")
_NEVER_GONE = N_("In the order it was said; nothing is changed or taken away.")
_OF_VALUE = N_("{what}: {value}, for the period until {day}")
_ON_DAY = N_("{what}, {day}")
_CONFLICT = N_("conflict of interest")
_ORIGINAL = N_("as sent")
_ORIGINAL_WHY = N_(
    "The file as it was sent, with its metadata and signatures; others see the copy without them."
)
_FILE = N_("file {number}")
_CORRECT = N_("Answer with a correction: report the period again")
_ANSWER = N_("Answer with words or evidence")
_WORDS = N_("Why the figure holds, or what was mended")
_EVIDENCE = N_("Evidence: a link or the name of a document")
_SEND = N_("Send the answer")
_SENT = N_("The answer is recorded. The report stays disputed until control has looked again.")
