"""Findings that do not fit together: how many of each kind, the first of them, and the table; no accusation."""

from __future__ import annotations

from datetime import date

from tracker.draw.badge import status_span
from tracker.queries.contradiction_kinds import KINDS
from tracker.queries.contradictions import Contradiction
from tracker.queries.findings import Findings
from tracker.text import N_, number, short_day
from tracker.text.numbers import with_unit
from tracker.text.vocab import word
from tracker.ui.components import cells
from tracker.ui.components.heading import part
from tracker.ui.components.html import Html, a, joined, show, tag
from tracker.ui.components.table import Column, table
from tracker.ui.page import Here

LINES = 5


def sentence(here: Here, found: Findings) -> str:
    """How many findings there are and over how many indicators."""
    return here.t(_FOUND, n=len(found), indicators=found.indicators) if found else here.t(_NOTHING)


def kinds(here: Here) -> dict[str, str]:
    """The kinds of finding by their headings."""
    return {kind: here.t(known.heading) for kind, known in KINDS.items()}


def by_kind(here: Here, found: Findings) -> None:
    """A count for each kind, a link that keeps the table to it."""
    lines = [
        tag("li", tag("span", a(here.stay(among=kind, rows=None), here.t(KINDS[kind].heading))),
            tag("span", count, class_="num"))
        for kind in KINDS if (count := found.by_kind[kind])
    ]  # fmt: skip
    if lines:
        part(here.t(_KINDS))
        show(tag("ol", joined(lines), class_="needs"))


def first_lines(here: Here, found: Findings) -> None:
    """Those that need somebody most, one an indicator."""
    part(here.t(_FIRST))
    if not found:
        show(tag("p", here.t(_NONE), class_="quiet"))
        return
    show(
        here.drawn(
            lambda: tag("ol", *(_line(here, one) for one in found.first_of_each(LINES)), class_="needs"),
            ("first",),
            found,
        )
    )


def _line(here: Here, one: Contradiction) -> Html:
    who = (
        cells.nobody(here)
        if one.owner is None
        else a(here.link("member", seat=one.owner), _seat(here, one.owner))
    )
    status = Html(status_span(one.status, language=here.language, theme=here.theme))
    return tag("li", tag("span", cells.indicator_link(here, one)), tag("span", status),
               tag("span", words(here, one), tag("div", here.say(one.territory_title), " · ", who, class_="quiet"),
                   class_="who"))  # fmt: skip


def _seat(here: Here, seat: str) -> str:
    return here.say(here.of(cells.seat_titles).get(seat)) or seat


def words(here: Here, one: Contradiction) -> str:
    """The finding in words, its evidence put in."""
    return here.t(one.template, **{name: _said(here, one, value) for name, value in one.evidence.items()})


def _said(here: Here, one: Contradiction, value: object) -> str:
    if isinstance(value, dict):
        return here.say(value)
    if isinstance(value, date):
        return short_day(value, here.language)
    if isinstance(value, float):
        return with_unit(value, one.unit, here.language) if one.unit else number(value, here.language)
    return "" if value is None else str(value)


def rows(here: Here, found: Findings) -> None:
    """Every finding of the kind chosen."""
    t, kind = here.t, here.chosen("among")
    shown = here.drawn(lambda: found.of_kind(kind), ("findings",), found)
    part(t(_ALL))
    table(here, "contradictions", [
        Column(t(N_("Indicator")), lambda one: _named(here, one), lambda one: here.say(one.title), "head"),
        Column(t(N_("id")), None, lambda one: one.indicator),
        Column(t(N_("Finding")), lambda one: t(KINDS[one.kind].heading), lambda one: t(KINDS[one.kind].heading)),
        Column(t(N_("Evidence")), lambda one: words(here, one), lambda one: words(here, one), "wide"),
        Column(t(N_("Status")), None, lambda one: word("status", one.status, here.language)),
        Column(t(N_("Carried by")), None, lambda one: one.owner),
        Column(t(N_("See also")), lambda one: _related(here, one), lambda one: ", ".join(one.related), "wide"),
    ], shown, caption=t(_CAPTION), empty=t(_NONE))  # fmt: skip


def _named(here: Here, one: Contradiction) -> Html:
    return joined(
        (cells.indicator_link(here, one), tag("div", here.say(one.territory_title), class_="quiet"))
    )


def _related(here: Here, one: Contradiction) -> Html | str:
    ids = dict.fromkeys("/".join(other.split("/")[:2]) for other in one.related)
    return (
        joined((a(here.link("indicator", indicator=other), other) for other in list(ids)[:3]), ", ")
        if ids
        else ""
    )


HOW = N_(
    "Each finding sets two recorded facts beside each other: a report and a verdict, an explanation and the figures, "
    "the parts and the whole, the terms in force and those first approved. It is a question to ask, not a verdict."
)
_NOTHING = N_("Nothing here contradicts itself on the day shown")
_FOUND = N_("Findings to ask about: {n}, on {indicators} indicators")
_KINDS = N_("By kind")
_FIRST = N_("To ask about first")
_NONE = N_("No finding.")
_ALL = N_("All findings")
_CAPTION = N_("Those that need somebody most stand first.")
