"""One decision in full: what was demanded of whom by when, what closes it, what was said, how it was closed."""

from __future__ import annotations

from tracker import clock
from tracker.access import permits
from tracker.queries.decisions import Decision
from tracker.text import N_, day, instant, short_day, with_unit
from tracker.ui.components.html import Html, a, joined, tag
from tracker.ui.components.saying import evidence
from tracker.ui.page import Here

FATES = {
    "silent": N_("silent: past its day and never a word"),
    "overdue": N_("overdue: past its day, with a word"),
    "open": N_("open"),
    "done": N_("done"),
}
SHORT = {"silent": N_("silent"), "overdue": N_("past its day"), "open": N_("open"), "done": N_("done")}
WAYS = {"value": N_("a value"), "document": N_("a document"), "visit": N_("a visit")}


def card(here: Here, one: Decision) -> Html:
    """The whole of it as markup."""
    t, language = here.t, here.language
    due = t(_DUE, day=day(one.due_on, language))
    if one.days_overdue:
        due = t(_DUE_PAST, day=day(one.due_on, language), n=one.days_overdue)
    return tag(
        "div",
        tag("div", one.words, class_="name"),
        tag("div", joined((fate(here, one), due), " · ")),
        tag("div", t(_RESPONSIBLE), " ", responsible(here, one)),
        tag("div", t(_ABOUT), " ", indicator(here, one)) if one.indicator else None,
        tag("div", t(_CLOSES, words=one.evidence), class_="quiet"),
        _word(here, one),
        _closing(here, one),
        tag("div", joined((tag("span", from_hearing(here, one)), tag("span", t(_NUMBER, number=one.decision))), " · "),
            class_="quiet"),
        tag("div", t(_CHANGED, reason=one.reason or ""), class_="quiet") if one.changed else None,
        class_=f"decision fate-{one.fate}",
    )  # fmt: skip


def fate(here: Here, one: Decision) -> Html:
    """Its fate, a mark and words together."""
    return tag("span", tag("span", _MARKS[one.fate], aria_hidden="true"), " ", here.t(FATES[one.fate]),
               class_=f"fate {one.fate}")  # fmt: skip


def responsible(here: Here, one: Decision) -> Html:
    """Who answers for it, as a link to their page."""
    if one.seat is not None:
        return a(here.link("member", seat=one.seat), here.say(one.responsible) or one.seat)
    return a(here.link("executor", executor=one.executor), here.say(one.responsible) or one.executor)


def indicator(here: Here, one: Decision) -> Html | None:
    """The indicator it concerns, as a link."""
    if one.indicator is None:
        return None
    return a(here.link("indicator", indicator=one.indicator), here.say(one.indicator_title) or one.indicator)


def from_hearing(here: Here, one: Decision) -> Html:
    """The hearing that demanded it."""
    said = here.t(_HEARING, day=short_day(one.held_on, here.language))
    if not permits(here.actor, "see_hearing"):  # an executor sees its own decisions, not the hearing's papers
        return tag("span", said)
    return a(here.link("hearings", hearing=one.hearing, step="afterwards"), said)


def _word(here: Here, one: Decision) -> Html | None:
    if one.word is None:
        return None
    word = one.word
    when = f"{instant(word.said_at, here.language)} · {word.author}"
    said = here.t(_SAYS_DONE if word.state == "done" else _SAYS_GOING)
    shown = tag("div", evidence(here, word.evidence), class_="quiet") if word.evidence else None
    return tag(
        "div",
        tag("strong", said),
        tag("div", word.words),
        shown,
        tag("div", when, class_="quiet"),
        class_="ask",
    )


def _closing(here: Here, one: Decision) -> Html | None:
    if one.closing is None:
        return None
    t, how = here.t, one.closing
    against = t(WAYS[how.way])
    if how.way == "value" and how.value is not None:
        said = with_unit(how.value, one.unit, here.language)
        against = t(_VALUE, value=said, day=short_day(how.period_end, here.language))
    on = short_day(clock.day_of(how.said_at), here.language)
    return tag(
        "div",
        tag("strong", t(_CLOSED, against=against)),
        tag("div", evidence(here, how.evidence)) if how.evidence else None,
        tag("div", how.words) if how.words else None,
        tag("div", f"{on} · {how.author}", class_="quiet"),
        class_="ask",
    )


_MARKS = {"silent": "○", "overdue": "▲", "open": "–", "done": "✓"}
_DUE = N_("by {day}")
_DUE_PAST = N_("by {day}, {n} days ago")
_RESPONSIBLE = N_("Responsible:")
_ABOUT = N_("About:")
_CLOSES = N_("Closed by: {words}")
_HEARING = N_("hearing of {day}")
_NUMBER = N_("decision {number}")
_CHANGED = N_("Changed after it was recorded: {reason}")
_SAYS_DONE = N_("The responsible says: done")
_SAYS_GOING = N_("The responsible says: under way")
_CLOSED = N_("Closed against {against}")
_VALUE = N_("the value {value} for the period until {day}")
