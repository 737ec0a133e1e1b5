"""A seat's card on its page: the card's own document, its tables in this page's forms where the page has more.

Owns which parts the page draws itself (with bars, filters, files); every word and figure is the card's.
"""

from __future__ import annotations

from tracker.documents.card import member_card
from tracker.documents.model import Document, Item
from tracker.queries.directory import SeatEntry, themes
from tracker.queries.indicators import assessed
from tracker.queries.rollups import cells
from tracker.text import N_
from tracker.ui.components import country, document, explaining
from tracker.ui.components.heading import heading
from tracker.ui.components.html import show, still, tag
from tracker.ui.components.indicators import indicator_table
from tracker.ui.components.sets import section_table, worst_first
from tracker.ui.page import Here


def seat_card(here: Here, seat: SeatEntry) -> Document:
    """Draw the card of a seat, the same document as its light page, print and text."""
    card: Document = here.of(member_card, seat.seat, here.language)
    heading(here, card.title, over=card.over)
    if card.notice:
        show(tag("p", card.notice), class_="band")
    first, *others = card.meta
    if card.bar:
        still(here, "bar", lambda: show(document.bar(here, card.bar), tag("p", first, class_="quiet")), card)
    own = {"needs": _needs, "sections": _sections, "indicators": _indicators, "regions": _regions,
           "decisions": _elsewhere}  # fmt: skip
    for number, section in enumerate(card.sections):
        own.get(section.name, _as_it_is)(here, seat, section)
        if number == 0 and any(others):
            show(*(tag("p", line, class_="quiet") for line in others if line))
    return card


def _as_it_is(here: Here, seat: SeatEntry, section) -> None:
    document.section(here, section)


def _elsewhere(here: Here, seat: SeatEntry, section) -> None:
    """The page draws them itself, each a link to what may be said on it."""


def _needs(here: Here, seat: SeatEntry, section) -> None:
    """The things that need the holder; whoever may asks or explains right under each."""
    if here.actor.seat is None:
        return document.section(here, section)
    found = here.of(assessed, here.scope(seat=seat.seat), by_attention=True)
    carried = here.drawn(lambda: {item.indicator: item for item in found}, ("carried",), found)

    def act(on: Item) -> None:
        if on.place is not None and on.place.id in carried:
            explaining.act_on(here, carried[on.place.id])

    document.section(here, section, after=act)


def _sections(here: Here, seat: SeatEntry, section) -> None:
    document.head(section)
    section_table(here, here.of(worst_first, here.scope(seat=seat.seat), "section"), here.say(seat.title))


def _indicators(here: Here, seat: SeatEntry, section) -> None:
    document.head(section)
    carried = here.of(assessed, here.scope(seat=seat.seat), by_attention=True)
    indicator_table(here, carried, caption=here.say(seat.title), empty=here.t(N_("No indicator.")))


def _regions(here: Here, seat: SeatEntry, section) -> None:
    """Several themes as a heat table; one alone as the card's rows, which say more."""
    carried = {item.theme for item in here.of(assessed, here.scope(seat=seat.seat), by_attention=True)}
    own = [theme for theme in here.of(themes) if theme.id in carried]
    if len(own) < 2:
        return document.section(here, section)
    document.head(section)
    country.heat(here, here.of(country.regions), own, here.of(cells, here.scope()))
