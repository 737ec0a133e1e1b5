"""Decisions in lists: the count with its base, cards that open, a table, lines on the pages of the responsible."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.queries.decisions import Decision, Fate, decisions_of, fate_of
from tracker.text import N_, percent, short_day
from tracker.ui.components import decision_acts
from tracker.ui.components.decision_card import FATES, SHORT, card, fate, indicator, responsible
from tracker.ui.components.heading import part
from tracker.ui.components.html import Html, a, joined, show, tag
from tracker.ui.components.table import Column, table
from tracker.ui.page import Here

SHOWN, LINES = 25, 5


def sentence(here: Here, of: Fate) -> str:
    """How many of how many are done, and of the others how many are silent or overdue."""
    if not of.total:
        return here.t(_NONE)
    return here.t(_DONE_OF, done=of.done, total=of.total)


def detail(here: Here, of: Fate) -> str | None:
    """The share that is done, with its base, and what became of the others."""
    if not of.total:
        return None
    return here.t(_DETAIL, share=percent(of.done / of.total, here.language), total=of.total,
                  silent=of.silent, overdue=of.overdue, open=of.open)  # fmt: skip


def cards(here: Here, found: Sequence[Decision], page: str, **address: str) -> None:
    """Each decision as a card; the one in the address opens what may be done with it."""
    if not found:
        show(tag("p", here.t(_EMPTY), class_="quiet"))
    for one in found[:SHOWN]:
        opened = here.chosen("decision") == one.decision
        way = here.link(page, **address, decision=None if opened else one.decision)
        show(card(here, one), tag("p", a(way, here.t(_CLOSE if opened else _OPEN))), class_="card")
        if opened:
            decision_acts.acts(here, one)
    if len(found) > SHOWN:
        show(tag("p", here.t(_MORE, n=len(found) - SHOWN)))


def opened(here: Here, found: Sequence[Decision]) -> None:
    """The decision named in the address, above the table, with what may be done with it."""
    wanted = here.chosen("decision")
    if wanted is None:
        return
    one = next((one for one in found if one.decision == wanted), None)
    if one is None:
        show(tag("p", here.t(_UNKNOWN, id=wanted)), class_="band fault")
        return
    show(card(here, one), tag("p", a(here.stay(decision=None), here.t(_CLOSE))), class_="card")
    decision_acts.acts(here, one)


def rows(here: Here, found: Sequence[Decision]) -> None:
    """Every decision, silent ones first, with files of all of them."""
    t, language = here.t, here.language
    table(here, "decisions", [
        Column(t(N_("Decision")), lambda one: _named(here, one), lambda one: one.words, "head"),
        Column(t(N_("Number")), None, lambda one: one.decision),
        Column(t(N_("Fate")), lambda one: fate(here, one), lambda one: t(SHORT[one.fate])),
        Column(t(N_("Due")), lambda one: tag("span", short_day(one.due_on, language), class_="nowrap"),
               lambda one: one.due_on, "num", "date"),
        Column(t(N_("Days overdue")), None, lambda one: one.days_overdue, kind="whole"),
        Column(t(N_("Responsible")), lambda one: responsible(here, one), lambda one: here.say(one.responsible), "wide"),
        Column(t(N_("Indicator")), None, lambda one: here.say(one.indicator_title) if one.indicator else t(_WHOLE)),
        Column(t(N_("What closes it")), lambda one: one.evidence, lambda one: one.evidence, "wide"),
        Column(t(N_("Last word")), None, lambda one: one.word.words if one.word else t(_NO_WORD)),
        Column(t(N_("Hearing")), None, lambda one: one.hearing),
    ], found, caption=t(_CAPTION), empty=t(_EMPTY))  # fmt: skip


def _named(here: Here, one: Decision) -> Html:
    about = indicator(here, one) or here.t(_WHOLE)
    return joined((a(here.stay(decision=one.decision), one.words), tag("div", about, class_="quiet")))


def decisions_on(
    here: Here, *, seat: str | None = None, executor: str | None = None, indicator: str | None = None,
    territory: str | None = None,
) -> None:  # fmt: skip
    """On the page of whoever answers: their decisions counted, those that need somebody first; nothing where none."""
    bounds = {"seat": seat, "executor": executor, "indicator": indicator, "territory": territory}
    given = {name: value for name, value in bounds.items() if value is not None}
    found = here.of(decisions_of, **given)
    if not found:
        return
    t, of = here.t, fate_of(found)
    part(t(_TITLE), detail(here, of))
    lines = [
        tag("li", tag("span", a(here.link("decisions", **given, decision=one.decision), one.words)),
            tag("span", short_day(one.due_on, here.language), class_="num"),
            tag("span", fate(here, one), " · ", here.say(one.responsible), class_="who quiet"))
        for one in found if one.fate != "done"
    ][:LINES]  # fmt: skip
    everything = tag("p", a(here.link("decisions", **given), t(_ALL)))
    show(tag("ol", *lines, class_="needs") if lines else None, everything)


_NONE = N_("No decision of a hearing is recorded here")
_DONE_OF = N_("{done} of {total} decisions are done")
_DETAIL = N_(
    "{share} of {total} decisions are done. Silent: {silent}, overdue with a word: {overdue}, open: {open}."
)
_EMPTY = N_("Here will stand what hearings demanded, of whom, by when, and what became of it.")
_OPEN = N_("Say how it goes, close it")
_CLOSE = N_("Fold up")
_MORE = N_("Further decisions: {n}; all of them stand on the page “Decisions”.")
_UNKNOWN = N_("There is no decision {id} among those shown.")
_WHOLE = N_("the program as a whole")
_NO_WORD = N_("no word yet")
_CAPTION = N_("Silent ones first, then the overdue, the open and the done.")
_TITLE = N_("Decisions of hearings")
_ALL = N_("All of these decisions")

__all__ = ["FATES", "cards", "decisions_on", "detail", "opened", "rows", "sentence"]
