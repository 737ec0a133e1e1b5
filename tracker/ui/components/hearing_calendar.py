"""The calendar of hearings for a year: what is due and unprepared first, then everything in its order."""

from __future__ import annotations

from collections.abc import Set

from tracker.queries.hearing_calendar import CalendarEntry, hearing_calendar
from tracker.text import N_, day, short_day
from tracker.ui.components import hearing_words
from tracker.ui.components.heading import part
from tracker.ui.components.html import Html, a, joined, show, tag
from tracker.ui.components.table import Column, markup
from tracker.ui.page import Here

LINES = 5


def calendar(here: Here, may_prepare: Set[str]) -> None:
    """A year's hearings; ``may_prepare`` are the territories for which the viewer prepares them."""
    t, year = here.t, _year(here)
    found = here.of(hearing_calendar, year)
    pressing = [one for one in found if one.standing in ("overdue", "unprepared")]
    part(t(_DUE), t(_DUE_HOW))
    if pressing:
        lines = [
            _line(here, one, may_prepare) for one in sorted(pressing, key=lambda one: one.until_on)[-LINES:]
        ]
        show(tag("ol", *lines, class_="needs"))
        if len(pressing) > LINES:
            show(tag("p", t(_MORE_DUE, n=len(pressing) - LINES), class_="quiet"))
    else:
        show(tag("p", t(_NONE_DUE), class_="quiet"))
    if may_prepare:
        show(tag("p", a(here.link("hearings", step="new"), t(_NEW))))
    part(t(_TITLE, year=str(year)), t(_RULE))
    show(tag("p", joined(_years(here, year), " · ")))
    columns = [
        Column(t(N_("Time")), lambda one: _time(here, one), look="head"),
        Column(t(N_("Hearing")), lambda one: _what(here, one), look="wide"),
        Column(t(N_("State")), lambda one: _standing(here, one)),
        Column(t(N_("Prepared as")), lambda one: _prepared(here, one, may_prepare), look="wide"),
    ]
    body = here.drawn(
        lambda: markup(columns, found, t(_CAPTION)), ("calendar", str(sorted(may_prepare))), found
    )
    show(tag("details", tag("summary", t(_ALL, n=len(found))), tag("div", body, class_="scroll")))


def _year(here: Here) -> int:
    given = here.chosen("period") or ""
    return int(given) if given.isdecimal() and 1991 <= int(given) <= 2099 else here.selection.as_of.year


def _years(here: Here, year: int) -> list[Html]:
    return [
        tag("strong", str(one)) if one == year else a(here.stay(period=str(one)), str(one))
        for one in (year - 1, year, year + 1)
    ]


def _line(here: Here, one: CalendarEntry, may_prepare: Set[str]) -> Html:
    return tag(
        "li",
        tag("span", _what(here, one)),
        tag("span", here.t(_UNTIL, day=short_day(one.until_on, here.language)), class_="num"),
        tag("span", _standing(here, one), " · ", _prepared(here, one, may_prepare), class_="who quiet"),
    )


def _what(here: Here, one: CalendarEntry) -> str:
    if one.kind == "other" and one.hearing is not None:
        return hearing_words.name(here, one.hearing)
    return here.t(_KINDS[one.kind], territory=here.say(one.title))


def _time(here: Here, one: CalendarEntry) -> str:
    if one.from_on == one.until_on:
        return day(one.from_on, here.language)
    return f"{short_day(one.from_on, here.language)} – {short_day(one.until_on, here.language)}"


def _standing(here: Here, one: CalendarEntry) -> Html:
    mark = {"overdue": "▲", "unprepared": "▲", "prepared": "–", "held": "✓", "awaited": "○"}[one.standing]
    look = {"overdue": "silent", "unprepared": "overdue", "held": "done"}.get(one.standing, "open")
    return tag(
        "span",
        tag("span", mark, aria_hidden="true"),
        " ",
        here.t(_STANDINGS[one.standing]),
        class_=f"fate {look}",
    )


def _prepared(here: Here, one: CalendarEntry, may_prepare: Set[str]) -> Html | str:
    if one.hearing is not None:
        return joined((hearing_words.link(here, one.hearing), hearing_words.state(here, one.hearing)), ", ")
    if one.territory in may_prepare:
        way = here.link(
            "hearings", step="new", territory=one.territory, among=one.kind, **{"from": one.until_on}
        )
        return a(way, here.t(_PREPARE))
    return here.t(_NOBODY)


_DUE = N_("Due and not prepared")
_DUE_HOW = N_(
    "What the calendar wants now: past its time without a hearing, or less than 45 days before its last day."
)
_MORE_DUE = N_("And {n} more; all of them stand in the calendar below.")
_NONE_DUE = N_("Nothing is due that is not prepared.")
_NEW = N_("New hearing")
_TITLE = N_("Calendar of {year}")
_RULE = N_(
    "The Prime Minister once a year, state bodies every quarter, the regions in turn, each once a year."
)
_ALL = N_("All hearings of the year ({n})")
_CAPTION = N_("By the last day of the time in which each is wanted.")
_UNTIL = N_("until {day}")
_PREPARE = N_("Prepare it")
_NOBODY = N_("nothing prepared")
_KINDS = {
    "prime_minister": N_("{territory}: the Prime Minister's yearly report"),
    "state_bodies": N_("{territory}: state bodies, once a quarter"),
    "region": N_("{territory}: the akim's report, in turn"),
}
_STANDINGS = {
    "overdue": N_("its time is over, none was held"),
    "unprepared": N_("due, not prepared"),
    "prepared": N_("prepared"),
    "held": N_("held"),
    "awaited": N_("not due yet"),
}
